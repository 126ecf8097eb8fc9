"""The manifest of SCORM 1.2, as an LMS that knows only the standard library reads it."""

import dataclasses
from xml.etree import ElementTree

import pytest
from mirrorwell.course.errors import CourseError
from mirrorwell.course.lms.rules import check
from mirrorwell.course.lms.scorm12 import NAME, manifest
from mirrorwell.course.lms.unit import Unit, units
from mirrorwell.course.outline import course

CP = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
ADL = "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"
UNITS = [*units(course(), None, False, None), *units(course(), None, True, None)]
UNIT = UNITS[0]
FILES = ["index.html", "assets/page.css", "assets/tracker.js"]
NO_CHECK = dataclasses.replace(UNIT, pass_mark=None, check=None, activity=None)


def read(unit: Unit, names: list[str] = FILES) -> ElementTree.Element:
    return ElementTree.fromstring(manifest(unit, names))


def shape(element: ElementTree.Element) -> list[str]:
    return [each.tag.partition("}")[2] for each in element]


def identifiers(root: ElementTree.Element) -> list[str]:
    return [each.attrib["identifier"] for each in root.iter() if "identifier" in each.attrib]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.id)
def test_every_unit_of_the_course_has_one_sco_with_all_its_files(unit: Unit) -> None:
    root = read(unit)
    assert (root.tag, shape(root)) == (f"{CP}manifest", ["metadata", "organizations", "resources"])
    assert root.findtext(f"{CP}metadata/{CP}schema") == "ADL SCORM"
    assert root.findtext(f"{CP}metadata/{CP}schemaversion") == "1.2"
    organizations = root.find(f"{CP}organizations")
    assert organizations is not None
    (organization,) = organizations
    assert organizations.attrib["default"] == organization.attrib["identifier"]
    title, item = organization
    assert (title.text, shape(item)) == (unit.title, ["title", "masteryscore"])
    assert (item.findtext(f"{CP}title"), item.findtext(f"{ADL}masteryscore")) == (unit.title, "80")
    (resource,) = root.findall(f"{CP}resources/{CP}resource")
    assert resource.attrib == {
        "identifier": item.attrib["identifierref"],
        "type": "webcontent",
        "href": "index.html",
        f"{ADL}scormtype": "sco",
    }
    assert [file.attrib["href"] for file in resource] == sorted(FILES)


def test_it_is_utf8_without_a_mark_and_says_its_namespaces_once_with_the_prefixes_of_the_standard() -> None:
    text = manifest(UNIT, FILES).decode("utf-8")
    assert text.startswith("<?xml version=")
    assert text.count("xmlns") == 2
    assert '<manifest xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp=' in text
    assert "<adlcp:masteryscore>80</adlcp:masteryscore>" in text
    assert 'adlcp:scormtype="sco"' in text


def test_without_a_check_there_is_no_mastery_score() -> None:
    assert b"masteryscore" not in manifest(NO_CHECK, FILES)


def test_identifiers_begin_with_a_letter_differ_and_stay_when_anything_but_the_id_changes() -> None:
    found = identifiers(read(UNIT))
    assert len(found) == len(set(found)) == 4
    assert all(each[0].isalpha() and each.isascii() and " " not in each for each in found)
    later = dataclasses.replace(
        UNIT, title="Another", description="", minutes=1, objectives=(), pass_mark=None, sections={"1": 2}
    )
    assert identifiers(read(later, ["index.html", "new.js"])) == found
    assert set(identifiers(read(UNITS[1]))) & set(found) == set()
    digits = dataclasses.replace(UNIT, id="7-habits")
    assert all(each[0].isalpha() for each in identifiers(read(digits)))


@pytest.mark.parametrize("name", ["a < b & \"c\" > 'd' ]]>", "Grüße 👩‍👩‍👧 “quoted” 日本", "x" * 199])
def test_a_title_comes_back_as_it_was_written(name: str) -> None:
    root = read(dataclasses.replace(UNIT, title=name))
    assert {each.text for each in root.iter(f"{CP}title")} == {name}


def test_control_characters_leave_a_title() -> None:
    root = read(dataclasses.replace(UNIT, title=" One\x00\x0b two\x07\x85\nthree\ufffe\ud800 "))
    assert {each.text for each in root.iter(f"{CP}title")} == {"One two three"}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "The title of the-dangerous-paradox is empty"),
        (" \x07\n ", "is empty"),
        ("x" * 200, "has 200 characters. Shorten it to 199"),
    ],
)
def test_a_title_no_lms_takes_is_refused(name: str, said: str) -> None:
    with pytest.raises(CourseError, match=said):
        manifest(dataclasses.replace(UNIT, title=name), FILES)


def test_the_order_of_names_and_the_manifest_itself_change_nothing() -> None:
    assert manifest(UNIT, FILES) == manifest(UNIT, [*reversed(FILES), NAME, FILES[0]])


def test_it_keeps_our_own_rules() -> None:
    files = {"index.html": b"<p>Hello", "a.js": b""}
    for unit in (*UNITS, NO_CHECK):
        check({**files, NAME: manifest(unit, list(files))}, NAME)
