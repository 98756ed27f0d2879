"""Every organisation of the press sample written another way is recognised, and nothing else is."""

from __future__ import annotations

import datetime as dt
import re

import duplicates_press as press
import pytest

from graphs.duplicates import suggest
from graphs.model import Citation, Organisation, Snapshot

AS_OF = dt.date(2025, 12, 31)
ENDINGS = {
    "联合党支部": "联合支部委员会",
    "党支部": "支部委员会",
    "党总支": "总支部委员会",
    "党委": "委员会",
}
PLACE = re.compile(r"^.{2,8}?[省市县区镇乡](?=.{6,}$)")


def _in_full(name):
    for short, long in ENDINGS.items():
        if name.endswith(short) and not name.startswith("中共"):
            return "中共" + name.removesuffix(short) + long
    return name


def _without_dang(name):
    return re.sub(r"党(支部|总支)$", r"\1", name)


def _without_place(name):
    return PLACE.sub("", name)


def _without_company(name):
    return re.sub("有限责任公司|有限公司", "", name)


def _with_digit(name):
    return name.replace("第一", "第1").replace("第二", "第２")


def _spaced(name):
    return " ".join(name).replace("公 司", "公司 （") + "）"


@pytest.mark.parametrize(
    ("rewrite", "least"),
    [
        (_in_full, 30),
        (_without_dang, 25),
        (_without_place, 10),
        (_without_company, 10),
        (_with_digit, 5),
        (_spaced, 60),
    ],
)
def test_another_spelling_in_the_same_article_is_likely_and_nothing_else_is(rewrite, least):
    decided = {ident for pair in press.suspected() for ident in pair}
    records, wanted = press.records(), set()
    for row in press.rows("organisations"):
        ident, name = row["org_id"], rewrite(row["name"])
        if ident not in decided and name != row["name"]:
            again = f"z{ident}"
            wanted.add((ident, again))
            records += [
                Organisation(id=again, name=name, kind=press.KINDS[row["org_type"]]),
                Citation(id=f"c{again}", source=row["source_id"], about=again, quote=name),
            ]
    found = suggest(Snapshot.from_records(records, as_of=AS_OF))
    likely = {(each.left, each.right) for each in found if each.likely}
    assert len(wanted) >= least
    assert likely - press.suspected() == wanted
