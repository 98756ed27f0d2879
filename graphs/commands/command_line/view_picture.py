"""The picture of a view as a command draws it: in its colours, with its outline and its edits."""

from __future__ import annotations

from pathlib import Path

from graphs.commands.command_line.command_desk import Desk
from graphs.errors import InputError
from graphs.interchange import Address
from graphs.ledger import Entry
from graphs.model import Snapshot
from graphs.scene import (
    OUTLINED,
    Outline,
    PictureEdits,
    Scene,
    edited_scene,
    kept_outline,
    known_look,
    outlined_scene,
    picture,
    read_outline,
)
from graphs.text import Text

__all__ = ["outline_of", "scene_of"]


def scene_of(view: Address, snapshot: Snapshot, key: str, outline: Outline | None = None) -> Scene:
    """Return the scene of a picture in the colours of a view, with what its reader expanded or hid.

    Raises
    ------
    NotFound
        The chain or organisation of the key is not in the snapshot.
    """
    look = known_look(view.colour, view.group, view.size, view.opened)
    scene = picture(snapshot, key, view.filters, language=view.language, look=look)
    if key == OUTLINED:
        scene = outlined_scene(scene, snapshot, outline)
    edits = PictureEdits(expanded=view.expanded, hidden=view.hidden)
    return edited_scene(scene, snapshot, edits, view.filters, language=view.language)


def outline_of(
    desk: Desk, entry: Entry, file: Path | None, datums: tuple[str, str]
) -> Outline | None:
    """Return the outline of a file, else the one that was taken on the ledger's screen.

    Raises
    ------
    InputError
        The file cannot be read, or holds no outline.
    """
    if file is None:
        return kept_outline(desk.home.folder, entry.key)
    try:
        content = file.read_bytes()
    except OSError as error:
        raise InputError(
            Text(zh="读不了文件“{file}”", en="the file “{file}” cannot be read").format(
                file=Text.same(str(file))
            )
        ) from error
    return read_outline(content, name=file.name, datum=datums[0], ledger_datum=datums[1])
