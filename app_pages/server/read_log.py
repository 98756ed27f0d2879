"""The read log: who looked at what, who took what away, and who was refused; as lines of JSON."""

from __future__ import annotations

import datetime as dt
import logging
from collections import Counter
from logging.handlers import RotatingFileHandler
from pathlib import Path

from app_pages.server.server_log import MOST_BYTES, MOST_FILES, log_line
from graphs.access import Visitor

__all__ = ["keep_log", "note", "noted"]

noted: Counter[str] = Counter()
"""How often each act was noted since this process began."""

_LOG = logging.getLogger("app_pages.reads")


def keep_log(folder: Path, port: int) -> None:
    """Write the log beside the accounts from now on; a full file makes room for the next.

    One process writes one file: its port is in the name, so that none turns over another's.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        folder / f"reads-{port}.jsonl",
        maxBytes=MOST_BYTES,
        backupCount=MOST_FILES,
        encoding="utf-8",
        delay=True,
    )
    handler.setFormatter(logging.Formatter("%(message)s"))
    _LOG.handlers = [handler]
    _LOG.propagate = False
    _LOG.setLevel(logging.INFO)


def note(act: str, visitor: Visitor | None, **said: str) -> None:
    """Write one line: the moment, the act, the account and its post, and what it was about."""
    line = {
        "at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "act": act,
        "account": visitor.account if visitor else "",
        "post": visitor.post if visitor else "",
        **{name: value[:300] for name, value in said.items()},
    }
    noted[act] += 1
    _LOG.info("%s", log_line(line))
