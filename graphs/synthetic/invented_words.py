"""Building blocks of invented names: neutral syllables, industries, chains, townships.

Nothing here is taken from a real place or firm; the district's own name stands in every name, so
that an invented unit is never mistaken for a real one.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "CHAINS",
    "INDUSTRIES",
    "LIST_TOPICS",
    "SOE_TRADES",
    "SYLLABLES",
    "TOWNSHIPS",
    "ChainPlan",
    "Industry",
]

SYLLABLES: tuple[tuple[str, str], ...] = (
    ("恒", "heng"), ("泽", "ze"), ("瑞", "rui"), ("禾", "he"), ("嘉", "jia"), ("润", "run"),
    ("启", "qi"), ("明", "ming"), ("远", "yuan"), ("盛", "sheng"), ("安", "an"), ("达", "da"),
    ("宏", "hong"), ("景", "jing"), ("源", "yuan"), ("新", "xin"), ("博", "bo"), ("康", "kang"),
    ("佳", "jia"), ("益", "yi"), ("诚", "cheng"), ("丰", "feng"), ("和", "he"), ("朗", "lang"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Industry:
    """A trade with its GB/T 4754-2017 class and its chain segment, if any."""

    zh: str
    en: str
    code: str
    chain: str = ""
    segment: str = ""


INDUSTRIES: tuple[Industry, ...] = (
    Industry("花卉", "Flowers", "0143", "flowers", "midstream"),
    Industry("种苗", "Seedlings", "0212", "flowers", "upstream"),
    Industry("花艺", "Floristry", "5129", "flowers", "downstream"),
    Industry("冷链", "Cold Chain", "5930", "flowers", "supporting"),
    Industry("铝材", "Aluminium", "3252", "aluminium", "midstream"),
    Industry("铝制品", "Aluminium Goods", "3389", "aluminium", "downstream"),
    Industry("碳素", "Carbon", "3091", "aluminium", "upstream"),
    Industry("模具", "Moulds", "3525", "aluminium", "supporting"),
    Industry("耐材", "Refractories", "3089", "refractory", "midstream"),
    Industry("矿粉", "Minerals", "3099", "refractory", "upstream"),
    Industry("窑炉", "Kilns", "3461", "refractory", "downstream"),
    Industry("轴承", "Bearings", "3451", "machinery", "upstream"),
    Industry("机床", "Machine Tools", "3421", "machinery", "midstream"),
    Industry("阀门", "Valves", "3443", "machinery", "downstream"),
    Industry("电气", "Electrics", "3823", "machinery", "supporting"),
    Industry("面粉", "Flour", "1311", "food", "upstream"),
    Industry("食品", "Foods", "1439", "food", "midstream"),
    Industry("餐饮", "Catering", "6210", "food", "downstream"),
    Industry("包装", "Packaging", "2231", "food", "supporting"),
    Industry("物流", "Logistics", "5431"),
    Industry("软件", "Software", "6513"),
    Industry("服饰", "Garments", "1819"),
    Industry("家具", "Furniture", "2110"),
    Industry("检测", "Testing", "7452"),
    Industry("商贸", "Trading", "5219"),
)

SOE_TRADES: tuple[tuple[str, str, str], ...] = (
    ("水务", "Water", "4610"), ("供电", "Power Supply", "4420"), ("燃气", "Gas", "4511"),
    ("公交", "Transit", "5411"), ("城建", "Construction", "4710"), ("粮储", "Grain Reserve", "5951"),
    ("农投", "Farm Investment", "0511"), ("文旅", "Culture and Tourism", "7221"),
    ("环卫", "Sanitation", "7820"), ("热力", "Heating", "4430"), ("路桥", "Roads and Bridges", "4813"),
    ("矿业", "Mining", "0916"), ("铝业", "Aluminium Works", "3216"), ("水泥", "Cement", "3011"),
    ("化工", "Chemicals", "2619"), ("重机", "Heavy Machinery", "3511"), ("电缆", "Cables", "3831"),
    ("种业", "Seeds", "0511"), ("林场", "Forestry", "0220"), ("仓储", "Warehousing", "5990"),
)  # fmt: skip

TOWNSHIPS: tuple[tuple[str, str, str], ...] = (
    ("青禾镇", "Qinghe Town", "township"),
    ("白石镇", "Baishi Town", "township"),
    ("临湖街道", "Linhu Subdistrict", "township"),
    ("松岭街道", "Songling Subdistrict", "township"),
    ("双桥镇", "Shuangqiao Town", "township"),
    ("新泉乡", "Xinquan Township", "township"),
    ("长堤镇", "Changdi Town", "township"),
    ("东园街道", "Dongyuan Subdistrict", "township"),
    ("云岭产业园", "Yunling Industrial Park", "zone"),
)


@dataclass(frozen=True, slots=True)
class ChainPlan:
    """An invented chain: its key, names, and the names of its segments by position."""

    key: str
    zh: str
    en: str
    segments: tuple[tuple[str, str, str], ...]


CHAINS: tuple[ChainPlan, ...] = (
    ChainPlan("flowers", "鲜花产业链", "Flower chain", (
        ("upstream", "育苗", "Seedlings"), ("midstream", "种植", "Growing"),
        ("downstream", "花艺与销售", "Floristry and sales"), ("supporting", "冷链", "Cold chain"),
    )),
    ChainPlan("aluminium", "铝加工产业链", "Aluminium chain", (
        ("upstream", "原料", "Raw material"), ("midstream", "板带箔", "Sheet and foil"),
        ("downstream", "终端制品", "Finished goods"), ("supporting", "模具", "Moulds"),
    )),
    ChainPlan("refractory", "耐火材料产业链", "Refractory chain", (
        ("upstream", "矿粉", "Minerals"), ("midstream", "制品", "Bricks"),
        ("downstream", "窑炉工程", "Kiln works"), ("supporting", "检测", "Testing"),
    )),
    ChainPlan("machinery", "装备制造产业链", "Machinery chain", (
        ("upstream", "基础件", "Basic parts"), ("midstream", "整机", "Machines"),
        ("downstream", "应用", "Applications"), ("supporting", "电气", "Electrics"),
    )),
    ChainPlan("food", "食品产业链", "Food chain", (
        ("upstream", "原粮", "Grain"), ("midstream", "加工", "Processing"),
        ("downstream", "餐饮", "Catering"), ("supporting", "包装", "Packaging"),
    )),
)  # fmt: skip

LIST_TOPICS: tuple[tuple[str, str], ...] = (
    ("技术", "工艺改进指导"),
    ("市场", "产品对接采购"),
    ("融资", "授信对接"),
    ("人才", "技工培训"),
    ("政策", "惠企政策解读"),
    ("用工", "季节性用工"),
    ("物流", "仓储与运力共享"),
    ("党务", "发展党员业务指导"),
    ("法律", "合同与维权咨询"),
)
