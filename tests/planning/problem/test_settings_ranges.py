"""One declaration says what a setting may be: Python, a settings file and the command line agree."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pytest

from graphs.commands.plans.plan_arguments import PLAN_ARGUMENTS
from graphs.errors import InputError
from graphs.planning import SETTING_CHOICES, SETTING_RANGES, Capacity, PlanSettings

NAMED = {"weights", "capacities", "quotas", "locked", "forbidden"}
FLAGS = {flag: each for each in PLAN_ARGUMENTS for flag in each.flags}


def cases() -> Iterator[tuple[str, float, bool]]:
    for name, each in SETTING_RANGES.items():
        step = 1 if each.whole else 0.5
        for value, good in (
            *((each.least, True), (each.most, True), (each.least + 1, True)),
            *((each.least - step, False), (each.most + step, False)),
        ):
            yield name, value, good
        yield name, each.least + 0.5, not each.whole


def values_of(name: str, value: Any) -> dict[str, Any]:
    """Settings with one value; where a least and a most go together, both."""
    if name == "weight":
        return {"weights": (("distance", value),)}
    if name in ("low", "high"):
        return {"capacities": (Capacity(**{"id": "s1", "high": 10**6, name: value}),)}
    beside = {"guest_low": "guest_high", "host_low": "host_high"}.get(name)
    return {name: value} | ({beside: 10**6} if beside else {})


def arguments_of(name: str, value: float) -> tuple[str, str]:
    if name == "weight":
        return "--weight", f"distance={value}"
    if name in ("low", "high"):
        return "--capacity", f"s1={value}-1000000" if name == "low" else f"s1={value}"
    return "--" + name.replace("_", "-"), str(value)


def accepted(make: Any) -> bool:
    try:
        make()
    except InputError:
        return False
    return True


@pytest.mark.parametrize(("name", "value", "good"), list(cases()))
def test_every_door_takes_what_is_declared_and_nothing_else(
    name: str, value: float, good: bool
) -> None:
    from graphs.commands.plans.plan_argument_words import capacity_of, weight_of

    made = values_of(name, value)
    plain = {key: [vars_of(e) for e in v] if key in NAMED else v for key, v in made.items()}
    flag, words = arguments_of(name, value)
    read = {"--weight": weight_of, "--capacity": capacity_of}.get(flag) or FLAGS[flag].settings[
        "type"
    ]
    doors = (
        lambda: PlanSettings(**made),
        lambda: PlanSettings.from_json(json.dumps(plain)),
        lambda: read(words),
    )
    assert [accepted(door) for door in doors] == [good] * 3


def vars_of(entry: Any) -> Any:
    return (
        list(entry)
        if isinstance(entry, tuple)
        else {"id": entry.id, "low": entry.low, "high": entry.high}
    )


def test_every_setting_has_its_declaration_and_its_argument() -> None:
    names = {each.name for each in fields(PlanSettings)} - NAMED
    assert names == {*SETTING_RANGES, *SETTING_CHOICES} - {"weight", "low", "high"}
    for name in names:
        argument = FLAGS["--" + name.replace("_", "-")]
        if name in SETTING_CHOICES:
            assert argument.settings["choices"] == tuple(filter(None, SETTING_CHOICES[name]))


@pytest.mark.parametrize("name", SETTING_CHOICES)
def test_a_word_that_is_not_declared_is_refused(name: str) -> None:
    for value in SETTING_CHOICES[name]:
        assert getattr(PlanSettings(**{name: value}), name) == value
    with pytest.raises(InputError):
        PlanSettings(**{name: "another"})
