"""The guide for LMS owners: plain, sourced, and honest about what nobody tried."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import textstat
from mirrorwell.course.cli import app
from mirrorwell.course.lms.package import FORMATS
from mirrorwell.course.lms.unit import units
from mirrorwell.course.outline import PAGES, course
from mirrorwell.course.publish.markdown import converter
from mirrorwell.course.tested import SYSTEMS, filled
from mirrorwell.course.timing import plain
from typer.testing import CliRunner

ROOT = Path(__file__).parents[4]
TEXT = (ROOT / "modules" / "lms.md").read_text(encoding="utf-8")
FENCES = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
PARTS = dict(
    re.findall(r'^### <span id="([a-z-]+)"></span>[^\n]+\n(.*?)(?=^##)', TEXT, re.DOTALL | re.MULTILINE)
)
HIGHEST = 9.0


@pytest.fixture(scope="module")
def page() -> str:
    """The page as a reader gets it."""
    title, lead, body = TEXT.split("\n\n", 2)
    assert title.startswith("# ")
    assert "\n" not in lead
    return converter(PAGES.get)(filled(body))


def sentences(text: str) -> str:
    """Paragraphs and list items as running text; headings, tables and commands are no sentences."""
    blocks = re.split(r"\n\s*\n|\n(?=\s*(?:- |\d+\. ))", plain(FENCES.sub("", text)))
    kept = [re.sub(r"[*_`\[\]“”]|^\s*(?:- |\d+\. )", "", each) for each in blocks]
    return "\n".join(
        each for each in kept if len(each.split()) > 2 and not each.lstrip().startswith(("#", "|"))
    )


def test_the_prose_is_at_grade_nine_or_lower() -> None:
    said = sentences(TEXT)
    assert len(said.split()) > 1000
    measures = (textstat.flesch_kincaid_grade, textstat.gunning_fog, textstat.coleman_liau_index)
    assert max(measure(said) for measure in measures) <= HIGHEST


def test_every_jump_within_the_page_lands(page: str) -> None:
    jumps, places = re.findall(r'href="#([^"]+)"', page), re.findall(r' id="([^"]+)"', page)
    assert len(jumps) > 10
    assert set(jumps) <= set(places)
    assert len(places) == len(set(places))


def test_the_results_stand_in_the_page(page: str) -> None:
    assert "{{" not in page
    assert "Not tried by us with these files" in page


@pytest.mark.parametrize("part", PARTS)
def test_a_system_says_which_file_and_that_nobody_tried_it(part: str) -> None:
    assert re.search(r"`(?:scorm12|scorm2004|cmi5)`", PARTS[part])
    assert "Not tried by us" in PARTS[part]


@pytest.mark.parametrize("part", [part for part in PARTS if part != "relias"])
def test_what_is_said_of_a_system_names_where_it_was_read(part: str) -> None:
    assert re.search(r"\]\(https?://", PARTS[part])


def test_where_nothing_was_found_the_guide_says_so() -> None:
    assert "We found no public page" in PARTS["relias"]


def test_every_system_of_the_list_of_untried_ones_has_a_part_or_a_mention() -> None:
    assert len(PARTS) == 10
    for name in (
        "Moodle",
        "Canvas",
        "Blackboard",
        "Brightspace",
        "TalentLMS",
        "Cornerstone",
        "Docebo",
        "Relias",
    ):
        assert name in SYSTEMS
        assert name.lower() in PARTS


def test_addresses_are_whole_and_carry_nothing_of_a_visit() -> None:
    addresses = re.findall(r"\]\((\w+:[^)\s]+)\)", TEXT)
    assert len(addresses) > 20
    for address in addresses:
        parts = urlsplit(address)
        assert parts.scheme in {"http", "https"}, address
        assert "." in parts.netloc, address
        assert "utm_" not in address, address


def test_links_to_other_pages_of_the_course_lead_to_one() -> None:
    pages = [to for to in re.findall(r"\]\(([^)\s:#]+)\)", TEXT) if "/" not in to]
    assert pages
    assert set(pages) <= set(PAGES)


def test_the_commands_name_formats_options_and_a_module_that_exist() -> None:
    commands = re.findall(r"^\$ mirrorwell package (.+)$", TEXT, re.MULTILINE)
    assert len(commands) > 5
    assert {command.split()[0] for command in commands} <= set(FORMATS)
    assert all("--out " in command for command in commands)
    (module,) = {found for command in commands for found in re.findall(r"--module (\S+)", command)}
    assert units(course(), module, False, None)
    known = CliRunner().invoke(app, ["package", "--help"], env={"COLUMNS": "200"}).output
    for option in set(re.findall(r"(?<!-)--[a-z][a-z-]*", TEXT)):
        assert f"{option} " in known, option


def test_every_format_is_explained() -> None:
    for name in FORMATS:
        assert f"| `{name}` |" in TEXT


def test_the_pass_mark_in_the_guide_is_that_of_the_course() -> None:
    assert f"Without it the mark is {course().pass_mark}." in TEXT


def test_nothing_is_promised_that_nobody_gave() -> None:
    said = plain(TEXT).lower()
    assert "certified" not in said.replace("nothing here is certified", "")
    assert "not been approved for continuing-education credit" in said
    assert "fully compliant" not in said
    assert "!" not in said


@pytest.mark.parametrize(
    "said", ["What is sent to your LMS", "Finish and save", "No learning system was found", "View only"]
)
def test_what_the_guide_quotes_of_a_page_stands_there(said: str) -> None:
    shown = (ROOT / "course" / "lms" / "static" / "notice.js").read_text(encoding="utf-8")
    assert said in TEXT
    assert said in shown
