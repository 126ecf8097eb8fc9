"""The LMS laboratory: one Chromium, a host on this machine, clients to play packages in, packages built once.

`.ci/lab` fetches the clients. `pytest tests/lms --lms-record` writes what passed in which client to results.json.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from mirrorwell.course.browser import find_chromium
from mirrorwell.course.errors import CourseError
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from .host import Host
from .openedx import OpenEdx, OpenEdxBlock
from .packages import Package, Packages
from .player import Attempt
from .results import Results
from .scorm_again import ScormAgain
from .watch import Watch

HERE = Path(__file__).parent
LAB = Path(os.environ.get("MIRRORWELL_LAB") or HERE.parent.parent / ".lab").absolute()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--lms-record", action="store_true", help="write tests/lms/results.json from what passed"
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--lms-record") and not hasattr(config, "workerinput"):
        Results(HERE / "results.json").begin()


def pytest_unconfigure(config: pytest.Config) -> None:
    if config.getoption("--lms-record") and not hasattr(config, "workerinput"):
        Results(HERE / "results.json").end()


@pytest.fixture(scope="session")
def lab() -> Path:
    """The folder of the clients."""
    if not (LAB / "npm" / "scorm-again").is_dir() or not (LAB / "openedx" / ".ready").is_file():
        pytest.fail(f"The clients are not in {LAB}. Run .ci/lab once.", pytrace=False)
    return LAB


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run. It resolves no name but the machine's own; cookies of others are as by default."""
    flags = [
        "--disable-background-networking",
        "--disable-component-update",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    ]
    if os.name == "posix" and os.geteuid() == 0:
        flags.append("--no-sandbox")
    try:
        path = find_chromium()
    except CourseError as error:
        pytest.fail(str(error), pytrace=False)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=flags)
        yield chromium
        chromium.close()


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Collects what pages of this test did wrong, and fails the test for it at its end."""
    seen = Watch()
    yield seen
    assert seen.outside == [], f"requests to other hosts: {seen.outside}"
    assert seen.errors == [], f"errors in the console: {seen.errors}"


@pytest.fixture
def page(browser: Browser, watch: Watch) -> Iterator[Callable[[], Page]]:
    """A factory of tabs, each with a memory of its own: two learners share nothing."""
    contexts: list[BrowserContext] = []

    def open_tab() -> Page:
        context = browser.new_context(viewport={"width": 1000, "height": 700}, reduced_motion="reduce")
        contexts.append(context)
        context.set_default_timeout(20_000)
        context.on("page", watch.follow)
        return context.new_page()

    yield open_tab
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def host(lab: Path) -> Iterator[Host]:
    """The web server of the laboratory, with the clients' own files."""
    made = Host()
    made.folders["/clients/"] = lab / "npm"
    made.folders["/lab/"] = HERE / "static"
    made.pages["/blank"] = lambda: "<!doctype html><title>Another page</title><link rel=icon href='data:,'>"
    yield made
    made.close()


@pytest.fixture(scope="session")
def openedx(lab: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenEdx]:
    made = OpenEdx(lab, tmp_path_factory.mktemp("openedx") / "log")
    yield made
    made.close()


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Packages:
    """`packages(format, module, edition)` builds a package once and unpacks it; module None is the whole course."""
    return Packages(tmp_path_factory.mktemp("packages"))


@pytest.fixture
def attempt(
    page: Callable[[], Page], host: Host, request: pytest.FixtureRequest
) -> Callable[[str, Package], Attempt]:
    """A factory: `attempt("scorm-again", package)` is a new learner in a package; "openedx" is the other client."""

    def begin(client: str, package: Package) -> Attempt:
        if client == "openedx":
            return OpenEdxBlock(page(), package, server=request.getfixturevalue("openedx"))
        return ScormAgain(page(), package, host=host)

    return begin


@pytest.fixture
def passed(request: pytest.FixtureRequest) -> Callable[[Attempt, str, str], None]:
    """`passed(attempt, scope, step)` notes a step that has passed, where the run is recorded."""
    note: Callable[..., None] = request.getfixturevalue("held")
    return lambda attempt, scope, step: note(
        attempt.client, attempt.version, attempt.package.standard, scope, step
    )


@pytest.fixture
def held(request: pytest.FixtureRequest) -> Callable[[str, str, str, str, str], None]:
    """`held(client, version, standard, scope, step)` notes it where the run is recorded."""
    if request.config.getoption("--lms-record"):
        return Results(HERE / "results.json").note
    return lambda client, version, standard, scope, step: None
