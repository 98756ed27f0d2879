"""Records that may be one: suggested, judged, merged; and the events of an organisation's life."""

from graphs.duplicates.comparing import Part
from graphs.duplicates.judging import Judgements, judgements
from graphs.duplicates.suggesting import LIKELY, Suggestion, suggest

__all__ = ["LIKELY", "Judgements", "Part", "Suggestion", "judgements", "suggest"]
