"""Questions an official asks, one declared function each: parameters in, an answer out."""

# isort: off
from graphs.questions.parameters import (
    Day,
    OneOf,
    Parameter,
    Reference,
    References,
    WholeNumber,
)
from graphs.questions.basis.record_ids import ids_in, ids_words
from graphs.questions.basis.pair_changes import PairChanges, pair_changes
from graphs.questions.answer import Answer, AnswerColumn, AnswerRow, CellKind, cell_value
from graphs.questions.question import (
    QUESTIONS,
    Context,
    Question,
    Topic,
    ask,
    listed,
    question,
    question_of,
    settings_of,
)
from graphs.questions.topics.change_questions import pair_change_answer
from graphs.questions.typed_questions import Understood, understand
from graphs.registry import import_folder
# isort: on

__all__ = [
    "QUESTIONS",
    "Answer",
    "AnswerColumn",
    "AnswerRow",
    "CellKind",
    "Context",
    "Day",
    "OneOf",
    "PairChanges",
    "Parameter",
    "Question",
    "Reference",
    "References",
    "Topic",
    "Understood",
    "WholeNumber",
    "ask",
    "cell_value",
    "ids_in",
    "ids_words",
    "listed",
    "pair_change_answer",
    "pair_changes",
    "question",
    "question_of",
    "settings_of",
    "understand",
]

import_folder(__name__)
