"""A ledger is loaded by one at a time; whoever comes meanwhile is told so, and nothing is damaged."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from graphs.errors import GraphsError, LedgerBusy, LedgerDamaged, LedgerError
from graphs.ledger import Ledger, bulk_load, create, load_archive, open_ledger
from graphs.model import Division

AT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
Batches = Iterator[tuple[str, list[Division]]]


def batch(number: int) -> tuple[str, list[Division]]:
    return f"county {number}", [Division(id=f"d{number}", name=f"{number} 县")]


def load(url: str, batches: Batches) -> Ledger:
    return bulk_load(url, batches, actor="岗", at=AT, ledger_id="a")


def test_who_comes_while_a_ledger_is_loaded_is_told_to_wait(ledger_url: str) -> None:
    said = []

    def batches() -> Batches:
        yield batch(1)
        for attempt in (
            lambda: open_ledger(ledger_url, read_only=True),
            lambda: open_ledger(ledger_url),
            lambda: load(ledger_url, iter([batch(7)])),
        ):
            with pytest.raises(LedgerBusy) as refused:
                attempt()
            said.append(refused.value.say("en"))
        yield batch(2)

    with load(ledger_url, batches()) as made:
        assert made.head().number == 2
        assert made.verify().ok
    assert len(said) == 3
    assert all("is being loaded" in each for each in said)
    with open_ledger(ledger_url) as again, pytest.raises(LedgerError, match="not overwritten"):
        load(ledger_url, iter([batch(again.head().number)]))


def test_a_load_that_broke_off_is_done_anew(ledger_url: str) -> None:
    def broken() -> Batches:
        yield batch(1)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(ledger_url, broken())
    with pytest.raises(LedgerDamaged, match="load it again"):
        open_ledger(ledger_url)
    with load(ledger_url, iter([batch(3)])) as made:
        assert [each.id for each in made.snapshot(as_of=AT.date()).records(Division)] == ["d3"]


def test_nothing_of_the_lock_is_left_beside_a_file(tmp_path: Path) -> None:
    load(str(tmp_path / "a.ledger"), iter([batch(1)])).close()
    assert [each.name for each in tmp_path.iterdir()] == ["a.ledger"]


@pytest.mark.parametrize("making", ["archive", "empty"])
def test_of_two_that_make_a_ledger_at_once_one_does(
    ledger_url: str, tmp_path: Path, making: str
) -> None:
    with create(str(tmp_path / "source.ledger"), ledger_id="a") as source:
        source.export_archive(tmp_path / "archive")
    start, told, made = threading.Barrier(3), [], []

    def make() -> None:
        start.wait()
        try:
            if making == "archive":
                load_archive(tmp_path / "archive", ledger_url).close()
            else:
                create(ledger_url, ledger_id="a").close()
        except GraphsError as refused:
            told.append(refused.say("en"))
        else:
            made.append(True)

    threads = [threading.Thread(target=make) for _ in range(3)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert (len(made), len(told)) == (1, 2)
    assert all("not overwritten" in each or "being loaded" in each for each in told)
    with open_ledger(ledger_url) as whole:
        assert whole.verify().ok
