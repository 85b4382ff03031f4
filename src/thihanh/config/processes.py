"""Child processes of the supervisor: started apart from the terminal, restarted with growing pauses."""

import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 30.0
# A child that lived this long had started well; its next fall begins with the short pause again.
STEADY_AFTER = 60.0


@dataclass(slots=True)
class Child:
    """One program the supervisor keeps alive."""

    title: str
    command: Sequence[str]
    pass_fds: Sequence[int] = ()
    process: subprocess.Popen[bytes] | None = None
    pause: float = FIRST_PAUSE
    falls: int = 0
    _started: float = field(default=0.0)
    _not_before: float = field(default=0.0)

    def start(self) -> None:
        """Start it in a session of its own, so that Ctrl-C reaches the supervisor alone."""
        self.process = subprocess.Popen(
            self.command,
            pass_fds=self.pass_fds,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._started = time.monotonic()

    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def watch(self) -> str | None:
        """Restart a dead child when its pause is over; says what happened, if anything did."""
        if self.is_alive():
            return None
        now = time.monotonic()
        if self.process is not None:
            code, self.process = self.process.returncode, None
            self.falls += 1
            self.pause = FIRST_PAUSE if now - self._started > STEADY_AFTER else self.pause
            self._not_before = now + self.pause
            sentence = f"{self.title} đã dừng (mã {code}); khởi động lại sau {self.pause:g} giây."
            self.pause = min(self.pause * 2, LONGEST_PAUSE)
            return sentence
        if now >= self._not_before:
            self.start()
        return None

    def end(self) -> None:
        """Ask it to end."""
        if self.is_alive() and self.process is not None:
            self.process.send_signal(signal.SIGTERM)

    def wait(self, seconds: float) -> None:
        """Wait for it; after ``seconds`` stop it without asking."""
        if self.process is None:
            return
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
