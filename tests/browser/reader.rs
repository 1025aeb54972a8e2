//! What a reader chooses: events, language, address.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::kit::{Bench, keys, tests};

tests! {
    "A click on a site opens its card and Escape closes it." => site,
    "A site can be opened with the keyboard." => site_by_key,
    "A line of the card leads to its event, and the card's button closes it." => card_lines,
    "Another language keeps the date, the view and the card, and is the page's language." => language,
    "Settings say in what light the map is seen, chosen or not." => light,
    "The page speaks the language of the browser when the address names none." => browser_language,
    "A deep link restores date, language, scale, reading, card and view." => deep_link,
    "Keys of the address that are not ours are kept." => other_keys,
    "A bad value in the address is named to the reader and the rest holds." => bad_values,
    "An overlong address is passed over with a sentence." => overlong,
    "What is written into the address by hand is followed." => hash_change,
    "The address follows the reader without filling the history." => history,
}

async fn light(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, "lang=en").await?;
    bench.rests().await?;
    bench.click(".settings > summary").await?;
    for theme in ["Paper", "Dark"] {
        bench
            .until(
                "one theme is marked, the one in use",
                &format!(
                    "const pressed = [...document.querySelectorAll('.themes [aria-pressed=true]')];\
                     return pressed.length === 1 && pressed[0].textContent.includes('{theme}')"
                ),
            )
            .await?;
        bench.click(".themes button:nth-of-type(2)").await?;
    }
    bench.quiet().await
}

async fn site(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, "lang=en&d=1860-10-18").await?;
    bench.until_date("1860-10-18").await?;
    bench.rests().await?;
    let opened = bench
        .js(
            "const site = [...document.querySelectorAll('.sign.now')].find((site) => {\
               const r = site.getBoundingClientRect();\
               const at = document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2);\
               return at && site.contains(at);\
             });\
             if (!site) return null;\
             const r = site.getBoundingClientRect();\
             return [r.x + r.width / 2, r.y + r.height / 2, site.getAttribute('aria-label')]",
            vec![],
        )
        .await?;
    ensure!(
        !opened.is_null(),
        "no site of the day can be seen and clicked"
    );
    let (x, y) = (
        opened[0].as_f64().unwrap_or(0.0),
        opened[1].as_f64().unwrap_or(0.0),
    );
    bench.drag((x, y), (x, y)).await?;
    bench
        .until(
            "the card is open",
            "return document.querySelector('#card .close') !== null",
        )
        .await?;
    let title = bench
        .text("return document.querySelector('#card h2').textContent")
        .await?;
    ensure!(
        opened[2].as_str().unwrap_or_default().contains(&title),
        "the card has {title}, the site {}",
        opened[2]
    );
    bench.press(&[keys::ESCAPE]).await?;
    bench
        .until(
            "the card is closed",
            "return document.querySelector('#card .close') === null",
        )
        .await?;
    ensure!(bench.date().await? == "1860-10-18");
    bench.quiet().await
}

async fn site_by_key(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, "lang=en&d=1859-06-25").await?;
    bench.until_date("1859-06-25").await?;
    for key in [keys::ENTER, " "] {
        bench.focus(".sign.now").await?;
        bench.press(&[key]).await?;
        bench
            .until(
                "the card is open",
                "return document.querySelector('#card .close') !== null",
            )
            .await?;
        ensure!(
            bench
                .text("return document.getElementById('play').getAttribute('aria-label')")
                .await?
                == "Play",
            "the key began to play as well"
        );
        bench.press(&[keys::ESCAPE]).await?;
        bench
            .until(
                "the card is closed",
                "return document.querySelector('#card .close') === null",
            )
            .await?;
    }
    bench.quiet().await
}

async fn card_lines(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, "lang=en&d=1858-05-20").await?;
    bench.seek("1858-06-05").await?;
    let title = bench
        .text("return document.querySelector('#card .rows button span')?.textContent ?? ''")
        .await?;
    ensure!(!title.is_empty(), "the card has no line on 5 June 1858");
    bench.click("#card .rows button").await?;
    bench
        .until(
            "the event's card is open",
            &format!("return document.querySelector('#card .close') !== null && document.querySelector('#card h2').textContent === {}", json!(title)),
        )
        .await?;
    bench
        .until(
            "the address names it",
            "return /[#&]e=/.test(location.hash)",
        )
        .await?;
    bench.click("#card .close").await?;
    bench
        .until(
            "the card is closed",
            "return document.querySelector('#card .close') === null",
        )
        .await?;
    bench
        .until(
            "the address names it no more",
            "return !/[#&]e=/.test(location.hash)",
        )
        .await?;
    bench.quiet().await
}

async fn language(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench
        .open(
            &server,
            "lang=en&d=1860-09-21&e=battle_baliqiao&v=115.5,39.2,118.4,40.6",
        )
        .await?;
    bench.until_date("1860-09-21").await?;
    let view = bench.rests().await?;
    for (tag, title, battle) in [
        ("zh-Hant", "第二次鴉片戰爭", "聯軍與清軍決戰八里橋"),
        ("zh-Hans", "第二次鸦片战争", "联军与清军决战八里桥"),
        (
            "en",
            "The Second Opium War",
            "Allies and Qing army fight at Palikao",
        ),
    ] {
        bench
            .click(&format!(".languages button[lang=\"{tag}\"]"))
            .await?;
        bench.drawn().await?;
        let seen = bench
            .js(
                "return [document.documentElement.lang, document.title, document.querySelector('.exhibit').lang,\
                   document.querySelector('h1').firstChild.textContent, document.querySelector('#card h2').textContent,\
                   document.querySelector('.languages [aria-pressed=true]').lang,\
                   document.querySelectorAll('.languages [aria-pressed=true]').length]",
                vec![],
            )
            .await?;
        ensure!(
            seen == json!([tag, title, tag, title, battle, tag, 1]),
            "{seen}"
        );
        ensure!(bench.date().await? == "1860-09-21", "the date moved");
        ensure!(bench.rests().await? == view, "the view moved");
        bench
            .until(
                "the address names it",
                &format!("return location.hash.includes('lang={tag}&')"),
            )
            .await?;
    }
    bench.quiet().await
}

async fn browser_language(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, "").await?;
    let wanted = bench
        .text(
            "const tag = navigator.languages.map((tag) => tag.toLowerCase()).find((tag) => /^(zh|en)/.test(tag)) ?? 'en';\
             return tag.startsWith('en') ? 'en' : /hant|tw|hk|mo/.test(tag) ? 'zh-Hant' : 'zh-Hans'",
        )
        .await?;
    let lang = bench.text("return document.documentElement.lang").await?;
    ensure!(lang == wanted, "{lang} instead of {wanted}");
    Ok(())
}

async fn deep_link(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    let link = "d=1860-10-18&lang=zh-Hans&v=115.9,39.7,116.9,40.2&reading=other_works&scale=calendar&e=burning_yuanmingyuan";
    bench.open(&server, link).await?;
    bench.until_date("1860-10-18").await?;
    bench.rests().await?;
    let seen = bench
        .js(
            "return [document.documentElement.lang, document.getElementById('scale').textContent,\
               document.querySelectorAll('.reading button')[1].getAttribute('aria-pressed'),\
               document.querySelector('#card h2').textContent, document.getElementById('map').dataset.close]",
            vec![],
        )
        .await?;
    ensure!(
        seen == json!([
            "zh-Hans",
            "时间尺度按日历",
            "true",
            "英军奉额尔金之命焚圆明园",
            "true"
        ]),
        "{seen}"
    );
    // What the page then writes leads to the same picture.
    bench
        .until(
            "the address is written",
            "return /[#&]v=/.test(location.hash)",
        )
        .await?;
    let view = bench.rests().await?;
    let address = bench.text("return location.hash.slice(1)").await?;
    for part in [
        "d=1860-10-18",
        "lang=zh-Hans",
        "reading=other_works",
        "scale=calendar",
        "e=burning_yuanmingyuan",
    ] {
        ensure!(
            address.split('&').any(|pair| pair == part),
            "{part} is not in {address}"
        );
    }
    bench.open(&server, &address).await?;
    bench.until_date("1860-10-18").await?;
    let again = bench.rests().await?;
    let numbers = |text: &str| -> Vec<f64> {
        text.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-'))
            .filter_map(|part| part.parse().ok())
            .collect()
    };
    let (a, b) = (numbers(&view), numbers(&again));
    ensure!(
        a.len() == b.len()
            && !a.is_empty()
            && a.iter()
                .zip(&b)
                .all(|(a, b)| (a - b).abs() < 2.0 + a.abs() * 0.004),
        "the view {view} comes back as {again}"
    );
    bench.quiet().await
}

async fn other_keys(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench
        .open(
            &server,
            "mode=panel&d=1858-05-28&host=museum%20x&lang=en&flag",
        )
        .await?;
    bench.until_date("1858-05-28").await?;
    bench.seek("1859-06-25").await?;
    bench
        .until(
            "the address follows",
            "return location.hash.includes('d=1859-06-25')",
        )
        .await?;
    let address = bench.text("return location.hash").await?;
    for part in ["mode=panel", "host=museum%20x", "flag"] {
        ensure!(
            address
                .trim_start_matches('#')
                .split('&')
                .filter(|pair| *pair == part)
                .count()
                == 1,
            "{part} is not once in {address}"
        );
    }
    bench.quiet().await
}

async fn bad_values(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    let told = "return document.querySelector('.notices').hidden ? '' : document.querySelector('.notices').textContent";
    for (bad, also) in [
        ("d=1858-02-30", "lang=zh-Hans"),
        ("d=1900-01-01", "lang=en"),
        ("d=yesterday", "lang=zh-Hant"),
        ("v=1,2,3", "lang=en"),
        ("v=NaN,NaN,NaN,NaN", "lang=en"),
        ("reading=both", "lang=en"),
        ("scale=log", "lang=en"),
        ("e=no_such_event", "lang=en"),
        ("lang=tlh", "d=1858-05-28"),
    ] {
        bench.open(&server, &format!("{bad}&{also}")).await?;
        let notice = bench.text(told).await?;
        ensure!(notice.contains(bad), "{bad}: the reader is told '{notice}'");
        let sentence = match also {
            "lang=zh-Hans" => "网址中有部分内容无法识别",
            "lang=zh-Hant" => "網址中有部分內容無法辨識",
            _ => "Part of the address could not be read",
        };
        ensure!(
            notice.contains(sentence),
            "{bad}: the reader is told '{notice}'"
        );
        let day = bench.date().await?;
        let wanted = if also.starts_with("d=") {
            "1858-05-28"
        } else {
            "1856-10-08"
        };
        ensure!(day == wanted, "{bad}: {day} instead of {wanted}");
        ensure!(
            bench
                .holds("return document.querySelector('#map .land').getAttribute('d').length > 1000 && document.documentElement.dataset.fault === undefined")
                .await?,
            "{bad}: no map"
        );
        let errors = bench.js("return __probe.errors", vec![]).await?;
        ensure!(errors == json!([]), "{bad}: {errors}");
    }
    // The notice can be put away.
    bench.click(".notices button").await?;
    bench
        .until(
            "the notice is gone",
            "return document.querySelector('.notices').hidden",
        )
        .await?;
    // What stands in the address is text, never markup.
    bench
        .open(&server, "lang=en&d=<img/src=x/onerror=alert(1)>")
        .await?;
    let notice = bench
        .js("return [document.querySelectorAll('.notices img').length, document.querySelector('.notices').hidden]", vec![])
        .await?;
    ensure!(notice == json!([0, false]), "{notice}");
    Ok(())
}

async fn overlong(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench
        .open(
            &server,
            &format!("lang=en&d=1858-05-28&x={}", "y".repeat(3000)),
        )
        .await?;
    ensure!(bench.date().await? == "1856-10-08");
    ensure!(
        bench
            .holds("return !document.querySelector('.notices').hidden")
            .await?,
        "no word about it"
    );
    Ok(())
}

async fn hash_change(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, "lang=en&d=1858-05-28").await?;
    bench.until_date("1858-05-28").await?;
    bench.js("location.hash = 'd=1857-12-29'", vec![]).await?;
    bench.until_date("1857-12-29").await?;
    bench
        .until(
            "the map goes where the day's events are",
            "const box = (id) => document.getElementById(id).getBoundingClientRect();\
             const free = box('card').right, dock = box('dock').top;\
             const at = [...document.querySelectorAll('.top[d]')].map((it) => it.getBoundingClientRect());\
             return at.length > 0 && at.every((it) => it.left > free && it.right < innerWidth && it.top > 0 && it.bottom < dock)",
        )
        .await?;
    bench
        .js("location.hash = 'd=1860-09-21&lang=zh-Hant'", vec![])
        .await?;
    bench.until_date("1860-09-21").await?;
    bench
        .until(
            "the language follows",
            "return document.documentElement.lang === 'zh-Hant'",
        )
        .await?;
    bench.js("location.hash = 'd=1860-13-01'", vec![]).await?;
    bench
        .until(
            "the reader is told",
            "return document.querySelector('.notices').textContent.includes('d=1860-13-01')",
        )
        .await?;
    ensure!(
        bench.date().await? == "1860-09-21",
        "a bad date moved the map"
    );
    bench.js("history.back()", vec![]).await?;
    bench
        .until(
            "the way back is gone",
            "return location.hash.includes('d=1860-09-21')",
        )
        .await?;
    bench.quiet().await
}

async fn history(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, "lang=en").await?;
    let before = bench.number("return history.length").await?;
    for day in ["1858-05-28", "1859-06-25", "1860-10-18"] {
        bench.seek(day).await?;
        bench
            .until(
                "the address follows",
                &format!("return location.hash.includes('d={day}')"),
            )
            .await?;
    }
    let after = bench.number("return history.length").await?;
    ensure!(before == after, "the history grew from {before} to {after}");
    bench.driver.refresh().await?;
    bench.answers().await?;
    bench.until_date("1860-10-18").await?;
    bench.quiet().await
}
