"""Read a Parquet or Arrow list of a download again, as rows by the keys of its columns."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from graphs.errors import InputError
from graphs.interchange.returned_files.network_reader import ReturnedNetwork, Row
from graphs.text import Text

__all__ = ["network_of_tables", "rows_of_table"]


def rows_of_table(name: str, content: bytes) -> tuple[Row, ...]:
    """Return the rows of a Parquet or Arrow file; blanks are left out, days are ISO text.

    Raises
    ------
    InputError
        It is neither, or damaged.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        if name.lower().endswith(".parquet"):
            table = pq.read_table(io.BytesIO(content))
        else:
            with pa.ipc.open_file(io.BytesIO(content)) as reader:
                table = reader.read_all()
    except (pa.ArrowException, OSError, ValueError) as error:
        raise InputError(
            Text(zh="“{name}”读不了", en="“{name}” cannot be read").format(name=name)
        ) from error
    return tuple(_row(each) for each in table.to_pylist())


def network_of_tables(nodes: bytes, edges: bytes, *, ending: str = "parquet") -> ReturnedNetwork:
    """Return the network of two Parquet or Arrow files of a download.

    Raises
    ------
    InputError
        One is neither, or damaged.

    Examples
    --------
    >>> network_of_tables(b"", b"")
    Traceback (most recent call last):
    graphs.errors.InputError: “nodes.parquet” cannot be read
    """
    return ReturnedNetwork(
        nodes=rows_of_table(f"nodes.{ending}", nodes), edges=rows_of_table(f"edges.{ending}", edges)
    )


def _row(cells: dict[str, Any]) -> Row:
    return {
        key: value.isoformat() if isinstance(value, dt.date) else value
        for key, value in cells.items()
        if value is not None
    }
