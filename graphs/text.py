"""Both languages in one value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

__all__ = ["LANGUAGES", "Language", "Text"]

Language: TypeAlias = Literal["zh", "en"]

LANGUAGES: tuple[Language, ...] = ("zh", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A sentence or a word in Chinese and in English.

    Both are required, so that a missing translation is a ``TypeError`` where it is declared.

    Examples
    --------
    >>> label = Text(zh="共 {count} 对", en="{count} {count:pair|pairs} in all")
    >>> label.format(count=32).say("zh")
    '共 32 对'
    >>> label.format(count=Text(zh="三十二", en="thirty-two")).say("en")
    'thirty-two pairs in all'
    """

    zh: str
    en: str

    def say(self, language: Language) -> str:
        """Return the wording in one language."""
        return self.zh if language == "zh" else self.en

    def format(self, **values: object) -> Text:
        """Return a copy with the named places filled; a ``Text`` fills each language with its own.

        In English ``{n:pair|pairs}`` is the form that goes with the number.

        Examples
        --------
        >>> count = Text(zh="{n} 对", en="{n} {n:pair|pairs}")
        >>> count.format(n=1).en, count.format(n=2).en, count.format(n="≥ 30").en
        ('1 pair', '2 pairs', '≥ 30 pairs')
        >>> Text(zh="第 {row} 行", en="row {row}").format(row=3).zh
        '第 3 行'
        """
        chinese = {key: _in("zh", value) for key, value in values.items()}
        english = {key: _in("en", value) for key, value in values.items()}
        return Text(zh=self.zh.format(**chinese), en=_english(self.en, english))

    def __add__(self, other: Text) -> Text:
        """Return both texts one after the other."""
        return Text(zh=self.zh + other.zh, en=self.en + other.en)

    @classmethod
    def same(cls, words: str) -> Text:
        """Return a text that reads alike in both languages: a recorded name, a number, a code."""
        return cls(zh=words, en=words)

    @classmethod
    def named(cls, name: str, in_english: str | None) -> Text:
        """Return a recorded name; where nobody gave one in English it stays as it is.

        Examples
        --------
        >>> Text.named("上街区", "Shangjie").en, Text.named("峡窝镇", None).en
        ('Shangjie', '峡窝镇')
        """
        return cls(zh=name, en=in_english or name)

    @classmethod
    def join(cls, parts: tuple[Text, ...] | list[Text], *, zh: str = "、", en: str = ", ") -> Text:
        """Return the parts in one text, separated as each language does.

        Examples
        --------
        >>> Text.join([Text(zh="甲", en="A"), Text(zh="乙", en="B")]).zh
        '甲、乙'
        """
        return cls(zh=zh.join(part.zh for part in parts), en=en.join(part.en for part in parts))


def _english(words: str, values: dict[str, object]) -> str:
    def form(found: re.Match[str]) -> str:
        return found["one"] if str(values[found["name"]]) == "1" else found["many"]

    return _FORMS.sub(form, words).format(**values) if "|" in words else words.format(**values)


_FORMS = re.compile(r"\{(?P<name>\w+):(?P<one>[^|{}]*)\|(?P<many>[^|{}]*)\}")


def _in(language: Language, value: object) -> object:
    return value.say(language) if isinstance(value, Text) else value
