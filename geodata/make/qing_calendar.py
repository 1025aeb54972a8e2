"""Make geodata/calendar.json: the months of the Qing calendar, 1855-02 to 1865-02.

    python qing_calendar.py [register.jsonl [pairs.tsv]]

Months come from sxtwl, whose tables follow the calendars printed at the time. Two independent checks:
- ephem finds every new moon; the month must begin on that civil day, Peking mean solar time;
- every `calendar_note` of the register, when its file is given, must agree. The comparison is printed,
  and the pairs are written for the tests: gregorian, era, year, month, leap 0/1, day.
"""
import json
import re
import sys
from datetime import date, timedelta
from pathlib import Path

import ephem
import sxtwl

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "calendar.json"

FIRST, LAST = date(1855, 2, 17), date(1865, 1, 31)
# The first day of each era's count; Tongzhi 1 began with the new year of 1862, five months after
# the Xianfeng Emperor's death.
ERAS = [
    {"from": "1855-02-17", "first_year": 1851, "zh": "咸豐",
     "name": {"zh-Hant": "咸豐", "zh-Hans": "咸丰", "en": "Xianfeng"}},
    {"from": "1862-01-30", "first_year": 1862, "zh": "同治",
     "name": {"zh-Hant": "同治", "zh-Hans": "同治", "en": "Tongzhi"}},
]
PEKING_MERIDIAN = 116.39 / 360  # days east of Greenwich
LEAP_MONTHS = {1857: 5, 1860: 3, 1862: 8}  # lunar year: leap month, as in the calendars of the time
# Months whose new moon falls minutes before midnight and which the calendar of the time began a day
# later: Wuchang fell on Xianfeng 6/11/22 = 19 Dec 1856; the coup of Xianfeng 11/9/30 = 2 Nov 1861.
MINUTES_BEFORE_MIDNIGHT = {date(1856, 11, 28), date(1861, 11, 3)}


def lunar(day):
    """Lunar year, month, leap, day of a civil day."""
    found = sxtwl.fromSolar(day.year, day.month, day.day)
    return found.getLunarYear(), found.getLunarMonth(), found.isLunarLeap(), found.getLunarDay()


def months():
    """(first day, lunar year, month, leap) of each month."""
    out, day = [], FIRST
    while day <= LAST:
        year, month, leap, number = lunar(day)
        if number == 1:
            out.append((day, year, month, leap))
        day += timedelta(1)
    return out


def check_against_the_moon(table):
    for first, *_ in table:
        moon = ephem.next_new_moon(ephem.Date((first - timedelta(3)).isoformat().replace("-", "/")))
        local = ephem.Date(moon + PEKING_MERIDIAN).datetime()
        expected = first - timedelta(1) if first in MINUTES_BEFORE_MIDNIGHT else first
        assert local.date() == expected, f"month of {first}, new moon at {local} Peking mean time"
    leaps = {year: month for _, year, month, leap in table if leap}
    assert leaps == LEAP_MONTHS, leaps
    for (a, *_), (b, *_) in zip(table, table[1:]):
        assert (b - a).days in (29, 30), (a, b)


NUMERALS = {c: i for i, c in enumerate("〇一二三四五六七八九十")} | {"正": 1, "元": 1, "冬": 11, "臘": 12}


def number(text):
    """初八, 廿五, 十二, 三十, 十 as a number."""
    text = text.removeprefix("初").replace("廿", "二十")
    if "十" in text and text != "十":
        tens, ones = text.split("十")
        return (NUMERALS[tens] if tens else 1) * 10 + (NUMERALS[ones] if ones else 0)
    return NUMERALS[text]


NOTE = re.compile(r"(咸豐|同治)([元一二三四五六七八九十]+)年(閏?)([正一二三四五六七八九十冬臘]+)月([初一二三四五六七八九十廿]+)")


def compare(register, table):
    """Every date the register gives in both calendars, with the table's value beside it."""
    pairs, wrong = {}, 0
    for line in register.read_text("utf-8").splitlines():
        fact = json.loads(line)
        note = fact["calendar_note"]
        for at, found in enumerate(NOTE.finditer(note)):
            era, year, leap, month, day = found.groups()
            stated = (era, number(year), number(month), bool(leap), number(day))
            after = re.match(r"日? = (\d{4}-\d\d-\d\d)", note[found.end():])
            civil = date.fromisoformat(after[1] if after else fact["date_edtf"][:10])
            first, lunar_year, lunar_month, is_leap = [m for m in table if m[0] <= civil][-1]
            begin = [e for e in ERAS if date.fromisoformat(e["from"]) <= civil][-1]
            computed = (begin["zh"], lunar_year - begin["first_year"] + 1, lunar_month, is_leap,
                        (civil - first).days + 1)
            agrees = stated == computed
            wrong += not agrees
            print(fact["id"], civil, found[0], "agrees" if agrees else f"DIFFERS: {computed}")
            pairs[civil] = computed
    print(len(pairs), "days compared,", wrong, "notes differ")
    return dict(sorted(pairs.items())), wrong


def main():
    table = months()
    check_against_the_moon(table)
    eras = []
    for era, end in zip(ERAS, [e["from"] for e in ERAS[1:]] + ["9999-12-31"]):
        eras.append({"from": era["from"], "name": era["name"], "months": [
            {"start": first.isoformat(), "year": year - era["first_year"] + 1, "month": month, "leap": leap}
            for first, year, month, leap in table if era["from"] <= first.isoformat() < end]})
    lines = [
        '{ "from": %s, "name": %s, "months": [\n%s\n] }' % (
            json.dumps(era["from"]), json.dumps(era["name"], ensure_ascii=False),
            ",\n".join("  " + json.dumps(month) for month in era["months"]))
        for era in eras]
    OUT.write_text('{ "eras": [\n' + ",\n".join(lines) + "\n] }\n", "utf-8")
    if len(sys.argv) > 1:
        pairs, wrong = compare(Path(sys.argv[1]), table)
        if len(sys.argv) > 2:
            Path(sys.argv[2]).write_text("".join(
                f"{civil}\t{era}\t{year}\t{month}\t{int(leap)}\t{day}\n"
                for civil, (era, year, month, leap, day) in pairs.items()), "utf-8")
        sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
