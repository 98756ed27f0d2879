"""What the sessions keep of ledgers is bounded, and what makes room is given back."""

from __future__ import annotations

import ast
import datetime as dt
import gc
import logging
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest
import streamlit as st
from nonempty import nonempty

from app_pages.parts.frame.cached_ledgers import (
    KEPT_LEDGERS,
    KEPT_SNAPSHOTS,
    open_view,
    snapshot_of,
)
from graphs.ledger import create
from graphs.model import Change, Division, DivisionLevel, Scope, Snapshot
from graphs.network import pairing_graph
from graphs.scene import pairing_scene

ROOT = Path(__file__).parents[3]
DESCRIPTORS = Path("/proc/self/fd")
LEDGERS = KEPT_LEDGERS + 8
WARNER = "streamlit.runtime.scriptrunner_utils.script_run_context"


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """More ledgers than the app keeps open."""
    monkeypatch.setenv("GRAPHS_HOME", str(tmp_path))
    monkeypatch.delenv("LEDGER_URL", raising=False)
    # Without a browser each view makes Streamlit warn; pytest would keep every warning in memory.
    monkeypatch.setattr(logging.getLogger(WARNER), "disabled", True)
    first = tmp_path / "own" / "0.ledger"
    first.parent.mkdir()
    ledger = create(str(first))
    ledger.apply(
        Change(record=Division(id="d1", name="东镇", level=DivisionLevel.township)),
        actor="台账岗",
        note="新建",
        at=dt.datetime(2026, 6, 30, tzinfo=dt.UTC),
    )
    ledger.close()
    for number in range(1, LEDGERS):
        shutil.copy(first, first.with_name(f"{number}.ledger"))
    st.cache_resource.clear()
    yield [f"own-{number}" for number in range(LEDGERS)]
    st.cache_resource.clear()


def look(keys: list[str], rounds: range) -> None:
    """Open a view each round, of a new day and ledger every ten; derive what a screen draws of it."""
    for number in rounds:
        view = open_view(keys[number // 10 % len(keys)])
        day = dt.date(2020, 1, 1) + dt.timedelta(days=number // 10)
        snapshot = snapshot_of(view, Scope(), day)
        assert pairing_graph(snapshot) is pairing_graph(snapshot)
        assert pairing_scene(snapshot).nodes.num_rows == 0


def alive() -> tuple[int, int, int]:
    """How many snapshots, objects and open files there are."""
    gc.collect()
    objects = gc.get_objects()
    files = len(list(DESCRIPTORS.iterdir())) if DESCRIPTORS.exists() else 0
    return sum(isinstance(each, Snapshot) for each in objects), len(objects), files


def test_a_thousand_views_keep_memory_and_open_files_flat(keys: list[str]) -> None:
    st.cache_resource.clear()  # what tests before this one left has no part in it
    before = alive()
    look(keys, range(400))  # every ledger was opened: what is kept of each has its place
    _, objects, files = alive()
    growth = []
    for start in range(400, 1000, 120):
        look(keys, range(start, start + 120))
        snapshots, now, after = alive()
        growth.append(now - objects)
        objects = now
        assert snapshots - before[0] <= KEPT_SNAPSHOTS
        assert after <= files + 2
    # What a view leaves behind is left by each: less than one object. What else lives in the
    # process, such as a thread of an earlier test that ends, moves one reading and not the others.
    assert len(growth) == 5
    assert median(growth) < 120, growth


def test_a_ledger_that_makes_room_is_closed(keys: list[str], tmp_path: Path) -> None:
    look(keys, range(0, 10 * LEDGERS, 10))
    opened = {
        os.path.realpath(each) for each in nonempty(list(DESCRIPTORS.iterdir())) if each.exists()
    }
    # Ledgers that other tests of this process left open lie elsewhere.
    folder = os.path.realpath(tmp_path / "own")
    own = {each for each in opened if each.endswith(".ledger") and each.startswith(folder)}
    assert len(own) == KEPT_LEDGERS


def test_the_collector_is_frozen_at_one_place_only() -> None:
    """Whatever is frozen is never freed: a freeze later on would keep every cycle of that moment."""
    found = [
        path.relative_to(ROOT).as_posix()
        for path in [
            *ROOT.glob("*.py"),
            *(ROOT / "graphs").rglob("*.py"),
            *(ROOT / "app_pages").rglob("*.py"),
        ]
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Attribute) and ast.unparse(node) == "gc.freeze"
    ]
    assert found == ["streamlit_app.py"]
