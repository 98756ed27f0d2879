"""What words are a sign of: notions in both languages, and which of them together mean a question.

Beside the wordings that a question declares whole, so that a phrasing nobody thought of is taken for
the question whose notions stand in it. Each notion weighs what it says: "leave" more than "pair".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

__all__ = ["NOTIONS", "OPTION_SIGNS", "SIGNS", "Notion", "notions_in", "sign_likeness"]

_BASE = 84.0  # below a declared wording that stands whole (100), above what is merely alike


@dataclass(frozen=True, slots=True, kw_only=True)
class Notion:
    """What a word may stand for: how it is written in both languages, and how much it says."""

    zh: re.Pattern[str]
    en: re.Pattern[str]
    weight: int

    def stands_in(self, rest: str, plain: str) -> bool:
        """Return whether it is in the words, without names for Chinese, with blanks for English."""
        return bool(self.zh.search(rest) or self.en.search(plain))


def _notion(weight: int, zh: str, en: str) -> Notion:
    return Notion(zh=re.compile(zh), en=re.compile(en), weight=weight)


NOTIONS: Mapping[str, Notion] = MappingProxyType(
    {
        "pair": _notion(
            1,
            "结对|结.{0,3}对|对上|联建|共建|伙伴|搭档|带",
            r"partner|\bpair|\bwork\w* with|co-?build",
        ),
        "none": _notion(
            2,
            "没|未|无|不|缺|空白|落单",
            r"\bno\b|\bnot\b|without|never|nobody|\bnone\b|lack|missing|n't\b",
        ),
        "lone": _notion(4, "落单|单着|掉队", r"\balone\b|\blonely\b|left out"),
        "activity": _notion(4, "活动|开展|走动|来往|动静", r"activit|\bmeet|\bevents?\b"),
        "quiet": _notion(
            6,
            "冷清|停摆|沉默|沉睡|名存实亡",
            r"quiet|\bidle\b|\bstale\b|dormant|nothing (?:was )?done",
        ),
        "agreement": _notion(1, "协议|合同", "agreement|contract"),
        "end": _notion(
            4,
            "到期|期满|快过期|将过期",
            r"\bdue\b|\bruns? out|running out|expir(?:e|es|ing)\b|\bends?\b|ending",
        ),
        "soon": _notion(3, "下个|下月|即将|马上|快要|近期", r"\bnext\b|coming|\bsoon\b|about to"),
        "renew": _notion(2, "续", "renew"),
        "late": _notion(4, "晚|迟|拖", r"\blate\b|delay"),
        "past": _notion(4, "过期|逾期|失效|断", r"lapsed|ran out|expired"),
        "host": _notion(2, "国企|国有", r"\bhosts?\b|state-owned"),
        "asked_host": _notion(5, "的国企|(?:哪些|哪家|什么)国企", r"\bhosts? (?:that|with)"),
        "guest": _notion(3, "非公|民企|私企", r"non-public|\bprivate\b"),
        "most": _notion(4, "最多|最忙", r"\bbusiest\b|\bmost\b"),
        "room": _notion(4, "还能|余量|空余", r"\broom\b|\bspare\b|capacity"),
        "many": _notion(
            4, "太多|过多|超负荷|超常规|负担|吃不消", r"too many|overload|too much|burden"
        ),
        "above": _notion(3, "以上|超过|多于", r"more than|at least|above"),
        "election": _notion(6, "换届|任期|届满|改选", r"election|\bterms?\b"),
        "change": _notion(
            4, "变化|变动|增减|新结|新增|减少|对比", r"\bchange|difference|\bnew pairs|compare"
        ),
        "since": _notion(3, "以来|至今|之间", r"\bsince\b|\bbetween\b.*\d{4}"),
        "across": _notion(5, "跨|不同(?:乡镇|街道|区)", r"across|different (?:town|sub)"),
        "same": _notion(2, "同|一样|一条", r"\bsame\b|\bshar"),
        "industry": _notion(3, "行业", "industr"),
        "chain": _notion(2, "链", r"\bchain"),
        "segment": _notion(6, "环节", "segment"),
        "leave": _notion(
            7,
            "退出|撤销|解散|不干|离开|撤出|撤走|退了|关门",
            r"\bleav(?:e|es|ing)\b|\bleft\b|depart|withdr|dissolv",
        ),
        "tie": _notion(
            4,
            "联系|相连|关系|连着|路径|怎么走|怎么到",
            r"\broute\b|\blinked\b|connect|\brelat|\bpath",
        ),
        "source": _notion(6, "来源|出处|依据", r"\bsourc|evidence"),
        "name": _notion(5, "名称|具名|名字|叫什么", r"unnamed|\bnames?\b|nameless"),
        "stated": _notion(5, "载明|填写|写明|缺项", r"\bstated\b|filled in"),
        "other": _notion(5, "机关|村|事业|社区", r"\bvillage|government|\boffices\b|institution"),
        "named": _notion(2, r"(?!)", r"(?!)"),
        "two": _notion(4, r"(?!)", r"(?!)"),
    }
)
"""Every notion by key; ``named`` and ``two`` are read from the names in the words, not from words."""

SIGNS: Mapping[str, tuple[tuple[str, ...], ...]] = MappingProxyType(
    {
        "partners": (("named", "pair"),),
        "unpaired": (("none", "pair"), ("none", "guest"), ("lone",)),
        "dormant_pairs": (("none", "activity"), ("quiet",)),
        "ending_soon": (("end",), ("end", "agreement"), ("renew", "soon")),
        "host_load": (
            *(("host", each) for each in ("many", "above", "none", "most", "room")),
            ("asked_host", "none"),
        ),
        "elections": (("election",),),
        "changes": (("change",), ("change", "since"), ("since", "pair")),
        "crossings": (("across",), ("across", "pair"), ("same", "industry"), ("same", "chain")),
        "departures": (("leave",), ("named", "leave")),
        "empty_segments": (("segment", "none"),),
        "connection": (("two", "tie"),),
        "record_gaps": (("source", "none"), ("name", "none"), ("stated", "none")),
        "other_signatories": (("other", "pair"),),
        "renewals": (("past", "agreement"), ("none", "renew"), ("late", "renew")),
    }
)
"""Which notions together mean a question, by its key; one line of them is enough."""

OPTION_SIGNS: Mapping[tuple[str, str], Mapping[str, str]] = MappingProxyType(
    {
        ("host_load", "which"): {"over": "many", "more": "above", "none": "none"},
        ("crossings", "which"): {"towns": "across", "industry": "industry", "chain": "chain"},
        ("record_gaps", "which"): {"unsourced": "source", "unnamed": "name", "unstated": "stated"},
        ("renewals", "which"): {"late": "late", "lapsed": "past"},
    }
)
"""Which notion means an option of a parameter, by question and parameter; the first that is there."""


def notions_in(rest: str, plain: str, *, named: int = 0) -> frozenset[str]:
    """Return the notions that stand in words; ``named`` is how many organisations are named.

    Examples
    --------
    >>> sorted(notions_in("八个月没搞过活动的结对", ""))
    ['activity', 'none', 'pair']
    >>> sorted(notions_in("", "what if they leave", named=1))
    ['leave', 'named']
    """
    found = {key for key, each in NOTIONS.items() if each.stands_in(rest, plain)}
    return frozenset(found | ({"named"} if named else set()) | ({"two"} if named > 1 else set()))


def sign_likeness(question: str, notions: Collection[str]) -> float:
    """Return how much notions speak for a question; 0 where they do not mean it.

    Examples
    --------
    >>> sign_likeness("departures", {"leave", "none"}) > sign_likeness("unpaired", {"none", "pair"})
    True
    """
    return max(
        (
            _BASE + sum(NOTIONS[each].weight for each in together)
            for together in SIGNS.get(question, ())
            if set(together) <= set(notions)
        ),
        default=0.0,
    )
