"""Two organisations of one name in two townships are told apart in every list."""

from __future__ import annotations

import datetime as dt

import pytest
from nonempty import nonempty

from graphs.interchange import view_lists
from graphs.model import (
    Agreement,
    Division,
    Hosting,
    Organisation,
    Ownership,
    Signatory,
    Snapshot,
    Unit,
)
from graphs.network import pairing_graph, parties, record_name, relationship_graph
from graphs.scene import describe
from graphs.text import Language

DAY = dt.date(2024, 6, 30)
NAME = "中心小学党支部"
TOWNS = {"zh": ("东镇", "西镇"), "en": ("East", "West")}


@pytest.fixture
def twins() -> Snapshot:
    made = [
        Division(id="d1", name="东镇", name_en="East"),
        Division(id="d2", name="西镇", name_en="West"),
        Unit(id="u0", name="甲厂", ownership=Ownership.state_owned),
        Organisation(id="o0", name="甲厂党支部", division="d1"),
        Hosting(id="h0", organisation="o0", unit="u0"),
        Agreement(id="g1", title="协议"),
        Signatory(id="s0", agreement="g1", organisation="o0"),
    ]
    for n in (1, 2):
        made += [
            Unit(id=f"u{n}", name="中心小学", ownership=Ownership.private, division=f"d{n}"),
            # the second is placed by its unit only
            Organisation(id=f"o{n}", name=NAME, division="d1" if n == 1 else None),
            Hosting(id=f"h{n}", organisation=f"o{n}", unit=f"u{n}"),
            Signatory(id=f"s{n}", agreement="g1", organisation=f"o{n}"),
        ]
    return Snapshot.from_records(made, as_of=DAY)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_namesakes_are_told_apart_wherever_they_are_listed(
    twins: Snapshot, language: Language
) -> None:
    towns = TOWNS[language]
    network, whole = pairing_graph(twins), relationship_graph(twins)
    lists = {
        "parties": [parties(twins)[ident].name.say(language) for ident in ("o1", "o2")],
        "records": [
            record_name(twins, twins.get(Organisation, ident)).say(language)
            for ident in ("o1", "o2")
        ],
        "pictures": [network.nodes[ident][f"name_{language}"] for ident in ("o1", "o2")],
        "units": [whole.nodes[ident][f"name_{language}"] for ident in ("u1", "u2")],
        "edges": [
            record_name(twins, twins.get(Signatory, ident)).say(language) for ident in ("s1", "s2")
        ],
        "cards": [describe(twins, f"node:{ident}").title.say(language) for ident in ("o1", "o2")],
    }
    for listed in lists.values():
        for said, town in zip(listed, towns, strict=True):
            assert town in said
    alone = parties(twins)["o0"].name.say(language)
    assert alone == "甲厂党支部"


def test_a_download_says_the_place_beside_the_name(twins: Snapshot) -> None:
    for sheet in nonempty(view_lists(twins, pairing_graph(twins), "zh")):
        rows = [dict(zip([c.key for c in sheet.columns], row, strict=True)) for row in sheet.rows]
        named = [row for row in rows if NAME in row.values()]
        assert len(named) == len({tuple(row.values()) for row in named}) == 2
