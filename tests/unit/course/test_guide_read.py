"""The texts of the facilitator guide: run sheets that add up, and each mistake in a file named in one line."""

import dataclasses
import re
from importlib.resources import files
from itertools import pairwise

import pytest
from mirrorwell.course.errors import CourseError
from mirrorwell.course.guide import handouts, pieces, sheet, texts
from mirrorwell.course.guide.lesson import of, unlinked
from mirrorwell.course.outline import Module, course
from mirrorwell.widgets import mirror_values

MODULES = course().modules
SIX = MODULES[5]
FILE = "modules/guide/06.toml"


def text_of(name: str) -> str:
    return files("mirrorwell.modules").joinpath("guide", name).read_text(encoding="utf-8")


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.id)
def test_the_run_sheet_of_a_module_adds_up(module: Module) -> None:
    led = sheet.load(module)
    timed = list(led.timed())
    assert timed[0].start == 0 and timed[-1].end == led.minutes
    assert all(before.end == after.start for before, after in pairwise(timed))
    assert led.minutes % 5 == 0
    assert (timed[0].step.section, timed[-1].step.section) == ("welcome", "close")
    assert 4 <= len(led.reactions) <= 6 and 3 <= len(led.discussions) <= 4
    breaks = [each for each in led.steps if each.section == "break"]
    assert breaks or module.minutes < 90


def test_the_clock_runs_in_hours_and_minutes() -> None:
    led = sheet.load(SIX)
    clocks = [each.clock for each in led.timed()]
    assert clocks[0] == "0:00 to 0:10"
    assert clocks[-1].endswith("1:20")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("module = 6", "module = 5", "module is 5. This is the file of module 6"),
        ("minutes = 80", "minutes = 82", "minutes is 82. Write a multiple of 5"),
        ("minutes = 80", "minutes = 85", "minutes is 85, but the steps add up to 80"),
        ("minutes = 80", "minutes = true", "minutes is True. Write a whole number above zero"),
        ('section = "welcome"', 'section = "hello"', "step 1.section is 'hello'. Use one of: what-goes-right"),
        ('section = "pce-explorer"', 'section = "what-goes-right"', "'what-goes-right' is there more than once"),
        ('section = "close"', 'section = "break"', "'close' is missing"),
        ('do = "Read the scene.', 'does = "Read the scene.', "step 2.do is missing"),
        ("[[reaction]]", "[[reactions]]", "reactions is not a known key"),
        ("online = ", "onlin = ", "online is missing"),
        ('listen_for = "Low', 'listens = "Low', "discussion 2.listen_for is missing"),
        ("[[step]]", "[step", "is not valid TOML"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_run_sheet_is_named_with_its_file_and_its_key(old: str, new: str, said: str) -> None:
    text = text_of("06.toml")
    assert old in text
    with pytest.raises(CourseError) as error:
        sheet.read(text.replace(old, new, 1), SIX, FILE)
    assert str(error.value).startswith(FILE) and said in str(error.value)
    assert "\n" not in str(error.value)


def steps(*given: tuple[str, int]) -> str:
    """A run sheet of module 6 that holds these steps only."""
    head = 'module = 6\nminutes = {}\nbefore = ["x"]\nwithout_computers = "x"\nonline = "x"\n'
    tail = '[[reaction]]\nlikely = "x"\nthen = "x"\n[[discussion]]\nprompt = "x"\nlisten_for = "x"\n'
    made = [
        f'[[step]]\nsection = "{name}"\nminutes = {minutes}\ntitle = "x"\ndo = "x"\nsay = "x"\n'
        for name, minutes in given
    ]
    return head.format(sum(minutes for _, minutes in given)) + "".join(made) + tail


IDS = [section.id for section in SIX.sections]
PLAIN = [("welcome", 10), *((id, 10) for id in IDS), ("close", 10)]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([PLAIN[1], PLAIN[0], *PLAIN[2:]], "Begin with 'welcome'"),
        ([*PLAIN[:-2], PLAIN[-1], PLAIN[-2]], "End with 'close'"),
        ([PLAIN[0], PLAIN[2], PLAIN[1], *PLAIN[3:]], "stands where 'what-goes-right' belongs"),
        ([("welcome", 5), *PLAIN[1:], ("break", 5)][:-1], "step 1.minutes is 5. Give 'welcome' 10"),
        ([*PLAIN[:-2], (IDS[-1], 11), ("close", 4)], "step 8.minutes is 4. Give 'close' 5"),
        ([*PLAIN[:3], ("break", 5), *PLAIN[3:]], "step 4.minutes is 5. Give 'break' 10"),
        ([PLAIN[0], *PLAIN[2:]], "'what-goes-right' is missing"),
    ],
)
def test_the_order_and_the_length_of_steps_are_checked(given: list[tuple[str, int]], said: str) -> None:
    with pytest.raises(CourseError, match=re.escape(said)):
        sheet.read(steps(*given), SIX, FILE)


def test_breaks_may_stand_anywhere_and_a_long_module_needs_one() -> None:
    assert sheet.read(steps(*PLAIN[:4], ("break", 10), *PLAIN[4:]), SIX, FILE).minutes == 90
    three = MODULES[2]
    given = [("welcome", 10), *((section.id, 10) for section in three.sections), ("close", 10)]
    text = steps(*given).replace("module = 6", "module = 3")
    with pytest.raises(CourseError, match=r"'break' is missing\. A module of 90 minutes needs one"):
        sheet.read(text, three, "modules/guide/03.toml")


def test_a_section_called_close_is_the_close_of_its_module() -> None:
    eight = MODULES[7]
    assert eight.sections[-1].id == "close"
    given = [("welcome", 10), ("break", 10), *((section.id, 10) for section in eight.sections)]
    text = steps(*given).replace("module = 6", "module = 8")
    assert sheet.read(text, eight, "modules/guide/08.toml").steps[-1].section == "close"


def test_a_missing_run_sheet_is_named() -> None:
    with pytest.raises(CourseError, match=r"modules/guide/77\.toml cannot be read: .+ The guide needs it"):
        sheet.load(dataclasses.replace(SIX, number=77))


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("safety.toml", 'title = "Before"', 'titel = "Before"', "part 1.title is missing"),
        ("safety.toml", 'kind = "weak"', 'kind = "red"', "is 'red'. Use one of: fit, weak, note"),
        ("start.toml", 'lead = "Run', 'led = "Run', "lead is missing"),
        ("handouts.toml", 'id = "rings"', 'id = "ring"', "id is 'ring'. Use one of: support"),
        ("handouts.toml", 'id = "rings"', 'id = "rules"', "handout 'rings' is missing"),
        ("handouts.toml", "modules = [2, 3]", 'modules = ["2"]', "modules must be a list of whole numbers"),
        ("evaluation.toml", "keep = [", "keeps = [", "keep is missing"),
        ("evaluation.toml", 'ask = "What should stay', 'asks = "What should stay', "item 5.ask is missing"),
        ("follow_up.toml", '"Q2.7", ', "", "holds 5 different ids. Name 6"),
        ("follow_up.toml", '"Q2.7"', '"Q2.77"', "questions names 'Q2.77'"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_general_text_is_named(name: str, old: str, new: str, said: str) -> None:
    read = {
        "handouts.toml": texts.read_handouts,
        "evaluation.toml": texts.read_form,
        "follow_up.toml": texts.read_form,
    }
    text = text_of(name)
    assert old in text
    with pytest.raises(CourseError) as error:
        read.get(name, texts.read_page)(text.replace(old, new, 1), f"modules/guide/{name}")
    assert str(error.value).startswith(f"modules/guide/{name}") and said in str(error.value)


def test_a_handout_for_a_module_that_is_not_there_is_refused() -> None:
    _, found = texts.load("handouts.toml", texts.read_handouts)
    with pytest.raises(CourseError, match=r"'support' names module 1\. Use numbers of: 2, 3"):
        texts.modules_known(found, {2, 3}, ["A", "B", "C", "D"])
    with pytest.raises(CourseError, match="'scenes' needs one module for each of the sets A, B"):
        texts.modules_known(found, set(range(1, 9)), ["A", "B"])


def test_the_six_questions_come_from_six_modules_and_ask_for_one_answer() -> None:
    six = texts.load("follow_up.toml", texts.read_form).questions
    assert len({question.module for question in six}) == 6
    assert {question.kind for question in six} == {"single"}


SENTENCE = "One two three four five six seven eight nine ten."


@pytest.mark.parametrize(
    "source",
    [
        "### Head\n\n" + "\n\n".join([SENTENCE] * 13),
        "### Head\n\n" + "\n".join(f"{at}. {SENTENCE}" for at in range(1, 16)),
        "| a | b |\n| --- | --- |\n" + "\n".join([f"| {SENTENCE} | {SENTENCE} |"] * 8),
    ],
    ids=["paragraphs", "list", "table"],
)
def test_a_long_cell_becomes_slides_that_keep_every_word(source: str) -> None:
    found = list(pieces.leaves(source))
    assert len(found) == 2
    assert all(leaf.words <= pieces.LIMIT for leaf in found)
    assert abs(found[0].words - found[1].words) <= 25
    kept = sum(leaf.source.count("seven") for leaf in found)
    assert kept == source.count("seven")


def test_a_list_goes_on_counting_and_a_table_keeps_its_head_on_the_next_slide() -> None:
    first, second = pieces.leaves("\n".join(f"{at}. {SENTENCE}" for at in range(1, 16)))
    at = first.source.count("\n") + 2
    assert second.source.startswith(f"{at}. ")
    rows = "| a | b |\n| --- | --- |\n" + "\n".join([f"| {SENTENCE} | {SENTENCE} |"] * 8)
    assert all(leaf.source.startswith("| a | b |\n| --- |") for leaf in pieces.leaves(rows))


def test_a_heading_begins_a_slide_and_what_opens_is_a_slide_of_its_own() -> None:
    source = (
        "### One\n\nText.\n\n<details><summary>The answer</summary>\n\nYes.\n\n</details>\n\n### Two\n\nMore."
    )
    assert [(leaf.heading, leaf.source) for leaf in pieces.leaves(source)] == [
        ("One", "Text."),
        ("Two", "More."),
        ("The answer", "Yes."),
    ]


def test_a_picture_begins_a_slide_and_has_its_words_beside_it() -> None:
    source = "### Rings\n\nGuess.\n\n![Six rings](pictures/x.svg)\n\n<details><summary>In words</summary>\n\nSix.\n\n</details>"
    assert [(leaf.heading, leaf.source, leaf.words) for leaf in pieces.leaves(source)] == [
        ("Rings", "Guess.", 2),
        ("Rings", "![Six rings](pictures/x.svg)\n\nSix.", 2),
    ]


def test_links_within_the_course_become_words_and_pictures_and_other_sites_stay() -> None:
    source = (
        "A **[count](glossary.ipynb#ace)** ([Anda et al., 2020](#ref-anda2020)), ![Rings](pictures/rings.svg), "
        "[Module 5](05-x.ipynb), [a site](https://example.org/a)."
    )
    assert unlinked(source) == (
        "A **count** (Anda et al., 2020), ![Rings](pictures/rings.svg), Module 5, [a site](https://example.org/a)."
    )


def test_a_lesson_without_its_monday_is_refused() -> None:
    with pytest.raises(CourseError, match="0 cells have the tag 'monday'"):
        of(SIX, [])


def test_a_value_on_paper_runs_both_ways_and_says_everything() -> None:
    for value, (name, rows) in zip(mirror_values.load().values, handouts.values(), strict=True):
        assert name == value.name
        right = [row.right == pair.healthy for row, pair in zip(rows, value.levels, strict=True)]
        assert sum(right) == 2, f"{value.id} leans to one side"
        assert {text for row in rows for text in (row.left, row.right)} == {
            text for pair in value.levels for text in (pair.healthy, pair.strained)
        }


def test_a_scene_on_paper_has_one_reflection_among_four_options() -> None:
    found = [each for set in "ABCD" for each in handouts.scenes(set)]
    assert all(len(each.options) == 4 and each.best[1].role == "reflection" for each in found)
    letters = {letter: sum(each.best[0] == letter for each in found) for letter in "abcd"}
    assert min(letters.values()) >= 3, f"the best answers gather on few letters: {letters}"
