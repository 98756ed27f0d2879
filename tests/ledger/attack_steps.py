"""Attacks on an approval: what is done in one line, and that nothing moves when it is refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TypeVar

import pytest
from workflow_cases import DAY, OTHER, PLANNER, act, seen

from graphs.errors import ChangeRefused, GraphsError
from graphs.ledger import Ledger
from graphs.model import RECORDS, SignProposal, Step, WorkflowStep

LATER = dt.date(2027, 1, 1)

Act = Callable[[], object]
_Attack = TypeVar("_Attack", bound=Callable[[Ledger], object])


class Attacks(dict[str, _Attack]):
    """Attacks by name; each prepares what it may lawfully do and gives the act to be refused."""

    def attack(self, found: _Attack) -> _Attack:
        """Declare an attack under the name of its function."""
        self[found.__name__] = found
        return found


def acts(ledger: Ledger, *steps: Step | WorkflowStep, post: str = PLANNER) -> Act:
    return lambda: act(ledger, *steps, post=post)


def sign(ledger: Ledger, ident: str, day: dt.date = DAY) -> Act:
    return acts(ledger, SignProposal(id=ident, signed_on=day), post=OTHER)


def refused(ledger: Ledger, *steps: object, post: str = PLANNER, says: str) -> None:
    before = ledger.head().number
    with pytest.raises(ChangeRefused) as caught:
        act(ledger, *steps, post=post)  # type: ignore[arg-type]  # forged on purpose
    assert says in caught.value.say("en")
    assert ledger.head().number == before


def everything(ledger: Ledger) -> dict[str, object]:
    """What is known on any day of proposals, pairs, agreements and posts."""
    pictures = {day: seen(ledger, day) for day in (DAY, LATER)}
    kinds = ("proposal", "proposed_pair", "agreement", "signatory", "comment", "actor")
    return {
        f"{kind} {day}": picture.records(RECORDS[kind].cls)
        for kind in kinds
        for day, picture in pictures.items()
    }


def moves_nothing(
    ledger: Ledger,
    attempt: Act,
    *,
    says: str | None = None,
    raises: tuple[type[Exception], ...] = (GraphsError,),
) -> None:
    """Assert that an act is refused, with its sentence, and that the ledger is as it was."""
    head, before = ledger.head(), everything(ledger)
    with pytest.raises(raises, match=says):
        attempt()
    assert ledger.head() == head
    assert everything(ledger) == before
    found = ledger.verify()
    assert found.ok, found.reason.en
