"""What is wrong with a template, a paper or a file, in a sentence with its place."""

from dataclasses import dataclass


class Refused(Exception):
    """Something about a paper was refused; the text is the sentence its reader sees."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where in the file, and what."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"
