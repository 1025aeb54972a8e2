//! By keys alone: every fact, and the way back from each panel.

use anyhow::{Context, Result, ensure};
use arrow_war_map::campaign::Lang;
use arrow_war_map::i18n;
use serde_json::json;

use crate::kit::{Bench, keys, tests};
use crate::record::record;

tests! {
    @Chromium "By keys alone every fact is reached, and its card tells it." => every_fact_by_key,
    "What opens by key closes by Escape, and gives the focus back." => escape,
}

/// Where the focus is: on nothing, on the date of a fact, elsewhere.
const FOCUS: &str = "const at = document.activeElement;\
    if (!at || at === document.body) return '';\
    return at.closest('#chronicle tbody th') ? at.closest('tr').id : 'elsewhere'";

async fn every_fact_by_key(bench: Bench) -> Result<()> {
    let still =
        |value: &str| json!({"features": [{"name": "prefers-reduced-motion", "value": value}]});
    // Flights of the camera would be waited for, 351 times.
    bench
        .cdp("Emulation.setEmulatedMedia", still("reduce"))
        .await?;
    let result = each_fact(&bench).await;
    bench.cdp("Emulation.setEmulatedMedia", still("")).await?;
    result
}

async fn each_fact(bench: &Bench) -> Result<()> {
    let record = record(bench)?;
    let server = bench.serve()?;
    bench.open(&server, "lang=en&d=1856-10-08").await?;
    let words = i18n::words(Lang::En);
    let skip = format!(
        "return document.activeElement.textContent === {}",
        json!(words.skip_chronicle())
    );
    let mut steps = 0;
    while !bench.holds(&skip).await? {
        bench.press(&[keys::TAB]).await?;
        steps += 1;
        ensure!(steps <= 4, "the chronicle is {steps} keys away");
    }
    bench.press(&[keys::ENTER]).await?;
    bench
        .until(
            "the chronicle has the focus",
            "return document.activeElement.id === 'chronicle-title'",
        )
        .await?;
    let mut missed: Vec<&str> = (record.book.facts.iter().map(|fact| fact.id.as_str())).collect();
    let mut since = 0;
    while !missed.is_empty() {
        bench.press(&[keys::TAB]).await?;
        since += 1;
        ensure!(since < 20, "{missed:?} are not to be reached");
        let at = bench.text(FOCUS).await?;
        ensure!(!at.is_empty(), "the focus is lost before {missed:?}");
        let Some(id) = at.strip_prefix("row-") else {
            continue;
        };
        let fact = record.book.fact(id).context("no such fact")?;
        since = 0;
        missed.retain(|other| *other != id);
        bench.press(&[keys::ENTER]).await?;
        let tells = format!(
            "return document.getElementById('card').textContent.includes({}) && document.activeElement.closest('tr')?.id === '{at}'",
            json!(fact.text.get(Lang::En))
        );
        let what = format!("the card tells {id}, and the focus stays");
        bench.until(&what, &tells).await?;
    }
    let day = bench.date().await?;
    bench.press(&[keys::ESCAPE]).await?;
    bench
        .until(
            "the chronicle is closed, and the focus is on its button",
            "return document.getElementById('chronicle').hidden && document.activeElement.id === 'open-chronicle'",
        )
        .await?;
    ensure!(bench.date().await? == day, "Escape moved the map");
    bench.quiet().await
}

async fn escape(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, "lang=en&d=1860-11-14").await?;
    bench.until_date("1860-11-14").await?;
    bench
        .until(
            "the lands can be compared",
            "return document.querySelector('.compare').checkVisibility()",
        )
        .await?;
    for leaf in [".settings", ".about:not(.settings)", ".compare"] {
        bench.focus(&format!("{leaf} > summary")).await?;
        bench.press(&[keys::ENTER, keys::TAB]).await?;
        let inside = format!(
            "return document.querySelector('{leaf}').open && document.activeElement.closest('{leaf} > .sheet') !== null"
        );
        bench
            .until(&format!("one is inside {leaf}"), &inside)
            .await?;
        bench.press(&[keys::ESCAPE]).await?;
        let back = format!(
            "const leaf = document.querySelector('{leaf}');\
             return !leaf.open && document.activeElement === leaf.querySelector('summary')"
        );
        bench.until(&format!("{leaf} is shut"), &back).await?;
    }
    // A person is told of in place of the list, and the list comes back.
    bench.focus("#open-search").await?;
    bench.press(&[keys::ENTER]).await?;
    let field = "return document.activeElement.id === 'search-field'";
    bench.until("the field has the focus", field).await?;
    bench.press(&["P", "a", "r", "k", "e", "s"]).await?;
    let found = "return document.querySelector('#search [aria-selected=true] b')?.textContent === 'Harry Parkes'";
    bench.until("Parkes is found", found).await?;
    bench.press(&[keys::ENTER]).await?;
    let told = "return document.querySelector('#search-told .back') !== null";
    bench.until("it is told who that is", told).await?;
    bench.focus("#search-told .back").await?;
    bench.press(&[keys::ENTER]).await?;
    bench.until("the field has the focus again", field).await?;
    // A place has its card, with every fact that names it.
    bench.press(&[keys::ESCAPE]).await?;
    bench.press(&["P", "a", "l", "i", "k", "a", "o"]).await?;
    let place = "return document.querySelector('#search [aria-selected=true] b')?.textContent === 'Palikao'";
    bench.until("Palikao is found", place).await?;
    bench.press(&[keys::ENTER]).await?;
    bench
        .until(
            "its card is open, and the focus is where the search was opened",
            "return document.querySelector('#card h2')?.textContent === 'Palikao' &&\
               document.querySelectorAll('#card .rows button').length > 3 && document.activeElement.id === 'open-search'",
        )
        .await?;
    bench.press(&[keys::ESCAPE]).await?;
    bench
        .until(
            "the card is closed, and the focus has stayed",
            "return document.querySelector('#card .close') === null && document.activeElement.id === 'open-search'",
        )
        .await?;
    bench.quiet().await
}
