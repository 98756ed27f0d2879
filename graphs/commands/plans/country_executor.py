"""Where the plans of counties are solved: processes, threads, or a Dask cluster."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from graphs.child_job import CHILDREN
from graphs.errors import ComponentMissing, InputError, Problem
from graphs.text import Text

__all__ = ["solving_executor"]

_PATIENCE = "10s"


@contextmanager
def solving_executor(where: str, workers: int) -> Iterator[Executor]:
    """Open the executor that is named, and close it.

    Raises
    ------
    InputError
        The words name no place to solve at.
    ComponentMissing
        Dask is not installed, or no scheduler answers at the address.

    Examples
    --------
    >>> with solving_executor("threads", 2) as executor:
    ...     executor.submit(sum, [1, 2]).result()
    3
    """
    if where == "threads":
        with ThreadPoolExecutor(workers) as threads:
            yield threads
    elif where == "processes":
        with ProcessPoolExecutor(workers, mp_context=CHILDREN) as processes:
            yield processes
    elif where.startswith("dask://") and where != "dask://":
        with _cluster(where.removeprefix("dask://")) as cluster:
            yield cluster
    else:
        problem = Problem(
            place=Text.same("--executor"),
            value=where,
            reason=Text(
                zh="写成 processes、threads 或 dask://主机:端口",
                en="write processes, threads or dask://HOST:PORT",
            ),
        )
        raise InputError(problem.sentence(), (problem,))


@contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    try:
        from distributed import Client
    except ImportError:
        raise ComponentMissing(
            Text(
                zh="没有安装 Dask；用 pip install 'dask[distributed]' 安装",
                en="Dask is not installed; install it with pip install 'dask[distributed]'",
            )
        ) from None
    connect: Any = Client  # its package is typed in parts only
    try:
        client = connect(f"tcp://{address}", timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError):
        raise ComponentMissing(
            Text(
                zh="连不上 Dask 调度器 {address}；请先启动它",
                en="no Dask scheduler answers at {address}; start it first",
            ).format(address=address)
        ) from None
    with client:
        yield client.get_executor()
