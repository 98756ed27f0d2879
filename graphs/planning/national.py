"""The plan of a whole country: one problem a county, over any ``concurrent.futures`` executor."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass
from typing import TypeAlias

from graphs.errors import InputError, Problem
from graphs.planning.judge.judgement import verify_plan
from graphs.planning.plan import solved_plan
from graphs.planning.problem.problem import PlanningProblem
from graphs.planning.problem.settings import PlanSettings
from graphs.planning.problem.settings_checks import settings_within
from graphs.text import Text

__all__ = ["County", "CountyPlan", "NationalPlan", "plan_country"]

Progress: TypeAlias = Callable[[int, int], None]
"""Called with counties and guests done so far."""

_AHEAD = 16

_Found: TypeAlias = tuple["CountyPlan", frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class County:
    """A county to plan: its id, and how to get its problem where it is solved.

    ``load`` runs in the worker and must be picklable for executors of processes: a top-level
    function or ``functools.partial`` of one.
    """

    id: str
    load: Callable[[], PlanningProblem]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountyPlan:
    """The plan of one county without its evidence; total in millionths."""

    county: str
    plan: str
    guests: int
    hosts: int
    served: int
    total: int
    optimal: bool
    sound: bool
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NationalPlan:
    """The plans of all counties, in the order given.

    ``id`` is the digest of the counties' plan ids, whatever executor ran them and in which order.
    """

    id: str
    counties: tuple[CountyPlan, ...]

    @property
    def served(self) -> int:
        """Guests with a pair."""
        return sum(each.served for each in self.counties)

    @property
    def guests(self) -> int:
        """Guests planned for."""
        return sum(each.guests for each in self.counties)

    @property
    def optimal(self) -> bool:
        """Whether every county's plan is proved best."""
        return all(each.optimal for each in self.counties)


def plan_country(
    counties: Iterable[County],
    settings: PlanSettings,
    *,
    executor: Executor | None = None,
    ahead: int = _AHEAD,
    keep_pairs: bool = True,
    progress: Progress | None = None,
) -> NationalPlan:
    """Return the best plan of every county.

    Counties are independent: pairs do not cross their borders. At most ``ahead`` of them are under
    way at a time, so that counties may be a stream and memory stays bounded. Without an executor
    they are planned one after the other, here.

    Raises
    ------
    InputError
        The settings name what is a candidate in no county, or span more digits than exact
        arithmetic holds.

    Examples
    --------
    >>> import functools
    >>> import numpy as np
    >>> from graphs.planning import problem_from_matrix
    >>> load = functools.partial(problem_from_matrix, np.array([[0.9]]))
    >>> plan_country([County(id="c1", load=load)], PlanSettings()).served
    1
    """
    done: dict[int, CountyPlan] = {}
    guests = 0
    nowhere: frozenset[str] | None = None
    for place, (found, outside) in _results(
        counties, settings, executor, ahead, keep_pairs=keep_pairs
    ):
        done[place] = found
        nowhere = outside if nowhere is None else nowhere & outside
        guests += found.guests
        if progress is not None:
            progress(len(done), guests)
    if nowhere:
        words = Text(
            zh="方案设置提到了各县候选方之外的对象",
            en="the settings name what is a candidate in no county",
        )
        raise InputError(
            words, tuple(Problem(place=words, reason=Text.same(name)) for name in sorted(nowhere))
        )
    ordered = tuple(done[place] for place in sorted(done))
    state = hashlib.sha256()
    for each in ordered:
        state.update(f"{each.county}:{each.plan}\n".encode())
    return NationalPlan(id=state.hexdigest(), counties=ordered)


def _results(
    counties: Iterable[County],
    settings: PlanSettings,
    executor: Executor | None,
    ahead: int,
    *,
    keep_pairs: bool,
) -> Iterator[tuple[int, _Found]]:
    if executor is None:
        for place, county in enumerate(counties):
            yield place, _plan_county(county, settings, keep_pairs)
        return
    running: dict[Future[_Found], int] = {}
    for place, county in enumerate(counties):
        if len(running) >= ahead:
            yield from _finished(running)
        running[executor.submit(_plan_county, county, settings, keep_pairs)] = place
    while running:
        yield from _finished(running)


def _finished(running: dict[Future[_Found], int]) -> Iterator[tuple[int, _Found]]:
    ready, _ = wait(running, return_when=FIRST_COMPLETED)
    for future in ready:
        yield running.pop(future), future.result()


def _plan_county(
    county: County, settings: PlanSettings, keep_pairs: bool
) -> tuple[CountyPlan, frozenset[str]]:
    """Return the plan of a county, and the names in the settings that belong to others."""
    problem = county.load()
    own, outside = settings_within(problem.pool, settings)
    made = solved_plan(problem, own).plan
    wrong = [each for each in verify_plan(problem, own, made) if each.rule != "unproved"]
    found = CountyPlan(
        county=county.id,
        plan=made.id,
        guests=len(problem.pool.guests),
        hosts=len(problem.pool.hosts),
        served=made.totals.served,
        total=made.totals.total,
        optimal=made.certificate.proved,
        sound=not wrong,
        pairs=tuple((pair.guest, pair.host) for pair in made.pairs) if keep_pairs else (),
    )
    return found, outside
