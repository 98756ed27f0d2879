"""Questions an official asks, one declared function each: parameters in, an answer out."""

# isort: off
from graphs.questions.parameters import Day, OneOf, Parameter, Reference, WholeNumber
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
    "Parameter",
    "Question",
    "Reference",
    "Topic",
    "Understood",
    "WholeNumber",
    "ask",
    "cell_value",
    "listed",
    "question",
    "question_of",
    "settings_of",
    "understand",
]

import_folder(__name__)
