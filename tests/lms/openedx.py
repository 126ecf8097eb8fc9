"""Open edX's SCORM block as an LMS. It runs in a process and an environment of its own: see openedx_server.py."""

import json
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from .player import Attempt, Record

HERE = Path(__file__).parent


class OpenEdx:
    """The running server. Raises RuntimeError with its last words when it does not start."""

    def __init__(self, lab: Path, log: Path) -> None:
        command = [
            lab / "openedx" / "bin" / "python",
            HERE / "openedx_server.py",
            lab / "npm",
            HERE / "static",
        ]
        with log.open("w", encoding="utf-8") as said:
            self._process = subprocess.Popen(
                list(map(str, command)), stdout=subprocess.PIPE, stderr=said, text=True
            )
        assert self._process.stdout
        self.origin = self._process.stdout.readline().strip()
        if not self.origin:
            self.close()
            raise RuntimeError(f"Open edX's block did not start: {log.read_text(encoding='utf-8')[-600:]}")

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(30)
        assert self._process.stdout
        self._process.stdout.close()

    def ask(self, path: str, body: bytes | None = None) -> Any:
        with urllib.request.urlopen(f"{self.origin}{path}", body, timeout=30) as answer:
            return json.load(answer)


@dataclass
class OpenEdxBlock(Attempt):
    server: OpenEdx = field(kw_only=True)

    client = "Open edX SCORM XBlock"
    tells_failure = False  # it says that all is stored, whatever becomes of it

    def __post_init__(self) -> None:
        self.origin = self.server.origin
        self.base = f"/blocks/{self.server.ask('/blocks', self.package.zip.read_bytes())['number']}"

    def launch(self) -> None:
        self.page.goto(f"{self.origin}{self.base}")

    @property
    def held(self) -> dict[str, Any]:
        return dict(self.server.ask(f"{self.base}/held"))

    def record(self) -> Record:
        self.settle(False)
        held = self.held
        data = held["data"]
        scored = any(name.endswith("score.raw") for name in data)
        return Record(
            completed=held["lesson_status"] == "completed",
            passed=held["success_status"] == "passed",
            failed=held["success_status"] == "failed",
            score=round(100 * held["lesson_score"], 2) if scored else None,
            state=data.get("cmi.suspend_data", ""),
        )

    @property
    def version(self) -> str:
        return str(self.held["block"])

    def scores(self) -> list[float]:
        return [score for score, _ in groupby(self.held["scores"])]

    def comes_to_hold(self, score: float) -> None:
        held = self.record().score
        assert held == score, f"the block holds the score {held}, not {score}"

    def grades(self) -> list[float]:
        """Every grade the block published, 0 to 1, in order."""
        return [data["value"] for event, data in self.held["published"] if event == "grade"]

    def settle(self, finished: bool) -> None:
        # The block sends what it was told later, one batch after the other.
        if self.page.url.startswith(f"{self.origin}{self.base}"):
            self.page.wait_for_function("() => !window.jQuery || jQuery.active === 0")

    @contextmanager
    def trouble(self, weather: str) -> Iterator[None]:
        if weather == "offline":
            self.page.context.set_offline(True)
            try:
                yield
            finally:
                self.settle(False)
                self.page.context.set_offline(False)
        else:
            self.server.ask(f"{self.base}/weather", b"failing")
            try:
                yield
            finally:
                self.settle(False)
                self.server.ask(f"{self.base}/weather", b"fine")
