"""Parse the measure of a reported figure, by key or label."""

from __future__ import annotations

from graphs.intake.cells.cell_readings import CellReading
from graphs.text import Text

__all__ = ["read_measure"]

_BY_KEY = Text(zh="按名称认作统计项 {key}", en="was taken for the measure {key} by its label")


def read_measure(words: str) -> CellReading:
    """Return the key of the measure a cell names; one that is not known is no value.

    Examples
    --------
    >>> read_measure("结对").value
    'pairs'
    >>> read_measure("happiness").fault.en
    'is no measure of the ledger'
    """
    from graphs.statistics import known_measures, measure_key  # networkx: only where one is named

    key = measure_key(words)
    if key is not None:
        note = None if key == words else _BY_KEY.format(key=key)
        return CellReading(value=key, note=note)
    listed = Text.join(
        [Text.same(each) + _named(label) for each, label in known_measures().items()]
    )
    return CellReading(
        fault=Text(zh="不是台账的统计项", en="is no measure of the ledger"),
        remedy=Text(zh="可用的值：", en="use one of: ")
        + listed
        + Text(zh="；没有对应项的留空", en="; leave it blank where none fits"),
    )


def _named(label: Text) -> Text:
    return Text(zh="（", en=" (") + label + Text(zh="）", en=")")
