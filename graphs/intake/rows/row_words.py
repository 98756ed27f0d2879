"""What a row says beside its fields: unnamed columns, and its place."""

from __future__ import annotations

from graphs.intake.cells.party_names import is_relative
from graphs.intake.files.cell_text import clean
from graphs.intake.mapping.bind import BoundRecord
from graphs.intake.rows.drafts import Draft, RowState
from graphs.intake.rows.sheet_places import HOSTS

__all__ = ["keep_rest", "place_draft"]

_PLACED = frozenset(("organisation", "unit"))


def keep_rest(record: BoundRecord, state: RowState, values: list[object]) -> None:
    """Put the columns that no rule names into the text field the rule gives for them."""
    if record.rule.rest not in record.names:
        return
    at = record.names.index(record.rule.rest)
    value = values[at]
    own = value if isinstance(value, str) else ""
    cells = ((header, clean(state.cell(column))) for header, column in record.rest)
    said = "；".join(
        [*([own] if own else []), *(f"{head}：{text}" for head, text in cells if text)]
    )
    values[at] = said or value


def place_draft(draft: Draft, record: BoundRecord, state: RowState) -> None:
    """Explain where the row places a record; a state-owned partner is at home in many townships."""
    if record.place is not None:
        draft.place = clean(state.cell(record.place))
    if draft.kind not in _PLACED:
        return
    row = state.made.get(("division", -1))
    if row is None:
        return
    name = draft.get("name")
    related = record.rule.called not in HOSTS or is_relative(str(name), str(row.get("name")))
    if draft.get("division") is None and related:
        draft.near = row
