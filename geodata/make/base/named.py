"""Names of waters and territories, in Traditional Chinese, Simplified Chinese and English."""

from dataclasses import dataclass, field

from shapely.geometry import Point

from ground import area_km2


@dataclass
class River:
    id: str
    source: tuple                  # the names of its stretches in Natural Earth
    rank: int                      # 1 on the whole sheet, 2 a region, 3 unnamed context
    zh_hant: str = ""
    zh_hans: str = ""
    en: str = ""
    near: tuple | None = None      # west, south, east, north: tells rivers of one name apart


RIVERS = [
    River("amur", ("Heilong Jiang (Amur)", "Amur"), 1, "黑龍江", "黑龙江", "Amur"),
    River("shilka", ("Shilka",), 2, "石勒喀河", "石勒喀河", "Shilka"),
    River("argun", ("Argun? (Ergun)", "Argun' (Ergun)"), 2, "額爾古納河", "额尔古纳河", "Argun"),
    River("ussuri", ("Ussuri", "Ussuri (Wusuli)"), 1, "烏蘇里江", "乌苏里江", "Ussuri"),
    River("songacha", ("Song?acha", "Song'acha"), 2, "松阿察河", "松阿察河", "Songacha"),
    River("sungari", ("Songhua (Sungari)", "Di?er Songhua", "Di'er Songhua"), 1, "松花江", "松花江", "Sungari"),
    River("nonni", ("Nen",), 2, "嫩江", "嫩江", "Nonni"),
    River("zeya", ("Zeya",), 2, "精奇里江", "精奇里江", "Zeya"),
    River("selemdzha", ("Selemdzha",), 3),
    River("amgun", ("Amgun?", "Amgun'"), 3),
    River("uda", ("Uda",), 2, "烏第河", "乌第河", "Uda"),
    River("tumen", ("Tumen",), 2, "圖們江", "图们江", "Tumen"),
    River("yalu", ("Yalu",), 2, "鴨綠江", "鸭绿江", "Yalu"),
    River("liao", ("Liao", "Xiliao", "Xar Moron"), 2, "遼河", "辽河", "Liao"),
    River("yellow", ("Huang", "Huang (Yellow)"), 1, "黃河", "黄河", "Yellow River"),
    River("yangtze", ("Tuotuo", "Tongtian", "Jinsha (Yangtze)", "Chang Jiang (Yangtze)", "Yangtze"), 1, "長江", "长江", "Yangtze"),
    River("han", ("Han",), 2, "漢水", "汉水", "Han", (105, 29, 116, 34)),
    River("huai", ("Huai", "Hudi"), 2, "淮河", "淮河", "Huai"),
    River("wei", ("Wei",), 2, "渭河", "渭河", "Wei"),
    River("jialing", ("Jialing",), 3),
    River("yalong", ("Yalong",), 3),
    River("min_sichuan", ("Min",), 3, near=(102, 27, 106, 34)),
    River("min", ("Min",), 2, "閩江", "闽江", "Min", (116, 25, 120, 29)),
    River("gan", ("Gan",), 2, "贛江", "赣江", "Kan"),
    River("xiang", ("Xiang",), 2, "湘江", "湘江", "Siang"),
    River("yuan", ("Yuan",), 2, "沅江", "沅江", "Yuan"),
    River("wu", ("Wu",), 3),
    River("west", ("Nanpan", "Hongshui", "Quan", "Xun", "Xi"), 1, "西江", "西江", "West River", (102, 22, 114, 26)),
    River("yu", ("You", "Yong", "Yu"), 2, "鬱江", "郁江", "Yu", (104, 22, 111, 25)),
    River("north", ("Bei",), 2, "北江", "北江", "North River"),
    River("east", ("Dong",), 2, "東江", "东江", "East River"),
    River("qiantang", ("Fuchun",), 2, "錢塘江", "钱塘江", "Tsien-tang"),
    River("yongding", ("Sanggan", "Yongding"), 2, "永定河", "永定河", "Yungting (Hun-ho)"),
    River("luan", ("Shandian", "Luan"), 2, "灤河", "滦河", "Luan"),
    River("kerulen", ("Herlen (Kerulen)",), 2, "克魯倫河", "克鲁伦河", "Kerulen"),
    River("selenga", ("Ideriyn", "Selenge (Selenga)"), 2, "色楞格河", "色楞格河", "Selenga"),
    River("orkhon", ("Orhon",), 3),
    River("onon", ("Onon",), 3),
    River("ili", ("Ile", "K?nes", "Künes"), 2, "伊犁河", "伊犁河", "Ili"),
    River("irtysh", ("Ertix (Irtysh)", "Ertis", "Irtysh"), 2, "額爾齊斯河", "额尔齐斯河", "Irtysh"),
    River("tarim", ("Yarkant", "Tarim"), 2, "塔里木河", "塔里木河", "Tarim"),
    River("naryn", ("Naryn",), 3),
    River("katun", ("Katun", "Biya", "Chulyshman"), 3),
    River("tsangpo", ("Maquan (Damqogkanbab)", "Yarlung (Brahmaputra)", "Dihang", "Brahmaputra"), 2,
          "雅魯藏布江", "雅鲁藏布江", "Tsangpo (Brahmaputra)"),
    River("salween", ("Nu (Salween)", "Nu", "Salween"), 2, "怒江", "怒江", "Salween"),
    River("mekong", ("Za", "Lancang (Mekong)", "Mekong"), 2, "瀾滄江", "澜沧江", "Mekong"),
    River("red", ("Hong (Red)",), 2, "紅河", "红河", "Red River"),
    River("irrawaddy", ("Nmai", "Ayeyarwady (Irrawaddy)"), 2, "伊洛瓦底江", "伊洛瓦底江", "Irrawaddy"),
    River("ganges", ("Ganges",), 2, "恆河", "恒河", "Ganges"),
    River("indus", ("Indus", "Shiquan"), 3),
    River("sutlej", ("Sutlej",), 3),
    River("ob", ("Ob", "Ob?", "Ob'"), 3),
    River("yenisei", ("Yenisey", "Verkhniy Yenisey", "Malyy Yenisey", "Kyzyl-Khem", "Bol?shoy Yenisey"), 2,
          "葉尼塞河", "叶尼塞河", "Yenisei"),
    River("angara", ("Angara",), 3),
    River("lena", ("Lena",), 2, "勒拿河", "勒拿河", "Lena"),
    River("vitim", ("Vitim",), 3),
    River("olekma", ("Ol?kma", "Olëkma"), 3),
    River("aldan", ("Aldan",), 3),
]

@dataclass
class Island:
    at: tuple                      # a point on it
    zh_hant: str
    zh_hans: str
    en: str
    qing: bool = True              # False where the Qing did not hold it in 1856

    def properties(self):
        names = dict(name_zh_hant=self.zh_hant, name_zh_hans=self.zh_hans, name_en=self.en)
        return names if self.qing else {**names, "qing": False}


ISLANDS = [
    Island((114.195, 22.25), "香港島", "香港岛", "Hong Kong Island", qing=False),
    Island((113.95, 22.25), "大嶼山", "大屿山", "Lantao"),
    Island((114.1375, 22.3225), "昂船洲", "昂船洲", "Stonecutters Island"),
    Island((113.30, 23.085), "河南", "河南", "Honam"),
    Island((113.600, 22.792), "上橫檔", "上横档", "North Wantong"),
    Island((113.6035, 22.783), "下橫檔", "下横档", "South Wantong"),
    Island((122.10, 30.06), "舟山", "舟山", "Chusan"),
    Island((121.55, 31.65), "崇明", "崇明", "Tsungming"),
    Island((109.7, 19.2), "海南", "海南", "Hainan"),
    Island((121.0, 23.8), "臺灣", "台湾", "Formosa (Taiwan)"),
    Island((143.0, 50.5), "庫頁島", "库页岛", "Sakhalin"),
]



def island_name(polygon):
    """Names of an island of the list; {} for any other piece of land."""
    for island in ISLANDS:
        if polygon.contains(Point(island.at)) and area_km2(polygon) < 100_000:
            return island.properties()
    return {}


# Natural Earth's name: id, zh-Hant, zh-Hans, English
LAKES = {
    "Lake Baikal": ("baikal", "貝加爾湖", "贝加尔湖", "Lake Baikal"),
    "Lake Balkhash": ("balkhash", "巴爾喀什湖", "巴尔喀什湖", "Lake Balkhash"),
    "Issyk-Kul": ("issyk_kul", "特穆爾圖淖爾", "特穆尔图淖尔", "Issyk-Kul"),
    "Lake Zaysan": ("zaisan", "齋桑淖爾", "斋桑淖尔", "Lake Zaisan"),
    "Alakol": ("alakol", "阿拉湖", "阿拉湖", "Alakol"),
    "Lake Sasykkol": ("sasykkol", "薩瑟克湖", "萨瑟克湖", "Sasykkol"),
    "Uvs Nuur": ("uvs", "烏布蘇湖", "乌布苏湖", "Ubsa Nor"),
    "Khövsgöl Nuur": ("khovsgol", "庫蘇古爾湖", "库苏古尔湖", "Kossogol"),
    "Hulun Nuur": ("hulun", "呼倫湖", "呼伦湖", "Dalai Nor"),
    "Buyr Nuur": ("buir", "貝爾湖", "贝尔湖", "Buir Nor"),
    "Lake Khanka": ("khanka", "興凱湖", "兴凯湖", "Lake Khanka"),
    "Qinghai Hu": ("qinghai", "青海湖", "青海湖", "Koko Nor"),
    "Nam Co": ("namco", "騰格里海", "腾格里海", "Tengri Nor"),
    "Bosten Hu": ("bosten", "博斯騰湖", "博斯腾湖", "Bagrash Kul"),
    "Poyang Hu": ("poyang", "鄱陽湖", "鄱阳湖", "Poyang Lake"),
    "Dongting Hu": ("dongting", "洞庭湖", "洞庭湖", "Tungting Lake"),
    "Tai Hu": ("taihu", "太湖", "太湖", "Tai Hu"),
    "Hongze Hu": ("hongze", "洪澤湖", "洪泽湖", "Hungtze Lake"),
    "Gaoyou Hu": ("gaoyou", "高郵湖", "高邮湖", "Kaoyu Lake"),
    "Chao Hu": ("chaohu", "巢湖", "巢湖", "Chao Hu"),
    "Weishan Hu": ("weishan", "微山湖", "微山湖", "Weishan Lake"),
}

# Lakes that dams made after the war.
LAKES_MADE_SINCE = {
    "Songhua Hu", "Supung Reservoir", "Zeya Reservoir", "Kapchagay Reservoir", "Guanting Shuiku", "Danjiangkou Shuiku",
    "Xinanjiang Shuiku", "Xinfengjiang Shuiku", "Baidagang Shuiku", "Chao Nen Dam", "Kaptai Lake", "Aydar Ko‘l",
    "Toktogul Suu Saktagychy", "Ubolratna Reservoir",
}


@dataclass
class Territory:
    id: str
    territory: str
    zh_hant: str
    zh_hans: str
    en: str
    certainty: str
    edges: str
    start: str
    facts: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    method: str = ""


TERRITORIES = [
    Territory("amur_left_bank", "amur_left_bank", "黑龍江以北、外興安嶺以南", "黑龙江以北、外兴安岭以南",
              "North of the Amur, south of the Stanovoy Range", "approximate", "treaty", "1858-05-28",
              ["F291", "F299"], ["C61", "C62"],
              "Shilka and Amur: Natural Earth centre-lines. Northern edge: drainage divide of the Amur from ETOPO5, good to "
              "about 10 km. Two parts drawn as one: the Amur basin from the Gorbitsa to the sea, {aigun_core} km², and the "
              "land south of the Uda that the treaty of 1689 left undetermined, {aigun_uda_south} km², good to about 20 km."),
    Territory("aigun_uda_north", "amur_left_bank", "烏第河以北至外興安嶺", "乌第河以北至外兴安岭",
              "North of the Uda, as far as the Stanovoy Range", "claimed", "schematic", "1858-05-28",
              [], ["C62"],
              "Between the Uda and the divide to the Lena, from ETOPO5, good to about 20 km. In Russian hands before the war and "
              "inside some Qing claims only; outside the figure of the article, hatch it."),
    Territory("sixty_four_villages", "amur_left_bank", "江東六十四屯", "江东六十四屯", "Sixty-Four Villages East of the River",
              "approximate", "schematic", "1858-05-28", [], ["C61"],
              "Left bank from the mouth of the Zeya to Hormoldzin, about 40 km deep, drawn by hand, good to about 8 km. It lies "
              "inside the land north of the Amur: the Treaty of Aigun left its residents under Qing administration. Not in the article."),
    Territory("ussuri_east", "ussuri_to_sea", "烏蘇里江以東至海", "乌苏里江以东至海", "East of the Ussuri, to the sea",
              "certain", "treaty", "1858-05-28", ["F292", "F300"], ["C61", "C62"],
              "Amur, Ussuri and Songacha: Natural Earth centre-lines; Lake Khanka to the Tumen: the boundary as marked "
              "out in 1861 and 1886, from its modern course; good to about 5 km. With the larger islets of the coast."),
    Territory("sakhalin", "ussuri_to_sea", "庫頁島", "库页岛", "Sakhalin", "disputed", "surveyed", "1858-05-28", [], ["C62"],
              "Natural Earth coast. Neither treaty names the island: Russia and Japan held it in common from 1855, the Qing claimed "
              "tribute without governing it. The figure of about 400,000 km² is reached only when it is counted."),
    Territory("kowloon", "kowloon", "九龍半島（界限街以南）", "九龙半岛（界限街以南）", "Kowloon, south of the boundary of 1860",
              "certain", "treaty", "1860-10-24", ["F308", "F330"], ["C64"],
              "Boundary line and shore before the reclamations drawn by hand, good to about 150 m."),
    Territory("stonecutters", "kowloon", "昂船洲", "昂船洲", "Stonecutters Island", "certain", "schematic", "1860-10-24", ["F308"], ["C64"],
              "Shore before the reclamations drawn by hand, good to about 100 m."),
    Territory("nw_1864_core", "balkhash_se", "巴爾喀什湖以東以南", "巴尔喀什湖以东以南", "East and south of Lake Balkhash",
              "approximate", "schematic", "1864-10-07", ["F306"], ["C62"],
              "East: the line of the protocol of 1864, along the modern boundary where the two agree and through its named points "
              "elsewhere. West: the Qing claim of about 1757 as this map reads it (Ust-Kamenogorsk, Ayaguz, southern shore of Lake "
              "Balkhash, the Chu, the Fergana Range), good to 60 km at best: the area depends on it. Russia already had forts inside it."),
    Territory("nw_altai", "balkhash_se", "阿勒坦淖爾烏梁海等地", "阿勒坦淖尔乌梁海等地", "Altai Uriankhai lands", "disputed", "schematic",
              "1864-10-07", [], ["C62"],
              "Chulyshman, Chuya and upper Katun, drawn by hand, good to 60 km at best. Its people paid tribute to both empires. Not "
              "counted in the figure of the article."),
]
