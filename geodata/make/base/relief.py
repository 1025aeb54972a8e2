"""Shaded relief on the plane of the sheet: shadow only, black with opacity. Usage: relief.py SOURCES   (after overview.py)

Writes base/relief.avif, which covers exactly the frame of the sheet. Laid over the land as it is, it darkens
the slopes that face away from the light and leaves level ground and the sea untouched.
"""

import sys
from pathlib import Path

import numpy as np
import scipy.ndimage
from PIL import Image, ImageDraw
from shapely.geometry import shape

from ground import BASE, FRAME, plane, polygons, read_geojson, to_globe
from sources import SHADED_RELIEF

WIDTH = 1300
DARKEST = 0.62        # opacity of the deepest shadow
QUALITY = 30


def main(sources):
    Image.MAX_IMAGE_PIXELS = None
    shaded = np.asarray(Image.open(sources / SHADED_RELIEF).convert("L"), dtype=float)
    rows, columns = shaded.shape
    x0, y0, x1, y1 = FRAME
    height = round(WIDTH * (y1 - y0) / (x1 - x0))
    step = (x1 - x0) / WIDTH
    x, y = np.meshgrid(x0 + (np.arange(WIDTH) + 0.5) * step, y1 - (np.arange(height) + 0.5) * step)
    lon, lat = to_globe.transform(x, y)
    lon = (lon + 180) % 360 - 180
    light = scipy.ndimage.map_coordinates(shaded, [(90 - lat) / 180 * rows - 0.5, (lon + 180) / 360 * columns - 0.5],
                                          order=1, mode="nearest")
    dry = Image.new("L", (WIDTH, height), 0)
    pen = ImageDraw.Draw(dry)
    for item in read_geojson(BASE / "land.geojson"):
        for polygon in polygons(plane(shape(item["geometry"]))):
            pen.polygon([((px - x0) / step, (y1 - py) / step) for px, py in polygon.exterior.coords], fill=1)
    dry = np.asarray(dry) == 1
    # What is level here is not what is level there: the source also tints by height. Keep only the local shade.
    level = scipy.ndimage.gaussian_filter(np.where(dry, light, 0), 14) / np.maximum(
        scipy.ndimage.gaussian_filter(dry.astype(float), 14), 1e-3)
    shadow = np.clip((level - light - 4) / 62, 0, 1) ** 0.85 * DARKEST
    shadow = scipy.ndimage.gaussian_filter(shadow, 0.7)
    shadow[~dry] = 0
    alpha = (np.round(shadow * 255 / 6) * 6).clip(0, 255).astype("uint8")
    image = Image.fromarray(np.dstack([np.zeros((*alpha.shape, 3), "uint8"), alpha]), "RGBA")
    image.save(BASE / "relief.avif", quality=QUALITY, speed=1)
    print("relief.avif", image.size, (BASE / "relief.avif").stat().st_size, "bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
