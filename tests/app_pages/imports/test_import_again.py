"""What was put right in files is there again when the page is loaded anew; long previews are turned."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest
from app_reading import said
from streamlit.testing.v1 import AppTest

from graphs.ledger import Home

Open = Callable[..., AppTest]
NUMBERS = count(1)
WRONG = "名称,成立日期\n甲公司,23.5.4\n"


@pytest.fixture
def own(home: Home) -> str:
    return home.copy("demo", f"改正{next(NUMBERS)}").key


def chosen(
    open_app: Open, ledger: str, words: str, name: str = "单位.csv", **query: str
) -> AppTest:
    app = open_app("imports", ledger=ledger, **query)
    return (
        app.file_uploader(key="imports:files").set_value([(name, words.encode(), "text/csv")]).run()
    )


def ready(app: AppTest) -> bool:
    return any(str(each.key).startswith("imports:apply") for each in app.button)


def words_of(app: AppTest) -> str:
    return " ".join(each.words for each in said(app))


@pytest.mark.parametrize(
    ("language", "words"), [("zh", "以前在这些文件里改过的已带上"), ("en", "before is here again")]
)
def test_repairs_come_back_with_the_same_file(
    open_app: Open, own: str, language: str, words: str
) -> None:
    first = chosen(open_app, own, WRONG)
    assert not ready(first)
    first = first.button(key="imports:suggested").click().run()
    assert ready(first)
    assert words not in words_of(first)
    again = chosen(open_app, own, WRONG, lang=language)
    assert ready(again)
    assert words in words_of(again)
    again.button(key="imports:unmend").click().run()
    assert not ready(chosen(open_app, own, WRONG))


def test_repairs_of_one_file_or_ledger_are_not_anothers(
    open_app: Open, home: Home, own: str
) -> None:
    chosen(open_app, own, WRONG).button(key="imports:suggested").click().run()
    assert not ready(chosen(open_app, own, WRONG.replace("甲", "乙")))
    other = home.copy("demo", f"改正{next(NUMBERS)}").key
    assert not ready(chosen(open_app, other, WRONG))


def test_a_long_preview_is_turned_and_narrowed(open_app: Open, own: str) -> None:
    rows = "".join(f"第{n}新厂党支部,新厂{n}公司\n" for n in range(130))
    app = chosen(open_app, own, "党组织名称,所在单位\n" + rows, "党组织.csv")

    def names() -> list[str]:
        return list(app.dataframe[-1].value.iloc[:, 2])

    assert names() == [f"第{n}新厂党支部" for n in range(100)]
    app = app.button(key="imports:difference:next").click().run()
    assert names()[:31] == [*(f"第{n}新厂党支部" for n in range(100, 130)), "新厂0公司"]
    app = app.selectbox(key="imports:difference:group").set_value("added:unit").run()
    assert names() == [f"新厂{n}公司" for n in range(100)]
    app = app.button(key="imports:difference:next").click().run()
    assert names() == [f"新厂{n}公司" for n in range(100, 130)]
