"""What a planner without mathematics reads on the plan screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from graphs.planning import Objective

Open = Callable[..., AppTest]

HEADS = {
    "zh": ["非公党组织", "为什么没有安排", "怎样能安排它"],
    "en": ["Non-public", "Why it is left out", "What would place it"],
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_guest_left_out_is_told_why_and_what_would_place_it(
    open_app: Open, language: str
) -> None:
    app = open_app("plan", ledger="demo", lang=language, part="left_out")
    assert not app.exception
    [table] = [each.value for each in app.dataframe if list(each.value) == HEADS[language]]
    assert len(table) == int(app.metric[2].value)
    assert table.iloc[:, 1].nunique() > 1
    assert all(table.iloc[:, 2])


@pytest.mark.parametrize(("language", "words"), [("zh", "具名的国企"), ("en", "No state-owned")])
def test_a_ledger_of_unnamed_records_says_which_side_lacks(
    open_app: Open, language: str, words: str
) -> None:
    app = open_app("plan", ledger="shangjie-2010", lang=language)
    assert not app.exception
    assert any(words in each.value.replace("\\", "") for each in app.info)


def test_every_objective_says_what_it_means(open_app: Open) -> None:
    app = open_app("plan", ledger="demo", lang="en", scope="division:yl-t1")
    said = set()
    for each in Objective:
        app.selectbox(key="plan:objective").set_value(each.name).run()
        assert not app.exception
        said.add(next(c.value for c in app.caption if c.value.endswith(".")))
    assert len(said) == len(Objective)
