"""A click with the address of before keeps what was chosen; a step back takes it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from streamlit.testing.v1 import AppTest

Open = Callable[..., AppTest]

TOWN = "division:yl-t1"


def chosen(open_app: Open) -> tuple[AppTest, Mapping[str, object]]:
    """A plan on which a township is chosen, and the address of before that."""
    app = open_app("plan", ledger="demo", lang="zh")
    before = dict(app.query_params)
    app.selectbox(key="control:scope").set_value(TOWN).run()
    assert app.query_params["scope"] == TOWN
    return app, before


def put_back(app: AppTest, query: Mapping[str, object]) -> None:
    app.query_params.clear()
    app.query_params.update(query)


def test_a_click_that_carries_the_address_of_before_keeps_what_was_chosen(open_app: Open) -> None:
    app, before = chosen(open_app)
    put_back(app, before)
    app.number_input(key="plan:budget").set_value(1).run()
    assert app.query_params["scope"] == TOWN
    assert app.selectbox(key="control:scope").value == TOWN
    assert app.number_input(key="plan:budget").value == 1


def test_a_step_back_takes_the_choice_back(open_app: Open) -> None:
    app, before = chosen(open_app)
    put_back(app, before)
    app.run()
    assert "scope" not in app.query_params
    assert app.selectbox(key="control:scope").value == "division:yl"


def test_a_step_back_and_another_take_back_what_was_before(open_app: Open) -> None:
    app, before = chosen(open_app)
    between = dict(app.query_params)
    app.selectbox(key="control:scope").set_value("division:yl-t2").run()
    for query in (between, before):
        put_back(app, query)
        app.run()
    assert app.selectbox(key="control:scope").value == "division:yl"


def test_an_address_that_was_never_here_is_followed_whatever_changed(open_app: Open) -> None:
    app, before = chosen(open_app)
    put_back(app, {**before, "scope": "division:yl-t3"})
    app.number_input(key="plan:budget").set_value(1).run()
    assert app.selectbox(key="control:scope").value == "division:yl-t3"
