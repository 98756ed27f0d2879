"""What a download needs of a ledger: the columns its lists are made of, or everything."""

from __future__ import annotations

from collections.abc import Mapping

from graphs.interchange.grains.grain import GRAINS
from graphs.interchange.manifest.download_request import DownloadRequest

__all__ = ["columns_read"]


def columns_read(request: DownloadRequest) -> Mapping[str, tuple[str, ...] | None] | None:
    """Return the columns, by record type, that the lists of a download are made of.

    ``None`` where it needs everything: a picture, a grain that declares no columns, or a scope that
    is followed along records of other types.

    Examples
    --------
    >>> import datetime as dt
    >>> from graphs.model import Scope
    >>> request = DownloadRequest(
    ...     scope=Scope(), as_of=dt.date(2010, 6, 15), revision=3, language="zh",
    ...     grains=("pairs",), formats=("csv",))
    >>> "citation" in columns_read(request), columns_read(request)["superior"]
    (False, ('synthetic',))
    """
    if request.picture or request.scope.kind not in ("whole", "division"):
        return None
    grains = [GRAINS[key] for key in request.grains]
    if len(grains) != 1 or grains[0].reads is None:
        return None  # with others there is a whole snapshot anyway
    return grains[0].reads
