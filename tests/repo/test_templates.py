"""Every template is used, and every template that is named exists."""

import re

from tests.repo import tree

NAMED = re.compile(r"""["']([\w./-]+\.(?:html|txt))["']""")
# Pages of the log-in package that Django looks up by name on its own.
DRAWN_ANEW = ("account/", "mfa/", "allauth/", "usersessions/")
# Django shows these when something goes wrong.
LOOKED_UP_BY_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}


def templates() -> dict[str, str]:
    """Name as Django knows it → text."""
    found = {}
    for path in tree.files():
        page = path.suffix in {".html", ".txt"}  # papers have templates too: Word files
        if page and "templates" in path.parts and path.is_relative_to(tree.SOURCE):
            place = len(path.parts) - 1 - path.parts[::-1].index("templates")
            found["/".join(path.parts[place + 1 :])] = tree.text(path)
    return found


def references(text: str) -> set[str]:
    return set(NAMED.findall(text))


def unused(known: set[str], used: set[str]) -> set[str]:
    return {n for n in known - used - LOOKED_UP_BY_DJANGO if not n.startswith(DRAWN_ANEW)}


def missing(known: set[str], used_in_templates: set[str]) -> set[str]:
    return {name for name in used_in_templates - known if not name.startswith(DRAWN_ANEW)}


def test_every_template_is_used():
    known = templates()
    code = "\n".join(tree.text(path) for path in tree.python("src"))
    used = references(code) | references("\n".join(known.values()))
    assert unused(set(known), used) == set()


def test_every_template_named_exists():
    known = templates()
    named = references("\n".join(re.findall(r"{%\s*(?:include|extends).*?%}", "\n".join(known.values()))))
    code = "\n".join(tree.text(path) for path in tree.python("src/thihanh/web"))
    named |= {name for name in references(code) if "/" in name and name.endswith(".html")}
    assert missing(set(known), named) == set()


def test_the_rules_see_a_template_nobody_uses_and_one_nobody_wrote():
    known = {"web/base.html", "web/old.html", "account/login.html", "404.html"}
    named = references('{% extends "web/base.html" %}{% include "web/new.html" %}')
    assert unused(known, named) == {"web/old.html"}
    assert missing(known, named) == {"web/new.html"}
