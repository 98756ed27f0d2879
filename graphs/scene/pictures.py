"""Which pictures a snapshot offers, and the scene of each; screens and downloads offer the same."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from graphs.model import Snapshot, derived
from graphs.network import Filter, apply_filters, chains, division_and_below, pairing_graph
from graphs.scene.aggregates import MOST_DRAWN
from graphs.scene.attributes import ATTRIBUTES
from graphs.scene.edits.dated_placement import dated_placement
from graphs.scene.layouts.layout import LAYOUTS
from graphs.scene.look import SIZES, Look
from graphs.scene.scene import Scene
from graphs.scene.scenes.aggregate_scene import aggregate_scene
from graphs.scene.scenes.around_scene import around_scene
from graphs.scene.scenes.chain_scene import chain_scene
from graphs.scene.scenes.group_panels import groups_of
from graphs.scene.scenes.one_page_scene import fits_one_page, story_scene
from graphs.scene.scenes.pairing_scene import pairing_scene
from graphs.text import Language, Text

__all__ = ["filtered_graph", "known_look", "picture", "picture_of", "pictures"]


def pictures(snapshot: Snapshot) -> dict[str, Text]:
    """Return the pictures of a snapshot by key, the default first, chains last.

    Examples
    --------
    >>> import datetime as dt
    >>> from graphs.model import Chain, Division
    >>> many = [Division(id="d", name="甲区"), Chain(id="c", name="花卉")]
    >>> list(pictures(Snapshot.from_records(many, as_of=dt.date(2010, 6, 15))))[-1:]
    ['chain:c']
    """
    found: dict[str, Text] = {}
    if fits_one_page(snapshot):
        found["page"] = Text(zh="一页总览", en="One page")
    found |= {key: layout.label for key, layout in LAYOUTS.items()}
    for chain in chains(snapshot):
        found[f"chain:{chain.id}"] = Text.named(chain.name, chain.name_en)
    return found


def known_look(colour: str, group: str, size: str, opened: tuple[str, ...] = ()) -> Look:
    """Return how an address has a picture drawn; what it does not know is as by default.

    Examples
    --------
    >>> known_look("kind", "moon", "members").group
    'township'
    """
    usual = Look()
    return Look(
        colour=colour if colour in ATTRIBUTES else usual.colour,
        group=group if group in ATTRIBUTES else usual.group,
        size=size if size in SIZES else usual.size,
        opened=opened,
    )


def filtered_graph(snapshot: Snapshot, filters: Iterable[Filter]) -> nx.MultiGraph[str]:
    """Return what filters leave of the pairing graph; a chosen division holds all below it."""
    return _filtered(snapshot, tuple(filters))


@derived
def _filtered(snapshot: Snapshot, filters: tuple[Filter, ...]) -> nx.MultiGraph[str]:
    widened = [
        Filter(each.key, division_and_below(snapshot, each.values))
        if each.key == "division"
        else each
        for each in filters
    ]
    return apply_filters(pairing_graph(snapshot), widened)


def picture(
    snapshot: Snapshot,
    key: str,
    filters: Iterable[Filter] = (),
    *,
    language: Language,
    look: Look | None = None,
    base: Snapshot | None = None,
) -> Scene:
    """Return the scene of a picture by its key; ``around:ID`` shows one organisation's partners.

    A network of more organisations than can be drawn one by one is drawn in classes that open.
    With a ``base`` of another day everybody keeps the place of that day's layout.

    Raises
    ------
    NotFound
        The chain or organisation of the key is not in the snapshot.
    """
    if key.startswith("chain:"):
        return chain_scene(snapshot, key.removeprefix("chain:"), language=language)
    if key.startswith("around:"):
        return around_scene(
            snapshot, key.removeprefix("around:"), tuple(filters), language=language
        )
    if key == "page":
        return story_scene(snapshot, language=language)
    return _network(snapshot, key, tuple(filters), language, look or Look(), base)


@derived
def _network(  # noqa: PLR0917  # what a picture is drawn of, the key of its cache
    snapshot: Snapshot,
    key: str,
    filters: tuple[Filter, ...],
    language: Language,
    look: Look,
    base: Snapshot | None,
) -> Scene:
    graph = filtered_graph(snapshot, filters)
    if graph.number_of_nodes() > MOST_DRAWN:
        return aggregate_scene(snapshot, graph, look=look, layout=key, language=language)
    dated = base is not None and base.as_of != snapshot.as_of
    placement = dated_placement(base, [snapshot], key) if base is not None and dated else None
    return pairing_scene(
        snapshot, graph, layout=key, language=language, look=look, placement=placement
    )


def picture_of(snapshot: Snapshot, idents: Iterable[str], *, language: Language) -> Scene:
    """Return the pairing network of these organisations only, arranged for themselves.

    Those that the pairing network does not hold (public bodies, villages) are left out.

    Examples
    --------
    >>> import datetime as dt
    >>> empty = Snapshot.from_records([], as_of=dt.date(2010, 6, 15))
    >>> picture_of(empty, ["o1"], language="zh").nodes.num_rows
    0
    """
    whole = pairing_graph(snapshot)
    graph = whole.subgraph([ident for ident in idents if ident in whole])
    placed = LAYOUTS["hubs"].arrange(graph, groups_of(snapshot))
    return pairing_scene(snapshot, graph, layout="hubs", language=language, placement=placed)
