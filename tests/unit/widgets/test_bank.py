"""The question bank: the course's own is whole, and a faulty one is refused in one line."""

import re
from collections import Counter

import pytest
from mirrorwell import datasets
from mirrorwell.widgets import bank
from mirrorwell.widgets.content import ContentError

HEAD = """
[[question]]
id = "Q1.{number}"
module = 1
kind = "{kind}"
stem = "What now?"
source = {{ ids = ["anda2020"], text = "Anda et al., 2020." }}
"""
SINGLE = (
    HEAD.format(number=1, kind="single")
    + """options = [
  { text = "One", feedback = "Why one." },
  { text = "Two, 12.6%", feedback = "Why two.", best = true },
  { text = "Three", feedback = "Why three." },
  { text = "Four", feedback = "Why four." },
]
figures = { "12.6%" = "pce?measure=x" }
"""
)
SEVERAL = (
    HEAD.format(number=2, kind="several")
    + """options = [
  { text = "One", feedback = "Why one.", best = true },
  { text = "Two", feedback = "Why two.", best = true },
  { text = "Three", feedback = "Why three." },
  { text = "Four", feedback = "Why four." },
]
"""
)
MATCH = (
    HEAD.format(number=3, kind="match")
    + """pairs = [
  { left = "One", right = "a", feedback = "Why one." },
  { left = "Two", right = "b", feedback = "Why two." },
  { left = "Three", right = "c", feedback = "Why three." },
]
"""
)
ORDER = (
    HEAD.format(number=4, kind="order")
    + """steps = [
  { text = "One", feedback = "Why one." },
  { text = "Two", feedback = "Why two." },
  { text = "Three", feedback = "Why three." },
]
extra = true
"""
)
NUMBER = (
    HEAD.format(number=5, kind="number")
    + """number = { figure = "FIGURE", decimals = 1, tolerance = 0.5, unit = "percent", where = "Open it." }
feedback = { right = "Yes.", low = "Below.", high = "Above." }
""".replace("FIGURE", "ace_yrbs_2023?measure=ace_4plus&group=All students")
)
SECOND = SINGLE.replace("Q1.1", "Q2.1").replace("module = 1", "module = 2")


def faults(text: str) -> tuple[str, ...]:
    with pytest.raises(ContentError) as caught:
        bank.read(text, "bank.toml")
    assert not any("\n" in problem for problem in caught.value.problems)
    return caught.value.problems


def fault(text: str) -> str:
    (said,) = faults(text)
    return said


def changed(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)


def test_a_question_of_each_kind_is_read() -> None:
    single, several, match, order, number = bank.read(SINGLE + SEVERAL + MATCH + ORDER + NUMBER).questions
    assert (single.id, single.module, single.source) == ("Q1.1", 1, "Anda et al., 2020.")
    assert [option.best for option in single.options] == [False, True, False, False]
    assert [option.best for option in several.options] == [True, True, False, False]
    assert match.pairs[1] == bank.Pair("Two", "b", "Why two.")
    assert [step.text for step in order.steps] == ["One", "Two", "Three"]
    assert [question.extra for question in (single, order)] == [False, True]
    assert number.number is not None and single.number is None
    assert (number.number.tolerance, number.number.unit, number.number.low) == (0.5, "percent", "Below.")


def test_the_answer_to_a_number_is_the_cell_it_names() -> None:
    (question,) = bank.read(NUMBER).questions
    assert question.number is not None
    assert question.number.answer == datasets.figure("ace_yrbs_2023?measure=ace_4plus&group=All students")
    (without,) = bank.read(NUMBER.replace("All students", "All students#without")).questions
    assert without.number is not None and without.number.answer == 100 - question.number.answer


def test_all_that_a_learner_reads_is_among_the_texts() -> None:
    for question in bank.read(SINGLE + SEVERAL + MATCH + ORDER + NUMBER).questions:
        assert question.stem in question.texts()
    texts = {q.kind: " ".join(q.texts()) for q in bank.read(MATCH + ORDER + NUMBER).questions}
    assert all(word in texts["match"] for word in ("One", " a ", "Why one."))
    assert all(word in texts["order"] for word in ("Three", "Why three."))
    assert all(word in texts["number"] for word in ("Open it.", "Yes.", "Below.", "Above."))


def test_two_best_answers_are_refused_with_their_places() -> None:
    said = fault(changed(SINGLE, '"Why one."', '"Why one.", best = true'))
    assert said == "bank.toml:3: Q1.1: 2 best answers (options 1 and 2). Keep best = true on one."


EVERY = [
    ('kind = "', 'kind = "no', "unknown kind 'no", 5),
    ('stem = "What now?"', 'stem = ""', "the question has no stem", 3),
    ('stem = "What now?"', "stem = 3", "a stem that is no text", 6),
    ("stem =", 'hint = "x"\nstem =', "unknown key 'hint'", 6),
    ('ids = ["anda2020"]', "ids = []", "no source", 3),
    ('source = { ids = ["anda2020"], text = "Anda et al., 2020." }', "", "no source", 3),
    ("module = 1", "module = 2", "does not fit module 2", 3),
    ("module = 1", "module = true", "does not fit module True", 3),
]
OWN = [
    (SINGLE, ", best = true", "", "no best answer", 3),
    (SINGLE, "best = true", 'best = "yes"', "option 2: best is 'yes'", 10),
    (SINGLE, "best = true", "bset = true", "option 2: unknown key 'bset'", 10),
    (SINGLE, 'feedback = "Why three."', 'feedback = " "', "option 3 has no feedback", 3),
    (SINGLE, ', feedback = "Why three."', "", "option 3 has no feedback", 3),
    (SINGLE, 'text = "Four"', 'text = ""', "option 4 has no text", 3),
    (SINGLE, 'text = "Four"', 'text = "one"', "options 1 and 4 have the same text", 12),
    (SINGLE, '  { text = "Four", feedback = "Why four." },\n', "", "3 options instead of 4", 8),
    (SINGLE, "options = [", "steps = []\noptions = [", "unknown key 'steps'", 8),
    (SINGLE, '"12.6%" =', '"99%" =', "figure '99%' is printed nowhere", 14),
    (SINGLE, '"pce?measure=x"', '"pce"', "figure '12.6%' refers to 'pce'", 10),
    (SEVERAL, ", best = true", "", "only one best answer", 3),
    (SEVERAL, '  { text = "Four", feedback = "Why four." },\n', "", "3 options instead of 4 to 6", 8),
    (SEVERAL, "options = [", "options = [{}, {}, {},", "7 options instead of 4 to 6", 8),
    (MATCH, 'feedback = "Why two."', 'feedback = ""', "pair 2 has no feedback", 3),
    (MATCH, 'left = "Two"', 'left = ""', "pair 2 has no left", 3),
    (MATCH, 'left = "Two"', 'left = "One"', "pairs 1 and 2 have the same left, 'One'", 9),
    (MATCH, 'right = "c"', 'right = "B"', "pairs 2 and 3 have the same right, 'B'", 11),
    (MATCH, "feedback =", "because =", "pair 1: unknown key 'because'", 9),
    (
        MATCH,
        '  { left = "Three", right = "c", feedback = "Why three." },\n',
        "",
        "2 pairs instead of 3 to 6",
        8,
    ),
    (MATCH, "pairs = [", "pairs = [{}, {}, {}, {},", "7 pairs instead of 3 to 6", 8),
    (MATCH, "module = 1", 'module = 1\nextra = "yes"', "extra is 'yes'", 5),
    (MATCH, "module = 1", "module = 1\nfigures = []", "no figures", 5),
    (MATCH, "pairs = [", "pairs = [3,", "pairs is no list of tables", 8),
    (ORDER, 'text = "Two"', 'text = "Three"', "steps 2 and 3 have the same text", 10),
    (ORDER, ', feedback = "Why two."', "", "step 2 has no feedback", 3),
    (ORDER, '  { text = "Three", feedback = "Why three." },\n', "", "2 steps instead of 3 to 6", 8),
    (ORDER, "steps = [", "steps = [{}, {}, {}, {},", "7 steps instead of 3 to 6", 8),
    (ORDER, "extra = true", "best = true", "unknown key 'best'", 13),
    (NUMBER, "group=All students", "group=Nobody", "fits no row", 8),
    (NUMBER, "&group=All students", "", "rows. Add one of", 8),
    (NUMBER, "measure=ace_4plus&", "measure&", "'measure' is not column=value", 8),
    (NUMBER, "ace_yrbs_2023?", "ace_yrbs_2032?", "ace_yrbs_2032", 8),
    (
        NUMBER,
        "measure=ace_4plus&group=All students",
        "measure=ace_1plus&group=All students#ci_low",
        "empty",
        8,
    ),
    (NUMBER, "tolerance = 0.5", "tolerance = 0", "tolerance is 0. Write a number above 0", 8),
    (NUMBER, "tolerance = 0.5", "tolerance = -1.0", "tolerance is -1.0", 8),
    (NUMBER, "tolerance = 0.5", "tolerance = inf", "tolerance is inf", 8),
    (NUMBER, "tolerance = 0.5", "tolerance = true", "tolerance is True", 8),
    (NUMBER, "tolerance = 0.5, ", "", "tolerance is None", 3),
    (NUMBER, "decimals = 1, tolerance = 0.5", "decimals = 0, tolerance = 0.1", "farther off", 8),
    (NUMBER, "decimals = 1", "decimals = 4", "decimals is 4", 8),
    (NUMBER, "decimals = 1", "decimals = true", "decimals is True", 8),
    (NUMBER, "decimals = 1", "digits = 1", "number: unknown key 'digits'", 8),
    (NUMBER, 'unit = "percent"', 'unit = ""', "the number has no unit", 3),
    (NUMBER, 'where = "Open it."', 'where = ""', "the number has no where", 3),
    (NUMBER, 'high = "Above."', 'high = ""', "the feedback has no high", 3),
    (NUMBER, 'low = "Below."', 'below = "Below."', "feedback: unknown key 'below'", 9),
    (NUMBER, "feedback = {", "figures = {", "no feedback", 3),
    (NUMBER, "number = {", "figures = {", "no number", 3),
]


@pytest.mark.parametrize("good", [SINGLE, SEVERAL, MATCH, ORDER, NUMBER])
@pytest.mark.parametrize(("old", "new", "expected", "line"), EVERY)
def test_a_fault_that_any_kind_can_have_is_refused(
    good: str, old: str, new: str, expected: str, line: int
) -> None:
    refused(changed(good, old, new), expected, line)


@pytest.mark.parametrize(("good", "old", "new", "expected", "line"), OWN)
def test_a_fault_of_one_kind_is_refused(good: str, old: str, new: str, expected: str, line: int) -> None:
    refused(changed(good, old, new), expected, line)


def refused(text: str, expected: str, line: int) -> None:
    """One fault, in one line: the file and line, the question, the reason and a remedy."""
    said = fault(text)
    assert re.match(r"bank\.toml:\d+: Q1\.\d: .+\. [A-Z].+\.$", said), said
    assert expected in said
    assert said.startswith(f"bank.toml:{line}:"), said


def test_a_question_with_nothing_but_best_answers_is_refused() -> None:
    all_best = re.sub(r'(feedback = "[^"]+")( })', r"\1, best = true\2", SEVERAL)
    assert "every option is a best answer" in fault(all_best)


def test_each_faulty_question_is_named_and_not_only_the_first() -> None:
    first, second = changed(SINGLE, "What now?", ""), changed(ORDER, '"Two"', '""')
    said = faults(first + MATCH + second)
    assert [problem.split(":")[2].strip() for problem in said] == ["Q1.1", "Q1.4"]


def test_a_doubled_id_is_refused_at_its_second_line() -> None:
    assert fault(SINGLE + SINGLE).startswith("bank.toml:17: Q1.1: this id is used twice.")


@pytest.mark.parametrize("given", ["", "1.1", "Q1", "q1.1"])
def test_an_id_of_another_form_is_refused(given: str) -> None:
    assert f"the id of a question is {given!r}" in fault(changed(SINGLE, "Q1.1", given))


def test_what_is_no_toml_is_refused_in_one_line() -> None:
    assert fault("[[question]\n").startswith("bank.toml:1: not readable as TOML")
    assert "unknown table 'questions'" in fault("questions = 1\n")


@pytest.mark.parametrize("named", ["Q2.1", "Q9.9"])
def test_only_a_question_of_an_earlier_module_is_asked_again(named: str) -> None:
    said = fault(SINGLE + SECOND + f'[[again]]\nmodule = 2\nquestion = "{named}"\n')
    assert re.match(r"bank\.toml:31: \[\[again\]\] of module 2 names question 'Q\d\.\d'\. Name a ", said), (
        said
    )


def test_a_question_is_asked_again_once_and_with_known_keys() -> None:
    again = '[[again]]\nmodule = 2\nquestion = "Q1.1"\n'
    assert "module 2 asks Q1.1 again twice" in fault(SINGLE + SECOND + again + again)
    assert "unknown key 'id'" in fault(SINGLE + SECOND + again + 'id = "x"\n')
    assert len(faults(SINGLE + SECOND + again.replace("Q1.1", "Q7.1") + again.replace("Q1.1", "Q8.1"))) == 2


def test_a_check_asks_earlier_questions_first_and_extra_ones_last() -> None:
    extra = changed(SECOND.replace("Q2.1", "Q2.7"), "module = 2", "module = 2\nextra = true")
    made = bank.read(SINGLE + extra + SECOND + '[[again]]\nmodule = 2\nquestion = "Q1.1"\n')
    assert [question.id for question in made.check(2)] == ["Q1.1", "Q2.1", "Q2.7"]
    assert [question.id for question in made.check(1)] == ["Q1.1"]
    assert [question.id for question in made.draw([1, 2])] == ["Q1.1", "Q2.1"]
    assert [question.id for question in made.draw([2])] == ["Q2.1"]


def test_a_module_without_questions_is_named() -> None:
    with pytest.raises(ContentError, match=r"no question of module 4\. Use one of: 1, 2\."):
        bank.read(SINGLE + SECOND).check(4)


def test_the_bank_has_the_58_questions_of_the_curriculum() -> None:
    drawn = bank.load().draw(range(1, 9))
    assert len(drawn) == 58 and {question.kind for question in drawn} == {"single"}
    wanted = {1: 7, 2: 7, 3: 8, 4: 7, 5: 7, 6: 7, 7: 7, 8: 8}
    assert [question.id for question in drawn] == [
        f"Q{module}.{number}" for module, count in wanted.items() for number in range(1, count + 1)
    ]


def test_extra_questions_of_every_other_kind_are_spread_over_the_modules() -> None:
    extra = [question for question in bank.load().questions if question.extra]
    kinds = Counter(question.kind for question in extra)
    assert set(kinds) == set(bank.KINDS) - {"single"} and min(kinds.values()) >= 2
    each = Counter(question.module for question in extra)
    assert set(each) == set(range(1, 9)) and max(each.values()) <= 2
    assert each[5] == each[6] == 1, "modules 5 and 6 have no more minutes"


def test_each_module_from_the_second_on_asks_one_earlier_question_again() -> None:
    loaded = bank.load()
    assert [module for module, _ in loaded.again] == list(range(2, 9))
    assert len({name for _, name in loaded.again}) == 7, "no question comes back twice"
    for module in range(2, 9):
        again, *own = loaded.check(module)
        assert again.module < module and {question.module for question in own} == {module}
        assert [question.extra for question in own] == sorted(question.extra for question in own)


def test_the_questions_for_the_odd_one_out_keep_their_stems() -> None:
    stems = {question.id: question.stem for question in bank.load().questions}
    assert stems["Q5.6"].endswith("Which conclusion is NOT supported?")
    assert stems["Q7.6"] == "Which sentence in a grant proposal should be rewritten first?"


def test_a_question_that_is_no_choice_of_four_says_what_to_do() -> None:
    told = {"several": "Choose all that fit.", "match": "Match ", "order": "in order", "number": "what share"}
    for question in bank.load().questions:
        if question.kind != "single":
            assert told[question.kind] in question.stem or "in the order" in question.stem, question.id


def test_a_number_can_be_read_in_an_explorer_and_every_answer_says_more_than_yes_or_no() -> None:
    for question in bank.load().questions:
        if question.number is not None:
            assert "explorer" in question.number.where, question.id
            shown = f"{question.number.answer:.{question.number.decimals}f}%"
            assert shown in question.number.right and shown not in question.stem, question.id
    for question in bank.load().questions:
        for part in (*question.options, *question.pairs, *question.steps):
            assert len(part.feedback.split()) >= 4, f"{question.id}: {part.feedback}"


def test_no_text_blames_or_praises() -> None:
    for question in bank.load().questions:
        for text in question.texts():
            found = re.search(r"\b(wrong|incorrect|correct|well done|great|sorry|fail\w*)\b|!", text, re.I)
            assert found is None, f"{question.id}: {text}"


def test_every_text_is_typeset_and_ends_as_a_sentence() -> None:
    for question in bank.load().questions:
        for text in question.texts():
            assert not re.search(r"[\"'`]|--|  | ,|\.\.", text), f"{question.id}: {text}"
        for part in (*question.options, *question.pairs, *question.steps):
            assert part.feedback.endswith((".", ".”")), f"{question.id}: {part.feedback}"
        assert question.source.endswith("."), question.id


def test_every_source_of_a_question_is_a_reference() -> None:
    known = {reference["id"] for reference in datasets.references().values()}
    named = bank.sources(bank.load())
    assert len(named) == len(bank.load().questions)
    assert [(given, ids) for given, ids in named if not ids or not set(ids) <= known] == []


def test_every_finding_in_a_question_is_marked_and_equals_its_row() -> None:
    for question in bank.load().questions:
        marked = dict(question.figures)
        for text in question.texts():
            for shown in re.findall(r"\d[\d,]*\.?\d*%|\d+\.\d+", text):
                assert shown in marked, f"{question.id}: {shown} has no figure"
        for shown, ref in marked.items():
            value = datasets.figure(ref)
            assert datasets.printed_matches(shown, value), f"{question.id}: {shown} is {value} in {ref}"
