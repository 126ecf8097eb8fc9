"""The PCE explorer: who gets the chance of positive childhood experiences, and what goes with them."""

from .explorer import Explorer
from .instruments import (
    AGE,
    GENDER,
    GRADE,
    IDENTITY,
    KINDS,
    NATIVE,
    RACE,
    SEX,
    Grouping,
    Instrument,
    Measures,
    Panels,
)


def _said(text: str) -> tuple[str, str]:
    """What people said of themselves: nobody knows what those would have said who did not answer yes."""
    return text, f"did not say that they {text}"


def _described(text: str) -> tuple[str, str]:
    return f"are described as {text}", f"are not described as {text}"


def _plain(text: str) -> tuple[str, str]:
    return text, f"do not {text}"


_PHRASES = {
    "school_connectedness": _said("felt close to people at school"),
    "parental_monitoring": (
        "said that an adult at home knows where they are and with whom",
        "did not say that an adult at home knows where they are and with whom",
    ),
    "basic_needs_met": (
        "said that an adult at home always tried to meet their basic needs",
        "did not say that an adult at home always tried to meet their basic needs",
    ),
    "virtually_connected": (
        "were connected online with family, friends or groups",
        "were not connected online with family, friends or groups",
    ),
    "sad_or_hopeless": ("felt sad or hopeless", "did not feel sad or hopeless"),
    "skipped_school_unsafe": (
        "skipped school because they felt unsafe",
        "did not skip school because they felt unsafe",
    ),
    "bullied_online": ("were bullied online", "were not bullied online"),
    "ever_marijuana": ("ever used marijuana", "never used marijuana"),
    "current_marijuana": _plain("use marijuana"),
    "ever_opioid_misuse": ("ever misused prescription opioids", "never misused prescription opioids"),
    "opioid_misuse": _plain("misuse prescription opioids"),
    "attempted_suicide": ("attempted suicide", "did not attempt suicide"),
    "forced_sex": ("were ever forced to have sex", "were never forced to have sex"),
    "gets_needed_support": (
        "always get the social and emotional support they need",
        "do not always get the social and emotional support they need",
    ),
    "pce_talk_family_feelings": _said("could talk with family about feelings"),
    "pce_family_stood_by": _said("had a family that stood by them in hard times"),
    "pce_community_traditions": _said("enjoyed community traditions"),
    "pce_belonging_high_school": _said("felt they belonged in high school"),
    "pce_supported_by_friends": _said("felt supported by friends"),
    "pce_two_nonparent_adults": _said(
        "had two adults besides their parents who took a real interest in them"
    ),
    "pce_safe_protected_home": _said("felt safe and protected by an adult at home"),
    "curiosity": _described("curious about learning new things"),
    "persistence": _described("finishing the tasks they start"),
    "self_control": _described("staying calm and in control"),
    "affection": _described("affectionate and tender with the caregiver"),
    "bounces_back_resilience": _described("bouncing back quickly"),
    "positivity": _described("smiling and laughing a lot"),
    "adult_mentor": _plain("have an adult mentor outside the home"),
    "after_school_activities": _plain("take part in activities after school"),
    "community_volunteering": _plain("volunteer in the community"),
    "connected_caregiver": _plain("have a connected caregiver"),
    "resilient_family": _plain("live in a resilient family"),
    "safe_neighborhood": _plain("live in a safe neighborhood"),
    "supportive_neighborhood": _plain("live in a supportive neighborhood"),
}
_PROTECTS = "More of these experiences go with better health on average. They do not undo what happened."
_CHANGE = (
    "Who gets the chance differs because schools, time, money and safety differ. "
    "Schools and services can change who is welcomed (Module 6, Unequal chances)."
)
_HIGH_LOW = {"high": "High", "low": "Low"}
_ONE_SURVEY = "A single question answered by students is not a score of seven items remembered by adults."

STUDENTS_2023 = Instrument(
    id="students_2023",
    label="Students 2023 (YRBS)",
    resource="pce_yrbs",
    who="students",
    measures=(
        Measures(
            "Protective experiences",
            ("school_connectedness", "parental_monitoring", "basic_needs_met"),
            phrases=_PHRASES,
        ),
    ),
    groupings=(GENDER, NATIVE, KINDS),
    ruler=_ONE_SURVEY + " The figures by gender identity are adjusted and stand in a report of their own.",
    method="National Youth Risk Behavior Survey 2023, grades 9 to 12.",
    protects=_PROTECTS,
    change=_CHANGE,
    where={"years": ("2023",), "instrument": ("YRBS (national)",), "protective": ("",)},
)

STUDENTS_2021 = Instrument(
    id="students_2021",
    label="Students 2021 (YRBS)",
    resource="pce_yrbs",
    who="students",
    measures=(
        Measures("Protective experiences", ("school_connectedness", "parental_monitoring"), phrases=_PHRASES),
    ),
    groupings=(GRADE, SEX, RACE, IDENTITY, KINDS),
    ruler=_ONE_SURVEY + " In 2021 many schools had just reopened.",
    method="National Youth Risk Behavior Survey 2021, grades 9 to 12.",
    protects=_PROTECTS,
    change=_CHANGE,
    where={"years": ("2021",), "instrument": ("YRBS (national)",), "protective": ("",)},
)

STUDENTS_2021_OUTCOMES = Instrument(
    id="students_2021_outcomes",
    label="Students 2021: outcomes by protection (YRBS)",
    resource="pce_yrbs",
    who="students",
    measures=(
        Measures(
            "Outcomes",
            (
                "poor_mental_health",
                "sad_or_hopeless",
                "skipped_school_unsafe",
                "bullied_online",
                "ever_marijuana",
                "current_marijuana",
                "ever_opioid_misuse",
                "opioid_misuse",
                "attempted_suicide",
                "forced_sex",
            ),
            phrases=_PHRASES,
        ),
    ),
    groupings=(GRADE, SEX, RACE, IDENTITY),
    protective={
        "school_connectedness": "Felt close to people at school",
        "parental_monitoring": "A parent or adult at home knows where they are",
    },
    panels=Panels(
        column="group",
        levels={},
        row_column="protective_level",
        rows={
            "school_connectedness": {"high": "Felt close to people at school", "low": "Did not"},
            "parental_monitoring": {
                "high": "An adult at home knows where they are",
                "low": "Not most of the time",
            },
        },
    ),
    ruler=_ONE_SURVEY
    + " Both were asked on the same day: the answers go together, and no order in time is known.",
    method="National Youth Risk Behavior Survey 2021, grades 9 to 12.",
    protects=_PROTECTS,
    change=_CHANGE,
    where={"years": ("2021",), "instrument": ("YRBS (national)",), "protective_level": ("high", "low")},
)

STUDENTS_ONLINE = Instrument(
    id="students_2021_online",
    label="Students 2021, online survey (ABES)",
    resource="pce_yrbs",
    who="students",
    measures=(
        Measures("Protective experiences", ("school_connectedness", "virtually_connected"), phrases=_PHRASES),
    ),
    groupings=(SEX, RACE, IDENTITY, KINDS),
    ruler="An online survey during the pandemic, with other wording and another way to reach schools than YRBS.",
    method="Adolescent Behaviors and Experiences Survey, January to June 2021, grades 9 to 12.",
    protects=_PROTECTS,
    change=_CHANGE,
    where={"instrument": ("ABES (national, online)",), "protective": ("",)},
)

FOUR_STATES = Instrument(
    id="four_states",
    label="Adults in four states, 2015-2021 (BRFSS)",
    resource="pce_four_states",
    who="adults",
    measures=(
        Measures("How many of the seven", ("pce_6_7", "pce_3_5", "pce_0_2")),
        Measures(
            "The seven items",
            (
                "pce_talk_family_feelings",
                "pce_family_stood_by",
                "pce_community_traditions",
                "pce_belonging_high_school",
                "pce_supported_by_friends",
                "pce_two_nonparent_adults",
                "pce_safe_protected_home",
            ),
            phrases=_PHRASES,
        ),
    ),
    groupings=(RACE, IDENTITY, SEX, KINDS),
    ruler="Adults look back on seven experiences before 18. Four states are not the nation, and memory is not a diary.",
    method="Behavioral Risk Factor Surveillance System: Kansas 2020, Montana 2019, South Carolina 2020, Wisconsin 2015. "
    "We hold the headline figures; the tables were not visible in the copies that were read.",
    protects=_PROTECTS,
    change=_CHANGE,
    whole_place="Kansas, Montana, South Carolina, Wisconsin",
    shared_sample="",
)

WISCONSIN = Instrument(
    id="wisconsin_2015",
    label="Adults in Wisconsin, 2015 (seven PCEs)",
    resource="pce_wisconsin_2015",
    who="adults",
    measures=(
        Measures(
            "Outcomes, as shares",
            ("depression_or_poor_mental_health", "gets_needed_support"),
            phrases=_PHRASES,
            beside={
                "depression_or_poor_mental_health": "aor_depression_or_poor_mental_health",
                "gets_needed_support": "aor_gets_needed_support",
            },
        ),
        Measures(
            "The same, as adjusted odds ratios",
            ("aor_depression_or_poor_mental_health", "aor_gets_needed_support"),
        ),
    ),
    groupings=(
        Grouping(
            "pce_level",
            "How many of the seven",
            mode="level",
            column="pce_level",
            levels={"0-2": "None to two", "3-5": "Three to five", "6-7": "Six or seven"},
        ),
    ),
    ruler="One state, one year, mostly White adults. Odds are not risk: lower odds by a third is not lower risk by a third.",
    method="Wisconsin Behavioral Risk Factor Survey 2015, adults by telephone. Odds ratios are adjusted for age, "
    "sex, race and ethnicity, income and ACEs.",
    protects=_PROTECTS,
    change=_CHANGE,
    where={"ace_level": ("any",)},
    whole_place="Wisconsin",
    shared_sample="",
)

CHILDREN = Instrument(
    id="children",
    label="Children 2018-2019 (NSCH, parents answer)",
    resource="pce_children",
    who="children",
    measures=(
        Measures(
            "Signs of flourishing",
            (
                "curiosity",
                "persistence",
                "self_control",
                "affection",
                "bounces_back_resilience",
                "positivity",
            ),
            phrases=_PHRASES,
        ),
    ),
    groupings=(
        AGE,
        SEX,
        RACE,
        Grouping("household_income", "Household income", equity="income"),
        Grouping("parent_education", "Education of the parents", equity="income"),
        Grouping("health_insurance", "Health insurance", equity="income"),
        Grouping("urban_rural", "City or country", equity="place"),
    ),
    ruler="A parent or guardian describes a living child. Each item has its own ages, so two items do not share an axis.",
    method="National Survey of Children’s Health 2018-2019, as printed in a CDC supplement.",
    protects=_PROTECTS,
    change=_CHANGE,
    where={"source": ("bitsko2022",)},
)

SUPPORT = Instrument(
    id="children_support",
    label="Children 2018-2021: chances (NSCH)",
    resource="pce_children",
    who="children",
    measures=(
        Measures(
            "Chances around a child",
            (
                "adult_mentor",
                "after_school_activities",
                "community_volunteering",
                "connected_caregiver",
                "resilient_family",
                "safe_neighborhood",
                "supportive_neighborhood",
            ),
            phrases=_PHRASES,
        ),
    ),
    groupings=(
        Grouping(
            "years",
            "Years",
            mode="level",
            column="years",
            levels={
                "2018-2019": "2018 and 2019, before the pandemic",
                "2020-2021": "2020 and 2021, during it",
            },
        ),
    ),
    ruler="A parent or guardian answers. How items were coded differs between papers, so these shares fit only each other.",
    method="National Survey of Children’s Health, as reported in one paper. It prints no intervals here.",
    protects=_PROTECTS,
    change=_CHANGE,
    where={"source": ("crouch2023_covid",)},
    shared_sample="",
)


class PceExplorer(Explorer):
    """Who gets the chance of positive childhood experiences, and what goes with having had them."""

    face = "pce"
    root_name = "pce-explorer"
    instruments = (
        STUDENTS_2021,
        STUDENTS_2021_OUTCOMES,
        STUDENTS_2023,
        STUDENTS_ONLINE,
        FOUR_STATES,
        WISCONSIN,
        CHILDREN,
        SUPPORT,
    )
