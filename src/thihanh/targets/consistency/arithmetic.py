"""Sums and products with brackets over intervals; what a token is worth is told by whoever asks. Pure."""

from collections.abc import Callable, Sequence

from thihanh.targets.consistency.statements import Interval


class DividesByZero(ArithmeticError):
    """What stands under the line may be zero."""


def worked_out(tokens: Sequence[str], one: Callable[[str], Interval]) -> Interval:
    """The worth of an expression given as tokens. Raises ``DividesByZero`` and whatever ``one`` raises."""
    return _Walk(tokens, one).sum()


class _Walk:
    def __init__(self, tokens: Sequence[str], one: Callable[[str], Interval]) -> None:
        self.tokens = tokens
        self.one = one
        self.place = 0

    def _next(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def _take(self) -> str:
        self.place += 1
        return self.tokens[self.place - 1]

    def sum(self) -> Interval:
        value = self._product()
        while self._next() in ("+", "-"):
            value = value + self._product() if self._take() == "+" else value - self._product()
        return value

    def _product(self) -> Interval:
        value = self._one()
        while self._next() in ("*", "/"):
            if self._take() == "*":
                value = value * self._one()
            else:
                under = self._one()
                if under.low <= 0 <= under.high:
                    raise DividesByZero
                value = value / under
        return value

    def _one(self) -> Interval:
        token = self._take()
        if token != "(":
            return self.one(token)
        value = self.sum()
        self._take()
        return value
