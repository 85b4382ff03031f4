"""Put the pinned packages and the project itself into .venv.

    python3 scripts/install.py run|dev

Needs only Python 3.11 with venv, and a package registry: the one pip or uv is configured for on this
machine. Does nothing when what is installed already matches the pins.
"""

import ast
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
TOOLS = PROJECT / ".tools"
VENV = PROJECT / ".venv"
PINS = PROJECT / "requirements"
UV_OWN_INDEX = ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "UV_INDEX", "UV_CONFIG_FILE", "UV_NO_INDEX")
UV_OWN_FILES = (Path("/etc/uv/uv.toml"), Path.home() / ".config" / "uv" / "uv.toml")


class Refused(Exception):
    """Installation cannot go on; the text says why and what to do."""


def main(arguments: list[str]) -> int:
    if arguments not in (["run"], ["dev"]):
        sys.stderr.write(f"{__doc__}\n")
        return 2
    try:
        install(arguments[0])
    except Refused as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 2
    return 0


def install(wanted: str) -> None:
    """Bring .venv up to the pins of ``wanted``; what is needed for development also serves to run."""
    if any(is_current(name) for name in {wanted, "dev"}):
        return
    need_venv()
    uv = uv_program()
    settings = registry_settings()
    if not (VENV / "bin" / "python").exists():
        shutil.rmtree(VENV, ignore_errors=True)
        call([uv, "venv", "--quiet", "--python", sys.executable, VENV], settings)
    for name in ("run", "dev"):
        stamp(name).unlink(missing_ok=True)
    say("Đang cài các gói đã ghim…")
    python = ["--quiet", "--python", VENV / "bin" / "python"]
    call([uv, "pip", "sync", *python, "--require-hashes", PINS / f"{wanted}.txt"], settings)
    call(
        [uv, "pip", "install", *python, "--no-deps", "--no-build-isolation", "--editable", PROJECT], settings
    )
    stamp(wanted).write_text(fingerprint(wanted))


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def stamp(name: str) -> Path:
    return VENV / f".installed-{name}"


def is_current(name: str) -> bool:
    return stamp(name).exists() and stamp(name).read_text() == fingerprint(name)


def fingerprint(name: str) -> str:
    """Changes when the pins, the project's own metadata, its place or the interpreter do."""
    digest = hashlib.sha256(f"{sys.version} {sys.executable} {PROJECT}".encode())
    for file in (PINS / f"{name}.txt", PROJECT / "pyproject.toml"):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def need_venv() -> None:
    try:
        import ensurepip  # noqa: F401 -- Debian ships venv without it until python3-venv is installed
        import venv  # noqa: F401 -- the same
    except ImportError:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise Refused(
            f"Python tại {sys.executable} thiếu venv. Trên Debian, Ubuntu: apt install python3-venv "
            f"(hoặc python{version}-venv), rồi chạy lại."
        ) from None


def uv_program() -> Path:
    """uv, at its pinned version, in a virtual environment of its own."""
    uv = TOOLS / "bin" / "uv"
    pins = PINS / "tools.txt"
    mark = TOOLS / ".installed"
    if not (uv.exists() and mark.exists() and mark.read_bytes() == pins.read_bytes()):
        say("Đang cài công cụ uv…")
        call([sys.executable, "-m", "venv", "--clear", TOOLS])
        pip = [TOOLS / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "--quiet"]
        call([*pip, "install", "--require-hashes", "-r", pins])
        mark.write_bytes(pins.read_bytes())
    return uv


def registry_settings() -> dict[str, str]:
    """The registry pip is configured for on this machine, told to uv, unless uv has its own."""
    settings = {"UV_PYTHON_DOWNLOADS": "never", "VIRTUAL_ENV": str(VENV)}
    if any(os.environ.get(name) for name in UV_OWN_INDEX) or any(file.exists() for file in UV_OWN_FILES):
        return settings
    pip = pip_settings()
    for option, variable in (
        ("index-url", "UV_DEFAULT_INDEX"),
        ("extra-index-url", "UV_INDEX"),
        ("find-links", "UV_FIND_LINKS"),
        ("cert", "SSL_CERT_FILE"),
    ):
        if pip.get(option):
            settings[variable] = " ".join(pip[option].split())
    if "UV_INDEX" in settings:
        # pip takes the pinned version from whichever registry has it; the hashes guard what arrives.
        settings["UV_INDEX_STRATEGY"] = "unsafe-best-match"
    if "UV_FIND_LINKS" in settings:
        settings["UV_FIND_LINKS"] = settings["UV_FIND_LINKS"].replace(" ", ",")
    return settings


def pip_settings() -> dict[str, str]:
    """pip's own view of its configuration files and variables, the strongest last."""
    pip = TOOLS / "bin" / "python"
    listed = subprocess.run([pip, "-m", "pip", "config", "list"], capture_output=True, text=True, check=False)
    found: dict[str, str] = {}
    for section in ("global", "install", ":env:"):
        for line in listed.stdout.splitlines():
            name, _, value = line.partition("=")
            if name.startswith(f"{section}."):
                found[name.removeprefix(f"{section}.")] = str(ast.literal_eval(value))
    return found


def call(command: list[object], settings: dict[str, str] | None = None) -> None:
    done = subprocess.run(
        [str(part) for part in command], cwd=PROJECT, env={**os.environ, **(settings or {})}, check=False
    )
    if done.returncode != 0:
        raise Refused(
            f"Không cài được (lệnh {Path(str(command[0])).name} kết thúc với mã {done.returncode}). "
            "Kiểm tra mạng tới kho gói Python và cấu hình của pip hoặc uv trên máy này, rồi chạy lại."
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
