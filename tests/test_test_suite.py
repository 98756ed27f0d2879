"""The tests themselves: none passes because there was nothing to look at, and a push is short."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from profiles import PUSH

TESTS = Path(__file__).parent
FILES = sorted(TESTS.glob("**/test_*.py"))
# Iterating over these yields as much as over what they are given.
THROUGH = {"enumerate", "list", "reversed", "set", "sorted", "tuple", "zip", "product", "dict"}
# What a page says at one moment; on a busy machine it says it a little later.
ONCE = {"inner_text", "text_content", "get_attribute", "input_value", "is_visible", "is_hidden"}
ONCE |= {"is_enabled", "is_disabled", "is_checked", "is_editable", "all_inner_texts"}
JUDGES = {"expect", "raises", "fail", "warns", "awaited", "await_query"}


def judges(tree: ast.Module) -> set[str]:
    """Return the names of the functions of a module that assert, or call one that does."""
    bodies = {n.name: n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)}
    found: set[str] = set()
    while more := {
        name for name, body in bodies.items() if name not in found and any(verdicts(body, found))
    }:
        found |= more
    return found


def verdicts(node: ast.AST, known: set[str]) -> Iterator[ast.AST]:
    """Yield what can fail below a node: assertions, and calls of what asserts."""
    for each in ast.walk(node):
        if isinstance(each, ast.Assert):
            yield each
        elif isinstance(each, ast.Call):
            name = each.func.attr if isinstance(each.func, ast.Attribute) else each.func
            name = name.id if isinstance(name, ast.Name) else name
            if name in JUDGES | known:
                yield each


def surely_some(node: ast.expr, literal: set[str]) -> bool:
    """Whether an expression certainly yields something: a literal, a constant, or made of such."""
    match node:
        case ast.Tuple(elts=elts) | ast.List(elts=elts) | ast.Set(elts=elts):
            return any(
                surely_some(each.value, literal) if isinstance(each, ast.Starred) else True
                for each in elts
            )
        case ast.Dict(keys=keys):
            return bool(keys)
        case ast.Constant(value=str(words)):
            return bool(words)
        case ast.Name(id=name):
            return name.isupper() or name in literal
        case ast.Attribute(attr=name):
            return name.isupper()
        case ast.BinOp(left=left, right=right):
            return surely_some(left, literal) or surely_some(right, literal)
        case ast.Call(func=ast.Name(id="range"), args=[ast.Constant(value=int(count))]):
            return count > 0
        case ast.Call(
            func=ast.Name(id="range"), args=[ast.Constant(value=a), ast.Constant(value=b), *_]
        ):
            return bool(b > a)
        case ast.Call(func=ast.Name(id="nonempty")):
            return True
        case ast.Call(func=ast.Name(id=name), args=[_, *_] as given) if name in THROUGH:
            return all(surely_some(each, literal) for each in given)
        case ast.Call(func=ast.Attribute(value=of, attr="values" | "items" | "keys" | "split")):
            return surely_some(of, literal)
        case ast.Subscript(value=of, slice=ast.Slice()):
            return surely_some(of, literal)
        case _:
            return False


def literals(test: ast.FunctionDef) -> set[str]:
    """Return the local names that a test gives a literal that holds something."""
    return {
        target.id
        for each in ast.walk(test)
        if isinstance(each, ast.Assign) and surely_some(each.value, set())
        for target in each.targets
        if isinstance(target, ast.Name)
    }


def hollow(test: ast.FunctionDef, known: set[str]) -> bool:
    """Whether all that a test asserts is inside loops that may not run even once."""
    literal = literals(test)
    loops = [
        each
        for each in ast.walk(test)
        if isinstance(each, ast.For) and not surely_some(each.iter, literal)
    ]
    inside = {
        id(verdict) for loop in loops for part in loop.body for verdict in verdicts(part, known)
    }
    every = [id(verdict) for verdict in verdicts(test, known)]
    return bool(every) and set(every) <= inside


def found_in(words: str) -> list[str]:
    tree = ast.parse(words)
    known = {name for name in judges(tree) if not name.startswith("test_")}
    return [
        each.name
        for each in ast.walk(tree)
        if isinstance(each, ast.FunctionDef)
        and each.name.startswith("test_")
        and hollow(each, known)
    ]


def test_no_test_asserts_only_where_it_may_never_come() -> None:
    assert FILES
    found = {path.stem: found_in(path.read_text("utf-8")) for path in FILES}
    assert {file: tests for file, tests in found.items() if tests} == {}


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("for each in things(): assert each", True),
        ("for each in things:\n  for other in (1, 2): assert other", True),
        ("for each in (1, 2): assert each", False),
        ("for each in NAMES.values(): assert each", False),
        ("for each in range(3): assert each", False),
        ("for each in range(n): assert each", True),
        ("seen = things()\n for each in seen: assert each\n assert seen", False),
        ("seen = [1]\n for each in seen: assert each", False),
        ("for each in []: assert each", True),
        ("for each in nonempty(things): assert each", False),
        ("for each in sorted(things): checks(each)", True),
        ("checks(1)", False),
        ("for each in things:\n  with pytest.raises(ValueError): f(each)", True),
    ],
)
def test_the_law_sees_what_it_must_and_nothing_else(body: str, found: bool) -> None:
    words = f"def checks(each):\n assert each\ndef test_it(things, n):\n {body}\n"
    assert found_in(words) == (["test_it"] if found else [])


def many(tree: ast.Module) -> Iterator[int]:
    """Yield the lines that ask for more examples than a push tries, but of tests marked to soak."""
    soaking = {
        id(inner)
        for each in ast.walk(tree)
        if isinstance(each, ast.FunctionDef)
        and any("soak" in ast.unparse(mark) for mark in each.decorator_list)
        for inner in ast.walk(each)
    }
    for each in ast.walk(tree):
        match each:
            case ast.keyword(arg="max_examples", value=ast.Constant(value=int(count))) if (
                count > PUSH and id(each) not in soaking
            ):
                yield each.value.lineno


def test_a_push_tries_few_examples_and_the_full_run_as_many_as_each_test_asks_for() -> None:
    found = {path.stem: list(many(ast.parse(path.read_text("utf-8")))) for path in FILES}
    assert {file: lines for file, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    ("mark", "count", "found"),
    [("", "200", [1]), ("", "tries(200)", []), ("", "20", []), ("@pytest.mark.soak\n", "200", [])],
)
def test_the_law_of_examples_sees_what_it_must(mark: str, count: str, found: list[int]) -> None:
    words = f"{mark}@settings(max_examples={count})\ndef test_it(): ...\n"
    assert list(many(ast.parse(words))) == found


def read_once(tree: ast.Module) -> list[int]:
    """Return the lines that assert what a page says at one moment, and do not wait for it."""
    return [
        each.lineno
        for each in ast.walk(tree)
        if isinstance(each, ast.Assert)
        for call in ast.walk(each.test)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in ONCE
    ]


def test_what_a_page_says_is_waited_for() -> None:
    files = [path for path in FILES if path.parent.name == "browser"]
    assert len(files) > 5
    found = {path.stem: read_once(ast.parse(path.read_text("utf-8"))) for path in files}
    assert {file: lines for file, lines in found.items() if lines} == {}


def test_the_law_of_waiting_sees_what_is_read_once() -> None:
    assert read_once(ast.parse("assert page.locator('p').inner_text() == 'x'")) == [1]
    assert read_once(ast.parse("expect(page.locator('p')).to_have_text('x')")) == []


def loops_begun(source: str) -> list[int]:
    """Return the lines in which a loop is run in the thread of the test."""
    calls = (each for each in ast.walk(ast.parse(source)) if isinstance(each, ast.Call))
    return [each.lineno for each in calls if ast.unparse(each.func) == "asyncio.run"]


def test_a_loop_runs_in_a_thread_of_its_own() -> None:
    """A browser of another test of the process has a loop in the thread of all tests."""
    found = {path.name: loops_begun(path.read_text(encoding="utf-8")) for path in FILES}
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_the_law_of_loops_sees_what_is_run_in_place() -> None:
    assert loops_begun("asyncio.run(work())") == [1]
    assert loops_begun("pool.submit(asyncio.run, work())") == []
