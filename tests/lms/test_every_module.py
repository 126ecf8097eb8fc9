"""Every module, and the longest way through the whole course: what an LMS keeps stays short and tells nothing of anybody."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from . import learner
from .case import Case, read_all
from .log import MARK, MOST
from .packages import Package, Packages
from .player import Attempt
from .watch import Watch


@pytest.fixture
def case(packages: Packages, attempt: Callable[[str, Package], Attempt], watch: Watch) -> Callable[..., Case]:
    """A factory: `case(format, module)` is a new learner in a package played by scorm-again."""

    def begin(format: str, module: str | None) -> Case:
        return Case(attempt("scorm-again", packages(format, module)), lambda step: None, watch)

    return begin


@pytest.mark.parametrize(
    "module", [pytest.param(each, marks=pytest.mark.xdist_group(each)) for each in learner.modules()]
)
def test_a_module_is_read_and_passed_and_nothing_typed_is_told(
    case: Callable[..., Case], module: str
) -> None:
    it = case("scorm2004", module)
    content = it.open()
    read_all(content, whole=False)
    learner.try_check(content, right=learner.questions_asked(content))
    record = it.attempt.record()
    assert (record.completed, record.passed, record.score) == (True, True, 100)
    assert MARK not in record.state and 0 < len(record.state) < MOST
    it.attempt.leave()
    it.clean()


@pytest.mark.xdist_group("whole course")
def test_the_longest_way_through_the_course_fits(case: Callable[..., Case]) -> None:
    """Every section read, every check done, the post-test passed."""
    it = case("scorm12", None)
    content = it.open()
    for page in [*learner.modules(), "finish"]:
        learner.go(content, page)
        if page != "finish":
            learner.read_to_end(content)
        learner.rate_mirror(content)
        asked = learner.questions_asked(content)
        learner.try_check(content, right=asked - 1)
    record = it.attempt.record()
    assert record.passed
    assert len(record.state) < MOST
    it.attempt.leave()
    it.clean()


@pytest.mark.xdist_group("whole course")
def test_from_every_page_of_the_course_a_link_leads_to_its_start(case: Callable[..., Case]) -> None:
    """Inside an LMS too, where the page hides what belongs to a site."""
    content = case("scorm12", None).open()
    for page in [*learner.modules(), "finish"]:
        learner.go(content, page)
        expect(
            content.locator("a[href*='start.html']:visible").first, f"the way back from {page}"
        ).to_be_visible()
