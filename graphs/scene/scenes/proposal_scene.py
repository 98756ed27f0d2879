"""Proposed pairs alone: hosts at the left, each beside the guests proposed for it."""

from __future__ import annotations

from collections.abc import Sequence

from graphs.model import Snapshot
from graphs.network import pairing_graph
from graphs.scene.layouts.layout import LAYOUTS
from graphs.scene.scene import Scene
from graphs.scene.scenes.group_panels import groups_of
from graphs.scene.scenes.pairing_scene import pairing_scene
from graphs.text import Language

__all__ = ["proposal_scene"]


def proposal_scene(
    snapshot: Snapshot, proposed: Sequence[tuple[str, str]], *, language: Language = "zh"
) -> Scene:
    """Return proposed pairs (guest, host) as a scene of their own, without those in force.

    The columns of the layout of pairs in force, asked of the proposed pairs instead: every guest
    stands beside its host, so that lines cross only where a guest has several.
    """
    whole = pairing_graph(snapshot)
    ends = {ident for pair in proposed for ident in pair}
    shown = whole.subgraph(ends & set(whole)).copy()
    shown.remove_edges_from(list(shown.edges(keys=True)))
    paired = shown.copy()
    for guest, host in proposed:
        paired.add_edge(host, guest, in_force=True, signed_on=None)
    return pairing_scene(
        snapshot,
        shown,
        language=language,
        proposed=proposed,
        placement=LAYOUTS["columns"].arrange(paired, groups_of(snapshot)),
    )
