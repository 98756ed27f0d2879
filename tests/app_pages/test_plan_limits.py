"""The planner's further limits on the screen: each reaches the plan, and a scenario brings them back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

Open = Callable[..., AppTest]


@pytest.fixture
def plan(open_app: Open) -> AppTest:
    return open_app("plan", ledger="demo", lang="en")


def ok(app: AppTest) -> AppTest:
    assert not app.exception
    assert not app.error
    return app


def plan_id(app: AppTest) -> str:
    """The id that the summary shows."""
    [words] = [each.value for each in app.caption if "plan id" in each.value.lower()]
    return words


def choose(app: AppTest, key: str, value: Any) -> AppTest:
    return ok(app.selectbox(key=key).set_value(value).run())


def press(app: AppTest, key: str) -> AppTest:
    return ok(app.button(key=key).click().run())


def test_a_quota_of_a_township_is_kept_and_taken_back(plan: AppTest) -> None:
    before = plan_id(plan)
    group = plan.selectbox(key="plan:quota-group").options[0]
    print(group)
