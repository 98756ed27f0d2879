"""Log unexpected errors: a reference for the user, the traceback in a file."""

from __future__ import annotations

import contextlib
import hashlib
import tempfile
import traceback
from pathlib import Path

from graphs.text import Text

__all__ = ["note_crash"]


def note_crash() -> Text:
    """Write the traceback under way to a file of its own and return the sentence about it.

    Examples
    --------
    >>> try:
    ...     1 / 0
    ... except ZeroDivisionError:
    ...     note_crash().en.partition(" Give")[0]
    'An unexpected error.'
    """
    trace = traceback.format_exc()
    reference = hashlib.sha256(trace.encode("utf-8", "backslashreplace")).hexdigest()[:8]
    path = Path(tempfile.gettempdir()) / f"graphs-{reference}.log"
    with contextlib.suppress(OSError):
        path.write_text(trace, encoding="utf-8", errors="backslashreplace")
    return Text(
        zh="出现意外错误。请把编号 {code} 和日志 {path} 交给维护人员。",
        en="An unexpected error. Give reference {code} and the log {path} to whoever maintains this.",
    ).format(code=reference, path=path)
