"""The table of the picture: what is selected in one is selected in the other."""

from __future__ import annotations

import pytest
from app_stewards import Open, small_ledger

from graphs.ledger import Home


@pytest.mark.parametrize("picture", ["hubs", "columns", "places", "force"])
def test_what_is_selected_in_the_picture_comes_first_in_its_table(
    home: Home, open_app: Open, picture: str
) -> None:
    app = open_app("network", ledger=small_ledger(home), picture=picture, pick="n1,s1")
    app.session_state["picture:tables"] = True  # as its reader opens it
    app.run()
    assert not app.exception
    [nodes] = [
        each.value
        for each in app.dataframe
        if "✓" in set(map(str, each.value.iloc[:, 0])) and len(each.value) > 2
    ]
    ticks = [str(each) for each in nodes.iloc[:, 0]]
    assert ticks[:2] == ["✓", "✓"]
    assert "✓" not in ticks[2:]


@pytest.mark.parametrize("said", ["superiors", "chain:none", "<b>x</b>"])
def test_a_picture_of_the_address_that_is_not_here_is_said(
    home: Home, open_app: Open, said: str
) -> None:
    key = small_ledger(home)
    app = open_app("network", ledger=key, picture=said)
    assert not app.exception
    [words] = [each.value for each in app.caption if "这里没有，画的是" in each.value]
    assert "画的是“一页总览”" in words
    app = open_app("network", ledger=key, picture="hubs")
    assert not [each for each in app.caption if "这里没有，画的是" in each.value]
