//! Notices: what went wrong, in a sentence, without covering the map.

use crate::stage::Stage;
use crate::view::follow::word;
use leptos::prelude::*;

#[component]
pub fn Notices(stage: Stage) -> impl IntoView {
    let (lang, notices) = (stage.lang, stage.notices);
    view! {
        <div class="notices" role="alert" hidden=move || notices.with(Vec::is_empty)>
            {move || {
                notices.get().into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view()
            }}
            <button on:click=move |_| notices.set(vec![])>{word(lang, |w| w.close)}</button>
        </div>
    }
}
