"""Lines drawn by hand for this map, as (longitude, latitude).

None of them is surveyed. Each says what it stands for, so that whoever knows better can correct it here
and run the scripts again.
"""

import math

# ------------------------------------------------------------------ the Amur, 1689 and 1858

# From the mouth of the Gorbitsa up to the divide: the western end of the line of 1689.
GORBITSA_MOUTH = (119.2234, 53.1026)
GORBITSA = [(119.20, 60.50), (119.20, 54.00), (119.17, 53.75), (119.17, 53.55), (119.19, 53.35), (119.21, 53.20)]
# Out of the river's mouth into the strait, so that the river meets the sea.
AMUR_TO_SEA = [(140.95, 53.12), (141.25, 53.10), (141.60, 53.15)]
# The Uda, lengthened to the divide above its source and out into the sea.
UDA_ABOVE = [(129.90, 53.90), (130.35, 53.98)]
UDA_TO_SEA = [(135.60, 54.72), (136.60, 54.90)]
# Rivers the published rivers lack, roughly, to tell the drainage model which way they run.
BUREYA = [(134.10, 52.20), (133.30, 51.70), (132.30, 51.10), (131.30, 50.55), (130.30, 49.80), (129.55, 49.43)]
TIMPTON = [(124.60, 55.95), (125.00, 56.10), (125.20, 56.50), (125.60, 57.20), (126.40, 58.00), (127.10, 58.70)]
GONAM = [(125.30, 56.12), (126.50, 56.20), (127.20, 56.45), (128.20, 56.80), (129.60, 57.00), (131.20, 57.30)]
SUTAM = [(128.00, 56.05), (128.70, 56.40), (129.60, 57.00)]
TUGUR = [(134.60, 53.00), (135.40, 53.30), (136.20, 53.55), (136.80, 53.85)]

# The Sixty-Four Villages: the left bank from the mouth of the Zeya down to Hormoldzin, about 40 km deep.
VILLAGES_FROM, VILLAGES_TO = (127.578, 50.221), (128.05, 49.59)
VILLAGES_INLAND = [(128.27, 49.74), (128.24, 49.95), (128.12, 50.16), (127.86, 50.29)]

# ------------------------------------------------------------------ the Ussuri, 1860

USSURI_TUMEN = [(130.78, 42.20)]                       # in the sea off the mouth of the Tumen
KHANKA = [(131.97, 45.28), (132.40, 45.15)]            # straight over the lake to the Songacha
COAST_OF_USSURI = [(130.6, 42.3), (132.0, 42.4), (136.5, 43.6), (140.9, 47.5), (141.2, 51.5), (139.0, 51.0), (134.0, 46.0)]   # its islets
KHANKA_WEST, TUMEN_EAST = (131.85, 45.34), (130.53, 42.53)

# ------------------------------------------------------------------ the north-west, 1864

SHABIN_DABAG, TRIPOINT, TAVAN = (89.90, 51.90), (88.74, 51.555), (89.80, 49.95)
KUITUN = [(87.82, 49.17)]
# Southern Altai crest to the Chakilmes shore of Lake Zaisan.
SOUTH_ALTAI = [(87.60, 49.15), (87.35, 49.09), (86.95, 49.10), (86.70, 48.98), (86.35, 49.02), (86.00, 49.00),
               (85.65, 48.93), (85.35, 48.83), (85.10, 48.68), (84.85, 48.50), (84.65, 48.32), (84.45, 48.17)]
# Lake shore, Black Irtysh to Manitu-Gatul-khan, then to the Saur.
ZAISAN_SAUR = [(84.62, 48.02), (84.80, 47.92), (85.00, 47.82), (85.15, 47.76), (85.22, 47.60), (85.30, 47.40),
               (85.35, 47.20), (85.20, 47.08)]
TARBAGATAI_FROM, TARBAGATAI_TO = (85.00, 47.07), (82.45, 45.35)
ALTAN_TEBSHI = [(82.25, 45.25)]
ALATAU_FROM, ALATAU_TO = (82.35, 45.30), (80.45, 45.05)
# Borokhudzir, the Ili, Chundzha, Temurlik, the Ketmen, the Tekes, Narynkol, Khan Tengri.
ILI_TEKES = [(80.15, 44.95), (79.95, 44.80), (79.85, 44.55), (79.80, 44.30), (79.80, 44.12), (79.72, 43.95),
             (79.60, 43.80), (79.47, 43.60), (79.45, 43.53), (79.60, 43.40), (79.75, 43.30), (80.00, 43.32),
             (80.25, 43.28), (80.20, 43.05), (80.18, 42.85), (80.19, 42.72), (80.20, 42.45), (80.21, 42.20)]
TIANSHAN_FROM, TIANSHAN_TO = (80.21, 42.19), (74.97, 40.45)     # Khan Tengri to the Suyok

# The western edge of the Qing claim, about 1757, as this map reads it: the softest line on the sheet.
FERGANA = [(74.97, 40.45), (74.75, 40.60), (74.40, 40.75), (73.90, 41.00), (73.55, 41.35), (73.30, 41.70),
           (73.70, 41.90), (74.30, 42.00), (75.00, 42.15)]
CHU = [(75.60, 42.20), (75.85, 42.35), (75.80, 42.55), (75.45, 42.75), (75.10, 42.90), (74.60, 43.05),
       (74.10, 43.30), (73.70, 43.62), (73.35, 43.95), (73.05, 44.25), (72.85, 44.45), (73.15, 44.72), (73.55, 44.95)]
BALKHASH = [(74.00, 45.10), (74.25, 45.75), (74.60, 46.20), (75.30, 46.60), (76.30, 46.65), (77.30, 46.60),
            (78.20, 46.60), (79.10, 46.70)]            # along the middle of the lake; the shore is taken from it
AYAGUZ = [(79.40, 46.85), (79.75, 47.10), (80.05, 47.50), (80.44, 47.97), (80.50, 48.30), (80.90, 48.75),
          (81.70, 49.10), (82.30, 49.50)]
IRTYSH_NARYM = [(82.62, 49.97), (83.00, 49.85), (83.60, 49.30), (84.00, 49.05), (84.60, 49.15), (85.20, 49.20),
                (85.65, 48.93)]
# The Altai lands: round the Chulyshman, the Chuya and the upper Katun.
ALTAI_WEST = [(82.62, 49.97), (83.35, 49.55), (84.00, 49.65), (84.60, 49.85), (85.40, 50.15), (86.00, 50.40),
              (86.60, 50.75), (87.20, 51.20), (87.50, 51.75), (87.90, 51.90), (88.90, 52.15), (89.85, 52.05)]

# Lake Zaisan before the dam of 1960: what lies within this box (west, south, east, north).
ZAISAN_BEFORE_DAM = (83.3, 47.5, 85.0, 48.32)

# ------------------------------------------------------------------ shores

# Tanggu New Port, made in the 1940s: taken away from the shore.
TANGGU_PORT = [(117.722, 38.972), (117.722, 38.984), (117.728, 39.005), (117.735, 39.035), (117.742, 39.060),
               (117.748, 39.080), (117.800, 39.083), (117.830, 39.020), (117.800, 38.950), (117.750, 38.955)]

# Caofeidian, an anchorage off a shoal until the land made there after 2003; and the parts of the Yellow River's delta
# that it built after it turned north in 1855 and that stand out most. Taken away from the shore of the overview.
CAOFEIDIAN = [(118.300, 39.020), (118.330, 38.860), (118.700, 38.860), (118.720, 39.060), (118.560, 39.100), (118.420, 39.070)]
YELLOW_DELTA = [(118.600, 38.140), (118.780, 38.020), (118.900, 37.880), (118.930, 37.700), (118.920, 37.560), (118.900, 37.420),
                (119.150, 37.380), (119.500, 37.600), (119.450, 38.100), (119.100, 38.300), (118.700, 38.300)]

# The two Wantong islets in the Bogue, which the published shore lacks.
NORTH_WANTONG = [(113.5968, 22.7893), (113.5995, 22.7884), (113.6022, 22.7896), (113.6038, 22.7922),
                 (113.6036, 22.7950), (113.6016, 22.7958), (113.5990, 22.7938), (113.5972, 22.7916)]
SOUTH_WANTONG = [(113.6010, 22.7828), (113.6030, 22.7812), (113.6056, 22.7818), (113.6066, 22.7838),
                 (113.6050, 22.7854), (113.6024, 22.7850)]

# Kowloon south of the boundary of 1860, with the shore before the reclamations.
BOUNDARY_1860 = [(114.1632, 22.3262), (114.1700, 22.3268), (114.1760, 22.3275), (114.1845, 22.3284), (114.1902, 22.3276)]
KOWLOON_SHORE = [(114.1632, 22.3262), (114.1625, 22.3240), (114.1603, 22.3222), (114.1597, 22.3198), (114.1622, 22.3188),
                 (114.1650, 22.3192), (114.1668, 22.3175), (114.1682, 22.3140), (114.1692, 22.3105), (114.1696, 22.3070),
                 (114.1688, 22.3035), (114.1684, 22.3000), (114.1682, 22.2965), (114.1690, 22.2948), (114.1716, 22.2946),
                 (114.1742, 22.2952), (114.1758, 22.2962), (114.1766, 22.2990), (114.1772, 22.3015), (114.1785, 22.3038),
                 (114.1812, 22.3056), (114.1838, 22.3050), (114.1862, 22.3030), (114.1892, 22.3022), (114.1918, 22.3036),
                 (114.1930, 22.3068), (114.1932, 22.3105), (114.1905, 22.3128), (114.1886, 22.3150), (114.1897, 22.3180),
                 (114.1928, 22.3190), (114.1938, 22.3206), (114.1918, 22.3228), (114.1906, 22.3252), (114.1902, 22.3276)]
KOWLOON = KOWLOON_SHORE + BOUNDARY_1860[-2:0:-1]
STONECUTTERS = [(114.1318, 22.3222), (114.1330, 22.3200), (114.1352, 22.3195), (114.1378, 22.3205), (114.1402, 22.3212),
                (114.1432, 22.3212), (114.1436, 22.3228), (114.1418, 22.3240), (114.1398, 22.3258), (114.1372, 22.3262),
                (114.1352, 22.3246), (114.1330, 22.3240)]
# The shore on both sides of the ceded land: Sham Shui Po, and round Kowloon Bay to Kwun Tong.
SHORE_WEST = [(114.1500, 22.3345), (114.1535, 22.3325), (114.1568, 22.3300), (114.1600, 22.3278), (114.1632, 22.3262)]
SHORE_EAST = [(114.1902, 22.3276), (114.1930, 22.3298), (114.1975, 22.3322), (114.2030, 22.3330), (114.2080, 22.3302),
              (114.2112, 22.3255), (114.2140, 22.3205), (114.2175, 22.3160), (114.2215, 22.3120), (114.2255, 22.3080)]
# Harbour in which the published shore shows land made since; everything south of the shores above.
HARBOUR = [(114.2290, 22.3040), (114.2180, 22.2990), (114.2000, 22.2980), (114.1850, 22.2975), (114.1750, 22.2925),
           (114.1600, 22.2925), (114.1500, 22.3050), (114.1490, 22.3200), (114.1475, 22.3320)]
STONECUTTERS_TODAY = [(114.125, 22.312), (114.152, 22.312), (114.152, 22.3295), (114.125, 22.3295)]

# ------------------------------------------------------------------ water

# id, names (zh-Hant, zh-Hans, English), kind, width in metres (0: not drawn to width), edtf, method, line
HYDRO = [
    ("peiho_lower", "白河（海河）", "白河（海河）", "Peiho, Tientsin to the sea", "river", 300, "1856/1860",
     "drawn by hand; the bends cut off after 1900 are schematic",
     [(117.760, 38.962), (117.735, 38.970), (117.715, 38.977), (117.703, 38.982), (117.690, 38.988), (117.675, 38.984),
      (117.665, 38.992), (117.668, 39.005), (117.655, 39.012), (117.640, 39.008), (117.628, 39.015), (117.612, 39.012),
      (117.600, 38.998), (117.580, 38.993), (117.560, 39.003), (117.535, 38.992), (117.515, 38.992), (117.500, 39.005),
      (117.485, 38.993), (117.462, 39.000), (117.445, 39.018), (117.425, 39.012), (117.405, 39.028), (117.380, 39.030),
      (117.362, 39.052), (117.335, 39.050), (117.315, 39.070), (117.285, 39.072), (117.262, 39.092), (117.235, 39.092),
      (117.215, 39.108), (117.205, 39.122), (117.192, 39.140)]),
    ("peiho_upper", "白河（北運河）", "白河（北运河）", "Peiho (North Canal), Tientsin to Tungchow", "river", 120, "1856/1860",
     "drawn by hand through the riverside towns",
     [(117.192, 39.140), (117.178, 39.165), (117.150, 39.195), (117.125, 39.232), (117.105, 39.275), (117.080, 39.312),
      (117.068, 39.345), (117.058, 39.372), (117.045, 39.400), (117.030, 39.430), (117.012, 39.472), (117.028, 39.492),
      (117.010, 39.525), (116.985, 39.555), (116.965, 39.590), (116.957, 39.618), (116.935, 39.640), (116.918, 39.668),
      (116.895, 39.690), (116.868, 39.715), (116.850, 39.745), (116.858, 39.775), (116.838, 39.805), (116.805, 39.822),
      (116.775, 39.838), (116.745, 39.850), (116.718, 39.868), (116.695, 39.888), (116.678, 39.905)]),
    ("tonghuihe", "通惠河", "通惠河", "Tung-hui Canal", "canal", 40, "1856/1860",
     "drawn by hand, Tungchow to the eastern wall of Peking",
     [(116.678, 39.905), (116.672, 39.908), (116.640, 39.908), (116.6148, 39.9077), (116.575, 39.908), (116.530, 39.908),
      (116.480, 39.905), (116.440, 39.903)]),
    ("beitanghe", "北塘河（薊運河口）", "北塘河（蓟运河口）", "Pehtang River", "river", 300, "1856/1860",
     "drawn by hand",
     [(117.790, 39.076), (117.745, 39.081), (117.727, 39.085), (117.719, 39.094), (117.7185, 39.106), (117.717, 39.120),
      (117.722, 39.135), (117.742, 39.150),
      (117.752, 39.175), (117.775, 39.190), (117.790, 39.215)]),
    ("canton_front", "省河（前航道）", "省河（前航道）", "Canton River, front reach", "river", 350, "1856/1860",
     "drawn by hand",
     [(113.420, 23.088), (113.400, 23.098), (113.380, 23.104), (113.360, 23.108), (113.338, 23.1105), (113.320, 23.1088),
      (113.300, 23.1078), (113.285, 23.1085), (113.272, 23.1112), (113.260, 23.1121), (113.250, 23.1098),
      (113.242, 23.1065), (113.236, 23.1020)]),
    ("foshan_creek", "佛山水道", "佛山水道", "Fatshan Creek", "river", 200, "1856/1860",
     "drawn by hand, schematic to about 1 km",
     [(113.248, 23.068), (113.238, 23.050), (113.228, 23.028), (113.215, 23.008), (113.195, 22.995), (113.172, 22.998),
      (113.150, 23.010), (113.130, 23.020), (113.112, 23.026)]),
    ("whangpoo", "黃浦江", "黄浦江", "Whangpoo, Shanghai to Woosung", "river", 450, "1856/1860",
     "drawn by hand; the bar and islets at Woosung before the regulation of the river are not shown",
     [(121.512, 31.402), (121.505, 31.380), (121.512, 31.362), (121.540, 31.348), (121.558, 31.328), (121.567, 31.305),
      (121.568, 31.285), (121.555, 31.265), (121.530, 31.255), (121.507, 31.249), (121.4935, 31.240), (121.495, 31.225),
      (121.503, 31.211), (121.497, 31.196), (121.472, 31.184), (121.458, 31.160), (121.465, 31.130)]),
    ("canton_macao_passage", "花地河口（澳門水道）", "花地河口（澳门水道）", "Macao Passage", "river", 450, "1856/1860",
     "drawn by hand",
     [(113.236, 23.102), (113.235, 23.092), (113.240, 23.080), (113.248, 23.068), (113.262, 23.056)]),
    ("canton_back", "後航道", "后航道", "Canton River, back reach", "river", 450, "1856/1860",
     "drawn by hand",
     [(113.262, 23.056), (113.285, 23.048), (113.305, 23.047), (113.325, 23.055), (113.345, 23.066), (113.365, 23.070),
      (113.385, 23.066), (113.405, 23.068), (113.425, 23.075)]),
    ("huanghe_old", "黃河故道（1855年前）", "黄河故道（1855年前）", "Yellow River, course before 1855", "former_river", 0, "1855-08/..",
     "drawn by hand, schematic to about 10 km; left dry by the change of course of August 1855",
     [(114.80, 34.87), (115.10, 34.78), (115.55, 34.68), (116.00, 34.70), (116.38, 34.55), (116.80, 34.42), (117.18, 34.29),
      (117.60, 34.10), (118.05, 33.98), (118.30, 33.94), (118.75, 33.72), (119.05, 33.62), (119.35, 33.80), (119.70, 34.03),
      (120.05, 34.18), (120.28, 34.28)]),
    ("grand_canal", "大運河", "大运河", "Grand Canal", "canal", 0, "1856/1860",
     "drawn by hand, schematic to about 5 km",
     [(117.178, 39.145), (117.00, 38.90), (116.90, 38.60), (116.85, 38.32), (116.60, 37.95), (116.32, 37.45), (115.98, 37.15),
      (115.72, 36.85), (115.98, 36.45), (116.20, 36.10), (116.45, 35.65), (116.60, 35.35), (116.95, 34.95), (117.25, 34.65),
      (117.60, 34.45), (118.05, 34.25), (118.30, 33.95), (119.02, 33.60), (119.30, 33.20), (119.43, 32.80), (119.43, 32.40),
      (119.45, 32.22), (119.58, 31.98), (119.97, 31.78), (120.30, 31.58), (120.60, 31.30), (120.65, 30.95), (120.75, 30.75),
      (120.35, 30.55), (120.15, 30.27)]),
]

STEPS = 4  # of a bend between two points
# Canals run straight, and the reaches at Canton have a point at every bend.
BENT = ["peiho_lower", "peiho_upper", "beitanghe", "foshan_creek", "whangpoo", "huanghe_old"]


def bend(points):
    """Places between the middle two of four points, on a centripetal Catmull-Rom spline through all four.

    Barry and Goldman, SIGGRAPH 1988; knots as in Yuksel, Schaefer and Keyser, Computer-Aided Design 43, 2011.
    """
    knots = [0.0]
    for p, q in zip(points, points[1:]):
        knots.append(knots[-1] + math.sqrt(math.dist(p, q)))

    def between(p, q, first, last, at):
        k, l = knots[first], knots[last]
        return [((l - at) * a + (at - k) * b) / (l - k) for a, b in zip(p, q)]

    for step in range(1, STEPS):
        at = knots[1] + (knots[2] - knots[1]) * step / STEPS
        sides = [between(points[n], points[n + 1], n, n + 1, at) for n in range(3)]
        halves = [between(sides[n], sides[n + 1], n, n + 2, at) for n in range(2)]
        yield between(*halves, 1, 2, at)


def course(river):
    """The line of water through the points drawn by hand: bent, where a river runs free between few of them."""
    points = river[-1]
    if river[0] not in BENT:
        return points
    # Degrees, with longitude shortened to the scale of latitude.
    scale = math.cos(math.radians(points[0][1]))
    flat = [(x * scale, y) for x, y in points]
    # Beyond an end the line would go on as it began.
    before, after = ([2 * a - b for a, b in zip(flat[i], flat[j])] for i, j in ((0, 1), (-1, -2)))
    flat = [before, *flat, after]
    out = [points[0]]
    for i, end in enumerate(points[1:]):
        out += [(round(x / scale, 4), round(y, 4)) for x, y in bend(flat[i:i + 4])]
        out.append(end)
    return out


# Hand-drawn water wide enough to be cut out of the land of a close-up.
CARVED = {"pearl": ["canton_front", "canton_macao_passage", "canton_back"], "pechili": ["peiho_lower", "beitanghe"],
          "shanghai": ["whangpoo"], "hongkong": []}
# Land behind the two shores at Kowloon, where the published shore has water made since.
BEHIND_SHORE = [(114.2300, 22.3160), (114.2150, 22.3380), (114.1900, 22.3450), (114.1550, 22.3420)]
