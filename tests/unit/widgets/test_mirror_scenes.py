"""The scenes of the mirror quiz: the course's own are whole, and faulty ones are refused in one line with their place."""

import re
from typing import Any

import pytest
from mirrorwell import datasets
from mirrorwell.widgets import mirror_scenes
from mirrorwell.widgets.content import ContentError
from mirrorwell.widgets.mirror_quiz import MirrorQuiz

LEVEL = """[
  { role = "reflection", text = "NAME one", feedback = "Why one.", turn = "Do this." },
  { role = "alike", text = "NAME two", feedback = "Why two." },
  { role = "other", of = "M02", text = "NAME three", feedback = "Why three." },
  { role = "other", of = "Haste", text = "NAME four", feedback = "Why four." },
]
"""
SCENE = """[[scene]]
id = "M01"
set = "A"
about = "strain"
dynamic = "Worry"
thread = "worrying"
scene = "Somebody worries."
source = { ids = ["bloom2006"], text = "Bloom, 2006." }
""" + "".join(f"{name} = {LEVEL.replace('NAME', name)}" for name in mirror_scenes.LEVELS)
SECOND = (
    SCENE.replace("M02", "M03").replace("M01", "M02").replace("Worry", "Calm").replace("strain", "strength")
)
THIRD = SECOND.replace("M02", "M04").replace("M03", "M01").replace('set = "A"', 'set = "D"')
GOOD = SCENE + SECOND.replace("M03", "M01")


def fault(text: str) -> str:
    with pytest.raises(ContentError) as caught:
        mirror_scenes.read(text, "scenes.toml")
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_good_scenes_are_read_and_keep_their_order() -> None:
    made = mirror_scenes.read(GOOD)
    assert [scene.id for scene in made.scenes] == ["M01", "M02"]
    first = made.scenes[0]
    assert (first.set, first.about, first.source) == ("A", "strain", "Bloom, 2006.")
    assert [option.role for option in first.levels[2]] == ["reflection", "alike", "other", "other"]
    assert first.levels[0][0].turn == "Do this."
    assert mirror_scenes.sources(made) == [("M01", ("bloom2006",)), ("M02", ("bloom2006",))]


@pytest.mark.parametrize(
    ("old", "new", "line", "expected"),
    [
        ('"alike", text = "staff two"', '"reflection", turn = "x", text = "staff two"', 9, "staff has 2 reflections"),
        ('"reflection", text = "leadership one", feedback = "Why one.", turn = "Do this."',
         '"alike", text = "leadership one", feedback = "Why one."', 15, "leadership has no reflections"),
        ('"alike", text = "staff two"', '"other", of = "Haste", text = "staff two"', 9, "nothing that looks alike"),
        ('  { role = "other", of = "Haste", text = "staff four", feedback = "Why four." },\n', "", 9, "staff has 3 options"),
        ('text = "staff four"', 'text = "staff two"', 9, "staff has the same text twice"),
        ('"organization three", feedback = "Why three."', '"organization three", feedback = " "', 24,
         "organization, option 3: no feedback"),
        ('text = "staff two"', 'text = ""', 9, "staff, option 2: no text"),
        ('text = "staff two"', "text = 2", 9, "staff, option 2: text is no text"),
        ('role = "alike", text = "staff two"', 'role = "near", text = "staff two"', 11, "unknown role 'near'"),
        ('"staff one", feedback = "Why one.", turn = "Do this."', '"staff one", feedback = "Why one."', 10, "no turn"),
        ('of = "M02", text = "staff three"', 'of = "M77", text = "staff three"', 12, "'of' names no scene: 'M77'"),
        ('of = "M02", text = "staff three"', 'of = "M01", text = "staff three"', 12, "names the scene itself"),
        ('of = "M02", text = "staff three"', 'text = "staff three"', 12, "no of"),
        ('text = "staff two"', 'hint = "x", text = "staff two"', 11, "unknown key 'hint'"),
        ("organization = [", "organisation = [", 21, "unknown key 'organisation'"),
        ('set = "A"', 'set = "E"', 3, "unknown set 'E'"),
        ('about = "strain"', 'about = "harm"', 4, "unknown about 'harm'"),
        ('thread = "worrying"', 'thread = ""', 2, "the scene has no thread"),
        ('ids = ["bloom2006"]', "ids = []", 2, "no source"),
        ('id = "M01"', 'id = "X1"', 2, "the id of a scene is 'X1'"),
        ('[[scene]]\nid = "M01"', '[[scenes]]\nid = "M01"', 1, "unknown table 'scenes'"),
    ],
)  # fmt: skip
def test_a_fault_names_file_line_reason_and_remedy(old: str, new: str, line: int, expected: str) -> None:
    assert old in GOOD
    said = fault(GOOD.replace(old, new, 1))
    assert re.match(rf"scenes\.toml:{line}: .+\. [A-Z].+\.$", said), said
    assert expected in said


def test_a_doubled_id_is_refused_at_its_second_place_and_all_faults_are_kept() -> None:
    assert fault(GOOD + SCENE).startswith("scenes.toml:54: M01: this id is used twice.")
    with pytest.raises(ContentError) as caught:
        mirror_scenes.read(GOOD.replace('thread = "worrying"', 'thread = ""'))
    assert len(caught.value.problems) == 2


def test_what_is_no_toml_is_refused_in_one_line() -> None:
    assert fault('[[scene]]\nid = "M01\n').startswith("scenes.toml:2: not readable as TOML")
    assert "no list of tables" in fault('scene = "x"\n')


def test_the_browser_gets_a_set_a_list_in_its_order_or_all() -> None:
    made = mirror_scenes.read(GOOD + THIRD)
    whole = mirror_scenes.content(made, "")
    assert (whole["name"], whole["activity"], len(whole["scenes"])) == ("all", "mirror-match-all", 3)
    assert mirror_scenes.content(made, [])["name"] == "all"
    one = mirror_scenes.content(made, "D")
    assert (one["name"], one["activity"], [scene["id"] for scene in one["scenes"]]) == (
        "D",
        "mirror-match-d",
        ["M04"],
    )
    own = mirror_scenes.content(made, ["M02", "M01"])
    assert (own["name"], own["activity"], [scene["id"] for scene in own["scenes"]]) == (
        "own",
        "mirror-match-own",
        ["M02", "M01"],
    )
    assert whole["strengths"] == {"count": 2, "sets": ["A", "D"]}
    # "of" travels as the name that a learner reads, wherever it came from.
    assert [option.get("of") for option in own["scenes"][1]["levels"][0]] == [None, None, "Calm", "Haste"]


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ("B", "MirrorQuiz: unknown set 'B'. Use one of: A, or a list of scene ids."),
        ("M01", "MirrorQuiz: unknown set 'M01'. Use one of: A, or a list of scene ids."),
        (["M01", "M9"], "MirrorQuiz: unknown scene 'M9'. scenes.toml holds 2: M01 to M02."),
        (["M01", "M01"], "MirrorQuiz: scene 'M01' is listed twice. Name each scene once."),
    ],
)
def test_an_unknown_set_or_scene_is_refused_by_name(items: Any, expected: str) -> None:
    made = mirror_scenes.read(GOOD, "scenes.toml")
    with pytest.raises(ValueError) as caught:
        MirrorQuiz(scenes=made, items=items)
    assert str(caught.value) == expected


def test_a_file_without_scenes_is_no_quiz() -> None:
    with pytest.raises(
        ValueError, match=r"^MirrorQuiz: scenes\.toml holds no scene\. Write at least one \[\[scene\]\]\.$"
    ):
        MirrorQuiz(scenes=mirror_scenes.read("", "scenes.toml"))


def test_the_quiz_refuses_what_belongs_to_the_other_kind_and_holds_no_choice() -> None:
    with pytest.raises(ValueError, match=r"values has no meaning with kind='match'"):
        MirrorQuiz(values=["V01"])
    quiz = MirrorQuiz(items="A", seed=7)
    assert (quiz.kind, quiz.items, quiz.seed, repr(quiz)) == ("match", "A", 7, "<MirrorQuiz>")
    assert {"found", "chosen", "answers", "score"} & set(quiz.trait_names()) == set()


# ---- the course's own ----


def test_the_course_asks_105_questions_about_35_dynamics_in_four_sets() -> None:
    loaded = mirror_scenes.load()
    assert [scene.id for scene in loaded.scenes] == [f"M{number:02}" for number in range(1, 36)]
    sizes = {name: sum(scene.set == name for scene in loaded.scenes) for name in mirror_scenes.SETS}
    assert sizes == {"A": 8, "B": 12, "C": 9, "D": 6}
    assert sum(len(scene.levels) for scene in loaded.scenes) == 105
    assert {scene.set for scene in loaded.scenes if scene.about == "strength"} == {"D"}
    assert len({scene.dynamic for scene in loaded.scenes}) == 35


def test_a_mirror_of_something_else_is_the_reflection_of_the_scene_it_names() -> None:
    loaded = mirror_scenes.load()
    by_id = {scene.id: scene for scene in loaded.scenes}
    for scene in loaded.scenes:
        for level, options in enumerate(scene.levels):
            for option in options:
                if option.role == "other":
                    (reflection,) = (
                        each for each in by_id[option.of].levels[level] if each.role == "reflection"
                    )
                    assert option.text == reflection.text, f"{scene.id}: {option.text}"
                    assert by_id[option.of].about == scene.about, f"{scene.id}: {option.of}"


def test_every_source_is_a_reference() -> None:
    known = {reference["id"] for reference in datasets.references().values()}
    missing = {name for _, ids in mirror_scenes.sources(mirror_scenes.load()) for name in ids} - known
    assert missing == set()


def test_wording_is_plain_calm_and_typeset() -> None:
    for scene in mirror_scenes.load().scenes:
        assert not re.search(r"[.A-Z]", scene.thread[0] + scene.thread[-1]), scene.thread
        for text in scene.texts():
            assert not re.search(r"[\"'!]", text), f"{scene.id}: {text}"
            assert not re.search(
                r"\b(wrong|incorrect|correct|well done|sorry|rotas?|adverts|e-mail)\b", text, re.I
            ), text
            assert not re.search(r"\bour (?:clients|kids|cases)\b|\bresistant\b(?![^“]*”)", text), (
                f"{scene.id}: {text}"
            )
