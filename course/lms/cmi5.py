"""The course structure of a cmi5 package: one course with one assignable unit (cmi5 specification, sections 13 and 14)."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from .elements import Element, document, element
from .text import plain, share, title
from .unit import Unit

NAME = "cmi5.xml"
NAMESPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
LANGUAGE = "en-US"


@dataclass(frozen=True, slots=True)
class Objective:
    """What a learner can do afterwards. The IRI goes by its place, so that a better wording keeps it."""

    iri: str
    text: str


def course_iri(unit: Unit) -> str:
    """The IRI of the course around a unit; the unit's own names the assignable unit, and the two must differ."""
    return _iri(unit, "course")


def objectives(unit: Unit) -> list[Objective]:
    """The objectives of a unit, in its order."""
    return [
        Objective(_iri(unit, f"objective/{number}"), text) for number, text in enumerate(unit.objectives, 1)
    ]


def manifest(unit: Unit, names: Sequence[str] = ()) -> bytes:
    """The course structure. It lists no files, so `names` are not looked at; they are taken to be like SCORM's.

    Raises CourseError for a title no LMS takes.
    """
    name = title(unit.title, unit.id)
    about = plain(unit.description) or name
    goals = objectives(unit)
    listed = [_make("objectives", *map(_objective, goals))] if goals else []
    referred = [_make("objectives", *(_make("objective", idref=each.iri) for each in goals))] if goals else []
    au = _make(
        "au",
        *_said(name, about),
        *referred,
        _make("url", unit.launch),
        _make("launchParameters"),
        id=unit.iri,
        launchMethod="AnyWindow",
        **_passing(unit.pass_mark),
    )
    course = _make("course", *_said(name, about), id=course_iri(unit))
    return document(_make("courseStructure", course, *listed, au))


def _passing(mark: int | None) -> dict[str, str]:
    """Where there is a check, it must be passed as well; a unit without one is done when it was read."""
    if mark is None:
        return {"moveOn": "CompletedOrPassed"}
    return {"moveOn": "CompletedAndPassed", "masteryScore": share(mark)}


def _objective(it: Objective) -> Element:
    name = title(it.text, f"the objective “{plain(it.text)[:40]}”")
    return _make("objective", *_said(name, name), id=it.iri)


def _said(title: str, description: str) -> list[Element]:
    return [
        _make(name, _make("langstring", text, lang=LANGUAGE))
        for name, text in (("title", title), ("description", description))
    ]


def _make(name: str, *inside: Element | str, **attributes: str) -> Element:
    return element(NAMESPACE, name, *inside, attributes=attributes)


def _iri(unit: Unit, part: str) -> str:
    return uuid5(UUID(unit.iri), part).urn
