"""A job belongs to the page that asked: it ends with it, and begins anew where the page comes back."""

from __future__ import annotations

import time
import weakref
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from app_pages.parts.frame import job_progress
from graphs.child_job import ChildJob, JobWords
from graphs.text import Text

SAME = Text.same("{n}")
WORDS = JobWords(late=SAME, large=SAME, ended=SAME)


@pytest.fixture
def quick_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job_progress, "_LOOK", 0.001)


@pytest.mark.usefixtures("quick_clock")
def test_a_job_whose_page_is_gone_is_abandoned() -> None:
    job = ChildJob(time.sleep, 600, deadline=600, words=WORDS)
    asked: list[str] = []
    job_progress._watch_page(weakref.ref(job), lambda page: bool(asked.append(page)), "one")
    assert job.abandoned
    assert set(asked) == {"one"}
    assert job._process.exitcode is not None


@pytest.mark.usefixtures("quick_clock")
def test_a_short_absence_ends_nothing() -> None:
    job = ChildJob(time.sleep, 600, deadline=600, words=WORDS)
    there = iter([*[False] * job_progress._ABSENT, True, *[False] * job_progress._ABSENT, True])

    def is_there(_: str) -> bool:
        seen = next(there, None)
        if seen is None:
            job.cancel()
        return bool(seen)

    job_progress._watch_page(weakref.ref(job), is_there, "one")
    assert not job.abandoned


def test_a_page_that_comes_back_has_its_plan_solved_anew(open_app: Callable[..., AppTest]) -> None:
    app = open_app("plan", ledger="demo", lang="en")
    app.number_input(key="plan:guest").set_value(2).run()
    app.selectbox(key="plan:objective").set_value("fairest").run()
    key, job = app.session_state["plan:job"]
    job.abandon()
    app.run()
    assert not app.exception
    again, other = app.session_state["plan:job"]
    assert again == key
    assert other is not job
    assert other.under_way
    other.cancel()
