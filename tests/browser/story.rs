//! The story, the opening, the cards of lasting things, and the line of news.

use anyhow::{Result, ensure};

use crate::kit::{Bench, keys, tests};

tests! {
    "The page opens with what it is and two ways to begin, and the first act puts them away." => opening,
    "A chapter of the address is told from its first day, and Play stops at its end with a question." => chapter,
    "The chapters under the slider show their titles to pointer and key." => titles,
    "A step of the story moves the day." => steps,
    "A place, a treaty, a territory and a force of the address open their cards." => subjects,
    "A name on a card opens its card, and focus stays on the card." => links,
    "What is new on the day stands below the slider and in the live region." => news,
}

const TITLE: &str = "return document.querySelector('#card h2')?.textContent ?? ''";

async fn opening(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, "lang=en").await?;
    bench
        .until(
            "the opening is shown",
            "return document.querySelector('#play-all') !== null && document.querySelector('#begin-story') !== null",
        )
        .await?;
    bench.click("#play-all").await?;
    bench
        .until(
            "the war plays and the opening is gone",
            "return document.querySelector('#play-all') === null && arrowWar.date() < '1856-10-08'",
        )
        .await?;
    bench.quiet().await
}

async fn chapter(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, "lang=en&ch=11").await?;
    bench.until_date("1860-09-18").await?;
    bench
        .until(
            "the chapter is told",
            "return document.querySelectorAll('#card .steps button').length > 4",
        )
        .await?;
    bench.seek("1860-10-11").await?;
    bench.click("#card .main").await?;
    bench.until_date("1860-10-12").await?;
    bench
        .until(
            "play has stopped and the question is open",
            "return document.querySelector('#card .questions[open]') !== null\
               && document.querySelector('#card .main').textContent.includes('next')",
        )
        .await?;
    bench.click("#card .main").await?;
    bench
        .until(
            "the next chapter plays",
            "return arrowWar.date() >= '1860-10-13' && /ch=12/.test(location.hash)",
        )
        .await?;
    bench.quiet().await
}

async fn titles(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, "lang=en&d=1860-09-21").await?;
    bench
        .until(
            "the chapter of the day has its title",
            "return document.getElementById('story').textContent.startsWith('Chapter 11')",
        )
        .await?;
    bench.focus(".chapter:first-child").await?;
    bench
        .until(
            "the chapter that has the focus has its title",
            "return document.getElementById('story').textContent.startsWith('Chapter 1 ')",
        )
        .await?;
    bench.quiet().await
}

async fn steps(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, "lang=zh-Hant&ch=8").await?;
    bench
        .until(
            "the chapter is told",
            "return document.querySelectorAll('#card .steps button').length > 4",
        )
        .await?;
    let before = bench.date().await?;
    bench.click("#card .steps li:last-child button").await?;
    bench
        .until(
            "the day is another",
            &format!("return arrowWar.date() > '{before}'"),
        )
        .await?;
    bench
        .until(
            "the step is marked",
            "return document.querySelector('#card .steps li:last-child [aria-current]') !== null",
        )
        .await?;
    bench.quiet().await
}

async fn subjects(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    for (word, title) in [
        ("place:guangzhou", "Canton"),
        ("treaty:aigun", "Treaty of Aigun"),
        ("territory:kowloon", "Kowloon"),
        ("force:uk_squadron_1856", "Seymour"),
        ("battle_baliqiao", "Palikao"),
    ] {
        bench
            .open(&server, &format!("lang=en&d=1860-11-14&e={word}"))
            .await?;
        bench
            .until(
                "its card is open",
                "return document.querySelector('#card .close') !== null",
            )
            .await?;
        let shown = bench.text(TITLE).await?;
        ensure!(shown.contains(title), "{word}: {shown}");
        ensure!(
            bench
                .holds(&format!("return location.hash.includes('e={word}')"))
                .await?
        );
    }
    bench.quiet().await
}

async fn links(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench
        .open(&server, "lang=en&d=1860-09-21&e=battle_baliqiao")
        .await?;
    bench
        .until(
            "the place is a button",
            "return document.querySelector('#card .when .link') !== null",
        )
        .await?;
    bench.focus("#card .when .link").await?;
    bench.press(&[keys::ENTER]).await?;
    bench
        .until(
            "the place's card is open and the card has the focus",
            "return location.hash.includes('e=place:') && document.activeElement.id === 'card'",
        )
        .await?;
    bench.quiet().await
}

async fn news(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, "lang=en&d=1860-09-21").await?;
    bench
        .until(
            "the news is told twice",
            "return ['#news', '.spoken'].every((css) => document.querySelector(css)?.textContent.includes('Palikao'))",
        )
        .await?;
    bench.seek("1859-03-10").await?;
    bench
        .until(
            "a quiet day is said to be one",
            "return document.querySelector('#news').textContent.startsWith('10 March 1859: Nothing new')",
        )
        .await?;
    bench.quiet().await
}
