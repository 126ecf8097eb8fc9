"""The values of the practice mirror: what the file holds, and what is said when it is faulty."""

import re

import pytest
from mirrorwell import datasets
from mirrorwell.widgets import mirror_values
from mirrorwell.widgets.content import ContentError
from mirrorwell.widgets.mirror_quiz import MirrorQuiz
from mirrorwell.widgets.mirror_words import WORDS

ONE = """\
[[value]]
id = "V01"
name = "Talk"
source = { ids = ["stauffer2023"], text = "Stauffer, 2023." }
people = { healthy = "We speak.", strained = "We keep still." }
colleagues = { healthy = "We speak.", strained = "We keep still." }
leadership = { healthy = "We speak.", strained = "We keep still." }
organization = { healthy = "We speak.", strained = "We keep still." }
gap_note = "It may leave with them."
step = "Add one line."
"""
TWO = ONE + ONE.replace("V01", "V02").replace("Talk", "Trust")


def test_the_course_asks_fourteen_values_in_the_order_of_the_picture() -> None:
    names = [value.name for value in mirror_values.load().values]
    assert len(names) == 14
    assert names[:3] == ["Talk", "Trust", "Feel"]
    assert names[-2:] == ["Safety", "What’s right with you"]


def test_every_source_is_in_the_reference_list() -> None:
    known = datasets.references()
    assert not [
        f"{value}: {source}"
        for value, ids in mirror_values.sources(mirror_values.load())
        for source in ids
        if source not in known
    ]


def test_no_text_scores_grades_or_labels_anyone() -> None:
    texts = [text for value in mirror_values.load().values for text in value.texts()]
    assert not [text for text in texts if re.search(r"!|\bscores?\b|\bgrade|our (?:clients|kids)", text)]
    said = " ".join(str(text) for text in WORDS.values())
    assert not re.search(
        r"!|\b(?:healthy|strained|correct|wrong|submit|average|total score)\b", said, re.IGNORECASE
    )


@pytest.mark.parametrize(
    ("change", "line", "said"),
    [
        (("V01", "v1"), 2, "the id of a value is 'v1'"),
        (("V02", "V01"), 12, "this id is used twice"),
        (('"Trust"', '"talk"'), 13, "the name 'talk' belongs to V01"),
        (('name = "Talk"\n', ""), 2, "it has no name"),
        (("leadership = {", "boss = {"), 7, "unknown key 'boss'"),
        (('leadership = { healthy = "We speak.", strained = "We keep still." }\n', ""), 2, "no level 'leadership'"),
        (('healthy = "We speak."', 'good = "We speak."'), 5, "people: unknown key 'good'"),
        (('strained = "We keep still."', 'strained = " "'), 2, "people has no strained"),
        (('strained = "We keep still."', 'strained = "We speak."'), 5, "both statements are the same"),
        (('gap_note = "It may leave with them."', "gap_note = 3"), 9, "gap_note that is no text"),
        (('ids = ["stauffer2023"]', "ids = []"), 2, "no source"),
        (('step = "Add one line."', 'step = "Add one line.'), 10, "not readable as TOML"),
        (("[[value]]", "[[values]]"), 1, "unknown table 'values'"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_file_and_line(change: tuple[str, str], line: int, said: str) -> None:
    changed = TWO.replace(*change) if change[0] not in ONE else TWO.replace(*change, 1)
    with pytest.raises(ContentError) as caught:
        mirror_values.read(changed, "mine.toml")
    message = str(caught.value)
    assert message.startswith(f"mine.toml:{line}:")
    assert said in message
    assert "\n" not in message


def test_the_faults_of_all_values_are_found_at_once() -> None:
    with pytest.raises(ContentError) as caught:
        mirror_values.read(TWO.replace('step = "Add one line."', 'step = ""'))
    assert len(caught.value.problems) == 2


def test_a_file_without_values_is_refused() -> None:
    with pytest.raises(ContentError, match=r"^empty\.toml:1: no values in this file\. Write at least one"):
        mirror_values.read("# nothing yet\n", "empty.toml")
    with pytest.raises(ValueError, match=r"no values in none\.toml"):
        mirror_values.content(mirror_values.Values("none.toml", ()), [])


def test_a_bank_of_two_thousand_values_is_read() -> None:
    many = "".join(ONE.replace("V01", f"V{n:04}").replace("Talk", f"Talk {n}") for n in range(2000))
    assert len(mirror_values.content(mirror_values.read(many), [])["values"]) == 2000


def test_values_are_asked_as_they_are_named() -> None:
    asked = MirrorQuiz(kind="practice", values=["V13", "V02"])._content["values"]
    assert [value["id"] for value in asked] == ["V13", "V02"]
    assert len(MirrorQuiz(kind="practice")._content["values"]) == 14


@pytest.mark.parametrize(
    ("wanted", "said"),
    [(["V01", "V99"], "unknown value 'V99'"), (["V01", "V01"], "value 'V01' is named twice")],
)
def test_values_that_cannot_be_asked_are_refused_in_one_line(wanted: list[str], said: str) -> None:
    with pytest.raises(ValueError, match=said) as caught:
        MirrorQuiz(kind="practice", values=wanted)
    assert "\n" not in str(caught.value)


def test_what_travels_to_the_page_does_not_name_the_ends() -> None:
    sent = str(MirrorQuiz(kind="practice")._content)
    assert "healthy" not in sent and "strained" not in sent


def test_no_trait_could_hold_a_rating() -> None:
    assert sorted(MirrorQuiz._own_traits()) == ["items", "kind", "seed", "values"]


def test_options_of_the_other_kind_are_refused() -> None:
    with pytest.raises(ValueError, match="items has no meaning with kind='practice'"):
        MirrorQuiz(kind="practice", items="A")
