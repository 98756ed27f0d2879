"""Which test file a worker is given next: what takes long first, so that none waits at the end.

What many tests need is started once for each worker that has one of them: a browser with its server
and its home takes some twelve seconds of a processor. So files of a browser go to half of the workers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

__all__ = ["LONG", "LONGEST", "FileSchedule", "longest_first"]

BROWSER = "tests/browser/"

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
"""Folders whose tests take long, the longest first; the rest and the examples of the code follow."""


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


def fitting(files: Iterable[str], browses: bool) -> str:
    """Return the file a worker is given next: the first for one with a browser or for one without.

    When nothing of its own is left it takes the first there is, so that none waits at the end.
    """
    left = list(files)
    return next((each for each in left if each.startswith(BROWSER) == browses), left[0])


class FileSchedule(LoadScopeScheduling):
    """Files in the order of the tests, where xdist would take those of most tests first."""

    def _split_scope(self, nodeid: str) -> str:
        return scope_of(nodeid)

    def _assign_work_unit(self, node: Any) -> None:
        browses = 2 * self.nodes.index(node) < len(self.nodes)
        self.workqueue.move_to_end(fitting(self.workqueue, browses), last=False)
        super()._assign_work_unit(node)

    def schedule(self) -> None:
        self.config.option.loadscopereorder = False
        super().schedule()
