"""Make geodata/tracks.geojson and geodata/forces.json, and check them.

    python tracks.py            write both files
    python tracks.py --check    write, then measure every leg against the base layers (shapely, pyproj)

How a path is written: a list of (lon, lat), some with a moment as third member:
    "1860-08-12"        that day, 00:00 UTC, about eight in the morning in Peking: interpolated or schematic
    "1860-08-12!"       the same, and a source gives the day or hour (vertex_dated 1)
    "1860-08-12T06!"    with an hour, UTC
    "1860-07-29!|1860-08-01"   the second is the moment other works give (datetimes_other)
Moments of the vertices between follow from the length of the line.

A line that stands (`standing`) is drawn whole from its first day. Its moments fill the last hour before that
day, UTC: in Peking the morning of the first day.

Sea lanes are schematic: nobody recorded them, only where they begin and end. They keep to water. A lane
that leaves the sheet is cut at its edge, and `note` says where it comes from or goes.
"""
import json
import math
import sys
from datetime import datetime, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
DATA = HERE.parent
sys.path.append(str(HERE))


def base(name):
    """Features of a base layer by id."""
    features = json.loads((DATA / "base" / f"{name}.geojson").read_text("utf-8"))["features"]
    return {f["properties"]["id"]: f["geometry"]["coordinates"] for f in features}


def line(name, layer="hydro"):
    return [(round(x, 4), round(y, 4)) for x, y in base(layer)[name]]


def timed(path, first=None, last=None):
    """The path with moments on its first and last vertex."""
    path = [tuple(p) for p in path]
    if first:
        path[0] = (*path[0][:2], first)
    if last:
        path[-1] = (*path[-1][:2], last)
    return path


def back(path):
    return [tuple(p) for p in reversed(path)]


def upto(path, point):
    return path[:path.index(point) + 1]


def since(path, point):
    return path[path.index(point):]


# ---- lanes ----------------------------------------------------------------------------------------
HARBOUR = (114.165, 22.29)
BOGUE = (113.607, 22.789)
WHAMPOA = (113.425, 23.0925)
CITY_REACH = (113.262, 23.1121)
HONGKONG_CANTON = [
    HARBOUR, (114.15, 22.303), (114.114, 22.303), (114.098, 22.288), (114.096, 22.254), (114.084, 22.228),
    (114.042, 22.182), (113.948, 22.163), (113.9, 22.137), (113.86, 22.146), (113.83, 22.172),
    (113.818, 22.205), (113.816, 22.258), (113.7, 22.374), (113.7, 22.632), (113.694, 22.68),
    (113.648, 22.726), (113.636, 22.762), BOGUE, (113.594, 22.826), (113.577, 22.84), (113.559, 22.86),
    (113.562, 22.896), (113.548, 22.934), (113.536, 22.955), (113.53, 22.984), (113.52, 23.014),
    (113.508, 23.04), (113.488, 23.062), (113.475, 23.068), (113.458, 23.0883), (113.45, 23.0912), (113.44, 23.0925),
    WHAMPOA, (113.418, 23.0905), (113.41, 23.0925), (113.4, 23.0977), (113.38, 23.104), (113.36, 23.108), (113.338, 23.1105),
    (113.32, 23.1088), (113.3, 23.1078), (113.285, 23.1085), (113.272, 23.1112), CITY_REACH]
MACAO_PASSAGE = [(113.25, 23.1098), (113.242, 23.1065), (113.237, 23.102)]

WOOSUNG = (121.51, 31.39)
COAST_CHUSAN = (122.55, 29.2)
YANGTZE_MOUTH = (122.43, 31.38)
HONGKONG_COAST = [
    HARBOUR, (114.154, 22.3), (114.122, 22.3), (114.106, 22.284), (114.106, 22.268), (114.144, 22.23),
    (114.16, 22.222), (114.19, 22.2), (114.206, 22.186), (114.226, 22.184), (114.238, 22.196), (114.45, 22.2),
    (114.9, 22.35), (115.9, 22.55), (117.0, 23.0), (118.5, 24.0), (119.95, 25.0), (120.35, 26.1),
    (121.1, 27.2), (121.95, 28.3), COAST_CHUSAN]
HONGKONG_SHANGHAI = [
    *HONGKONG_COAST, (122.95, 29.9), (122.98, 30.6), (122.83, 31.015), YANGTZE_MOUTH, (121.88, 31.41),
    (121.77, 31.425), (121.64, 31.475), (121.55, 31.48), (121.528, 31.45), (121.525, 31.43), WOOSUNG]
HONGKONG_CHUSAN = [
    *HONGKONG_COAST, (122.5, 29.66), (122.305, 29.845), (122.245, 29.86), (122.19, 29.907), (122.135, 29.925),
    (122.1, 29.96), (122.1, 29.995)]
SHANTUNG = (123.05, 37.3)
SHANGHAI_OUT = [*since(back(HONGKONG_SHANGHAI), WOOSUNG)[:7], (122.83, 31.25), (123.0, 31.9), (123.0, 34.5), (123.0, 36.5)]
BAR = (117.83, 38.95)
SHANGHAI_TAKU = [
    *SHANGHAI_OUT, SHANTUNG, (122.6, 37.78), (121.4, 38.08), (120.9, 38.55), (119.6, 38.6), (118.4, 38.78), BAR]
SHANGHAI_TALIEN = [*SHANGHAI_OUT, (123.08, 37.4), (122.9, 38.2), (122.2, 38.66), (121.84, 38.835), (121.785, 38.87), (121.77, 38.955)]
SHANGHAI_CHEFOO = [*SHANGHAI_OUT, SHANTUNG, (122.6, 37.78), (121.9, 37.72), (121.44, 37.6), (121.412, 37.57)]
MEETING = (118.52, 38.87)
TALIEN_MEETING = [(121.77, 38.955), (121.78, 38.85), (121.55, 38.66), (121.1, 38.58), (120.5, 38.62), (119.5, 38.78), MEETING]
CHEFOO_MEETING = [(121.412, 37.57), (121.447, 37.6), (121.42, 37.66), (121.1, 38.0), (120.9, 38.52), (120.2, 38.56), (119.3, 38.68), (118.56, 38.84)]
MEETING_PEHTANG = [(118.13, 38.87), (117.92, 39.065), (117.8, 39.078), (117.745, 39.081), (117.727, 39.085), (117.719, 39.094), (117.7187, 39.1)]

# From Talienwan Bay over the strait to Chefoo roads.
STRAIT = [(121.77, 38.955), (121.78, 38.85), (121.46, 37.63), (121.447, 37.6), (121.412, 37.57)]

# South China Sea, cut at the edge of the sheet.
EDGE_SOUTH = (112.3, 17.29)
SINGAPORE_HONGKONG = [
    EDGE_SOUTH, (112.9, 18.5), (113.7, 20.5), (114.07, 21.85), (114.078, 22.1), (114.08, 22.17), (114.084, 22.228),
    (114.096, 22.254), (114.098, 22.288), (114.114, 22.303), (114.15, 22.303), HARBOUR]


def entering(shift):
    """The lane to Hong Kong, entering the sheet further east by some degrees."""
    parts = (1, 2 / 3, 1 / 3)
    return [(round(x + shift * parts[i], 4), y) if i < 3 else (x, y) for i, (x, y) in enumerate(SINGAPORE_HONGKONG)]


EDGE_BENGAL = (89.55, 14.45)
BENGAL = [EDGE_BENGAL, (89.1, 17.5), (88.45, 20.4), (88.1, 21.2), (87.97, 21.6), (87.99, 21.75), (88.045, 21.88), (88.1, 22.0), (88.19, 22.1)]

OFF_FORTS = (117.735, 38.97)
FORTS = (117.715, 38.977)
ABOVE_FORTS = (117.703, 38.982)
TIENTSIN = (117.18, 39.141)
SOUTH_BANK = [                      # from Taku to Tientsin, by the right bank of the Peiho: schematic
    (117.665, 38.977), (117.6, 38.978), (117.5, 38.976), (117.39, 38.99), (117.3, 39.045), (117.21, 39.1)]
PEKING_ROAD = [                     # by the right bank of the Peiho
    (117.18, 39.15), (117.12, 39.23), (117.055, 39.37), (117.005, 39.48), (116.95, 39.616)]
HOSIWU = PEKING_ROAD[-1]
MATOW = (116.835, 39.75)
CHANGKIAWAN = (116.71, 39.848)
TUNGCHOW = (116.66, 39.903)
PALIKAO = (116.6148, 39.9077)
PEKING = (116.397, 39.916)
COMMISSIONERS_ROAD = [(116.428, 39.924), (116.53, 39.915), (116.64, 39.904), (116.69, 39.86), MATOW, HOSIWU,
                      (117.0, 39.48), (117.055, 39.37), (117.115, 39.23), TIENTSIN]


def thin(path, tolerance=0.0008):
    """Fewer vertices; none dropped lies further than the tolerance, in degrees, from the line."""
    if len(path) < 3:
        return path
    (ax, ay), (bx, by) = path[0], path[-1]
    length = math.hypot(bx - ax, by - ay) or 1e-9
    off = [abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length for x, y in path[1:-1]]
    worst = max(range(len(off)), key=off.__getitem__)
    if off[worst] <= tolerance:
        return [path[0], path[-1]]
    return thin(path[:worst + 2], tolerance)[:-1] + thin(path[worst + 1:], tolerance)


PEIHO = line("peiho_lower")          # from the sea to Tientsin
PEIHO = upto(PEIHO, ABOVE_FORTS) + thin(since(PEIHO, ABOVE_FORTS), 0.0003)[1:]
PEIHO_IN = [BAR, *PEIHO]
TIENTSIN_PORT = PEIHO[-1]


def amur():
    """The Shilka from Nerchinsk and the Amur down to Aigun, along the base rivers."""
    shilka, river = line("shilka", "rivers"), line("amur", "rivers")[::-1]

    def near(path, point):
        return min(range(len(path)), key=lambda i: math.dist(path[i], point))

    down = shilka[near(shilka, (116.587, 51.98)):]
    join = near(river, down[-1])
    path = down + river[join:near(river, (127.484, 49.976)) + 1]
    return thin(path)


def western_frontier():
    """From Shabin-Dabag to the Suyok: the eastern edge of the land that changed hands in 1864, within 3 km."""
    features = json.loads((DATA / "territories.geojson").read_text("utf-8"))["features"]
    altai, core = ([tuple(p) for p in f["geometry"]["coordinates"][0]] for id in ("nw_altai", "nw_1864_core")
                   for f in features if f["properties"]["id"] == id)
    meet = (85.65, 48.93)
    north = back(altai[altai.index(meet):altai.index((90.0529, 51.9103)) + 1])
    south = back(core[core.index((74.97, 40.45)):core.index(meet) + 1])
    return thin(north + south[1:], 0.03)


# ---- forces ---------------------------------------------------------------------------------------
# id, party, kind, until, facts, zh-Hant, zh-Hans, en
FORCES = [
    ("uk_squadron_1856", "uk", "fleet", "1857-08-31", "F058 F061 F077", "西馬糜各厘的英國艦隊", "西马糜各厘的英国舰队", "Seymour’s British squadron"),
    ("gd_water_force_1856", "qing", "fleet", "1856-10-24", "F062", "廣東水師", "广东水师", "Guangdong Water Force"),
    ("uk_landing_1856", "uk", "army", "1856-10-29", "F071 F072", "英軍登陸隊", "英军登陆队", "British landing party"),
    ("uk_reinforcements_1857", "uk", "army", "1857-09-30", "F083", "英國增援部隊", "英国增援部队", "British reinforcements"),
    ("allied_fleet_1857", "allied", "fleet", "1858-02-11", "F095 F100 F103", "英法聯軍艦隊", "英法联军舰队", "Allied fleet off Canton"),
    ("allied_landing_1857", "allied", "army", "1858-02-11", "F109 F113 F114 F116", "英法聯軍登陸部隊", "英法联军登陆部队", "Allied landing force"),
    ("qing_canton_1857", "qing", "army", "1857-12-31", "F115", "柏貴與穆克德訥所率清軍", "柏贵与穆克德讷所率清军", "Qing troops of Bogui and Mukedene"),
    ("ye_prisoner", "uk", "envoys", "1859-12-31", "F117 F118 F119", "被英國拘押的葉名琛", "被英国拘押的叶名琛", "Ye Mingchen, in British custody"),
    ("envoys_1858", "allied", "envoys", "1858-07-06", "F124 F127 F146", "英法美俄四國公使", "英法美俄四国公使", "Envoys of the four powers"),
    ("allied_fleet_1858", "allied", "fleet", "1858-07-31", "F136 F137 F139 F145 F170", "英法艦隊", "英法舰队", "Allied fleet of 1858"),
    ("tan_tingxiang_1858", "qing", "army", "1858-05-26", "F142", "直隸總督譚廷襄", "直隶总督谭廷襄", "Viceroy Tan Tingxiang"),
    ("guiliang_1858", "qing", "envoys", "1858-06-27", "F146", "欽差桂良、花沙納", "钦差桂良、花沙纳", "Commissioners Guiliang and Huashana"),
    ("muravyov_1858", "russia", "envoys", "1858-05-31", "F151 F290", "穆拉維約夫", "穆拉维约夫", "Governor-General Muravyov"),
    ("allied_fleet_1859", "allied", "fleet", "1859-07-31", "F172 F182 F191 F196", "英法艦隊", "英法舰队", "Allied fleet of 1859"),
    ("allied_landing_1859", "allied", "army", "1859-06-25", "F187 F188", "聯軍登陸隊", "联军登陆队", "Allied landing party"),
    ("qing_cavalry_1859", "qing", "army", "1859-06-26", "F189", "新河清軍馬隊", "新河清军马队", "Qing cavalry from Sinho"),
    ("uk_army_1860", "uk", "army", "1860-08-11", "F205 F207 F210 F214 F215", "格蘭特所率英軍", "格兰特所率英军", "Grant’s British army"),
    ("fr_army_1860", "france", "army", "1860-08-11", "F206 F207 F211 F214 F215", "孟托班所率法軍", "孟托班所率法军", "Montauban’s French army"),
    ("allied_zhoushan_1860", "allied", "fleet", "1860-11-09", "F209", "佔領舟山的聯軍", "占领舟山的联军", "Allied force at Chusan"),
    ("allied_army_1860", "allied", "army", "1860-11-15", "F216 F218 F233 F246 F248 F253 F287", "英法聯軍", "英法联军", "Allied army"),
    ("uk_first_division_1860", "uk", "army", "1860-10-19", "F266", "英國步兵第一師", "英国步兵第一师", "British First Infantry Division"),
    ("sengge_rinchen", "qing", "army", "1860-10-13", "F245 F247 F248", "僧格林沁所率清軍", "僧格林沁所率清军", "Sengge Rinchen’s army"),
    ("guiliang_1860", "qing", "envoys", "1860-09-01", "F219", "欽差桂良與恆祺", "钦差桂良与恒祺", "Commissioners Guiliang and Hengqi"),
    ("zaiyuan_1860", "qing", "envoys", "1860-09-18", "F223 F236", "怡親王載垣與穆蔭", "怡亲王载垣与穆荫", "Prince Yi (Zaiyuan) and Muyin"),
    ("prisoners_1860", "allied", "envoys", "1860-10-13", "F242 F243", "清軍扣押的巴夏禮一行", "清军扣押的巴夏礼一行", "Parkes’s party, held by the Qing"),
    ("court_1860", "qing", "court", "1860-12-31", "F252 F285", "咸豐帝行在", "咸丰帝行在", "The Xianfeng Emperor’s court"),
    ("ignatyev_1860", "russia", "envoys", "1860-11-14", "F256 F277 F297", "俄使伊格那提耶夫", "俄使伊格那提耶夫", "Russian envoy Ignatyev"),
]

# ---- tracks ---------------------------------------------------------------------------------------
T = []


def track(id, party, force, mode, kind, confidence, edtf, facts, hant, hans, en, path, notes="", note="", **more):
    T.append(dict(id=id, party=party, force=force, mode=mode, kind=kind, confidence=confidence, edtf=edtf,
                  facts=facts.split(), notes=notes.split(), note=note, hant=hant, hans=hans, en=en, path=path, **more))


STANDING = ("closure", "boundary")


def standing(id, party, mode, kind, edtf, facts, hant, hans, en, path, **more):
    eve = (datetime.fromisoformat(edtf[:10]) - timedelta(1)).date().isoformat()
    track(id, party, None, mode, kind, "C", edtf, facts, hant, hans, en, path, ends=(eve + "T23", eve + "T23:59"), **more)


# 1856-57, Canton
track("msg_1856_10_08", "uk", None, "sea", "message", "C", "1856-10-08/1856-10-16", "F040",
      "巴夏禮向包令報告", "巴夏礼向包令报告", "Parkes reports to Bowring",
      timed(back(HONGKONG_CANTON), "1856-10-08T06", "1856-10-10"), "C08", "Route and speed schematic; the article gives only the interval.")
track("msg_1856_10_16", "uk", None, "sea", "message", "B", "1856-10-16", "F054",
      "包令警告葉名琛", "包令警告叶名琛", "Bowring warns Ye Mingchen",
      timed(HONGKONG_CANTON, "1856-10-16!", "1856-10-16T20"), note="Route schematic; the article dates the warning.")
track("uk_1856_canton", "uk", "uk_squadron_1856", "river", "advance", "A", "1856-10-22/1856-10-25", "F058 F059 F060 F061 F063 F065 F066",
      "西馬糜各厘率英艦經虎門進逼廣州", "西马糜各厘率英舰经虎门进逼广州", "Seymour’s British squadron advances on Canton",
      [*timed(upto(HONGKONG_CANTON, BOGUE), "1856-10-22T10", "1856-10-23!"),
       *timed(since(HONGKONG_CANTON, BOGUE), None, "1856-10-23T20")[1:],
       *timed(MACAO_PASSAGE, None, "1856-10-24!"), (113.242, 23.1065), (113.25, 23.1098), (113.258, 23.112, "1856-10-25!")],
      "C09 C10", "Departure from Hong Kong is not dated. On 23 Oct the article has the squadron at the Bogue; other works have it take the barrier forts below Canton that day.")
track("qing_1856_water_force", "qing", "gd_water_force_1856", "river", "withdrawal", "C", "1856-10-23", "F062",
      "廣東水師奉葉名琛之命後撤", "广东水师奉叶名琛之命后撤", "Guangdong Water Force pulls back on Ye’s order",
      timed(since(upto(HONGKONG_CANTON, (113.52, 23.014)), (113.594, 22.826)), "1856-10-23!", "1856-10-23T10"), "C09", "How far it withdrew is not stated: direction only.")
track("uk_1856_storm", "uk", "uk_landing_1856", "land", "advance", "B", "1856-10-29", "F071 F072",
      "英軍攻入廣州，搶掠督署後退回", "英军攻入广州，抢掠督署后退回", "British storm Canton, plunder the yamen, withdraw",
      [(113.258, 23.1122, "1856-10-29T05"), (113.2562, 23.1132, "1856-10-29T06!"), (113.2545, 23.115, "1856-10-29T07"),
       (113.2566, 23.1136), (113.2586, 23.1122, "1856-10-29T10")], "C10", "The hour (two in the afternoon) is from other works.")
track("uk_1857_withdrawal", "uk", "uk_squadron_1856", "river", "withdrawal", "B", "1857-01", "F077",
      "英艦退出廣州省河", "英舰退出广州省河", "British ships withdraw from the Canton inner river",
      timed([(113.258, 23.112), *back(HONGKONG_CANTON)], "1857-01-14", "1857-01-18"), "C12",
      "Month from the article; days schematic. Other works: Seymour kept the Macao Fort below the city.")

track("msg_1856_victory", "qing", None, "land", "message", "C", "1856-10-29/1857-01", "F073",
      "葉名琛向朝廷奏報「大捷」", "叶名琛向朝廷奏报“大捷”", "Ye reports a “great victory” to the throne",
      [(113.26, 23.127, "1856-11-01"), (113.1, 23.7), (113.58, 24.8), (113.02, 25.79), (112.61, 26.9), (112.98, 28.2), (111.7, 29.03), (112.2, 30.35), (112.15, 32.02),
       (112.53, 33.0), (113.66, 34.75), (114.35, 36.1), (114.57, 38.14), (115.46, 38.87), (*PEKING, "1856-11-25")],
      note="The article gives the interval only. Post road by Hunan, Hupeh and Honan and days schematic.")

# 1857, on the way to China
track("uk_1857_reinforcements", "uk", "uk_reinforcements_1857", "sea", "advance", "C", "1857-04-20/1857-09", "F083",
      "英國自本土調派的援軍駛抵香港", "英国从本土调派的援军驶抵香港", "British reinforcements from home sail to Hong Kong",
      timed(entering(-1.5), "1857-08-24", "1857-09-01"), "C15",
      "Drawn from the edge of the sheet; ships from Britain came round the Cape. The article names Britain, Mauritius, Singapore and India: one lane each, side by side so that they can be told apart. Most men were diverted to Calcutta that summer. Route and dates schematic.")
track("uk_1857_mauritius", "uk", None, "sea", "advance", "C", "1857-04-20/1857-09", "F083",
      "英國自模里西斯調派的援軍駛抵香港", "英国从毛里求斯调派的援军驶抵香港", "British troops from Mauritius sail to Hong Kong",
      timed(entering(-0.9), "1857-08-22", "1857-08-30"), "C15",
      "Drawn from the edge of the sheet, coming from Mauritius. Route and dates schematic.")
track("uk_1857_singapore", "uk", None, "sea", "advance", "C", "1857-04-20/1857-09", "F083",
      "英國自新加坡調派的援軍駛抵香港", "英国从新加坡调派的援军驶抵香港", "British troops from Singapore sail to Hong Kong",
      timed(entering(-0.4), "1857-08-20", "1857-08-28"), "C15",
      "Drawn from the edge of the sheet, coming from Singapore. Route and dates schematic.")
track("uk_1857_india", "uk", None, "sea", "journey", "C", "1857-04-20/1857-09", "F083",
      "英軍自印度啟程來華", "英军自印度启程来华", "British troops leave India for China",
      timed(back(BENGAL), "1857-08-04", "1857-08-09"), "C15", "Leaves the sheet in the south, for Singapore. Dates schematic.")
track("uk_1857_india_arrival", "uk", None, "sea", "advance", "C", "1857-04-20/1857-09", "F083",
      "英國自印度調派的援軍駛抵香港", "英国从印度调派的援军驶抵香港", "British troops from India sail to Hong Kong",
      timed(entering(0.4), "1857-08-23", "1857-08-31"), "C15",
      "Second part of the way from Calcutta, by Singapore, drawn from the edge of the sheet. Route and dates schematic.")
track("elgin_1857", "uk", None, "sea", "journey", "C", "1857-04-20/1857-09", "F082",
      "額爾金使團駛抵香港", "额尔金使团驶抵香港", "Lord Elgin’s mission sails to Hong Kong",
      [(round(x - 0.12, 4), y) if i < 3 else (x, y) for i, (x, y) in enumerate(SINGAPORE_HONGKONG)], "C18",
      "Drawn from the edge of the sheet; the mission came overland by Suez, then by Ceylon and Singapore. Day of arrival from other works; the later voyage to Calcutta and back is not drawn.",
      ends=("1857-06-26", "1857-07-02!"))
track("gros_1857", "france", None, "sea", "journey", "C", "1857", "F090",
      "葛羅率法國遠征隊來華", "葛罗率法国远征队来华", "Baron Gros leads a French expedition to China",
      [(round(x + 0.12, 4), y) if i < 3 else (x, y) for i, (x, y) in enumerate(SINGAPORE_HONGKONG)], "C18",
      "Drawn from the edge of the sheet, coming from France. The article gives the year; October is from other works.",
      ends=("1857-10-06", "1857-10-14"))
track("allied_1857_arrival", "allied", "allied_fleet_1857", "sea", "advance", "B", "1857-09", "F095",
      "英法聯軍抵廣東海面", "英法联军抵广东海面", "Allied force reaches Canton waters",
      timed(SINGAPORE_HONGKONG, "1857-09-12", "1857-09-20"), "C18",
      "Month from the article; days schematic (other works: Elgin back at Hong Kong 20 Sep, Gros in October, marines from late November).")
track("msg_1857_12_12", "allied", None, "sea", "message", "B", "1857-12-12", "F097 F098",
      "額爾金與葛羅致葉名琛最後通牒", "额尔金与葛罗致叶名琛最后通牒", "Elgin and Gros send Ye an ultimatum",
      timed(HONGKONG_CANTON, "1857-12-12!", "1857-12-12T18"), "C19", "Route schematic.")
track("allied_1857_canton", "allied", "allied_fleet_1857", "river", "advance", "A", "1857-12-12/1857-12-15", "F099 F100 F101",
      "聯軍艦隊經虎門駛入省河，抵廣州", "联军舰队经虎门驶入省河，抵广州", "Allied fleet passes the Bogue and reaches Canton",
      [*timed(upto(HONGKONG_CANTON, BOGUE), "1857-12-12", "1857-12-12T18!"),
       *timed(upto(since(HONGKONG_CANTON, BOGUE), (113.285, 23.1085)), None, "1857-12-15!")[1:]],
      "C19", "The article puts the action at the Bogue on 12 Dec, at the same time as the ultimatum; other works know only the occupation of Honam on 15 Dec.")
track("allied_1857_foothold", "allied", None, "land", "advance", "C", "1857-12-15", "F102",
      "聯軍陸戰隊登陸", "联军陆战队登陆", "Allied marines land opposite Canton",
      [(113.284, 23.1083, "1857-12-15T04!"), (113.281, 23.1045), (113.277, 23.101, "1857-12-15T08")], "C19",
      "The article does not say where; other works name Honam, without fighting.")
track("allied_1857_anchorage", "allied", "allied_fleet_1857", "river", "advance", "A", "1857-12-20", "F103",
      "聯軍艦隊駛泊五仙門外江面", "联军舰队驶泊五仙门外江面", "Allied fleet anchors off the Wuxian Gate",
      [(113.285, 23.1085, "1857-12-20!"), (113.272, 23.1112), (113.2608, 23.112, "1857-12-20T05!")])
track("envoys_1857_canton", "allied", None, "river", "journey", "B", "1857-12-20", "F104",
      "額爾金與葛羅各乘砲艇自香港到廣州", "额尔金与葛罗各乘炮艇自香港到广州", "Elgin and Gros come up from Hong Kong in gunboats",
      [*timed(upto(HONGKONG_CANTON, (113.272, 23.1112)), "1857-12-20", None), (113.2625, 23.1119, "1857-12-20T16!")],
      note="Route and hours schematic.")
track("allied_1857_landing", "allied", "allied_landing_1857", "land", "advance", "A", "1857-12-27/1857-12-29", "F109 F113 F114",
      "聯軍自二沙尾登陸，攻入廣州", "联军自二沙尾登陆，攻入广州", "Allies land at Ershawei and storm Canton",
      [(113.305, 23.108, "1857-12-27T08"), (113.312, 23.111, "1857-12-27T11!"), (113.306, 23.116, "1857-12-28!"),
       (113.288, 23.129, "1857-12-28T08!"), (113.273, 23.1355), (113.267, 23.1385, "1857-12-29T01!"), (113.261, 23.14, "1857-12-29T04!")],
      "C19 C22", "East Fort, wall and heights are placed from other works; the article gives the days and the street fighting.")
track("qing_1857_leaves_canton", "qing", "qing_canton_1857", "land", "withdrawal", "C", "1857-12-30", "F115",
      "柏貴、穆克德訥率清軍撤出廣州", "柏贵、穆克德讷率清军撤出广州", "Bogui and Mukedene lead Qing troops out of Canton",
      [(113.26, 23.127, "1857-12-30!"), (113.244, 23.133), (113.215, 23.15, "1857-12-30T08")], "C22", "Which way they went is not stated: direction schematic.")
track("ye_1858_aboard", "uk", "ye_prisoner", "land", "journey", "B", "1858-01-05", "F117",
      "英軍將葉名琛押上軍艦", "英军将叶名琛押上军舰", "The British take Ye Mingchen aboard a warship",
      [(113.262, 23.124, "1858-01-05!"), (113.2612, 23.117), (113.261, 23.1122, "1858-01-05T08")], note="Where in the city the allies caught him is not in the article.")
track("ye_1858_hongkong", "uk", "ye_prisoner", "river", "journey", "C", "1858-02-20/1858-02-22", "F118",
      "英艦押解葉名琛到香港", "英舰押解叶名琛到香港", "A British ship takes Ye Mingchen to Hong Kong",
      timed([(113.261, 23.112), *back(HONGKONG_CANTON)[1:]], "1858-02-20", "1858-02-22"), "C23", "The article gives the year only; days schematic.", stated="1858")
track("ye_1858_south", "uk", "ye_prisoner", "sea", "journey", "C", "1858-02-23/1858-02-26", "F118",
      "英艦押解葉名琛往加爾各答", "英舰押解叶名琛往加尔各答", "A British ship carries Ye Mingchen towards Calcutta",
      timed(back(SINGAPORE_HONGKONG), "1858-02-23", "1858-02-26"), "C23", "Leaves the sheet in the south, by Singapore. The article gives the year only; days schematic.", stated="1858")
track("ye_1858_calcutta", "uk", "ye_prisoner", "sea", "journey", "C", "1858-03-09/1858-03-12", "F118",
      "英艦押解葉名琛抵加爾各答", "英舰押解叶名琛抵加尔各答", "A British ship brings Ye Mingchen to Calcutta",
      timed(BENGAL, "1858-03-09", "1858-03-12"), "C23", "From the edge of the sheet, coming from Singapore, to the Hooghly estuary below Calcutta. The article gives the year only; days schematic.", stated="1858")

# 1858, the north
track("msg_1858_02", "allied", None, "sea", "message", "B", "1858-02", "F133 F134",
      "四國公使照會清廷派員到上海", "四国公使照会清廷派员到上海", "Four envoys ask Peking to send delegates to Shanghai",
      timed(HONGKONG_SHANGHAI, "1858-02-14", "1858-02-26"), "C26", "Month from the article; days and route schematic. From Shanghai the notes went on to Peking.")
track("envoys_1858_shanghai", "allied", "envoys_1858", "sea", "journey", "B", "1858-03", "F124",
      "四國公使駛往上海", "四国公使驶往上海", "Envoys of the four powers sail to Shanghai",
      timed(HONGKONG_SHANGHAI, "1858-03-10", "1858-03-26"), "C26", "Month from the article; the envoys came in several ships, on different days.")
track("envoys_1858_peiho", "allied", "envoys_1858", "sea", "journey", "B", "1858-04-08/1858-04-14", "F126 F127",
      "四國公使駛抵白河口", "四国公使驶抵白河口", "Envoys of the four powers reach the Peiho",
      timed(SHANGHAI_TAKU, "1858-04-08", "1858-04-14!"), "C26", "Elgin anchored on 14 Apr by other works; the article says the middle of April.", stated="1858-04-11/1858-04-20")
track("allied_1858_north", "allied", "allied_fleet_1858", "sea", "advance", "B", "1858-03-31/1858-04", "F130 F136 F137 F138",
      "英法艦隊自香港經上海分批北上大沽", "英法舰队自香港经上海分批北上大沽", "Allied ships sail by Shanghai to Taku, in groups",
      [*timed(HONGKONG_SHANGHAI, "1858-03-31", "1858-04-09"), *timed(SHANGHAI_TAKU, None, "1858-04-20")[1:]], "C26 C27 C28",
      "End of March and April from the article; the ships sailed in groups, one line stands for all.")
track("msg_1858_04_24", "allied", None, "land", "message", "C", "1858-04-24/1858-04-26", "F128",
      "四國公使照會清廷，限六日", "四国公使照会清廷，限六日", "Four envoys send Peking a six-day note",
      [(*BAR, "1858-04-24!"), *upto(PEIHO, FORTS), (117.702, 38.989), (117.66, 39.016), (117.62, 39.036), (117.44, 39.064), TIENTSIN, *back(COMMISSIONERS_ROAD)[1:-1], (*PEKING, "1858-04-26")],
      "C26", "By boat over the bar, then by road; route and arrival schematic.")
track("allied_1858_taku", "allied", "allied_fleet_1858", "river", "advance", "A", "1858-05-20", "F139 F144",
      "聯軍砲艇駛入白河攻打大沽", "联军炮艇驶入白河攻打大沽", "Allied gunboats enter the Peiho and attack Taku",
      [(*BAR, "1858-05-20!"), *upto(PEIHO, OFF_FORTS), (*FORTS, "1858-05-20T03!")], "C27 C28")
track("allied_1858_landing_south", "allied", None, "land", "advance", "C", "1858-05-20", "F140 F144",
      "聯軍在南岸砲臺側面登陸", "联军在南岸炮台侧面登陆", "Allies land on the flank of the south forts",
      [(117.718, 38.9735, "1858-05-20T03!"), (117.716, 38.9722), (117.7125, 38.9735, "1858-05-20T05")], "C28", "Landing places schematic.")
track("allied_1858_landing_north", "allied", None, "land", "advance", "C", "1858-05-20", "F140 F144",
      "聯軍在北岸砲臺側面登陸", "联军在北岸炮台侧面登陆", "Allies land on the flank of the north forts",
      [(117.712, 38.979, "1858-05-20T03!"), (117.7135, 38.983), (117.7165, 38.9815, "1858-05-20T05")], "C28", "Landing places schematic.")
track("qing_1858_tan_flees", "qing", "tan_tingxiang_1858", "land", "withdrawal", "C", "1858-05-20/1858-05-21", "F142",
      "直隸總督譚廷襄逃離大沽", "直隶总督谭廷襄逃离大沽", "Viceroy Tan Tingxiang flees from Taku",
      [(117.688, 38.981, "1858-05-20T06!"), *SOUTH_BANK, (*TIENTSIN, "1858-05-21T18")], note="Towards Tientsin; road and arrival schematic.")
track("allied_1858_tientsin", "allied", "allied_fleet_1858", "river", "advance", "A", "1858-05-21/1858-05-26", "F145",
      "聯軍溯白河抵天津", "联军溯白河抵天津", "Allied gunboats go up the Peiho to Tientsin",
      timed(since(PEIHO, FORTS), "1858-05-21", "1858-05-26!"), "C29")
track("guiliang_1858_tientsin", "qing", "guiliang_1858", "land", "journey", "B", "1858-05-28/1858-06-02", "F146",
      "清廷派桂良、花沙納赴天津", "清廷派桂良、花沙纳赴天津", "Guiliang and Huashana travel to Tientsin",
      timed(COMMISSIONERS_ROAD, "1858-05-28!", "1858-06-02"), "C29", "Appointed 28 May (article); arrival on 2 June from other works.")
track("envoys_1858_tientsin", "allied", "envoys_1858", "river", "journey", "B", "1858-05-29/1858-05-30", "F146",
      "四國公使抵天津", "四国公使抵天津", "Envoys of the four powers reach Tientsin",
      timed(PEIHO_IN, "1858-05-29", "1858-05-30"), "C29", "Days from other works; the article has the envoys press the court from Tientsin before 28 May.", stated="1858-05-26/1858-06-13")
track("muravyov_1858_aigun", "russia", "muravyov_1858", "river", "journey", "C", "1858-05-01/1858-05-23", "F151 F290",
      "穆拉維約夫順黑龍江到璦琿", "穆拉维约夫顺黑龙江到瑷珲", "Muravyov descends the Amur to Aigun",
      timed(amur(), "1858-05-01", "1858-05-23"), "C30", "The article gives the month of the treaty only; dates of the journey schematic.", stated="1858-05")
track("allied_1858_leave_tientsin", "allied", "allied_fleet_1858", "river", "withdrawal", "B", "1858-07-06/1858-07-08", "F170",
      "聯軍撤離天津", "联军撤离天津", "Allies leave Tientsin",
      timed(back(PEIHO_IN), "1858-07-06", "1858-07-08"), note="Month from the article; days schematic. They left in stages.", stated="1858-07")
track("allied_1858_south", "allied", "allied_fleet_1858", "sea", "withdrawal", "C", "1858-07-09/1858-07-31", "F170",
      "聯軍艦隊分批南撤", "联军舰队分批南撤", "Allied ships withdraw south in stages",
      timed(back(SHANGHAI_TAKU), "1858-07-09", "1858-07-16"), note="Month from the article; days and destination schematic.", stated="1858-07")

# 1859
track("allied_1859_north", "allied", "allied_fleet_1859", "sea", "advance", "B", "1859-06-13/1859-06-20", "F172 F175 F176",
      "英法美公使隨艦隊抵大沽口外", "英法美公使随舰队抵大沽口外", "British, French and US ministers arrive off Taku",
      timed(SHANGHAI_TAKU, "1859-06-13", "1859-06-20!"), "C34", "Arrival from the article; Hope’s squadron was there from 17 June by other works.")
track("msg_1859_06_offer", "qing", None, "land", "message", "C", "1859-06-20/1859-06-25", "F173 F174",
      "清廷提議：由北塘登岸，清軍護送入京", "清廷提议：由北塘登岸，清军护送入京", "The Qing offer: by Pehtang, under escort, to Peking",
      [(117.712, 39.104, "1859-06-21"), (117.45, 39.17), (117.2, 39.2), (117.055, 39.37), HOSIWU, MATOW, (116.69, 39.86), (116.64, 39.904), (*PEKING, "1859-06-25")],
      "C34", "An offer, not a march: the British and French ministers refused this road. Line schematic.")
track("allied_1859_attack", "allied", "allied_fleet_1859", "river", "advance", "A", "1859-06-25", "F181 F182",
      "賀布率軍艦自攔江沙攻白河口", "贺布率军舰自拦江沙攻白河口", "Hope leads the allied ships into the river mouth",
      [(*BAR, "1859-06-25!"), PEIHO[0], (*OFF_FORTS, "1859-06-25T07!")], "C35 C36 C37", "Three in the afternoon local time is 07 UTC.")
track("allied_1859_landing", "allied", "allied_landing_1859", "land", "repulse", "A", "1859-06-25", "F187 F188",
      "聯軍強行登陸南岸，清軍將其擊退", "联军强行登陆南岸，清军将其击退", "Allies force a landing; the Qing drive them back",
      [(117.728, 38.9715, "1859-06-25T09!"), (117.7215, 38.9695), (117.7175, 38.9695, "1859-06-25T10"), (117.7225, 38.9702), (117.729, 38.9712, "1859-06-25T15")], "C36 C37")
track("qing_1859_cavalry", "qing", "qing_cavalry_1859", "land", "advance", "B", "1859-06-25", "F189",
      "清軍馬隊自新河增援大沽", "清军马队自新河增援大沽", "Qing cavalry rides from Sinho to reinforce Taku",
      [(117.6214, 39.0397, "1859-06-25T07"), (117.652, 38.996), (117.69, 38.976), (117.713, 38.971, "1859-06-25T10!")], "C36", "Road schematic; the crossing of the river is not described.")
track("allied_1859_south", "allied", "allied_fleet_1859", "sea", "withdrawal", "B", "1859-06-26/1859-07", "F191 F196",
      "聯軍艦隊敗退南下", "联军舰队败退南下", "The beaten allied ships withdraw south",
      [(117.735, 38.97, "1859-06-26!"), *upto(back(SHANGHAI_TAKU), (122.83, 31.25)), (122.83, 31.02), (122.505, 30.95), (122.235, 30.68), (122.22, 30.575), (122.16, 30.515), (121.9, 30.5, "1859-07-09")], "C38",
      "The article says to Hangchow Bay; other works say Shanghai and Ningpo. Ends off the bay.")
track("msg_1859_news", "uk", None, "sea", "message", "C", "1859-07/1859-09", "F198",
      "大沽戰敗消息傳往倫敦", "大沽战败消息传往伦敦", "News of the defeat at Taku goes to London",
      [*timed(back(HONGKONG_SHANGHAI), "1859-07-12", "1859-07-20"), *timed(back(SINGAPORE_HONGKONG), None, "1859-07-25")[1:]],
      note="Leaves the sheet in the south; in London in September 1859. Days schematic.")

# 1860, to the gulf
track("uk_1860_hongkong", "uk", "uk_army_1860", "sea", "advance", "C", "1859-11/1860-02", "F205",
      "英軍駛抵香港", "英军驶抵香港", "The British army sails to Hong Kong",
      timed(SINGAPORE_HONGKONG, "1860-02-05", "1860-02-13"), "C41", "From the edge of the sheet, coming from Britain and India. The article gives November 1859 for the appointments; dates of the voyage schematic.")
track("fr_1860_hongkong", "france", "fr_army_1860", "sea", "advance", "C", "1859-11/1860-02", "F206",
      "法軍駛抵香港", "法军驶抵香港", "The French army sails to Hong Kong",
      timed([(round(x + 0.15, 4), y) if i < 3 else (x, y) for i, (x, y) in enumerate(SINGAPORE_HONGKONG)], "1860-02-16", "1860-02-24"), "C41",
      "From the edge of the sheet, coming from France round the Cape. The article gives November 1859 for the appointments; dates of the voyage schematic.")
track("fr_1860_shanghai", "france", "fr_army_1860", "sea", "advance", "C", "1860-03/1860-04", "F207",
      "孟托班率法國艦隊抵上海", "孟托班率法国舰队抵上海", "Montauban brings the French fleet to Shanghai",
      timed([HARBOUR, *[(round(x + .04, 4), round(y - .04, 4)) if 12 < i < 24 else (x, y) for i, (x, y) in enumerate(HONGKONG_SHANGHAI)][1:]], "1860-03-05", "1860-03-12"),
      note="The article says spring 1860; days schematic.", stated="1860-21")
track("uk_1860_shanghai", "uk", "uk_army_1860", "sea", "advance", "C", "1860-03/1860-04", "F207",
      "格蘭特率英國艦隊抵上海", "格兰特率英国舰队抵上海", "Grant brings the British fleet to Shanghai",
      timed(HONGKONG_SHANGHAI, "1860-03-30", "1860-04-06"), note="The article says spring 1860; days schematic.", stated="1860-21")
track("allied_1860_zhoushan", "allied", "allied_zhoushan_1860", "sea", "advance", "B", "1860-04-11/1860-04-21", "F209",
      "聯軍駛往舟山並佔領", "联军驶往舟山并占领", "Allies sail to Chusan and occupy it",
      timed(HONGKONG_CHUSAN, "1860-04-11", "1860-04-21!"), "C42", "Departure schematic.")
track("uk_1860_dalian", "uk", "uk_army_1860", "sea", "advance", "B", "1860-05-20/1860-05-27", "F208 F210",
      "英軍北上佔領大連", "英军北上占领大连", "The British sail north and occupy Talienwan",
      timed(SHANGHAI_TALIEN, "1860-05-20", "1860-05-27!"), "C42", "Departure schematic.")
track("fr_1860_yantai", "france", "fr_army_1860", "sea", "advance", "B", "1860-06-01/1860-06-08", "F208 F211",
      "法軍北上佔領煙臺", "法军北上占领烟台", "The French sail north and occupy Chefoo",
      timed(SHANGHAI_CHEFOO, "1860-06-01", "1860-06-08!"), "C42", "Departure schematic.")
standing("allied_1860_closure", "allied", "sea", "closure", "1860-06-08/1860-07-29", "F210 F211 F212 F215",
         "英法軍隊由大連至煙臺封鎖渤海灣", "英法军队由大连至烟台封锁渤海湾", "Allies close the Gulf from Talienwan to Chefoo",
         STRAIT, notes="C42 C43", other="1860-06-08/1860-08-01",
         note="Schematic: the article says that by holding the two places the allies closed the Gulf, and names no line of ships. Drawn from one roadstead to the other, until the landing at Pehtang; the article does not say when the closing ended.")
track("uk_1860_beitang", "uk", "uk_army_1860", "sea", "advance", "A", "1860-07-26/1860-07-29", "F214 F215",
      "英國艦隊在海上與法艦會合，駛往北塘登陸", "英国舰队在海上与法舰会合，驶往北塘登陆", "British fleet joins the French and lands at Pehtang",
      [*timed(TALIEN_MEETING, "1860-07-26!|1860-07-26", "1860-07-26T20!|1860-07-28"),
       *timed(MEETING_PEHTANG, None, "1860-07-29!|1860-08-01")], "C42 C43",
      "The article: met on 26 July, landed on 29 July. Other works: left on 26 July, met on 28 July, landed on 1 August.", other="1860-07-26/1860-08-01")
track("fr_1860_beitang", "france", "fr_army_1860", "sea", "advance", "A", "1860-07-26/1860-07-29", "F214 F215",
      "法國艦隊在海上與英艦會合，駛往北塘登陸", "法国舰队在海上与英舰会合，驶往北塘登陆", "French fleet joins the British and lands at Pehtang",
      [*timed(CHEFOO_MEETING, "1860-07-26!|1860-07-26", "1860-07-26T20!|1860-07-28"),
       *timed([(round(x - .015, 4), round(y - .012, 4)) if i < 1 else (x, y) for i, (x, y) in enumerate(MEETING_PEHTANG)], None, "1860-07-29!|1860-08-01")], "C42 C43",
      "As for the British fleet.", other="1860-07-26/1860-08-01")

# 1860, Taku and Tientsin: no day in the article
AUGUST = "1860-07-29/1860-08-23"
track("allied_1860_xinhe", "allied", "allied_army_1860", "land", "advance", "B", "1860-08-12", "F216",
      "聯軍自北塘繞攻新河", "联军自北塘绕攻新河", "Allies march from Pehtang on Sinho",
      [(117.712, 39.104, "1860-08-12!"), (117.688, 39.09), (117.645, 39.075), (117.6214, 39.0397, "1860-08-12T04!")], "C44", stated=AUGUST)
track("allied_1860_tanggu", "allied", "allied_army_1860", "land", "advance", "B", "1860-08-14", "F216",
      "聯軍攻佔塘沽", "联军攻占塘沽", "Allies take Tangku",
      [(117.6214, 39.0397, "1860-08-14!"), (117.642, 39.028), (117.66, 39.0135, "1860-08-14T04!")], "C44", stated=AUGUST)
track("allied_1860_taku", "allied", "allied_army_1860", "land", "advance", "A", "1860-08-21", "F216 F217",
      "聯軍自背後攻大沽北岸砲臺", "联军自背后攻大沽北岸炮台", "Allies attack the Taku north forts from behind",
      [(117.66, 39.0135, "1860-08-21!"), (117.683, 39.002), (117.702, 38.988, "1860-08-21T02!")], "C44", stated=AUGUST)
track("allied_1860_tientsin", "allied", "allied_army_1860", "river", "advance", "B", "1860-08-22/1860-08-23", "F218",
      "聯軍溯白河佔領天津", "联军溯白河占领天津", "Allies go up the Peiho and occupy Tientsin",
      timed(since(PEIHO, ABOVE_FORTS), "1860-08-22", "1860-08-23!"), "C44", "Other works: gunboats 23 Aug, troops until 24-25 Aug.", stated=AUGUST)
track("sengge_1860_back", "qing", "sengge_rinchen", "land", "withdrawal", "C", "1860-08-21/1860-09-09", "F217 F245",
      "僧格林沁率清軍退往通州", "僧格林沁率清军退往通州", "Sengge Rinchen falls back from Taku to Tungchow",
      [(117.688, 38.981, "1860-08-21T06"), *SOUTH_BANK, (117.17, 39.135, "1860-08-23"), (117.05, 39.37), (116.94, 39.615),
       (116.83, 39.75), (116.705, 39.85), (116.66, 39.9, "1860-09-09")], "C44", "The article has him at Tungchow by 18 Sept; the road and the days are schematic.", stated="1860-07-29/1860-09-18")
track("guiliang_1860_tientsin", "qing", "guiliang_1860", "land", "journey", "B", "1860-08-23/1860-08-31", "F219",
      "清廷派桂良往天津，與恆祺同議和", "清廷派桂良往天津，与恒祺同议和", "Guiliang goes to Tientsin to treat beside Hengqi",
      timed(COMMISSIONERS_ROAD, "1860-08-23!", "1860-08-31"), "C45", "Sent on 23 Aug (article); expected by 31 Aug in other works.")
track("qing_1860_leave_tientsin", "qing", None, "land", "withdrawal", "C", "1860-08-23/1860-09-02", "F221",
      "恆祺離去後，清朝官員散離天津", "恒祺离去后，清朝官员散离天津", "After Hengqi leaves, the Qing officials quit Tientsin",
      [(117.176, 39.143, "1860-09-01"), (117.15, 39.152), (117.11, 39.16, "1860-09-02")], "C45", "The article says that they dispersed, not where to: direction only. Days schematic.")
track("zaiyuan_1860_zhangjiawan", "qing", "zaiyuan_1860", "land", "journey", "B", "1860-09-02/1860-09-04", "F223",
      "清廷派載垣、穆蔭往張家灣", "清廷派载垣、穆荫往张家湾", "Zaiyuan and Muyin travel to Zhangjiawan",
      [(116.428, 39.924, "1860-09-02!|1860-09-09"), (116.53, 39.915), (116.64, 39.904), (116.68, 39.875), (*CHANGKIAWAN, "1860-09-04|1860-09-11")], "C46",
      "Sent on 2 Sept (article); other works: appointed about 9 Sept. Arrival schematic.", other="1860-09-09/1860-09-11")
track("zaiyuan_1860_tongzhou", "qing", "zaiyuan_1860", "land", "journey", "C", "1860-09-13/1860-09-14", "F235 F236",
      "載垣、穆蔭到通州會談", "载垣、穆荫到通州会谈", "Zaiyuan and Muyin hold talks at Tungchow",
      [(*CHANGKIAWAN, "1860-09-13"), (116.69, 39.875), (*TUNGCHOW, "1860-09-14")], "C46",
      "First meeting on 14 Sept by other works; the article gives 10 to 17 Sept, and in one passage sends them on to Tientsin.", stated="1860-09-10/1860-09-17")

# 1860, Peking
track("allied_1860_march", "allied", "allied_army_1860", "land", "advance", "A", "1860-09-10/1860-09-13", "F233",
      "聯軍先頭部隊自天津向通州進發", "联军先头部队自天津向通州进发", "Allied vanguard marches from Tientsin for Tungchow",
      [*timed(PEKING_ROAD, "1860-09-10!|1860-09-09T08", "1860-09-13|1860-09-13")], "C48",
      "Start from the article (other works: 9 Sept, four in the afternoon); Hosiwu on 13 Sept by other works.", other="1860-09-09/1860-09-13")
track("allied_1860_zhangjiawan", "allied", "allied_army_1860", "land", "advance", "A", "1860-09-18", "F240 F246",
      "聯軍先頭部隊經馬頭攻張家灣", "联军先头部队经马头攻张家湾", "Allied vanguard passes Matow and attacks Changkiawan",
      [(*HOSIWU, "1860-09-18!"), (116.895, 39.69), (*MATOW, "1860-09-18T04!"), (116.77, 39.8), (*CHANGKIAWAN, "1860-09-18T08!")], "C49",
      "All on 18 Sept in the article, 33 km: eight hours on foot. In other works the march from Hosiwu took 17 and 18 Sept. Hours schematic.")
track("sengge_1860_baliqiao", "qing", "sengge_rinchen", "land", "repulse", "A", "1860-09-18", "F245 F246 F247",
      "聯軍在張家灣擊敗清軍，清軍退到八里橋", "联军在张家湾击败清军，清军退到八里桥", "Beaten at Zhangjiawan, the Qing army falls back",
      [(116.66, 39.9, "1860-09-18!"), (116.69, 39.87), (116.705, 39.852, "1860-09-18T04!"), (116.704, 39.8535, "1860-09-18T08!"), (116.67, 39.872), (116.635, 39.89),
       (116.616, 39.9055, "1860-09-18T12!")], "C49", "Hours schematic.")
track("prisoners_1860_peking", "qing", "prisoners_1860", "land", "journey", "B", "1860-09-18", "F242 F243",
      "僧格林沁將巴夏禮等三十九人押往北京", "僧格林沁将巴夏礼等三十九人押往北京", "Sengge Rinchen sends Parkes and others to Peking",
      [(116.7, 39.862, "1860-09-18T04!"), (116.655, 39.9), (116.53, 39.912), (116.428, 39.924), (*PEKING, "1860-09-18T14")], "C49", "Road schematic; the article says 39 people.")
track("allied_1860_baliqiao", "allied", "allied_army_1860", "land", "advance", "A", "1860-09-21", "F248",
      "聯軍攻八里橋", "联军攻八里桥", "Allies attack the bridge of Palikao",
      [(*CHANGKIAWAN, "1860-09-21!"), (116.675, 39.868), (116.64, 39.885), (*PALIKAO, "1860-09-21T03!")], "C50", "Day not in the article.", stated="1860-09-18/1860-10-13")
track("sengge_1860_north", "qing", "sengge_rinchen", "land", "withdrawal", "C", "1860-09-21/1860-09-22", "F248 F250 F251",
      "清軍自八里橋退往北京城北", "清军自八里桥退往北京城北", "The Qing army retreats from Palikao to north of Peking",
      [(116.616, 39.9095, "1860-09-21!"), (116.6148, 39.91, "1860-09-21T04"), (116.55, 39.935), (116.47, 39.965), (116.385, 39.985, "1860-09-22")], "C50",
      "Day and direction from other works. The article says the force was annihilated; other works have an army left.", stated="1860-09-18/1860-10-13")
track("court_1860_jehol", "qing", "court_1860", "land", "withdrawal", "B", "1860-09-22/1860-09-30", "F252",
      "咸豐帝一行離京避往熱河", "咸丰帝一行离京避往热河", "The Xianfeng Emperor and court leave for Jehol",
      [(116.298, 40.008, "1860-09-22!"), (116.5, 40.13), (116.65, 40.25), (116.84, 40.374, "1860-09-24"), (117.0, 40.55), (117.158, 40.69, "1860-09-26"),
       (117.35, 40.82), (117.55, 40.92), (117.74, 40.94, "1860-09-29"), (117.938, 40.987, "1860-09-30!")], "C50",
      "Days not in the article; the stages on the road are schematic.", stated="1860-09-18/1860-10-13")
track("allied_1860_yuanmingyuan", "allied", "allied_army_1860", "land", "advance", "B", "1860-10-05/1860-10-06", "F254 F265",
      "聯軍繞北京城北到圓明園", "联军绕北京城北到圆明园", "Allies pass north of Peking to the Yuanmingyuan",
      [(*PALIKAO, "1860-10-05!"), (116.55, 39.935), (116.47, 39.96), (116.4, 39.98), (116.305, 40.004, "1860-10-06T10!")], "C52 C53",
      "Days from other works; the French entered the garden on the evening of 6 Oct. The article first has the allies there on 13 Oct.", stated="1860-09-18/1860-10-13")
track("allied_1860_anting", "allied", "allied_army_1860", "land", "advance", "A", "1860-10-09/1860-10-13", "F253",
      "聯軍由安定門入北京", "联军由安定门入北京", "Allies enter Peking by the Anting Gate",
      [(116.305, 40.004, "1860-10-09"), (116.36, 39.978), (116.404, 39.962, "1860-10-12"), (116.402, 39.949, "1860-10-13!")], "C51",
      "The article says they broke in; other works say the gate was handed over at noon.")
track("ignatyev_1860_peking", "russia", "ignatyev_1860", "land", "journey", "B", "1860-10-16", "F256",
      "俄使伊格那提耶夫進入北京", "俄使伊格那提耶夫进入北京", "The Russian envoy Ignatyev enters Peking",
      [(116.406, 39.962, "1860-10-16!"), (116.4022, 39.949), (116.409, 39.925), (116.403, 39.903, "1860-10-16T06!")], "C56", "Gate and lodging from other works.")
track("msg_1860_10_17", "allied", None, "land", "message", "C", "1860-10-17", "F257 F258 F259 F260",
      "額爾金與格蘭特致恭親王照會", "额尔金与格兰特致恭亲王照会", "Elgin and Grant send a note to Prince Gong",
      [(116.4, 39.962, "1860-10-17!"), (116.4022, 39.949), (*PEKING, "1860-10-17T06")], "C57", "Where the prince received it is not in the article; drawn to the city.")
track("uk_1860_burning", "uk", "uk_first_division_1860", "land", "advance", "A", "1860-10-18", "F266 F267",
      "英國步兵第一師奉額爾金之命往圓明園", "英国步兵第一师奉额尔金之命往圆明园", "British First Division marches to burn the palaces",
      [(116.398, 39.962, "1860-10-18!"), (116.36, 39.982), (116.32, 40.0), (116.302, 40.006, "1860-10-18T04!")], "C53", "On the order of Lord Elgin; no French troops took part in the burning.")
track("allied_1860_withdrawal", "allied", "allied_army_1860", "land", "withdrawal", "B", "1860-11-09/1860-11-14", "F287 F296",
      "聯軍先後撤離北京，退往天津", "联军先后撤离北京，退往天津", "The allied armies leave Peking for Tientsin",
      [(116.402, 39.949, "1860-11-09!|1860-11-01"), (116.47, 39.945), (116.55, 39.925), (116.65, 39.9), (116.705, 39.85), MATOW, HOSIWU, (117.005, 39.48), (117.055, 39.37),
       (117.12, 39.23), (*TIENTSIN, "1860-11-14|1860-11-14")], "C60", "The article has both armies leave by 9 Nov. Other works: the French on 1 Nov, the British 7 to 9 Nov; Elgin was at Tientsin by 14 Nov.", other="1860-11-01/1860-11-14")
standing("russia_1860_frontier", "russia", "land", "boundary", "1860-11-14/1864-10-07", "F304 F305",
         "俄國提出的中俄西段邊界走向", "俄国提出的中俄西段边界走向", "Western frontier as Russia drew it up",
         western_frontier(), notes="C62", stated="1860-11-14/1864",
         note="Schematic: the article describes no course, and the treaty of 1860 names few points of it. Drawn is the line of the protocol of 1864, as far as this map knows it: the eastern edge of the land that then changed hands, from Shabin-Dabag to the Suyok, within 3 km of it. The day of the protocol is from other works.")


# ---- writing --------------------------------------------------------------------------------------
SEASONS = {"21": ("03-01", "05-31"), "22": ("06-01", "08-31"), "23": ("09-01", "11-30")}


def span(edtf):
    """First and last day of an EDTF value."""
    def one(text):
        text = text.rstrip("~")
        if len(text) == 4:
            return text + "-01-01", text + "-12-31"
        if len(text) == 7 and text[5:] in SEASONS:
            first, last = SEASONS[text[5:]]
            return text[:5] + first, text[:5] + last
        if len(text) == 7:
            year, month = int(text[:4]), int(text[5:])
            end = datetime(year + month // 12, month % 12 + 1, 1) - timedelta(1)
            return text + "-01", end.date().isoformat()
        return text, text
    first, _, last = edtf.partition("/")
    return one(first)[0], one(last or first)[1]


def moment(text):
    text = text.rstrip("!")
    return datetime.fromisoformat(text if "T" in text else text + "T00") if len(text) <= 13 else datetime.fromisoformat(text)


def metres(a, b):
    k = math.cos(math.radians((a[1] + b[1]) / 2))
    return 111_200 * math.hypot((a[0] - b[0]) * k, a[1] - b[1])


def times(path, which):
    """One moment a vertex; those without are interpolated by length."""
    given = {}
    for i, p in enumerate(path):
        if len(p) > 2:
            article, _, other = p[2].partition("|")
            if which == 0 or other:
                given[i] = moment(other if which else article)
    assert 0 in given and len(path) - 1 in given, path[:1]
    out, known = [], sorted(given)
    for a, b in zip(known, known[1:]):
        legs = [metres(path[i], path[i + 1]) for i in range(a, b)]
        run = 0
        for i in range(a, b):
            out.append(given[a] + (given[b] - given[a]) * (run / sum(legs)))
            run += legs[i - a]
    out.append(given[known[-1]])
    return [t.replace(microsecond=0) for t in out]


def feature(t):
    path = timed(t["path"], *t["ends"]) if "ends" in t else t["path"]
    # Joints of two lanes share a vertex.
    path = [p for i, p in enumerate(path) if i == 0 or p[:2] != path[i - 1][:2] or len(p) > 2]
    at = times(path, 0)
    stamp = lambda d: d.isoformat() + "Z"
    start, end = span(t["edtf"])
    assert all(a < b for a, b in zip(at, at[1:])), t["id"]
    first = at[0] + timedelta(t["kind"] in STANDING)
    assert start <= first.date().isoformat() and at[-1].date().isoformat() <= end, (t["id"], start, at[0], at[-1], end)
    p = {"id": t["id"], "name_zh_hant": t["hant"], "name_zh_hans": t["hans"], "name_en": t["en"], "party": t["party"],
         "force": t["force"], "mode": t["mode"], "kind": t["kind"], "confidence": t["confidence"], "edtf": t["edtf"]}
    if "other" in t:
        p["edtf_other"] = t["other"]
    if "stated" in t:
        p["edtf_stated"] = t["stated"]
    p |= {"start": start, "end": end, "datetimes": [stamp(d) for d in at],
          "vertex_dated": [int(len(q) > 2 and q[2].partition("|")[0].endswith("!")) for q in path]}
    if any(len(q) > 2 and "|" in q[2] for q in path):
        other = times(path, 1)
        assert all(a < b for a, b in zip(other, other[1:])), t["id"]
        p["datetimes_other"] = [stamp(d) for d in other]
    p |= {"facts": t["facts"], "notes": t["notes"]}
    if t["note"]:
        p["note"] = t["note"]
    p["source"] = "article"
    return {"type": "Feature", "properties": p,
            "geometry": {"type": "LineString", "coordinates": [list(q[:2]) for q in path]}}


def write():
    features = [feature(t) for t in T]
    body = ",\n".join(json.dumps(f, ensure_ascii=False) for f in features)
    (DATA / "tracks.geojson").write_text('{ "type": "FeatureCollection", "name": "tracks", "features": [\n' + body + "\n] }\n", "utf-8")
    forces = [{"id": id, "party": party, "name": {"zh-Hant": hant, "zh-Hans": hans, "en": en}, "kind": kind, "until": until, "facts": facts.split()}
              for id, party, kind, until, facts, hant, hans, en in FORCES]
    (DATA / "forces.json").write_text("[\n" + ",\n".join(" " + json.dumps(f, ensure_ascii=False) for f in forces) + "\n]\n", "utf-8")
    used = {t["force"] for t in T if t["force"]}
    known = {f["id"]: f for f in forces}
    assert used == set(known), used ^ set(known)
    for id in used:
        own = sorted((f["properties"] for f in features if f["properties"]["force"] == id), key=lambda p: p["datetimes"][0])
        for key in ("datetimes", "datetimes_other"):
            for a, b in zip(own, own[1:]):
                first, last = b.get(key, b["datetimes"])[0], a.get(key, a["datetimes"])[-1]
                assert last < first, ("two tracks of one force at once", a["id"], b["id"])
        for p in own:
            assert max(p["datetimes"][-1], p.get("datetimes_other", [""])[-1])[:10] <= known[id]["until"], (p["id"], "moves after", known[id]["until"])
    print(len(features), "tracks,", len(forces), "forces")
    return features


# ---- checking -------------------------------------------------------------------------------------
def check(features):
    from pyproj import Transformer
    from shapely.geometry import LineString, box, shape
    import numpy
    import shapely
    from shapely.ops import unary_union

    def load(name):
        data = json.loads((DATA / "base" / f"{name}.geojson").read_text("utf-8"))
        return [shape(f["geometry"]) for f in data["features"]]

    sheet = Transformer.from_crs(4326, "+proj=aea +lat_1=26 +lat_2=51 +lat_0=38 +lon_0=112 +ellps=WGS84 +units=km", always_xy=True).transform
    closeups = json.loads((DATA / "base" / "closeups.json").read_text("utf-8"))
    km = lambda g: shapely.transform(g, lambda xy: numpy.column_stack(sheet(xy[:, 0], xy[:, 1])))
    land = km(unary_union([g.buffer(0) for g in load("land")]))
    close = {c["id"]: (box(*c["extent"]), km(unary_union([g.buffer(0) for file in c["files"] for g in load(file.removesuffix(".geojson"))])))
             for c in closeups}
    courses = km(unary_union(load("hydro") + load("rivers")))
    bad = 0
    for f in features:
        p, g = f["properties"], shape(f["geometry"])
        flat = km(g)
        x0, y0, x1, y1 = flat.bounds
        if x0 < -3300.5 or y0 < -2300.5 or x1 > 2500.5 or y1 > 2500.5:
            bad += 1
            print(p["id"], "leaves the sheet", [round(v) for v in flat.bounds])
        if p["mode"] == "land":
            continue
        parts = [("overview", flat, land)] + [(n, km(g.intersection(area)), ground) for n, (area, ground) in close.items() if g.intersects(area)]
        # Where a close-up exists its coast decides; elsewhere the overview.
        rest = km(g.difference(unary_union([area for area, _ in close.values()])))
        parts[0] = ("overview", rest, land)
        for name, path, ground in parts:
            inside = path.intersection(ground)
            if inside.is_empty or inside.length == 0:
                continue
            points = [q for piece in getattr(inside, "geoms", [inside]) if piece.geom_type == "LineString"
                      for q in (piece.interpolate(i / 200, normalized=True) for i in range(201))]
            # A message may go by river where its lane is otherwise at sea.
            rivers = p["mode"] == "river" or p["kind"] == "message"
            worst = max(min(ground.boundary.distance(q), courses.distance(q) if rivers else math.inf) for q in points) if points else 0
            allowed = 0.3 if rivers else 0.05
            if worst > allowed:
                bad += 1
                print(f"{p['id']}: {name}, {inside.length:.1f} km on land, worst {worst:.2f} km")
    print("faults:", bad)
    return bad


if __name__ == "__main__":
    made = write()
    if "--check" in sys.argv:
        sys.exit(check(made) > 0)
