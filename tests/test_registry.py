"""Every registry: a key is declared once, in source order, and no two members share a manual."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from pathlib import Path

import pytest

import graphs
from graphs.registry import Registry

ROOT = Path(__file__).parents[1]


def registries() -> dict[str, Registry[object, object]]:
    found: dict[int, tuple[str, Registry[object, object]]] = {}
    for each in pkgutil.walk_packages(graphs.__path__, "graphs."):
        if each.name.rpartition(".")[2] == "__main__":
            continue
        for name, value in vars(importlib.import_module(each.name)).items():
            if isinstance(value, Registry):
                found.setdefault(id(value), (name, value))
    return dict(found.values())


ALL = registries()


def test_the_tree_holds_the_registries_that_the_manual_speaks_of() -> None:
    assert {"COMMANDS", "CRITERIA", "FILTERS", "FORMATS", "MEASURES", "RECORDS", "RULES"} <= set(
        ALL
    )


@pytest.mark.parametrize("registry", ALL.values(), ids=list(ALL))
def test_a_second_declaration_of_a_key_names_both_places(
    registry: Registry[object, object],
) -> None:
    if not registry:
        assert registry.kind == "migration"
        return
    before = list(registry.items())
    key, member = before[0]

    def second() -> None:
        """Come too late."""

    with pytest.raises(
        ValueError, match=r"declared twice: by .+ and by test_registry\."
    ) as refused:
        registry.declare(key, member, second)
    assert repr(key) in str(refused.value)
    assert list(registry.items()) == before


@pytest.mark.parametrize("registry", ALL.values(), ids=list(ALL))
def test_members_declared_by_functions_have_manuals_of_their_own(
    registry: Registry[object, object],
) -> None:
    manuals = [registry.manual(key) for key in registry if registry.source(key) is not None]
    assert all(manuals)
    assert len(set(manuals)) == len(manuals)


@pytest.mark.parametrize("registry", ALL.values(), ids=list(ALL))
def test_members_of_several_files_state_their_order(registry: Registry[object, object]) -> None:
    """Else the order on screen would be that of the imports."""
    sources = [source for key in registry if (source := registry.source(key)) is not None]
    if len({source.__module__ for source in sources}) > 1 and registry.kind not in DECLARED:
        assert len(registry._orders) == len(registry)


DECLARED = ("record type", "section")
"""Packages that import their own modules by name, in the order that users see."""


def named_in(node: ast.expr) -> set[object]:
    if isinstance(node, ast.Dict):
        parts = [key for key in node.keys if key is not None]
    elif isinstance(node, ast.List | ast.Tuple | ast.Set):
        parts = [
            each.elts[0] if isinstance(each, ast.Tuple) and each.elts else each
            for each in node.elts
        ]
    else:
        return set()
    return {part.value for part in parts if isinstance(part, ast.Constant)}


def test_no_list_names_every_member_of_a_registry() -> None:
    """A second list would have to be kept in step by hand."""
    members = {name: set(registry) for name, registry in ALL.items() if len(registry) > 2}
    second = []
    for path in sorted(
        each for top in ("graphs", "app_pages", "tests") for each in (ROOT / top).rglob("*.py")
    ):
        tree = ast.parse(path.read_text("utf-8"))
        public = {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
        }
        second += [
            f"{path.relative_to(ROOT)}:{node.lineno} {name}"
            for node in ast.walk(tree)
            if isinstance(node, ast.expr) and id(node) not in public and (named := named_in(node))
            for name, keys in members.items()
            if keys <= named
        ]
    assert second == []


def test_members_stand_in_the_order_they_state() -> None:
    own: Registry[str, int] = Registry("thing")
    for key, order in (("c", 30), ("z", None), ("a", 10), ("b", 20)):
        own.declare(key, 0, order=order)
    assert list(own) == ["a", "b", "c", "z"]
    with pytest.raises(ValueError, match="'d' has the order of 'b': 20"):
        own.declare("d", 0, order=20)


def declared_by(manual: str | None) -> object:
    def member() -> None: ...

    member.__doc__ = manual
    return member


def test_a_member_without_a_manual_or_with_another_one_s_is_refused() -> None:
    own: Registry[str, int] = Registry("thing")
    own.declare("a", 1, declared_by("Do this."))
    for key, manual, reason in (
        ("b", None, "has no docstring"),
        ("c", "  ", "has no docstring"),
        ("d", "Do this.", "has another one's docstring"),
    ):
        with pytest.raises(ValueError, match=reason):
            own.declare(key, 2, declared_by(manual))
    own.declare("e", 3, declared_by("Do that."))
    assert dict(own) == {"a": 1, "e": 3}
    assert list(own) == ["a", "e"]
    assert (own.get("b"), len(own), "e" in own) == (None, 2, True)


def test_nothing_but_a_registry_is_filled_by_decorators() -> None:
    """An empty dictionary at module level is a registry that would replace silently."""
    empty = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sorted(ROOT.glob("graphs/**/*.py"))
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and isinstance(node.value, ast.Dict)
        and not node.value.keys
        # what is typed as a mapping has no way in
        and not (
            isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation).startswith("Mapping[")
        )
    ]
    assert empty == []
