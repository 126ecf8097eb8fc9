"""The course structure of cmi5: what the specification's section 13 asks for, and what importers fail without."""

import dataclasses
import re
from xml.etree import ElementTree

import pytest
from mirrorwell.course.errors import CourseError
from mirrorwell.course.lms.cmi5 import NAME, manifest
from mirrorwell.course.lms.rules import check
from mirrorwell.course.lms.unit import Unit, units
from mirrorwell.course.outline import course

NS = "{https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd}"
UNITS = [*units(course(), None, False, None), *units(course(), None, True, None)]
UNIT, WHOLE = UNITS[0], UNITS[-1]
NO_CHECK = dataclasses.replace(UNIT, pass_mark=None, check=None, activity=None)


def read(unit: Unit) -> ElementTree.Element:
    return ElementTree.fromstring(manifest(unit))


def the_au(unit: Unit) -> ElementTree.Element:
    (found,) = read(unit).iter(f"{NS}au")
    return found


def shape(element: ElementTree.Element) -> list[str]:
    return [each.tag.removeprefix(NS) for each in element]


def ids(unit: Unit) -> list[str]:
    return [each.attrib["id"] for each in read(unit).iter() if "id" in each.attrib]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.id)
def test_every_unit_is_a_course_with_one_assignable_unit(unit: Unit) -> None:
    root = read(unit)
    assert root.tag == f"{NS}courseStructure"
    wanted = ["course", "objectives", "au"] if unit.objectives else ["course", "au"]
    assert shape(root) == wanted
    assert shape(root[0]) == ["title", "description"]
    au = the_au(unit)
    goals = ["objectives"] if unit.objectives else []
    assert shape(au) == ["title", "description", *goals, "url", "launchParameters"]
    assert au.attrib == {
        "id": unit.iri,
        "launchMethod": "AnyWindow",
        "moveOn": "CompletedAndPassed",
        "masteryScore": "0.8",
    }
    for each in (root[0], au):
        assert each.findtext(f"{NS}title/{NS}langstring") == unit.title
        assert each.findtext(f"{NS}description/{NS}langstring") == unit.description
    assert (au.findtext(f"{NS}url"), au.findtext(f"{NS}launchParameters")) == ("index.html", "")


def test_all_iris_are_absolute_and_different_within_a_package_and_across_the_course() -> None:
    every = [iri for unit in UNITS for iri in ids(unit)]
    assert len(every) == len(set(every)) == sum(2 + len(unit.objectives) for unit in UNITS)
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", iri) for iri in every)


def test_iris_stay_when_wording_or_pass_mark_change() -> None:
    later = dataclasses.replace(
        UNIT, title="Another", description="New.", pass_mark=60, objectives=tuple("abcd"), minutes=5
    )
    assert ids(later) == ids(UNIT)
    assert ids(UNIT)[0] == "urn:uuid:be8f86f5-488c-507a-8a45-9839fe867680"


def test_objectives_are_listed_once_and_referred_to() -> None:
    root = read(UNIT)
    listed = root.findall(f"{NS}objectives/{NS}objective")
    assert [each.findtext(f"{NS}title/{NS}langstring") for each in listed] == list(UNIT.objectives)
    assert all(each.findtext(f"{NS}description/{NS}langstring") for each in listed)
    referred = the_au(UNIT).findall(f"{NS}objectives/{NS}objective")
    assert [each.attrib["idref"] for each in referred] == [each.attrib["id"] for each in listed]
    assert b"objective" not in manifest(WHOLE)


@pytest.mark.parametrize(("mark", "score"), [(80, "0.8"), (100, "1"), (0, "0"), (7, "0.07")])
def test_the_mastery_score_is_a_share_of_one(mark: int, score: str) -> None:
    assert the_au(dataclasses.replace(UNIT, pass_mark=mark)).attrib["masteryScore"] == score


def test_a_unit_without_a_check_is_done_when_it_was_read() -> None:
    au = the_au(NO_CHECK)
    assert au.attrib["moveOn"] == "CompletedOrPassed"
    assert "masteryScore" not in au.attrib


def test_texts_come_back_as_they_were_written_and_are_never_empty() -> None:
    said = "a < b & \"c\" > 'd' 👩‍👩‍👧 ü"
    unit = dataclasses.replace(UNIT, title=said, description=said + "\nand\x07 more", objectives=(said,))
    texts = [each.text for each in read(unit).iter(f"{NS}langstring")]
    assert texts == [said, f"{said} and more", said, said, said, f"{said} and more"]
    bare = dataclasses.replace(UNIT, description=" ")
    assert the_au(bare).findtext(f"{NS}description/{NS}langstring") == UNIT.title


def test_texts_no_lms_takes_are_refused() -> None:
    with pytest.raises(CourseError, match="The title of the-dangerous-paradox is empty"):
        manifest(dataclasses.replace(UNIT, title="\t"))
    with pytest.raises(CourseError, match=r"The title of the objective “x+”.* has 300 characters"):
        manifest(dataclasses.replace(UNIT, objectives=("x" * 300,)))


def test_it_keeps_our_own_rules() -> None:
    for unit in (*UNITS, NO_CHECK):
        check({"index.html": b"<p>Hello", NAME: manifest(unit)}, NAME)
