"""Lists of figures: those reported beside the ledger's own, the measures, answers to questions."""

from __future__ import annotations

from dataclasses import replace

from graphs.interchange.answer_sheet import answer_table, settings_words
from graphs.interchange.grains.grain import GrainView, grain
from graphs.interchange.sheet import ListColumn, Sheet, list_column
from graphs.interchange.statement_list import statement_list
from graphs.questions import Context, Reference, References, ask, listed, settings_of
from graphs.statistics import reconcile
from graphs.statistics.month import period_to
from graphs.statistics.report_lines import network_lines, report_lines
from graphs.text import Text

_SCOPE = Text(
    zh="筛选不起作用：是整个范围在当日的数。",
    en="Filters do not apply: figures are of the whole scope on the day.",
)

_MEASURES: tuple[ListColumn, ...] = (
    list_column("measure", "统计项", "Measure", "代号", "key"),
    list_column("label", "名称", "Label", "所选语言", "in the chosen language"),
    list_column("low", "下限", "At least", "空白为不可计算", "blank where not computable", kind="number"),
    list_column("high", "上限", "At most", "空白为没有上限或不可计算", "blank for no upper bound or not computable", kind="number"),
    list_column("words", "写法", "As shown", "与界面相同", "as on screen"),
    list_column("unit", "单位", "Unit", "计量单位", "what is counted"),
    list_column("note", "构成", "Made of", "分子分母，或为何没有", "numerator and denominator, or why there is none"),
    list_column("definition", "定义", "Definition", "所选语言", "in the chosen language"),
)  # fmt: skip

_ANSWERS: tuple[ListColumn, ...] = (
    list_column("number", "编号", "No.", "问题的编号", "of the question", kind="integer"),
    list_column("question", "问题代号", "Question", "代号", "key"),
    list_column("label", "问题", "Question in words", "所选语言", "in the chosen language"),
    list_column("settings", "参数", "Parameters", "缺省值也写出", "defaults written out"),
    list_column("answer", "回答", "Answer", "所选语言", "in the chosen language"),
    list_column("low", "下限", "At least", "个数", "how many", kind="number"),
    list_column("high", "上限", "At most", "空白表示没有上限", "blank means no upper bound", kind="number"),
    list_column("not_stated", "未载明", "Not stated", "所需而没有的", "what it needs and is not there"),
)  # fmt: skip


@grain(
    order=120,
    label=Text(zh="上报数表", en="Reported figures"),
    loses=Text(
        zh="台账数只给上下限，所数的记录不在内；每条按其自身的范围和日期对照。",
        en="Of the ledger's figure the bounds only, not the records counted; each is compared in its own "
        "scope and on its own day.",
    ),
    usual=True,
)
def statements(view: GrainView) -> tuple[Sheet, ...]:
    """A reported figure a row, opposite the ledger's own, in the words of the screen."""
    found = reconcile(view.snapshot, view.source)
    return (statement_list(view.snapshot, found, view.language),)


@grain(
    order=150,
    label=Text(zh="统计项表", en="Measures"),
    loses=Text(
        zh="所数的记录不在内；期间的数是截至当日近一年的。",
        en="Not the records counted; figures of a period are of the year up to the day. ",
    )
    + _SCOPE,
)
def measures(view: GrainView) -> tuple[Sheet, ...]:
    """A figure of the month's report or of the whole network a row, with bounds and definition."""
    shown = view.snapshot
    period = period_to(shown, lambda day: view.source.at(shown.scope, day))
    lines = (*report_lines(view.snapshot, period), *network_lines(view.snapshot))
    said = view.language
    rows = tuple(
        (
            line.key,
            line.label.say(said),
            None if line.low is None else float(line.low),
            None if line.high is None else float(line.high),
            line.words.say(said),
            line.unit.say(said),
            line.note.say(said),
            line.definition.say(said),
        )
        for line in lines
    )
    return (
        Sheet(key="measures", label=Text(zh="统计项", en="Measures"), columns=_MEASURES, rows=rows),
    )


@grain(
    order=160,
    label=Text(zh="问题的回答", en="Answers to questions"),
    loses=Text(
        zh="需要先选党组织的问题不在内；各问题的明细要逐题下载。",
        en="Questions that need an organisation chosen are not in it; the rows of an answer are of the "
        "question the address asks only. ",
    )
    + _SCOPE,
)
def answers(view: GrainView) -> tuple[Sheet, ...]:
    """A question with its answer a row; the table of the one that the address asks goes along."""
    context = Context(
        snapshot=view.snapshot, at=lambda day: view.source.at(view.snapshot.scope, day)
    )
    rows, tables = [], []
    for declared in listed():
        own = dict(view.settings) if declared.key == view.question else {}
        needs = [each for each in declared.parameters if isinstance(each, Reference | References)]
        if needs and not all(own.get(each.key) for each in needs):
            continue
        settings = settings_of(declared, own, view.snapshot)
        answer = ask(context, declared.key, own)
        said = view.language
        words = settings_words(view.snapshot, declared, settings)
        rows.append(
            (
                declared.number,
                declared.key,
                declared.label.say(said),
                "; ".join(
                    f"{each.key}={settings[each.key] or ''} ({word.say(said)})"
                    for each, word in zip(declared.parameters, words, strict=True)
                ),
                answer.sentence.say(said),
                float(answer.count.low),
                None if answer.count.high is None else float(answer.count.high),
                " ".join(note.say(said) for note in answer.notes()),
            )
        )
        if declared.key == view.question:
            table = answer_table(declared.key, answer, said)
            tables.append(replace(table, key=f"answer_{declared.key}"))
    label = Text(zh="问题的回答", en="Answers")
    return (Sheet(key="answers", label=label, columns=_ANSWERS, rows=tuple(rows)), *tables)
