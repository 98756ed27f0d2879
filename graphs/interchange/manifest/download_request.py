"""What a download is asked for: view, grains, formats, pictures; a manifest keeps it and gives it back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from graphs.errors import InputError
from graphs.interchange.export_formats import FORMATS
from graphs.interchange.grains.grain import GRAINS, GrainView
from graphs.interchange.sheet import Sheet, Table
from graphs.model import Scope, Snapshot
from graphs.network import FILTERS, Filter
from graphs.statistics import SnapshotSource
from graphs.text import Language, Text

__all__ = ["DownloadRequest", "request_of_manifest"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadRequest:
    """A download written out: nothing of it is left to a default that might change.

    Attributes
    ----------
    grains, formats, pictures
        Keys, in the order of their registries.
    picture
        The picture that goes along; blank for none.

    Examples
    --------
    >>> request = DownloadRequest(
    ...     scope=Scope(), as_of=dt.date(2010, 6, 15), revision=3, language="zh",
    ...     grains=("pairs",), formats=("csv",))
    >>> request_of_manifest(json.dumps({"made_with": request.settings()}).encode()) == request
    True
    """

    scope: Scope
    as_of: dt.date
    revision: int
    language: Language
    filters: tuple[Filter, ...] = ()
    grains: tuple[str, ...]
    formats: tuple[str, ...]
    picture: str = ""
    pictures: tuple[str, ...] = ()
    question: str = ""
    settings_of_question: tuple[tuple[str, str], ...] = ()

    def settings(self) -> dict[str, Any]:
        """Return the request as a manifest keeps it."""
        return {
            "scope": self.scope.words,
            "as_of": self.as_of.isoformat(),
            "revision": self.revision,
            "language": self.language,
            "filters": {each.key: list(each.values) for each in self.filters},
            "grains": list(self.grains),
            "formats": list(self.formats),
            "picture": self.picture,
            "pictures": list(self.pictures),
            "question": self.question,
            "parameters": dict(self.settings_of_question),
        }

    def lists(self, snapshot: Snapshot, source: SnapshotSource) -> Mapping[str, tuple[Sheet, ...]]:
        """Return the lists of every grain asked for, by its key."""
        view = self._view(snapshot, source)
        return {key: GRAINS[key].make(view) for key in GRAINS if key in self.grains}

    def streams(self, snapshot: Snapshot, source: SnapshotSource) -> Mapping[str, Sequence[Table]]:
        """Return the same lists, made while they are written where a grain can be."""
        view = self._view(snapshot, source)
        return {
            key: (each.stream or each.make)(view)
            for key, each in GRAINS.items()
            if key in self.grains
        }

    def _view(self, snapshot: Snapshot, source: SnapshotSource) -> GrainView:
        return GrainView(
            snapshot=snapshot,
            filters=self.filters,
            language=self.language,
            source=source,
            question=self.question,
            settings=self.settings_of_question,
        )


def request_of_manifest(content: bytes) -> DownloadRequest:
    """Return the request of a manifest.

    Raises
    ------
    InputError
        It is no manifest of a download, or names a grain, a format or a filter that is not there.

    Examples
    --------
    >>> try:
    ...     request_of_manifest(b"{}")
    ... except InputError as error:
    ...     print(error.message.en)
    this is no manifest.json of a download, or one too old to be made again
    """
    try:
        made = cast("dict[str, Any]", json.loads(content))["made_with"]
        request = DownloadRequest(
            scope=Scope.parse(made["scope"]),
            as_of=dt.date.fromisoformat(made["as_of"]),
            revision=int(made["revision"]),
            language="en" if made["language"] == "en" else "zh",
            filters=tuple(Filter(key, tuple(values)) for key, values in made["filters"].items()),
            grains=tuple(made["grains"]),
            formats=tuple(made["formats"]),
            picture=made["picture"],
            pictures=tuple(made["pictures"]),
            question=made["question"],
            settings_of_question=tuple(made["parameters"].items()),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(
            Text(
                zh="不是下载的 manifest.json，或出自不能重做的旧版本",
                en="this is no manifest.json of a download, or one too old to be made again",
            )
        ) from error
    unknown = [
        *(key for key in request.grains if key not in GRAINS),
        *(key for key in request.formats if key not in FORMATS),
        *(each.key for each in request.filters if each.key not in FILTERS),
    ]
    if unknown:
        raise InputError(
            Text(
                zh="manifest 里有本版本没有的：{names}",
                en="the manifest names what this version does not have: {names}",
            ).format(names=Text.join([Text.same(each) for each in unknown]))
        )
    return request
