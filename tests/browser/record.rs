//! What the page shows is what the record says: read natively here, read by the browser there.

use anyhow::{Context, Result, ensure};
use arrow_war_map::app::announce;
use arrow_war_map::campaign::{Date, Lang, Reading};
use arrow_war_map::i18n;
use arrow_war_map::native::{Record, read_folder};
use serde_json::{Value, json};

use crate::kit::{Bench, tests};

tests! {
    "On eight days the map and the card show what the record says, in three languages." => eight_days,
    "The page's own report of a day is the one that the record gives natively." => report,
    @Once "A date gives the same picture whatever was shown before." => same_picture,
    "The other works' dates move the picture where they differ." => other_works,
}

const DAYS: [&str; 8] = [
    "1856-10-08",
    "1857-12-30",
    "1858-05-28",
    "1859-06-25",
    "1860-09-21",
    "1860-10-18",
    "1860-11-14",
    "1864-10-07",
];

/// Written by hand, so that a fault of the shared reader is seen: the second calendar and an event's words.
const BY_HAND: [(&str, Lang, &str, &str, &str); 8] = [
    (
        "1856-10-08",
        Lang::ZhHant,
        "1856年10月8日",
        "咸豐六年九月初十日",
        "亞羅號",
    ),
    (
        "1857-12-30",
        Lang::En,
        "30 December 1857",
        "Xianfeng 7, month 11, day 15",
        "Canton",
    ),
    (
        "1858-05-28",
        Lang::ZhHans,
        "1858年5月28日",
        "咸丰八年四月十六日",
        "瑷珲条约",
    ),
    (
        "1859-06-25",
        Lang::ZhHant,
        "1859年6月25日",
        "咸豐九年五月二十五日",
        "大沽",
    ),
    (
        "1860-09-21",
        Lang::En,
        "21 September 1860",
        "Xianfeng 10, month 8, day 7",
        "Palikao",
    ),
    (
        "1860-10-18",
        Lang::ZhHant,
        "1860年10月18日",
        "咸豐十年九月初五日",
        "圓明園",
    ),
    (
        "1860-11-14",
        Lang::ZhHans,
        "1860年11月14日",
        "咸丰十年十月初二日",
        "乌苏里江",
    ),
    (
        "1864-10-07",
        Lang::En,
        "7 October 1864",
        "Tongzhi 3, month 9, day 7",
        "Balkhash",
    ),
];

/// Territory, and what the war had made of it by each of the eight days; by hand as well.
const STATUSES: [(&str, [&str; 8]); 3] = [
    (
        "amur_left_bank",
        [
            "qing",
            "qing",
            "ceded_unratified",
            "ceded_unratified",
            "ceded_unratified",
            "ceded_unratified",
            "ceded",
            "ceded",
        ],
    ),
    (
        "ussuri_east",
        [
            "qing",
            "qing",
            "joint_unratified",
            "joint_unratified",
            "joint_unratified",
            "joint_unratified",
            "ceded",
            "ceded",
        ],
    ),
    (
        "nw_1864_core",
        [
            "qing", "qing", "qing", "qing", "qing", "qing", "qing", "ceded",
        ],
    ),
];

pub fn record(bench: &Bench) -> Result<Record> {
    let record = read_folder(&bench.kit.dist.join("geodata"));
    record.map_err(|problem| anyhow::anyhow!("{problem}"))
}

async fn eight_days(bench: Bench) -> Result<()> {
    let record = record(&bench)?;
    let campaign = &record.campaign;
    let server = bench.serve()?;
    bench.open(&server, "lang=en").await?;
    for lang in Lang::ALL {
        bench
            .click(&format!(".languages button[lang=\"{}\"]", lang.tag()))
            .await?;
        for (number, written) in DAYS.iter().enumerate() {
            let day = Date::parse(written).context("a day")?;
            bench.seek(written).await?;
            let seen = bench.js(PICTURE, vec![]).await?;
            let place = |what: &str| format!("{written}, {}: {what}", lang.tag());
            let frame = campaign.frame(day.start(), Reading::Article);

            let era = campaign
                .calendar
                .day(day)
                .map(|era| i18n::era_day(lang, era));
            ensure!(
                seen["date"] == json!([written, i18n::day(lang, day), era]),
                place(&format!("date {}", seen["date"]))
            );
            let statuses: Vec<Value> = campaign
                .parts
                .iter()
                .map(|part| {
                    let state = frame.territories[part.territory]
                        .map(|index| &campaign.territories[part.territory].history.0[index]);
                    let party = state.map(|state| state.claimant.as_ref().unwrap_or(&state.holder));
                    let party = party.map(|party| format!("of-{party}"));
                    json!([part.id, state.map(|state| &state.status), party])
                })
                .collect();
            ensure!(
                seen["territories"] == json!(statuses),
                place(&format!(
                    "territories {}, wanted {}",
                    seen["territories"],
                    json!(statuses)
                ))
            );
            let holders: Vec<Value> = campaign
                .control
                .iter()
                .zip(&frame.places)
                .map(|((_, history), index)| json!(index.map(|index| &history.0[index].holder)))
                .collect();
            ensure!(
                seen["holders"] == json!(holders),
                place(&format!(
                    "holders {}, wanted {}",
                    seen["holders"],
                    json!(holders)
                ))
            );
            let titles: Vec<&str> = announce::new_events(campaign, day, Reading::Article)
                .into_iter()
                .map(|event| campaign.events[event].title.get(lang))
                .collect();
            ensure!(!titles.is_empty(), place("the record has no event"));
            ensure!(
                seen["titles"] == json!(titles),
                place(&format!(
                    "titles {}, wanted {}",
                    seen["titles"],
                    json!(titles)
                ))
            );
            for (id, by_hand) in STATUSES {
                let found = statuses.iter().find(|row| row[0] == id).context(id)?;
                ensure!(
                    found[1] == by_hand[number],
                    place(&format!("the record has {found} for {id}"))
                );
            }
            if BY_HAND[number].1 == lang {
                let (_, _, civil, era, word) = BY_HAND[number];
                ensure!(
                    seen["date"] == json!([written, civil, era]),
                    place(&format!("date {}, wanted {civil}, {era}", seen["date"]))
                );
                ensure!(
                    titles.iter().any(|title| title.contains(word)),
                    place(&format!("no title has {word}: {titles:?}"))
                );
            }
        }
    }
    bench.quiet().await
}

const PICTURE: &str = "\
const all = (css, pick) => [...document.querySelectorAll(css)].map(pick);
const time = document.getElementById('date');
return {
  date: [time.dateTime, time.textContent, time.nextElementSibling.textContent],
  territories: all('#map path.territory[data-id]', (part) => [
    part.dataset.id, part.classList[1] ?? null, part.classList[2] ?? null,
  ]),
  holders: all('#map .control', (mark) => mark.dataset.holder ?? null),
  titles: all('#card article h2', (title) => title.textContent),
};";

async fn report(bench: Bench) -> Result<()> {
    let record = record(&bench)?;
    let server = bench.serve()?;
    bench.open(&server, "lang=en").await?;
    for written in DAYS {
        bench.seek(written).await?;
        let day = Date::parse(written).context("a day")?;
        let frame = record.campaign.frame(day.start(), Reading::Article);
        let wanted = serde_json::to_value(frame.report(&record.campaign, &record.book))?;
        let seen = bench
            .js(
                "return JSON.parse(JSON.stringify(arrowWar.frame()))",
                vec![],
            )
            .await?;
        for (name, value) in wanted.as_object().context("no report")? {
            ensure!(
                same(&seen[name], value),
                "{written}, {name}: {} instead of {value}",
                seen[name]
            );
        }
        ensure!(bench.text("return arrowWar.date()").await? == written);
    }
    Ok(())
}

/// Equal, where 5 and 5.0 are one number.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len()
                && a.iter()
                    .all(|(key, value)| b.get(key).is_some_and(|b| same(value, b)))
        }
        _ => a == b,
    }
}

/// The picture of a date: every attribute of the layers that follow it, the card, the slider's words.
const SERIALISED: &str = "\
const text = (root) => {
  const copy = root.cloneNode(true);
  const walk = document.createTreeWalker(copy, NodeFilter.SHOW_COMMENT);
  const comments = [];
  while (walk.nextNode()) comments.push(walk.currentNode);
  for (const comment of comments) comment.remove();
  // The order in which attributes were set first is no part of the picture.
  for (const node of [copy, ...copy.querySelectorAll('*')]) {
    const all = [...node.attributes].map((a) => [a.name, a.value]).sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [name] of all) node.removeAttribute(name);
    for (const [name, value] of all) node.setAttribute(name, value);
  }
  copy.normalize();
  return copy.outerHTML;
};
return [
  ...['marks', 'names', 'routes', 'land-status'].map((layer) => text(document.querySelector('#map .' + layer))),
  text(document.getElementById('card')), text(document.querySelector('#dock .date')),
  document.getElementById('date-slider').getAttribute('aria-valuetext'),
  document.getElementById('date-slider').value,
].join('\\n');";

async fn same_picture(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, "lang=zh-Hant").await?;
    let span = ["1856-02-01", "1860-12-31"];
    let first = Date::parse(span[0]).context("a day")?;
    let days = Date::parse(span[1]).context("a day")?.since(first) as u64;
    // A fixed seed: a failure can be repeated.
    let mut seed = 0x5eed_1856_u64;
    let mut random = move |below: u64| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed % below
    };
    let mut pictures: Vec<Option<String>> = vec![None; DAYS.len()];
    for round in 0..20 {
        let earlier = first.plus(random(days) as i32).to_string();
        bench.seek(&earlier).await?;
        match round % 4 {
            1 => {
                bench
                    .js("document.querySelector('.sign.now, .sign.recent')?.dispatchEvent(new MouseEvent('click', {bubbles: true}))", vec![])
                    .await?;
            }
            2 => bench.click(".zoom button:first-child").await?,
            3 => bench.click("#scale").await?,
            _ => {}
        }
        // The scale is the reader's: back to the first one, so that the slider's value can be compared.
        while bench
            .holds("return !/依事件/.test(document.getElementById('scale').textContent)")
            .await?
        {
            bench.click("#scale").await?;
            bench.drawn().await?;
        }
        let number = round % DAYS.len();
        let now = whole_picture(&bench, DAYS[number]).await?;
        match &pictures[number] {
            None => pictures[number] = Some(now),
            Some(before) => ensure!(
                *before == now,
                "{} after {earlier} (round {round}) differs: {}",
                DAYS[number],
                difference(before, &now)
            ),
        }
    }
    // And as a fresh page has it.
    for (day, before) in DAYS.iter().zip(&pictures).take(3) {
        bench
            .open(&server, &format!("lang=zh-Hant&d={day}"))
            .await?;
        let now = whole_picture(&bench, day).await?;
        let before = before.as_deref().unwrap_or_default();
        ensure!(
            before == now,
            "{day} in a fresh page differs: {}",
            difference(before, &now)
        );
    }
    bench.quiet().await
}

/// The picture of a day on the whole map: where the camera stood before is the reader's.
async fn whole_picture(bench: &Bench, day: &str) -> Result<String> {
    bench.seek(day).await?;
    bench.click(".zoom button:last-child").await?;
    bench.rests().await?;
    bench.text(SERIALISED).await
}

/// The surroundings of the first difference.
pub fn difference(a: &str, b: &str) -> String {
    let at = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let part = |text: &str| {
        let from = (0..=at.saturating_sub(120))
            .rev()
            .find(|i| text.is_char_boundary(*i));
        let rest = &text[from.unwrap_or(0)..];
        rest.chars().take(300).collect::<String>()
    };
    format!("\n  {}\n  {}", part(a), part(b))
}

async fn other_works(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, "lang=en&d=1857-12-29").await?;
    bench.seek("1857-12-29").await?;
    let article = bench
        .js(
            "return arrowWar.frame().places.find((place) => place.id === 'guangzhou').holder",
            vec![],
        )
        .await?;
    bench
        .js(
            "document.querySelectorAll('.reading button')[1].click()",
            vec![],
        )
        .await?;
    bench.drawn().await?;
    let other = bench
        .js(
            "return arrowWar.frame().places.find((place) => place.id === 'guangzhou').holder",
            vec![],
        )
        .await?;
    ensure!(
        article == "contested" && other == "allied",
        "{article}, {other}"
    );
    ensure!(bench.date().await? == "1857-12-29", "the date moved");
    bench
        .until(
            "the address says so",
            "return location.hash.includes('reading=other_works')",
        )
        .await
}
