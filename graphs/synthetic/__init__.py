"""Invented data from a seed: the demonstration district, and a country for measuring."""

from graphs.synthetic.demo_ledger import DEMO_AS_OF, DemoRevision, demo_revisions
from graphs.synthetic.invented_country import country, county_sizes

__all__ = ["DEMO_AS_OF", "DemoRevision", "country", "county_sizes", "demo_revisions"]
