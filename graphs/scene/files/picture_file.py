"""Pictures as files in every format a download offers: SVG, PNG at twice the size, PDF, HTML."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from graphs.errors import GraphsError
from graphs.registry import Registry
from graphs.scene.files.svg_picture import PAGES, svg_picture
from graphs.scene.html_snapshot import html_snapshot
from graphs.scene.scene import Scene
from graphs.text import Language, Text

__all__ = ["PICTURE_FORMATS", "PictureFormat", "picture_files"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Subject:
    """A scene with what is written about it."""

    scene: Scene
    title: Text
    line: Text
    language: Language

    def svg(self, page: str) -> str:
        """Return it as an SVG page."""
        return svg_picture(
            self.scene,
            title=self.title,
            line=self.line,
            language=self.language,
            page=PAGES[page],
        )


_Write: TypeAlias = Callable[[_Subject], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFormat:
    """A format of picture files: key, label, the end of the file's name, and what writes it."""

    key: str
    label: Text
    ending: str
    write: _Write


PICTURE_FORMATS: Registry[str, PictureFormat] = Registry("picture format")
"""Every format by key, in the order of the menu."""


def _picture_format(*, label: Text, ending: str) -> Callable[[_Write], _Write]:
    def declare(write: _Write) -> _Write:
        made = PictureFormat(key=write.__name__, label=label, ending=ending, write=write)
        PICTURE_FORMATS.declare(write.__name__, made, write)
        return write

    return declare


def picture_files(
    scene: Scene, formats: tuple[str, ...], *, title: Text, line: Text, language: Language
) -> Mapping[str, bytes]:
    """Return a scene as files by name, one for each format.

    Raises
    ------
    GraphsError
        The machine has no font for the words of the picture, or a page names an outside address.

    Examples
    --------
    >>> from graphs.scene import make_scene
    >>> empty = make_scene([], [], [], (), Text.same("无"))
    >>> list(picture_files(empty, ("svg",), title=Text.same("图"), line=Text.same(""), language="zh"))
    ['network.svg']
    """
    subject = _Subject(scene=scene, title=title, line=line, language=language)
    return {
        f"network{PICTURE_FORMATS[key].ending}": PICTURE_FORMATS[key].write(subject)
        for key in formats
    }


@_picture_format(label=Text(zh="网页 HTML", en="HTML page"), ending=".html")
def html(subject: _Subject) -> bytes:
    """Write one self-contained page that can be zoomed, with its tables."""
    return html_snapshot(
        subject.scene, title=subject.title, line=subject.line, language=subject.language
    )


@_picture_format(label=Text(zh="SVG 矢量图", en="SVG drawing"), ending=".svg")
def svg(subject: _Subject) -> bytes:
    """Write a drawing that any size of print and every drawing program takes."""
    return subject.svg("screen").encode()


@_picture_format(label=Text(zh="PNG（2 倍）", en="PNG (2×)"), ending=".png")
def png(subject: _Subject) -> bytes:
    """Write an image at twice the size of a screen."""
    import vl_convert  # slow to import, and only files need it

    return _checked(vl_convert.svg_to_png(subject.svg("screen"), scale=2.0), b"\x89PNG")


@_picture_format(label=Text(zh="PDF 打印（A4）", en="PDF to print (A4)"), ending="-a4.pdf")
def pdf_a4(subject: _Subject) -> bytes:
    """Write one page of A4, its words as embedded text."""
    return _pdf(subject, "a4")


@_picture_format(label=Text(zh="PDF 打印（A3）", en="PDF to print (A3)"), ending="-a3.pdf")
def pdf_a3(subject: _Subject) -> bytes:
    """Write one page of A3, its words as embedded text."""
    return _pdf(subject, "a3")


def _pdf(subject: _Subject, page: str) -> bytes:
    import vl_convert  # slow to import, and only files need it

    return _checked(vl_convert.svg_to_pdf(subject.svg(page)), b"%PDF")


def _checked(body: bytes, start: bytes) -> bytes:
    if not body.startswith(start):
        raise GraphsError(Text(zh="图片没有写成", en="the picture could not be written"))
    return body
