"""What one client alone shows: how Open edX takes a package and grades it, and an LMS that answers slowly."""

from collections.abc import Callable
from math import ceil

import pytest

from . import learner
from .host import Host
from .openedx import OpenEdxBlock
from .packages import Package, Packages
from .player import Attempt

MODULE = "parallel-process"
pytestmark = pytest.mark.xdist_group("module without charts")


@pytest.mark.parametrize(("format", "version"), [("scorm12", "SCORM_12"), ("scorm2004", "SCORM_2004")])
def test_open_edx_takes_the_package_and_publishes_the_grade(
    packages: Packages, attempt: Callable[[str, Package], Attempt], format: str, version: str
) -> None:
    block = attempt("openedx", packages(format, MODULE))
    assert isinstance(block, OpenEdxBlock)
    taken = block.held
    assert (taken["launch"], taken["version"], taken["warnings"]) == ("index.html", version, [])
    content = block.open()
    learner.ready(content)
    asked = learner.questions_asked(content)
    learner.try_check(content, right=1)
    block.record()
    assert block.grades()[-1:] == [0]  # Open edX gives no points for what is not passed
    learner.next_try(content)
    high = learner.try_check(content, right=ceil(0.8 * asked))
    block.record()
    assert block.grades()[-1] == pytest.approx(high / 100)


@pytest.mark.parametrize("format", ["scorm12", "scorm2004"])
def test_a_slow_lms_gets_every_result(
    packages: Packages, attempt: Callable[[str, Package], Attempt], host: Host, format: str
) -> None:
    it = attempt("scorm-again", packages(format, MODULE))
    with host.having("slow"):
        content = it.open()
        learner.ready(content)
        high = learner.try_check(content, right=learner.questions_asked(content))
        assert (it.record().score, it.record().passed) == (high, True)
        it.leave()
    assert it.record().passed
