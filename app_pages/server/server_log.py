"""The server's own lines as JSON in a file of its own, rotated: Streamlit's, the web server's, ours."""

from __future__ import annotations

import datetime as dt
import json
import logging
import re
from collections.abc import Mapping
from logging.handlers import RotatingFileHandler
from pathlib import Path

from streamlit import logger as streamlit_log

__all__ = ["MOST_BYTES", "MOST_FILES", "ServerLog", "log_line"]

MOST_BYTES, MOST_FILES = 10_000_000, 12
"""How large a log grows before another is begun, and how many are kept."""

_WEB = ("uvicorn", "uvicorn.error", "uvicorn.asgi", "websockets")
_LONGEST = 8000
_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


class ServerLog(RotatingFileHandler):
    """Writes each line once, whichever of several loggers hands it on.

    One process writes one file: its port is in the name, so that none turns over another's.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> log = ServerLog(folder, 8501)
    >>> log.handle(logging.LogRecord("x", logging.WARNING, "", 0, "a %s", ("b",), None))
    True
    >>> log.close()
    >>> json.loads((folder / "server-8501.jsonl").read_text())["said"]
    'a b'
    """

    def __init__(self, folder: Path, port: int) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        super().__init__(
            folder / f"server-{port}.jsonl",
            maxBytes=MOST_BYTES,
            backupCount=MOST_FILES,
            encoding="utf-8",
            delay=True,
        )

    def keep(self) -> None:
        """Write from now on what Streamlit, its libraries and the app log; the console stays."""
        set_up = streamlit_log.setup_formatter

        def with_file(logger: logging.Logger) -> None:
            set_up(logger)
            logger.addHandler(self)

        streamlit_log.setup_formatter = with_file
        for logger in list(streamlit_log._loggers.values()):  # noqa: SLF001  # there is no public way
            logger.addHandler(self)
        logging.getLogger().addHandler(self)

    def keep_web(self) -> None:
        """Write what the web server logs, too: it sets up its loggers anew when it starts."""
        for name in _WEB:
            logging.getLogger(name).addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record unless it was written."""
        if not getattr(record, "in_server_log", False):
            record.in_server_log = True
            super().emit(record)

    def format(self, record: logging.LogRecord) -> str:
        """Return a record as one line of JSON."""
        line = {
            "at": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(
                timespec="milliseconds"
            ),
            "level": record.levelname,
            "by": record.name,
            "said": record.getMessage()[:_LONGEST],
        }
        if record.exc_info:
            said = logging.Formatter().formatException(record.exc_info)
            line["trace"] = said[-_LONGEST:]
        return log_line(line)


def log_line(said: Mapping[str, str]) -> str:
    r"""Return one line of JSON, whoever chose the words in it.

    What some programs take for the end of a line, what a terminal obeys or shows backwards, and half
    characters that no file takes are written by their numbers.

    Examples
    --------
    >>> log_line({"tried": "甲\u2028\x9b2J\u202e\ud800"})
    '{"tried": "甲\\u2028\\u009b2J\\u202e\\ud800"}'
    """
    words = json.dumps(said, ensure_ascii=False)
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", words)
