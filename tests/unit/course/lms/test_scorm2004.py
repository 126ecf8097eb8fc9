"""The manifest of SCORM 2004 in both editions."""

import dataclasses
from xml.etree import ElementTree

import pytest
from mirrorwell.course.errors import CourseError
from mirrorwell.course.lms import scorm12
from mirrorwell.course.lms.rules import check
from mirrorwell.course.lms.scorm2004 import NAME, manifest
from mirrorwell.course.lms.unit import Unit, units
from mirrorwell.course.outline import course

CP = "{http://www.imsglobal.org/xsd/imscp_v1p1}"
ADL = "{http://www.adlnet.org/xsd/adlcp_v1p3}"
SS = "{http://www.imsglobal.org/xsd/imsss}"
UNITS = [*units(course(), None, False, None), *units(course(), None, True, None)]
UNIT = UNITS[0]
FILES = ["index.html", "assets/page.css"]
NO_CHECK = dataclasses.replace(UNIT, pass_mark=None, check=None, activity=None)


def read(unit: Unit, edition: int = 3) -> ElementTree.Element:
    return ElementTree.fromstring(manifest(unit, FILES, edition))


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.id)
def test_every_unit_of_the_course_has_one_sco_with_all_its_files(unit: Unit) -> None:
    root = read(unit)
    assert root.findtext(f"{CP}metadata/{CP}schemaversion") == "2004 3rd Edition"
    (item,) = root.iter(f"{CP}item")
    assert item.findtext(f"{CP}title") == unit.title
    (resource,) = root.iter(f"{CP}resource")
    assert resource.attrib == {
        "identifier": item.attrib["identifierref"],
        "type": "webcontent",
        "href": "index.html",
        f"{ADL}scormType": "sco",
    }
    assert [file.attrib["href"] for file in resource] == sorted(FILES)


def test_the_editions_differ_in_their_version_alone() -> None:
    third, fourth = manifest(UNIT, FILES), manifest(UNIT, FILES, edition=4)
    assert third.replace(b"2004 3rd Edition", b"2004 4th Edition") == fourth != third
    for edition in (1, 2, 5):
        with pytest.raises(CourseError, match=f"no SCORM 2004 edition {edition} here. Use --edition 3 or"):
            manifest(UNIT, FILES, edition)


@pytest.mark.parametrize(("mark", "measure"), [(80, "0.8"), (100, "1"), (0, "0"), (7, "0.07"), (65, "0.65")])
def test_the_pass_mark_is_the_measure_of_the_primary_objective(mark: int, measure: str) -> None:
    root = read(dataclasses.replace(UNIT, pass_mark=mark))
    (primary,) = root.findall(f".//{CP}item/{SS}sequencing/{SS}objectives/{SS}primaryObjective")
    assert primary.attrib == {"satisfiedByMeasure": "true"}
    assert primary.findtext(f"{SS}minNormalizedMeasure") == measure


def test_an_untried_check_is_not_passed_by_leaving() -> None:
    (controls,) = read(UNIT).iter(f"{SS}deliveryControls")
    assert controls.attrib == {"completionSetByContent": "true", "objectiveSetByContent": "true"}


def test_no_rule_of_sequence_is_written_and_without_a_check_nothing_of_it_at_all() -> None:
    assert {each.tag.removeprefix(SS) for each in read(UNIT).iter() if each.tag.startswith(SS)} == {
        "sequencing",
        "objectives",
        "primaryObjective",
        "minNormalizedMeasure",
        "deliveryControls",
    }
    assert b"imsss" not in manifest(NO_CHECK, FILES)


def test_namespaces_are_said_once_with_the_prefixes_of_the_standard() -> None:
    text = manifest(UNIT, FILES).decode()
    assert text.count("xmlns") == 3
    assert all(part in text for part in ('<manifest xmlns="http', "<imsss:sequencing>", "adlcp:scormType="))
    assert text.isascii() and not text.startswith("\ufeff")


def test_identifiers_are_those_of_every_version() -> None:
    def found(body: bytes) -> list[str]:
        root = ElementTree.fromstring(body)
        return [each.attrib["identifier"] for each in root.iter() if "identifier" in each.attrib]

    assert found(manifest(UNIT, FILES)) == found(scorm12.manifest(UNIT, FILES))


def test_a_title_comes_back_as_it_was_written() -> None:
    name = "a < b & \"c\" > 'd' 👩‍👩‍👧 ü"
    root = read(dataclasses.replace(UNIT, title=name))
    assert {each.text for each in root.iter(f"{CP}title")} == {name}


@pytest.mark.parametrize("edition", [3, 4])
def test_it_keeps_our_own_rules(edition: int) -> None:
    files = {"index.html": b"<p>Hello", "a.js": b""}
    for unit in (*UNITS, NO_CHECK):
        check({**files, NAME: manifest(unit, list(files), edition)}, NAME)
