"""The form of a reported figure offers the measures that the ledger computes, and no other."""

from __future__ import annotations

from app_stewards import Open, small_ledger

from graphs.ledger import Home
from graphs.statistics import known_measures


def test_the_measure_is_chosen_from_those_that_are_known(open_app: Open, home: Home) -> None:
    app = open_app("records", ledger=small_ledger(home))
    app.selectbox(key="records:kind").set_value("statement").run()
    assert not app.exception
    [measure] = [each for each in app.selectbox if each.key and each.key.endswith(":measure")]
    offered = [words.split("（")[0] for words in measure.options]
    assert offered == ["—", *(label.zh for label in known_measures().values())]
