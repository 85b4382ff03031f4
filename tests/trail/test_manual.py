"""The program in the manual checks a proof by itself."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.trail.record import act
from thihanh.cli.main import run
from thihanh.trail import outside
from thihanh.trail.operations import anchor, record_many

MANUAL = Path(__file__).parents[2] / "docs" / "manual" / "record.md"


@pytest.mark.django_db
def test_the_program_in_the_manual_tells_a_right_proof_from_a_wrong_one(
    capsys: pytest.CaptureFixture[str], var_dir: Path
) -> None:
    program = var_dir / "holds.py"
    program.write_text(MANUAL.read_text().split("```python\n")[1].split("```")[0])
    entry_id = record_many([act(f"matter:{number}") for number in range(11)])[7]
    anchor()
    run(["trail", "proof", str(entry_id)])
    said = json.loads(capsys.readouterr().out)

    def answer(proof: object) -> str:
        (var_dir / "proof.json").write_text(json.dumps(proof))
        command = [sys.executable, program, var_dir / "proof.json", outside.file_path()]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    assert answer(said) == "True"
    assert answer(said | {"hash": "00" * 32}) == "False"
    assert answer(said | {"place": said["place"] - 1}) == "False"
