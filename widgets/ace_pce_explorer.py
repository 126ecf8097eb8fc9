"""ACE and PCE together: the outcome by protective experience within each ACE level, whichever way it goes."""

from .explorer import Explorer
from .instruments import AGE, RACE, SEX, Grouping, Instrument, Measures, Panels

_ALL = Grouping("all", "All students together")
_CHANGE = (
    "Who is welcomed at school, and whose family has time and safety, differs by place and money. "
    "Both can change (Module 6, Unequal chances)."
)
_PHRASES = {
    "sad_or_hopeless": ("felt sad or hopeless", "did not feel sad or hopeless"),
    "poor_mental_health": ("reported poor mental health", "did not report poor mental health"),
    "considered_suicide": ("seriously considered suicide", "did not seriously consider suicide"),
    "grades_a_b": ("had mostly A’s or B’s", "did not have mostly A’s or B’s"),
    "sleep_8h": ("slept eight hours or more", "did not sleep eight hours or more"),
    "share_within_ace_level": ("have this much protection", "do not have this much protection"),
}

JOINT = Instrument(
    id="students_2023",
    label="Students 2023 (YRBS, computed here)",
    resource="ace_pce_joint_2023",
    who="students",
    measures=(
        Measures(
            "Outcomes within each ACE level",
            ("sad_or_hopeless", "poor_mental_health", "grades_a_b", "sleep_8h", "considered_suicide"),
            phrases=_PHRASES,
        ),
        Measures("Who gets the chance", ("share_within_ace_level",), phrases=_PHRASES),
    ),
    groupings=(_ALL, AGE, SEX, RACE),
    protective={
        "school_connectedness": "Felt close to people at school",
        "parental_monitoring": "An adult at home knows where they are",
        "number_of_two": "How many of these two",
        "basic_needs_met": "Basic needs met (left out of this ACE count)",
    },
    panels=Panels(
        column="ace_level",
        levels={
            "0": "None of the {count}",
            "1": "One of the {count}",
            "2-3": "Two or three of the {count}",
            "4+": "Four or more of the {count}",
        },
        row_column="protective_level",
        rows={
            "school_connectedness": {
                "any": "All at this level",
                "high": "Close to people at school",
                "low": "Not close",
            },
            "parental_monitoring": {
                "any": "All at this level",
                "high": "An adult at home knows",
                "low": "Not most of the time",
            },
            "number_of_two": {
                "any": "All at this level",
                "2": "Both experiences",
                "1": "One of the two",
                "0": "Neither",
            },
            "basic_needs_met": {
                "any": "All at this level",
                "high": "Basic needs met",
                "low": "Not most of the time",
            },
        },
    ),
    ruler="Students answered all of it on one day, with the student questions on adversity. "
    "Adult counts and adult memories are another ruler.",
    method="Computed for this course from the public file of the National Youth Risk Behavior Survey 2023, students under "
    "18, with the survey’s weights and design. “Basic needs met” is itself an item of the ACE count, "
    "so it is crossed only with a count of seven that leaves it out.",
    protects="Where one dot lies better than the other at the same ACE level, protection and doing well go together. "
    "It does not show that one brings the other.",
    change=_CHANGE,
)

WISCONSIN = Instrument(
    id="wisconsin_2015",
    label="Adults in Wisconsin, 2015 (published)",
    resource="ace_pce_published",
    who="adults",
    measures=(Measures("Outcome within each ACE level", ("depression_or_poor_mental_health",)),),
    groupings=(Grouping("all", "All adults together"),),
    panels=Panels(
        column="ace_level",
        levels={"0": "No ACEs", "1": "One ACE", "2-3": "Two or three ACEs", "4-8": "Four to eight ACEs"},
        row_column="protective_level",
        rows={"": {"0-2": "None to two PCEs", "3-5": "Three to five PCEs", "6-7": "Six or seven PCEs"}},
    ),
    ruler="Adults of one state look back. Its eight ACE types and seven PCE items are not the questions students got.",
    method="Wisconsin Behavioral Risk Factor Survey 2015. Two cells were read in a news report about the article; the others "
    "stay empty until somebody reads the table.",
    protects="More positive experiences went with less depression or poor mental health in this study. "
    "They do not undo what happened.",
    change=_CHANGE,
    where={"source": ("bethell2019",)},
    whole_place="United States (Wisconsin)",
    shared_sample="",
)


class AcePceExplorer(Explorer):
    """An outcome by protective experience within each ACE level. What goes together, never what causes what."""

    face = "joint"
    root_name = "ace-pce-explorer"
    instruments = (JOINT, WISCONSIN)
