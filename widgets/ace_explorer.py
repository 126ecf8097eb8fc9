"""The ACE explorer: how common childhood adversity is, among whom, and how sure the figures are."""

from .explorer import Explorer
from .instruments import AGE, IDENTITY, KINDS, PLACES, RACE, SEX, Grouping, Instrument, Measures

_PROTECTS = (
    "Feeling close to people at school and being known by adults at home go with better health, "
    "also among people who report many adversities (Module 6)."
)
_CHANGE = "Poverty, racism and unsafe streets shape who meets adversity, and policy can change them (Module 5, Context)."
_TYPES = (
    "emotional_abuse",
    "physical_abuse",
    "sexual_abuse",
    "witnessed_violence",
    "household_substance_use",
    "household_mental_illness",
    "household_incarceration",
)
_OUTCOMES = (
    "sad_or_hopeless",
    "carried_weapon_at_school",
    "physical_fight",
    "current_vaping",
    "current_alcohol",
    "binge_drinking",
    "opioid_misuse",
    "underweight",
    "overweight_or_obesity",
    "sees_self_underweight",
    "sees_self_overweight",
    "considered_suicide",
    "attempted_suicide",
)

STUDENTS = Instrument(
    id="students_2023",
    label="High school students, 2023 (YRBS, eight types)",
    resource="ace_yrbs_2023",
    who="students",
    measures=(
        Measures("How many of the eight types", ("ace_4plus", "ace_2_3", "ace_1", "ace_0")),
        Measures("Types of adversity", (*_TYPES[:3], "physical_neglect", *_TYPES[3:])),
    ),
    groupings=(AGE, SEX, RACE, IDENTITY, KINDS),
    ruler="These eight student questions are not the eight adult ones, and three of them count from “rarely” upward. "
    "Never set them beside adult figures on one axis.",
    method="National Youth Risk Behavior Survey 2023, public and private schools, grades 9 to 12, under 18. "
    "Counts rest on students who answered at least five of the eight questions. "
    "n by group was counted from the public survey file. "
    "Native Hawaiian or other Pacific Islander students were too few for the source to print.",
    protects=_PROTECTS,
    change=_CHANGE,
)

OUTCOMES = Instrument(
    id="students_2023_outcomes",
    label="High school students, 2023: outcomes by count (YRBS)",
    resource="ace_yrbs_2023",
    who="students",
    measures=(
        Measures(
            "How many times as common as among students with none",
            tuple(f"apr_{outcome}" for outcome in _OUTCOMES),
        ),
    ),
    groupings=(
        Grouping(
            "ace_level",
            "How many of the eight",
            mode="level",
            column="ace_level",
            levels={"1": "One of the eight", "2-3": "Two or three", "4+": "Four or more"},
        ),
    ),
    ruler="A ratio says how many times as common something is. It does not say how common it is: "
    "twice as common can mean few people or many.",
    method="National Youth Risk Behavior Survey 2023. Prevalence ratios against students who reported none of the "
    "eight, adjusted for sex, race and ethnicity, age and sexual identity.",
    protects=_PROTECTS,
    change=_CHANGE,
    where={"unit": ("ratio",)},
)

KAISER = Instrument(
    id="adults_1995",
    label="Adults of one health plan, 1995-1997 (CDC-Kaiser, ten types)",
    resource="ace_kaiser",
    who="adults",
    measures=(
        Measures("How many of the ten types", ("ace_4plus", "ace_3", "ace_2", "ace_1", "ace_0")),
        Measures(
            "Types of adversity",
            (*_TYPES[:3], "emotional_neglect", "physical_neglect", *_TYPES[3:], "parental_separation"),
        ),
    ),
    groupings=(SEX, KINDS),
    ruler="Ten types, asked on paper among members of one health plan in Southern California. "
    "It is not a sample of the United States, and later surveys ask other questions.",
    method="CDC-Kaiser ACE Study, adults who had a medical examination in 1995 to 1997. Not weighted; the page prints "
    "no intervals. Neglect was asked in the second wave only.",
    protects=_PROTECTS,
    change=_CHANGE,
    whole_place="Southern California",
    shared_sample="",
)

STATES = Instrument(
    id="adults_places",
    label="Adults in 33 jurisdictions, 2019-2023 (BRFSS, eight types)",
    resource="ace_states_2019_2023",
    who="adults",
    measures=(
        Measures("Types of adversity, weighted", (*_TYPES, "parental_separation")),
        Measures(
            "Counts without survey weights: of those who answered, not of the state",
            ("ace_4plus_unweighted", "ace_2plus_unweighted", "ace_1plus_unweighted"),
        ),
    ),
    groupings=(PLACES, KINDS),
    ruler="Eight adult types, asked by telephone about life before 18. Years differ by state. "
    "They are not the student questions and not the parents’ answers about children.",
    method="Behavioral Risk Factor Surveillance System, adults with complete answers, pooled over the years in which a "
    "state used the module. Intervals ignore strata and are approximate.",
    protects=_PROTECTS,
    change=_CHANGE,
    whole_place="",
    shared_sample="The samples of two places are separate; the intervals themselves are approximate.",
)

CHILDREN = Instrument(
    id="children_2016",
    label="Children, 2016, answered by a parent (NSCH, nine types)",
    resource="ace_children_2016",
    who="children",
    measures=(
        Measures(
            "How many of the nine types",
            ("ace_1plus", "ace_2plus", "ace_1", "ace_0"),
            phrase=("had a parent who reported ", "had no parent who reported "),
        ),
        Measures(
            "Types of adversity",
            (
                "economic_hardship",
                "parental_separation",
                "parent_died",
                "household_incarceration",
                "witnessed_violence",
                "neighborhood_violence",
                "household_mental_illness",
                "household_substance_use",
                "unfair_treatment_race",
            ),
            phrase=("had a parent who reported: ", "had no parent who reported: "),
        ),
    ),
    groupings=(AGE, PLACES, RACE, KINDS),
    ruler="A parent or guardian answers about a living child, and nobody asks about abuse or neglect. "
    "Nine items here; other years ask eight.",
    method="National Survey of Children’s Health 2016, children from birth to 17. The state table prints no intervals "
    "and no n.",
    protects=_PROTECTS,
    change=_CHANGE,
    shared_sample="",
)


class AceExplorer(Explorer):
    """How many people in a group report a kind of childhood adversity, and how many do not.

    >>> AceExplorer(instrument="students_2023", measure="ace_4plus", group_by="age")
    <AceExplorer>
    """

    face = "ace"
    root_name = "ace-explorer"
    instruments = (STUDENTS, OUTCOMES, KAISER, STATES, CHILDREN)
