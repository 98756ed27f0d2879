"""Programs that tests start: writers that contend, and one that is killed while it writes."""

from __future__ import annotations

import datetime as dt
import sys

from graphs.errors import ChangeRefused
from graphs.ledger import open_ledger
from graphs.model import Change, Quantity, Unit

AT = dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC)


def add_one(url: str, times: int) -> None:
    """Read a number and write it plus one, again and again, trying anew when another was quicker."""
    with open_ledger(url) as ledger:
        done = 0
        while done < times:
            base = ledger.head().number
            unit = ledger.snapshot(as_of=dt.date(2010, 1, 1), revision=base).get(Unit, "u")
            counted = 0 if unit.staff is None else int(unit.staff.value)
            new = Unit(id="u", name="计数", staff=Quantity("=", counted + 1))
            try:
                ledger.apply(Change(record=new), actor="岗", note="加一", at=AT, base=base)
            except ChangeRefused:
                continue
            done += 1


def write_for_ever(url: str) -> None:
    """Write two units at a time that belong together, and say so after each commit."""
    with open_ledger(url) as ledger:
        while True:
            number = ledger.head().number + 1
            ledger.apply(
                Change(record=Unit(id=f"a{number}", name=f"甲{number}")),
                Change(record=Unit(id=f"b{number}", name=f"乙{number}")),
                actor="岗",
                note="成对",
                at=AT,
            )
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    if sys.argv[1] == "add":
        add_one(sys.argv[2], int(sys.argv[3]))
    else:
        write_for_ever(sys.argv[2])
