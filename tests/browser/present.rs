//! A talk before an audience, and paper for a class.

use anyhow::{Context, Result, ensure};
use serde_json::json;

use crate::kit::{Bench, host, keys, tests};
use crate::layout;

tests! {
    "In a talk the clicker goes from step to step, wherever the focus is." => clicker,
    "A talk begins at the step of the address, and a reload comes back to it." => address,
    "Black hides everything, and any key brings the picture back without a step." => blackout,
    "The overview and a typed number lead to a chapter." => chapters,
    @Once "On a projector's wall the overview shows every chapter at once." => overview,
    "Without a talk the slider keeps its keys." => slider_keeps_keys,
    "Notes are on the wall only when they are asked for there." => notes,
    "The speaker's window shows the notes, steps, and gives them back." => speaker,
    "A speaker whose window the browser refuses has the notes on this screen, and goes on." => refused,
    "In a frame the clicker works once the frame has the focus." => framed,
    "Without a network, and after a sleep, a talk goes on." => without_network,
    "Caption, buttons and date stand within the window at a projector's sizes, in letters for the back row." => sizes,
    @Chromium "Every sheet fits its paper, A4, A3 and Letter, in three languages." => printed,
    "Paper shows one sheet a chapter, and nothing else is printed." => paper,
}

const CAPTION: &str = "return document.querySelector('#caption').textContent";

async fn talk(bench: &Bench, fragment: &str) -> Result<crate::kit::Served> {
    let server = bench.serve()?;
    bench.open(&server, fragment).await?;
    until_begun(bench).await?;
    Ok(server)
}

pub async fn until_begun(bench: &Bench) -> Result<()> {
    let began = "return document.documentElement.hasAttribute('data-talk')";
    bench.until("the talk to begin", began).await
}

async fn until_step(bench: &Bench, step: &str) -> Result<()> {
    let at = format!("return location.hash.split(/[#&]/).includes('step={step}')");
    bench.until(&format!("step {step}"), &at).await
}

async fn clicker(bench: Bench) -> Result<()> {
    let _server = talk(&bench, "lang=en&mode=present").await?;
    until_step(&bench, "1.1").await?;
    // A mouse or Tab may have left the focus anywhere.
    for focus in ["#map", "#caption", ".talk-tools button"] {
        bench
            .js(
                "document.querySelector(arguments[0]).focus()",
                vec![focus.into()],
            )
            .await?;
        bench.press(&[keys::HOME]).await?;
        until_step(&bench, "1.1").await?;
        let keys = [
            (keys::PAGE_DOWN, "1.2"),
            (keys::RIGHT, "1.3"),
            (keys::PAGE_UP, "1.2"),
            (keys::LEFT, "1.1"),
            (keys::DOWN, "1.2"),
            (keys::UP, "1.1"),
            ("N", "1.2"),
            ("p", "1.1"),
            // These two press a button that has the focus.
            (" ", "1.2"),
            (keys::ENTER, "1.3"),
        ];
        let last = if focus.ends_with("button") { 8 } else { 10 };
        for (key, step) in &keys[..last] {
            bench.press(&[*key]).await?;
            until_step(&bench, step)
                .await
                .with_context(|| format!("{key:?} with the focus on {focus}"))?;
            past_guard(&bench).await?;
        }
    }
    bench.press(&[keys::END]).await?;
    bench
        .until(
            "the last chapter",
            "return location.hash.includes('step=14.')",
        )
        .await?;
    // One key of a clicker sends these two in turn.
    for (key, on) in [(keys::ESCAPE, false), (keys::F5, true)] {
        bench.press(&[key]).await?;
        let state = format!("return document.documentElement.hasAttribute('data-talk') === {on}");
        bench.until("the talk to stop and start", &state).await?;
    }
    Ok(())
}

/// Past the guard against a double click.
async fn past_guard(bench: &Bench) -> Result<()> {
    let pause = "await new Promise((after) => setTimeout(after, 320))";
    bench.js_async(pause, vec![]).await.map(drop)
}

async fn address(bench: Bench) -> Result<()> {
    let server = talk(&bench, "lang=en&mode=present&step=11.6").await?;
    until_step(&bench, "11.6").await?;
    let said = bench.text(CAPTION).await?;
    bench
        .open(&server, "lang=en&mode=present&step=11.6")
        .await?;
    bench
        .until(
            "the same step",
            &format!("return document.querySelector('#caption').textContent === {said:?}"),
        )
        .await
}

async fn blackout(bench: Bench) -> Result<()> {
    let _server = talk(&bench, "lang=en&mode=present&step=3.2").await?;
    for key in [keys::PAGE_DOWN, "b", keys::ESCAPE] {
        bench.press(&["."]).await?;
        bench
            .until("black", "return !document.querySelector('.black').hidden")
            .await?;
        bench.press(&[key]).await?;
        bench
            .until(
                "the picture",
                "return document.querySelector('.black').hidden",
            )
            .await?;
        until_step(&bench, "3.2").await?;
    }
    Ok(())
}

async fn chapters(bench: Bench) -> Result<()> {
    let _server = talk(&bench, "lang=en&mode=present").await?;
    bench.press(&["o"]).await?;
    bench
        .until(
            "the chapter to have the focus",
            "return document.activeElement?.getAttribute('aria-current') === 'step'",
        )
        .await?;
    bench.click(".overview li:nth-child(8) button").await?;
    until_step(&bench, "8.1").await?;
    // As slowly as a hand, so that the panel has the focus meanwhile.
    for key in ["g", "1", "2", keys::ENTER] {
        bench.press(&[key]).await?;
        past_guard(&bench).await?;
    }
    until_step(&bench, "12.1").await
}

async fn overview(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    for lang in ["zh-Hant", "zh-Hans", "en"] {
        let fragment = format!("lang={lang}&mode=present");
        let below = layout::framed(&bench, &server, (1024, 768), &fragment, async |bench| {
            until_begun(bench).await?;
            bench.js("document.dispatchEvent(new KeyboardEvent('keydown', { key: 'o', bubbles: true }))", vec![]).await?;
            bench.until("the overview", "return document.querySelectorAll('.overview button').length === 14").await?;
            bench.js("return [...document.querySelectorAll('.overview button')].filter((chapter) => __box(chapter).bottom > innerHeight).map((chapter) => chapter.textContent)", vec![]).await
        })
        .await?;
        ensure!(below == json!([]), "{lang}: below the edge: {below}");
    }
    Ok(())
}

async fn slider_keeps_keys(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, "lang=en&d=1858-05-28").await?;
    bench.focus("#date-slider").await?;
    bench.press(&[keys::PAGE_DOWN]).await?;
    bench.until_date("1858-04-28").await
}

async fn notes(bench: Bench) -> Result<()> {
    let _server = talk(&bench, "lang=en&mode=present&step=11.6").await?;
    let hidden = "return document.querySelector('#speaker').hidden";
    ensure!(
        bench.holds(hidden).await?,
        "notes stand on the wall unasked"
    );
    bench.press(&["n"]).await?;
    bench
        .until(
            "the notes",
            "return !document.querySelector('#speaker').hidden",
        )
        .await?;
    bench.press(&["n"]).await?;
    bench.until("no notes", hidden).await
}

async fn speaker(bench: Bench) -> Result<()> {
    let _server = talk(&bench, "lang=en&mode=present&step=11.1").await?;
    has_window_at(&bench, "11.2").await
}

/// A talk whose speaker has a window.
pub async fn with_window(bench: &Bench) -> Result<crate::kit::Served> {
    let server = talk(bench, "lang=en&mode=present&step=11.1").await?;
    open_window(bench).await?;
    Ok(server)
}

async fn open_window(bench: &Bench) -> Result<()> {
    // Keeps a hold on the window that the page opens.
    bench
        .js("const open = window.open; window.open = (...all) => window.theirs = open.apply(window, all)", vec![])
        .await?;
    bench.press(&["s"]).await?;
    bench
        .until("the notes in their window", "return window.theirs?.document.querySelector('#speaker .now')?.textContent.length > 40")
        .await
}

/// The speaker's window opens, goes on to a step, and gives the notes back when it is closed.
pub async fn has_window_at(bench: &Bench, step: &str) -> Result<()> {
    open_window(bench).await?;
    bench
        .js(
            "window.theirs.document.querySelector('#speaker .first').click()",
            vec![],
        )
        .await?;
    until_step(bench, step).await?;
    bench.js("window.theirs.close()", vec![]).await?;
    bench
        .until(
            "the notes back",
            "return document.querySelector('#speaker')?.hidden === true",
        )
        .await
}

async fn refused(bench: Bench) -> Result<()> {
    let _server = talk(&bench, "lang=en&mode=present&step=11.6").await?;
    bench
        .js(
            "window.opens = window.open; window.open = () => null",
            vec![],
        )
        .await?;
    bench.press(&["s"]).await?;
    bench
        .until(
            "a sentence says what to do",
            "return /press n/i.test([...document.querySelectorAll('.notices p')].filter((p) => p.checkVisibility()).map((p) => p.textContent).join())",
        )
        .await?;
    ensure!(
        bench
            .holds("return document.querySelector('#speaker').hidden")
            .await?,
        "notes stand on the wall unasked"
    );
    bench.press(&["n"]).await?;
    let notes = "\
        const notes = document.querySelector('#speaker'), box = notes.getBoundingClientRect();\
        const within = box.width > 200 && box.left >= 0 && box.top >= 0 && box.right <= innerWidth + 1 && box.bottom <= innerHeight + 1;\
        const clock = notes.querySelector('.clock').getBoundingClientRect();\
        const free = notes.contains(document.elementFromPoint(clock.x + clock.width / 2, clock.y + clock.height / 2));\
        return notes.checkVisibility() && within && free && notes.querySelector('.now').textContent.length > 20";
    bench.until("the notes", notes).await?;
    let said = bench
        .text("return document.querySelector('#speaker .said').textContent")
        .await?;
    bench.press(&[keys::PAGE_DOWN]).await?;
    until_step(&bench, "11.7").await?;
    bench
        .until(
            "the notes follow",
            &format!("return document.querySelector('#speaker .said').textContent !== {said:?}"),
        )
        .await?;
    // Once pop-ups are allowed, the same key opens the window.
    bench.js("window.open = opens", vec![]).await?;
    bench.press(&["n"]).await?;
    has_window_at(&bench, "11.8").await
}

async fn framed(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    for attributes in ["", "sandbox='allow-scripts allow-same-origin'"] {
        let outside = host(format!(
            "<!doctype html><meta charset=utf-8><title>A lesson</title><button>A button</button>\
             <iframe {attributes} width=1200 height=700 src=\"{}#lang=en&mode=present&step=3.1\"></iframe>",
            server.url()
        ))?;
        bench.driver.goto(outside.url.as_str()).await?;
        bench.driver.enter_frame(0).await?;
        bench.answers().await?;
        until_begun(&bench).await?;
        // By a click of the teacher, then by the page around the map.
        for by_hand in [true, false] {
            let step = if by_hand {
                bench.click("#map").await?;
                "3.2"
            } else {
                bench.driver.enter_default_frame().await?;
                bench.focus("button").await?;
                bench.focus("iframe").await?;
                bench.driver.enter_frame(0).await?;
                "3.3"
            };
            bench
                .until("the frame has the focus", "return document.hasFocus()")
                .await?;
            bench.press(&[keys::PAGE_DOWN]).await?;
            until_step(&bench, step).await?;
            past_guard(&bench).await?;
        }
        bench.press(&[keys::PAGE_UP]).await?;
        until_step(&bench, "3.2").await?;
        bench.press(&["."]).await?;
        bench
            .until("black", "return !document.querySelector('.black').hidden")
            .await?;
        bench.press(&["."]).await?;
        bench.quiet().await?;
        bench.driver.enter_default_frame().await?;
    }
    Ok(())
}

async fn without_network(bench: Bench) -> Result<()> {
    let server = talk(&bench, "lang=en&mode=present").await?;
    bench
        .until("relief and coasts have come", "return document.querySelectorAll('.close-ups path').length > 0 && document.querySelector('.relief').naturalWidth > 0")
        .await?;
    drop(server);
    // The laptop was shut for an hour.
    bench
        .js(
            "const real = Date; window.Date = class extends real { constructor(...all) { super(...(all.length ? all : [real.now() + 3.6e6])); } static now() { return real.now() + 3.6e6; } }",
            vec![],
        )
        .await?;
    for chapter in 1..=14_usize {
        let digits: Vec<String> = chapter.to_string().chars().map(String::from).collect();
        let mut typed = vec!["g"];
        typed.extend(digits.iter().map(String::as_str));
        typed.push(keys::ENTER);
        bench.press(&typed).await?;
        until_step(&bench, &format!("{chapter}.1")).await?;
        past_guard(&bench).await?;
        bench.press(&[keys::PAGE_DOWN]).await?;
        until_step(&bench, &format!("{chapter}.2")).await?;
    }
    has_window_at(&bench, "14.3").await?;
    bench.quiet().await
}

async fn sizes(bench: Bench) -> Result<()> {
    for (width, height) in [(1024, 768), (1280, 720), (1920, 1080)] {
        bench.driver.set_window_rect(0, 0, width, height).await?;
        for lang in ["zh-Hant", "en"] {
            for step in ["7.1", "12.2", "12.11", "7.24"] {
                let fragment = format!("lang={lang}&mode=present&step={step}");
                let _server = talk(&bench, &fragment).await?;
                let cut = bench
                    .text(
                        "const boxes = [...document.querySelectorAll('#caption, #caption *, .talk-tools button, .talk-head time')];
                         const bad = boxes.filter((box) => { const at = __box(box);
                           return at.left < -1 || at.top < -1 || at.right > innerWidth + 1 || at.bottom > innerHeight + 1; });
                         return bad.map((box) => box.outerHTML.slice(0, 80)).join('; ')",
                    )
                    .await?;
                ensure!(cut.is_empty(), "{width}×{height}, {fragment}: {cut}");
                // On a slide 540 points high, what is meant to be read has 32, and nothing less than 24.
                let small = bench
                    .js(
                        "const points = (node) => __letters(node) / innerHeight * 540;\
                         const less = (css, least) => [...document.querySelectorAll(css)].filter((node) => [...node.childNodes].some((part) => part.data?.trim()) && node.checkVisibility() && points(node) < least - .1)\
                           .map((node) => `${points(node)} points: ${node.textContent}`);\
                         return [...less('#caption p:first-of-type, #caption[data-kind=question] p', 32), ...less('#caption *, #talk-head *', 24)]",
                        vec![],
                    )
                    .await?;
                ensure!(small == json!([]), "{width}×{height}, {fragment}: {small}");
            }
        }
    }
    Ok(())
}

async fn printed(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    // Points, as a PDF counts them; the teacher's sheet has two sides.
    let sizes = [("595", "842"), ("842", "1191"), ("612", "792")];
    for lang in ["en", "zh-Hant", "zh-Hans"] {
        bench
            .open(&server, &format!("lang={lang}&paper=open"))
            .await?;
        for (size, (width, height)) in sizes.iter().enumerate() {
            // The others are higher; one language shows that.
            if lang != "en" && size < 2 {
                continue;
            }
            for (sheet, sides) in [(1, 14), (2, 1), (3, 1), (4, 2)] {
                for (group, button) in [(3, size + 1), (1, sheet)] {
                    bench
                        .click(&format!(
                            ".sheet-choices [role=group]:nth-of-type({group}) button:nth-child({button})"
                        ))
                        .await?;
                }
                bench.drawn().await?;
                let print = json!({"preferCSSPageSize": true});
                let pdf = bench.cdp("Page.printToPDF", print).await?;
                let boxes = bench
                    .js(
                        "return [...atob(arguments[0]).matchAll(/MediaBox\\s*\\[([^\\]]*)\\]/g)]\
                           .map(([, box]) => box.trim().split(/\\s+/).slice(2).map((side) => Math.round(side)).join())",
                        vec![pdf["data"].clone()],
                    )
                    .await?;
                let wanted = vec![format!("{width},{height}"); sides];
                ensure!(
                    boxes == json!(wanted),
                    "{lang}, sheet {sheet} on {wanted:?}: {boxes}"
                );
            }
        }
    }
    Ok(())
}

async fn paper(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    let pages =
        |count: usize| format!("return document.querySelectorAll('.page').length === {count}");
    // With a chapter in the address the paper is that chapter's.
    bench.open(&server, "lang=en&paper=open&ch=11").await?;
    bench.until("the handout of chapter 11", &pages(1)).await?;
    let heading = bench
        .text("return document.querySelector('.page h1').textContent")
        .await?;
    ensure!(heading.starts_with("11"), "the handout is '{heading}'");
    bench.open(&server, "lang=en&paper=open").await?;
    bench.until("fourteen handouts", &pages(14)).await?;
    bench
        .click(".sheet-choices [role=group]:nth-of-type(2) button:nth-child(11)")
        .await?;
    bench.until("one handout", &pages(1)).await?;
    for sheet in 1..=4 {
        bench
            .click(&format!(
                ".sheet-choices [role=group]:nth-of-type(1) button:nth-child({sheet})"
            ))
            .await?;
        bench.until("one sheet", &pages(1)).await?;
    }
    bench.press(&[keys::ESCAPE]).await?;
    bench
        .until(
            "the map",
            "return !location.hash.includes('panel') && document.querySelector('#paper').hidden",
        )
        .await
}
