//! For the staff: the self-test behind the hidden corner, and counts of visits where the museum wants them.

use crate::app::kiosk::Settings;
use crate::app::kiosk::counts::{Counts, length};
use crate::campaign::{Date, Lang};
use crate::carto::path::decimal_text;
use crate::host::embed::Host;
use crate::host::page::wasm_bytes;
use crate::host::{element_of, on};
use crate::i18n::words;
use crate::stage::{Finding, Kiosk, watch};
use leptos::prelude::{document, window};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

const STORE: &str = "arrow-war-counts";
const MIB: f64 = 1024.0 * 1024.0;
const HOUR_MS: f64 = 3_600_000.0;
/// More memory than this is a leak.
const MOST_MIB: f64 = 256.0;

/// Counts the visits, if the museum wants that.
pub struct Counting {
    kiosk: Kiosk,
    wanted: bool,
    /// Milliseconds of the visit under way.
    visit_ms: Cell<Option<f64>>,
    /// What the visit has come to, each once.
    reached: RefCell<Vec<String>>,
}

pub fn listen(kiosk: Kiosk, settings: &Settings, host: Option<Host>) -> Rc<Counting> {
    let counting = Rc::new(Counting {
        kiosk,
        wanted: settings.counts,
        visit_ms: Cell::new(None),
        reached: RefCell::default(),
    });
    counting.add(&["starts"]);
    let counts = counting.clone();
    watch(move || {
        if kiosk.staff.get() {
            kiosk.findings.set(findings(kiosk));
            kiosk.counts.set(counts.wanted.then(|| read().text()));
        }
    });
    if let Some(panel) = element_of(".staff") {
        on(&panel, "close", move |_: web_sys::Event| {
            kiosk.tell(crate::app::kiosk::Input::CloseStaff);
        });
    }
    if let (Some(host), true) = (host, counting.wanted) {
        host.may_ask_counts(Box::new(|| read().text()));
    }
    counting
}

impl Counting {
    /// A tick has passed.
    pub fn note(&self, ms: f64) {
        if !self.wanted {
            return;
        }
        let awake = self.kiosk.phase.get_untracked() != crate::app::kiosk::Phase::Attract;
        match (awake, self.visit_ms.get()) {
            (true, visit) => {
                self.visit_ms.set(Some(visit.unwrap_or(0.0) + ms));
                self.reach();
            }
            (false, Some(visit)) => {
                self.visit_ms.set(None);
                let mut reached = self.reached.take();
                reached.push("visits".into());
                reached.push(length(visit / 1000.0).into());
                let rows: Vec<&str> = reached.iter().map(String::as_str).collect();
                self.add(&rows);
            }
            (false, None) => {}
        }
    }

    /// Languages and chapters of the visit under way.
    fn reach(&self) {
        let stage = self.kiosk.stage;
        let book = stage.book.get_untracked();
        let chapter = stage.chapter.get_untracked();
        let chapter = chapter.map(|index| &book.chapters[index]);
        let lang = ["lang_", stage.lang.get_untracked().tag()].concat();
        let chapter = chapter.map(|chapter| ["chapter_", &chapter.id].concat());
        let mut reached = self.reached.borrow_mut();
        for row in [Some(lang), chapter].into_iter().flatten() {
            if !reached.contains(&row) {
                reached.push(row);
            }
        }
    }

    fn add(&self, rows: &[&str]) {
        let now = js_sys::Date::new_0();
        let day = Date::new(
            now.get_full_year() as i32,
            now.get_month() + 1,
            now.get_date(),
        );
        let (true, Some(day), Some(store)) = (self.wanted, day, store()) else {
            return;
        };
        let mut counts = read();
        for row in rows {
            counts.add(day, row);
        }
        // A full store loses a count, never a visit.
        let _ = store.set_item(STORE, &counts.text());
    }
}

fn store() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

fn read() -> Counts {
    let text = store().and_then(|store| store.get_item(STORE).ok().flatten());
    Counts::read(&text.unwrap_or_default())
}

/// What a technician wants to know after an update.
fn findings(kiosk: Kiosk) -> Vec<Finding> {
    let stage = kiosk.stage;
    let w = words(stage.lang.get_untracked());
    let whole = |value: f64| decimal_text(value, 0);
    let book = stage.book.get_untracked();
    let rows = [
        book.facts.len(),
        stage.campaign.events.len(),
        book.chapters.len(),
    ];
    let ground = stage.close_ups.with_untracked(Vec::len);
    let notices = stage.notices.get_untracked();
    let first = stage
        .campaign
        .frame(stage.campaign.span().first.start(), Default::default());
    let screen = [
        whole(
            window()
                .inner_width()
                .ok()
                .and_then(|n| n.as_f64())
                .unwrap_or(0.0),
        ),
        " × ".into(),
        whole(
            window()
                .inner_height()
                .ok()
                .and_then(|n| n.as_f64())
                .unwrap_or(0.0),
        ),
        " px × ".into(),
        decimal_text(window().device_pixel_ratio(), 2),
    ];
    let fingers = window().navigator().max_touch_points();
    let memory = f64::from(wasm_bytes()) / MIB;
    let hours = super::now() / HOUR_MS;
    let voices = Lang::ALL.map(|lang| [lang.tag(), super::speech::sign(lang)].concat());
    let finding = |subject, found: String, good| Finding {
        subject,
        found,
        good,
    };
    vec![
        finding(
            w.version(),
            [
                env!("CARGO_PKG_VERSION"),
                " · ",
                &document().last_modified(),
            ]
            .concat(),
            true,
        ),
        finding(
            w.record(),
            rows.map(|count| whole(count as f64)).join(" · "),
            rows.iter().all(|count| *count > 0)
                && first.places.len() == stage.campaign.control.len(),
        ),
        finding(w.map(), whole(ground as f64), ground > 0),
        finding(
            w.notices(),
            match notices.is_empty() {
                true => "0".into(),
                false => notices.join(" "),
            },
            notices.is_empty(),
        ),
        finding(w.read_aloud(), voices.join(" · "), true),
        finding(
            w.screen(),
            screen.concat() + " · " + &whole(f64::from(fingers)),
            true,
        ),
        finding(
            w.memory(),
            decimal_text(memory, 1) + " MiB",
            memory < MOST_MIB,
        ),
        finding(w.running_for(), decimal_text(hours, 1) + " h", true),
    ]
}
