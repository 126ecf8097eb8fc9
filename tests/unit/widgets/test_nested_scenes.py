"""The scenes of the nested-systems map: what the course has, and what a broken file says."""

import re

import pytest
from mirrorwell import datasets
from mirrorwell.widgets import nested_scenes
from mirrorwell.widgets.content import ContentError, content_text
from mirrorwell.widgets.nested_scenes import KINDS, MOVES, RINGS, read

TEXT = content_text("nested_scenes.toml")
FIRST_STEP = '{ ring = "worker", moves = "outward", text = "Amara talks faster than usual.'


def broken(old: str, new: str) -> str:
    """Return the file with the first `old` replaced."""
    assert old in TEXT
    return TEXT.replace(old, new, 1)


def line_of(part: str, text: str = TEXT) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_every_ring_has_a_disturbance_and_a_repair() -> None:
    scenes = nested_scenes.load()
    assert [ring.id for ring in scenes.rings] == list(RINGS)
    assert {(j.ring, j.kind) for j in scenes.journeys} == {(ring, kind) for ring in RINGS for kind in KINDS}
    assert len(scenes.journeys) == 12


def test_effects_run_inward_outward_and_sideways_and_reach_society() -> None:
    steps = [step for journey in nested_scenes.load().journeys for step in journey.steps]
    for moves in MOVES:
        assert sum(step.moves == moves for step in steps) >= 8, moves
    for ring in RINGS:
        assert sum(step.ring == ring for step in steps) >= 5, ring


def test_every_disturbance_could_be_held_and_every_event_has_a_plainer_explanation() -> None:
    for journey in nested_scenes.load().journeys:
        assert journey.ending
        assert journey.plainer
        if journey.kind == "disturbance":
            assert any(step.pause for step in journey.steps), journey.id
            assert "watkins2010" in journey.source.ids, "the work that warns against over-reading"


def test_scenes_are_made_up_and_so_hold_no_figure() -> None:
    found = [
        (item, text)
        for item, texts in nested_scenes.load().texts().items()
        for text in texts
        if re.search(r"\d|percent|!", text)
    ]
    assert not found


def test_every_source_is_a_known_work() -> None:
    known = datasets.references()
    found = nested_scenes.sources(nested_scenes.load())
    assert len(found) == 18
    assert [item for item, ids in found if not set(ids) <= set(known)] == []


@pytest.mark.parametrize(
    ("old", "new", "said", "at"),
    [
        ('ring = "person"\nkind', 'ring = "family"\nkind', "unknown ring 'family'", 'ring = "person"\nkind'),
        ('kind = "repair"', 'kind = "mend"', "unknown kind 'mend'", 'kind = "repair"'),
        (
            FIRST_STEP,
            FIRST_STEP.replace("outward", "upward"),
            "step 1: unknown moves 'upward'. Use one of: inward, outward, sideways.",
            FIRST_STEP,
        ),
        (
            FIRST_STEP,
            FIRST_STEP.replace("outward", "inward"),
            "step 1 goes from person to worker and says inward. Write outward.",
            FIRST_STEP,
        ),
        (
            FIRST_STEP,
            FIRST_STEP.replace("worker", "staff"),
            "step 1: unknown ring 'staff'",
            FIRST_STEP,
        ),
        (
            FIRST_STEP,
            FIRST_STEP.replace("text =", "words ="),
            "step 1: unknown key 'words'",
            FIRST_STEP,
        ),
        ('id = "a-table-for-supper"', 'id = "a-letter-about-the-rent"', "used twice", 'id = "a-table'),
        (
            'id = "a-table-for-supper"',
            'id = "Supper 1"',
            "the id of a journey is 'Supper 1'",
            'id = "a-table',
        ),
        ('name = "Team"', 'name = "The team and its habits"', "too long for the picture", 'name = "Team"'),
        ('id = "society"', 'id = "planet"', "unknown ring 'planet'", 'id = "society"'),
        ('\nhold = "', '\nholds = "', "a disturbance: unknown key 'holds'", '\nhold = "'),
    ],
)
def test_a_fault_is_named_with_its_line_and_remedy(old: str, new: str, said: str, at: str) -> None:
    with pytest.raises(ContentError) as caught:
        read(broken(old, new), "scenes.toml")
    assert said in str(caught.value)
    line = line_of(at) + (1 if at.startswith("\n") else 0)
    assert str(caught.value).startswith(f"scenes.toml:{line}:")
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    ("pattern", "new", "said"),
    [
        (r'text = "Amara talks faster[^"]*"', 'text = ""', "step 1 has no text"),
        (r'title = "A father has[^"]*"', 'title = " "', "it has no title"),
        (r'plainer = "Amara may[^"]*"\n', "", "it has no plainer"),
        (r'possible = "A person with[^"]*"\n', "", "it has no possible"),
        (r"steps = \[\n(  .*\n)+\]", "steps = []", "it has no steps. Write 4 to 6."),
        (r"source = .*searles1955.*\n", "", "no source"),
        (r"pause = \"One slow[^}]*\"", 'pause = ""', "step 1 has an empty pause"),
    ],
)
def test_what_is_empty_or_missing_is_named(pattern: str, new: str, said: str) -> None:
    text, made = re.subn(pattern, new, TEXT, count=1)
    assert made == 1
    with pytest.raises(ContentError) as caught:
        read(text, "scenes.toml")
    assert said in str(caught.value)
    assert re.match(r"scenes\.toml:\d+: a-(letter-about-the-rent|table-for-supper): ", str(caught.value))


def without(start: str) -> str:
    """Return the file without the item that begins with `start`."""
    head, rest = TEXT.split(start, 1)
    return head + "".join(re.split(r"(?m)^(?=\[\[|# ----)", rest, maxsplit=1)[1:])


def test_a_missing_journey_ring_or_order_is_named() -> None:
    with pytest.raises(ContentError, match=r"the ring has no repair. Add a \[\[journey\]\] of kind repair"):
        read(without('[[journey]]\nid = "an-evening-bus"'))
    with pytest.raises(ContentError, match=r"there is no \[\[ring\]\] 'team'"):
        read(without('[[ring]]\nid = "team"'))
    swapped = TEXT.replace('id = "team"', 'id = "x"').replace('id = "worker"', 'id = "team"')
    with pytest.raises(ContentError, match="the rings are not in their order"):
        read(swapped.replace('id = "x"', 'id = "worker"'))
    with pytest.raises(ContentError, match="the ring person has a second disturbance, besides a-letter"):
        read(broken('ring = "worker"\nkind = "disturbance"', 'ring = "person"\nkind = "disturbance"')
             .replace('{ ring = "person", moves = "inward", text = "A teenager', '{ ring = "person", moves = "sideways", text = "A teenager'))  # fmt: skip


def test_each_faulty_item_is_listed_once() -> None:
    text = TEXT.replace('kind = "repair"', 'kind = "mend"').replace('name = "Team"', 'name = ""')
    with pytest.raises(ContentError) as caught:
        read(text)
    assert len(caught.value.problems) == 7


def test_an_empty_file_says_what_is_missing_first() -> None:
    with pytest.raises(ContentError, match=r"^nested_scenes.toml:1: there is no \[\[ring\]\] 'person'"):
        read("")
    with pytest.raises(ContentError, match="unknown table 'rings'"):
        read("[[rings]]")
    with pytest.raises(ContentError, match="not readable as TOML"):
        read("[[ring]]\nid = ")
