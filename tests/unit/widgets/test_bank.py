"""The question bank: the course's own is whole, and a faulty one is refused in one line."""

import re

import pytest
from mirrorwell import datasets
from mirrorwell.widgets import bank

GOOD = """
[[question]]
id = "Q1.1"
module = 1
kind = "single"
stem = "What now?"
source = { ids = ["anda2020"], text = "Anda et al., 2020." }
options = [
  { text = "One", feedback = "Why one." },
  { text = "Two, 12.6%", feedback = "Why two.", best = true },
  { text = "Three", feedback = "Why three." },
  { text = "Four", feedback = "Why four." },
]
figures = { "12.6%" = "pce?measure=x" }
"""
SECOND = GOOD.replace("Q1.1", "Q2.1").replace("module = 1", "module = 2")


def fault(text: str) -> str:
    with pytest.raises(bank.BankError) as caught:
        bank.read(text, "bank.toml")
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_good_bank_is_read() -> None:
    (question,) = bank.read(GOOD).questions
    assert (question.id, question.module, question.source) == ("Q1.1", 1, "Anda et al., 2020.")
    assert [option.best for option in question.options] == [False, True, False, False]


def test_two_best_answers_are_refused_with_their_places() -> None:
    said = fault(GOOD.replace('"Why one."', '"Why one.", best = true'))
    assert said == "bank.toml:3: question Q1.1: 2 best answers (options 1 and 2). Keep best = true on one."


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (", best = true", "", "no best answer"),
        ('feedback = "Why three."', 'feedback = " "', "option 3 has no feedback"),
        (', feedback = "Why three."', "", "option 3 has no feedback"),
        ('text = "Four"', 'text = ""', "option 4 has no text"),
        ('stem = "What now?"', 'stem = ""', "the question has no stem"),
        ('kind = "single"', 'kind = "boolean"', "unknown kind 'boolean'"),
        ('ids = ["anda2020"]', "ids = []", "no source"),
        ('source = { ids = ["anda2020"], text = "Anda et al., 2020." }', "", "no source"),
        ("module = 1", "module = 2", "does not fit module 2"),
        ("best = true", "bset = true", "no best answer"),
        ('text = "Four"', 'txt = "Four"', "unknown key 'txt'"),
        ("stem =", 'hint = "x"\nstem =', "unknown key 'hint'"),
        ('  { text = "Four", feedback = "Why four." },\n', "", "3 options instead of 4"),
        ('"12.6%" = "pce?measure=x"', '"99%" = "pce?measure=x"', "figure '99%' is printed nowhere"),
        ('"pce?measure=x"', '"pce"', "figure '12.6%' refers to 'pce'"),
    ],
)
def test_a_fault_names_line_and_question_and_remedy(old: str, new: str, expected: str) -> None:
    assert old in GOOD
    said = fault(GOOD.replace(old, new))
    assert re.match(r"bank\.toml:3: question Q1\.1: .+\. [A-Z].+\.$", said)
    assert expected in said


def test_a_doubled_id_is_refused_at_its_second_line() -> None:
    assert fault(GOOD + GOOD).startswith("bank.toml:17: question Q1.1: this id is used twice.")


def test_what_is_no_toml_is_refused_in_one_line() -> None:
    assert fault("[[question]\n").startswith("bank.toml: not readable as TOML")
    assert "unknown table 'questions'" in fault("questions = 1\n")


@pytest.mark.parametrize("named", ["Q2.1", "Q9.9"])
def test_only_a_question_of_an_earlier_module_is_asked_again(named: str) -> None:
    said = fault(GOOD + SECOND + f'[[again]]\nmodule = 2\nquestion = "{named}"\n')
    assert "Name a question of an earlier module." in said


def test_a_question_asked_again_comes_first() -> None:
    made = bank.read(GOOD + SECOND + '[[again]]\nmodule = 2\nquestion = "Q1.1"\n')
    assert [question.id for question in made.check(2)] == ["Q1.1", "Q2.1"]
    assert [question.id for question in made.check(1)] == ["Q1.1"]


def test_a_module_without_questions_is_named() -> None:
    with pytest.raises(bank.BankError, match=r"no question of module 4\. Use one of: 1, 2\."):
        bank.read(GOOD + SECOND).check(4)


def test_modules_5_and_6_have_seven_questions_each_and_6_asks_one_of_5_again() -> None:
    loaded = bank.load()
    assert [question.id for question in loaded.check(5)] == [f"Q5.{number}" for number in range(1, 8)]
    again, *own = [question.id for question in loaded.check(6)]
    assert again.startswith("Q5.")
    assert own == [f"Q6.{number}" for number in range(1, 8)]


def test_the_question_for_the_odd_one_out_says_so_in_its_stem() -> None:
    (odd,) = [question for question in bank.load().questions if question.id == "Q5.6"]
    assert odd.stem.endswith("Which conclusion is NOT supported?")


def test_no_text_blames_or_praises() -> None:
    for question in bank.load().questions:
        for text in question.texts():
            found = re.search(r"\b(wrong|incorrect|correct|well done|great|sorry|fail\w*)\b|!", text, re.I)
            assert found is None, f"{question.id}: {text}"


def test_every_source_of_a_question_is_a_reference() -> None:
    known = {reference["id"] for reference in datasets.references().values()}
    missing = {
        name for question in bank.load().questions for name in question.source_ids if name not in known
    }
    assert missing == set()


def test_every_finding_in_a_question_is_marked_and_equals_its_row() -> None:
    for question in bank.load().questions:
        marked = dict(question.figures)
        for text in question.texts():
            for shown in re.findall(r"\d[\d,]*\.?\d*%|\d+\.\d+", text):
                assert shown in marked, f"{question.id}: {shown} has no figure"
        for shown, ref in marked.items():
            value = datasets.figure(ref)
            assert datasets.printed_matches(shown, value), f"{question.id}: {shown} is {value} in {ref}"
