"""The Python side of PopulationNotPerson: every figure from a row, sensitive outcomes only when asked for."""

import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from mirrorwell import datasets
from mirrorwell.datasets import figure
from mirrorwell.widgets.population_figures import OUTCOMES, content
from mirrorwell.widgets.population_not_person import CUTS, PopulationNotPerson

AVOIDED = r"\byou\b|\byour\b|survivor|high-ACE|damaged|broken|causes|leads to|fate|wrong|incorrect|correct\b|!|score of"


def shares(part: Any) -> Iterator[dict[str, Any]]:
    """Every figure with a reference, wherever it stands in the content."""
    if isinstance(part, dict) and "ref" in part:
        yield part
    elif isinstance(part, dict | list):
        for each in part.values() if isinstance(part, dict) else part:
            yield from shares(each)


def texts(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict | list | tuple):
        for each in part.values() if isinstance(part, dict) else part:
            yield from texts(each)


def outcome(name: str) -> dict[str, Any]:
    return next(each for each in content()["outcomes"] if each["id"] == name)


def test_every_figure_is_the_one_its_reference_points_at() -> None:
    found = list(shares(content()))
    assert len(found) == 4 + 5 * len(OUTCOMES)
    for share in found:
        row, turned = share["ref"].removesuffix("#without"), share["ref"].endswith("#without")
        assert share["value"] == pytest.approx(figure(share["ref"]))
        assert share["n"] == figure(f"{row}#n_unweighted")
        low, high = figure(f"{row}#ci_low"), figure(f"{row}#ci_high")
        assert (share["low"], share["high"]) == pytest.approx(
            (100 - high, 100 - low) if turned else (low, high)
        )
        assert share["low"] < share["value"] < share["high"]


def test_no_figure_behind_the_dots_is_weak_so_that_none_needs_the_flag() -> None:
    for share in shares(content()):
        assert not datasets.is_weak(share["value"], share["low"], share["high"], "percent"), share["ref"]


def test_sizes_and_shares_of_two_tables_fit_together() -> None:
    sizes = [size["value"] for size in content()["sizes"]]
    for each in content()["outcomes"]:
        together = sum(
            size * share["value"] for size, share in zip(sizes, each["shares"], strict=True)
        ) / sum(sizes)
        assert together == pytest.approx(each["all"]["value"], abs=0.5), each["id"]


def test_sentences_hold_the_published_figures() -> None:
    people, scale = content()["lesson"]
    for measure, printed in (("baldwin_people", "2,927"), ("baldwin_rr_mental_per_ace", "1.14")):
        assert datasets.printed_matches(printed, figure(f"evidence?measure={measure}"))
        assert printed in people
    assert "1.10 to 1.18; n 2,009" in people
    assert (
        f"{figure('evidence?measure=meehan_auc_lowest'):.2f} and {figure('evidence?measure=meehan_auc_highest'):.2f}"
        in scale
    )
    row = "ace_yrbs_2023?measure=apr_sad_or_hopeless&ace_level=4+"
    assert f"{figure(row):.2f}" in outcome("sad_or_hopeless")["adjusted"]
    assert outcome("poor_mental_health")["adjusted"] == outcome("sleep_8h")["adjusted"] == ""


def test_the_share_without_and_what_protects_stand_beside_each_outcome() -> None:
    joint = "ace_pce_joint_2023?group=All students&count_rule=eight&protective=school_connectedness&measure={}&ace_level={}&protective_level={}{}"
    for each in OUTCOMES:
        side = "" if each.turned else "#without"  # a strength is itself the share without
        held = outcome(each.id)
        assert f"{figure(joint.format(each.id, '4+', 'any', side)):.1f}% do not report it" in held["none"]
        for closeness in ("high", "low"):
            assert f"{figure(joint.format(each.id, 'any', closeness, side)):.1f}%" in held["protects"]


def test_words_never_speak_to_a_person_and_keep_to_the_list() -> None:
    own = {key: value for key, value in content().items() if key != "references"}
    hits = [text for text in texts(own) if "://" not in text and re.search(AVOIDED, text, re.IGNORECASE)]
    assert hits == []
    asks = own["words"]["intro"]
    assert "nothing here asks for anybody’s count" in asks


def test_outcomes_about_suicide_are_sent_only_when_asked_for() -> None:
    closed, opened = PopulationNotPerson()._content, PopulationNotPerson(show_sensitive=True)._content
    assert [each["id"] for each in closed["outcomes"]] == [
        "sad_or_hopeless",
        "poor_mental_health",
        "grades_a_b",
        "sleep_8h",
    ]
    assert "suicid" not in " ".join(texts({**closed, "references": []})).lower()
    assert closed["support"] == ""
    assert [each["id"] for each in opened["outcomes"]] == [each.id for each in OUTCOMES]
    assert "988" in opened["support"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"outcome": "luck"}, "outcome='luck' is none. Use one of: sad_or_hopeless, "),
        ({"cut": "3+"}, "cut='3+' is none. Use one of: 1+, 2+, 4+"),
        ({"outcome": "considered_suicide"}, "stands behind a second choice. Pass show_sensitive=True"),
    ],
)
def test_what_does_not_exist_is_refused_by_name(options: dict[str, str], said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        PopulationNotPerson(**options)


def test_an_unknown_option_is_refused_and_none_could_hold_a_count_of_a_person() -> None:
    with pytest.raises(TypeError, match="no option 'score'"):
        PopulationNotPerson(score=4)
    assert sorted(PopulationNotPerson._own_traits()) == ["cut", "outcome", "show_sensitive"]
    assert repr(PopulationNotPerson(cut=CUTS[0])) == "<PopulationNotPerson>"


def test_showing_it_loads_no_heavy_library() -> None:
    check = (
        "from mirrorwell.widgets.population_not_person import PopulationNotPerson; PopulationNotPerson().get_state()\n"
        "import sys; print(*sorted(set(sys.modules) & {'pandas', 'altair', 'polars', 'numpy'}))"
    )
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ""
