"""Parse archive lines to rows and revisions, each checked as a change would be."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from graphs.errors import GraphsError, InputError, Problem
from graphs.ledger.storage.intervals import RowVersion
from graphs.ledger.storage.record_messages import problem
from graphs.ledger.storage.revisions import Revision
from graphs.ledger.storage.row_values import row_values, text_problem, well_formed
from graphs.ledger.storage.valid_time import ALWAYS, OPEN, day_number, moment_of
from graphs.model import RECORDS, from_row
from graphs.text import Text

__all__ = ["revision_from", "row_from"]

_CLOCKS = ("_from", "_to", "_opened", "_closed")
_TYPES: Mapping[str, tuple[type, ...]] = {
    "text": (str,),
    "integer": (int,),
    "real": (int, float),
    "flag": (bool,),
}


def row_from(
    kind: str, line: Mapping[str, Any], place: Text, *, head: int
) -> tuple[RowVersion | None, tuple[Problem, ...]]:
    """Return the row version of a line, or every reason why it is none."""
    problems = list(_shape(kind, line, place))
    if problems:
        return None, tuple(problems)
    stored = {name: value for name, value in line.items() if name not in _CLOCKS}
    if "absent" in stored:
        stored["absent"] = json.dumps(stored["absent"], sort_keys=True)
    try:
        values, problems = _checked(kind, stored)
        clocks = _clocks(line, head)
    except (KeyError, ValueError, TypeError) as error:
        return None, (problem(place, value=error, zh="取值不对", en="holds a wrong value"),)
    except GraphsError as error:
        inner = error.problems if isinstance(error, InputError) else ()
        found = [Problem(place=place, value=each.value, reason=each.reason) for each in inner]
        return None, tuple(found or [Problem(place=place, reason=error.message)])
    lost = [
        name
        for name, value in stored.items()
        if value not in (None, False) and values[name] is None
    ]
    problems += [
        problem(
            place,
            value=name,
            zh="缺少主值，此部分无处可放",
            en="is a part whose main value is missing",
        )
        for name in lost
    ]
    if problems:
        return None, tuple(
            Problem(
                place=place,
                value=each.value,
                reason=each.place + Text(zh="：", en=": ") + each.reason,
            )
            for each in problems
        )
    if kind == "division":
        values["path"] = stored.get("path")
    return RowVersion(kind=kind, values=values, **clocks), ()


def _shape(kind: str, line: Mapping[str, Any], place: Text) -> list[Problem]:
    found: list[Problem] = []
    storage = {part.name: part.storage for part in RECORDS[kind].stored}
    if not isinstance(line.get("id"), str) or not well_formed(line["id"]):
        found.append(
            problem(place, value=line.get("id", ""), zh="编号不合规", en="has no proper id")
        )
    for name, value in line.items():
        if name in _CLOCKS:
            continue
        if name not in storage:
            found.append(problem(place, value=name, zh="没有这个列", en="is no column of it"))
        elif name == "absent":
            if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
                found.append(problem(place, value=name, zh="写法不对", en="is malformed"))
        elif value is None or not _fits(value, storage[name]):
            found.append(problem(place, value=name, zh="类型不对", en="is of the wrong type"))
    return found


def _fits(value: object, storage: str) -> bool:
    if isinstance(value, bool):
        return storage == "flag"
    return isinstance(value, _TYPES[storage])


def _checked(kind: str, stored: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    values, problems = row_values(from_row(RECORDS[kind].cls, _complete(kind, stored)))
    return values, list(problems)


def _complete(kind: str, stored: Mapping[str, Any]) -> dict[str, Any]:
    return {part.name: stored.get(part.name) for part in RECORDS[kind].stored}


def _clocks(line: Mapping[str, Any], head: int) -> dict[str, int]:
    start, end = (_day(line.get(name)) for name in ("_from", "_to"))
    opened, closed = line.get("_opened", 1), line.get("_closed", OPEN)
    clocks = {
        "valid_from": day_number(start, ALWAYS),
        "valid_to": day_number(end, OPEN),
        "opened": opened,
        "closed": closed,
    }
    if any(type(value) is not int for value in clocks.values()):
        raise ValueError("_opened, _closed")
    if clocks["valid_from"] >= clocks["valid_to"]:
        raise ValueError(f"{line.get('_from')} → {line.get('_to')}")
    if not 1 <= opened <= head or not (opened < closed <= head or closed == OPEN):
        raise ValueError(f"_opened {opened}, _closed {closed}")
    return clocks


def _day(words: object) -> dt.date | None:
    if words is None:
        return None
    if not isinstance(words, str) or len(words) != 10:
        raise ValueError(str(words))
    return dt.date.fromisoformat(words)


def revision_from(
    line: Mapping[str, Any], place: Text
) -> tuple[Revision | None, tuple[Problem, ...]]:
    """Return the revision of a line, or every reason why it is none; digests may be blank."""
    texts = ("digest", "previous", "actor", "note", "at", "kind")
    undoes = line.get("undoes")
    if (
        set(line) - {"number", "undoes", *texts}
        or type(line.get("number")) is not int
        or (undoes is not None and type(undoes) is not int)
        or any(not isinstance(line.get(name, ""), str) for name in texts)
    ):
        return None, (problem(place, zh="不是合规的版本行", en="is no proper line of a revision"),)
    words: dict[str, Any] = {name: str(line.get(name, "")) for name in texts}
    found = [
        Problem(place=place, value=name, reason=reason)
        for name in ("actor", "note", "kind")
        if (reason := text_problem(words[name]))
    ]
    try:
        at = moment_of(words.pop("at"))
    except ValueError as error:
        found.append(problem(place, value=error, zh="时间写法不对", en="the time is malformed"))
    if found:
        return None, tuple(found)
    return Revision(number=line["number"], at=at, undoes=undoes, **words), ()
