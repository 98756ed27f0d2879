"""One change of one value anywhere inside a plan, as a mistake or a forger would make it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeAlias

from graphs.planning import Plan, content_digest
from graphs.text import Text

Path: TypeAlias = tuple[int | str, ...]


def sealed(changed: Plan) -> Plan:
    """Return a plan whose digest is right again: what a forger who knows the format would do."""
    return replace(changed, content=content_digest(changed))


def places(value: Any, path: Path = ()) -> Iterator[Path]:
    """Yield the way to every value inside a plan, its own fields and all within."""
    if is_dataclass(value):
        for each in fields(value):
            yield (*path, each.name)
            yield from places(getattr(value, each.name), (*path, each.name))
    elif isinstance(value, tuple):
        for place, each in enumerate(value):
            yield (*path, place)
            yield from places(each, (*path, place))


def at(value: Any, path: Path) -> Any:
    for step in path:
        value = value[step] if isinstance(step, int) else getattr(value, step)
    return value


def put(value: Any, path: Path, new: Any) -> Any:
    """Return a value with one thing inside it changed."""
    if not path:
        return new
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        return (*value[:step], put(value[step], rest, new), *value[step + 1 :])
    changed = object.__new__(type(value))  # also where the class would refuse it
    for each in fields(value):
        kept = getattr(value, each.name)
        object.__setattr__(changed, each.name, put(kept, rest, new) if each.name == step else kept)
    return changed


ODD: list[Any] = [
    None, True, False, 0, 1, -1, 10**30, 0.5, float("nan"), float("inf"), "", "n1", "s3", "solver",
    "none", "prices", (), ("n1",), (("n1", "s1"),), Text.same("…"), b"x",
]  # fmt: skip


def near(value: Any) -> list[Any]:
    """Return values close to one: what a forger would choose."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int | float):
        return [value + 1, value - 1, -value, value * 2]
    if isinstance(value, str):
        return [value + "x", value[:-1], value[::-1]]
    if isinstance(value, tuple):
        return [value[1:], value[::-1], value + value[:1]]
    return []
