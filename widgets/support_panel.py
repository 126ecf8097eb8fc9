"""The support panel: where to find help, said in the same words in pages, Voila and JupyterLab."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypedDict

import traitlets

from .. import datasets
from ._base import CourseWidget, script, style

EXIT_ADDRESS = "about:blank"
"""Where "Leave this page now" goes unless the host names another page."""

_TITLE = "Support"
_INTRO = (
    "In immediate danger, use your local emergency number; in the United States it is 911. Pause, skip or stop here for as long as you like. No reason is asked for, "
    "and nothing records that you opened this panel."
)
_ELSEWHERE = "Directories list helplines by country:"
_ANY = "Any country"
_CLOSER = (
    "A trusted colleague, a peer supporter, your own doctor, a union, a faith leader or cultural healer, "
    "or an employee assistance program (ask first whether your employer runs it)."
)
_NO_CONTACT = "The host of this course has not named a contact."
_LEAVE_NOTE = "Leaving does not erase your browser history."
_CLEAR_NOTE = "Clearing erases what you typed, rated and chose on this page, and the progress that is remembered for you."
_EXERCISE = (
    "Notice one place where something holds you up: floor, chair or table.",
    "Find three things of one color, or three that feel different to touch.",
    "Notice one sound, or one thing that moves or stays still.",
    "Let your shoulders and your breath be as they are. Nothing has to change.",
)


class Way(TypedDict):
    """One way to reach a line: what to read, and a link when there is one (`tel:`, `sms:` or `https:`)."""

    say: str
    href: str | None


class Line(TypedDict):
    """One line as the panel shows it. `checked` says when a person last looked at the live page, or that nobody has."""

    country: str
    service: str
    who_for: str
    how: list[Way]
    note: str
    checked: str


class SupportContent(TypedDict):
    """All words of the panel, as plain data: whoever draws it adds no sentence of their own."""

    title: str
    intro: str
    chooser_label: str
    chooser_all: str
    chosen: str
    chooser_other: str
    countries: list[str]
    lines: list[Line]
    elsewhere_title: str
    elsewhere: str
    directories: list[Way]
    closer_title: str
    closer: str
    contact: str
    key_label: str
    clear_label: str
    clear_note: str
    clear_done: str
    leave_label: str
    leave_note: str
    close_label: str
    pause_label: str
    pause_title: str
    pause_lead: str
    pause_back: str
    exercise_title: str
    exercise: list[str]
    exercise_label: str
    exercise_note: str


def support_content(contact: str | None = None, local: Iterable[Mapping[str, Any]] = ()) -> SupportContent:
    """Return every sentence of the support panel.

    `contact` is the host's own contact; without it the panel says plainly that none was named. `local` are lines
    of the host with the columns of the resource `support_lines`; they stand first. A line nobody has seen
    printed anywhere (no `source_url`) is left out: a wrong number is worse than none.
    """
    known = [row for row in datasets.rows("support_lines") if row.get("source_url")]
    lines = [_line(row) for row in (*local, *known) if row.get("country") != _ANY]
    return SupportContent(
        title=_TITLE,
        intro=_INTRO,
        chooser_label="Show lines for (your choice is not kept)",
        chooser_all="Every country listed here",
        chosen="Shown below:",
        chooser_other="Another country",
        countries=sorted({line["country"] for line in lines if line["country"]}),
        lines=lines,
        elsewhere_title="Anywhere else",
        elsewhere=_ELSEWHERE,
        directories=[_directory(row) for row in known if row["country"] == _ANY],
        closer_title="Closer to you",
        closer=_CLOSER,
        contact=f"Contact named by your host: {contact.strip()}"
        if contact and contact.strip()
        else _NO_CONTACT,
        key_label="Open this panel with the key S",
        clear_label="Clear everything",
        clear_note=_CLEAR_NOTE,
        clear_done="All that was typed, rated, chosen and remembered is erased.",
        leave_label="Leave this page now",
        leave_note=_LEAVE_NOTE,
        close_label="Close",
        pause_label="Pause here",
        pause_title="A pause",
        pause_lead="Nothing is asked of you here, and no time is counted. Stay or close it as you like.",
        pause_back="Back to support",
        exercise_title="If you like, something small to try",
        exercise=list(_EXERCISE),
        exercise_label="Show the exercise",
        exercise_note="Not everybody finds exercises helpful. Switched off, it stays off, and the pause is only quiet.",
    )


def _line(row: Mapping[str, Any]) -> Line:
    def said(column: str) -> str:
        return str(row.get(column) or "").strip()

    titled = (("Languages", said("languages")), ("Hours", said("hours")), ("Cost", said("cost")))
    # The column `provenance` is left out: how a row was found is for editors, not for people who look for help.
    extras = [*(f"{title}: {text}" for title, text in titled if text), *said("notes").split("; ")]
    return Line(
        country=said("country"),
        service=said("service"),
        who_for=_sentence(said("who_for")),
        how=list(_ways(said("call"), said("text"), said("chat_url"))),
        note=" ".join(map(_sentence, filter(None, extras))),
        checked=_checked(said("verified_on")),
    )


def _directory(row: Mapping[str, Any]) -> Way:
    return Way(say=str(row["service"]), href=str(row["chat_url"]) if row.get("chat_url") else None)


def _checked(day: str) -> str:
    return f"Checked on the live page {day}." if day else "Not yet checked on the live page."


def _sentence(text: str) -> str:
    """Begin with a capital and end with a full stop, so that parts from a table read as sentences."""
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".?" else ".")


def _ways(call: str, text: str, chat: str) -> Iterable[Way]:
    if call:
        yield Way(say=f"Call {call}", href=_number("tel", call))
    if text:
        yield Way(say=f"Text {text}", href=_number("sms", text))
    if chat:
        address = chat if "://" in chat else f"https://{chat}"
        yield Way(say=f"Chat: {re.sub(r'^https?://', '', address).rstrip('/')}", href=address)


def _number(scheme: str, said: str) -> str | None:
    """Return a link that dials, when `said` holds exactly one number ("1-800-799-7233", "HOME to 741741")."""
    found = re.findall(r"\+?\d[\d\- ]*\d", said)
    return f"{scheme}:{re.sub(r'[^+0-9]', '', found[0])}" if len(found) == 1 else None


class SupportPanel(CourseWidget):
    """A Support button, or with `printed=True` the same lines open in the text.

    In our own pages the frame opens the dialog, with the host's contact and lines. In JupyterLab the widget opens it,
    and so does the key S while focus is in one of our widgets. Nothing counts openings.
    """

    _esm = script("_support.js", "support_panel.js")
    _css = style("support_panel.css")

    contact = traitlets.Unicode(None, allow_none=True).tag(sync=True)
    """The host's own contact, printed as it is."""
    exit_address = traitlets.Unicode(EXIT_ADDRESS).tag(sync=True)
    """Where "Leave this page now" goes: a neutral page."""
    printed = traitlets.Bool(False).tag(sync=True)
    _content = traitlets.Dict().tag(sync=True)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if self.exit_address != EXIT_ADDRESS and not re.fullmatch(r"https?://[^/\s]\S*", self.exit_address):
            raise ValueError(
                f"SupportPanel: the exit address {self.exit_address!r} is no web page. "
                f"Use an address that begins with https://, or {EXIT_ADDRESS}."
            )
        self._content = dict(support_content(self.contact))
