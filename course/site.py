"""What a host says about itself: read from a TOML file (see site-example.toml), neutral words where nothing is said."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .errors import CourseError
from .tables import Table, parse

_LINE_TEXTS = ("country", "who_for", "call", "text", "chat_url", "languages", "hours", "cost", "notes")


@dataclass(frozen=True, slots=True)
class Credit:
    """Continuing-education credit that the host, not this course, answers for."""

    provider: str
    number: str
    statement: str
    program_number: str = ""
    special_category: str = ""
    responsible: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """The host's own facts. Each may be absent; the `say_` properties give the sentence that pages print."""

    contact: str | None = None
    exit_address: str | None = None
    emergency_number: str | None = None
    reporting_law: str | None = None
    shared_files: str | None = None
    support_lines: tuple[dict[str, str], ...] = ()
    credit: Credit | None = None

    @property
    def local_lines(self) -> tuple[dict[str, str], ...]:
        """Support lines of the host in the columns of the resource `support_lines`, the emergency number first."""
        if not self.emergency_number:
            return self.support_lines
        here = {
            "service": "Emergency number here",
            "who_for": "Immediate danger",
            "call": self.emergency_number,
        }
        return (here, *self.support_lines)

    @property
    def say_contact(self) -> str:
        if self.contact:
            return f"Contact for concerns: {self.contact}"
        return "The host of this course has not named a contact. Ask whoever sent you here."

    @property
    def say_reporting(self) -> str:
        return self.reporting_law or (
            "The host has not added the reporting rules of this place. Ask about them before you speak of other people."
        )

    @property
    def say_files(self) -> str:
        return self.shared_files or (
            "If this course runs on a shared server, the people who run that server may be able to read files there."
        )

    @property
    def say_credit(self) -> str:
        if not self.credit:
            return "This course has not been approved for continuing-education credit."
        return f"{self.credit.statement} Provider: {self.credit.provider}, number {self.credit.number}."


def load(path: Path) -> Site:
    """Read a site file. Raises CourseError naming the file, the key and the remedy."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise CourseError(
            f"{path} cannot be read: {error.strerror}. Name a site file that exists."
        ) from error
    except UnicodeDecodeError as error:
        raise CourseError(f"{path} is not UTF-8 text. Save it as UTF-8.") from error
    return read(text, str(path))


def read(text: str, file: str) -> Site:
    """Read a site from TOML text; `file` names it in messages."""
    top = Table(parse(text, file), file)
    site = Site(
        contact=_optional(top, "contact"),
        exit_address=_address(top, "exit_address"),
        emergency_number=_optional(top, "emergency_number"),
        reporting_law=_optional(top, "reporting_law"),
        shared_files=_optional(top, "shared_files"),
        support_lines=tuple(_line(table) for table in top.tables("support_line")),
        credit=_credit(top.table("credit")) if top.has("credit") else None,
    )
    # Read once more so that the key is known when it is absent, and named in the list of known keys.
    top.table("credit")
    top.done()
    return site


def _optional(table: Table, key: str) -> str | None:
    return table.text(key, "") or None


def _address(table: Table, key: str) -> str | None:
    address = table.text(key, "")
    if address and not re.match(r"https?://[^/\s]+", address):
        raise table.error(key, f"is {address!r}. Write a full address that begins with https://.")
    return address or None


def _credit(table: Table) -> Credit:
    credit = Credit(
        provider=table.text("provider"),
        number=table.text("number"),
        statement=table.text("statement"),
        program_number=table.text("program_number", ""),
        special_category=table.text("special_category", ""),
        responsible=table.text("responsible", ""),
    )
    table.done()
    return credit


def _line(table: Table) -> dict[str, str]:
    line = {"service": table.text("service")}
    line |= {key: text for key in _LINE_TEXTS if (text := table.text(key, ""))}
    verified = table.text("verified_on", "")
    if verified:
        line |= {"verified_on": _day(table, verified), "verified_by": table.text("verified_by")}
    elif table.has("verified_by"):
        raise table.error(
            "verified_on", "is missing beside verified_by. Add the day of the check, or neither."
        )
    # Known either way, so that a list of known keys is complete.
    table.text("verified_by", "")
    table.done()
    if not {"call", "text", "chat_url"} & line.keys():
        raise table.error("call", "is missing. A line needs at least one of call, text, chat_url.")
    return line


def _day(table: Table, value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise table.error("verified_on", f"is {value!r}. Write a day like 2025-03-31, in quotes.") from error
