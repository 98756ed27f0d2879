"""Which test file a worker is given next: what takes long first, so that none waits at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath

import pytest
from xdist.scheduler import LoadScopeScheduling

__all__ = ["LONG", "LONGEST", "FileSchedule", "longest_first"]

LONGEST = (
    "tests/browser/journeys/test_planner_day.py",
    "tests/browser/journeys/test_import_journey.py",
    "tests/browser/journeys/test_steward_journey.py",
    "tests/browser/journeys/test_browser_races.py",
    "tests/browser/test_browser_network.py",
    "tests/browser/test_browser_accessibility.py",
    "tests/browser/journeys/test_browser_planner.py",
    "tests/browser/journeys/test_browser_conversation.py",
    "tests/browser/test_browser_forms.py",
    "tests/browser/test_browser_labels.py",
    "tests/browser/test_browser_download.py",
    "tests/ledger/database/test_durability.py",
    "tests/commands/test_command_plan.py",
    "tests/load/test_many_sessions.py",
    "tests/commands/test_command_hostile.py",
    "tests/ledger/database/test_database_limits.py",
)
"""Files that take a minute or more, as measured, the longest first: by the processor or by waiting for
a server that was frozen; some are of few tests."""

LONG = (
    "tests/bench",
    "tests/browser",
    "tests/app_pages",
    "tests/commands",
    "tests/planning",
    "tests/ledger",
    "tests/intake",
    "tests/drills",
)
"""Folders whose tests take long, the longest first; the rest and the examples of the code follow.

The browser's files are given out one by one like all others, so that no worker ends long after the
rest: each worker has a server, a browser and a home of its own, started once.
"""


def scope_of(nodeid: str) -> str:
    """Return what is given to one worker as a whole: the file of a test."""
    return nodeid.partition("::")[0]


def longest_first(items: list[pytest.Item]) -> list[pytest.Item]:
    """Return the tests in the order in which their files are given out."""
    counted = Counter(scope_of(item.nodeid) for item in items)

    def place(file: str) -> tuple[int, int, int, str]:
        longest = LONGEST.index(file) if file in LONGEST else len(LONGEST)
        parents = {str(each) for each in PurePosixPath(file).parents}
        found: Iterable[int] = (n for n, folder in enumerate(LONG) if folder in parents)
        return longest, next(iter(found), len(LONG)), -counted[file], file

    places = {file: place(file) for file in counted}
    return sorted(items, key=lambda item: places[scope_of(item.nodeid)])


class FileSchedule(LoadScopeScheduling):
    """Files in the order of the tests, where xdist would take those of most tests first."""

    def _split_scope(self, nodeid: str) -> str:
        return scope_of(nodeid)

    def schedule(self) -> None:
        self.config.option.loadscopereorder = False
        super().schedule()
