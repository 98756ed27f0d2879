"""A choice said in the other language is still that choice, and calls nobody."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.elements.widgets.multiselect import MultiSelectSerde
from streamlit.elements.widgets.radio import RadioSerde
from streamlit.elements.widgets.selectbox import SelectboxSerde
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime.state.common import WidgetMetadata
from streamlit.runtime.state.session_state import SessionState

from app_pages.parts.cache.earlier_labels import remember_labels

KEYS = ("demo", "own-7")
LABELS = {"en": ["Demonstration", "Mine"], "zh": ["演示", "我的"]}
ID = "$$ID-x-control"
KINDS: dict[type, tuple[str, str]] = {
    SelectboxSerde: ("string_value", "default_option_index"),
    RadioSerde: ("string_value", "default_option_index"),
    MultiSelectSerde: ("string_array_value", "default_options_indices"),
}


@pytest.fixture(autouse=True)
def remembering(monkeypatch: pytest.MonkeyPatch) -> None:
    for each in KINDS:
        monkeypatch.setattr(each, "deserialize", each.deserialize)  # type: ignore[attr-defined]
    monkeypatch.setattr(SessionState, "_set_widget_metadata", SessionState._set_widget_metadata)
    remember_labels()


def drawn(state: SessionState, kind: type, language: str, keys: tuple[str, ...] = KEYS) -> None:
    """Draw the choice in a language, as a run does."""
    value_type, default = KINDS[kind]
    labels = LABELS[language][: len(keys)]
    serde: Any = kind(
        keys,
        formatted_options=labels,
        formatted_option_to_option_index={each: place for place, each in enumerate(labels)},
        **{default: [0] if kind is MultiSelectSerde else 0},
    )
    state._set_widget_metadata(
        WidgetMetadata(
            id=ID,
            deserializer=serde.deserialize,
            serializer=serde.serialize,
            value_type=value_type,
        )
    )


def says(state: SessionState, kind: type, label: str) -> tuple[object, bool]:
    """Let a browser say a label; return the value the app has then, and whether it is told of a change."""
    if kind is MultiSelectSerde:
        said = WidgetState(id=ID)
        said.string_array_value.data.append(label)
    else:
        said = WidgetState(id=ID, string_value=label)
    state._compact_state()
    state._new_widget_state.set_widget_from_proto(said)
    changed = state._widget_changed(ID)
    found = state[ID]
    return (found[0] if isinstance(found, list) else found), changed


@pytest.mark.parametrize("kind", KINDS)
def test_the_label_of_before_is_still_the_same_choice(kind: type) -> None:
    state = SessionState()
    drawn(state, kind, "en")
    assert says(state, kind, "Mine")[0] == "own-7"
    for _ in range(2):  # the first run in the other language, and one more before the page has it
        drawn(state, kind, "zh")
        assert says(state, kind, "Mine") == ("own-7", False)
    assert says(state, kind, "Demonstration") == ("demo", True)
    assert says(state, kind, "我的") == ("own-7", True)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_option_any_more_is_no_choice(kind: type) -> None:
    state = SessionState()
    drawn(state, kind, "en")
    assert says(state, kind, "Mine")[0] == "own-7"
    drawn(state, kind, "zh", KEYS[:1])
    assert says(state, kind, "Mine")[0] == "Mine"  # as Streamlit has it: the screen sees to it
    assert says(state, kind, "演示")[0] == "demo"
