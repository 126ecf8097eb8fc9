"""From answers to the variables of the estimates, coded as CDC does.

Childhood adversity as in Swedo et al. 2024: students under 18 with known age; an item counts from
"rarely" upward for emotional abuse, physical abuse and violence at home, and when basic needs were met
"never" or "rarely"; the count needs at least five answered items, and unanswered items count as no.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .tables import need

if TYPE_CHECKING:
    import polars as pl

OFTEN = ("Most of the time", "Always")
FROM_RARELY = ("Rarely", "Sometimes", *OFTEN)
ENOUGH_ITEMS = 5

# measure -> variable, answers that mean yes
ITEMS: dict[str, tuple[str, tuple[str, ...]]] = {
    "emotional_abuse": ("Q89", FROM_RARELY),
    "physical_abuse": ("Q90", FROM_RARELY),
    "sexual_abuse": ("Q88", ("Yes",)),
    "physical_neglect": ("Q99", ("Never", "Rarely")),
    "witnessed_violence": ("Q91", FROM_RARELY),
    "household_substance_use": ("Q100", ("Yes",)),
    "household_mental_illness": ("Q101", ("Yes",)),
    "household_incarceration": ("Q102", ("Yes",)),
}
# The count that stands beside "basic needs met", which is the neglect item read the other way round.
COUNT_RULES = {
    "eight": tuple(ITEMS),
    "seven_without_needs": tuple(item for item in ITEMS if item != "physical_neglect"),
}
ACE_LEVELS = ("0", "1", "2-3", "4+")

PROTECTIVE: dict[str, tuple[str, tuple[str, ...]]] = {
    "school_connectedness": ("Q103", ("Strongly agree", "Agree")),
    "parental_monitoring": ("Q104", OFTEN),
    "basic_needs_met": ("Q99", OFTEN),  # wider than CDC's report (Everett Jones et al. 2024): "always" alone
}
PROTECTIVE_LEVELS = {
    "school_connectedness": ("high", "low"),
    "parental_monitoring": ("high", "low"),
    "number_of_two": ("0", "1", "2"),
    "basic_needs_met": ("high", "low"),
}

OUTCOMES: dict[str, tuple[str, tuple[str, ...]]] = {
    "sad_or_hopeless": ("Q26", ("Yes",)),
    "poor_mental_health": ("Q84", OFTEN),
    "considered_suicide": ("Q27", ("Yes",)),
    "grades_a_b": ("Q87", ("Mostly A's", "Mostly B's")),
    "sleep_8h": ("Q85", ("8 hours", "9 hours", "10 or more hours")),
}
# Answers that say neither yes nor no: students who gave no grade are outside the share of grades.
NO_ANSWER = {"Q87": ("None of these grades", "Not sure")}

_HISPANIC = "Hispanic or Latino"
GROUPS: dict[str, tuple[str, dict[str, str]]] = {
    "sex": ("Q2", {"Female": "Female", "Male": "Male"}),
    "age": (
        "Q1",
        {
            "12 years old or younger": "14 or younger",
            "13 years old": "14 or younger",
            "14 years old": "14 or younger",
            "15 years old": "15",
            "16 years old": "16",
            "17 years old": "17",
        },
    ),
    "race_ethnicity": (
        "raceeth",
        {
            "Am Indian/Alaska Native": "American Indian or Alaska Native",
            "Asian": "Asian",
            "Black or African American": "Black or African American",
            "Hispanic / Latino": _HISPANIC,
            "Multiple - Hispanic": _HISPANIC,
            "Multiple - Non-Hispanic": "Multiracial",
            "Native Hawaiian/Other PI": "Native Hawaiian or other Pacific Islander",
            "White": "White",
        },
    ),
    "sexual_identity": (
        "Q64",
        {
            "Bisexual": "Bisexual",
            "Some other way": "Describe identity in some other way",
            "Gay or lesbian": "Gay or lesbian",
            "Heterosexual (straight)": "Heterosexual",
            "Not sure": "Questioning",
        },
    ),
}


def group_names(kind: str) -> list[str]:
    """Names of the groups of that kind, in the order of the tables; "all" has one."""
    if kind == "all":
        return ["All students"]
    return list(dict.fromkeys(GROUPS[kind][1].values()))


def code(records: pl.DataFrame) -> pl.DataFrame:
    """The design, one column per item, count, protective experience and outcome (1, 0, null), and the groups.

    Every student stays in, so that variances rest on the whole design; null means outside the estimate.
    """
    pl = need("polars")
    minor = pl.col("Q1").is_not_null() & (pl.col("Q1") != "18 years old or older")
    frame = records.with_columns(
        *[pl.when(minor).then(_yes(*rule)).alias(name) for name, rule in ITEMS.items()],
        *[_yes(*rule).alias(name) for name, rule in (PROTECTIVE | OUTCOMES).items()],
        *[_group(*rule).alias(kind) for kind, rule in GROUPS.items() if rule[0] in records.columns],
        pl.lit("All students").alias("all"),
    )
    levels = [_level(items).alias(rule) for rule, items in COUNT_RULES.items()]
    both = pl.col("school_connectedness") + pl.col("parental_monitoring")  # null when one is unanswered
    high_low = [
        pl.when(pl.col(name) == 1)
        .then(pl.lit("high"))
        .when(pl.col(name) == 0)
        .then(pl.lit("low"))
        .alias(name)
        for name in PROTECTIVE
    ]
    frame = frame.with_columns(*levels, both.cast(pl.String).alias("number_of_two"))
    return frame.with_columns(high_low)


def _yes(variable: str, answers: tuple[str, ...]) -> pl.Expr:
    """1 for these answers, 0 for others, null without a usable answer."""
    pl = need("polars")
    answer = pl.col(variable)
    unusable = answer.is_null() | answer.is_in(NO_ANSWER.get(variable, ()))
    return pl.when(~unusable).then(answer.is_in(answers).cast(pl.Int8))


def _group(variable: str, names: dict[str, str]) -> pl.Expr:
    """Name of the group, null for answers that belong to none."""
    pl = need("polars")
    return pl.col(variable).replace_strict(names, default=None, return_dtype=pl.String)


def _level(items: tuple[str, ...]) -> pl.Expr:
    """0, 1, 2-3 or 4+ for students who answered at least five of the items, else null."""
    pl = need("polars")
    answered = pl.sum_horizontal(pl.col(item).is_not_null().cast(pl.Int8) for item in items)
    count = pl.sum_horizontal(pl.col(item).fill_null(0) for item in items)
    level = (
        pl.when(count >= 4)
        .then(pl.lit("4+"))
        .when(count >= 2)
        .then(pl.lit("2-3"))
        .otherwise(count.cast(pl.String))
    )
    return pl.when(answered >= ENOUGH_ITEMS).then(level)
