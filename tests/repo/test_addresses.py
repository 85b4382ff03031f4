"""The repository names no package registry and no path of one machine."""

from tests.repo import rules, tree


def test_no_file_names_a_registry_or_a_machine():
    assert {tree.name(p): found for p in tree.texts() if (found := rules.addresses(tree.text(p)))} == {}


def test_the_rule_sees_an_address_in_a_pin_file():
    assert rules.addresses("--index" + "-url https://py" + "pi.org/sim" + "ple/\n")
    assert rules.addresses("django==5.2 --hash=sha256:00\n") == []


def test_the_pins_carry_hashes_and_nothing_but_packages():
    for name in ("run", "dev", "tools"):
        text = (tree.PROJECT / "requirements" / f"{name}.txt").read_text()
        pins = [line for line in text.splitlines() if line and line[0] not in " #"]
        assert pins
        assert all("==" in line and line.endswith("\\") for line in pins), name
        assert text.count("--hash=sha256:") >= len(pins)
