"""Records that may be one: suggested, judged, merged; and the changes of an organisation: renamed, merged, split, dissolved."""

from graphs.duplicates.comparison import Part
from graphs.duplicates.new_names import NameInPlace, names_alike
from graphs.duplicates.organisation_change_records import going_on
from graphs.duplicates.organisation_changes import merge_steps, rename_steps
from graphs.duplicates.successions import dissolve_steps, split_steps, upgrade_steps
from graphs.duplicates.suggestions import LIKELY, Suggestion, suggest
from graphs.duplicates.verdicts import Judgements, judgements

__all__ = [
    "LIKELY",
    "Judgements",
    "NameInPlace",
    "Part",
    "Suggestion",
    "dissolve_steps",
    "going_on",
    "judgements",
    "merge_steps",
    "names_alike",
    "rename_steps",
    "split_steps",
    "suggest",
    "upgrade_steps",
]
