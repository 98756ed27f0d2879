"""An answer as sheets of a download: its table, then what was asked, of which ledger, on which day."""

from __future__ import annotations

from collections.abc import Mapping

from graphs.interchange.manifest.view_words import View
from graphs.interchange.sheet import CellKind, ListColumn, Sheet, list_column
from graphs.model import RECORDS, Snapshot
from graphs.network import find_record, record_name
from graphs.questions import QUESTIONS, Answer, OneOf, Question, Reference, cell_value, ids_in
from graphs.questions import CellKind as AnswerKind
from graphs.text import Language, Text

__all__ = ["answer_name", "answer_sheets", "answer_table", "settings_words"]

_KINDS: Mapping[AnswerKind, CellKind] = {
    AnswerKind.words: "text",
    AnswerKind.number: "number",
    AnswerKind.day: "date",
}

_ABOUT_COLUMNS = (
    list_column("item", "项目", "Item", "问题的各项说明", "what is said of the question"),
    list_column("value", "内容", "Content", "所选语言", "in the chosen language"),
)


def answer_name(ledger: str, key: str, snapshot: Snapshot) -> str:
    """Return the name of the file an answer is downloaded as, without its ending.

    Examples
    --------
    >>> import datetime as dt
    >>> empty = Snapshot.from_records([], as_of=dt.date(2010, 6, 15))
    >>> answer_name("demo", "unpaired", empty)
    'demo-2010-06-15-unpaired'
    """
    return f"{ledger}-{snapshot.as_of}-{key}" if ledger else f"{snapshot.as_of}-{key}"


def answer_sheets(
    snapshot: Snapshot,
    shown: View,
    key: str,
    settings: Mapping[str, str],
    answer: Answer,
    *,
    language: Language,
) -> tuple[Sheet, Sheet]:
    """Return the table of an answer with the ids its rows are about, and what it is an answer to.

    Examples
    --------
    >>> import datetime as dt
    >>> from graphs.questions import Context, ask
    >>> empty = Snapshot.from_records([], as_of=dt.date(2010, 6, 15))
    >>> shown = View(title=Text(zh="册", en="Book"), filters=Text.same(""), address="?")
    >>> answer = ask(Context(snapshot=empty, at=lambda day: empty), "ending_soon", {"days": "60"})
    >>> table, about = answer_sheets(
    ...     empty, shown, "ending_soon", {"days": "60"}, answer, language="zh")
    >>> about.rows[1]
    ('回答', '2010-06-15 这个范围里没有党组织。')
    """
    declared = QUESTIONS[key]
    table = answer_table(key, answer, language)
    about = Sheet(
        key="about",
        label=Text(zh="关于", en="About"),
        columns=_ABOUT_COLUMNS,
        rows=tuple(
            (item.say(language), words.say(language))
            for item, words in _about(snapshot, shown, declared, settings, answer)
        ),
    )
    return table, about


def answer_table(key: str, answer: Answer, language: Language) -> Sheet:
    """Return the table of an answer with the ids its rows are about, called after the question."""
    note = Text(zh="见“关于”", en="see “About”")
    columns = (
        *(
            ListColumn(key=each.key, label=each.label, note=note, kind=_KINDS[each.kind])
            for each in answer.columns
        ),
        list_column("record_ids", "记录编号", "Record ids", "台账编号", "ids in the ledger"),
    )
    rows = tuple(
        (*(cell_value(each, language) for each in line.cells), " ".join(line.ids))
        for line in answer.rows
    )
    return Sheet(
        key=key,
        label=Text(zh="回答", en="Answer"),
        columns=columns,
        rows=rows,
        figure=answer.sentence,
    )


def _about(
    snapshot: Snapshot,
    shown: View,
    declared: Question,
    settings: Mapping[str, str],
    answer: Answer,
) -> list[tuple[Text, Text]]:
    synthetic = Text(zh="（虚构演示数据）", en=" (invented demonstration data)")
    title = shown.title + synthetic if snapshot.synthetic else shown.title
    return [
        (Text(zh="问题", en="Question"), declared.label),
        (Text(zh="回答", en="Answer"), answer.sentence),
        *((Text(zh="未载明", en="Not stated"), words) for words in answer.notes()),
        *(
            (each.label, words)
            for each, words in zip(
                declared.parameters, settings_words(snapshot, declared, settings), strict=True
            )
        ),
        (Text(zh="台账", en="Ledger"), title),
        (Text(zh="时点", en="As of"), Text.same(snapshot.as_of.isoformat())),
        (Text(zh="台账版本", en="Ledger revision"), Text.same(str(snapshot.revision))),
        (Text(zh="台账摘要", en="Ledger digest"), Text.same(snapshot.digest)),
        (Text(zh="地址", en="Address"), Text.same(shown.address)),
    ]


def settings_words(
    snapshot: Snapshot, declared: Question, settings: Mapping[str, str]
) -> tuple[Text, ...]:
    """Return the value of each parameter in words: names, not ids; a dash for nothing."""
    found = []
    for each in declared.parameters:
        words = settings.get(each.key, "")
        if isinstance(each, OneOf) and words in each.options:
            found.append(each.options[words])
        elif isinstance(each, Reference) and words:
            known = snapshot.by_id(RECORDS[each.record].cls)
            found.append(
                Text.join(
                    [
                        record_name(snapshot, find_record(snapshot, ident))
                        if ident in known
                        else Text.same(ident)
                        for ident in ids_in(words)
                    ]
                )
            )
        else:
            found.append(Text.same(words or "—"))
    return tuple(found)
