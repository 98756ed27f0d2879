"""Short names by which large enterprises are known everywhere: 中铝 for 中国铝业, 工行 for 中国工商银行.

A short name that its own characters give (住建局) is found by them; these are known by custom, and two
of them that look alike are two enterprises (中石油, 中石化).
"""

from __future__ import annotations

import re
from functools import cache

__all__ = ["enterprise_first", "enterprise_in", "with_short_name"]

_SHORT = {
    "中国石油化工": "中石化", "中国石化": "中石化",
    "中国石油天然气": "中石油", "中国石油": "中石油",
    "中国海洋石油": "中海油",
    "中国铝业": "中铝", "中国五矿": "五矿", "中国黄金": "中金黄金",
    "中国建筑": "中建", "中国中铁": "中铁", "中国铁建": "中铁建", "中国交通建设": "中交",
    "中国电力建设": "中国电建", "中国能源建设": "中国能建",
    "国家电网": "国网", "国家能源": "国能",
    "中国移动通信": "中国移动", "中国联合网络通信": "中国联通",
    "中国工商银行": "工行", "工商银行": "工行", "中国农业银行": "农行", "农业银行": "农行",
    "中国建设银行": "建行", "建设银行": "建行", "中国银行": "中行", "交通银行": "交行",
    "中国邮政集团": "邮政", "中国邮政": "邮政",
    "中国邮政储蓄银行": "邮储银行", "邮政储蓄银行": "邮储银行", "农村商业银行": "农商行",
    "中国人民财产保险": "人保财险", "中国人寿保险": "中国人寿",
}  # fmt: skip
_NAMES = tuple(dict.fromkeys(_SHORT.values()))
_PLACE = r"(?:[^省市县区旗]{1,6}[省市县区旗])?"


@cache
def _full() -> re.Pattern[str]:
    """Return a pattern of the full names, the longest of each first."""
    names = sorted(_SHORT, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, names)))


@cache
def _beginning() -> re.Pattern[str]:
    names = sorted(_NAMES, key=lambda name: (-len(name), name))
    return re.compile(_PLACE + "(" + "|".join(map(re.escape, names)) + ")")


def with_short_name(name: str) -> str:
    """Return a name with the short name of a large enterprise in the place of its full one.

    Examples
    --------
    >>> with_short_name("中国铝业河南分公司"), with_short_name("中国石化河南分公司")
    ('中铝河南分公司', '中石化河南分公司')
    """
    return _full().sub(lambda found: _SHORT[found.group()], name)


def enterprise_first(name: str) -> str:
    """Return a name with a large enterprise before the place of its branch.

    Examples
    --------
    >>> enterprise_first("上街区邮政分公司"), enterprise_first("邮政上街区分公司")
    ('邮政上街区分公司', '邮政上街区分公司')
    """
    found = _beginning().match(name)
    if found is None:
        return name
    start, end = found.span(1)
    return name[start:end] + name[:start] + name[end:]


def enterprise_in(name: str) -> str:
    """Return the large enterprise that a name begins with, a place before it aside; blank for none.

    Examples
    --------
    >>> enterprise_in("上街区工行支行"), enterprise_in("施工行业协会"), enterprise_in("中铝矿业")
    ('工行', '', '中铝')
    """
    found = _beginning().match(name)
    return found.group(1) if found else ""
