"""A choice said in the words of the run before is still that choice.

A browser says which option is chosen by its label. Whoever clicks before the page in the other
language has arrived says the old label: Streamlit (1.67) knows it no more and takes the label itself
for the value, calls back, and an address would name a ledger "Demonstration (invented)". Only its
rows of buttons remember.
"""

from __future__ import annotations

from typing import Any

from streamlit.elements.widgets.multiselect import MultiSelectSerde
from streamlit.elements.widgets.radio import RadioSerde
from streamlit.elements.widgets.selectbox import SelectboxSerde
from streamlit.runtime.state.session_state import SessionState

__all__ = ["remember_labels"]

_CHOICES = (MultiSelectSerde, RadioSerde, SelectboxSerde)
_deserialize = {each: each.deserialize for each in _CHOICES}
_register = SessionState._set_widget_metadata  # noqa: SLF001  # there is no public way


def remember_labels() -> None:
    """Let every choice of this server know the labels it had before, from now on."""
    for each in _CHOICES:
        each.deserialize = _understood  # type: ignore[assignment,method-assign]
    SessionState._set_widget_metadata = _remembered  # type: ignore[assignment,method-assign]  # noqa: SLF001


def _remembered(state: SessionState, metadata: Any) -> None:
    """Note with a choice that is drawn what its options were called when they were called otherwise."""
    before = state._new_widget_state.widget_metadata.get(metadata.id)  # noqa: SLF001
    old = getattr(getattr(before, "deserializer", None), "__self__", None)
    new = getattr(metadata.deserializer, "__self__", None)
    if isinstance(new, _CHOICES) and isinstance(old, _CHOICES) and new is not old:
        same = old.formatted_options == new.formatted_options
        new.earlier = (  # type: ignore[union-attr]
            getattr(old, "earlier", {})
            if same
            else dict(zip(old.formatted_options, old.options, strict=True))
        )
    _register(state, metadata)


def _understood(choice: Any, said: Any) -> Any:
    """Return the value of what a browser said, in the labels of now or of before."""
    if isinstance(said, str):
        said = _label(choice, said)
    elif said is not None:  # of several
        said = [_label(choice, each) for each in said]
    return _deserialize[type(choice)](choice, said)


def _label(choice: Any, said: str) -> str:
    earlier = getattr(choice, "earlier", {})
    if said in choice.formatted_option_to_option_index or said not in earlier:
        return said
    option = earlier[said]
    labels = zip(choice.options, choice.formatted_options, strict=True)
    return next((label for each, label in labels if each == option), said)
