"""The overview: land, lakes, rivers, the Qing extent and the ceded territories, cut from one net of lines.

Usage: overview.py SOURCES   (after fetch.py and divides.py)
Writes base/land, lakes, rivers, qing (.geojson) and territories.geojson.
"""

import sys
from pathlib import Path

from shapely import line_merge, make_valid, polygonize
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Point, Polygon, box, shape
from shapely.ops import unary_union

import hand
from extents import CLOSEUPS
from ground import (BASE, GEODATA, SHEET, Topology, add_polygons, area_km2, between, closed_up, densify_where, feature,
                    finished, globe, line, lines, merged, on_frame, plane, polygons, read_geojson, read_shapes, snap_grid,
                    take_polygons, write_geojson)
from named import LAKES as LAKE_NAMES
from named import LAKES_MADE_SINCE, TERRITORIES, island_name
from named import RIVERS as RIVER_NAMES
from sources import BORDERS, COUNTRIES, LAKES, LAND, PROVINCES, RIVERS

WINDOW = (55.0, 3.0, 175.0, 72.0)
TOLERANCE = 2.0             # kilometres
FINE = 0.5                  # rivers and lakes inside a close-up
TOLERANCE_QING = 9.0        # where the Qing extent is neither coast nor treaty line: general on purpose
SMALLEST_ISLAND = 35.0      # km²
SMALLEST_LAKE = 240.0       # km², unless named in named.py


def at(lon, lat):
    return plane(Point(lon, lat))


def faces(*nets):
    """All the areas that a net of lines encloses."""
    return polygons(polygonize(lines(unary_union(list(nets)))))


def within(areas, point):
    return next(a for a in areas if a.contains(point))


def overshot(path, reach=0.3):
    """The line, a little longer at both ends, so that it surely crosses what it should end on."""
    points = list(path.coords)
    for i, j in ((0, 1), (-1, -2)):
        (x, y), (u, v) = points[i], points[j]
        far = ((x - u) ** 2 + (y - v) ** 2) ** 0.5
        points[i] = (x + (x - u) * reach / far, y + (y - v) * reach / far)
    return LineString(points)


# ---------------------------------------------------------------- the ground

def read_land(sources):
    window = box(*WINDOW)
    parts = []
    for _record, geometry in read_shapes(sources / LAND, WINDOW):
        for polygon in polygons(geometry):
            parts += polygons(polygon.intersection(window))
    land = snap_grid(unary_union([plane(p) for p in parts]))
    made_since = [plane(Polygon(p)) for p in (hand.TANGGU_PORT, hand.CAOFEIDIAN, hand.YELLOW_DELTA)]
    land = land.difference(unary_union(made_since))
    return [p for p in polygons(land.intersection(SHEET)) if p.area > SMALLEST_ISLAND]


def read_lakes(sources):
    found = []
    for record, geometry in read_shapes(sources / LAKES, WINDOW):
        name = record["name"] or ""
        if name in LAKES_MADE_SINCE or (record["featurecla"] == "Reservoir" and name != "Lake Zaysan"):
            continue
        if name == "Lake Zaysan":
            geometry = geometry.intersection(box(*hand.ZAISAN_BEFORE_DAM))
        geometry = plane(make_valid(geometry)).intersection(SHEET)
        if geometry.area > SMALLEST_LAKE or (name in LAKE_NAMES and geometry.area > 0):
            found.append((name, max(polygons(geometry), key=lambda p: p.area)))
    return sorted(found, key=lambda lake: -lake[1].area)


def read_rivers(sources, lakes):
    """{river id: lines}, joined from the stretches the source names separately."""
    water = unary_union([g for _n, g in lakes])
    rivers = {}
    for record, geometry in read_shapes(sources / RIVERS, WINDOW, "latin-1"):
        name = record["name"].strip()
        middle = geometry.centroid
        known = next((r for r in RIVER_NAMES if any(
            name == n and (r.near is None or box(*r.near).contains(middle)) for n in r.source)), None)
        if known is None:
            continue
        geometry = plane(geometry)
        through = record["featurecla"] == "Lake Centerline" and known.id != "amur"     # the treaty line must not break
        if through and geometry.intersection(water).length > geometry.length / 2:
            continue
        rivers.setdefault(known.id, []).extend(lines(geometry))
    return {name: closed_up(pieces) for name, pieces in rivers.items()}


# ---------------------------------------------------------------- the ceded lands

class Treaties:
    """Every line of the treaties on the plane, from published lines where they coincide and by hand elsewhere."""

    def __init__(self, sources, rivers, mainland):
        borders = {}
        for record, geometry in read_shapes(sources / BORDERS, WINDOW):
            borders.setdefault((record["ADM0_LEFT"], record["ADM0_RIGHT"]), []).extend(lines(plane(geometry)))
        provinces = {}
        for record, geometry in read_shapes(sources / PROVINCES, (80, 46, 106, 58), "latin-1"):
            provinces.setdefault(record["name"], []).extend(lines(plane(geometry)))
        self.provinces = provinces
        divides = {f["properties"]["id"]: plane(shape(f["geometry"])) for f in read_geojson(sources / "divides.geojson")}

        shilka, amur = merged(rivers["shilka"]), merged(rivers["amur"])
        ussuri, songacha, uda = merged(rivers["ussuri"]), merged(rivers["songacha"]), merged(rivers["uda"])
        amur = between(amur, at(121.4, 53.3), at(140.8, 53.2))
        shilka = between(shilka, at(*hand.GORBITSA_MOUTH), at(121.5, 53.35))
        self.amur = LineString([*amur.coords, *line(hand.AMUR_TO_SEA).coords])
        north_line = LineString([*line(hand.GORBITSA).coords, *shilka.coords, *self.amur.coords])
        uda = between(uda, at(130.5, 54.0), at(135.2, 54.7))
        uda_line = LineString([*line(hand.UDA_ABOVE).coords, *uda.coords, *line(hand.UDA_TO_SEA).coords])

        # North of the Amur. The northern edge of the Uda basin is taken only where it leaves the Amur divide.
        amur_basin, south_of_lena = divides["amur"], divides["south_of_lena"]
        apart = south_of_lena.exterior.difference(amur_basin.buffer(6)).intersection(plane(box(128, 52, 138, 58)))
        north_edge = max(lines(apart if apart.geom_type == "LineString" else merged([apart])), key=lambda g: g.length)
        near = amur_basin.exterior
        ends = [near.interpolate(near.project(Point(north_edge.coords[i]))) for i in (0, -1)]
        coast = mainland.exterior
        path = list(north_edge.coords)
        for i, end in ((0, ends[0]), (-1, ends[1])):
            p = Point(path[i])
            if p.distance(end) < 12:
                path = [end.coords[0], *path] if i == 0 else [*path, end.coords[0]]
        north_edge = overshot(LineString(path))
        villages = line([hand.VILLAGES_TO, *hand.VILLAGES_INLAND, hand.VILLAGES_FROM])
        start, end = at(*hand.VILLAGES_FROM), at(*hand.VILLAGES_TO)
        on_river = [self.amur.interpolate(self.amur.project(p)) for p in (end, start)]
        villages = overshot(LineString([on_river[0].coords[0], *list(villages.coords)[1:-1], on_river[1].coords[0]]))

        # East of the Ussuri, from the sea by the Tumen, the demarcated line, Khanka, the Songacha and the Ussuri.
        tumen = merged(borders[("North Korea", "Russia")])
        demarcated = between(merged(borders[("Russia", "China")]), at(*hand.TUMEN_EAST), at(*hand.KHANKA_WEST))
        tumen = between(tumen, at(*hand.USSURI_TUMEN[0]), Point(demarcated.coords[0]))
        songacha = between(songacha, at(132.83, 45.05), at(133.4, 45.6))
        ussuri = between(ussuri, Point(songacha.coords[-1]), at(135.04, 48.48))
        mouth = self.amur.interpolate(self.amur.project(Point(ussuri.coords[-1])))
        east_line = LineString([*line(hand.USSURI_TUMEN * 2).coords[:1], *tumen.coords, *demarcated.coords,
                                *line(hand.KHANKA).coords, *songacha.coords, *ussuri.coords, mouth.coords[0]])

        areas = faces(coast, north_line, uda_line, amur_basin.exterior, north_edge, villages, east_line)
        north_of_amur = Polygon([*north_line.coords, *plane(LineString([(142, 60), (118.9, 60.5)])).coords])
        above_uda = Polygon([*uda_line.coords, *plane(LineString([(137, 58), (129, 58)])).coords])
        east = Polygon([*east_line.coords, *between(self.amur, mouth, Point(self.amur.coords[-1])).coords,
                        *plane(LineString([(143, 50), (141, 46), (136, 43), (131.5, 41.9)])).coords])

        def choose(test):
            return unary_union([a for a in areas if mainland.contains(a.representative_point())
                                and test(a.representative_point())])

        village_area = Polygon([*villages.coords, *between(self.amur, on_river[1], on_river[0]).coords]).buffer(0)
        self.core = choose(lambda p: north_of_amur.contains(p) and amur_basin.contains(p))
        outside = [a for a in areas if mainland.contains(a.representative_point())
                   and north_of_amur.contains(a.representative_point())
                   and not amur_basin.contains(a.representative_point()) and a.area > 40]
        self.uda_south = unary_union([a for a in outside if not above_uda.contains(a.representative_point())
                                      and plane(box(129, 50, 143, 55.2)).contains(a.representative_point())])
        self.uda_north = unary_union([a for a in outside if above_uda.contains(a.representative_point())
                                      and south_of_lena.contains(a.representative_point())
                                      and plane(box(129, 53, 137, 57)).contains(a.representative_point())
                                      and a.area < 100000])
        self.villages = choose(village_area.contains)
        self.ussuri_east = choose(lambda p: east.contains(p) and not north_of_amur.contains(p))

        # The north-west: the line of 1864 against the claim of about 1757.
        kazakh, kyrgyz = merged(borders[("Kazakhstan", "China")]), merged(borders[("Kyrgyzstan", "China")])
        mongol = merged(borders[("Mongolia", "Russia")])
        khakass, gorno = merged(provinces["Tuva - Khakass"]), merged(provinces["Gorno-Altay - Tuva"])
        first = between(khakass, at(*hand.SHABIN_DABAG), at(*hand.TRIPOINT))
        second = between(gorno, at(*hand.TRIPOINT), at(*hand.TAVAN))
        third = between(mongol, Point(second.coords[-1]), at(87.84, 49.17))
        to_kuitun = [*first.coords, *second.coords[1:], *third.coords[1:], *line(hand.KUITUN * 2).coords[:1]]
        altai_crest, at_core = hand.SOUTH_ALTAI[:7], hand.SOUTH_ALTAI[6:]
        rest = [*line(at_core).coords, *line(hand.ZAISAN_SAUR).coords,
                *between(kazakh, at(*hand.TARBAGATAI_FROM), at(*hand.TARBAGATAI_TO)).coords,
                *line(hand.ALTAN_TEBSHI * 2).coords[:1],
                *between(kazakh, at(*hand.ALATAU_FROM), at(*hand.ALATAU_TO)).coords, *line(hand.ILI_TEKES).coords,
                *between(kyrgyz, at(*hand.TIANSHAN_FROM), at(*hand.TIANSHAN_TO)).coords]
        claim = line(hand.FERGANA + hand.CHU + hand.BALKHASH + hand.AYAGUZ + hand.IRTYSH_NARYM)
        core = Polygon([*rest, *claim.coords]).buffer(0)
        altai = Polygon([*to_kuitun, *line(altai_crest).coords, *line(hand.IRTYSH_NARYM[::-1]).coords,
                         *line(hand.ALTAI_WEST).coords]).buffer(0)
        self.nw_core = max(polygons(core), key=lambda p: p.area)
        self.nw_altai = max(polygons(altai.difference(self.nw_core)), key=lambda p: p.area)


def along(whole, river):
    """Let an outline that runs beside a river, now on one bank, now on the other, follow the river itself."""
    def slivers(areas):
        return [a for a in areas if a.area < 4000 and a.within(river.buffer(30))]
    pieces = faces(*[p.exterior for p in polygons(whole)], overshot(river))
    inside = [a for a in pieces if whole.contains(a.representative_point())]
    outside = [a for a in pieces if not whole.contains(a.representative_point())]
    return unary_union([whole.difference(unary_union(slivers(inside))), *slivers(outside)])


def qing_extent(sources, land, treaties, parts, border_rivers):
    """Modern China and Mongolia with Tuva and the lands ceded later: an approximation, drawn dashed."""
    today = []
    russia = None
    for record, geometry in read_shapes(sources / COUNTRIES, WINDOW):
        if record["ADM0_A3"] in ("CHN", "HKG", "MAC", "MNG", "TWN"):
            today.append(plane(geometry))
        if record["ADM0_A3"] == "RUS":
            russia = plane(geometry.intersection(box(86, 48, 104, 56)))
    tuva_lines = [g for name, gs in treaties.provinces.items() if "Tuva" in name for g in gs]
    gaps = unary_union(tuva_lines).buffer(3)
    tuva = within(polygons(russia.difference(gaps)), at(94.4, 51.7)).buffer(3)
    ceded = unary_union(parts)
    rest = unary_union([*today, tuva]).difference(ceded)
    rest = unary_union([rest.buffer(1), rest.buffer(6).intersection(ceded.buffer(6))])
    whole = unary_union([rest, ceded])
    whole = unary_union([Polygon(p.exterior) for p in polygons(whole)])     # closes the strips ceded after 1864
    for river in border_rivers:
        whole = along(whole, river)
    dry = unary_union(land)
    hong_kong = within(land, at(114.19, 22.26))
    whole = unary_union([whole.intersection(dry).difference(hong_kong), ceded])
    return [p for p in polygons(whole.intersection(SHEET)) if p.area > SMALLEST_ISLAND]


# ---------------------------------------------------------------- one net of lines

BOUNDARY_RIVERS = ("shilka", "amur", "argun", "ussuri", "songacha", "uda", "yalu", "tumen")


def simplified(land, lakes, rivers, parts, qing):
    """Everything cut into arcs and simplified at once, so that what coincides goes on coinciding."""
    close = unary_union([plane(box(*extent).segmentize(0.1)) for extent in CLOSEUPS.values()])
    dry = unary_union(land)
    net = Topology()
    add_polygons(net, "land", MultiPolygon(land), TOLERANCE)
    for name, part in parts.items():
        add_polygons(net, name, part, TOLERANCE)
    add_polygons(net, "qing", MultiPolygon(qing), TOLERANCE_QING)
    for i, (name, lake) in enumerate(lakes):
        add_polygons(net, ("lake", i), lake, FINE if lake.intersects(close) else TOLERANCE * 0.9)
        if name != "Lake Balkhash":          # whose shore is also an edge of a ceded land
            net.group.update({key: "lake" for key in net.paths if key[0] == ("lake", i)})
    for name, pieces in rivers.items():
        on_edge = name in BOUNDARY_RIVERS
        joined = line_merge(MultiLineString([g for p in [unary_union(pieces)] for g in lines(p)]))
        for i, path in enumerate(p for p in lines(joined) if p.length > 25):
            shown = path.intersection(SHEET) if on_edge else path.intersection(SHEET).intersection(dry)
            for fine, part in ((True, shown.intersection(close)), (False, shown.difference(close))):
                for k, piece in enumerate(lines(part)):
                    net.add((("river", name), i, (fine, k)), piece, FINE if fine else TOLERANCE, "ground" if on_edge else "river")
    return net.simplify()


def polygon_of(paths, layer):
    flat = MultiPolygon(take_polygons(paths, layer))
    return finished(globe(densify_where(flat, on_frame, 200)), 4)


# ---------------------------------------------------------------- writing

def write_land(paths):
    pieces = sorted(polygons(polygon_of(paths, "land")), key=lambda p: -p.area)
    write_geojson(BASE / "land.geojson", [
        feature(p, id=f"land_{i:03}", kind="mainland" if i == 0 else "island", **island_name(p), source="natural_earth")
        for i, p in enumerate(pieces)])


def write_lakes(paths, lakes):
    out, named = [], set()
    for i, (name, _lake) in enumerate(lakes):
        shown = polygon_of(paths, ("lake", i))
        if shown.is_empty:
            continue
        id_, names = f"lake_{i:03}", {}
        if name in LAKE_NAMES and name not in named:
            id_, hant, hans, en = LAKE_NAMES[name]
            names = dict(name_zh_hant=hant, name_zh_hans=hans, name_en=en)
            named.add(name)
        out.append(feature(shown, id=id_, **names, kind="lake", source="natural_earth"))
    write_geojson(BASE / "lakes.geojson", out)


def write_rivers(paths):
    out = []
    for river in RIVER_NAMES:
        joined = lines(line_merge(MultiLineString([p for key, p in paths.items() if key[0] == ("river", river.id)])))
        stretches = []
        for path in joined:
            points = [tuple(round(v, 4) for v in c) for c in globe(path).coords]
            points = [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
            if path.length > 1 and len(points) > 1:
                stretches.append(points)
        if not stretches:
            print("no line for the river", river.id)
            continue
        geometry = LineString(stretches[0]) if len(stretches) == 1 else MultiLineString(stretches)
        names = dict(name_zh_hant=river.zh_hant, name_zh_hans=river.zh_hans, name_en=river.en) if river.en else {}
        out.append(feature(geometry, id=river.id, **names, kind="river", rank=river.rank, source="natural_earth"))
    write_geojson(BASE / "rivers.geojson", out)


def write_qing(paths):
    method = ("modern boundaries of China and Mongolia (Natural Earth) with Tuva and the lands ceded later; where the line is "
              "neither coast nor river nor treaty line it is general on purpose, to about 10 km or more")
    main_part = MultiPolygon(sorted(polygons(polygon_of(paths, "qing")), key=lambda p: -p.area))
    write_geojson(BASE / "qing.geojson", [
        feature(main_part, id="qing_1856", name_zh_hant="清朝疆域（約1856年）", name_zh_hans="清朝疆域（约1856年）",
                name_en="Qing empire, about 1856", kind="extent", certainty="approximate", edtf="1856~", method=method,
                source="editorial"),
        feature(polygon_of(paths, "sakhalin"), id="qing_sakhalin", name_zh_hant="庫頁島", name_zh_hans="库页岛",
                name_en="Sakhalin", kind="extent", certainty="disputed", edtf="1856~",
                method="coast of the island; the Qing claimed tribute and had no administration on it", source="editorial")])


def write_territories(paths, measured):
    out = []
    for t in TERRITORIES:
        by_hand = {"kowloon": hand.KOWLOON, "stonecutters": hand.STONECUTTERS}.get(t.id)
        geometry = finished(Polygon(by_hand), 5) if by_hand else polygon_of(paths, t.id)
        size = area_km2(geometry)
        parts = {}
        if t.id == "amur_left_bank":
            parts = dict(area_core_km2=round(measured["aigun_core"]), area_uda_south_km2=round(measured["aigun_uda_south"]))
        method = t.method.format(**{name: f"{round(value, -2):,.0f}" for name, value in measured.items()})
        out.append(feature(geometry, id=t.id, territory=t.territory, name_zh_hant=t.zh_hant, name_zh_hans=t.zh_hans, name_en=t.en,
                           certainty=t.certainty, edges=t.edges, area_km2=round(size, 2) if size < 100 else round(size), **parts,
                           start=t.start, end=None, facts=t.facts, notes=t.notes, source="editorial", method=method))
        print(f"{t.id:22}{size:12,.2f} km² as written")
    write_geojson(GEODATA / "territories.geojson", out)


def main(sources):
    land = read_land(sources)
    lakes = read_lakes(sources)
    rivers = read_rivers(sources, lakes)
    mainland = max(land, key=lambda p: p.area)
    treaties = Treaties(sources, rivers, mainland)
    balkhash = next(g for name, g in lakes if name == "Lake Balkhash")
    coast_of_ussuri = plane(Polygon(hand.COAST_OF_USSURI))
    islets = [p for p in land if p.area < 500 and coast_of_ussuri.contains(p)]
    parts = {
        "amur_left_bank": unary_union([treaties.core, treaties.uda_south]),
        "aigun_uda_north": treaties.uda_north,
        "sixty_four_villages": treaties.villages,
        "ussuri_east": MultiPolygon([*polygons(treaties.ussuri_east), *islets]),
        "sakhalin": within(land, at(143.0, 50.5)),
        "nw_1864_core": max(polygons(treaties.nw_core.difference(balkhash)), key=lambda p: p.area),
        "nw_altai": treaties.nw_altai,
    }
    measured = {name: area_km2(globe(g)) for name, g in
                {**parts, "aigun_core": treaties.core, "aigun_uda_south": treaties.uda_south}.items()}
    for name, value in measured.items():
        print(f"{name:22}{value:12,.0f} km² before simplifying")

    ceded = [parts[name] for name in ("amur_left_bank", "ussuri_east", "nw_1864_core", "nw_altai")]
    ceded.append(balkhash.intersection(treaties.nw_core))
    qing = qing_extent(sources, land, treaties, ceded, [merged(rivers[name]) for name in ("argun", "yalu", "tumen")])
    paths = simplified(land, lakes, rivers, parts, qing)
    write_land(paths)
    write_lakes(paths, lakes)
    write_rivers(paths)
    write_qing(paths)
    write_territories(paths, measured)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
