"""What the laboratory played, as the guide for LMS owners shows it: the committed copy of its results, and what it leaves out."""

import json
import re
from dataclasses import dataclass
from importlib.resources import files

from .errors import CourseError
from .tables import Table

FILE = "lms_tested.json"
"""Beside the notebooks: a copy of what `pytest tests/lms` wrote (tests/lms/results.json). Absent before the first run."""
STANDARDS = (
    "SCORM 1.2",
    "SCORM 2004 3rd Edition",
    "SCORM 2004 4th Edition",
    "cmi5",
    "Common Cartridge 1.1",
    "Plain page",
)
"""Standards by the names that results use, in the order in which they are shown."""
SYSTEMS = (
    "Moodle",
    "the Moodle phone app",
    "Canvas",
    "Blackboard",
    "Brightspace",
    "a whole Open edX site",
    "TalentLMS",
    "Cornerstone",
    "Docebo",
    "Relias",
    "SCORM Cloud",
)
"""Whole systems that the guide speaks of. One leaves the list of untried ones when a play names it as its client."""
_LINE = re.compile(r"^\{\{ tested \}\}$", re.MULTILINE)
_NO_CELL = re.compile(r"[|<>\[\]`*\r\n\\]|!\(")


@dataclass(frozen=True, slots=True)
class Play:
    """One package, played in one client. `checks` says what held, in the words of the laboratory."""

    client: str
    version: str
    standard: str
    scope: str
    checks: tuple[str, ...]

    @property
    def place(self) -> tuple[str, str, int, str]:
        """What no other play may share; plays are shown in its order."""
        return (self.client.casefold(), self.version, STANDARDS.index(self.standard), self.scope)


def plays(text: str, file: str = FILE) -> tuple[Play, ...]:
    """Read results. Raises CourseError naming the file, the play and the remedy."""
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise CourseError(
            f"{file} is not valid JSON: {error}. Copy the laboratory's results again."
        ) from error
    if not isinstance(found, list):
        raise CourseError(f"{file} is no list. Copy the laboratory's results again.")
    read = tuple(_play(Table(each, file, f"play {number}")) for number, each in enumerate(found, 1))
    twice = [each for each in read if [other.place for other in read].count(each.place) > 1]
    if twice:
        one = twice[0]
        raise CourseError(
            f"{file}: {one.client} {one.version} with {one.standard}, {one.scope}, is there twice. Keep one of them."
        )
    return tuple(sorted(read, key=lambda each: each.place))


def kept() -> tuple[Play, ...]:
    """The plays of the committed copy; none before the laboratory ran."""
    copy = files("mirrorwell.modules").joinpath(FILE)
    return plays(copy.read_text(encoding="utf-8")) if copy.is_file() else ()


def section(found: tuple[Play, ...]) -> str:
    """Markdown: what held and where, or that nothing was tested yet; then the systems that nobody tried."""
    clients = {each.client.casefold() for each in found}
    untried = ", ".join(name for name in SYSTEMS if name.casefold() not in clients)
    return f"{_held(found)}\n\n**Not tried by us with these files:** {untried}, and every system not named in a table here."


def _held(found: tuple[Play, ...]) -> str:
    """What held in every play is said once, in a list; the table says what held only here and there."""
    if not found:
        return "**Not tested yet.** No run of the laboratory is recorded here."
    everywhere = [check for check in found[0].checks if all(check in each.checks for each in found)]
    if not everywhere:
        return _table(found, everywhere, "What held")
    listed = "\n".join(f"- {check}" for check in everywhere)
    table = _table(found, everywhere, "What held besides")
    return f"In each play of the table below, this held:\n\n{listed}\n\n{table}"


def _table(found: tuple[Play, ...], everywhere: list[str], last: str) -> str:
    """Plays of one client and standard that held the same share a row; a last column without a word is left out."""
    rows: dict[tuple[str, str, str], list[str]] = {}
    for each in found:
        besides = "; ".join(check for check in each.checks if check not in everywhere)
        rows.setdefault((f"{each.client} {each.version}", each.standard, besides), []).append(each.scope)
    lines = [("Client", "Standard", "What was played", last), ("---",) * 4]
    lines += [(client, name, "; ".join(scopes), besides) for (client, name, besides), scopes in rows.items()]
    width = 4 if any(besides for _, _, besides in rows) else 3
    return "\n".join(f"| {' | '.join(line[:width])} |" for line in lines)


def filled(source: str) -> str:
    """A Markdown text with the results in place of its line `{{ tested }}`; a text without that line stays as it is."""
    return _LINE.sub(lambda _: section(kept()), source)


def _play(table: Table) -> Play:
    play = Play(
        client=_cell(table, "client"),
        version=_cell(table, "version"),
        standard=table.text("standard"),
        scope=_cell(table, "scope"),
        checks=table.texts("checks"),
    )
    table.done()
    if play.standard not in STANDARDS:
        raise table.error("standard", f"is {play.standard!r}. Use one of: {', '.join(STANDARDS)}.")
    for check in play.checks:
        _plain(table, "checks", check)
    return play


def _cell(table: Table, key: str) -> str:
    return _plain(table, key, table.text(key))


def _plain(table: Table, key: str, text: str) -> str:
    """The text stands in a cell of a Markdown table, so it holds no mark of it."""
    if _NO_CELL.search(text):
        raise table.error(
            key, f"is {text!r}. Write plain words on one line, without marks of Markdown or HTML."
        )
    return text
