"""Whatever a reader chooses on a screen is in the address: a second tab shows the same.

Every control of the screens is of one of four kinds, and the kind is read from the source: bound to
the address by its declaration, bound by a callback that writes the address, part of a form that
writes or computes on request, or named below with the reason.
"""

from __future__ import annotations

import ast
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from app_stewards import Open
from streamlit.testing.v1 import AppTest

from app_pages.parts.frame.sheet_tables import PRINTING
from graphs.interchange import CHOICES

ROOT = Path(__file__).parents[3] / "app_pages"
CONTROLS = frozenset(
    {
        "selectbox", "multiselect", "radio", "segmented_control", "pills", "text_input",
        "number_input", "date_input", "slider", "select_slider", "toggle", "checkbox", "tabs",
    }
)  # fmt: skip
BOUND = frozenset({"address_choice"})
FORMS = {
    "branch_view", "what_if_form", "chains_screen", "dissolution", "duplicate_verdicts",
    "organisation_change_forms", "import_columns", "import_files", "import_repairs",
    "import_divisions", "field_inputs", "finding_waiver", "new_ledger", "record_columns", "record_form",
    "signed_write", "ledgers_screen", "proposals_screen", "records_screen", "view_list",
    "saved_views", "view_transfer", "repair_list", "sign_off_form", "outline_upload",
}  # fmt: skip
"""Forms: what is typed there is written or tried on request, and is of its session until then."""
PLAN = {path.stem for path in (ROOT / "parts" / "plan").glob("*.py")} | {"plan_screen"}
"""The plan keeps its settings by a mechanism of its own, with tests of its own."""
PASSING = {
    "list_pages:page_of": "which page of a long list is looked at",
    "picture_tables:picture_tables": "which of two tables below the picture is looked at",
    "chosen_mark:side_panel": "whether the card or the legend is looked at",
    "selection_panel:selection_panel": "which of the tables of what is selected is looked at",
    "organisation_path:path_from_here": "an act: it opens the question, which is in the address",
    "question_inputs:_choice": "part of a name, typed to narrow a list; the choice itself is bound",
    "history_screen:_record": "the first of the records that were found, unless another is chosen",
    "difference_pages:_narrowed": "which kind of difference of an import is looked at: files are of their session",
    "address_choice:address_tabs": "the declaration itself",
}


def controls() -> Iterator[tuple[str, ast.Call]]:
    for path in sorted(ROOT.rglob("*.py")):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                for call in ast.walk(function):
                    if (
                        isinstance(call, ast.Call)
                        and isinstance(call.func, ast.Attribute)
                        and call.func.attr in CONTROLS
                    ):
                        yield f"{path.stem}:{function.name}", call


def is_bound(call: ast.Call) -> bool:
    """Whether a control writes the address itself, by its declaration or a callback of its own."""
    for each in call.keywords:
        if each.arg is None and isinstance(each.value, ast.Call | ast.Name):
            return True
        if each.arg == "on_change":
            return True
    return False


def test_every_control_of_a_reader_is_in_the_address() -> None:
    loose = {
        place
        for place, call in controls()
        if place.partition(":")[0] not in FORMS | PLAN and not is_bound(call)
    }
    assert loose <= set(PASSING)


def declared() -> Iterator[str]:
    for path in sorted(ROOT.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
                at = {"address_choice": 0, "address_tabs": 1, "address_row": 0}.get(call.func.id)
                if at is not None:
                    argument = call.args[at]
                    if isinstance(argument, ast.Name):
                        yield PRINTING
                    elif isinstance(argument, ast.Constant):
                        yield str(argument.value)
                    else:
                        yield from ("history:from", "history:to")  # two days drawn in one loop


def test_what_the_screens_keep_is_what_the_address_declares() -> None:
    assert set(declared()) == set(CHOICES)


OTHERS: dict[str, tuple[dict[str, str], Any]] = {
    "brief:since": ({}, dt.date(2026, 1, 15)),
    "download:formats": ({}, ["csv"]),
    "download:grains": ({}, ["agreements"]),
    "download:picture": ({}, ""),
    "download:pictures": ({}, []),
    "findings:division": ({}, None),
    "findings:rule": ({}, None),
    "findings:severity": ({}, ["error"]),
    "help:find": ({}, "结对"),
    "history:find": ({}, "供电"),
    "history:from": ({}, dt.date(2026, 1, 15)),
    "history:to": ({}, dt.date(2026, 2, 15)),
    "statistics:columns": ({"statistics.part": "groups"}, "chain"),
    "statistics:end": ({"statistics.part": "groups"}, "soe"),
    "statistics:fresh": ({"statistics.part": "freshness"}, "chain"),
    "statistics:measure": ({"statistics.part": "groups"}, "running_pairs"),
    "statistics:nodes": ({"statistics.part": "network"}, ["degree"]),
    "statistics:part": ({}, "trend"),
    "statistics:period": ({}, "quarter"),
    "statistics:rows": ({"statistics.part": "groups"}, "chain"),
    "statistics:step": ({"statistics.part": "trend"}, "months"),
    "statistics:trend": ({"statistics.part": "trend"}, "pair_coverage"),
}
"""For each control what the address needs so that it is drawn, and another value than the usual."""
ROWS = dict.fromkeys(
    ("reconciliation:figure", "statistics:network", "statistics:report"),
    "test_the_chosen_figure_is_in_the_address",
)
"""For each row that is chosen in a table the test that tries it, in the test of its screen."""
TABS = {"duplicates:part": "judged", "findings:part": "waived", "history:part": "note"}


def control(app: AppTest, key: str) -> Any:
    found = [
        each
        for kind in ("selectbox", "multiselect", "button_group", "text_input", "date_input")
        for each in app.get(kind)
        if each.key == key
    ]
    return found[0]


def query_of(app: AppTest) -> dict[str, str]:
    return {
        key: value if isinstance(value, str) else value[0]
        for key, value in app.query_params.items()
    }


def test_every_choice_is_tried() -> None:
    assert set(OTHERS) | set(TABS) | set(ROWS) | {PRINTING} == set(CHOICES)


@pytest.mark.parametrize("key", OTHERS)
def test_a_second_tab_at_the_address_and_the_other_language_show_the_same(
    open_app: Open, key: str
) -> None:
    more, value = OTHERS[key]
    screen = key.partition(":")[0]
    app = open_app(screen, ledger="demo", **more)
    if value is None:
        value = control(app, key).options[:1]
        value = [_option(app, key)]
    control(app, key).set_value(value).run()
    assert not app.exception
    assert control(app, key).value == value
    again = open_app(screen, **query_of(app))
    assert control(again, key).value == value
    assert not again.warning
    again.segmented_control(key="control:language").set_value("en").run()
    assert control(again, key).value == value
    again.switch_page("app_pages/overview_screen.py").run()
    again.switch_page(f"app_pages/{screen}_screen.py").run()
    assert control(again, key).value == value


def _option(app: AppTest, key: str) -> str:
    """The first option of a list that depends on the ledger, as the session keeps it."""
    if key == "findings:rule":
        from graphs.rules import RULES

        shown = control(app, key).options
        return next(
            name for name, rule in RULES.items() if any(rule.label.zh in each for each in shown)
        )
    return str(control(app, key).options[0])


@pytest.mark.parametrize(("key", "part"), TABS.items())
def test_the_open_tab_is_in_the_address(open_app: Open, key: str, part: str) -> None:
    app = open_app(key.partition(":")[0], ledger="demo", **{key.replace(":", "."): part})
    assert not app.exception
    assert not app.warning
    assert query_of(app)[key.replace(":", ".")] == part


@pytest.mark.parametrize(
    ("key", "words"), [(key, "nonsense") for key in CHOICES if not key.endswith("find")]
)
def test_a_choice_that_makes_no_sense_is_said_and_left_out(
    open_app: Open, key: str, words: str
) -> None:
    more = {"statistics.part": "network"} if key == "statistics:network" else {}
    more |= OTHERS.get(key, ({}, None))[0]
    name = key.replace(":", ".")
    app = open_app(
        key.partition(":")[0].replace("frame", "overview"), ledger="demo", **(more | {name: words})
    )
    assert not app.exception
    assert any("nonsense" in each.value for each in app.warning)
    assert name not in query_of(app)


def test_the_chosen_scope_is_named_without_the_indent_of_its_place_in_the_list(
    open_app: Open,
) -> None:
    for scope, deep in (("division:yl-t1", False), ("whole", True)):
        box = open_app("overview", ledger="demo", scope=scope).selectbox(key="control:scope")
        assert box.value == scope
        town = next(each for each in box.options if "青禾镇" in each)
        assert town.startswith("\u2003") == deep
