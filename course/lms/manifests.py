"""What schemas do not say about a manifest and LMSs need: files, identifiers, marks and titles that agree."""

import re
from collections.abc import Collection, Iterable, Mapping
from urllib.parse import parse_qsl, urlsplit

from lxml import etree

from ..errors import CourseError
from . import cmi5, scorm12, scorm2004
from .elements import Element
from .text import LONGEST, plain

_BOM = b"\xef\xbb\xbf"
_IRI = re.compile(r"[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE)
_SHARE = re.compile(r"0(\.\d{1,4})?|1(\.0{1,4})?")
_LAUNCH_NAMES = {"endpoint", "fetch", "actor", "registration", "activityId"}
_MOVE_ON = {"NotApplicable", "Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed"}


def check_manifest(files: Mapping[str, bytes], name: str) -> None:
    """Raises CourseError for the first rule that the manifest `name` breaks."""
    root = _root(files, name)
    space = etree.QName(root).namespace
    held = set(files) - {name}
    if name == scorm12.NAME and space == scorm12.VERSION.imscp:
        _scorm(root, name, held, {scorm12.VERSION.number}, f"{{{scorm12.ADLCP}}}scormtype")
        marks = root.iter(f"{{{scorm12.ADLCP}}}masteryscore")
        _each(name, "masteryscore", marks, re.compile(r"\d{1,2}|100"), "a whole number from 0 to 100")
    elif name == scorm2004.NAME and space == scorm2004.IMSCP:
        _scorm(root, name, held, scorm2004.EDITIONS.values(), f"{{{scorm2004.ADLCP}}}scormType")
        marks = root.iter(f"{{{scorm2004.IMSSS}}}minNormalizedMeasure")
        _each(name, "minNormalizedMeasure", marks, _SHARE, "a number from 0 to 1")
    elif name == cmi5.NAME and space == cmi5.NAMESPACE:
        _cmi5(root, name, held)
    else:
        raise _broken(name, f"begins with {root.tag}", "name and namespace must be those of one standard")


def _root(files: Mapping[str, bytes], name: str) -> Element:
    if name not in files:
        raise _broken(name, "is not at the root of the package", "put it there, in no folder")
    body = files[name]
    if body.startswith(_BOM):
        raise _broken(name, "begins with a byte order mark", "write UTF-8 without one")
    try:
        root: Element = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise _broken(name, f"is no XML: {error.msg}", "write it anew") from error
    encoding = root.getroottree().docinfo.encoding or "UTF-8"
    if encoding.upper() != "UTF-8":
        raise _broken(name, f"is in {encoding}", "write it in UTF-8")
    if root.prefix is not None:
        raise _broken(name, f"gives its namespace the prefix {root.prefix}", "make it the default one")
    return root


def _scorm(root: Element, name: str, held: set[str], versions: Collection[str], type_of: str) -> None:
    version = root.findtext("{*}metadata/{*}schemaversion")
    if version not in versions:
        raise _broken(name, f"has the schemaversion {version!r}", f"write {' or '.join(sorted(versions))}")
    _distinct(name, _values(root, "identifier"))
    resources = root.findall("{*}resources/{*}resource")
    organizations = root.findall("{*}organizations/{*}organization")
    _known(name, "default", _values(root, "default"), organizations)
    _known(name, "identifierref", _values(root, "identifierref"), resources)
    _titles(name, root.iterfind(".//{*}title"))
    scos = [each for each in resources if each.get(type_of) == "sco"]
    if len(scos) != 1 or len(root.findall(".//{*}item")) != 1:
        raise _broken(name, f"has {len(scos)} SCOs", "keep one item with one SCO: many LMSs take no more")
    if next((each for each in resources if each.get("href")), None) is not scos[0]:
        raise _broken(name, "has another resource before its SCO", "put the SCO first: some LMSs launch that")
    _launch(name, scos[0].get("href", ""), held)
    _listed(name, [each.get("href", "") for each in root.iter("{*}file")], held)


def _cmi5(root: Element, name: str, held: set[str]) -> None:
    named = [*root.findall("{*}course"), *root.findall("{*}objectives/{*}objective"), *root.iter("{*}au")]
    ids = [each.get("id", "") for each in named]
    _distinct(name, ids)
    for id in ids:
        if not _IRI.fullmatch(id):
            raise _broken(name, f"has the id {id!r}", "write an absolute IRI")
    for idref in _values(root, "idref"):
        if idref not in ids:
            raise _broken(
                name, f"refers to {idref!r}, which is not there", "refer to an objective of the course"
            )
    for each in named:
        _titles(name, each.findall("{*}title/{*}langstring") or [each])
        if not plain(each.findtext("{*}description/{*}langstring") or ""):
            raise _broken(name, f"has no description of {each.get('id')}", "write one: LMSs fail without")
    for unit in root.iter("{*}au"):
        _launch(name, unit.findtext("{*}url") or "", held)
        if not _SHARE.fullmatch(unit.get("masteryScore", "0")):
            raise _broken(
                name,
                f"has the masteryScore {unit.get('masteryScore')!r}",
                "write 0 to 1, four decimals at most",
            )
        if unit.get("moveOn", "NotApplicable") not in _MOVE_ON:
            raise _broken(name, f"has the moveOn {unit.get('moveOn')!r}", "use a word of the standard")


def _launch(name: str, address: str, held: set[str]) -> None:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or parts.path not in held:
        raise _broken(
            name, f"launches {address!r}, which is not in the package", "name a page of the package"
        )
    taken = sorted(_LAUNCH_NAMES & {key for key, _ in parse_qsl(parts.query, keep_blank_values=True)})
    if taken:
        raise _broken(name, f"launches {address!r}", f"call {taken[0]} otherwise: the launch needs that name")


def _listed(name: str, listed: list[str], held: set[str]) -> None:
    if missing := sorted(held - set(listed)):
        raise _broken(name, f"does not list {missing[0]}", "list every file: some LMSs serve only those")
    if extra := sorted(set(listed) - held):
        raise _broken(name, f"lists {extra[0]!r}, which is not in the package", "list only what is there")
    _distinct(name, listed)


def _values(root: Element, attribute: str) -> list[str]:
    """All values of an attribute, in the order of the document."""
    return [value for each in root.iter() if (value := each.get(attribute)) is not None]


def _known(name: str, what: str, references: Iterable[str], targets: Iterable[Element]) -> None:
    ids = {target.get("identifier") for target in targets}
    for reference in references:
        if reference not in ids:
            raise _broken(
                name, f"has {what} {reference!r}, which leads nowhere", "use an identifier of the file"
            )


def _titles(name: str, elements: Iterable[Element]) -> None:
    for element in elements:
        said = element.text or ""
        if not said.strip() or said != plain(said) or len(said) > LONGEST:
            raise _broken(name, f"has the title {said!r}", f"write one line of 1 to {LONGEST} characters")


def _each(name: str, what: str, elements: Iterable[Element], allowed: re.Pattern[str], remedy: str) -> None:
    for element in elements:
        if not allowed.fullmatch(element.text or ""):
            raise _broken(name, f"has the {what} {element.text!r}", f"write {remedy}")


def _distinct(name: str, values: Iterable[str]) -> None:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise _broken(name, f"uses {value!r} twice", "make each different")
        seen.add(value)


def _broken(name: str, fault: str, remedy: str) -> CourseError:
    return CourseError(f"{name}: it {fault}. Remedy: {remedy}.")
