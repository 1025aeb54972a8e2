//! Elements in Leptos' builder style, each kind of thing as one type.
//!
//! The `view!` macro gives every element, attribute and closure a type of its own; for a map of this many
//! parts that came to 60 KB of WebAssembly (brotli). Here an element is its tag, a list of attributes and a
//! list of children, so that all share one piece of machine code. What a closure reads, it follows.

use crate::campaign::Lang;
use crate::i18n::{Words, words};
use crate::stage::Posted;
use leptos::ev;
use leptos::html::custom;
use leptos::prelude::*;
use leptos::svg;
use leptos::tachys::html::attribute::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::tachys::html::attribute::custom::custom_attribute;
use leptos::tachys::html::event::on;
use leptos::tachys::html::property::prop;

/// An element under construction. Boxed, so that handing it on costs a word.
pub struct El(Box<Parts>);

struct Parts {
    tag: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

/// A new element, HTML or SVG.
pub fn el(tag: &'static str) -> El {
    El(Box::new(Parts {
        tag,
        attributes: vec![],
        children: vec![],
    }))
}

/// What a closure may return to become an attribute or a text; `None` leaves it out.
pub trait Shown {
    fn shown(self) -> Option<String>;
}

impl Shown for String {
    fn shown(self) -> Option<String> {
        Some(self)
    }
}

impl Shown for &str {
    fn shown(self) -> Option<String> {
        Some(self.into())
    }
}

/// `data-…` and `aria-…` attributes are written out, never left empty.
impl Shown for bool {
    fn shown(self) -> Option<String> {
        Some(if self { "true" } else { "false" }.into())
    }
}

impl<T: Shown> Shown for Option<T> {
    fn shown(self) -> Option<String> {
        self.and_then(Shown::shown)
    }
}

type Read = Box<dyn Fn() -> Option<String> + Send + Sync>;
type Build = Box<dyn FnMut() -> AnyView + Send>;

impl El {
    /// A fixed attribute.
    pub fn set(self, name: &'static str, value: impl AsRef<str>) -> El {
        self.fixed(name, value.as_ref())
    }

    #[inline(never)]
    fn fixed(mut self, name: &'static str, value: &str) -> El {
        self.show(name, Some(value));
        self
    }

    #[inline(never)]
    fn attribute(mut self, attribute: AnyAttribute) -> El {
        self.0.attributes.push(attribute);
        self
    }

    #[inline(never)]
    fn holding(mut self, child: AnyView) -> El {
        self.0.children.push(child);
        self
    }

    /// An attribute that follows the signals its closure reads.
    pub fn follow<T: Shown>(
        self,
        name: &'static str,
        read: impl Fn() -> T + Send + Sync + 'static,
    ) -> El {
        self.followed(name, Box::new(move || read().shown()))
    }

    /// An attribute in the reader's language.
    #[inline(never)]
    pub fn say(
        self,
        name: &'static str,
        lang: Posted<Lang>,
        pick: fn(&Words) -> &'static str,
    ) -> El {
        self.follow(name, move || pick(words(lang.get())))
    }

    #[inline(never)]
    fn followed(self, name: &'static str, read: Read) -> El {
        self.attribute(custom_attribute(name, read).into_any_attr())
    }

    /// Declarations of style, through the style object: an attribute would need a looser security policy.
    pub fn style(self, read: impl Fn() -> String + Send + Sync + 'static) -> El {
        self.property("style", read)
    }

    /// A property of the element itself.
    pub fn property<T: Shown>(
        self,
        name: &'static str,
        read: impl Fn() -> T + Send + Sync + 'static,
    ) -> El {
        self.propertied(name, Box::new(move || read().shown()))
    }

    #[inline(never)]
    fn propertied(self, name: &'static str, read: Read) -> El {
        self.attribute(prop(name, read).into_any_attr())
    }

    /// Answers a click, or a press of Enter on a button.
    pub fn tap(self, mut act: impl FnMut() + 'static) -> El {
        self.tapped(Box::new(move |_| act()))
    }

    #[inline(never)]
    fn tapped(self, act: Box<dyn FnMut(ev::MouseEvent)>) -> El {
        self.attribute(on(ev::click, act).into_any_attr())
    }

    /// Answers when a pointer or the focus comes, and when it goes.
    pub fn point(self, act: impl Fn(bool) + Copy + 'static) -> El {
        let mouse =
            |is_there: bool| -> Box<dyn FnMut(ev::MouseEvent)> { Box::new(move |_| act(is_there)) };
        let focus =
            |is_there: bool| -> Box<dyn FnMut(ev::FocusEvent)> { Box::new(move |_| act(is_there)) };
        self.attribute(on(ev::mouseenter, mouse(true)).into_any_attr())
            .attribute(on(ev::mouseleave, mouse(false)).into_any_attr())
            .attribute(on(ev::focus, focus(true)).into_any_attr())
            .attribute(on(ev::blur, focus(false)).into_any_attr())
    }

    pub fn key(self, act: impl FnMut(ev::KeyboardEvent) + 'static) -> El {
        let act: Box<dyn FnMut(ev::KeyboardEvent)> = Box::new(act);
        self.attribute(on(ev::keydown, act).into_any_attr())
    }

    pub fn input(self, act: impl FnMut(ev::Event) + 'static) -> El {
        let act: Box<dyn FnMut(ev::Event)> = Box::new(act);
        self.attribute(on(ev::input, act).into_any_attr())
    }

    #[inline(never)]
    pub fn child(self, child: El) -> El {
        self.holding(child.done())
    }

    /// A child only if there is one.
    pub fn maybe(self, child: Option<El>) -> El {
        match child {
            Some(child) => self.child(child),
            None => self,
        }
    }

    pub fn children(self, children: impl IntoIterator<Item = El>) -> El {
        children.into_iter().fold(self, El::child)
    }

    /// Fixed words.
    pub fn text(self, words: impl AsRef<str>) -> El {
        self.fixed("", words.as_ref())
    }

    /// Words that follow the signals their closure reads.
    pub fn text_of<T: Shown>(self, read: impl Fn() -> T + Send + Sync + 'static) -> El {
        self.text_followed(Box::new(move || read().shown()))
    }

    #[inline(never)]
    fn text_followed(self, read: Read) -> El {
        self.holding(read.into_any())
    }

    /// Words of the interface in the reader's language.
    #[inline(never)]
    pub fn word(self, lang: Posted<Lang>, pick: fn(&Words) -> &'static str) -> El {
        self.text_of(move || pick(words(lang.get())))
    }

    /// Children that are built anew when the signals their closure reads change.
    pub fn part(self, build: impl FnMut() -> Vec<El> + Send + 'static) -> El {
        self.parted(Box::new(build))
    }

    #[inline(never)]
    fn parted(self, mut build: Box<dyn FnMut() -> Vec<El> + Send>) -> El {
        let build: Build = Box::new(move || {
            build()
                .into_iter()
                .map(El::done)
                .collect::<Vec<AnyView>>()
                .into_any()
        });
        self.holding(build.into_any())
    }

    /// A fixed attribute or, without a name, fixed words; `None` is none.
    pub fn show(&mut self, name: &'static str, value: Option<&str>) {
        let Some(value) = value.map(str::to_string) else {
            return;
        };
        match name {
            "" => self.0.children.push(value.into_any()),
            _ => (self.0.attributes).push(custom_attribute(name, value).into_any_attr()),
        }
    }

    /// The finished element.
    #[inline(never)]
    pub fn done(self) -> AnyView {
        let Parts {
            tag,
            attributes,
            children,
        } = *self.0;
        macro_rules! in_svg {
            ($($name:literal $make:ident),*) => {
                match tag {
                    $($name => svg::$make().add_any_attr(attributes).child(children).into_any(),)*
                    _ => custom(tag).add_any_attr(attributes).child(children).into_any(),
                }
            };
        }
        in_svg!("svg" svg, "g" g, "path" path, "circle" circle, "text" text, "pattern" pattern)
    }
}
