"""What is wrong with the course structure of a cmi5 package, with the numbers of npm `@cmi5/requirements`.

No package registry carries the schema, so its rules stand here in our words.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from zipfile import ZipFile

from lxml import etree

NAMESPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
_ORDER = {
    "courseStructure": ("course", "objectives", "block", "au"),
    "course": ("title", "description"),
    "objective": ("title", "description"),
    "au": ("title", "description", "objectives", "url", "launchParameters", "entitlementKey"),
}
_NEEDED = {"courseStructure": {"course", "au"}, "au": {"title", "description", "url"}}
_OURS = {"endpoint", "fetch", "actor", "registration", "activityId"}
_MOVE_ON = {"Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed", "NotApplicable"}
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_SHARE = re.compile(r"(0(\.\d{1,4})?|1(\.0{1,4})?)")


def faults(package: Path) -> list[str]:
    """All that is wrong with the zip at `package` as a cmi5 package. Empty: nothing."""
    with ZipFile(package) as archive:
        names = set(archive.namelist())
        if "cmi5.xml" not in names:
            return ["14.1.0.0-2 no cmi5.xml at the root"]
        text = archive.read("cmi5.xml")
    return faults_of(text, names)


def faults_of(text: bytes, names: set[str]) -> list[str]:
    """All that is wrong with a course structure beside the files `names`."""
    if text.startswith(b"\xef\xbb\xbf"):
        return ["own cmi5.xml begins with a byte order mark"]
    try:
        root = etree.fromstring(text)
    except etree.XMLSyntaxError as error:
        return [f"13.2.0.0-1 cmi5.xml is not well formed: {error}"]
    if root.tag != f"{{{NAMESPACE}}}courseStructure":
        return [f"13.2.0.0-1 the root is {root.tag}"]
    found = [*_shape(root), *_ids(root)]
    for unit in root.iter(f"{{{NAMESPACE}}}au"):
        found += [*_unit(unit), *_address(unit, names)]
    return found


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname


def _shape(root: etree._Element) -> Iterator[str]:
    for element in root.iter(etree.Element):
        kind, children = _local(element), [_local(child) for child in element]
        if etree.QName(element).namespace != NAMESPACE:
            yield f"13.1.5.0-1 {kind} is of another namespace"
        order = _ORDER.get(kind)
        if order is None or element.get("idref") is not None:
            continue
        if unknown := set(children) - set(order):
            yield f"13.2.0.0-1 {kind} holds {', '.join(sorted(unknown))}"
        elif children != sorted(children, key=order.index):
            yield f"13.2.0.0-1 the children of {kind} are out of order: {', '.join(children)}"
        for name in sorted(_NEEDED.get(kind, {"title", "description"}) - set(children)):
            yield f"13.2.0.0-1 {kind} has no {name}"
        for child in element:
            if _local(child) in ("title", "description") and not _said(child):
                yield f"13.2.0.0-1 the {_local(child)} of {kind} says nothing, or not in which language"


def _said(element: etree._Element) -> bool:
    strings = element.findall(f"{{{NAMESPACE}}}langstring")
    return bool(strings) and all((each.text or "").strip() and each.get("lang") for each in strings)


def _ids(root: etree._Element) -> Iterator[str]:
    numbers = {"block": "13.1.2.0-1", "objective": "13.1.3.0-1"}
    seen: dict[str, etree._Element] = {}
    for element in root.iter(*(f"{{{NAMESPACE}}}{name}" for name in ("course", "block", "au", "objective"))):
        reference, name = element.get("idref"), element.get("id")
        if reference is not None:
            continue
        if not name or not _IRI.fullmatch(name):
            yield f"3.0.0.0-1 {_local(element)} has no absolute IRI: {name}"
        elif name in seen:
            yield f"{numbers.get(_local(element), '13.1.4.0-1')} the IRI {name} is there twice"
        else:
            seen[name] = element
    for element in root.iter(f"{{{NAMESPACE}}}objective"):
        if element.get("idref") is not None and element.get("idref") not in seen:
            yield f"13.2.0.0-1 no objective has the IRI {element.get('idref')}"


def _unit(unit: etree._Element) -> Iterator[str]:
    move_on, mastery = unit.get("moveOn", "NotApplicable"), unit.get("masteryScore")
    if move_on not in _MOVE_ON:
        yield f"13.2.0.0-1 moveOn {move_on}"
    if unit.get("launchMethod", "AnyWindow") not in ("AnyWindow", "OwnWindow"):
        yield f"13.2.0.0-1 launchMethod {unit.get('launchMethod')}"
    if mastery is not None and not _SHARE.fullmatch(mastery):
        yield f"13.2.0.0-1 masteryScore {mastery} is not a share of one with at most four decimals"
    if (mastery is None) == (move_on == "CompletedAndPassed"):
        yield f"own moveOn {move_on} with masteryScore {mastery}"


def _address(unit: etree._Element, names: set[str]) -> Iterator[str]:
    element = unit.find(f"{{{NAMESPACE}}}url")
    url = urlsplit("" if element is None else (element.text or "").strip())
    if url.scheme or url.netloc or url.path.startswith("/") or ".." in url.path.split("/"):
        yield f"14.1.0.0-3 the address {url.geturl()} is not relative to the package"
    elif url.path not in names:
        yield f"14.1.0.0-4 the package does not hold {url.path or 'a page to open'}"
    if taken := _OURS & set(parse_qs(url.query, keep_blank_values=True)):
        yield f"8.1.0.0-6 the address uses the names {', '.join(sorted(taken))}"
