"""Parts of the statistics screen: the report, the pivot, the trend, the network."""
