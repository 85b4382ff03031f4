"""Ports, the one supervisor of a folder, and children that fall."""

import re
import socket
import sys
import time

import pytest

from thihanh.config import processes, serve


@pytest.fixture
def taken() -> int:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_taken_port_leads_to_the_next_free_one(taken, monkeypatch):
    monkeypatch.delenv("THIHANH_PORT", raising=False)
    monkeypatch.setattr(serve, "FIRST_PORT", taken)
    listening, address = serve.listen()
    with listening:
        port = listening.getsockname()[1]
    assert taken < port < taken + serve.PORTS_TRIED
    assert address == f"http://127.0.0.1:{port}"


def test_a_port_asked_for_by_name_is_not_exchanged_for_another(taken, monkeypatch):
    monkeypatch.setenv("THIHANH_PORT", str(taken))
    with pytest.raises(SystemExit, match=f"Cổng {taken} đang được dùng"):
        serve.listen()


def test_a_port_that_is_not_a_number_gets_its_sentence(monkeypatch):
    monkeypatch.setenv("THIHANH_PORT", "tám nghìn")
    with pytest.raises(SystemExit, match="THIHANH_PORT phải là một số"):
        serve.listen()


def test_a_second_supervisor_of_one_folder_is_told_where_the_first_serves(tmp_path, capsys):
    first = serve.Held(tmp_path / "serve")
    first.write_text("http://127.0.0.1:8003")
    assert serve._only_one(tmp_path) is None
    assert "đang chạy tại http://127.0.0.1:8003" in capsys.readouterr().out


def test_a_child_that_falls_is_restarted_with_growing_pauses(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(processes.time, "monotonic", lambda: now[0])
    child = processes.Child("Máy chủ web", [sys.executable, "-c", "raise SystemExit(3)"])
    pauses = []
    for _ in range(3):
        child.start()
        child.process.wait()
        sentence = child.watch()
        assert "đã dừng (mã 3)" in sentence
        pauses.append(re.search(r"sau ([\d.]+) giây", sentence)[1])
        assert child.watch() is None
        assert child.process is None, "not before its pause is over"
        now[0] += float(pauses[-1])
        child.watch()
        child.process.wait()
    assert pauses == ["1", "2", "4"]


def test_a_child_that_ignores_the_request_to_end_is_stopped():
    deaf = "import signal, time; signal.signal(15, signal.SIG_IGN); print(flush=True); time.sleep(60)"
    child = processes.Child("Tiến trình nền", [sys.executable, "-c", deaf])
    child.start()
    began = time.monotonic()
    child.end()
    child.wait(0.5)
    assert not child.is_alive()
    assert time.monotonic() - began < 10
