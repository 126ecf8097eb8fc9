"""The unwritten rules: the course's own are whole and safe, and a faulty file is refused in one line."""

import re

import pytest
from mirrorwell import datasets
from mirrorwell.widgets import unwritten_rules
from mirrorwell.widgets.content import ContentError
from mirrorwell.widgets.rules_builder import RulesBuilder

GOOD = """
[[rule]]
id = "talk"
name = "Do not talk"
says = "It goes unsaid."
healthy = "We name it"
protects = "Peace for a while."
caution = "Reserve can be wise."
first_steps = ["Ask one question.", "Write one line."]
practices = [
  { level = "people", text = "We tell people." },
  { level = "staff", text = "Five minutes in each meeting." },
  { level = "leadership", text = "One difficulty in each report." },
]
source = { ids = ["stauffer2023"], text = "Stauffer, 2023." }
[rule.shows]
people = "One."
staff = "Two."
leadership = "Three."
"""


def fault(text: str) -> str:
    with pytest.raises(ContentError) as caught:
        unwritten_rules.read(text, "rules.toml")
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_good_file_is_read() -> None:
    (rule,) = unwritten_rules.read(GOOD).rules
    assert (rule.name, rule.healthy, rule.first_steps[1]) == ("Do not talk", "We name it", "Write one line.")
    assert dict(rule.shows) == {"people": "One.", "staff": "Two.", "leadership": "Three."}
    assert [practice.level for practice in rule.practices] == list(unwritten_rules.LEVELS)
    assert unwritten_rules.sources(unwritten_rules.read(GOOD)) == [("talk", ("stauffer2023",))]


def test_an_empty_file_has_no_rules() -> None:
    assert unwritten_rules.read("").rules == ()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('name = "Do not talk"', 'name = " "', "the rule has no name"),
        ('says = "It goes unsaid."', "says = 3", "a says that is no text"),
        ('healthy = "We name it"', "", "the rule has no healthy"),
        ('protects = "Peace for a while."', "", "the rule has no protects"),
        ('caution = "Reserve can be wise."', "", "the rule has no caution"),
        ('staff = "Two."', "", "shows has no staff"),
        ('staff = "Two."', 'board = "Two."', "shows: unknown key 'board'"),
        ('level = "staff"', 'level = "board"', "unknown level 'board'"),
        ('level = "staff"', 'level = "people"', "no practice at the level 'staff'"),
        ("We tell people.", "", "practice 1 has no text"),
        (', "Write one line."]', "]", "1 first steps leave no choice"),
        ('"Write one line."', "7", "first_steps is no list of texts"),
        ('ids = ["stauffer2023"]', "ids = []", "no source"),
        ("says =", 'score = "1"\nsays =', "unknown key 'score'"),
    ],
)
def test_a_fault_names_line_and_rule_and_remedy(old: str, new: str, expected: str) -> None:
    assert old in GOOD
    said = fault(GOOD.replace(old, new))
    assert re.match(r"rules\.toml:\d+: talk: .+\. [A-Z].+\.$", said)
    assert expected in said


def test_a_rule_without_scenes_and_a_doubled_rule_are_refused_where_they_stand() -> None:
    assert "the rule has no shows" in fault(GOOD.split("[rule.shows]")[0])
    assert fault(GOOD + GOOD).startswith("rules.toml:22: talk: this id is used twice.")
    assert "unknown table 'rules'" in fault("[[rules]]\n")


def test_every_fault_is_gathered() -> None:
    both = GOOD.replace('healthy = "We name it"', "") + GOOD.replace('"talk"', '"trust"').replace("One.", "")
    with pytest.raises(ContentError) as caught:
        unwritten_rules.read(both)
    assert len(caught.value.problems) == 2


def test_the_course_has_its_nine_rules_with_known_sources() -> None:
    rules = unwritten_rules.load()
    assert [rule.id for rule in rules.rules] == [
        "talk",
        "trust",
        "feel",
        "roles",
        "think",
        "question",
        "ask",
        "play",
        "mistake",
    ]
    known = datasets.references()
    assert [pair for pair in unwritten_rules.sources(rules) if not set(pair[1]) <= set(known)] == []
    for _, ids in unwritten_rules.sources(rules):
        assert {"stauffer2023", "black1981"} <= set(ids)


def test_the_rules_speak_of_services_and_never_of_a_learners_family_or_childhood() -> None:
    for rule in unwritten_rules.load().rules:
        written = (rule.name, rule.says, rule.protects, rule.healthy, rule.caution, *rule.first_steps)
        said = " ".join((*written, *rule.shows.values(), *(practice.text for practice in rule.practices)))
        found = re.findall(
            r"(?i)\b(childhood|dysfunction\w*|your (?:family|parents?|home)|toxic|wrong|incorrect|trauma\w*)\b",
            said,
        )
        assert found == [], rule.id
        assert not re.search("!", said), rule.id
        assert re.search(
            r"(?i)some of us|for some|for those|those with more power|nobody below|who may joke|pay more",
            rule.caution,
        ), f"{rule.id}: who carries the risk?"


def test_the_widget_gives_the_browser_every_rule_and_takes_nothing_back() -> None:
    widget = RulesBuilder()
    assert [rule["id"] for rule in widget._rules] == [rule.id for rule in unwritten_rules.load().rules]
    assert all(set(rule["practices"]) == {"people", "staff", "leadership"} for rule in widget._rules)
    assert RulesBuilder._own_traits() == []
    assert repr(widget) == "<RulesBuilder>"
    with pytest.raises(TypeError, match="RulesBuilder has no option 'family'"):
        RulesBuilder(family="x")
