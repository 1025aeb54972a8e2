"""Proof pictures of the sheet and of each close-up, to look at. Usage: draw.py FOLDER"""

import json
import sys
from pathlib import Path

import matplotlib
import numpy as np
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline
from PIL import Image
from shapely.geometry import box, shape

from ground import BASE, FRAME, GEODATA, lines, plane, polygons, read_geojson, to_plane

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402  (after the choice of backend)

PAPER, SEA, INK = "#F6F2E9", "#DCE6E8", "#7A8B8F"
CEDED = {"amur_left_bank": "#07936D", "ussuri_to_sea": "#2F7F9A", "kowloon": "#520816", "balkhash_se": "#6D8F3C"}


def fill(axes, geometry, **style):
    for p in polygons(geometry):
        path = Outline.make_compound_path(*[Outline(np.asarray(r.coords)) for r in (p.exterior, *p.interiors)])
        axes.add_patch(PathPatch(path, **style))


def stroke(axes, geometry, **style):
    for part in lines(geometry):
        axes.plot(*np.asarray(part.coords).T, **style)


def ground(axes, names=False):
    for item in read_geojson(BASE / "land.geojson"):
        fill(axes, plane(shape(item["geometry"])), facecolor=PAPER, edgecolor=INK, linewidth=0.5)


def water_and_lands(axes, widths=1.0):
    for item in read_geojson(BASE / "qing.geojson"):
        fill(axes, plane(shape(item["geometry"])), facecolor="#916210", alpha=0.10)
        fill(axes, plane(shape(item["geometry"])), fill=False, edgecolor="#916210", linewidth=0.8, linestyle="--")
    for item in read_geojson(GEODATA / "territories.geojson"):
        p = item["properties"]
        fill(axes, plane(shape(item["geometry"])), facecolor=CEDED[p["territory"]], alpha=0.28)
        fill(axes, plane(shape(item["geometry"])), fill=False, edgecolor=CEDED[p["territory"]], linewidth=0.7)
    for item in read_geojson(BASE / "rivers.geojson"):
        stroke(axes, plane(shape(item["geometry"])), color="#6FA3BF", linewidth=(0.9, 0.6, 0.4)[item["properties"]["rank"] - 1])
    for item in read_geojson(BASE / "lakes.geojson"):
        fill(axes, plane(shape(item["geometry"])), facecolor=SEA, edgecolor="#6FA3BF", linewidth=0.4)


def page(extent, size):
    x0, y0, x1, y1 = extent
    figure = plt.figure(figsize=(size, size * (y1 - y0) / (x1 - x0)), dpi=100)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(x0, x1)
    axes.set_ylim(y0, y1)
    axes.set_facecolor(SEA)
    axes.set_xticks([])
    axes.set_yticks([])
    return figure, axes


def places(axes, extent_lonlat, font=7):
    file = GEODATA / "places.geojson"
    if not file.exists():
        return
    w, s, e, n = extent_lonlat
    for item in read_geojson(file):
        if item["geometry"] and w <= item["geometry"]["coordinates"][0] <= e and s <= item["geometry"]["coordinates"][1] <= n:
            x, y = to_plane.transform(*item["geometry"]["coordinates"])
            axes.plot(x, y, "k.", markersize=3)
            axes.text(x, y, " " + item["properties"]["id"], fontsize=font)


def main(folder):
    figure, axes = page(FRAME, 18)
    ground(axes)
    relief = BASE / "relief.avif"
    if relief.exists():
        axes.imshow(np.asarray(Image.open(relief).convert("RGBA")), extent=(FRAME[0], FRAME[2], FRAME[1], FRAME[3]), zorder=1.5)
    water_and_lands(axes)
    for item in read_geojson(BASE / "hydro.geojson"):
        stroke(axes, plane(shape(item["geometry"])), color="#3B7EA1", linewidth=0.8, linestyle=":")
    for item in read_geojson(BASE / "rivers.geojson") + read_geojson(BASE / "lakes.geojson"):
        if item["properties"].get("name_en"):
            at = plane(shape(item["geometry"])).representative_point()
            axes.text(at.x, at.y, item["properties"]["name_en"], fontsize=6, color="#22516B", clip_on=True)
    closeups = json.loads((BASE / "closeups.json").read_text())
    for c in closeups:
        stroke(axes, plane(box(*c["extent"]).segmentize(0.2).exterior), color="k", linewidth=0.6)
    figure.savefig(folder / "ground-sheet.png")
    plt.close(figure)

    for c in closeups:
        sea = plane(box(*c["extent"]).segmentize(0.1))
        x0, y0, x1, y1 = sea.bounds
        margin = (x1 - x0) * 0.06
        figure, axes = page((x0 - margin, y0 - margin, x1 + margin, y1 + margin), 16)
        ground(axes)
        fill(axes, sea, facecolor=SEA)
        for item in read_geojson(BASE / c["files"][0]):
            fill(axes, plane(shape(item["geometry"])), facecolor=PAPER, edgecolor=INK, linewidth=0.6)
        water_and_lands(axes)
        points = axes.transData.transform([(0, 0), (1, 0)])
        per_km = (points[1][0] - points[0][0]) * 72 / 100
        for item in read_geojson(BASE / "hydro.geojson"):
            width = item["properties"]["width_m"] / 1000 * per_km
            stroke(axes, plane(shape(item["geometry"])), color="#8FB9CC", linewidth=max(width, 0.8))
        places(axes, c["extent"])
        figure.savefig(folder / f"ground-{c['id']}.png")
        plt.close(figure)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
