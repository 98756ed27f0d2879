"""The inputs of the record form, one for each column."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from app_pages.parts.records.field_inputs import Edited, edit
from app_pages.parts.records.open_form import form_input
from app_pages.parts.records.record_form import RecordForm
from graphs.model import Absence, Cell, Snapshot
from graphs.text import Text

__all__ = ["record_cells", "record_inputs"]


def record_inputs(snapshot: Snapshot, form: RecordForm) -> Mapping[str, Edited]:
    """Draw an input for each column of the record and return what they hold."""
    places = st.columns(2)
    inputs: dict[str, Edited] = {}
    own = [each for each in form.declared.columns if each.name != "path"]
    for number, each in enumerate(own):
        with places[number % 2]:
            value, key = getattr(form.was, each.name), f"{form.name}:{each.name}"
            inputs[each.name] = edit(form.view, snapshot, each, value, form.name, key)
    return inputs


def record_cells(form: RecordForm, inputs: Mapping[str, Edited]) -> Mapping[str, Cell]:
    """Draw which blank columns the source does not state, and return what the form says."""
    view, was = form.view, form.was
    labels = {each.name: each.label for each in form.declared.columns if not each.required}
    blank = [name for name in labels if name in inputs and inputs[name].value is None]
    key = f"{form.name}:absent"
    stated = [name for name in blank if was.absence(name) is Absence.not_stated]
    form_input(form.name, key, stated)
    st.session_state[key] = [name for name in st.session_state[key] if name in blank]
    unstated = st.multiselect(
        view.say(Text(zh="来源未载明的栏目", en="Fields the source does not state")),
        blank,
        format_func=lambda name: labels[name].say(view.language),
        placeholder=view.say(Text(zh="无", en="None")),
        key=key,
    )
    cells = {name: Cell(each.value) for name, each in inputs.items()}
    for name, each in inputs.items():
        kept = was.absence(name)
        if name in unstated:
            cells[name] = Cell(None, Absence.not_stated)
        elif each.value == getattr(was, name) and (
            kept is not Absence.not_stated or name not in blank
        ):
            cells[name] = Cell(each.value, kept)
    return cells
