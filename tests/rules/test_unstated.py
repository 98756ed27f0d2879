"""Silence is no soundness: every rule says of how many records what it needs is not stated."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
import pytest
from factory import agreement, organisation, picture
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from nonempty import nonempty

from graphs.model import (
    RECORDS,
    Division,
    Lineage,
    OrganisationKind,
    PartialDate,
    Quantity,
    Snapshot,
    Source,
    Statement,
    Superior,
)
from graphs.rules import RULES, Facts, Violation, check, unstated
from graphs.text import Text

# Identity and the words of sentences, which any rule may read.
ALWAYS = {
    "id", "name", "name_en", "working_label", "title", "number", "size", "dissolved_on",
    "indicator", "indicator_en",
}  # fmt: skip


def blanked(snapshot: Snapshot, wipe) -> Snapshot:
    """The snapshot without the columns chosen; a type that cannot be without one has no rows."""
    tables = {}
    for key, table in snapshot.tables.items():
        kept = table
        for column in RECORDS[key].columns:
            if not wipe(key, column.name):
                continue
            if column.required and column.name not in ALWAYS:
                kept = kept.slice(0, 0)
                continue
            for part in column.stored():
                at = kept.schema.get_field_index(part.name)
                nothing = pa.nulls(kept.num_rows, kept.schema.field(at).type)
                kept = kept.set_column(at, part.name, nothing)
        tables[key] = kept
    return replace(snapshot, tables=tables)


@st.composite
def ledgers(draw: st.DrawFn) -> Snapshot:
    """Organisations of every kind on both sides, paired, with figures and codes."""
    records = [
        Source(id="q", title="年报"),
        Division(id="d", name="区", code=draw(st.sampled_from(("410106", "999999")))),
        Statement(id="t", indicator="结对", measure="pairs", value=Quantity("=", 3), source="q"),
        Statement(id="t2", indicator="结对：甲", measure="x", value=Quantity("=", 3), source="q"),
    ]
    for place, kind in enumerate(OrganisationKind):
        count = draw(st.integers(1, 120))
        own = {
            "kind": kind, "division": "d", "members": Quantity("=", count),
            "full_members": Quantity("=", draw(st.integers(1, 120))),
            "floating_members": Quantity("=", draw(st.integers(0, 120))),
            "committee_seats": draw(st.integers(0, 12)), "usual_load": 1,
            "elected_on": PartialDate(draw(st.sampled_from(("2009", "2005-03-01", "2010-06")))),
            "founded_on": PartialDate("2004"), "seal_name": "甲支部",
        }  # fmt: skip
        records += organisation(f"s{place}", **own) + organisation(f"n{place}", **own)
        records += agreement(f"g{place}", f"s{place}", f"n{place}")
        records.append(Superior(id=f"p{place}", organisation=f"n{place}", superior=f"s{place}"))
    records.append(Lineage(id="l", predecessor="s1", successor="n1"))
    return picture(records)


@pytest.mark.parametrize("key", RULES)
@settings(max_examples=3, phases=(Phase.explicit, Phase.generate))
@given(ledger=ledgers())
def test_a_rule_without_what_it_needs_says_not_stated_of_all(key: str, ledger: Snapshot):
    for need in nonempty(RULES[key].needs):
        columns = set(need.columns)
        silent = blanked(ledger, lambda kind, name, wiped=columns: f"{kind}.{name}" in wiped)
        total = len(list(need.rows(Facts(silent))))
        told = [
            each.silence
            for each in unstated(silent, rules=[key])
            if each.silence.datum == need.datum
        ]
        assert total > 0
        assert [(each.missing, each.total) for each in told] == [(total, total)]
        assert f"{total} 个" in told[0].words().zh
        assert "无从检查" in told[0].words().zh


def _declared(reads: frozenset[str], kind: str, name: str) -> bool:
    return f"{kind}.{name}" in reads or f"{kind}.*" in reads


def reads_only_what_it_declares(key: str, snapshot: Snapshot, look=None) -> bool:
    """Whether blanking every column that a rule does not declare leaves its findings."""
    rule = RULES[key]
    rest = blanked(
        snapshot,
        lambda kind, name: (
            name not in ALWAYS
            and not _declared(rule.reads, kind, name)
            and not (kind == "organisation" and name == "kind")
        ),
    )
    found = [list((look or rule.look)(Facts(each))) for each in (snapshot, rest)]
    return found[0] == found[1]


@pytest.mark.parametrize("key", RULES)
@settings(max_examples=3, phases=(Phase.explicit, Phase.generate))
@given(ledger=ledgers())
def test_a_rule_reads_only_what_it_declares(key: str, ledger: Snapshot):
    assert reads_only_what_it_declares(key, ledger)
    for example in (RULES[key].passing, RULES[key].failing):
        assert reads_only_what_it_declares(key, example.snapshot())


def test_a_rule_that_reads_more_is_found_out():
    def nosy(facts):
        for row in facts.living():
            if row["elected_on"]:
                yield Violation(records=(row["id"],), sentence=Text.same("x"), on=facts.day)

    elected = RULES["term_of_office"].failing.snapshot()
    assert not reads_only_what_it_declares("branch_size", elected, nosy)


def test_the_shipped_ledger_says_what_it_is_silent_about(demo: Snapshot):
    told = {(each.rule, each.silence.datum.zh): each.silence for each in unstated(demo)}
    elections = told["term_of_office", "本届选举日期"]
    assert 0 < elections.missing <= elections.total


def test_an_unknown_measure_is_a_finding():
    view = picture(Statement(id="t", indicator="幸福", measure="happiness"))
    [finding] = check(view, rules=["known_measure_keys"])
    assert "happiness" in finding.sentence.en
