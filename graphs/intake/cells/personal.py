"""Detect columns of personal data and stop the import; their values are never shown.

By header, and by value: resident identity numbers (GB 11643, with their check digit) and mobile
numbers. The ledger keeps posts, organisations and counts.
"""

from __future__ import annotations

import datetime as dt
import re

from graphs.folding import fold

__all__ = ["may_be_personal", "personal_header", "personal_value"]

_HEADERS = re.compile(
    "姓名|名字|身份证|证件号|公民身份|手机|电话|联系方式|联络方式|联系人|联络员|经办人|负责人|法定代表人|法人代表|"
    "出生|籍贯|民族|家庭住址|住址|微信号|qq号|邮箱|性别|年龄|学历|"
    "surname|fullname|firstname|lastname|phone|mobile|e-?mail|identitynumber|idnumber|birth|nameofsecretary"
)
_POST = re.compile(
    "(党组织|支部|党支部|党委|总支)?(书记|副书记|委员|指导员|经理|董事长|厂长|总经理)(名单)?"
)
_IDENTITY = re.compile(r"(?<!\d)\d{6}((?:19|20)\d{6})\d{3}[\dXx](?![\dA-Za-z])")
_DIGIT = re.compile(r"\d")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)")
_FORM = re.compile(r"\d{17}[\dXx]|1[3-9]\d[- ]?\d{4}[- ]?\d{4}")
_SHORTEST = 11  # digits of a mobile number
_WEIGHTS = tuple(pow(2, 17 - place, 11) for place in range(17))  # GB 11643, ISO 7064 MOD 11-2


def personal_header(header: str) -> bool:
    """Return whether a header names data of persons.

    Examples
    --------
    >>> [personal_header(words) for words in ("书记姓名", "手机", "名称", "书记岗位", "书记")]
    [True, True, False, False, True]
    """
    folded = fold(header).replace("_", "")
    return bool(_HEADERS.search(folded) or _POST.fullmatch(folded))


def may_be_personal(text: str) -> bool:
    """Return whether any part of a text has the form of such a number; most cells have none.

    Examples
    --------
    >>> may_be_personal("甲公司，13800138000"), may_be_personal("91110000600037341L")
    (True, False)
    """
    return len(text) >= _SHORTEST and _FORM.search(text) is not None


def personal_value(text: str) -> bool:
    """Return whether a cell holds an identity number or a mobile number.

    Examples
    --------
    >>> personal_value("11010519491231002X"), personal_value("91110000600037341L")
    (True, False)
    """
    if len(text) < _SHORTEST or not _DIGIT.search(text):
        return False
    for match in _IDENTITY.finditer(text):
        if _sound(match.group(), match.group(1)):
            return True
    return _MOBILE.search(text) is not None


# python-stdnum (cn.ric 2.2) raises KeyError at regions its table lacks; those count here too.
def _sound(number: str, born: str) -> bool:
    try:
        dt.date(int(born[:4]), int(born[4:6]), int(born[6:]))
    except ValueError:
        return False
    total = sum(int(c) * w for c, w in zip(number[:17], _WEIGHTS, strict=True))
    return "10X98765432"[total % 11] == number[17].upper()
