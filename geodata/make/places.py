"""Make geodata/places.geojson from places.tsv, and check it.

    python places.py

The table holds one place a line; correct a name or a position there, or in the GeoJSON by hand.
Positions are the project's own (source `editorial`), each with the radius in which the place surely
lies; many were compared with GeoNames. Needs nothing beyond Python 3.
"""
import csv
import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "places.geojson"
KINDS = set("city town port fort gate building garden anchorage strait sea river lake island mountain pass "
            "area battle landing bridge".split())
TEXTS = [f"{which}_{lang}" for which in ("name", "also") for lang in ("zh_hant", "zh_hans", "en")]


def main():
    with open(HERE / "places.tsv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    problems, features, seen = [], [], {}
    for row in rows:
        lon, lat = float(row["lon"]), float(row["lat"])
        if row["id"] in seen or (lon, lat) in seen.values():
            problems.append(f"{row['id']}: id or position already taken")
        seen[row["id"]] = (lon, lat)
        if row["kind"] not in KINDS or row["rank"] not in "123" or not all(row[key] for key in TEXTS):
            problems.append(f"{row['id']}: kind, rank or a name is missing")
        if any(mark in row[key] for key in TEXTS[:3] for mark in "()（）/"):
            problems.append(f"{row['id']}: one name only in name_*")
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            problems.append(f"{row['id']}: longitude comes first")
        properties = {"id": row["id"], **{key: row[key] for key in TEXTS}, "kind": row["kind"],
                      "rank": int(row["rank"]), "precision_m": int(row["precision_m"])}
        if row["note"]:
            properties["note"] = row["note"]
        properties["source"] = "editorial"
        features.append({"type": "Feature", "properties": properties,
                         "geometry": {"type": "Point", "coordinates": [lon, lat]}})
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    OUT.write_text('{ "type": "FeatureCollection", "name": "places", "features": [\n' + lines + "\n] }\n", "utf-8")
    print(len(features), "places,", sum(row["rank"] == "1" for row in rows), "of rank 1")
    sys.exit("\n".join(problems) or 0)


if __name__ == "__main__":
    main()
