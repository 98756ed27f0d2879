"""A download: lists at their grains, crossed with formats, and a manifest, in one zip."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TypeAlias

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
from graphs.interchange.sheet import PAIR_ROLES, Sheet
from graphs.interchange.zip_file import zip_bytes
from graphs.model import Snapshot
from graphs.text import Language

__all__ = ["View", "bundle", "grain_bundle", "manifest_line"]

Lists: TypeAlias = Mapping[str, tuple[Sheet, ...]]
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
    files[MANIFEST_NAME] = manifest_file(
        snapshot, view, placed, files, made_with=made_with, formats=formats, version=version
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
    about = json.dumps(manifest_words(snapshot, view), ensure_ascii=False, sort_keys=True)
    files: dict[str, bytes] = {}
    missing: list[LeftOut] = []
    for folder, keys in _folders(lists).items():
        sheets = tuple(sheet for key in keys for sheet in lists[key])
        network = next((GRAINS[key] for key in keys if GRAINS[key].roles), None)
        for each in request.formats:
            reasons = ((key, left_out(FORMATS[each], GRAINS[key], lists[key])) for key in keys)
            missing += [LeftOut(grain=key, format=each, reason=why) for key, why in reasons if why]
            if FORMATS[each].network and network is None:
                continue
            roles = (network.roles if network else None) or PAIR_ROLES
            made = FORMATS[each].write(sheets, request.language, roles=roles, about=about)
            files |= {f"{folder}{name}": body for name, body in made.items()}
    files |= dict(extra or {})
    placed = [(GRAINS[key].folder, sheet) for key, sheets in lists.items() for sheet in sheets]
    files[MANIFEST_NAME] = manifest_file(
        snapshot,
        view,
        placed,
        files,
        made_with=request.settings(),
        formats=request.formats,
        grains=tuple(lists),
        left_out=missing,
        version=version,
    )
    return zip_bytes(dict(sorted(files.items())))


def _folders(lists: Lists) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key in lists:
        found.setdefault(GRAINS[key].folder, []).append(key)
    return found
