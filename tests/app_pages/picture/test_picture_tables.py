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
