"""The desk's own files of plans: whole or not at all, bounded, never another session's."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from app_pages.parts.plan import plan_store
from app_pages.parts.plan.plan_store import PlanRequest, PlanStore, Scenario
from graphs.errors import InputError, LimitExceeded
from graphs.planning import Capacity, Mark, PlanSettings, Quota

ASKED = PlanRequest(
    plan="ab" * 32,
    aim=("everyone", ("d1", "d2")),
    settings=PlanSettings(
        budget=3,
        locked=(Mark(guest="n1", host="s1", reason="已商定"),),
        quotas=(Quota(side="host", group="t", high=4),),
        capacities=(Capacity(id="s1", high=2),),
    ),
)
MADE = Scenario(
    name="=甲\ud800\x00",
    request=ASKED,
    scope="division:d1",
    as_of="2026-06-30",
    figures=(("pairs", 1.0),),
    pairs=(("n1", "s1"),),
    names=(("n1", "非公", "guest"), ("s1", "国企", "host")),
)


@pytest.fixture
def store(tmp_path: Path) -> PlanStore:
    return PlanStore.of(tmp_path, "own-town", "town")


def test_what_is_kept_is_read_back(store: PlanStore) -> None:
    store.keep(ASKED)
    store.add(MADE)
    assert store.request(ASKED.plan) == ASKED
    assert store.scenarios() == (MADE,)
    store.remove(MADE.key)
    assert store.scenarios() == ()


def test_ledgers_do_not_share(store: PlanStore, tmp_path: Path) -> None:
    store.keep(ASKED)
    assert PlanStore.of(tmp_path, "own-town", "other").request(ASKED.plan) is None
    assert PlanStore.of(tmp_path, "own-other", "town").request(ASKED.plan) is None


@pytest.mark.parametrize("name", ["", "../plan", "AB" * 32, "ab" * 31, "/etc/passwd"])
def test_only_an_id_names_a_plan(store: PlanStore, name: str) -> None:
    assert store.request(name) is None


@pytest.mark.parametrize(
    "words", ["", "[]", "{", '{"aim": 1}', '{"settings": "{}", "aim": [1, []]}']
)
def test_a_damaged_file_is_no_plan_and_no_scenario(store: PlanStore, words: str) -> None:
    store.keep(ASKED)
    store.add(MADE)
    for path in store.folder.rglob("*.json"):
        path.write_text(words, encoding="utf-8")
    assert store.request(ASKED.plan) is None
    assert store.scenarios() == ()


def test_another_plan_under_a_name_is_refused_and_the_first_stays(store: PlanStore) -> None:
    store.add(MADE)
    with pytest.raises(InputError):
        store.add(replace(MADE, request=replace(ASKED, plan="cd" * 32)))
    assert store.scenarios() == (MADE,)


def test_there_is_a_bound(store: PlanStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_store, "_MOST_PLANS", 3)
    monkeypatch.setattr(plan_store, "_MOST_SCENARIOS", 2)
    for number in range(9):
        store.keep(replace(ASKED, plan=f"{number:064}"))
    assert len(list(store.folder.glob("plans/*"))) == 3
    assert store.request(f"{8:064}")
    store.add(replace(MADE, name="1"))
    store.add(replace(MADE, name="2"))
    with pytest.raises(LimitExceeded):
        store.add(replace(MADE, name="3"))


def test_sessions_at_once_lose_nothing(store: PlanStore) -> None:
    names = [str(number) for number in range(24)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda name: store.add(replace(MADE, name=name)), names))
        list(pool.map(lambda _: store.keep(ASKED), names))
    assert {each.name for each in store.scenarios()} == set(names)
    assert store.request(ASKED.plan) == ASKED
    assert list(store.folder.rglob("*.part")) == []
