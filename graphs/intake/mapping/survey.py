"""Survey of a file: its tables, and how each of their columns would be read.

What is recognised by itself can be put right by a person; what they say becomes a mapping.
"""

from __future__ import annotations

import glob
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from graphs.folding import fold
from graphs.intake.cells.personal import personal_header, personal_value
from graphs.intake.files.subprocess_reader import InputFile, read_sheets
from graphs.intake.formats.limits import Limits
from graphs.intake.mapping.bind import known_headers
from graphs.intake.mapping.column_mapping import Reading, readings
from graphs.intake.mapping.mapping import Mapping
from graphs.intake.mapping.rule_choice import candidate_rules, choose_rule
from graphs.intake.tables.row_issues import Issue
from graphs.intake.tables.table_bounds import Table, find_table
from graphs.text import Text

__all__ = ["FoundTable", "mapping_of", "survey"]

_SHOWN = 3  # values of a column that are shown beside its header
_LOOKED_AT = 40  # rows they are taken from


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTable:
    r"""A table as it was found in a sheet.

    ``reading`` is the key of the way it would be read, blank where none was recognised; then
    ``issue`` says why. ``samples`` has a few values of each column; none of data of persons.

    Examples
    --------
    >>> file = InputFile(name="单位.csv", content="名称,所有制\n甲公司,民营\n".encode())
    >>> [found] = survey([file])
    >>> found.reading, found.headers, found.samples[1]
    ('type:unit', ('名称', '所有制'), ('民营',))
    """

    file: str
    sheet: str
    title: str
    headers: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]
    reading: str
    issue: Issue | None = None


def survey(
    files: Sequence[InputFile], *, mapping: Mapping | None = None, limits: Limits | None = None
) -> tuple[FoundTable, ...]:
    r"""Return the tables of the files in their order; hidden and empty sheets are passed over.

    Raises
    ------
    InputError
        A file cannot be read at all.

    Examples
    --------
    >>> survey([InputFile(name="a.csv", content="甲,乙\n1,2\n".encode())])[0].reading
    ''
    """
    choices = readings(mapping)
    rules = list(candidate_rules(mapping))
    known = known_headers(rule for _, rule in rules)
    keys = {id(reading.rule): key for key, reading in choices.items()}
    found = []
    for file in files:
        for sheet in read_sheets(file, limits):
            table = None if sheet.hidden else find_table(sheet, lambda h: fold(h) in known)
            if table is None:
                continue
            choice = choose_rule(table, file, rules, has_mapping=mapping is not None)
            refused = choice if isinstance(choice, Issue) else None
            found.append(
                FoundTable(
                    file=file.name,
                    sheet=sheet.name,
                    title=table.title,
                    headers=table.headers,
                    samples=_samples(table),
                    reading="" if isinstance(choice, Issue) else keys[id(choice)],
                    issue=refused,
                )
            )
            if sheet.delimited:
                break  # it holds one table: the rest need not be read for its columns
    return tuple(found)


def mapping_of(
    title: Text, chosen: Sequence[tuple[FoundTable, Reading]], *, system: str = ""
) -> Mapping:
    r"""Return the mapping that reads each table as is said, chosen by the name of its sheet.

    ``system`` names whose ids the files carry; blank, they only tie the rows of one import.

    Examples
    --------
    >>> file = InputFile(name="单位.csv", content="名称\n甲公司\n".encode())
    >>> [found] = survey([file])
    >>> made = mapping_of(Text(zh="本镇", en="Town"), [(found, readings()[found.reading])])
    >>> made.tables[0].matches
    ('单位',)
    """
    names = Counter(found.sheet for found, _ in chosen)
    return Mapping(
        title=title,
        system=system,
        tables=tuple(
            replace(reading.rule, matches=(glob.escape(_called(found, names)),))
            for found, reading in chosen
        ),
    )


def _called(found: FoundTable, names: Counter[str]) -> str:
    if found.sheet and names[found.sheet] == 1:
        return found.sheet
    return found.file.rpartition(".")[0] or found.file


def _samples(table: Table) -> tuple[tuple[str, ...], ...]:
    rows = list(islice(table.rows, _LOOKED_AT))
    found = []
    for at, header in enumerate(table.headers):
        cells = dict.fromkeys(cell for row in rows if (cell := row.cell(at).strip()))
        secret = personal_header(header) or any(personal_value(cell) for cell in cells)
        found.append(() if secret else tuple(islice(cells, _SHOWN)))
    return tuple(found)
