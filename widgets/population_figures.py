"""The figures and fixed words of `PopulationNotPerson`: each number from `datasets`, with the row it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from .. import datasets
from .instruments import is_sensitive
from .support_panel import support_content

Row = dict[str, Any]
Share = dict[str, Any]

_SIZES, _SHARES = "ace_yrbs_2023", "ace_pce_joint_2023"
# From high to low, as the picture stands: at or above the cut is above the line.
_LEVELS = (
    ("4+", "ace_4plus", "Four or more"),
    ("2-3", "ace_2_3", "Two or three"),
    ("1", "ace_1", "One"),
    ("0", "ace_0", "None"),
)
_AS_REPORTED = {"group": "All students", "count_rule": "eight", "protective": "school_connectedness"}
_CITED = ("swedo2024", "yrbs2023", "baldwin2021", "meehan2022", "anda2020")


@dataclass(frozen=True, slots=True)
class Outcome:
    """Something the survey asked about on the same day as the count.

    `turned` takes the share without: the survey's measure is a strength, and the rule looks for its absence.
    """

    id: str
    label: str
    asked: str
    turned: bool = False


OUTCOMES = (
    Outcome(
        "sad_or_hopeless",
        "Felt sad or hopeless",
        "Felt sad or hopeless almost every day for two weeks or more, in the past year.",
    ),
    Outcome(
        "poor_mental_health",
        "Poor mental health",
        "Said that their mental health was not good most of the time or always, in the past 30 days.",
    ),
    Outcome(
        "grades_a_b",
        "Grades below A’s and B’s",
        "Did not have mostly A’s or B’s in the past year. Students who named no grade are left out.",
        turned=True,
    ),
    Outcome(
        "sleep_8h",
        "Less than eight hours of sleep",
        "Slept under eight hours on an average school night.",
        turned=True,
    ),
    Outcome(
        "considered_suicide",
        "Seriously considered suicide",
        "Seriously considered suicide, in the past year.",
    ),
)

_WORDS = {
    "intro": "Some services count kinds of adversity in childhood (ACEs) and sort people by the number. Here such a "
    "rule meets 1,000 students. Move the cut, which is the count from which the rule says “at risk”. See who is found, "
    "who is missed, and who is called “at risk” but does not report the outcome. The cut is about a rule: nothing here "
    "asks for anybody’s count.",
    "choose": "Choose numbers and cut",
    "numbers": "Numbers",
    "survey": "Survey figures",
    "made": "Try other numbers",
    "outcome": "Outcome",
    "cut": "Call students “at risk” who report this many ACEs",
    "high": "Share of people in the high group",
    "base": "Share of everybody else who report it",
    "times": "How many times as common in the high group (ratio of shares)",
    "two": "Two groups only: the high group, all of it at or above the cut, and everybody else.",
    "chip": "Illustrative: made-up numbers",
    "high_group": "High group",
    "low_group": "The others",
    "behind": "The figures behind the dots",
    "lesson_title": "Groups differ, and a count sorts single persons poorly",
    "lesson_made": "How well would such a rule sort?",
    "same_day": "And this is the easy task. The survey asked for count and outcome on one day, so the rule only sorts. "
    "It does not forecast.",
    "groups_title": "Groups, not persons",
    "groups": "A dot is nobody. A share describes many people at once; it cannot say how one person is, was or will "
    "be. Not reporting one outcome is not the same as needing nothing. Screening a person by a count is what falls "
    "short here.",
    "protects_title": "What protects, what can change",
    "protects_made": "Made-up numbers hold nothing that protects. The survey figures do: switch back to see what went "
    "together with less of an outcome.",
    "change": "How easy it is to feel close to someone at school is a condition. Schools and the agencies around them "
    "can change it.",
    "ratio_title": "“Times as common” is not an odds ratio",
    "ratio": "Same people, two numbers. An odds ratio does not say how many times as common a thing is, and the more "
    "common the thing, the further it runs ahead. So no odds ratio is used here as if it were a ratio of shares.",
    "references": "References",
    "saved": "Nothing chosen or typed here is saved or sent.",
}


# Sentences about what is shown; population_words.js fills in the values in braces.
_SENTENCES = {
    "title": "1,000 {people} and one rule{about}",
    "summary": "Of 1,000 {people}, {above} are at or above the cut. {hits} of them report the outcome; {alarms} do not "
    "(false alarms). {misses} below the cut report it (misses). The other {alone} are rightly not called.",
    "picture": "1,000 dots, one for each of 1,000 {people}, in {bands} bands from the highest count to the lowest. "
    "At or above the cut: {hits} solid circles (hits) and {alarms} hollow squares (false alarms). "
    "Below it: {misses} solid diamonds (misses) and {alone} hollow circles (rightly not called).",
    "sensitivity": "Of the {has} who report it, the rule finds {hits}: {found}%",
    "specificity": "Of the {not} who do not, it does not call {alone}: {spared}%",
    "positive predictive value": "Of the {above} it calls “at risk”, {hits} report it: {rightly}%",
    "negative predictive value": "Of the {below} below the cut, {alone} do not report it: {left}%",
    "lot": "By lot: pick {above} of the 1,000 {people} out of a hat, with no count at all. About {lot_hits} of them would "
    "report it, with {lot_alarms} false alarms and {lot_misses} misses.",
    "trade": "Move the cut and one kind of mistake is traded for another. {cuts} No cut avoids both.",
    "at": "At {cut}: {misses} misses, {alarms} false alarms.",
    "pairs": "Draw two of these {people} by lot, one who reports it and one who does not. The first has the higher count "
    "about {pairs} times in 100, when a tie counts as half. A coin toss gives 50, a perfect sorter 100.",
    "shares": "Of {high_people}, {high}% report it; of {low_people}, {low}%. Divide the two shares: {ratio} times as "
    "common. That is a ratio of shares.",
    "odds": "Odds set those who report it against those who do not: {high} to {high_without} is {high_odds}, and {low} to "
    "{low_without} is {low_odds}. Divide these: an odds ratio of {odds_ratio}.",
    "none": "In this made-up example {high_without}% of the high group do not report it.",
    "held": "Held at {most} times: with more, over {limit}% of the high group would report it.",
}
_MEASURES = ("sensitivity", "specificity", "positive predictive value", "negative predictive value")


def _share(ref: str, row: Row) -> Share:
    """A figure as it is printed, with its reference and what must stand beside it."""
    shown = {
        key: row[column] for key, column in (("value", "estimate"), ("low", "ci_low"), ("high", "ci_high"))
    }
    return {"ref": ref, **shown, "n": row["n_unweighted"]}


def _without(share: Share) -> Share:
    """The other side of a share; the interval turns around with it."""
    ref, _, turned = share["ref"].partition("#")
    sides = (("value", "value"), ("low", "high"), ("high", "low"))
    return {
        "ref": ref if turned else f"{ref}#without",
        **{side: round(100 - share[other], 1) for side, other in sides},
        "n": share["n"],
    }


def _in_brackets(share: Share, digits: int = 1) -> str:
    return f"{share['low']:.{digits}f} to {share['high']:.{digits}f}; n {share['n']:,}"


def _sizes() -> list[Share]:
    rows = {row["measure"]: row for row in datasets.rows(_SIZES, group="All students", ace_level=None)}
    return [
        {"label": label, **_share(f"{_SIZES}?measure={measure}&group=All students", rows[measure])}
        for _, measure, label in _LEVELS
    ]


def _outcome(outcome: Outcome, cells: Mapping[tuple[str, str, str], Row], ratios: Mapping[str, Row]) -> Row:
    """One outcome: its share at each count and among all, and the sentences that stand beside it."""
    fixed = "&".join(f"{column}={value}" for column, value in _AS_REPORTED.items())

    def share(level: str, closeness: str) -> Share:
        ref = f"{_SHARES}?{fixed}&measure={outcome.id}&ace_level={level}&protective_level={closeness}"
        found = _share(ref, cells[outcome.id, level, closeness])
        return _without(found) if outcome.turned else found

    shares = [share(level, "any") for level, _, _ in _LEVELS]
    # The ratio in the report is of the measure itself, not of the share without.
    ratio = None if outcome.turned else ratios.get(f"apr_{outcome.id}")
    return {
        "id": outcome.id,
        "label": outcome.label,
        "asked": outcome.asked,
        "shares": shares,
        "all": share("any", "any"),
        "none": _none_words(shares[0]),
        "protects": _protects_words(share("any", "high"), share("any", "low")),
        "adjusted": _adjusted_words(ratio) if ratio else "",
    }


def _none_words(high: Share) -> str:
    none = _without(high)
    return f"Of students with four or more, {none['value']:.1f}% do not report it ({_in_brackets(none)})."


def _protects_words(close: Share, apart: Share) -> str:
    near, far = _without(close), _without(apart)
    return (
        f"In the national student survey of 2023, {near['value']:.1f}% of students who felt close to people at school did not report it "
        f"({_in_brackets(near)}). Of those who did not feel close it was {far['value']:.1f}% ({_in_brackets(far)}). "
        "The two go together; that does not show that one brings the other."
    )


def _adjusted_words(row: Row) -> str:
    ratio = _share("", row)
    return (
        f"The survey’s report prints {ratio['value']:.2f} for these two groups ({ratio['low']:.2f} to "
        f"{ratio['high']:.2f}; Swedo et al., 2024). That is a ratio of shares too, but adjusted: it takes account of "
        "differences in sex, race and ethnicity, age and sexual identity, and so differs from the plain ratio above."
    )


def _lesson() -> list[str]:
    """What was published about groups and persons, in the words of Module 5."""
    rows = {row["measure"]: row for row in datasets.rows("evidence", source=("baldwin2021", "meehan2022"))}
    people, each = rows["baldwin_people"], _share("", rows["baldwin_rr_mental_per_ace"])
    lowest, highest = (rows[f"meehan_auc_{end}"]["estimate"] for end in ("lowest", "highest"))
    return [
        f"Published tests point the same way. Baldwin et al. (2021) followed {people['estimate']:,.0f} people in two birth "
        "cohorts. On average, groups differed: in the British study each further ACE went with "
        f"{each['value']:.2f} times the risk of a mental health problem at age 18 ({_in_brackets(each, 2)}). For single "
        "persons the count did poorly: it could not sort well between those who would be unwell and those who would not.",
        "Statisticians use a scale on which one half is a coin toss and one is a perfect forecast; it is the same as the "
        "pairs above, divided by 100. In the data of the first ACE study the count stood between "
        f"{lowest:.2f} and {highest:.2f} on it, by health problem (Meehan et al., 2022; no interval printed). One of that study’s leaders and two colleagues call the score a “relatively crude "
        "measure” and warn against judging single people by it (Anda et al., 2020).",
    ]


def _source(row: Row) -> str:
    return (
        f"National Youth Risk Behavior Survey {row['years']}, {row['place']}, high school students under 18; 95% "
        "intervals in brackets, n unweighted. How many students have each count: Swedo et al., 2024, Table 3. How many "
        "of them report the outcome: worked out for this course from the survey’s public records (CDC, 2023), for "
        "students who answered at least five of the eight questions and the one on closeness to people at school. The "
        "dots put both together and round to whole students (largest remainder). They stand at the estimates; "
        "the intervals show how far another sample might move them."
    )


@cache
def content() -> dict[str, Any]:
    """Everything the browser shows, sensitive outcomes too: the widget sends them only when asked."""
    columns = ("measure", "ace_level", "protective_level")
    cells = {tuple(row[c] for c in columns): row for row in datasets.rows(_SHARES, **_AS_REPORTED)}
    ratios = {row["measure"]: row for row in datasets.rows(_SIZES, group="All students", ace_level="4+")}
    return {
        "words": _WORDS,
        "sentences": _SENTENCES,
        "measures": _MEASURES,
        "sizes": _sizes(),
        "outcomes": [_outcome(each, cells, ratios) for each in OUTCOMES],
        "lesson": _lesson(),
        "source": _source(cells["sad_or_hopeless", "any", "any"]),
        "references": [datasets.cite_reference(work) for work in _CITED],
    }


def offered(sensitive: bool) -> tuple[str, ...]:
    """The outcomes to choose from, without those about suicide unless they are asked for."""
    return tuple(each.id for each in OUTCOMES if sensitive or not is_sensitive(each.id))


def support_line() -> str:
    """The line that stands beside outcomes about suicide, in the words of the support panel."""
    lines = support_content()["lines"]
    line = next((each for each in lines if each["service"].startswith("988")), lines[0])
    return f"{line['service']}. {', '.join(way['say'] for way in line['how'])}. {line['checked']}"
