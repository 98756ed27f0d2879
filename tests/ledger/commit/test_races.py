"""Two users of two programs at once: what comes out is what one after the other gives.

Each race is run on a ledger of its own, both having looked at the same revision; the head it ends
with, which proves every row, must be that of one of the two orders, and whoever came second must be
refused in the same words or let through as in that order. One expectation serves both databases.
"""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from itertools import combinations_with_replacement
from pathlib import Path

import pytest
from ledger_factory import AT
from postgres_server import Server
from sqlalchemy import Connection
from workflow_cases import (
    APPROVER,
    DAY,
    OTHER,
    act,
    approval,
    approved,
    begin,
    submitted,
    terms,
)

from graphs.duplicates import merge_steps
from graphs.errors import GraphsError
from graphs.ledger import Ledger, create, load_archive, open_ledger
from graphs.ledger.database.engine import connect, writing
from graphs.ledger.storage.revisions import ledger_row
from graphs.model import (
    Change,
    Comment,
    Correct,
    Organisation,
    Quantity,
    ReopenProposal,
    ReturnProposal,
    SignProposal,
    WithdrawProposal,
)

Outcome = tuple[str, str, str]
"""The digest of the head, and how each of the two fared."""

Act = Callable[[Ledger, int], object]


def edit(name: str) -> Act:
    def run(ledger: Ledger, base: int) -> object:
        was = ledger.snapshot(as_of=DAY, revision=base).get(Organisation, "n0")
        return act(ledger, Correct(record=replace(was, short_name=name), at=DAY), base=base)

    return run


def bring_in(ledger: Ledger, base: int) -> object:
    was = ledger.snapshot(as_of=DAY, revision=base).get(Organisation, "n0")
    return ledger.apply(
        Change(record=Organisation(id="new:1", name="新到党支部", division="t0")),
        Change(record=replace(was, members=Quantity("=", 12))),
        actor=OTHER,
        note="导入",
        at=AT,
        base=base,
        relies_on=("n3",),
        kind="import",
    )


def merge(ledger: Ledger, base: int) -> object:
    picture = ledger.snapshot(as_of=DAY, revision=base)
    return act(ledger, *merge_steps(picture, "n0", "n3", DAY), base=base)


ACTS: dict[str, Act] = {
    "edit": edit("甲"),
    "edit otherwise": edit("乙"),
    "edit unseen": lambda ledger, _: act(
        ledger, Change(record=Organisation(id="n1", name="改名党支部", division="t1")), post=OTHER
    ),
    "import": bring_in,
    "merge": merge,
    "undo": lambda ledger, base: ledger.undo(2, actor=OTHER, note="撤销", at=AT, base=base),
    "approve": lambda ledger, base: act(
        ledger, approval(ledger, waiting(ledger)), post=APPROVER, base=base
    ),
    "return": lambda ledger, base: act(
        ledger, ReturnProposal(id=waiting(ledger)), post=APPROVER, base=base
    ),
    "withdraw": lambda ledger, base: act(ledger, WithdrawProposal(id=waiting(ledger)), base=base),
    "sign": lambda ledger, base: act(
        ledger, SignProposal(id=ready(ledger), signed_on=DAY), base=base
    ),
    "reopen": lambda ledger, base: act(ledger, ReopenProposal(id=ready(ledger)), base=base),
    "remark": lambda ledger, _: act(
        ledger, Change(record=Comment(id="new:1", about="n1", post=OTHER, words="核对")), post=OTHER
    ),
}
EVERY_RACE = list(combinations_with_replacement(ACTS, 2))
RACES = [
    ("edit", "edit otherwise"),
    ("edit", "import"),
    ("edit", "merge"),
    ("import", "import"),
    ("import", "merge"),
    ("undo", "sign"),
    ("approve", "approve"),
    ("approve", "withdraw"),
    ("sign", "sign"),
    ("sign", "reopen"),
]
"""Those at each push; the others differ in what is met, not in how."""

BOTH = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
_IDENTS: dict[str, str] = {}


def waiting(_ledger: Ledger) -> str:
    return _IDENTS["submitted"]


def ready(_ledger: Ledger) -> str:
    return _IDENTS["approved"]


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with a proposal that waits for approval and one that waits to be signed."""
    path = tmp_path_factory.mktemp("races") / "a.ledger"
    with create(str(path), ledger_id="races") as ledger:
        begin(ledger)
        act(ledger, Change(record=Organisation(id="n2", name="n2改党支部", division="t0")))
        _IDENTS["submitted"] = submitted(ledger, terms(("n1", "s1")))
        _IDENTS["approved"] = approved(ledger, terms(("n2", "s0")))
        ledger.export_archive(path.with_name("begun.zip"))
    return path


@pytest.fixture(scope="module")
def begun_database(begun: Path, postgres_server: Server) -> Iterator[str]:
    with postgres_server.database() as url:
        load_archive(begun.with_name("begun.zip"), url).close()
        yield url


def fared(run: Act, ledger: Ledger, base: int) -> str:
    """Return how an act ended; a refusal in its words, but for the number of the revision it met."""
    try:
        run(ledger, base)
    except GraphsError as error:
        return f"{type(error).__name__}: {error.say('en')}"
    return "written"


@pytest.fixture(scope="module")
def in_turn(begun: Path) -> Callable[[str, str], Outcome]:
    """Run one act after the other, both resting on what both saw first."""

    @cache
    def run(first: str, second: str) -> Outcome:
        path = begun.with_name("turn.ledger")
        shutil.copyfile(begun, path)
        try:
            with open_ledger(str(path)) as ledger:
                base = ledger.head().number
                one, two = (fared(ACTS[name], ledger, base) for name in (first, second))
                return ledger.head().digest, one, two
        finally:
            path.unlink()

    return run


@contextmanager
def ready_to_race(begun: Path, request: pytest.FixtureRequest, kind: str) -> Iterator[str]:
    if kind == "postgres":
        server = request.getfixturevalue("postgres_server")
        with server.database(request.getfixturevalue("begun_database")) as url:
            yield url
        return
    path = begun.with_name("race.ledger")
    shutil.copyfile(begun, path)
    yield str(path)
    path.unlink()


def race(url: str, names: tuple[str, str]) -> Outcome:
    """Let two programs' connections write at once, held back until both wait at the door."""
    told = ["", ""]
    with open_ledger(url) as ledger:
        base = ledger.head().number
        holder = connect(url)
        with writing(holder) as connection:
            ledger_row(connection, lock=True)

            def run(number: int) -> None:
                with open_ledger(url) as own:
                    told[number] = fared(ACTS[names[number]], own, base)

            threads = [threading.Thread(target=run, args=(number,)) for number in (0, 1)]
            for each in threads:
                each.start()
            _await_both(connection)
        holder.dispose()
        for each in threads:
            each.join()
        assert ledger.verify().ok
        return ledger.head().digest, told[0], told[1]


def _await_both(connection: Connection) -> None:
    """Wait until both stand in the queue of the server; a file has no queue to look at."""
    if connection.dialect.name != "postgresql":
        return
    query = (
        "SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype IN ('transactionid', 'tuple')"
    )
    while connection.exec_driver_sql(query).scalar() < 2:
        time.sleep(0.01)


@pytest.mark.parametrize("kind", BOTH)
@pytest.mark.parametrize(("first", "second"), RACES)
def test_what_two_do_at_once_is_what_one_after_the_other_gives(  # noqa: PLR0917
    begun: Path,
    in_turn: Callable[[str, str], Outcome],
    request: pytest.FixtureRequest,
    kind: str,
    first: str,
    second: str,
) -> None:
    digest, one, two = in_turn(second, first)
    wanted = {in_turn(first, second), (digest, two, one)}
    with ready_to_race(begun, request, kind) as url:
        assert race(url, (first, second)) in wanted


@pytest.mark.soak
@pytest.mark.parametrize("kind", BOTH)
def test_whatever_two_do_at_once_is_what_one_after_the_other_gives(
    begun: Path,
    in_turn: Callable[[str, str], Outcome],
    request: pytest.FixtureRequest,
    kind: str,
) -> None:
    for first, second in EVERY_RACE:
        digest, one, two = in_turn(second, first)
        wanted = {in_turn(first, second), (digest, two, one)}
        with ready_to_race(begun, request, kind) as url:
            assert race(url, (first, second)) in wanted, (first, second)
