"""Nobody below the doors asks for the day; the log-in alone has no caller that could tell it."""

import re

from tests.repo import tree

DOORS = {"web", "cli", "jobs", "config"}
LOG_IN = {"src/thihanh/offices/sessions.py", "src/thihanh/offices/signals.py"}


def asks_the_clock(text: str) -> bool:
    return bool(re.search(r"\bsettings\.CLOCK\b", text))


def test_below_the_doors_only_the_log_in_asks_for_the_day():
    below = [p for p in tree.python("src") if p.relative_to(tree.SOURCE).parts[0] not in DOORS]
    assert {tree.name(path) for path in below if asks_the_clock(tree.text(path))} == LOG_IN


def test_the_rule_sees_a_clock():
    assert asks_the_clock("on = settings.CLOCK.today()")
    assert not asks_the_clock("on = settings.CLOCKWORK")
