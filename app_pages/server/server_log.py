"""The server's own lines as JSON in a file of its own, rotated: Streamlit's, the web server's, ours."""

from __future__ import annotations

import datetime as dt
import json
import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from streamlit import logger as streamlit_log

__all__ = ["MOST_BYTES", "MOST_FILES", "ServerLog"]

MOST_BYTES, MOST_FILES = 10_000_000, 12
"""How large a log grows before another is begun, and how many are kept."""

_WEB = ("uvicorn", "uvicorn.error", "uvicorn.asgi", "websockets")
_LONGEST = 8000


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
        return json.dumps(line, ensure_ascii=False)
