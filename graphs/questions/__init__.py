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
from graphs.questions import attention_questions as _attention  # noqa: F401  # declares its questions
from graphs.questions import chain_questions as _chains  # noqa: F401  # declares its questions
from graphs.questions import change_questions as _changes  # noqa: F401  # declares its questions
from graphs.questions import network_questions as _network  # noqa: F401  # declares its questions
from graphs.questions import pair_questions as _pairs  # noqa: F401  # declares its questions
from graphs.questions import record_questions as _records  # noqa: F401  # declares its questions
from graphs.questions import renewal_questions as _renewals  # noqa: F401  # declares its questions
from graphs.questions.selection import selection_questions as _selections  # noqa: F401  # declares its questions
from graphs.questions.change_questions import pair_change_answer
from graphs.questions.typed_questions import Understood, understand
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
