"""The shape of the code: which way imports run, how long things are, what is public, what happens
at import."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from importlinter.cli import lint_imports
from nonempty import nonempty

ROOT = Path(__file__).parents[1]
SOURCES = sorted(
    [*ROOT.glob("graphs/**/*.py"), *ROOT.glob("app_pages/**/*.py"), ROOT / "streamlit_app.py"]
)
TESTS = sorted(ROOT.glob("tests/**/*.py"))

LONG_FILES = {
    "graphs/ledger/write/integrity.py": "every rule of structure that a revision is checked by, one function a rule",
    "graphs/model/figures/figure_kinds.py": "count, rate and mean, each with its bounds and how it is written",
    "graphs/interchange/view_address.py": "the address of a view: each field with its parameter, its reading, its writing and its refusal",
    "graphs/python_door/analysis.py": "everything an open ledger answers to an analyst, one method each, documented",
    "graphs/scene/scene.py": "the values of a scene, each documented, and how they become columns",
    "graphs/model/snapshot.py": "the snapshot, its scope, and what is derived and kept with it",
    "graphs/glossary.py": "a table: every concept with its word and definition",
    "graphs/intake/cells/dates.py": "one grammar of dates; splitting it hides which form wins",
    "graphs/ledger/opening.py": "every way to open a ledger, and what each refuses",
    "graphs/model/__init__.py": "a table: every public name of the model",
    "graphs/scene/layouts/layout_hubs.py": "one layout: panels, hubs and trays that share their measures",
    "graphs/ledger/bulk/bulk_batch.py": "one batch: its rows, everything wrong with them, their proof",
    "graphs/model/values.py": "the compound values, each with its examples",
    "graphs/scene/scenes/aggregate_scene.py": "panels, group marks, bundles and sentence of one picture",
    "graphs/synthetic/demo_ledger.py": "a table: the hand-written part of the demonstration",
    "graphs/synthetic/invented_district.py": "a table: places and organisations of the demonstration",
}
"""Files of more than 250 lines, and why they are."""

LONG_FUNCTIONS = {
    "app_pages/proposals_screen.py:main": "a page: one part after the other",
    "graphs/intake/rows/draft_rows.py:_draft": "one record of a row, from its key to its draft",
    "graphs/intake/importing.py:prepare": "the whole way of an import, a step after the other",
    "app_pages/parts/records/new_ledger.py:new_ledger": "a form: one widget after the other",
    "app_pages/parts/statistics/network_view.py:_organisations": "a page part: one widget after the other",
    "graphs/ledger/first_records.py:first_records": "a table: the records a ledger begins with",
    "graphs/scene/layouts/layout_hubs.py:_page": "drawing code: a panel after the other",
    "graphs/scene/layouts/layout_hubs.py:_panel": "drawing code: a hub after the other",
    "graphs/scene/scenes/pairing_scene.py:pairing_scene": "the parts of one picture, put together in their order",
    "graphs/commands/plans/plan_command.py:plan": "one command: its arguments, one step after the other",
    "graphs/interchange/grains/agreement_grains.py:agreements": "a table: one line for each column of the list of agreements",
    "graphs/interchange/manifest/manifest_file.py:manifest_file": "a table: one line for each part of the manifest",
    "app_pages/parts/network/canvas.py:canvas": "a call with every option of the component",
    "graphs/ledger/archive/archive_rows.py:row_from": "one line of an archive with everything wrong with it",
    "graphs/synthetic/invented_chains.py:_members": "a table: one member with everything it brings",
    "graphs/scene/scenes/chain_scene.py:_lower": "drawing code: a mark after the other",
    "graphs/scene/html_snapshot.py:_network": "a table: what each field becomes",
    "graphs/scene/scenes/group_panels.py:panel_of": "drawing code: a heading for each kind of panel",
    "graphs/scene/scenes/one_page_scene.py:_ties_panel": "drawing code: a mark after the other",
    "graphs/synthetic/demo_ledger.py:_about": "a table: records written by hand",
    "graphs/synthetic/demo_ledger.py:_upgraded": "a table: one event with everything it moves",
    "graphs/synthetic/invented_district.py:make_guests": "a table: one guest with everything it brings",
    "graphs/synthetic/invented_pairings.py:_write": "a table: one agreement with its signatories",
}
"""Functions of more than 40 lines of code, and why they are."""


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(text(path))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree(path)))


LIBRARY = [path for path in SOURCES if name(path).startswith(("graphs/", "app_pages/parts/"))]


def faults(paths: list[Path], fault: Callable[[Path], object]) -> dict[str, object]:
    """Return what is wrong with each of the files, by its name; a law asserts that nothing is."""
    assert paths
    return {name(path): wrong for path in paths if (wrong := fault(path))}


# Which way imports run


def test_imports_keep_every_contract(capsys: pytest.CaptureFixture[str]):
    code = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert code == 0, capsys.readouterr().out


def test_the_frame_and_the_screens_hold_no_tool_of_their_own():
    tools = {"networkx", "pandas", "sqlalchemy", "pyvis", "ortools", "scipy", "numpy"}
    for path in SOURCES:
        if not name(path).startswith("graphs/"):
            assert imported(tree(path)) & tools == set(), name(path)


def test_heavy_libraries_are_imported_where_they_are_used():
    heavy = {"pyvis", "ortools", "docx", "xlsxwriter", "sknetwork", "rustworkx", "python_calamine"}
    for path in SOURCES:
        top = ast.Module(
            body=[n for n in tree(path).body if isinstance(n, IMPORTS)], type_ignores=[]
        )
        assert imported(top) & heavy == set(), name(path)


IMPORTS = (ast.Import, ast.ImportFrom)


def imported(module: ast.AST) -> set[str]:
    found = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def test_what_is_derived_of_a_snapshot_goes_with_it():
    """A cache of a function's own would keep snapshots beyond the one bound; ``derived`` does not."""
    assert faults(SOURCES, caches_of_snapshots) == {}


def caches_of_snapshots(path: Path) -> list[str]:
    return [
        node.name
        for node in functions(path)
        for each in node.decorator_list
        if re.match(r"(functools\.)?(lru_)?cache\b", ast.unparse(each))
        and any("Snapshot" in ast.unparse(arg.annotation or arg) for arg in node.args.args)
    ]


# How long things are


def test_no_file_has_more_than_four_hundred_lines():
    lines = {name(path): len(text(path).splitlines()) for path in SOURCES}
    assert {file: count for file, count in lines.items() if count > 400} == {}


def test_files_of_more_than_250_lines_give_their_reason_and_no_others():
    """A reason that is no longer needed would excuse the file when it grows again."""
    long = {name(p) for p in SOURCES if len(text(p).splitlines()) > 250}
    assert long ^ set(LONG_FILES) == set()


def test_functions_of_more_than_forty_lines_give_their_reason_and_no_others():
    long = {
        f"{name(path)}:{node.name}"
        for path in SOURCES
        for node in functions(path)
        if code_lines(path, node) > 40
    }
    assert long ^ set(LONG_FUNCTIONS) == set()


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    return (node for node in nodes(path) if isinstance(node, ast.FunctionDef))


def code_lines(path: Path, node: ast.FunctionDef) -> int:
    """Lines of a function without its docstring, blank lines and comments."""
    lines = text(path).splitlines()[node.lineno - 1 : node.end_lineno]
    told = node.body[0] if ast.get_docstring(node, clean=False) is not None else None
    manual = (told.end_lineno or 0) - told.lineno + 1 if told else 0
    code = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    blank = ast.get_docstring(node, clean=False) or ""
    return len(code) - manual + sum(not line.strip() for line in blank.splitlines()[1:-1])


# What is public


def test_what_is_public_is_what_is_listed():
    """Functions that a registry's decorator declares are reached through the registry."""

    def fault(path: Path) -> set[str]:
        listed = set(exported(path))
        if path.name == "__init__.py":
            return listed ^ reexported(path)
        there = {word for word, _ in defined(path)} | declared(path) | reexported(path)
        return (public(path) - listed) | (listed - there)

    assert faults(LIBRARY, fault) == {}


def test_what_is_listed_is_sorted_and_listed_once():
    def fault(path: Path) -> list[str]:
        listed = exported(path)
        # constants, then classes, then functions: as ruff's RUF022 sorts
        ordered = sorted(set(listed), key=lambda each: (kind(each), each))
        return [] if listed == ordered else listed

    assert faults(LIBRARY, fault) == {}


def kind(word: str) -> int:
    return 0 if word.isupper() else 1 if word[0].isupper() else 2


def exported(path: Path) -> list[str]:
    for node in tree(path).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return list(ast.literal_eval(node.value))
    return []


def reexported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in tree(path).body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
            ("graphs", "app_pages")
        ):
            found |= {alias.asname or alias.name for alias in node.names}
    dropped = {
        ast.unparse(t) for n in tree(path).body if isinstance(n, ast.Delete) for t in n.targets
    }
    # What fills a registry at the end of an __init__ is a tool of it and no name it passes on.
    return {word for word in found - dropped - {FILL} if not word.startswith("_")}


FILL = "import_folder"


def defined(path: Path) -> Iterator[tuple[str, ast.stmt]]:
    for node in tree(path).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name, node
        elif isinstance(node, ast.Assign):
            yield from ((ast.unparse(target), node) for target in node.targets)
        elif isinstance(node, ast.AnnAssign):
            yield ast.unparse(node.target), node


def declared(path: Path) -> set[str]:
    """Names that a module makes in one go, as a tuple of targets."""
    return {
        word.strip("() ")
        for node in tree(path).body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Tuple)
        for word in ast.unparse(node.targets[0]).split(",")
    }


OWN = {
    "dataclass",
    "cache",
    "lru_cache",
    "contextmanager",
    "dataclass_transform",
    "overload",
    "record",
}


def public(path: Path) -> set[str]:
    found = set()
    for word, node in defined(path):
        decorators = [] if isinstance(node, ast.Assign | ast.AnnAssign) else node.decorator_list  # type: ignore[attr-defined]  # functions and classes have them
        names = {ast.unparse(each).partition("(")[0].rpartition(".")[2] for each in decorators}
        alias = isinstance(node, ast.AnnAssign) and "TypeAlias" in ast.unparse(node.annotation)
        if not word.startswith("_") and not alias and names <= OWN and word.isidentifier():
            found.add(word)
    return found


# How it is documented


def documented() -> Iterator[tuple[str, str, object]]:
    for path in LIBRARY:
        if path.name == "__init__.py" and name(path).startswith("graphs/"):
            module = importlib.import_module(".".join(path.relative_to(ROOT).parent.parts))
            for word in exported(path):
                yield f"{module.__name__}.{word}", word, getattr(module, word)


def test_public_functions_and_classes_with_behaviour_have_an_example():
    """Plain data needs none; nor does what reads a whole ledger: an empty one teaches nothing,
    and its tests show it on a full one; nor a decorator, shown by what it declares."""
    without: list[str] = []
    for full, word, value in nonempty(documented()):
        if inspect.isclass(value) or inspect.isfunction(value) or hasattr(value, "__wrapped__"):
            if behaves(value) and not any(">>>" in manual for manual in manuals(value)):
                without.append(f"{full} has no example that runs")
        elif not (word.isupper() or word[0].isupper()):
            without.append(f"{full} is no constant or type, documented below itself")
    assert without == []


WHOLE = re.compile(
    r"Snapshot|Graph\b|PlanningProblem|ProposalView|OrganisationProfile|AgreementDraft|\[(?:Pair|Party)\]"
)


def behaves(value: object) -> bool:
    if inspect.isclass(value):
        return any(inspect.isfunction(own) for own in methods(value).values())
    hints = inspect.get_annotations(inspect.unwrap(value))  # type: ignore[arg-type]  # functions only
    returns = str(hints.pop("return", ""))
    return not (WHOLE.search(" ".join(map(str, hints.values()))) or "Callable" in returns)


def methods(value: type) -> dict[str, object]:
    return {word: own for word, own in vars(value).items() if not word.startswith("_")}


def manuals(value: object) -> list[str]:
    """Return the manual of a name and those of its methods."""
    within = methods(value).values() if inspect.isclass(value) else ()
    return [inspect.getdoc(each) or "" for each in (value, *within)]


def test_constants_of_a_package_are_documented_below_themselves():
    """Types made of other types speak for themselves; a constant says what it holds."""
    wanted = {word for path in LIBRARY if path.name == "__init__.py" for word in exported(path)}
    for path in LIBRARY:
        body = tree(path).body
        for node, after in nonempty(zip(body, [*body[1:], None], strict=True)):
            if isinstance(node, ast.Assign | ast.AnnAssign):
                word = ast.unparse(node.targets[0] if isinstance(node, ast.Assign) else node.target)
                told = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
                assert told or word not in wanted or not word.isupper(), word


def test_every_module_says_what_it_is():
    assert faults(SOURCES, lambda path: not ast.get_docstring(tree(path))) == {}


def test_no_two_public_functions_of_a_file_share_their_manual():
    def fault(path: Path) -> list[str]:
        manuals = Counter(ast.get_docstring(node) for node in functions(path))
        return [manual for manual, count in manuals.items() if manual and count > 1]

    assert faults(SOURCES, fault) == {}


# What is left undone, and what happens at import


def test_nothing_is_left_to_do_without_a_number():
    mark = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X)\b(?!\s*\(?#\d)")
    assert faults([*SOURCES, *TESTS], lambda path: mark.findall(text(path))) == {}


def calls(path: Path) -> set[str]:
    return {ast.unparse(node.func) for node in nodes(path) if isinstance(node, ast.Call)}


def test_nothing_is_printed_but_by_the_command_line():
    quiet = [
        path
        for path in SOURCES
        if not name(path).startswith(("graphs/commands/", "graphs/__main__.py"))
    ]
    assert faults(quiet, lambda path: calls(path) & {"print"}) == {}


ALLOWED = (
    *(ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef),
    *(ast.Assign, ast.AnnAssign),
)


def test_nothing_happens_at_import_but_declarations():
    def declares(path: Path, node: ast.stmt) -> bool:
        words = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        started = isinstance(node, ast.If) and ast.unparse(node.test) == "__name__ == '__main__'"
        frame = name(path) == "streamlit_app.py"
        run = frame and isinstance(node, ast.Expr) and ast.unparse(node) == "main()"
        typed = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        filled = path.name == "__init__.py" and ast.unparse(node) == f"{FILL}(__name__)"
        entry = name(path) == "graphs/glossary.py" and ast.unparse(node).startswith("_term(")
        return isinstance(node, ALLOWED) or words or started or typed or run or filled or entry

    def fault(path: Path) -> list[str]:
        body = nonempty(tree(path).body)
        return [ast.unparse(node) for node in body if not declares(path, node)]

    assert faults(SOURCES, fault) == {}


def test_nothing_asks_the_clock_or_chance_by_itself():
    """A date and a seed are arguments; hash() differs from run to run."""
    may = ("graphs/commands/", "graphs/__main__.py", "graphs/ledger/storage/valid_time.py")
    refused = {"dt.date.today", "date.today", "time.time", "random.random", "hash", "uuid.uuid4"}
    domain = [
        path
        for path in SOURCES
        if name(path).startswith("graphs/") and not name(path).startswith(may)
    ]
    assert faults(domain, lambda path: calls(path) & refused) == {}


def test_importing_the_domain_opens_no_connection_and_writes_no_file():
    modules = [module_name(path) for path in LIBRARY if name(path).startswith("graphs/")]
    done = subprocess.run(
        [sys.executable, "-B", "-c", WATCHED, *modules],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


WATCHED = """
import importlib, sys

REFUSED = ("sqlite3.connect", "socket.connect", "socket.bind", "subprocess.Popen", "os.mkdir")

def watch(event, args):
    writes = event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+")
    if event in REFUSED or writes:
        sys.exit(f"{event} {args}")

sys.addaudithook(watch)
for module in sys.argv[1:]:
    importlib.import_module(module)
"""


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


# How a ledger is written


def test_whoever_writes_names_the_revision_that_was_looked_at():
    written = [
        (name(path), node)
        for path in SOURCES
        for node in nodes(path)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"apply", "undo"}
    ]
    assert len(written) > 5
    blind = [
        f"{where}:{node.lineno}"
        for where, node in written
        if "base" not in {each.arg for each in node.keywords}
    ]
    assert blind == []


def test_numbers_are_written_digit_by_digit():
    # Excel itself keeps fifteen digits; what it hands over is no more than that.
    allowed = {"graphs/intake/files/shown_text.py"}
    rounding = {
        name(path)
        for path in SOURCES
        for node in nodes(path)
        if re.search(r"[gGeE]$", form := _format_of(node)) and "|" not in form  # {n:pair|pairs}
    }
    assert rounding - allowed == set()


def _format_of(node: ast.AST) -> str:
    """How a replaced field of an f-string or a template is formatted."""
    if isinstance(node, ast.FormattedValue) and isinstance(node.format_spec, ast.JoinedStr):
        return ast.unparse(node.format_spec).strip("f'\"")
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return next(iter(re.findall(r"\{\w*:([^{}]*[gGeE])\}", node.value)), "")
    return ""
