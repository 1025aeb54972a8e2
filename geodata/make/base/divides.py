"""Drainage divides north of the Amur, from ETOPO5 and the named rivers of Natural Earth.

A flood that starts at every river at once meets along the divides. Usage: divides.py SOURCES
Writes SOURCES/divides.geojson: the basin of the Amur, and the land south of the Lena divide.
"""

import sys
from pathlib import Path

import netCDF4
import numpy as np
import scipy.ndimage
from PIL import Image, ImageDraw
from scipy.interpolate import RegularGridInterpolator
from shapely.geometry import LineString, Polygon
from skimage.measure import find_contours
from skimage.segmentation import watershed

import hand
from ground import feature, lines, polygons, read_shapes, write_geojson
from sources import ETOPO5, LAND, RIVERS

WINDOW = (108.0, 44.0, 146.0, 62.0)
FINER = 5                                   # five-minute cells to one minute
LENA, AMUR, UDA, OKHOTSK, JAPAN = 1, 2, 3, 4, 5
BASIN_OF = {
    LENA: "Lena Aldan Uchur Maya Chara Vitim Ol?kma Timpton Amga Nyuya",
    AMUR: "Amur Heilong Shilka Zeya Selemdzha Amgun Song Di?er Ussuri Bikin Argun Onon Ingoda Nen Nemor Muling Hailar Herlen",
    UDA: "Uda",
    OKHOTSK: "Kukhtuy",
    JAPAN: "Tumnin",
}


def basin_of(name):
    for basin, starts in BASIN_OF.items():
        if any(name.startswith(start.replace("?", "")) or name.startswith(start) for start in starts.split()):
            return basin
    return 0


def main(sources):
    with netCDF4.Dataset(sources / ETOPO5) as data:
        x, y = data["ETOPO05_X"][:].data, data["ETOPO05_Y"][:].data
        ix = np.flatnonzero((x >= WINDOW[0]) & (x <= WINDOW[2]))
        iy = np.flatnonzero((y >= WINDOW[1]) & (y <= WINDOW[3]))
        height = data["ROSE"][iy[0]:iy[-1] + 1, ix[0]:ix[-1] + 1].filled(0)
    lons = np.linspace(x[ix[0]], x[ix[-1]], (len(ix) - 1) * FINER + 1)
    lats = np.linspace(y[iy[0]], y[iy[-1]], (len(iy) - 1) * FINER + 1)
    surface = RegularGridInterpolator((y[iy], x[ix]), height)
    ground = np.array([surface(np.column_stack([np.full(len(lons), lat), lons])) for lat in lats])
    ground = scipy.ndimage.gaussian_filter(ground, 1.5)

    def cell(point):
        return ((point[0] - lons[0]) / (lons[1] - lons[0]), (point[1] - lats[0]) / (lats[1] - lats[0]))

    marks = Image.new("I", (len(lons), len(lats)), 0)
    pen = ImageDraw.Draw(marks)
    rivers = [(basin_of(r["name"]), path) for r, g in read_shapes(sources / RIVERS, WINDOW, "latin-1") for path in lines(g)]
    rivers += [(AMUR, LineString(hand.BUREYA)), (OKHOTSK, LineString(hand.TUGUR)),
               (LENA, LineString(hand.TIMPTON)), (LENA, LineString(hand.GONAM)), (LENA, LineString(hand.SUTAM))]
    for basin, path in rivers:
        if basin:
            pen.line([cell(p) for p in path.coords], fill=basin, width=2)
    shore = Image.new("L", (len(lons), len(lats)), 0)
    pen = ImageDraw.Draw(shore)
    for _record, shape in read_shapes(sources / LAND, WINDOW):
        for polygon in polygons(shape):
            pen.polygon([cell(p) for p in polygon.exterior.coords], fill=1)
    land = np.asarray(shore) == 1
    basins = np.array(marks)
    grid_lon, grid_lat = np.meshgrid(lons, lats)
    okhotsk = (grid_lat >= 53.0) & (grid_lon < 143.5)
    basins[~land & okhotsk] = OKHOTSK
    basins[~land & ~okhotsk] = JAPAN
    basins = watershed(ground, basins)
    # Carry the basins out to sea, so that a divide runs on past the shore and is cut by it.
    _d, (row, column) = scipy.ndimage.distance_transform_edt(~land, return_indices=True)
    basins = basins[row, column]

    def outline(mask):
        """The smoothed outline of the largest part of a mask."""
        smooth = scipy.ndimage.gaussian_filter(np.pad(mask.astype(float), 1), 1.2)
        rings = []
        for ring in find_contours(smooth, 0.5):
            rings.append(Polygon([(np.interp(c - 1, range(len(lons)), lons), np.interp(r - 1, range(len(lats)), lats))
                                  for r, c in ring]).buffer(0))
        return max(rings, key=lambda g: g.area)

    amur = outline(np.isin(basins, (AMUR, JAPAN)))
    south = outline((basins != LENA) & ((basins != OKHOTSK) | (grid_lat < 54.9)))
    write_geojson(sources / "divides.geojson", [feature(amur, id="amur"), feature(south, id="south_of_lena")])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
