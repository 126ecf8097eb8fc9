"""The open-source run-time scorm-again as an LMS: it keeps what it is sent, and gives it back at the next visit."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count, groupby
from pathlib import Path

from .host import Answer, Host, answer_json
from .player import Attempt, Record

HERE = Path(__file__).parent
_NUMBERS = count(1)
# What belongs to one visit and is not handed to the next one.
_OF_A_VISIT = ("session_time", "exit", "entry")


@dataclass
class ScormAgain(Attempt):
    """`commits` are all commits that arrived, each with every value."""

    host: Host = field(kw_only=True)
    commits: list[dict[str, str]] = field(default_factory=list)
    ended: int = 0

    client = "scorm-again"

    def __post_init__(self) -> None:
        self.origin = self.host.origin
        self.base = f"/play/{next(_NUMBERS)}"
        self.host.folders[f"{self.base}/package/"] = self.package.folder
        self.host.pages[self.base] = self._page
        self.host.posts[f"{self.base}/commit"] = self._commit

    @property
    def held(self) -> dict[str, str]:
        return self.commits[-1] if self.commits else {}

    def launch(self) -> None:
        self.page.goto(f"{self.origin}{self.base}")

    def record(self) -> Record:
        held, words = self.held, self._words()
        score = held.get("cmi.score.raw" if self.package.is_2004 else "cmi.core.score.raw", "")
        return Record(
            completed=bool(words & {"completed", "passed"}),
            passed="passed" in words,
            failed="failed" in words,
            score=float(score) if score else None,
            state=held.get("cmi.suspend_data", ""),
        )

    def _words(self) -> set[str]:
        names = ("completion_status", "success_status") if self.package.is_2004 else ("core.lesson_status",)
        return {self.held.get(f"cmi.{name}", "") for name in names}

    @property
    def version(self) -> str:
        about = (self.host.folders["/clients/"] / "scorm-again" / "package.json").read_text(encoding="utf-8")
        return str(json.loads(about)["version"])

    def scores(self) -> list[float]:
        name = "cmi.score.raw" if self.package.is_2004 else "cmi.core.score.raw"
        told = [float(commit[name]) for commit in self.commits if commit.get(name)]
        return [score for score, _ in groupby(told)]

    def comes_to_hold(self, score: float) -> None:
        self.host.until(lambda: self.record().score == score, f"the score {score}")

    def settle(self, finished: bool) -> None:
        if finished and not self.outage:
            self.host.until(lambda: self.ended >= self.session, "the end of the visit")

    @contextmanager
    def trouble(self, weather: str) -> Iterator[None]:
        if weather == "offline":
            self.page.context.set_offline(True)
            try:
                yield
            finally:
                self.page.context.set_offline(False)
        else:
            with self.host.having(weather):
                yield

    def _commit(self, path: str, query: dict[str, str], body: bytes) -> Answer:
        sent = json.loads(body)
        self.commits.append(
            {name: str(value) for name, value in sent.items() if isinstance(value, str | int | float)}
        )
        self.ended = self.session if "last" in query else self.ended
        return answer_json({"result": "true", "errorCode": 0})

    def _page(self) -> str:
        saved = {
            name: value for name, value in self.held.items() if name.rpartition(".")[2] not in _OF_A_VISIT
        }
        core = "cmi." if self.package.is_2004 else "cmi.core."
        saved[f"{core}entry"] = "resume" if saved.get("cmi.suspend_data") else "ab-initio"
        if self.package.mastery:
            saved[
                "cmi.scaled_passing_score" if self.package.is_2004 else "cmi.student_data.mastery_score"
            ] = self.package.mastery
        held = {
            "api": "Scorm2004API" if self.package.is_2004 else "Scorm12API",
            "name": "API_1484_11" if self.package.is_2004 else "API",
            "saved": saved,
            "launch": f"{self.base}/package/{self.package.launch}",
            "settings": {
                "lmsCommitUrl": f"{self.base}/commit",
                "dataCommitFormat": "flattened",
                "terminateCommitParam": "last",
            },
        }
        page = (HERE / "static" / "scorm_again.html").read_text(encoding="utf-8")
        script = "scorm2004.min.js" if self.package.is_2004 else "scorm12.min.js"
        return page.replace("__SCRIPT__", script).replace(
            "__HELD__", json.dumps(held).replace("<", "\\u003c")
        )
