"""The check of a course structure finds what is wrong with one: each case spoils ours in one place."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from mirrorwell.course.lms.cmi5 import manifest
from mirrorwell.course.lms.unit import Unit, units
from mirrorwell.course.outline import course

from .cmi5_structure import faults, faults_of

MODULE, OTHER, *_ = units(course(), None, False, None)
TEXT = manifest(MODULE).decode()
NAMES = {"cmi5.xml", "index.html"}


@pytest.mark.parametrize(
    "unit",
    [*units(course(), None, False, None), *units(course(), None, True, None)],
    ids=lambda unit: unit.id,
)
def test_our_structures_have_no_fault(unit: Unit) -> None:
    assert faults_of(manifest(unit), NAMES) == []


AU_ID = f'id="{MODULE.iri}"'
COURSE_ID = TEXT.split('<course id="')[1].split('"')[0]
SPOILED = {
    "the same IRI twice": (AU_ID, f'id="{COURSE_ID}"', "13.1.4.0-1"),
    "a relative IRI": (AU_ID, 'id="module-1"', "3.0.0.0-1"),
    "an IRI with a space": (AU_ID, 'id="urn:a b"', "3.0.0.0-1"),
    "a percentage": ('masteryScore="0.8', 'masteryScore="80', "13.2.0.0-1"),
    "five decimals": ('masteryScore="0.8', 'masteryScore="0.80001', "13.2.0.0-1"),
    "no mastery score": ('masteryScore="0.8"', "", "own"),
    "another word": ("CompletedAndPassed", "Done", "13.2.0.0-1"),
    "another window": ("AnyWindow", "Popup", "13.2.0.0-1"),
    "a file that is missing": ("<url>index.html", "<url>Index.html", "14.1.0.0-4"),
    "an absolute address": ("<url>index.html", "<url>https://a.example/index.html", "14.1.0.0-3"),
    "an address from the root": ("<url>index.html", "<url>/index.html", "14.1.0.0-3"),
    "a reserved name": ("<url>index.html", "<url>index.html?fetch=1", "8.1.0.0-6"),
    "an unknown element": ("<url>", "<extra/><url>", "13.2.0.0-1"),
    "another namespace": ("<url>", '<x xmlns="urn:x"/><url>', "13.1.5.0-1"),
    "a title without its language": (' lang="en-US"', "", "13.2.0.0-1"),
    "an objective of nobody": ('idref="urn', 'idref="no', "13.2.0.0-1"),
    "no element closed": ("</courseStructure>", "", "13.2.0.0-1"),
    "a namespace of one's own": ("CourseStructure.xsd", "Other.xsd", "13.2.0.0-1"),
    "a mark before the text": ("<?xml", "\ufeff<?xml", "own"),
}


@pytest.mark.parametrize(("old", "new", "number"), SPOILED.values(), ids=SPOILED.keys())
def test_a_spoiled_structure_has_a_fault(old: str, new: str, number: str) -> None:
    assert old in TEXT
    found = faults_of(TEXT.replace(old, new).encode(), NAMES)
    assert number in {each.split()[0] for each in found}, found


def test_a_missing_description_and_a_wrong_order_are_faults() -> None:
    unit = TEXT[TEXT.index("<au ") :]
    described = unit[unit.index("<description>") : unit.index("</description>") + len("</description>")]
    assert any(
        "au has no description" in each for each in faults_of(TEXT.replace(described, "").encode(), NAMES)
    )
    url = "<url>index.html</url>"
    moved = TEXT.replace(url, "").replace(
        unit[unit.index("<au ") : unit.index(">") + 1], f"{unit[: unit.index('>') + 1]}{url}"
    )
    assert any("out of order" in each for each in faults_of(moved.encode(), NAMES))


def test_a_package_with_the_structure_in_a_folder_is_none(tmp_path: Path) -> None:
    package = tmp_path / "package.zip"
    with ZipFile(package, "w") as archive:
        archive.writestr("course/cmi5.xml", TEXT)
    assert faults(package) == ["14.1.0.0-2 no cmi5.xml at the root"]
