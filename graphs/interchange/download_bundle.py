"""A download: lists at their grains, crossed with formats, and a manifest, in one zip."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO, TypeAlias

import networkx as nx

from graphs.interchange.export_formats import FORMATS
from graphs.interchange.grains.grain import GRAINS, left_out
from graphs.interchange.manifest.download_request import DownloadRequest
from graphs.interchange.manifest.manifest_file import (
    MANIFEST_NAME,
    LeftOut,
    manifest_file,
    manifest_words,
)
from graphs.interchange.manifest.view_words import View, manifest_line
from graphs.interchange.sheet import PAIR_ROLES, Sheet, Table
from graphs.interchange.zip_file import Packing, digest_of, zip_bytes
from graphs.model import Snapshot
from graphs.text import Language

__all__ = ["View", "bundle", "grain_bundle", "manifest_line", "write_grain_bundle"]

Lists: TypeAlias = Mapping[str, Sequence[Table]]
"""The lists of each grain, by its key."""


def bundle(
    snapshot: Snapshot,
    view: View,
    sheets: tuple[Sheet, ...],
    *,
    graph: nx.MultiGraph[str] | None = None,
    formats: tuple[str, ...],
    language: Language,
    extra: Mapping[str, bytes] | None = None,
    version: str = "",
) -> bytes:
    """Return one zip with lists and graph in the formats asked for, a manifest, and extra files.

    The same view gives the same bytes: nothing in it tells the time of the download.
    """
    files: dict[str, bytes] = {}
    for key in formats:
        files |= FORMATS[key].write(sheets, language, graph)
    files |= dict(extra or {})
    placed = [("", sheet) for sheet in sheets]
    made_with = {"language": language, "formats": list(formats)}
    digests = {name: digest_of(body) for name, body in files.items()}
    files[MANIFEST_NAME] = manifest_file(
        snapshot, view, placed, digests, made_with=made_with, formats=formats, version=version
    )
    return zip_bytes(dict(sorted(files.items())))


def grain_bundle(
    snapshot: Snapshot,
    view: View,
    lists: Lists,
    *,
    request: DownloadRequest,
    extra: Mapping[str, bytes] | None = None,
    version: str = "",
) -> bytes:
    """Return one zip with every grain in every format, a manifest, and extra files.

    What a format cannot hold of a grain is named in the manifest. By the ``request``, which stands
    in it too, ``export --from-manifest`` makes the same files again.
    """
    target = io.BytesIO()
    write_grain_bundle(target, snapshot, view, lists, request=request, extra=extra, version=version)
    return target.getvalue()


def write_grain_bundle(
    target: IO[bytes],
    snapshot: Snapshot,
    view: View,
    lists: Lists,
    *,
    request: DownloadRequest,
    extra: Mapping[str, bytes] | None = None,
    version: str = "",
) -> bytes:
    """Write the zip of :func:`grain_bundle` to a file that can be sought in; return its manifest.

    Lists that are made while they are written are held nowhere as a whole.
    """
    about = json.dumps(manifest_words(snapshot, view), ensure_ascii=False, sort_keys=True)
    missing: list[LeftOut] = []
    with Packing() as packing:
        for folder, keys in _folders(lists).items():
            missing += _missing(request.formats, keys, lists)
            for name, body in _written(keys, lists, request, about):
                packing.add(f"{folder}{name}", body)
        for name, body in (extra or {}).items():
            packing.add(name, body)
        placed = [(GRAINS[key].folder, table) for key, found in lists.items() for table in found]
        manifest = manifest_file(
            snapshot,
            view,
            placed,
            packing.digests,
            made_with=request.settings(),
            formats=request.formats,
            grains=tuple(lists),
            left_out=missing,
            version=version,
        )
        packing.add(MANIFEST_NAME, manifest)
        packing.write(target)
    return manifest


def _written(
    keys: list[str], lists: Lists, request: DownloadRequest, about: str
) -> Iterator[tuple[str, bytes | Iterable[bytes]]]:
    """Yield the files of the grains of one folder, in every format that holds them."""
    tables = tuple(table for key in keys for table in lists[key])
    network = next((GRAINS[key] for key in keys if GRAINS[key].roles), None)
    roles = (network.roles if network else None) or PAIR_ROLES
    for each in request.formats:
        if network is not None or not FORMATS[each].network:
            made = FORMATS[each].stream(tables, request.language, roles=roles, about=about)
            yield from made.items()


def _missing(formats: tuple[str, ...], keys: list[str], lists: Lists) -> list[LeftOut]:
    reasons = (
        (each, key, left_out(FORMATS[each], GRAINS[key], lists[key]))
        for each in formats
        for key in keys
    )
    return [LeftOut(grain=key, format=each, reason=why) for each, key, why in reasons if why]


def _folders(lists: Lists) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key in lists:
        found.setdefault(GRAINS[key].folder, []).append(key)
    return found
