"""The manifest of a SCORM 2004 package, 3rd or 4th Edition (ADL SCORM 2004 CAM, sections 3.4 and 5.1).

One SCO, no rules of sequence: between the two editions only the version differs.
"""

from collections.abc import Sequence

from ..errors import CourseError
from . import scorm
from .elements import Element, element
from .text import share
from .unit import Unit

NAME = scorm.NAME
EDITIONS = {3: "2004 3rd Edition", 4: "2004 4th Edition"}
IMSCP = "http://www.imsglobal.org/xsd/imscp_v1p1"
ADLCP = "http://www.adlnet.org/xsd/adlcp_v1p3"
IMSSS = "http://www.imsglobal.org/xsd/imsss"


def manifest(unit: Unit, names: Sequence[str], edition: int = 3) -> bytes:
    """The manifest of a unit whose files are `names`. Raises CourseError for another edition or a title no LMS takes."""
    if edition not in EDITIONS:
        raise CourseError(f"There is no SCORM 2004 edition {edition} here. Use --edition 3 or --edition 4.")
    it = scorm.sco(unit, names)
    passing = [] if it.pass_mark is None else [_passing(it.pass_mark)]
    version = scorm.Version(
        number=EDITIONS[edition],
        imscp=IMSCP,
        namespaces={"adlcp": ADLCP, "imsss": IMSSS},
        sco_attribute="scormType",
    )
    return scorm.manifest(it, version, passing)


def _passing(mark: int) -> Element:
    """The pass mark; systems hand it back as `cmi.scaled_passing_score`.

    Only we say what was completed and passed: otherwise a system that keeps to the book (Sequencing and Navigation,
    End Attempt Process) marks a check that was never tried as passed when the learner leaves.
    """
    measure = element(IMSSS, "minNormalizedMeasure", share(mark))
    primary = element(IMSSS, "primaryObjective", measure, attributes={"satisfiedByMeasure": "true"})
    ours = {"completionSetByContent": "true", "objectiveSetByContent": "true"}
    return element(
        IMSSS,
        "sequencing",
        element(IMSSS, "objectives", primary),
        element(IMSSS, "deliveryControls", attributes=ours),
    )
