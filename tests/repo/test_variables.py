"""Every variable of the environment that the product reads stands in CONTRIBUTING.md."""

import re

from tests.repo import tree

READ = re.compile(r"\bTHIHANH_[A-Z_]+\b")


def test_every_variable_is_explained():
    code = [
        p for p in tree.files() if p.relative_to(tree.PROJECT).parts[0] in ("src", "scripts", "benchmarks")
    ]
    read = {name for path in code if path.suffix in (".py", "") for name in READ.findall(tree.text(path))}
    explained = set(READ.findall((tree.PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")))
    assert len(read) > 10
    assert read - explained == set()
