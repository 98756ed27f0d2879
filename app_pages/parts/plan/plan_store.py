"""Store the plans and scenarios of a desk, one small file each.

The address names a plan; its settings are found here after a reload and in another tab. A file is
written whole or not at all, and two sessions never write the same one with different content.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeAlias, cast

from graphs.errors import InputError, LimitExceeded
from graphs.planning import PlanSettings
from graphs.text import Text
from graphs.whole_file import write_whole

__all__ = ["Aim", "PlanRequest", "PlanStore", "Scenario"]

Aim: TypeAlias = tuple[str, tuple[str, ...]]
"""Whom a plan serves (``unpaired`` or ``everyone``), and the divisions it is limited to."""

_PLAN = re.compile(r"[0-9a-f]{64}")
_LARGEST = 1 << 24
_MOST_PLANS, _MOST_SCENARIOS = 300, 60
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRequest:
    """What a plan was asked for: its id, whom it serves, the settings."""

    plan: str
    aim: Aim
    settings: PlanSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A plan under a name: its settings, where it was made, what it achieves, its pairs.

    ``names`` holds (id, Chinese, English) of the organisations in its pairs.
    """

    name: str
    request: PlanRequest
    scope: str
    as_of: str
    figures: tuple[tuple[str, float], ...]
    pairs: tuple[tuple[str, str], ...]
    names: tuple[tuple[str, str, str], ...]

    @property
    def key(self) -> str:
        """What the scenario is called in its desk: the same name and plan are the same one."""
        words = json.dumps([self.name, self.request.plan])
        return hashlib.sha256(words.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStore:
    """The plans and scenarios that one desk keeps of one ledger.

    Examples
    --------
    >>> import tempfile
    >>> store = PlanStore.of(Path(tempfile.mkdtemp()), "own-town", "town")
    >>> one = PlanRequest(plan="ab" * 32, aim=("everyone", ()), settings=PlanSettings(budget=3))
    >>> store.keep(one)
    >>> store.request("ab" * 32) == one, store.request("../secret")
    (True, None)
    """

    folder: Path

    @classmethod
    def of(cls, home: Path, key: str, ledger: str) -> PlanStore:
        """Return the store of a ledger: its key at this desk, and what it calls itself."""
        name = hashlib.sha256(json.dumps([key, ledger]).encode()).hexdigest()[:32]
        return cls(folder=home / "plans" / name)

    def keep(self, request: PlanRequest) -> None:
        """Keep the request of a plan; of the oldest ones only the newest few hundred stay.

        Raises
        ------
        OSError
            The home cannot be written.
        """
        _put(self.folder / "plans" / f"{request.plan}.json", _plain_request(request))
        _prune(self.folder / "plans", _MOST_PLANS)

    def request(self, plan: str) -> PlanRequest | None:
        """Return the request of a plan by its id; ``None`` where this desk does not know it."""
        if not _PLAN.fullmatch(plan):
            return None
        stored = _read(self.folder / "plans" / f"{plan}.json")
        found = None if stored is None else _request(stored)
        return found if found and found.plan == plan else None

    def scenarios(self) -> tuple[Scenario, ...]:
        """Return every scenario, by name."""
        read = (_read(path) for path in sorted((self.folder / "scenarios").glob("*.json")))
        found = [each for stored in read if stored is not None and (each := _scenario(stored))]
        return tuple(sorted(found, key=lambda each: (each.name, each.key)))

    def add(self, scenario: Scenario) -> None:
        """Keep a scenario; one of another session is never written over.

        Raises
        ------
        InputError
            Its name is taken or too long.
        LimitExceeded
            There are too many.
        OSError
            The home cannot be written.
        """
        there = self.scenarios()
        if len(scenario.name) > _LONGEST_NAME:
            raise InputError(
                Text(
                    zh="情景名称至多 {n} 字", en="a scenario's name has at most {n} letters"
                ).format(n=_LONGEST_NAME)
            )
        if any(each.name == scenario.name and each.key != scenario.key for each in there):
            raise InputError(
                Text(
                    zh="已有名为“{name}”的情景，请另取名称或先删除它",
                    en="there is a scenario “{name}” already; choose another name or delete it first",
                ).format(name=scenario.name)
            )
        if len(there) >= _MOST_SCENARIOS:
            raise LimitExceeded(
                Text(
                    zh="情景已满 {n} 个，请先删除不用的",
                    en="there are {n} scenarios already; delete some first",
                ).format(n=_MOST_SCENARIOS)
            )
        value = asdict(scenario)
        # The key of scenarios that desks have stored already.
        value["wishes"] = _plain_request(scenario.request)
        del value["request"]
        value["figures"] = dict(scenario.figures)
        _put(self.folder / "scenarios" / f"{scenario.key}.json", value)

    def remove(self, key: str) -> None:
        """Let a scenario go; it may be gone already.

        Raises
        ------
        OSError
            The home cannot be written.
        """
        for each in self.scenarios():
            if each.key == key:
                (self.folder / "scenarios" / f"{key}.json").unlink(missing_ok=True)


def _plain_request(request: PlanRequest) -> dict[str, Any]:
    return asdict(request) | {"settings": request.settings.to_json()}


def _put(target: Path, value: dict[str, Any]) -> None:
    """Write a file whole: whoever reads it meanwhile sees the old one or the new one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, json.dumps(value).encode())


def _prune(folder: Path, most: int) -> None:
    def age(path: Path) -> float:
        with suppress(OSError):  # another session has just pruned it
            return -path.stat().st_mtime
        return 0.0

    for path in sorted(folder.glob("*.json"), key=age)[most:]:
        path.unlink(missing_ok=True)


def _read(path: Path) -> dict[str, Any] | None:
    """Return the value of a file; ``None`` where it is gone, or nothing that was written here."""
    try:
        if path.stat().st_size > _LARGEST:
            return None
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _request(stored: dict[str, Any]) -> PlanRequest | None:
    try:
        whom, divisions = stored["aim"]
        settings = PlanSettings.from_json(stored["settings"])
    except (KeyError, TypeError, ValueError, InputError):
        return None
    if whom not in ("unpaired", "everyone") or not isinstance(divisions, list):
        return None
    return PlanRequest(
        plan=str(stored.get("plan")), aim=(whom, tuple(_texts(divisions))), settings=settings
    )


def _scenario(stored: dict[str, Any]) -> Scenario | None:
    try:
        request = _request(stored["wishes"])
        pairs = [tuple(_texts(each)) for each in stored["pairs"]]
        names = [tuple(_texts(each)) for each in stored["names"]]
        figures = tuple((str(key), float(value)) for key, value in stored["figures"].items())
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
    if (
        request is None
        or {len(each) for each in pairs} - {2}
        or {len(each) for each in names} - {3}
    ):
        return None
    return Scenario(
        name=str(stored.get("name")),
        request=request,
        scope=str(stored.get("scope") or ""),
        as_of=str(stored.get("as_of") or ""),
        figures=figures,
        pairs=cast("tuple[tuple[str, str], ...]", tuple(pairs)),
        names=cast("tuple[tuple[str, str, str], ...]", tuple(names)),
    )


def _texts(values: Any) -> Iterator[str]:
    return (str(each) for each in values)
