"""Invented data from a seed: the demonstration district, and a country for measuring."""

from graphs.synthetic.country import country, county_sizes
from graphs.synthetic.demo import DEMO_AS_OF, DemoRevision, demo_revisions

__all__ = ["DEMO_AS_OF", "DemoRevision", "country", "county_sizes", "demo_revisions"]
