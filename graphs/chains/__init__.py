"""Industry chains: the board, the general branch that leads one, advice on sizes, and what if."""

from graphs.chains.board_html import board_html, boards_html, links_html, segment_words
from graphs.chains.branch_tree import (
    BranchNode,
    FunctionalSeat,
    HelpingTie,
    branch_tree,
    functional_seats,
)
from graphs.chains.branch_what_if import Group, Regrouping, regroup
from graphs.chains.chain_board import (
    BoardSegment,
    ChainBoard,
    SupplyLink,
    chain_board,
)
from graphs.chains.chain_cover_html import bare_html, responsible_html
from graphs.chains.chain_evidence import ChainFact, chain_facts
from graphs.chains.chain_seats import Seat, SeatOrganisation
from graphs.chains.nested_circles import nested_circles
from graphs.chains.threshold_advice import Advice, sizes_sentence, threshold_advice
from graphs.chains.tree_html import (
    advice_html,
    circles_html,
    fact_lines_html,
    functional_html,
    members_words,
    tree_html,
)

__all__ = [
    "Advice",
    "BoardSegment",
    "BranchNode",
    "ChainBoard",
    "ChainFact",
    "FunctionalSeat",
    "Group",
    "HelpingTie",
    "Regrouping",
    "Seat",
    "SeatOrganisation",
    "SupplyLink",
    "advice_html",
    "bare_html",
    "board_html",
    "boards_html",
    "branch_tree",
    "chain_board",
    "chain_facts",
    "circles_html",
    "fact_lines_html",
    "functional_html",
    "functional_seats",
    "links_html",
    "members_words",
    "nested_circles",
    "regroup",
    "responsible_html",
    "segment_words",
    "sizes_sentence",
    "threshold_advice",
    "tree_html",
]
