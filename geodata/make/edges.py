"""How sure each stretch of the territories' outlines is: geodata/outlines/edges.geojson from territories.geojson and base/.

A stretch along the drawn coast is surveyed. One along a drawn river is what the treaty's text names. The land
boundary of Kowloon is the treaty's own line. All else (divides, and lines between named points) is schematic.

    pip install -r requirements-record.txt
    python edges.py            writes geodata/outlines/edges.geojson
"""
import json
import math
from pathlib import Path

from shapely import STRtree
from shapely.geometry import LineString, Point, shape

GEODATA = Path(__file__).resolve().parent.parent
# Kilometres within which an outline lies along a coast or a river. The overview is generalised to about 2 km.
ALONG_KM = 3.0
# Kowloon is drawn from the close-up.
ALONG_CLOSE_KM = 0.3


def lines(name):
    """Every line or ring of a layer, as line strings in degrees."""
    out = []
    for feature in json.load(open(GEODATA / "base" / name))["features"]:
        geometry = shape(feature["geometry"])
        parts = getattr(geometry, "geoms", [geometry])
        for part in parts:
            if part.geom_type == "Polygon":
                out += [LineString(ring.coords) for ring in [part.exterior, *part.interiors]]
            elif part.geom_type == "LineString":
                out.append(part)
    # In short pieces, so that the index can find the near ones.
    return [LineString(line.coords[i : i + 9]) for line in out for i in range(0, len(line.coords) - 1, 8)]


class Near:
    """Is a point within so many kilometres of some lines?"""

    def __init__(self, pieces):
        self.pieces, self.tree = pieces, STRtree(pieces)

    def __call__(self, lon, lat, km):
        # Degrees of longitude are shorter: compare in a plane that is true around the point.
        reach = km / 111.2 / max(math.cos(math.radians(lat)), 0.2)
        for index in self.tree.query(Point(lon, lat).buffer(reach)):
            narrow = math.cos(math.radians(lat))
            flat = LineString([((x - lon) * narrow, y - lat) for x, y in self.pieces[index].coords])
            if flat.distance(Point(0, 0)) * 111.2 <= km:
                return True
        return False


def length_km(points):
    """Along the sphere of the Earth's mean radius."""
    total = 0.0
    for (a, b), (c, d) in zip(points, points[1:]):
        u, v = math.radians(b), math.radians(d)
        h = math.sin((v - u) / 2) ** 2 + math.cos(u) * math.cos(v) * math.sin(math.radians(c - a) / 2) ** 2
        total += 2 * 6371.0088 * math.asin(math.sqrt(h))
    return total


def main():
    coast, close = Near(lines("land.geojson")), Near(lines("hongkong_land.geojson"))
    river = Near(lines("rivers.geojson") + lines("lakes.geojson"))

    def confidence(properties, a, b):
        lon, lat = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
        if properties["territory"] == "kowloon":
            return "surveyed" if close(lon, lat, ALONG_CLOSE_KM) else "treaty"
        if coast(lon, lat, ALONG_KM):
            return "surveyed"
        # No treaty speaks of land that one side only claimed.
        spoken_of = properties["certainty"] not in ("claimed", "disputed")
        return "treaty" if spoken_of and river(lon, lat, ALONG_KM) else "schematic"

    features = []
    for feature in json.load(open(GEODATA / "territories.geojson"))["features"]:
        properties, geometry = feature["properties"], shape(feature["geometry"])
        count = 0
        for polygon in getattr(geometry, "geoms", [geometry]):
            for ring in [polygon.exterior, *polygon.interiors]:
                points = [list(point) for point in ring.coords]
                runs = []
                for a, b in zip(points, points[1:]):
                    kind = confidence(properties, a, b)
                    if runs and runs[-1][0] == kind:
                        runs[-1][1].append(b)
                    else:
                        runs.append([kind, [a, b]])
                for kind, run in runs:
                    count += 1
                    features.append({
                        "type": "Feature",
                        "properties": {
                            "id": f"{properties['id']}_{count}",
                            "part": properties["id"],
                            "confidence": kind,
                            "length_km": round(length_km(run), 1),
                            "source": properties["source"],
                        },
                        "geometry": {"type": "LineString", "coordinates": run},
                    })
    rows = ",\n".join(json.dumps(feature, separators=(",", ":")) for feature in features)
    text = '{"type":"FeatureCollection","name":"edges","features":[\n' + rows + "\n]}\n"
    (GEODATA / "outlines" / "edges.geojson").write_text(text)


main()
