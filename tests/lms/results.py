"""What passed in which client, as a file that is kept: a sorted JSON list without a date of the run."""

import json
from pathlib import Path
from typing import Any


class Results:
    """Workers write one line for each step beside the file; at the end the lines become the list. Record whole runs only."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.notes = file.with_suffix(".part")

    def begin(self) -> None:
        self.notes.unlink(missing_ok=True)

    def note(self, client: str, version: str, standard: str, scope: str, step: str) -> None:
        entry = [client, version, standard, scope, step]
        with self.notes.open("a", encoding="utf-8") as notes:
            notes.write(json.dumps(entry) + "\n")

    def end(self) -> None:
        """Put the list in place of the last one. A run without a step leaves that as it was."""
        if not self.notes.exists():
            return
        made: dict[tuple[str, ...], list[str]] = {}
        for line in self.notes.read_text(encoding="utf-8").splitlines():
            *key, step = json.loads(line)
            steps = made.setdefault(tuple(key), [])
            if step not in steps:
                steps.append(step)
        rows: list[dict[str, Any]] = [
            {
                **dict(zip(("client", "version", "standard", "scope"), key, strict=True)),
                "checks": sorted(steps),
            }
            for key, steps in sorted(made.items())
        ]
        self.file.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        self.notes.unlink()
