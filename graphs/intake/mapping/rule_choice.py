"""Choose the rule for a sheet: from the mapping, else a shipped one, else the record types."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from graphs.folding import fold
from graphs.glossary import heading
from graphs.intake.cells.synonyms import choice_named, column_names
from graphs.intake.files.cell_text import clean
from graphs.intake.files.subprocess_reader import InputFile
from graphs.intake.mapping.agreement_columns import is_of_activities, no_agreements
from graphs.intake.mapping.mapping import FieldRule, Mapping, RecordRule, TableRule
from graphs.intake.mapping.mapping_files import shipped_mapping
from graphs.intake.mapping.patterns import holds
from graphs.intake.tables.odd_layouts import matrix_issue, sideways_issue
from graphs.intake.tables.row_issues import Issue, issue
from graphs.intake.tables.table_bounds import Table
from graphs.model import RECORDS, Choice
from graphs.text import Text

__all__ = ["candidate_rules", "choose_rule", "importable", "record_table", "sheet_names"]

_RECOGNISED = ("own-lists", "pairing-ledger", "organisation-ledger", "no-duplicates")
_TYPE = "type"  # a rule made from a record type; such rules never win by order
_IDS = ("编号", "Id", "id", "ID", "外部编号")
_NEEDS = {"organisation": (("name",),), "agreement": (("title", "number", "signed_on"),)}
_EXPLAINS = TableRule(
    matches=(
        "填写说明",
        "填表说明",
        "说明",
        "使用说明",
        "数据字典",
        "字段说明",
        "columns",
        "dictionary",
        "readme",
        "instructions",
    ),
    ignore=Text(zh="是填写说明", en="it explains how to fill in the others"),
)
_MADE = frozenset(("path",))  # columns the ledger makes itself


@cache
def record_table(kind: str) -> TableRule:
    """Return the rule that reads a sheet of one record type, as our templates have it."""
    declared = RECORDS[kind]
    columns = [each for each in declared.columns if each.name not in _MADE]
    needed = [column_names(kind, each.name) for each in columns if each.required]
    needed += [
        tuple(name for each in names for name in column_names(kind, each))
        for names in _NEEDS.get(kind, ())
    ]
    if not needed:
        needed.append(column_names(kind, columns[0].name))
    record = RecordRule(
        make=kind,
        foreign=_ids(kind),
        strict=True,
        fields=tuple((each.name, FieldRule(columns=_names(kind, each.name))) for each in columns),
        needs=("name",) if kind == "organisation" else (),
    )
    return TableRule(matches=sheet_names(kind), needs=tuple(needed), records=(record,))


def _ids(kind: str) -> tuple[str, ...]:
    """Return the headers of another system's ids, as 党组织编号; 协议编号 is the agreement's own number."""
    called = RECORDS[kind].label.zh + "编号"
    own = {header for each in RECORDS[kind].columns for header in column_names(kind, each.name)}
    return _IDS if called in own else (*_IDS, called)


def _names(kind: str, name: str) -> tuple[str, ...]:
    """Return the headers of a column; 编号 alone is our Id column before it is anything else."""
    return tuple(sorted(column_names(kind, name), key=lambda header: header in _IDS))


def sheet_names(kind: str) -> tuple[str, ...]:
    """Return the names a sheet of the record type goes by."""
    label = RECORDS[kind].label
    return (label.zh, label.en, kind)


@cache
def _recognised() -> tuple[tuple[str, TableRule], ...]:
    ledgers = [(name, table) for name in _RECOGNISED for table in shipped_mapping(name).tables]
    types = ((_TYPE, record_table(kind)) for kind in RECORDS)
    return (*ledgers, *types, (_TYPE, _EXPLAINS))


def candidate_rules(mapping: Mapping | None) -> tuple[tuple[str, TableRule], ...]:
    """Return the rules that may read a sheet, each with the name of what it comes from."""
    if mapping is None:
        return _recognised()
    return tuple(("mapping", table) for table in mapping.tables)


def choose_rule(
    table: Table, file: InputFile, rules: Sequence[tuple[str, TableRule]], *, has_mapping: bool
) -> TableRule | Issue:
    """Return the rule for a table, or why there is none: nobody knows it, or no import writes it."""
    sideways = sideways_issue(table)
    if sideways is not None:
        return sideways
    choice = _choice(table, file, rules, has_mapping=has_mapping)
    if isinstance(choice, TableRule) and not has_mapping and is_of_activities(table, choice):
        return no_agreements(table)
    return choice if isinstance(choice, Issue) or importable(choice) else _governed(table, choice)


def importable(rule: TableRule) -> bool:
    """Return whether rows may make these records; the governed ones are written by their workflow.

    Examples
    --------
    >>> importable(record_table("unit")), importable(record_table("proposal"))
    (True, False)
    """
    return not any(RECORDS[record.make].governed for record in rule.records)


def _governed(table: Table, rule: TableRule) -> Issue:
    labels = [RECORDS[record.make].label for record in rule.records]
    return issue(
        table.title,
        table.header_row,
        severity="warning",
        reason=Text(
            zh="是{kinds}的表：只能按流程办理，不能导入，整张搁置",
            en="is a table of {kinds}: written by its workflow and not imported; set aside as a whole",
        ).format(kinds=Text.join(labels, zh="、", en=", ")),
        remedy=Text(
            zh="到“{plan}”生成方案，再按流程报送、审批；已签订的结对作为协议导入",
            en="make a plan under “{plan}” and take it through its workflow; import signed pairings "
            "as agreements",
        ).format(plan=heading("plan")),
    )


def _choice(
    table: Table, file: InputFile, rules: Sequence[tuple[str, TableRule]], *, has_mapping: bool
) -> TableRule | Issue:
    """Choose among the rules.

    With a mapping, a rule whose name pattern matches comes first. Otherwise the rule that knows
    most of the headers is taken, among those that find all the columns they need; the name of the
    sheet decides between equals, and where it does not, nobody guesses. A table that nobody
    recognises is a warning: it stands in the way only where there is no other.
    """
    names = [fold(name) for name in (table.sheet.name, file.stem, file.name) if name]
    named = [each for each in rules if _matches(each[1].matches, names)]
    # A sheet that the mapping leaves out by name is left out, however well its headers fit.
    ignored = [each for each in named if each[1].ignore is not None]
    if ignored:
        return ignored[0][1]
    if has_mapping and named:
        return max(
            (rule for _, rule in named), key=lambda rule: (_fits(table, rule), _knows(table, rule))
        )
    open_to = [each for each in rules if each in named or not each[1].named]
    fitting = [each for each in open_to if each[1].ignore is None and _fits(table, each[1])]
    most = max((_knows(table, rule) for _, rule in fitting), default=0)
    best = [each for each in fitting if _knows(table, each[1]) == most]
    # The sheet's name decides between rules that know equally many headers.
    best = [each for each in best if each in named] or best
    best = _by_values(table, best) if len(best) > 1 and best[0][0] == _TYPE else best
    if len(best) == 1 or (best and best[0][0] != _TYPE):
        return best[0][1]
    if best:
        return _unclear(table, best)
    meant = named or (rules if has_mapping and len(rules) == 1 else ())
    matrix = matrix_issue(table)
    if meant and matrix is None:
        return meant[0][1]  # binding it tells which columns are missing
    return matrix or _unknown(table)


def _unknown(table: Table) -> Issue:
    headers = "、".join(header for header in table.headers if header)
    return issue(
        table.title,
        table.header_row,
        value=headers[:200],
        severity="warning",
        zh="认不出这张表：没有一种记录的必需列齐全，整张搁置",
        en="no kind of table has these columns; it is set aside as a whole",
        remedy=Text(
            zh="用模板里的表头，或选一个映射；无关的表请删去",
            en="use the headers of a template, or choose a mapping; remove sheets that do not belong",
        ),
    )


def _by_values(table: Table, best: list[tuple[str, TableRule]]) -> list[tuple[str, TableRule]]:
    """Return the rules whose closed lists know most of the first rows: 党委 is a kind of organisation."""
    scores = [_values_known(table, rule) for _, rule in best]
    return [each for each, score in zip(best, scores, strict=True) if score == max(scores)]


def _values_known(table: Table, rule: TableRule) -> int:
    at = {fold(header): place for place, header in enumerate(table.headers) if header}
    known = 0
    for record in rule.records:
        for name, field in record.fields:
            column = RECORDS[record.make].column(name)
            place = next((at[fold(each)] for each in field.columns if fold(each) in at), None)
            if place is not None and issubclass(column.value, Choice):
                known += sum(
                    choice_named(column.value, clean(row.cell(place))) is not None
                    for row in table.sample
                )
    return known


def _unclear(table: Table, best: Sequence[tuple[str, TableRule]]) -> Issue:
    labels = [RECORDS[rule.records[0].make].label for _, rule in best]
    return issue(
        table.title,
        table.header_row,
        reason=Text(zh="可能是{kinds}，无法分辨", en="may be {kinds}; it cannot be decided").format(
            kinds=Text.join(labels, zh="或", en=" or ")
        ),
        remedy=Text(
            zh="把工作表（或文件）改名为其中之一，或选用映射",
            en="name the sheet or the file after one of them, or choose a mapping",
        ),
    )


def _matches(patterns: Iterable[str], names: Iterable[str]) -> bool:
    patterns = tuple(patterns)
    return bool(patterns) and any(holds(name, patterns) for name in names)


def _fits(table: Table, rule: TableRule) -> bool:
    have = {fold(header) for header in table.headers if header}
    return all(any(fold(name) in have for name in names) for names in rule.needs)


def _knows(table: Table, rule: TableRule) -> int:
    known = {fold(name) for names in rule.columns() for name in names}
    return len({fold(header) for header in table.headers if header} & known)
