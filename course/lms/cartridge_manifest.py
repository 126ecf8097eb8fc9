"""The manifest of a Common Cartridge 1.1. Follows the profile of 1EdTech; Moodle knows it by its default namespace."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from .elements import Element, document, element

NAME = "imsmanifest.xml"
NAMESPACE = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
"""It has to stand within the first 1,024 bytes as the default namespace, or Moodle does not know the file."""
LOM_MANIFEST = "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest"
LOM_RESOURCE = "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/resource"
ROLES = "IMSGLC_CC_Rolesv1p1"


@dataclass(frozen=True, slots=True)
class Resource:
    """Files that belong together. The first is the one that opens, unless nothing is `launched`.

    `needs` are ids of other resources. What is for the `instructor` is hidden from learners by systems that heed it.
    """

    id: str
    type: str
    files: tuple[str, ...]
    needs: tuple[str, ...] = ()
    instructor: bool = False
    launched: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents: a folder with children, or what opens a resource."""

    title: str
    resource: str | None = None
    children: tuple["Entry", ...] = field(default=())


def manifest(identifier: str, title: str, entries: Sequence[Entry], resources: Sequence[Resource]) -> bytes:
    """The manifest: one organization, one root item without a title, items within items, then every file."""
    root = _make(
        "item", *(_item(entry, f"item-{at}") for at, entry in enumerate(entries, 1)), identifier="root"
    )
    organization = _make("organization", root, identifier="contents", structure="rooted-hierarchy")
    whole = _make(
        "manifest",
        _metadata(title),
        _make("organizations", organization),
        _make("resources", *map(_resource, resources)),
        identifier=identifier,
    )
    return document(whole)


def _make(name: str, *inside: Element | str, **attributes: str) -> Element:
    return element(NAMESPACE, name, *inside, attributes=attributes)


def _metadata(title: str) -> Element:
    def lom(name: str, *inside: Element | str, **attributes: str) -> Element:
        return element(LOM_MANIFEST, name, *inside, attributes=attributes)

    general = lom("general", lom("title", lom("string", title, language="en")), lom("language", "en"))
    return _make(
        "metadata",
        _make("schema", "IMS Common Cartridge"),
        _make("schemaversion", "1.1.0"),
        lom("lom", general),
    )


def _item(entry: Entry, identifier: str) -> Element:
    children = [_item(child, f"{identifier}-{at}") for at, child in enumerate(entry.children, 1)]
    opens = {"identifierref": entry.resource} if entry.resource else {}
    return _make("item", _make("title", entry.title), *children, identifier=identifier, **opens)


def _resource(resource: Resource) -> Element:
    # Quizzes and links are known by their one file; an address on them is not part of the profile.
    is_page = resource.type == "webcontent" and resource.launched
    opens = {"href": resource.files[0]} if is_page else {}
    return _make(
        "resource",
        *([_instructor()] if resource.instructor else []),
        *(_make("file", href=name) for name in resource.files),
        *(_make("dependency", identifierref=id) for id in resource.needs),
        identifier=resource.id,
        type=resource.type,
        **opens,
    )


def _instructor() -> Element:
    def lom(name: str, *inside: Element | str) -> Element:
        return element(LOM_RESOURCE, name, *inside)

    role = lom("intendedEndUserRole", lom("source", ROLES), lom("value", "Instructor"))
    return _make("metadata", lom("lom", lom("educational", role)))
