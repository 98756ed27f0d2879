"""A mapping: which foreign column is which field, and what its values mean.

A mapping is a plain value, saved as JSON and used again. It has one :class:`TableRule` for each
kind of sheet or file; a table rule has one :class:`RecordRule` for each record that a row makes;
a record rule has one :class:`FieldRule` for each column of the record.

Texts are compared folded: width, case, spaces and traditional characters make no difference.
Where columns are named, alternatives may be given; the first that the sheet has is taken.
"""

from __future__ import annotations

from dataclasses import dataclass

from graphs.text import Text

__all__ = ["Condition", "FieldRule", "Mapping", "RecordRule", "TableRule", "template_columns"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRule:
    """Where the value of one column of a record comes from.

    The first of ``record``, ``constant``, ``ordinal``, ``item``, ``template`` and ``columns`` that
    is given is the origin; the others say how it is read.

    Attributes
    ----------
    record
        Another record of the same row, by its name in the table rule.
    constant
        The same text in every row.
    ordinal
        甲, 乙, 丙 … by the place of the item in its list.
    item
        The item itself, where the record rule makes one record for each item of a list.
    template
        A text with columns in braces; parts between | vanish when their column is blank.
    columns
        The cell of a column. The attributes below say how it is read.

    values
        Pairs of a pattern (``*`` stands for anything) and the text it means; ``None`` means blank.
    otherwise
        What a text outside ``values`` and the closed list means; without it, it is a problem.
    printed
        Columns that hold the wording of a date.
    counted
        Take the number that stands before one of these units of count, e.g. 方 in 四方联建.
    whole
        With ``counted``: the number must begin the text, as in 30家非公企业党支部.
    find
        The text names a record of another row or of the ledger: by ``foreign`` id, by ``name``,
        or ``any`` of foreign id, ledger id, code and name.
    unit_of
        The text names a Party organisation; take the unit it is formed in.
    lenient
        What cannot be read is left blank with an issue instead of stopping the import.
    blank
        The reason recorded where there is no value: an :class:`Absence` by name.
    fallback
        The rule to ask where this one gives nothing.
    """

    columns: tuple[str, ...] = ()
    constant: str | None = None
    item: bool = False
    template: str | None = None
    record: str | None = None
    ordinal: bool = False
    values: tuple[tuple[str, str | None], ...] = ()
    otherwise: str | None = None
    printed: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    whole: bool = False
    find: str | None = None
    unit_of: bool = False
    lenient: bool = False
    blank: str | None = None
    fallback: FieldRule | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A record is made only where a column matches one of the patterns, or with ``!`` none."""

    columns: tuple[str, ...]
    patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRule:
    """One record that a row makes, or one for each item of a list in a cell.

    Attributes
    ----------
    make
        The record type.
    name
        What other rules of the table call it; the record type where nothing is said.
    foreign
        The column with its foreign id, kept as an alias in the mapping's system.
    when
        All of these must hold.
    each, split
        The column with a list, and what separates its items.
    needs
        Fields without which no record is made (a problem for the first rule of a table).
    rest
        The text field that takes the columns no rule names, as "header：value", so that none is lost.
    strict
        Two rows that say different things of one record are an error, not just a warning.
    own_ids
        The foreign ids are the ledger's own, as its downloads have them: a record is met by them first.
    adds
        The rows only add to records that other tables or the ledger have: none is made of them.
    place
        The column that says in words where it is: namesakes of different places are two records.

    Examples
    --------
    >>> RecordRule(make="hosting", fields=()).called
    'hosting'
    """

    make: str
    fields: tuple[tuple[str, FieldRule], ...]
    name: str = ""
    foreign: tuple[str, ...] = ()
    when: tuple[Condition, ...] = ()
    each: tuple[str, ...] = ()
    split: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    rest: str = ""
    strict: bool = False
    own_ids: bool = False
    adds: bool = False
    place: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """What other rules call the record."""
        return self.name or self.make


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRule:
    """What the rows of one kind of sheet make.

    Attributes
    ----------
    matches
        Patterns of the sheet's or file's name; none: any sheet that has the needed columns.
    needs
        Columns the sheet must have, each with its alternatives.
    ignore
        Why such a sheet is left out.
    complete
        The sheet lists all there are: records of its foreign ids that it lacks have ended.
    derived
        Columns that follow from others, as our downloads have them: recognised, not kept.
    invented
        Columns that mark a row as invented demonstration data.
    """

    matches: tuple[str, ...] = ()
    needs: tuple[tuple[str, ...], ...] = ()
    records: tuple[RecordRule, ...] = ()
    ignore: Text | None = None
    complete: bool = False
    derived: tuple[str, ...] = ()
    invented: tuple[str, ...] = ()

    def columns(self) -> tuple[tuple[str, ...], ...]:
        """Return every column the rules name, with alternatives, each once, in order."""
        found: dict[tuple[str, ...], None] = dict.fromkeys(self.needs)
        for record in self.records:
            for names in (
                record.foreign,
                record.each,
                record.place,
                *(each.columns for each in record.when),
            ):
                found[names] = None
            for _, rule in record.fields:
                _collect(rule, found)
        found |= dict.fromkeys((name,) for name in self.derived)
        found[self.invented] = None
        found.pop((), None)
        return tuple(found)


def _collect(rule: FieldRule, found: dict[tuple[str, ...], None]) -> None:
    found[rule.columns] = None
    found[rule.printed] = None
    if rule.template:
        for name in template_columns(rule.template):
            found[(name,)] = None
    if rule.fallback:
        _collect(rule.fallback, found)


def template_columns(template: str) -> tuple[str, ...]:
    """Return the columns a template names.

    Examples
    --------
    >>> template_columns("类型（原文）：{kind}|；所在地：{place}")
    ('kind', 'place')
    """
    return tuple(part.split("}")[0] for part in template.split("{")[1:])


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """A saved mapping.

    Attributes
    ----------
    system
        Under which the foreign ids of these files are kept as aliases. Blank: the ids only tie the
        rows of one import together, for other offices number from 1 too.
    synthetic
        Every record it makes is invented demonstration data.
    """

    title: Text
    system: str
    tables: tuple[TableRule, ...] = ()
    synthetic: bool = False
