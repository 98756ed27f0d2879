"""Parse the parties of an agreement from a cell: one name, a list, 同上, or nothing.

Nothing is made of a text that names no organisation: 无 and / are nothing, 同上 is the row above,
①…②… are two, 农、林局党支部 is one, a name broken over two lines is one, and a post and a person
after a name are dropped and told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from graphs.intake.cells.party_names import (
    BODY,
    PERSON,
    PERSON_FIRST,
    completed,
    is_generic,
    is_joined,
    is_nobody,
    is_organisation,
    parted,
)
from graphs.intake.files.cell_text import clean, is_blank_sign, is_ditto, is_error_text
from graphs.text import Text

__all__ = ["PartyCell", "PartyName", "Remark", "party_cell"]

_NUMBERED = re.compile(
    r"[①-⑳㈠-㈩]\s*|(?:^|(?<=[；;、\n\s]))(?:\d{1,2}[.、．)）](?!\d)|[一二三四五六七八九十]{1,2}、(?![一二三四五六七八九十])|[(（][一二三四五六七八九十\d]{1,2}[)）])\s*"
)
_WORDS = re.compile("[\u4e00-\u9fff0-9]{4,60}")
_ENDS = ("支部", "总支", "党委", "党组", "委员会", "公司")
_POST = re.compile("书记|委员(?!会)|负责人|联系人|联络员|主任|经理|董事长")
# The part a party plays is the agreement's, and no part of its name.
_PART_PLAYED = re.compile(
    r"(?P<name>.+?)\s*[（(](?:牵头|组长|主办|承办|协办|发起|轮值|成员|参与|[甲乙丙丁])(?:单位|方|支部|组织)?[)）]"
)
# 中共白石县 / 委组织部机关党支部: no place is a Party organisation, so its name goes on.
_OF_A_PLACE = re.compile(
    "(?:中共|中国共产党)[^委]{2,12}[省市县区州旗镇乡村]|(?:中共|中国共产党)[^委]{2,12}(?:街道|社区)"
)
_BESIDE = re.compile(
    r"(?:另外?有?|还有|其[余他]|以及)(?=[\d一二两三四五六七八九十百千几]+[余多]?\s*[家个户])"
)
_BARE = re.compile(f"(?:中共|党)?{BODY}|企业|单位")
_EVERY = re.compile("各[村社支党单企家]|下属|所属|及其")
_SIGN = re.compile("[书委负联主经董和与及暨各下所]")
"""A character of each post, joining word and collective that keeps words from being one name."""
_AND_MORE = re.compile(r"(?P<name>.{2,}?)等(?P<more>\s*\d+\s*余?[家个户].{0,6})")
_ENDED = re.compile(
    r"(?P<name>.+?)\s*[（(](?P<words>[^（()）]*(?:终止|解除|到期|结束|撤销|退出|注销)[^（()）]*)[)）]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyName:
    """One party: its name, whether it is surely an organisation, and what is said of its end."""

    name: str
    sure: bool = True
    ended: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something to say about the cell; ``value`` is what may be shown of it."""

    value: str
    reason: Text
    serious: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyCell:
    """The parties a cell names, in its order, and what is to be said about it."""

    parties: tuple[PartyName, ...] = ()
    remarks: tuple[Remark, ...] = ()


_SAME = Text(zh="取上一行的党组织", en="stands for the party of the row above")
_NOTHING_ABOVE = Text(zh="上一行没有可沿用的名称", en="there is no name in the row above")
_NO_PERSON = Text(
    zh="名称后的职务和姓名已去掉，台账不记个人",
    en="a post and a person after the name were dropped",
)
_ERROR = Text(zh="是错误值", en="is an error value")
_PARTED = Text(
    zh="没有写成一行一个，读作几个党组织，请核对",
    en="does not list them one a line; read as several parties: check",
)
_MORE = Text(
    zh="没有写出名称的几家没有写入；请逐一写明，或另写“N 家”",
    en="those it does not name were not kept; name each, or write their number apart",
)
_NO_PART = Text(
    zh="名称后的括注说的是在结对中的角色，不是名称，没有写入",
    en="the words after the name say which part it plays; they are no part of its name and were not kept",
)
_TWICE = Text(zh="同一格里出现两次", en="is in this cell twice")


def party_cell(text: str, separators: Sequence[str], above: Sequence[PartyName] = ()) -> PartyCell:
    """Return the parties a cell names; ``above`` are those of the row above.

    Examples
    --------
    >>> [each.name for each in party_cell("①甲公司党支部②农、林局党支部", ("、",)).parties]
    ['甲公司党支部', '农、林局党支部']
    >>> party_cell("无", ("、",)).parties, party_cell("同上", (), [PartyName(name="乙厂")]).parties
    ((), (PartyName(name='乙厂', sure=True, ended=''),))
    """
    plain = clean(text).rstrip("。")
    listed = tuple(separators)
    if _is_one_name(plain, listed):  # by far the most, and all else is dear to ask
        return _alone(plain)
    if is_blank_sign(plain) or is_nobody(plain):
        return PartyCell()
    if is_ditto(plain):
        if not above:
            return PartyCell(remarks=(Remark(value=plain, reason=_NOTHING_ABOVE),))
        names = "、".join(each.name for each in above)
        said = Remark(value=f"{plain} → {names}", reason=_SAME, serious=False)
        return PartyCell(parties=tuple(above), remarks=(said,))
    return _named(plain, listed)


@lru_cache(maxsize=4096)
def _alone(plain: str) -> PartyCell:
    """Return the one party of a cell that is its name; hosts come row after row."""
    return PartyCell(parties=(PartyName(name=plain),))


@lru_cache(maxsize=4096)
def _named(plain: str, separators: tuple[str, ...]) -> PartyCell:
    """Return the parties of a text that says nothing of the row above."""
    remarks: list[Remark] = []
    found: dict[str, PartyName] = {}
    whole = parted(plain)
    if whole != plain:
        remarks.append(Remark(value=plain, reason=_PARTED))
        separators = (*separators, "\n")
    before = ""
    for part in _parts(whole, separators):
        party, remark = _party(completed(part, before))
        before = party.name if party else ""
        if remark is not None:
            remarks.append(remark)
        if party is None:
            continue
        if party.name in found:
            remarks.append(Remark(value=party.name, reason=_TWICE))
        # Order of the cell: where it decides who is named first in an agreement.
        found.setdefault(party.name, party)
    return PartyCell(parties=tuple(found.values()), remarks=tuple(remarks))


def _is_one_name(plain: str, separators: Sequence[str]) -> bool:
    """Return whether a cell is the plain name of one organisation, as most are."""
    if not plain.endswith(_ENDS) or _WORDS.fullmatch(plain) is None or _BARE.fullmatch(plain):
        return False
    for each in separators:
        if each in plain:
            return False
    # One search for a character of any of the signs: nearly no name has one.
    return _SIGN.search(plain) is None or not (
        _POST.search(plain) or is_joined(plain) or _EVERY.search(plain)
    )


def _parts(plain: str, separators: Sequence[str]) -> list[str]:
    """Split a list; what is no organisation by itself belongs to its neighbour."""
    marked = _NUMBERED.sub("\n", plain)
    numbered = marked != plain
    breaks = (*separators, "\n") if numbered or "\n" in separators else tuple(separators)
    if not breaks:
        return [" ".join(marked.split())]
    pieces = _dividing(breaks).split(marked)
    parts: list[str] = []
    waiting = ""
    for at in range(0, len(pieces), 2):
        between = pieces[at - 1] if at else ""
        piece = clean(pieces[at])
        if not piece:
            continue
        glue = "" if between == "\n" else between
        if parts and not waiting and is_generic(piece) and not _is_party(parts[-1]):
            parts[-1] += piece  # 热电厂 / 党支部, broken over two lines
        elif waiting:
            waiting = _close(parts, waiting + glue + piece)
        else:
            waiting = _close(parts, piece)
    if waiting:
        parts.append(waiting)
    return parts


@cache
def _dividing(breaks: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("(" + "|".join(map(re.escape, breaks)) + ")")


def _close(parts: list[str], piece: str) -> str:
    """Keep a finished name; return what still waits for its rest."""
    if _OF_A_PLACE.fullmatch(piece):
        return piece
    if is_organisation(piece) or is_blank_sign(piece) or is_error_text(piece):
        parts.append(piece)
        return ""
    return piece


def _is_party(name: str) -> bool:
    return re.search(BODY + "$", name) is not None and not name.endswith("公司")


def _party(part: str) -> tuple[PartyName | None, Remark | None]:
    if is_blank_sign(part):
        return None, None
    if is_error_text(part):
        return None, Remark(value=part, reason=_ERROR)
    ended = _ENDED.fullmatch(part)
    name = ended.group("name") if ended else part
    name, remark = _bare_name(_BESIDE.sub("", name, count=1) if _BESIDE.match(name) else name)
    more = _AND_MORE.fullmatch(name)
    if more and is_organisation(more.group("name")):
        remark = Remark(value=name, reason=_MORE)
        name = more.group("name")
    whose = not _BARE.fullmatch(name) and not _EVERY.search(name)
    sure = is_organisation(name) and whose
    return PartyName(name=name, sure=sure, ended=ended.group("words") if ended else ""), remark


def _bare_name(name: str) -> tuple[str, Remark | None]:
    """Return a name without the person or the part that is written behind it."""
    person = PERSON.fullmatch(name) or PERSON_FIRST.fullmatch(name)
    if person:
        name = person.group("name").rstrip("（(")
        return name, Remark(value=name, reason=_NO_PERSON)
    played = _PART_PLAYED.fullmatch(name)
    if played and is_organisation(played.group("name")):
        return played.group("name"), Remark(value=name, reason=_NO_PART)
    return name, None
