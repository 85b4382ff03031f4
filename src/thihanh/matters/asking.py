"""What forms of acts and of steps have in common: a choice offered, a refusal that names its question."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Question = Literal["policy", "state", "reach", "law", "input"]
QUESTION_WORDS: Final[Mapping[Question, str]] = {
    "policy": "Quyền",
    "state": "Trạng thái",
    "reach": "Phạm vi",
    "law": "Pháp luật",
    "input": "Dữ liệu",
}


class Refusal(Exception):
    """An act or a step refused: which question said no (or the input did), why, and what to do next."""

    def __init__(self, question: Question, sentence: str, field: str = "") -> None:
        super().__init__(f"{QUESTION_WORDS[question]}: {sentence}")
        self.question = question
        self.sentence = f"{QUESTION_WORDS[question]}: {sentence}"
        self.field = field


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer a field offers: its code and its words."""

    code: str
    label: str
