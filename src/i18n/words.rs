//! The table of words: every word and phrase of the interface, read from a file for each language.

use super::join;
use crate::campaign::read::Node;

/// Declares the words that are one text each, so that a file without one of them is refused.
macro_rules! words {
    ($($name:ident),+ $(,)?) => {
        const NAMES: &[&str] = &[$(stringify!($name)),+];

        #[allow(non_camel_case_types)]
        enum Name {
            $($name),+
        }

        impl Words {
            $(pub fn $name(&self) -> &'static str {
                self.list[Name::$name as usize]
            })+
        }
    };
}

/// Every word and phrase of the interface, in one language.
pub struct Words {
    /// In the order of `NAMES`.
    list: Vec<&'static str>,
    /// What the record calls by an id: statuses, holders, kinds of event and of force, how an outline is known.
    pub statuses: Vec<(&'static str, &'static str)>,
    /// Help for the rows of the key table, in its order.
    pub keymap: Vec<&'static str>,
    /// The same for the keys of marks.
    pub mark_keys: Vec<&'static str>,
    /// What a pointer can do on the map.
    pub gestures: Vec<&'static str>,
    /// The same for the keys of a talk.
    pub talk_keys: Vec<&'static str>,
    pub months: Vec<&'static str>,
    /// From spring.
    pub seasons: Vec<&'static str>,
}

impl Words {
    /// Reads a file of this folder.
    ///
    /// # Errors
    /// Names the word that is missing.
    pub fn read(node: &impl Node) -> Result<Words, String> {
        let mut list = vec![];
        for name in NAMES {
            list.push(text(node, name)?);
        }
        let mut statuses = vec![];
        for status in items(node, "statuses")? {
            statuses.push((text(&status, "id")?, text(&status, "name")?));
        }
        Ok(Words {
            list,
            statuses,
            keymap: texts(node, "keymap")?,
            mark_keys: texts(node, "mark_keys")?,
            gestures: texts(node, "gestures")?,
            talk_keys: texts(node, "talk_keys")?,
            months: texts(node, "months")?,
            seasons: texts(node, "seasons")?,
        })
    }
}

words! {
    language_menu,
    map,
    timeline,
    skip_map,
    skip_timeline,
    skip_chronicle,
    date,
    play,
    pause,
    next_event,
    previous_event,
    speed,
    scale,
    scale_weighted,
    scale_calendar,
    scale_chapter,
    scales,
    zoom_in,
    zoom_out,
    whole_map,
    map_controls,
    legend,
    compare,
    one_scale,
    not_counted,
    yardstick,
    a_dot,
    between,
    held,
    li_value,
    events,
    opening,
    play_all,
    begin_story,
    on_this_day,
    just_before,
    before,
    after,
    all_events,
    its_events,
    see_also,
    names,
    who_holds,
    also_there,
    inferred,
    from_the_first,
    course,
    terms,
    areas,
    measured,
    movements,
    figures,
    locators,
    quiet_day,
    sources_differ,
    day_not_in_article,
    other_works_say,
    article_says,
    reading,
    reading_article,
    reading_other_works,
    settings,
    theme,
    theme_paper,
    theme_dark,
    theme_projector,
    theme_contrast,
    close,
    touch_to_begin,
    start_again,
    still_there,
    goes_back,
    go_on,
    reading_aids,
    text_size,
    high_contrast,
    less_motion,
    read_aloud,
    no_voice,
    volume,
    for_staff,
    self_test,
    version,
    record,
    notices,
    screen,
    memory,
    running_for,
    chapter,
    chronicle,
    chronicle_caption,
    both_calendars,
    place,
    party,
    kind,
    importance,
    importance_2,
    importance_3,
    what_happened,
    source,
    any,
    filter,
    containing,
    clear,
    search,
    search_hint,
    search_help,
    results,
    nothing_found,
    no_such_day,
    full_stop,
    go_to_day,
    all_in_chronicle,
    people,
    ships,
    places,
    treaties,
    facts,
    also_written,
    in_the_record,
    next_chapter,
    previous_chapter,
    tell_chapter,
    play_chapter,
    replay_chapter,
    play_next,
    steps,
    not_here_yet,
    questions,
    help,
    keys_anywhere,
    keys_timeline,
    keys_map,
    keys_marks,
    keys_pointer,
    keys,
    about,
    talk,
    talk_start,
    talk_stop,
    talk_leave,
    step_next,
    step_back,
    overview,
    jump,
    black,
    black_off,
    close_up,
    notes,
    speaker,
    speaker_refused,
    full_screen,
    question,
    coming,
    talk_ends,
    clock,
    elapsed,
    due,
    talk_length,
    shorter,
    longer,
    paper,
    handout,
    outline_map,
    put_in_order,
    teacher_sheet,
    whole_war,
    paper_size,
    print,
    pupil,
    outline_task,
    names_to_use,
    order_task,
    off_map,
    record_problems,
    bad_address,
    schematic,
    km,
    miles,
    li,
}

/// Words live as long as the page: there are three sets of them at most.
fn keep(text: String) -> &'static str {
    Box::leak(text.into_boxed_str())
}

fn text(node: &impl Node, name: &str) -> Result<&'static str, String> {
    let text = node.member(name).and_then(|text| text.string());
    text.map(keep)
        .ok_or_else(|| join(&[name, ": this word is missing"]))
}

fn items<N: Node>(node: &N, name: &str) -> Result<Vec<N>, String> {
    let items = node.member(name).and_then(|list| list.items());
    items.ok_or_else(|| join(&[name, ": this list is missing"]))
}

fn texts(node: &impl Node, name: &str) -> Result<Vec<&'static str>, String> {
    let texts = items(node, name)?
        .iter()
        .map(|text| text.string().map(keep))
        .collect();
    Option::ok_or_else(texts, || join(&[name, ": expected a list of words"]))
}
