"""The import screen: what is wrong stops it, what is right is written once, columns can be mended."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest
from app_reading import said
from streamlit.testing.v1 import AppTest

from graphs.ledger import Home
from graphs.model import Scope, Snapshot, Unit

Open = Callable[..., AppTest]
NUMBERS = count(1)
UNITS = "名称,控股情况\n甲公司,民营\n乙公司,国有独资\n"


@pytest.fixture
def own(home: Home) -> str:
    return home.copy("demo", f"导入{next(NUMBERS)}").key


def shown(home: Home, key: str) -> Snapshot:
    with home.open(key) as ledger:
        return ledger.snapshot(Scope(), None)


def given(open_app: Open, ledger: str, words: str, name: str = "单位.csv", **query: str) -> AppTest:
    app = open_app("imports", ledger=ledger, **query)
    files = [(name, words.encode(), "text/csv")]
    return app.file_uploader(key="imports:files").set_value(files).run()


def told(app: AppTest) -> str:
    return " ".join(each.words for each in said(app))


def writing(app: AppTest) -> list[str]:
    return [each.key for each in app.button if str(each.key).startswith("imports:apply")]


def apply(app: AppTest) -> AppTest:
    [key] = writing(app)
    return app.button(key=key).click().run()


@pytest.mark.parametrize(
    ("language", "words"), [("zh", "有 1 处错误，不能写入"), ("en", "Errors in the way: 1")]
)
def test_an_error_stops_the_import_and_names_its_cell(
    open_app: Open, home: Home, own: str, language: str, words: str
) -> None:
    app = given(open_app, own, "名称,成立日期\n甲公司,2010-13\n", lang=language)
    assert words in told(app)
    assert writing(app) == []
    rows = app.dataframe[0].value.to_numpy().tolist()
    # A line is a kind of problem: what, how often, rows, column, example, what to do, sheet.
    assert [1, "2", "B", "2010-13", "单位.csv"] in [[int(r[2]), *r[3:6], r[7]] for r in rows]
    assert shown(home, own).records(Unit) == shown(home, "demo").records(Unit)


def test_what_is_right_becomes_one_revision_and_the_same_file_then_changes_nothing(
    open_app: Open, home: Home, own: str
) -> None:
    app = apply(given(open_app, own, UNITS))
    assert not app.exception
    names = {item.name for item in shown(home, own).records(Unit)}
    assert {"甲公司", "乙公司"} <= names
    with home.open(own) as ledger:
        newest = ledger.revisions(limit=1)[0]
    assert (newest.kind, newest.note) == ("import", "导入 单位.csv")
    assert "没有要写入的变化" in told(app)
    assert writing(app) == []


def test_the_undo_stands_beside_what_was_written(open_app: Open, home: Home, own: str) -> None:
    app = apply(given(open_app, own, UNITS))
    app = app.button(key="done:imports:undo").click().run()
    assert "已由第" in told(app)
    assert shown(home, own).records(Unit) == shown(home, "demo").records(Unit)
    assert len(writing(app)) == 1


def test_a_click_on_what_has_moved_on_writes_nothing(open_app: Open, home: Home, own: str) -> None:
    late = given(open_app, own, UNITS)
    apply(given(open_app, own, UNITS))
    late = apply(late)
    assert "没有要写入的变化" in told(late)
    assert "您查看期间台账已写到" in told(late)
    with home.open(own) as ledger:
        assert sum(each.kind == "import" for each in ledger.revisions()) == 1


def test_a_table_nobody_recognises_is_mapped_by_hand(open_app: Open, home: Home, own: str) -> None:
    app = given(open_app, own, "厂家,性质\n丙厂,民营\n", "名册.csv")
    [way] = [each for each in app.selectbox if str(each.key).endswith(":way")]
    app = way.set_value("type:unit").run()
    columns = [each for each in app.selectbox if ":type:unit:" in str(each.key)]
    assert [each.label for each in columns] == ["厂家", "性质"]
    for each, field in zip(columns, ("单位·名称", "单位·控股情况"), strict=True):
        key = each.key
        box = app.selectbox(key=key)
        app = box.set_value(box.options.index(field)).run()
    app = apply(app)
    [made] = [item for item in shown(home, own).records(Unit) if item.name == "丙厂"]
    assert made.ownership is not None
    assert made.ownership.name == "private"


def test_a_read_only_ledger_shows_the_difference_and_the_way_to_a_copy(open_app: Open) -> None:
    app = given(open_app, "demo", UNITS)
    assert "先在“台账”页把它复制为自己的" in told(app)
    assert [each.value for each in app.metric] == ["2", "0", "0", "0"]
    assert writing(app) == []


def test_the_screen_says_first_what_is_next_new_and_doubtful(
    open_app: Open, own: str, home: Home
) -> None:
    app = given(open_app, own, "党组织名称,所在单位,成立时间\n戊公司党支部,戊公司,2023年2月30日\n")
    [said] = [each.value for each in app.error if "改正 1 处错误" in each.value]
    assert "1 处有建议" in said
    assert "新增 3 条：党组织 1、单位 1、所在单位 1" in said
    assert "1 个新党组织没有所在区划" in said
    division = shown(home, own).profile.home
    app = app.selectbox(key="imports:division").set_value(division).run()
    [said] = [each.value for each in app.error if "改正 1 处错误" in each.value]
    assert "没有所在区划" not in said


def test_what_is_no_workbook_is_refused_in_a_sentence(open_app: Open, own: str) -> None:
    app = given(open_app, own, "%PDF-1.7 something", "表.xlsx")
    assert not app.exception
    assert any("PDF" in each.value for each in app.error)


def test_recorded_words_are_shown_as_text(open_app: Open, own: str) -> None:
    app = given(open_app, own, "**粗**,[链](x)\n1,2\n", "名册.csv")
    assert {"\\*\\*粗\\*\\*", "\\[链\\]\\(x\\)"} <= {each.value for each in app.markdown}


def test_with_a_shipped_mapping_only_its_tables_are_offered(open_app: Open, own: str) -> None:
    app = open_app("imports", ledger=own)
    app.selectbox(key="imports:mapping").set_value("press").run()
    app.file_uploader(key="imports:files").set_value(
        [("单位.csv", UNITS.encode(), "text/csv")]
    ).run()
    [way] = [each for each in app.selectbox if str(each.key).endswith(":way")]
    assert not [option for option in way.options if option == "单位"]


def test_a_mapping_of_ones_own_that_is_none_is_refused(open_app: Open, own: str) -> None:
    app = open_app("imports", ledger=own)
    app.selectbox(key="imports:mapping").set_value("own").run()
    app.file_uploader(key="imports:own").set_value(("m.json", b"{", "application/json")).run()
    assert any("映射不能使用" in each.value for each in app.error)


def test_a_suggestion_is_taken_by_one_click_and_the_rest_is_imported(
    open_app: Open, home: Home, own: str
) -> None:
    app = given(open_app, own, "名称,控股情况,成立日期\n甲公司,民营,23.5.4\n乙公司,民营,2010\n")
    assert writing(app) == []
    app = app.button(key="imports:suggested").click().run()
    assert not app.exception
    apply(app)
    dates = {unit.name: unit.founded_on for unit in shown(home, own).records(Unit)}
    assert dates["甲公司"] is not None
    assert dates["甲公司"].text == "2023-05-04"


def test_what_was_put_right_can_be_dropped_again(open_app: Open, own: str) -> None:
    app = given(open_app, own, "名称,成立日期\n甲公司,23.5.4\n")
    app = app.button(key="imports:suggested").click().run()
    assert writing(app)
    app = app.button(key="imports:unmend").click().run()
    assert writing(app) == []


def slips(many: int) -> str:
    rows = "".join(f"第{n}公司党支部,第{n}公司,2010-13\n" for n in range(1, many + 1))
    return "党组织名称,所在单位,成立日期\n" + rows


def test_a_line_to_be_put_right_says_whose_row_it_is(open_app: Open, own: str) -> None:
    for language, row in (("zh", "第 3 行"), ("en", "row 3")):
        app = given(open_app, own, slips(2), name="党组织.csv", lang=language)
        [line] = [each.value for each in app.markdown if row in each.value and "2010" in each.value]
        assert "第2公司党支部" in line


def test_what_was_typed_stays_while_the_list_is_turned(
    open_app: Open, home: Home, own: str
) -> None:
    app = given(open_app, own, slips(45), name="党组织.csv")
    inputs = [each.key for each in app.text_input if str(each.key).startswith("imports:new")]
    app.text_input(key=inputs[0]).set_value("2010-12")
    app.checkbox(key=inputs[1].replace(":new:", ":row:")).check()
    app = app.button(key="imports:next").click().run()
    assert inputs[0] not in [each.key for each in app.text_input]
    assert "第 21–40 处，共 45 处" in told(app)
    app = app.button(key="imports:back").click().run()
    assert app.text_input(key=inputs[0]).value == "2010-12"
    assert app.checkbox(key=inputs[1].replace(":new:", ":row:")).value is True
    app = app.button(key="imports:next").click().run()
    app = app.button(key="imports:take").click().run()
    assert not app.exception
    assert "已改 1 格，搁置 1 行" in told(app)
    assert "共 43 处" in told(app)
