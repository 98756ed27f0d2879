"""A small ledger of one's own and two stewards in front of it, without a browser."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from itertools import count

from streamlit.testing.v1 import AppTest

from graphs.ledger import Home, create
from graphs.model import (
    Actor,
    Agreement,
    Change,
    Division,
    Hosting,
    Organisation,
    OrganisationKind,
    Ownership,
    PartialDate,
    Profile,
    Quantity,
    Record,
    Scope,
    Signatory,
    Snapshot,
    Step,
    Superior,
    Unit,
)

__all__ = [
    "AT",
    "POST",
    "Open",
    "choose",
    "field",
    "put",
    "records_of_two",
    "shown",
    "small_ledger",
    "words_of",
    "write",
]

Open = Callable[..., AppTest]
AT = dt.datetime(2026, 1, 5, 8, tzinfo=dt.UTC)
POST = "台账岗"
DAY = "2026-01-01"
_NUMBERS = count(1)


def small_ledger(home: Home) -> str:
    """Write a ledger of two towns, two couples and a superior, and return its key."""
    name = f"两人{next(_NUMBERS)}"
    path = home.folder / "own" / f"{name}.ledger"
    path.parent.mkdir(parents=True, exist_ok=True)
    with create(str(path), ledger_id=f"two-{next(_NUMBERS)}") as ledger:
        steps = [Change(record=item) for item in records_of_two()]
        ledger.apply(*steps, actor=POST, note="初始", at=AT)
    return next(each.key for each in home.entries() if each.where.endswith(f"{name}.ledger"))


def records_of_two() -> list[Record]:
    """Return two towns, two couples and a superior."""
    branch = OrganisationKind.branch
    found: list[Record] = [
        Profile(id="profile", title="两人台账", as_of=PartialDate(DAY), home="d"),
        Actor(id="x", post=POST),
        Division(id="d", name="测试区"),
        Organisation(id="top", name="街道党工委", kind=OrganisationKind.committee, division="d"),
    ]
    for place in (1, 2):
        host, guest = f"s{place}", f"n{place}"
        for ident, side in ((host, Ownership.state_owned), (guest, Ownership.private)):
            found += [
                Unit(id=f"u-{ident}", name=f"{ident}公司", ownership=side, division="d"),
                Organisation(
                    id=ident,
                    name=f"{ident}公司党支部",
                    kind=branch,
                    division="d",
                    members=Quantity("=", 82),
                ),
                Hosting(id=f"h-{ident}", organisation=ident, unit=f"u-{ident}"),
                Superior(id=f"p-{ident}", organisation=ident, superior="top"),
            ]
        found += [
            Agreement(id=f"a{place}", title=f"协议{place}", signed_on=PartialDate("2025-01-01")),
            Signatory(id=f"y{place}a", agreement=f"a{place}", organisation=host),
            Signatory(id=f"y{place}b", agreement=f"a{place}", organisation=guest),
        ]
    return found


def put(home: Home, key: str, *steps: Step, note: str = "他人") -> int:
    """Write beside the screens, as another steward does; return the revision."""
    with home.open(key) as ledger:
        return ledger.apply(*steps, actor=POST, note=note, at=AT).number


def shown(home: Home, key: str, day: str = DAY) -> Snapshot:
    with home.open(key) as ledger:
        return ledger.snapshot(Scope(), dt.date.fromisoformat(day))


def field(app: AppTest, ident: str, column: str, *, kind: str = "organisation", day: str = DAY):
    """Return the input of a column in the record form."""
    key = f"record:{kind}:{ident}:{day}:{column}"
    for found in (app.text_input, app.selectbox, app.multiselect):
        if any(each.key == key for each in found):
            return found(key=key)
    raise KeyError(key)


def write(app: AppTest, form: str = "records", *, button: str = "") -> AppTest:
    """Give a reason and press the button of a form."""
    app.text_input(key=f"{form}:note").set_value("核对").run()
    return app.button(key=button or f"{form}:save").click().run()


def choose(app: AppTest, key: str, row: int) -> AppTest:
    """Tick a row of a table, which AppTest itself cannot."""
    # A table whose rows moved under the choice is drawn under its key and a number.
    drawn = re.compile(rf"-{re.escape(key)}(:\d+)?$")
    [table] = [each for each in app.dataframe if drawn.search(each.proto.id)]
    states = app._tree.get_widget_states()
    ticked = states.widgets.add()
    ticked.id = table.proto.id
    ticked.string_value = json.dumps({"selection": {"rows": [row], "columns": [], "cells": []}})
    return app._run(states)


def words_of(app: AppTest) -> str:
    """Return every notice of a screen."""
    kinds = (app.error, app.warning, app.info, app.success, app.markdown, app.caption)
    return "\n".join(each.value for found in kinds for each in found).replace("\\", "")
