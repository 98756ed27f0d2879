"""Word templates that an office edits: checked, filled, and reaching nothing but their placeholders."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from graphs.errors import InputError, Problem
from graphs.interchange import clean, document_bytes, put_foot
from graphs.text import Text

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["check_template", "fill_template", "inert"]

_MOST_BYTES, _MOST_UNPACKED = 5_000_000, 50_000_000


def fill_template(
    template: bytes,
    values: Mapping[str, Any],
    *,
    placeholders: Collection[str],
    called: Text,
    foot: str = "",
) -> bytes:
    """Return a template filled as a Word file; the same values and template give the same bytes.

    ``called`` is what the template is called in a refusal, ``foot`` goes below every page, whatever
    the template has there.

    Raises
    ------
    InputError
        The template is no Word file, or a placeholder in it is unknown or broken; each is named.

    Examples
    --------
    >>> from graphs.interchange import new_document, put_paragraph
    >>> paper = new_document(Text.same("简报"), "zh")
    >>> put_paragraph(paper, "{{ day }}")
    >>> made = fill_template(document_bytes(paper), {"day": inert("2026-06-30")},
    ...     placeholders=["day"], called=Text.same("模板"))
    >>> from docx import Document
    >>> Document(io.BytesIO(made)).paragraphs[-1].text
    '2026-06-30'
    """
    from docxtpl import DocxTemplate

    check_template(template, tuple(placeholders), called)
    paper = DocxTemplate(io.BytesIO(template))
    try:
        paper.render(dict(values), _environment(), autoescape=True)
        put_foot(paper.docx, foot)
        return document_bytes(paper)
    except Exception as error:  # a template may fail in any way its office can write
        raise _broken(called, [_failed(called, error)]) from error


@lru_cache(maxsize=4)
def check_template(template: bytes, placeholders: tuple[str, ...], called: Text) -> None:
    """Refuse a template that is no Word file or asks for what there is not; once for many papers.

    Raises
    ------
    InputError
        The template is no Word file, or a placeholder in it is unknown or broken; each is named.

    Examples
    --------
    >>> check_template(b"", (), Text(zh="模板", en="template"))
    Traceback (most recent call last):
    graphs.errors.InputError: the template cannot be used: ...
    """
    from docxtpl import DocxTemplate

    _check_package(template, called)
    try:
        paper = DocxTemplate(io.BytesIO(template))
        names = paper.get_undeclared_template_variables(_environment())
    except Exception as error:  # likewise
        raise _broken(called, [_failed(called, error)]) from error
    unknown = sorted(names - set(placeholders))
    if unknown:
        raise _broken(called, (_unknown(called, name, placeholders) for name in unknown))


def _environment() -> Environment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    # A template comes from a file share: it may print and repeat, and reach nothing else.
    return ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


def _check_package(template: bytes, called: Text) -> None:
    reason = None
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as package:
            names = {entry.filename for entry in package.infolist()}
            size = sum(entry.file_size for entry in package.infolist())
    except zipfile.BadZipFile:
        names, size = set(), 0
    if "word/document.xml" not in names:
        reason = Text(zh="不是 Word 文件（.docx）", en="is no Word file (.docx)")
    elif len(template) > _MOST_BYTES or size > _MOST_UNPACKED:
        reason = Text(zh="文件过大", en="is too large")
    if reason:
        remedy = Text(
            zh="从 data/templates 里的模板改起", en="begin from the template in data/templates"
        )
        raise _broken(called, [Problem(place=called, reason=reason, remedy=remedy)])


def _broken(called: Text, problems: Iterable[Problem]) -> InputError:
    found = tuple(problems)
    lead = Text(zh="{called}用不了：", en="the {called} cannot be used: ").format(called=called)
    return InputError(lead + found[0].sentence(), found)


def _unknown(called: Text, name: str, placeholders: Iterable[str]) -> Problem:
    keys = Text.join([Text.same(key) for key in placeholders])
    return Problem(
        place=called,
        value=f"{{{{ {name} }}}}",
        reason=Text(zh="没有这个占位符", en="there is no such placeholder"),
        remedy=Text(zh="可用：", en="use one of ") + keys,
    )


def _failed(called: Text, error: Exception) -> Problem:
    """Say which placeholder failed, as far as the template engine knows."""
    shown = [line.strip() for line in getattr(error, "docx_context", ()) if "{" in line]
    return Problem(
        place=called,
        value=" ".join(shown)[:80],
        reason=Text(zh="占位符有误：", en="a placeholder is broken: ") + Text.same(str(error)),
        remedy=Text(
            zh="对照 data/templates/README.md 改正", en="compare it with data/templates/README.md"
        ),
    )


def inert(words: str) -> Any:
    """Return words as they are to be read: on one line, marked up, braces as character entities.

    The template engine rewrites some braces after filling; an entity passes it untouched.

    Examples
    --------
    >>> str(inert("{{ 7*7 }}"))
    '&#123;&#123; 7*7 &#125;&#125;'
    """
    from markupsafe import Markup, escape

    plain = str(escape(" ".join(clean(words).split())))
    return Markup(plain.replace("{", "&#123;").replace("}", "&#125;"))  # noqa: S704  # escaped above
