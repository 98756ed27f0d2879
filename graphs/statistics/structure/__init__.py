"""Measures of network science: of nodes, and of the network as a whole."""

from graphs.registry import import_folder
from graphs.statistics.structure.cohesion import (
    CutOrganisation,
    bridges,
    components,
    cut_organisations,
)
from graphs.statistics.structure.communities import communities
from graphs.statistics.structure.network_measure import (
    NETWORK_MEASURES,
    NetworkFigure,
    NetworkMeasure,
    network_measure,
)
from graphs.statistics.structure.node_measure import NODE_MEASURES, NodeMeasure, node_measures
from graphs.statistics.structure.projections import projection
from graphs.statistics.structure.simple_network import SimpleNetwork, network_in_force

__all__ = [
    "NETWORK_MEASURES",
    "NODE_MEASURES",
    "CutOrganisation",
    "NetworkFigure",
    "NetworkMeasure",
    "NodeMeasure",
    "SimpleNetwork",
    "bridges",
    "communities",
    "components",
    "cut_organisations",
    "network_in_force",
    "network_measure",
    "node_measures",
    "projection",
]

import_folder(__name__)
