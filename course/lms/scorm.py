"""What SCORM 1.2 and 2004 share: the manifest of an IMS content package that holds one SCO and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from .elements import Element, document, element
from .text import title
from .unit import Unit

NAME = "imsmanifest.xml"
"""The file of the manifest; it lies at the root of the package and does not list itself."""
SCHEMA = "ADL SCORM"
REVISION = "1"
"""Version of the manifest itself. It never changes, as a new one makes some systems start records anew."""


@dataclass(frozen=True, slots=True)
class Sco:
    """The one SCO of a package. An LMS keeps its records by the identifiers, so they come from the unit's id alone."""

    id: str
    title: str
    pass_mark: int | None
    launch: str
    files: tuple[str, ...]

    def identifier(self, part: str = "") -> str:
        """Begins with a letter and is of its own in the package, as xs:ID asks."""
        return f"mirrorwell-{self.id}{part}"


@dataclass(frozen=True, slots=True)
class Version:
    """How one version of SCORM writes the package. `namespaces` are those beside the default one, by prefix."""

    number: str
    imscp: str
    namespaces: Mapping[str, str]
    sco_attribute: str


def sco(unit: Unit, names: Sequence[str]) -> Sco:
    """The SCO of a unit. `names` are the files of the package. Raises CourseError for a title no LMS takes."""
    return Sco(
        id=unit.id,
        title=title(unit.title, unit.id),
        pass_mark=unit.pass_mark,
        launch=unit.launch,
        files=tuple(sorted(set(names) - {NAME})),
    )


def manifest(it: Sco, version: Version, rules: Sequence[Element]) -> bytes:
    """The manifest. `rules` are what the version says about passing; they stand at the end of the item."""
    organization, item, resource = (it.identifier(part) for part in ("-organization", "-item", "-sco"))

    def make(name: str, *inside: Element | str, **attributes: str) -> Element:
        return element(version.imscp, name, *inside, attributes=attributes)

    metadata = make("metadata", make("schema", SCHEMA), make("schemaversion", version.number))
    the_item = make("item", make("title", it.title), *rules, identifier=item, identifierref=resource)
    the_organization = make("organization", make("title", it.title), the_item, identifier=organization)
    files = (make("file", href=name) for name in it.files)
    the_resource = make("resource", *files, identifier=resource, type="webcontent", href=it.launch)
    the_resource.set(etree.QName(version.namespaces["adlcp"], version.sco_attribute), "sco")
    root = make(
        "manifest",
        metadata,
        make("organizations", the_organization, default=organization),
        make("resources", the_resource),
        identifier=it.identifier(),
        version=REVISION,
    )
    # Some systems read the prefixes and not the namespaces, so they are those of the standard, said once.
    etree.cleanup_namespaces(root, top_nsmap=dict(version.namespaces))
    return document(root)
