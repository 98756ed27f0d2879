"""The values of a session by their keys, looked up one by one.

Streamlit (1.67) builds a dictionary of all of them whenever a text, choice or date with a key is
drawn, to look at that one key: a dozen times a run, of fifty values each.
"""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping
from typing import Any

from streamlit.runtime.state.safe_session_state import SafeSessionState

__all__ = ["KeyedValues", "look_values_up"]


class KeyedValues(Mapping[str, Any]):
    """The values of a session; all of them are gathered only when all are asked for."""

    def __init__(self, state: SafeSessionState) -> None:
        self._state = state

    def __getitem__(self, key: str) -> Any:
        with self._state._lock:  # noqa: SLF001  # there is no public way
            return self._state._state[key]  # noqa: SLF001  # likewise

    def __contains__(self, key: object) -> bool:
        with self._state._lock:  # noqa: SLF001  # likewise
            return key in self._state._state  # noqa: SLF001  # likewise

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def items(self) -> ItemsView[str, Any]:
        """Return all of them, gathered once."""
        return self._all().items()

    def __repr__(self) -> str:
        return repr(self._all())

    def _all(self) -> dict[str, Any]:
        with self._state._lock:  # noqa: SLF001  # likewise
            return dict(self._state._state.filtered_state)  # noqa: SLF001  # likewise


def look_values_up() -> None:
    """Let every session of this server be asked for single values, from now on."""
    SafeSessionState.filtered_state = property(KeyedValues)  # type: ignore[assignment,method-assign]
