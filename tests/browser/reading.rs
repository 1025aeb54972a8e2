//! Reading: the chronicle, the search, typed dates, and the marks by key.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::kit::{Bench, Served, keys, tests};
use crate::layout::framed;

tests! {
    "The chronicle has a row for every fact, and says so." => every_fact,
    "Filters of the chronicle hide rows, and their number is told." => filters,
    "A date of the chronicle moves the map, and the map marks the row of its day." => two_ways,
    "The skip link leads to the chronicle." => skip_to_chronicle,
    "A panel that opens leaves the focus of whoever is in it already." => quicker_than_panel,
    "A panel in the address is open from the start, and Escape closes it." => panel_in_address,
    "The search finds one person by names in three scripts." => people,
    "Enter goes to what was found, and the arrows choose." => enter,
    "A typed date is gone to, and one outside the record is told." => typed_dates,
    "Tab stops once at the marks, and arrows lead through all of them by day." => roving,
}

const FACTS: &str = "return [...document.querySelectorAll('#chronicle tbody tr[id]')]\
    .filter((row) => row.checkVisibility()).length";

async fn until_rows(bench: &Bench) -> Result<()> {
    bench
        .until(
            "the rows are there",
            "return document.querySelectorAll('#chronicle tbody tr[id]').length > 300",
        )
        .await
}

async fn open_panel(bench: &Bench, hash: &str, panel: &str) -> Result<Served> {
    let server = bench.serve()?;
    bench.open(&server, hash).await?;
    let button = ["#open-", panel].concat();
    let script = format!("return document.querySelector('{button}') !== null");
    bench.until("the later part is there", &script).await?;
    bench.click(&button).await?;
    Ok(server)
}

async fn every_fact(bench: Bench) -> Result<()> {
    let _server = open_panel(&bench, "lang=en&d=1860-10-18", "chronicle").await?;
    until_rows(&bench).await?;
    let facts = bench
        .js_async(
            "return (await (await fetch('geodata/facts.json')).json()).map((fact) => fact.text.en)",
            vec![],
        )
        .await?;
    let rows = bench
        .js(
            "return [...document.querySelectorAll('#chronicle td.what > p:first-child')].map((p) => p.textContent)",
            vec![],
        )
        .await?;
    let (facts, rows) = (facts.as_array().unwrap(), rows.as_array().unwrap());
    ensure!(
        facts.len() == rows.len(),
        "{} rows of {}",
        rows.len(),
        facts.len()
    );
    ensure!(facts.iter().all(|fact| rows.contains(fact)));
    let status = bench
        .text("return document.querySelector('#chronicle [role=status]').textContent")
        .await?;
    ensure!(status.starts_with(&facts.len().to_string()), "{status}");
    bench.quiet().await
}

async fn filters(bench: Bench) -> Result<()> {
    let _server = open_panel(&bench, "lang=en", "chronicle").await?;
    until_rows(&bench).await?;
    bench.click("#chronicle .filters summary").await?;
    let choose = "const select = document.querySelectorAll('#chronicle select')[arguments[0]];\
        select.value = arguments[1]; select.dispatchEvent(new Event('input', { bubbles: true }))";
    bench.js(choose, vec![json!(2), json!("battle")]).await?;
    bench
        .until(
            "only battles are left",
            "const rows = [...document.querySelectorAll('#chronicle tbody tr[id]')].filter((row) => row.checkVisibility());\
             return rows.length > 10 && rows.every((row) => row.querySelector('.kind').textContent === 'battle')",
        )
        .await?;
    let battles = bench.js(FACTS, vec![]).await?;
    bench.focus("#chronicle input[type=search]").await?;
    bench.press(&["p", "a", "l", "i", "k", "a", "o"]).await?;
    bench
        .until(
            "and of these the ones that name a place",
            "const rows = [...document.querySelectorAll('#chronicle tbody tr[id]')].filter((row) => row.checkVisibility());\
             return rows.length > 0 && rows.every((row) => row.textContent.includes('Palikao'))",
        )
        .await?;
    let fewer = bench.js(FACTS, vec![]).await?;
    ensure!(fewer.as_u64() < battles.as_u64());
    let status = bench
        .text("return document.querySelector('#chronicle [role=status]').textContent")
        .await?;
    ensure!(
        status.starts_with(&[&fewer.to_string(), " of "].concat()),
        "{status}"
    );
    bench.quiet().await
}

async fn two_ways(bench: Bench) -> Result<()> {
    let _server = open_panel(&bench, "lang=en&d=1857-01-01", "chronicle").await?;
    until_rows(&bench).await?;
    bench.focus("#row-F181 th button").await?;
    bench.press(&[keys::ENTER]).await?;
    bench.until_date("1859-06-25").await?;
    let current =
        "return document.querySelector('#row-F181').getAttribute('aria-current') === 'date'";
    bench.until("the row is marked", current).await?;
    bench.focus("#date-slider").await?;
    bench.press(&[keys::END]).await?;
    bench
        .until(
            "another row is marked, in view, and the focus has stayed",
            "const row = document.querySelector('#chronicle [aria-current]');\
             if (!row || row.id === 'row-F181' || document.activeElement.id !== 'date-slider') return false;\
             const frame = document.querySelector('#chronicle-rows').getBoundingClientRect();\
             const box = row.getBoundingClientRect();\
             return box.top >= frame.top && box.top < frame.bottom",
        )
        .await?;
    bench.quiet().await?;
    // On a phone, where the filters scroll with the rows, it opens at the day, too.
    let server = bench.serve()?;
    let fragment = "lang=en&d=1860-10-18&panel=chronicle";
    framed(&bench, &server, (390, 844), fragment, async |bench| {
        bench
            .until(
                "the row of the day is in view",
                "const row = document.querySelector('#chronicle [aria-current]')?.getBoundingClientRect();\
                 const dock = document.querySelector('#dock').getBoundingClientRect();\
                 return row?.height > 0 && row.top > 0 && row.top < dock.top",
            )
            .await
    })
    .await
}

async fn skip_to_chronicle(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, "lang=en").await?;
    let there = "return document.querySelector('#open-chronicle') !== null";
    bench.until("the later part is there", there).await?;
    bench.focus("button.skip").await?;
    bench.press(&[keys::ENTER]).await?;
    let focus = "return document.activeElement.id === 'chronicle-title'";
    bench.until("the heading has the focus", focus).await?;
    bench.quiet().await
}

async fn quicker_than_panel(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, "lang=en").await?;
    let there = "return document.querySelector('#open-chronicle') !== null";
    bench.until("the later part is there", there).await?;
    // The panel takes the focus after two turns of the page; ten are well past them.
    let focused = bench
        .js_async(
            "document.querySelector('#open-chronicle').click();\
             while (document.querySelector('#chronicle').hidden) await null;\
             document.querySelector('#chronicle .close').focus();\
             for (let turn = 0; turn < 10; turn++) await new Promise((next) => setTimeout(next));\
             return document.activeElement.className",
            vec![],
        )
        .await?;
    ensure!(focused == "close", "{focused}");
    bench.quiet().await
}

async fn panel_in_address(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, "lang=en&panel=search").await?;
    let open = "return document.querySelector('#search:not([hidden])') !== null";
    bench.until("the search is open", open).await?;
    bench.focus("#search-field").await?;
    bench.press(&[keys::ESCAPE]).await?;
    let closed = "return document.querySelector('#search').hidden && document.activeElement.id === 'open-search'";
    bench
        .until("it is closed, and the focus is on its button", closed)
        .await?;
    bench
        .until(
            "the address follows",
            "return !location.hash.includes('panel')",
        )
        .await?;
    bench.quiet().await
}

async fn query(bench: &Bench, text: &str) -> Result<()> {
    bench
        .js(
            "const field = document.querySelector('#search-field'); field.focus(); field.value = arguments[0];\
             field.dispatchEvent(new Event('input', { bubbles: true }))",
            vec![json!(text)],
        )
        .await
        .map(drop)
}

async fn people(bench: Bench) -> Result<()> {
    let _server = open_panel(&bench, "lang=en", "search").await?;
    for name in [
        "西馬糜各厘",
        "西马糜各厘",
        "Сеймур",
        "SEYMOUR",
        "amiral Seymour",
    ] {
        query(&bench, "").await?;
        query(&bench, name).await?;
        bench
            .until(
                name,
                "return document.querySelector('#search [role=option] b')?.textContent === 'Michael Seymour'",
            )
            .await?;
    }
    bench.press(&[keys::ENTER]).await?;
    bench
        .until(
            "it is told who that is",
            "return document.querySelectorAll('#search-told .rows li').length === 2",
        )
        .await?;
    bench.quiet().await
}

async fn enter(bench: Bench) -> Result<()> {
    let _server = open_panel(&bench, "lang=en&d=1856-10-08", "search").await?;
    query(&bench, "qing army fight").await?;
    let any = "return document.querySelectorAll('#search [role=option]').length > 1";
    bench.until("something is found", any).await?;
    bench.press(&[keys::DOWN]).await?;
    let second = "const field = document.querySelector('#search-field');\
        const active = document.getElementById(field.getAttribute('aria-activedescendant'));\
        return active.getAttribute('aria-selected') === 'true' && active.id === 'found-1'";
    bench.until("the second line is chosen", second).await?;
    bench.press(&[keys::ENTER]).await?;
    bench.until_date("1860-09-21").await?;
    bench.quiet().await
}

async fn typed_dates(bench: Bench) -> Result<()> {
    let _server = open_panel(&bench, "lang=zh-Hant&d=1856-10-08", "search").await?;
    for (text, day) in [
        ("1860-10-18", "1860-10-18"),
        ("24 Oct 1860", "1860-10-24"),
        ("1858年5月28日", "1858-05-28"),
        ("咸豐十年八月初七", "1860-09-21"),
    ] {
        bench.js("if (document.querySelector('#search').hidden) document.querySelector('#open-search').click()", vec![]).await?;
        query(&bench, text).await?;
        let one = "return document.querySelectorAll('#search [role=option]').length > 0";
        bench.until(text, one).await?;
        bench.press(&[keys::ENTER]).await?;
        bench.until_date(day).await?;
    }
    bench
        .js("document.querySelector('#open-search').click()", vec![])
        .await?;
    query(&bench, "1870-01-01").await?;
    let told =
        "return document.querySelector('#search [role=status]').textContent.includes('1864')";
    bench
        .until("it is told how far the record reaches", told)
        .await?;
    bench.quiet().await
}

async fn roving(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, "lang=en&d=1860-10-18").await?;
    let one = "return document.querySelectorAll('#marks-sites [tabindex=\"0\"]').length === 1";
    bench.until("one mark is a stop", one).await?;
    bench.focus("#marks-sites [tabindex=\"0\"]").await?;
    bench.press(&[keys::HOME]).await?;
    let count = bench
        .js(
            "return document.querySelectorAll('#marks-sites [aria-label]').length",
            vec![],
        )
        .await?;
    let count = count.as_u64().unwrap_or_default();
    ensure!(count > 20, "only {count} marks can be heard");
    let label = "return document.activeElement.getAttribute('aria-label')";
    let mut heard = vec![bench.text(label).await?];
    for _ in 1..count {
        bench.press(&[keys::RIGHT]).await?;
        heard.push(bench.text(label).await?);
        let seen = "const at = document.activeElement.getBoundingClientRect();\
                    const [x, y] = [at.left + at.width / 2, at.top + at.height / 2];\
                    return Boolean(document.elementsFromPoint(x, y).find((it) => !it.closest('.marks, .names'))?.closest('#map'))\
                      && ![...document.querySelectorAll('#map, .layer')].some((it) => it.scrollLeft || it.scrollTop)";
        ensure!(bench.holds(seen).await?, "{:?} is not seen", heard.last());
    }
    let mut different = heard.clone();
    different.sort();
    different.dedup();
    ensure!(different.len() as u64 == count, "{heard:?}");
    bench.quiet().await
}
