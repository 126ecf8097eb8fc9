"""The manifest of a SCORM 1.2 package (ADL SCORM Content Aggregation Model 1.2, sections 2.3 and 2.4)."""

from collections.abc import Sequence

from . import scorm
from .elements import element
from .unit import Unit

NAME = scorm.NAME
ADLCP = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
VERSION = scorm.Version(
    number="1.2",
    imscp="http://www.imsproject.org/xsd/imscp_rootv1p1p2",
    namespaces={"adlcp": ADLCP},
    sco_attribute="scormtype",
)


def manifest(unit: Unit, names: Sequence[str]) -> bytes:
    """The manifest of a unit whose files are `names`. A mastery score is written only where there is a check:

    with one, an LMS decides passed or failed by itself. Raises CourseError for a title no LMS takes.
    """
    it = scorm.sco(unit, names)
    mastery = [] if it.pass_mark is None else [element(ADLCP, "masteryscore", str(it.pass_mark))]
    return scorm.manifest(it, VERSION, mastery)
