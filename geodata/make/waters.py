"""Where the names of waters are written: geodata/waters.geojson from base/ and from the seas below.

A reach is a straight line along which a name may stand. A river has reaches of several lengths, the straightest of
its course, so that at every scale one is as long as its name; those of a length in order of their distance from the
places of the record, and short ones only near them. A lake has its longest parallel; the reaches of a sea are drawn
by hand, in order of preference. Names of rivers and lakes are those of base/; a lake that is a place of
places.geojson has its name there.

    pip install -r requirements-record.txt
    python waters.py           writes geodata/waters.geojson
"""
import json
from pathlib import Path

from pyproj import Proj
from shapely.geometry import LineString, MultiPoint, shape
from shapely.ops import linemerge

GEODATA = Path(__file__).resolve().parent.parent
SHEET = Proj("+proj=aea +lat_1=26 +lat_2=51 +lat_0=38 +lon_0=112 +ellps=WGS84 +units=km")
# Length of a reach and the least distance between two of them along a river, kilometres.
LADDER = [(12, 40), (24, 70), (48, 120), (96, 240), (192, 420), (384, 700)]
# In a close-up only water drawn for it is to be seen: no shorter reach of another river lies there.
LEAST_BELOW_CLOSE_UP = 192
# The same as LADDER for water drawn in close-ups.
CLOSE_LADDER = [(3, 9), (6, 14), (12, 24)]
# A reach shorter than the one is of use only within so many kilometres of a place.
SHORT_KM, NEAR_KM = 40, 150
# A reach may be this much shorter than the water it follows, and this far from it as a part of its length.
LEAST_CHORD, MOST_OFF = 0.86, 0.09

# Names of the time in English: Horsburgh's Directory and the China Pilot, from general knowledge.
SEAS = [
    ("yellow_sea", "黃海", "黄海", "Yellow Sea", [[(121.9, 35.6), (125.8, 35.6)], [(122.2, 34.2), (125.4, 34.2)], [(122.6, 36.9), (124.6, 36.9)]]),
    ("liaotung_gulf", "遼東灣", "辽东湾", "Gulf of Liau-tung", [[(119.9, 39.75), (121.4, 40.45)]]),
    ("pechili_strait", "渤海海峽", "渤海海峡", "Strait of Pechili", [[(120.45, 38.35), (121.35, 38.35)]]),
    ("corea_bay", "西朝鮮灣", "西朝鲜湾", "Corea Bay", [[(122.9, 39.0), (124.9, 39.0)]]),
    ("east_china_sea", "東海", "东海", "Eastern Sea", [[(122.9, 28.9), (127.6, 28.9)], [(123.2, 31.4), (127.2, 31.4)], [(122.2, 27.2), (125.6, 27.2)]]),
    ("formosa_strait", "臺灣海峽", "台湾海峡", "Formosa Channel", [[(118.35, 22.95), (120.5, 25.6)]]),
    ("south_china_sea", "南海", "南海", "China Sea", [[(113.2, 19.3), (118.8, 19.3)], [(114.6, 21.2), (118.2, 21.2)], [(112.6, 17.6), (119.0, 17.6)]]),
    ("tongking_gulf", "東京灣", "东京湾", "Gulf of Tong-king", [[(106.4, 19.6), (108.6, 19.6)]]),
    ("japan_sea", "日本海", "日本海", "Sea of Japan", [[(131.0, 39.6), (137.4, 39.6)], [(133.6, 41.6), (138.6, 41.6)]]),
    ("corea_strait", "朝鮮海峽", "朝鲜海峡", "Strait of Corea", [[(128.6, 33.9), (130.3, 35.5)]]),
    ("tartary_gulf", "韃靼海峽", "鞑靼海峡", "Gulf of Tartary", [[(139.2, 46.2), (141.2, 50.4)]]),
    ("okhotsk_sea", "鄂霍次克海", "鄂霍次克海", "Sea of Okhotsk", [[(144.4, 52.6), (150.2, 54.0)], [(138.6, 55.8), (143.6, 56.4)], [(144.8, 47.6), (149.4, 48.8)]]),
    ("bengal_bay", "孟加拉灣", "孟加拉湾", "Bay of Bengal", [[(86.4, 19.4), (91.6, 19.4)], [(87.2, 20.6), (90.4, 20.6)]]),
    ("pacific_ocean", "太平洋", "太平洋", "Pacific Ocean", [[(128.4, 24.6), (136.0, 25.6)], [(123.0, 20.6), (130.0, 21.4)], [(143.6, 38.6), (149.6, 40.4)]]),
]
# Names of the water drawn by hand in base/hydro.geojson, as they fit along it.
HYDRO = {
    "peiho_lower": ("白河", "白河", "Peiho"),
    "peiho_upper": ("白河", "白河", "Peiho"),
    "beitanghe": ("北塘河", "北塘河", "Pehtang River"),
    "tonghuihe": ("通惠河", "通惠河", "Tung-hui Canal"),
    "whangpoo": ("黃浦江", "黄浦江", "Whangpoo"),
    "canton_back": ("後航道", "后航道", "Back Reach"),
    "huanghe_old": ("黃河故道", "黄河故道", "Old bed of the Yellow River"),
    "grand_canal": ("大運河", "大运河", "Grand Canal"),
}
# Drawn for the overview, too.
LONG_HYDRO = {"huanghe_old", "grand_canal"}


# Places that are points, those of the first two ranks.
PLACES = MultiPoint(
    [
        SHEET(*f["geometry"]["coordinates"])
        for f in json.load(open(GEODATA / "places.geojson"))["features"]
        if f["properties"]["rank"] < 3 and f["properties"]["precision_m"] < 10_000
    ]
)


def base(name):
    return json.load(open(GEODATA / "base" / name))["features"]


CLOSE_UPS = [close_up["extent"] for close_up in json.load(open(GEODATA / "base" / "closeups.json"))]


def on_sheet(line):
    return LineString([SHEET(*at) for at in line.coords])


def lines(feature):
    """The courses of a river on the sheet, its parts joined where they meet."""
    geometry = shape(feature["geometry"])
    if geometry.geom_type == "MultiLineString":
        geometry = linemerge(geometry)
    return [on_sheet(part) for part in getattr(geometry, "geoms", [geometry])]


def is_hidden(chord):
    """Does its middle lie in a close-up?"""
    lon, lat = SHEET(*chord.interpolate(0.5, normalized=True).coords[0], inverse=True)
    return any(west <= lon <= east and south <= lat <= north for west, south, east, north in CLOSE_UPS)


def reaches(courses, ladder):
    """The straightest reaches of each length, apart from one another; short before long, near before far."""
    out = []
    for length, apart in ladder:
        found = []
        for number, course in enumerate(courses):
            for start in range(0, int(course.length - length), max(1, length // 12)):
                a, b = course.interpolate(start), course.interpolate(start + length)
                chord = LineString([a, b])
                steps = [course.interpolate(start + length * i / 24) for i in range(25)]
                off = max(chord.distance(step) for step in steps) / length
                if chord.length >= LEAST_CHORD * length and off <= MOST_OFF:
                    found.append((off, number, start, chord))
        kept = []
        for off, number, start, chord in sorted(found, key=lambda item: item[:3]):
            if all(other != number or abs(start - at) >= apart for other, at, _ in kept):
                kept.append((number, start, chord))
        if ladder is not CLOSE_LADDER and length < LEAST_BELOW_CLOSE_UP:
            kept = [item for item in kept if not is_hidden(item[2])]
        chords = sorted((chord.distance(PLACES), list(chord.coords)) for *_, chord in kept)
        out += [coords for far, coords in chords if length > SHORT_KM or far <= NEAR_KM]
    return out


def parallel(feature):
    """The longest line through a lake that runs east on the sheet."""
    geometry = shape(feature["geometry"])
    polygon = max(getattr(geometry, "geoms", [geometry]), key=lambda part: part.area)
    ring = LineString([SHEET(*at) for at in polygon.exterior.coords])
    west, south, east, north = ring.bounds
    area = shape({"type": "Polygon", "coordinates": [list(ring.coords)]}).buffer(0)
    best = None
    for step in range(1, 20):
        y = south + (north - south) * step / 20
        across = area.intersection(LineString([(west, y), (east, y)]))
        for part in getattr(across, "geoms", [across]):
            if part.geom_type == "LineString" and (best is None or part.length > best.length):
                best = part
    return [list(best.coords)]


def feature(id, kind, names, source, coordinates):
    hant, hans, en = names
    members = {"id": id, "kind": kind, "name_zh_hant": hant, "name_zh_hans": hans, "name_en": en, "source": source}
    return {"type": "Feature", "properties": members, "geometry": {"type": "MultiLineString", "coordinates": coordinates}}


def degrees(reach):
    return [[round(value, 3) for value in SHEET(*at, inverse=True)] for at in reach]


def main():
    features = []
    for id, hant, hans, en, by_hand in SEAS:
        by_hand = [[list(at) for at in reach] for reach in by_hand]
        features.append(feature(id, "sea", (hant, hans, en), "general_knowledge", by_hand))
    named = lambda p: (p["name_zh_hant"], p["name_zh_hans"], p["name_en"])
    of_places = {f["properties"]["name_en"] for f in json.load(open(GEODATA / "places.geojson"))["features"]}
    for lake in base("lakes.geojson"):
        members = lake["properties"]
        if members.get("name_en") and members["name_en"] not in of_places:
            features.append(feature("lake_" + members["id"], "lake", named(members), members["source"], [degrees(r) for r in parallel(lake)]))
    for river in base("rivers.geojson"):
        members = river["properties"]
        if members.get("name_en"):
            found = reaches(lines(river), LADDER if members["rank"] == 1 else LADDER[:-1])
            if found:
                features.append(feature("river_" + members["id"], "river", named(members), members["source"], [degrees(r) for r in found]))
    for water in base("hydro.geojson"):
        id = water["properties"]["id"]
        if id in HYDRO:
            ladder = LADDER[:-1] if id in LONG_HYDRO else CLOSE_LADDER
            found = reaches(lines(water), ladder)
            features.append(feature(id, "river", HYDRO[id], water["properties"]["source"], [degrees(r) for r in found]))
    out = ",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features)
    text = '{"type":"FeatureCollection","name":"waters","features":[\n' + out + "\n]}\n"
    (GEODATA / "waters.geojson").write_text(text, encoding="utf-8")


main()
