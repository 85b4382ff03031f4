"""The scripts that install: which Python, which registry, and what is said when something is missing."""

import importlib.util
import os
import subprocess
import sys
from types import SimpleNamespace

import pytest

from tests.repo.tree import PROJECT

OLD_VERSION = "[ $1 = --version ] && echo 'Python 3.9.2'"
SCRIPT = PROJECT / "scripts" / "install.py"


@pytest.fixture
def install(monkeypatch):
    spec = importlib.util.spec_from_file_location("install", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in module.UV_OWN_INDEX:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(module, "UV_OWN_FILES", ())
    return module


def pip_says(monkeypatch, module, text: str) -> None:
    monkeypatch.setattr(module.subprocess, "run", lambda *args, **kwargs: SimpleNamespace(stdout=text))


def test_uv_asks_the_registry_pip_is_configured_for(install, monkeypatch):
    pip_says(monkeypatch, install, "global.index-url='https://kho/a'\n:env:.index-url='https://kho/b'\n")
    settings = install.registry_settings()
    assert settings["UV_DEFAULT_INDEX"] == "https://kho/b"
    assert "UV_INDEX_STRATEGY" not in settings


def test_several_registries_of_pip_are_searched_as_pip_would(install, monkeypatch):
    pip_says(monkeypatch, install, "global.extra-index-url='\\nhttps://kho/a\\nhttps://kho/b'\n")
    settings = install.registry_settings()
    assert settings["UV_INDEX"] == "https://kho/a https://kho/b"
    assert settings["UV_INDEX_STRATEGY"] == "unsafe-best-match"


def test_what_uv_itself_is_configured_for_comes_first(install, monkeypatch):
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://kho/uv")
    pip_says(monkeypatch, install, "global.index-url='https://kho/a'\n")
    assert "UV_DEFAULT_INDEX" not in install.registry_settings()


def test_a_python_without_venv_names_the_package_to_install(install, monkeypatch):
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(install.Refused, match="apt install python3-venv"):
        install.need_venv()


def test_nothing_is_installed_when_the_pins_are_met(install, monkeypatch):
    monkeypatch.setattr(install, "is_current", lambda name: name == "dev")
    monkeypatch.setattr(install, "need_venv", lambda: pytest.fail("it began to install"))
    install.install("run")
    monkeypatch.setattr(install, "is_current", lambda name: False)
    with pytest.raises(pytest.fail.Exception, match="it began to install"):
        install.install("run")


def test_changed_pins_change_the_fingerprint(install, monkeypatch, tmp_path):
    for name in ("run.txt", "dev.txt"):
        (tmp_path / name).write_text("django==5.2\n")
    monkeypatch.setattr(install, "PINS", tmp_path)
    before = install.fingerprint("run")
    (tmp_path / "run.txt").write_text("django==5.2.1\n")
    assert install.fingerprint("run") != before


def choose_python(tmp_path, versions: dict[str, bool]) -> subprocess.CompletedProcess[str]:
    for name, recent in versions.items():
        program = tmp_path / name
        program.write_text(
            f"#!/bin/sh\n[ \"$1\" = --version ] && echo 'Python 3.9.2'\nexit {0 if recent else 1}\n"
        )
        program.chmod(0o755)
    script = PROJECT / "scripts" / "python"
    environment = {key: value for key, value in os.environ.items() if key != "PYTHON"}
    return subprocess.run(
        ["/bin/sh", script],
        env=environment | {"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_first_python_that_is_recent_enough_is_chosen(tmp_path):
    done = choose_python(tmp_path, {"python3": False, "python3.12": True})
    assert done.stdout.strip() == str(tmp_path / "python3.12")


def test_a_machine_with_an_old_python_is_told_what_it_needs(tmp_path):
    done = choose_python(tmp_path, {"python3": False})
    assert done.returncode == 2
    assert "Cần Python 3.11 trở lên; máy này có: Python 3.9.2" in done.stderr
