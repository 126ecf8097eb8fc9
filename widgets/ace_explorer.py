"""The ACE explorer: how common childhood adversity is, among whom, and how sure the figures are."""

from .explorer import Explorer
from .instruments import AGE, IDENTITY, KINDS, PLACES, RACE, SEX, Grouping, Instrument, Measures

_PROTECTS = (
    "Feeling close to people at school goes with feeling sad or hopeless less often, "
    "also among students who report four or more adversities (Module 6)."
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

_PHRASES = {
    "witnessed_violence": (
        "reported violence between adults at home",
        "did not report violence between adults at home",
    ),
    "household_substance_use": (
        "reported a substance use problem at home",
        "did not report a substance use problem at home",
    ),
    "parental_separation": (
        "reported that parents separated or divorced",
        "did not report that parents separated or divorced",
    ),
}
_STUDENT_PHRASES = _PHRASES | {
    "household_substance_use": (
        "reported a parent or guardian with a substance use problem",
        "did not report a parent or guardian with a substance use problem",
    ),
    "household_mental_illness": (
        "reported a parent or guardian with poor mental health",
        "did not report a parent or guardian with poor mental health",
    ),
    "household_incarceration": (
        "reported a parent or guardian in jail or detained",
        "did not report a parent or guardian in jail or detained",
    ),
}
_KAISER_PHRASES = _PHRASES | {
    "witnessed_violence": (
        "reported that their mother was treated violently",
        "did not report that their mother was treated violently",
    ),
}
_CHILD_PHRASES = {
    "economic_hardship": (
        "live in a family that finds it hard to get by on its income",
        "do not live in a family that finds it hard to get by on its income",
    ),
    "parental_separation": (
        "have parents who separated or divorced",
        "do not have parents who separated or divorced",
    ),
    "parent_died": ("lost a parent or guardian to death", "did not lose a parent or guardian to death"),
    "household_incarceration": (
        "had a parent or guardian in jail",
        "did not have a parent or guardian in jail",
    ),
    "witnessed_violence": ("saw or heard violence at home", "did not see or hear violence at home"),
    "neighborhood_violence": (
        "met or saw violence in the neighborhood",
        "did not meet or see violence in the neighborhood",
    ),
    "household_mental_illness": (
        "lived with someone mentally ill, suicidal or depressed",
        "did not live with someone mentally ill, suicidal or depressed",
    ),
    "household_substance_use": (
        "lived with someone with an alcohol or drug problem",
        "did not live with someone with an alcohol or drug problem",
    ),
    "unfair_treatment_race": (
        "were often treated unfairly because of race or ethnicity",
        "were not often treated unfairly because of race or ethnicity",
    ),
}
STUDENTS = Instrument(
    id="students_2023",
    label="Students 2023 (YRBS, eight types)",
    resource="ace_yrbs_2023",
    who="students",
    measures=(
        Measures("How many of the eight types", ("ace_4plus", "ace_2_3", "ace_1", "ace_0")),
        Measures(
            "Types of adversity", (*_TYPES[:3], "physical_neglect", *_TYPES[3:]), phrases=_STUDENT_PHRASES
        ),
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
    label="Students 2023: outcomes by count (YRBS)",
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
    label="Adults 1995-1997 (CDC-Kaiser, ten types)",
    resource="ace_kaiser",
    who="adults",
    measures=(
        Measures("How many of the ten types", ("ace_4plus", "ace_3", "ace_2", "ace_1", "ace_0")),
        Measures(
            "Types of adversity",
            (*_TYPES[:3], "emotional_neglect", "physical_neglect", *_TYPES[3:], "parental_separation"),
            phrases=_KAISER_PHRASES,
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
    label="Adults in 33 places, 2019-2023 (BRFSS)",
    resource="ace_states_2019_2023",
    who="adults",
    measures=(
        Measures("Types of adversity", (*_TYPES, "parental_separation"), phrases=_PHRASES),
        Measures(
            "Counts without survey weights",
            ("ace_4plus_unweighted", "ace_2plus_unweighted", "ace_1plus_unweighted"),
        ),
    ),
    groupings=(PLACES, KINDS),
    ruler="Eight adult types, asked by telephone about life before 18. Years differ by state. "
    "They are not the student questions and not the parents’ answers about children.",
    method="Behavioral Risk Factor Surveillance System, adults with complete answers, pooled over the years in which a "
    "state used the module. Intervals ignore strata and are approximate. Counts without survey weights are shares "
    "of those who answered, not of the people of a state.",
    protects=_PROTECTS,
    change=_CHANGE,
    whole_place="",
    shared_sample="The samples of two places are separate; the intervals themselves are approximate.",
)

CHILDREN = Instrument(
    id="children_2016",
    label="Children 2016 (NSCH, parents answer)",
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
            phrases=_CHILD_PHRASES,
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
