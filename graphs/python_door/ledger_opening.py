"""How an analyst opens a ledger: by its key, the path of its file, or its address."""

from __future__ import annotations

import os
from pathlib import Path

from graphs.python_door.analysis import Analysis
from graphs.python_door.argument_values import name_of, one_of
from graphs.text import Text

__all__ = ["open"]


def open(name: str | os.PathLike[str]) -> Analysis:  # noqa: A001  # ``graphs.open`` is never the builtin
    """Return a ledger for analysis, by its key, the path of its file, or its address.

    Raises
    ------
    NotFound
        There is no such ledger; the message names what there is.
    LedgerError
        It cannot be opened.

    Examples
    --------
    >>> import graphs
    >>> with graphs.open("demo") as ledger:
    ...     ledger.ask("dormant", months=6).count.low > 0
    True
    """
    from graphs.access import Area, require
    from graphs.ledger import Home, open_ledger

    words = name_of(name)
    home = Home.for_caller()
    require(home.visitor, Area.download)
    known = [entry.key for entry in home.entries()]
    if words in known or not home.visitor.unbound:  # an account uses what is listed here
        return Analysis(ledger=home.open(words), name=words)
    if "://" not in words and not Path(words).is_file():
        one_of(words, known, Text(zh="台账", en="ledger"))
    return Analysis(ledger=open_ledger(words), name=words)
