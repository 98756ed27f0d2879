"""An archive whose zip is broken, locked or packed otherwise is refused with a sentence."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from graphs.errors import InputError
from graphs.ledger import Home, create

LOCAL, CENTRAL = b"PK\x03\x04", b"PK\x01\x02"
Patch = Callable[[bytearray, int, int], None]


def locked(data: bytearray, local: int, central: int) -> None:
    data[local + 6] |= 1
    data[central + 8] |= 1


def packed(method: int) -> Patch:
    def patch(data: bytearray, local: int, central: int) -> None:
        struct.pack_into("<H", data, local + 8, method)
        struct.pack_into("<H", data, central + 10, method)

    return patch


def miscounted(data: bytearray, local: int, central: int) -> None:
    data[local + 14] ^= 255
    data[central + 16] ^= 255


def cut(data: bytearray, local: int, central: int) -> None:
    struct.pack_into("<I", data, local + 18, 1)
    struct.pack_into("<I", data, central + 20, 1)


def shrunk(data: bytearray, local: int, central: int) -> None:
    struct.pack_into("<I", data, local + 22, 5)
    struct.pack_into("<I", data, central + 24, 5)


def garbled(data: bytearray, local: int, central: int) -> None:
    data[local + 60 : local + 70] = b"\xff" * 10


BROKEN: dict[str, Patch] = {
    "locked": locked,
    "bzip2": packed(12),
    "lzma": packed(14),
    "none there is": packed(99),
    "wrong sum": miscounted,
    "cut": cut,
    "said to be shorter": shrunk,
    "garbled": garbled,
}


def everywhere(data: bytes, mark: bytes) -> list[int]:
    found, at = [], data.find(mark)
    while at >= 0:
        found.append(at)
        at = data.find(mark, at + 4)
    return found


@pytest.mark.parametrize("way", BROKEN)
def test_a_broken_zip_is_refused_with_a_sentence_and_leaves_nothing(
    tmp_path: Path, way: str
) -> None:
    with create(str(tmp_path / "a.ledger"), ledger_id="a") as made:
        made.export_archive(tmp_path / "a.zip")
    data = bytearray((tmp_path / "a.zip").read_bytes())
    places = list(zip(everywhere(data, LOCAL), everywhere(data, CENTRAL), strict=True))
    assert places
    for local, central in places:
        BROKEN[way](data, local, central)
    (tmp_path / "b.zip").write_bytes(data)
    home = Home(folder=tmp_path / "home")
    with pytest.raises(InputError) as refused:
        home.adopt(tmp_path / "b.zip", "b")
    assert refused.value.say("zh") != refused.value.say("en")
    assert list((tmp_path / "home" / "own").iterdir()) == []
