"""Check every base layer, print what it measures, and write base/SHA256SUMS and the sums in base/README.md. Usage: check.py"""

import hashlib
import json
import sys

import shapely
from shapely.geometry import box, shape

from ground import BASE, FRAME, GEODATA, area_km2, plane, polygons, read_geojson

# What the figures of the article are to be held against, in km².
LIMITS = {"amur_left_bank": (600_000, 700_000), "ussuri_east + sakhalin": (360_000, 440_000), "nw_1864_core": (396_000, 484_000),
          "kowloon + stonecutters": (7, 11), "sixty_four_villages": (2_880, 4_320),
          "amur_left_bank + ussuri_east + sakhalin + nw_1864_core": (1_350_000, 1_650_000)}
ON_WATER = {"anchorage", "strait", "sea", "river", "lake", "area", "landing", "battle", "mountain", "island"}
problems = []


def report(file, message):
    problems.append(f"{file}: {message}")


def digits(number):
    text = repr(number)
    return len(text.split(".")[1]) if "." in text else 0


def check_layer(path, most_digits):
    count = 0
    for item in read_geojson(path):
        geometry, name = shape(item["geometry"]), item["properties"]["id"]
        count += len(shapely.get_coordinates(geometry))
        if not geometry.is_valid:
            report(path.name, f"{name}: {shapely.is_valid_reason(geometry)}")
        if max(digits(v) for v in shapely.get_coordinates(geometry).ravel().tolist()) > most_digits:
            report(path.name, f"{name}: more than {most_digits} decimals")
        for p in polygons(geometry):
            if not p.exterior.is_ccw or any(h.is_ccw for h in p.interiors):
                report(path.name, f"{name}: not right-handed")
        x0, y0, x1, y1 = plane(geometry).bounds
        if path.name in ("land.geojson", "lakes.geojson", "rivers.geojson", "qing.geojson") and (
                x0 < FRAME[0] - 0.02 or y0 < FRAME[1] - 0.02 or x1 > FRAME[2] + 0.02 or y1 > FRAME[3] + 0.02):
            report(path.name, f"{name}: leaves the frame")
        if not item["properties"].get("source"):
            report(path.name, f"{name}: no source")
    print(f"{path.name:26}{count:7} vertices {path.stat().st_size:8} bytes")


def vertices(path, ids=None):
    return {tuple(c) for f in read_geojson(path) if ids is None or f["properties"]["id"] in ids
            for c in shapely.get_coordinates(shape(f["geometry"])).tolist()}


def main():
    for path in sorted(BASE.glob("*.geojson")) + [GEODATA / "territories.geojson"]:
        check_layer(path, 5 if path.name in ("hongkong_land.geojson", "territories.geojson") else 4)

    size = {f["properties"]["id"]: area_km2(shape(f["geometry"])) for f in read_geojson(GEODATA / "territories.geojson")}
    for sum_, (low, high) in LIMITS.items():
        total = sum(size[part] for part in sum_.split(" + "))
        print(f"{total:14,.1f} km²  {sum_}")
        if not low <= total <= high:
            report("territories.geojson", f"{sum_}: {total:,.1f} km² is not between {low:,} and {high:,}")

    coast = vertices(BASE / "land.geojson")
    streams = vertices(BASE / "rivers.geojson", {"amur", "shilka", "ussuri", "songacha", "uda"})
    for name in ("amur_left_bank", "ussuri_east", "sakhalin"):
        own = vertices(GEODATA / "territories.geojson", {name})
        print(f"{name}: {len(own)} vertices, {len(own & coast)} of the coast, {len(own & streams)} of a river")
    land = shapely.unary_union([shape(f["geometry"]) for f in read_geojson(BASE / "land.geojson")])
    for f in read_geojson(GEODATA / "territories.geojson"):
        if f["properties"]["territory"] != "kowloon":
            wet = area_km2(shape(f["geometry"]).difference(land))
            if wet > 5:
                report("territories.geojson", f"{f['properties']['id']}: {wet:.1f} km² lie in the sea of the overview")

    places = [f for f in read_geojson(GEODATA / "places.geojson") if f["geometry"]] if (GEODATA / "places.geojson").exists() else []
    closeups = json.loads((BASE / "closeups.json").read_text())
    for c in closeups:
        ground = shapely.unary_union([shape(f["geometry"]) for f in read_geojson(BASE / c["files"][0])])
        view = box(*c["extent"])
        for f in places:
            point = shape(f["geometry"])
            if view.contains(point) and f["properties"]["kind"] not in ON_WATER and not ground.contains(point):
                far = plane(ground).distance(plane(point)) * 1000
                report(c["files"][0], f"place {f['properties']['id']} ({f['properties']['kind']}) lies {far:.0f} m off the land")
            if view.contains(point) and f["properties"]["kind"] in ("anchorage", "strait") and ground.contains(point):
                far = plane(ground).boundary.distance(plane(point)) * 1000
                report(c["files"][0], f"place {f['properties']['id']} ({f['properties']['kind']}) lies {far:.0f} m inland")

    files = sorted(p for p in BASE.iterdir() if p.suffix in (".geojson", ".json", ".avif")) + [GEODATA / "territories.geojson"]
    rows = [f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.name if p.parent == BASE else '../' + p.name}" for p in files]
    (BASE / "SHA256SUMS").write_text("\n".join(rows) + "\n")
    readme = BASE / "README.md"
    head, rest = readme.read_text(encoding="utf-8").split("<!-- sums -->")
    tail = rest.split("<!-- /sums -->")[1]
    block = "\n```text\n" + "\n".join(rows) + "\n```\n"
    readme.write_text(head + "<!-- sums -->" + block + "<!-- /sums -->" + tail, encoding="utf-8")
    print("\n".join(problems) or "no problems")
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
