"""The front-end files are what their makers published, and nothing else stands beside them."""

import hashlib
import tomllib
from pathlib import Path

import thihanh.web

VENDOR = Path(thihanh.web.__file__).parent / "static" / "vendor"
LISTED = tomllib.loads((VENDOR / "VENDOR.toml").read_text())["file"]


def test_every_vendored_file_has_the_checksum_written_beside_its_licence():
    for entry in LISTED:
        found = hashlib.sha256((VENDOR / entry["path"]).read_bytes()).hexdigest()
        assert found == entry["sha256"], entry["path"]
        assert entry["licence"]
        assert entry["version"]


def test_no_file_stands_in_the_vendor_folder_without_being_listed():
    present = {path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*") if path.is_file()}
    licences = {path for path in present if path.startswith("licences/")}
    assert present - licences - {"VENDOR.toml"} == {entry["path"] for entry in LISTED}


def test_the_template_sprite_and_scripts_hold_nothing_inline():
    templates = VENDOR.parents[1] / "templates"
    for path in templates.rglob("*.html"):
        text = path.read_text()
        assert "style=" not in text, path
        assert " onclick" not in text, path
        for piece in text.split("<script")[1:]:
            assert "src=" in piece.split(">")[0], path
