"""The four close-up coasts and the water drawn by hand. Usage: closeups.py SOURCES   (after overview.py)

Writes base/{pearl,pechili,shanghai,hongkong}_land.geojson, base/hydro.geojson and base/closeups.json.
The extents are laid where their edges cross the coast at few points; there the detailed coast is eased
along the edge, at most about 2 km, to the very point where the overview crosses it.
"""

import json
import sys
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box, shape
from shapely.ops import unary_union

import hand
from extents import CLOSEUPS
from ground import (BASE, Topology, add_polygons, area_km2, densify_where, feature, finished, globe, line, plane,
                    polygons, read_geojson, read_gshhs, take_polygons, write_geojson)
from named import island_name
from sources import GSHHS

# id: tolerance km, smallest island km², decimals
DETAIL = {"pearl": (0.2, 0.12, 4), "pechili": (0.2, 0.25, 4), "shanghai": (0.2, 0.25, 4), "hongkong": (0.03, 0.004, 5)}
REACH = 0.14        # degrees over which the easing fades out
NEAR = 0.045        # degrees: farther apart, two crossings are not the same coast


def before_the_works(land):
    """The published shore with what was made since taken away, and two islets it lacks added."""
    harbour = Polygon([*hand.SHORE_WEST, *hand.BOUNDARY_1860[1:-1], *hand.SHORE_EAST, *hand.HARBOUR])
    behind = Polygon([*hand.SHORE_WEST, *hand.BOUNDARY_1860[1:-1], *hand.SHORE_EAST, *hand.BEHIND_SHORE])
    land = land.difference(unary_union([harbour, Polygon(hand.STONECUTTERS_TODAY), Polygon(hand.TANGGU_PORT),
                                       Polygon(hand.YELLOW_DELTA)]))
    return unary_union([land, behind, *[Polygon(p) for p in (hand.KOWLOON, hand.STONECUTTERS,
                                                            hand.NORTH_WANTONG, hand.SOUTH_WANTONG)]])


def hand_points():
    drawn = [hand.SHORE_WEST, hand.SHORE_EAST, hand.KOWLOON_SHORE, hand.STONECUTTERS, hand.NORTH_WANTONG, hand.SOUTH_WANTONG]
    return {tuple(np.round(plane(Point(p)).coords[0], 6)) for points in drawn for p in points}


def crossings(land, extent):
    """Where a coast crosses the edges of an extent: {side: [(lon, lat)]}."""
    w, s, e, n = extent
    found = {}
    for side, edge in (("w", ((w, s), (w, n))), ("e", ((e, s), (e, n))), ("s", ((w, s), (e, s))), ("n", ((w, n), (e, n)))):
        meet = land.boundary.intersection(LineString(edge))
        found[side] = [(p.x, p.y) for p in shapely.get_parts(meet) if p.geom_type == "Point"]
    return found


def eased(land, extent, overview, name):
    """Move the coast at the edge of the extent to where the overview crosses it."""
    moves = []
    detail, coarse = crossings(land, extent), crossings(overview, extent)
    for side in detail:
        for goal in coarse[side]:
            near = [(abs(p[0] - goal[0]) + abs(p[1] - goal[1]), p) for p in detail[side]]
            if near and min(near)[0] < NEAR:
                at = min(near)[1]
                moves.append((at, (goal[0] - at[0], goal[1] - at[1])))
                print(f"  {name} {side}: coast at {at[0]:.4f} {at[1]:.4f} eased by {min(near)[0] * 100:.1f} hundredths of a degree")
            else:
                print(f"  {name} {side}: no detailed coast near the overview's {goal[0]:.3f} {goal[1]:.3f}")

    def shift(c):
        c = c.copy()
        start = c.copy()
        for at, by in moves:
            fade = np.clip(1 - np.hypot(start[:, 0] - at[0], start[:, 1] - at[1]) / REACH, 0, 1)
            c += fade[:, None] * np.array(by)
        return c
    return shapely.transform(land, shift)


def carved(land, name):
    """Rivers drawn by hand, cut out of the land at their width."""
    beds = []
    for river in hand.HYDRO:
        if river[0] in hand.CARVED[name]:
            beds.append(line(hand.course(river)).buffer(river[5] / 2000, quad_segs=3))
    return land.difference(unary_union(beds)) if beds else land


def on_edge_of(extent):
    w, s, e, n = extent
    return lambda a, b: any(abs(a[i] - v) < 1e-9 and abs(b[i] - v) < 1e-9 for i, v in ((0, w), (0, e), (1, s), (1, n)))


def detailed_land(sources, name, overview):
    """The land of one close-up, in longitude and latitude."""
    extent = w, s, e, n = CLOSEUPS[name]
    tolerance, smallest, digits = DETAIL[name]
    land = before_the_works(read_gshhs(sources / GSHHS, (w - 0.5, s - 0.5, e + 0.5, n + 0.5)))
    land = unary_union([p for p in polygons(land) if area_km2(p) > smallest])
    if name != "hongkong":
        land = eased(land, extent, overview, name)
    land = land.intersection(box(*extent))
    # Both halves of the pearl close-up keep the points where its coast crosses the edge of the one inside it.
    inset = box(*CLOSEUPS["hongkong"])
    parts = [land.intersection(inset), land.difference(inset)] if name == "pearl" else [land]
    keep = hand_points()
    net = Topology()
    for i, part in enumerate(parts):
        part = MultiPolygon([p for p in polygons(carved(plane(part), name)) if p.area > smallest])
        add_polygons(net, i, part, tolerance)
        for x, y in shapely.get_coordinates(globe(part)):
            if min(abs(x - w), abs(x - e), abs(y - s), abs(y - n)) < 1e-7:
                keep.add(tuple(np.round(plane(Point(x, y)).coords[0], 6)))
    paths = net.simplify(keep)
    whole = unary_union([finished(globe(MultiPolygon(take_polygons(paths, i))), digits) for i in range(len(parts))])
    return sorted(polygons(finished(densify_where(whole, on_edge_of(extent), 0.1), digits)), key=lambda p: -p.area)


def write_hydro():
    out = []
    carved = {id_ for ids in hand.CARVED.values() for id_ in ids}
    for river in hand.HYDRO:
        id_, hant, hans, en, kind, width, edtf, method, _ = river
        dry = kind == "former_river"
        out.append(feature(LineString(hand.course(river)), id=id_, name_zh_hant=hant, name_zh_hans=hans, name_en=en, kind=kind, width_m=width,
                           bed_cut=id_ in carved, edtf=edtf, start="1855-08-01" if dry else "1856-01-01", end=None if dry else "1860-12-31",
                           certainty="approximate", method=method, source="editorial"))
    write_geojson(BASE / "hydro.geojson", out)


def main(sources):
    overview = unary_union([shape(f["geometry"]) for f in read_geojson(BASE / "land.geojson")])
    listed = []
    for name, extent in CLOSEUPS.items():
        pieces = detailed_land(sources, name, overview)
        write_geojson(BASE / f"{name}_land.geojson", [
            feature(p, id=f"{name}_{i:03}", kind="land" if i == 0 else "island", **island_name(p), source="gshhg")
            for i, p in enumerate(pieces)])
        print(name, len(pieces), "pieces,", sum(len(shapely.get_coordinates(p)) for p in pieces), "vertices")
        listed.append({"id": name, "extent": list(extent), "files": [f"{name}_land.geojson"]})
    rows = ",\n".join("  " + json.dumps(c) for c in listed)
    (BASE / "closeups.json").write_text(f"[\n{rows}\n]\n", encoding="utf-8")
    write_hydro()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
