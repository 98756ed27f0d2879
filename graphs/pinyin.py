"""Pinyin of names: characters with several readings by phrase, then the others."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import combinations

from graphs.folding import fold

__all__ = ["readings", "sounded"]

# Characters of places and firms that are commonly read, or typed, in more than one way.
_SEVERAL: Mapping[str, tuple[str, ...]] = {
    "长": ("chang", "zhang"), "重": ("chong", "zhong"), "行": ("hang", "xing"),
    "朝": ("chao", "zhao"), "厦": ("xia", "sha"), "乐": ("le", "yue"), "单": ("dan", "shan"),
    "盛": ("sheng", "cheng"), "参": ("can", "shen"), "传": ("chuan", "zhuan"),
    "车": ("che", "ju"), "校": ("xiao", "jiao"), "调": ("diao", "tiao"), "藏": ("cang", "zang"),
    "堡": ("bao", "pu", "bu"), "番": ("fan", "pan"), "荥": ("xing", "ying"), "六": ("liu", "lu"),
    "柏": ("bai", "bo"), "蔚": ("wei", "yu"), "尉": ("wei", "yu"), "莘": ("shen", "xin"),
    "涡": ("wo", "guo"), "浒": ("hu", "xu"), "会": ("hui", "kuai"), "召": ("zhao", "shao"),
    "解": ("jie", "xie"), "曾": ("zeng", "ceng"), "铅": ("qian", "yan"), "洞": ("dong", "tong"),
    "降": ("jiang", "xiang"), "率": ("lv", "shuai"), "给": ("gei", "ji"), "都": ("du",),
}  # fmt: skip
# Phrases know accounting (kuai) from a committee (hui); both readings of every committee help nobody.
_BY_PHRASE_ONLY = "会"
_MOST = 6
_AROUND = 2


def readings(words: str) -> tuple[tuple[str, ...], ...]:
    """Return the ways a name is read, syllable by syllable, at most six.

    The first is that of its phrases; the others differ from it in one character, then in two.

    Examples
    --------
    >>> [" ".join(each) for each in readings("长安银行")]
    ['chang an yin hang', 'zhang an yin hang', 'chang an yin xing', 'zhang an yin xing']
    """
    plain = fold(words)
    if _SEVERAL.keys().isdisjoint(plain):
        return (tuple(filter(None, map(_alone, plain))),)
    spoken = [_syllable(plain, at) for at in range(len(plain))]
    found = dict.fromkeys([tuple(filter(None, spoken))])
    for changed in _changes(plain, spoken):
        other = [changed.get(at, sound) for at, sound in enumerate(spoken)]
        found[tuple(filter(None, other))] = None
        if len(found) == _MOST:
            break
    return tuple(found)


def sounded(words: str) -> str:
    """Return a query as pinyin is compared, without tones and marks; empty if it is none.

    Examples
    --------
    >>> sounded("Cháng'ān"), sounded("lǜ"), sounded("长安")
    ('changan', 'lv', '')
    """
    apart = unicodedata.normalize("NFD", words.casefold())
    marked = apart.replace("u\N{COMBINING DIAERESIS}", "v")
    plain = "".join(each for each in marked if not unicodedata.combining(each))
    letters = "".join(filter(str.isalnum, fold(plain)))
    return letters if letters.isascii() else ""


def _changes(plain: str, spoken: list[str]) -> Iterator[dict[int, str]]:
    others = [
        (at, other)
        for at, character in enumerate(plain)
        if character not in _BY_PHRASE_ONLY
        for other in _SEVERAL.get(character, ())
        if other != spoken[at]
    ]
    for size in (1, 2):
        for chosen in combinations(others, size):
            yield dict(chosen)


def _syllable(plain: str, at: int) -> str:
    if plain[at] not in _SEVERAL:
        return _alone(plain[at])
    first, last = at, at + 1
    while first > max(0, at - _AROUND) and _chinese(plain[first - 1]):
        first -= 1
    while last < min(len(plain), at + _AROUND + 1) and _chinese(plain[last]):
        last += 1
    return _in_phrase(plain[first:last], at - first)


def _chinese(character: str) -> bool:
    return "㐀" <= character <= "鿿"


@cache
def _alone(character: str) -> str:
    from pypinyin import lazy_pinyin

    if not _chinese(character):
        return character if character.isalnum() else ""
    return lazy_pinyin(character)[0]


@lru_cache(maxsize=65_536)
def _in_phrase(window: str, at: int) -> str:
    from pypinyin import lazy_pinyin

    sound = lazy_pinyin(window)[at]
    known = _SEVERAL[window[at]]
    return sound if sound in known else known[0]
