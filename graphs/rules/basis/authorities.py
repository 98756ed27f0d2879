"""The sources of the rules, each named once, with how well it is known.

The texts were read in reprints; before a finding is shown to anybody as law, the wording must be
compared with the official publication. ``certainty`` says which of the three a source is.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from graphs.model import Choice
from graphs.text import Text

__all__ = [
    "BRANCH_REGULATIONS",
    "CODE_STANDARDS",
    "COLLECTION_FORM",
    "ELECTION_REGULATIONS",
    "FUNCTIONAL_BODIES",
    "GENERAL_KNOWLEDGE",
    "INDUSTRY_STANDARD",
    "NON_PUBLIC_RULES",
    "PAIRING_PRACTICE",
    "PARK_REPORT",
    "STATISTICS_BULLETINS",
    "STATISTICS_GUIDE",
    "TERMS_OPINION",
    "Authority",
    "Certainty",
]


class Certainty(Choice):
    """How well a source is known."""

    quoted = Text(zh="据转载文本", en="from a reprinted text")
    general = Text(zh="常识，待核", en="general knowledge, to be verified")
    inferred = Text(zh="本产品推断", en="inferred by this product")


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """A source of rules: its key in the list of sources, its title, since when it holds.

    Examples
    --------
    >>> BRANCH_REGULATIONS.words().zh
    '《中国共产党支部工作条例（试行）》〔BR-a、BR-b、BR-c〕，据转载文本'
    """

    keys: tuple[str, ...]
    title: Text
    certainty: Certainty
    since: dt.date | None = None

    def words(self) -> Text:
        """Return the source as printed under a finding."""
        keys = f"〔{'、'.join(self.keys)}〕" if self.keys else ""
        tail = Text(zh=f"{keys}，", en=f" {keys}, ".replace("、", ", ") if keys else ", ")
        return self.title + tail + self.certainty.label


BRANCH_REGULATIONS = Authority(
    keys=("BR-a", "BR-b", "BR-c"),
    title=Text(
        zh="《中国共产党支部工作条例（试行）》",
        en="Regulations on the Work of Party Branches (trial)",
    ),
    certainty=Certainty.quoted,
    since=dt.date(2018, 10, 28),  # general knowledge; the reprints give the year
)
NON_PUBLIC_RULES = Authority(
    keys=("NPE-R", "SOE2019"),
    title=Text(
        zh="非公有制企业党组织设置规定及国企基层组织工作条例第四条",
        en="rules on organisations in non-public enterprises; article 4 of the SOE regulations",
    ),
    certainty=Certainty.quoted,
)
TERMS_OPINION = Authority(
    keys=("TERM1993", "TERM2018", "EL2020"),
    title=Text(
        zh="党的基层组织任期的规定（1993 年、2018 年）及选举工作条例",
        en="provisions on terms of office (1993, 2018) and the election regulations",
    ),
    certainty=Certainty.quoted,
    since=dt.date(1993, 7, 1),
)
ELECTION_REGULATIONS = Authority(
    keys=("EL2020",),
    title=Text(
        zh="《中国共产党基层组织选举工作条例》",
        en="Regulations on Elections in Primary-level Organisations",
    ),
    certainty=Certainty.quoted,
    since=dt.date(2020, 7, 13),  # general knowledge
)
COLLECTION_FORM = Authority(
    keys=("COLLECT",),
    title=Text(zh="党组织信息采集表填写说明", en="notes on the national collection form"),
    certainty=Certainty.quoted,
)
PARK_REPORT = Authority(
    keys=("QINGXU",),
    title=Text(zh="园区党员统计口径（清徐）", en="how a park counts members (Qingxu)"),
    certainty=Certainty.quoted,
)
FUNCTIONAL_BODIES = Authority(
    keys=("FUNC", "JLP"),
    title=Text(zh="功能型党组织的做法", en="practice of functional Party bodies"),
    certainty=Certainty.quoted,
)
PAIRING_PRACTICE = Authority(
    keys=("ZHASHUI", "DEYANG", "NINGHUA"),
    title=Text(zh="各地结对联建的做法", en="pairing practice of several places"),
    certainty=Certainty.inferred,
)
CODE_STANDARDS = Authority(
    keys=("USCC", "GB2260"),
    title=Text(zh="GB 32100-2015、GB 11714、GB/T 2260", en="GB 32100-2015, GB 11714 and GB/T 2260"),
    certainty=Certainty.quoted,
)
INDUSTRY_STANDARD = Authority(
    keys=("GB4754",),
    title=Text(zh="GB/T 4754-2017 及第 1 号修改单", en="GB/T 4754-2017 with its first amendment"),
    certainty=Certainty.quoted,
)
STATISTICS_BULLETINS = Authority(
    keys=("B2018", "B2023"),
    title=Text(zh="党内统计公报的舍入说明", en="rounding note of the statistics bulletins"),
    certainty=Certainty.quoted,
)
STATISTICS_GUIDE = Authority(
    keys=("STAT2011",),
    title=Text(zh="2011 年党内统计工作指南", en="guide to Party statistics, 2011"),
    certainty=Certainty.quoted,
)
GENERAL_KNOWLEDGE = Authority(
    keys=(),
    title=Text(zh="党的组织制度常识", en="general knowledge of Party organisation"),
    certainty=Certainty.general,
)
