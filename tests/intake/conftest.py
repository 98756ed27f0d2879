"""A ledger to import into, and the press sample."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from intake_books import AT, DAY

from graphs.intake import Import, InputFile
from graphs.ledger import Ledger, Revision, create
from graphs.model import Snapshot

_PRESS = Path(__file__).resolve().parents[1] / "data" / "press"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with create(str(tmp_path / "import.ledger"), ledger_id="test") as made:
        yield made


@pytest.fixture
def whole(ledger: Ledger) -> Callable[[], Snapshot]:
    """The whole ledger as it is now."""
    return lambda: ledger.snapshot(as_of=DAY)


@pytest.fixture
def write(ledger: Ledger) -> Callable[[Import], Revision]:
    def apply(result: Import) -> Revision:
        return ledger.apply(
            *result.steps, actor="台账岗", note="导入", at=AT,
            base=result.base, relies_on=result.relies_on, kind="import",
        )  # fmt: skip

    return apply


@pytest.fixture(scope="session")
def press() -> tuple[InputFile, ...]:
    return tuple(InputFile.at(path) for path in sorted(_PRESS.glob("*.csv")))
