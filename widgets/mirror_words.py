"""The sentences of the practice mirror. They travel with the values, so that its script holds rules and no prose.

The page fills in the words in braces. Wording follows the safety rules of the course: strengths first, no score, no
grade, no type, and nothing about anyone's worth.
"""

from typing import Any

WORDS: dict[str, Any] = {
    "at": (
        "with the people we serve",
        "among colleagues",
        "in supervision and leadership",
        "in organization and policy",
    ),
    "levels": ("People we serve", "Colleagues", "Supervision and leadership", "Organization and policy"),
    "points": (
        "The first statement",
        "Nearer to the first statement",
        "Between the two",
        "Nearer to the second statement",
        "The second statement",
    ),
    # asking
    "intro": "Think of your work as it is on most days. Between two statements, choose the point that comes nearest. "
    "Each value is asked at four levels: once with the people we serve, and three times in our own house. One value takes about a minute: stop after "
    "any value and see the picture.",
    "measure": "A reflection, not a validated measure. It scores no person and no employer.",
    "where": "Value {v} of {values}, level {level} of 4: {at}",
    "legend": "{name}, {at}. First statement: {first} Second statement: {second} "
    "Place your own work between the two.",
    "chosen": "Chosen: {point}",
    "unset": "No point chosen yet",
    "open": "Left open. A point can still be chosen.",
    "missing": "Choose a point on the line, or leave this one open.",
    "next_level": "Next level",
    "next_value": "Next value",
    "last": "See the picture",
    "leave": "Leave this one open",
    "previous": "Back",
    "so_far": "See the picture so far",
    "other": "Another value",
    "go": "Go there",
    "saved": "What you choose is on this page only. It is not saved or sent, and it is gone when you leave the page. "
    "Leaving a level open is as good as answering it.",
    "mixed": "The two statements stand in mixed order (order {seed}).",
    "cleared": "Cleared. Nothing of it is left on this page.",
    # the picture
    "title": "Your picture",
    "one": "One value. It stands above the line as far as you practice it with the people we serve. "
    "Below the line hangs the same value as you meet it in our own house.",
    "many": "{n} values. Each stands above the line as far as you practice it with the people we serve. "
    "Below the line hang the same values as you meet them in our own house.",
    "empty": "Nothing is set yet, so there is no picture. A single level is enough to begin one.",
    "above": "with people we serve",
    "below": "in our own house",
    "key": (
        "with people we serve",
        "first strip: colleagues",
        "middle: supervision and leadership",
        "last: organization and policy",
        "an even reflection",
        "open: nothing is said here",
        "line across: then",
    ),
    "turned": "The line stands upright here: people we serve to the left of it, our own house to the right.",
    "kept": "A reflection, not a validated measure. It has no total, and it says nothing about anyone’s worth or "
    "skill. It is on this page only, and gone when you leave the page, unless you keep a copy.",
    "picture": "Mirrored profile, values shown: {n}. The table has every value.",
    "picture_high": " High at all four levels: {high}.",
    "picture_gap": " Widest gap, {gap}: {names}.",
    "table_name": "The profile as a table",
    "table": "Places on the line between two statements, from 0 to 4, with 4 nearest to the value. Not a score.",
    "value": "Value",
    "gap_head": "Gap",
    "cell_open": "left open",
    "cell_waiting": "not answered yet",
    "cell_gap": "not named",
    "resume": "Go on with the statements",
    "back": "Back to the statements",
    "clear": "Clear these answers",
    # what holds
    "holds": "First, what holds",
    "high": ": high at all four levels, and much alike. What makes that possible here?",
    "even": ": even at all four levels. What makes that possible here?",
    "top": ": highest here. What makes that possible?",
    "some": ": highest here, if not very high. What keeps that much of it going?",
    "flat": "Nothing stands high in this picture. That speaks of the conditions you see today, not of anyone’s worth "
    "or skill. What holds you in this work that is not asked here?",
    "nothing": "No level is answered. Reading the statements is a reflection too.",
    # gaps
    "gaps": ("much alike", "much alike", "worth a look", "wide", "wide"),
    "gap_titles": (
        "Then, the gaps",
        "",
        "Then, a gap worth a look",
        "Then, a wide gap",
        "Then, a wide gap",
    ),
    "shared": "{n} values share the widest gap. Open any of them.",
    "gap": " is highest {high} ({most}) and lowest {low} ({least}): a gap of {gap}, {word}. ",
    "thins": "The reflection thins on its way through our own house.",
    "turns": "Here the reflection runs the other way: it stands higher in our own house than with the people we serve.",
    "inside": "The levels of our own house differ here.",
    "source": "Source: {source}",
    "alike": "Where all four levels are answered, they are much alike. ",
    "low": "Alike is not the same as high: where would a little more be felt first?",
    "no_gap": "No gap is named yet: that takes a value with all four levels answered.",
    "cuts": "Gap 0 or 1: much alike. 2: worth a look. 3 or 4: wide. "
    "These cut points are ours and untested: a way to start talking.",
    "left": "Left open: {left}. ",
    "waiting": "Not answered yet: {waiting}. ",
    "rule": "A gap is named only where all four levels are answered. ",
    "unseen": "Values not opened yet: {n}.",
    "more": "and {n} more, in the table",
    # one step
    "step": "One step, if you want one",
    "risk": "Who carries the risk of this step?",
    "carry": "To take it further, write the step into the action plan by hand. Nothing goes there by itself.",
    # then and now
    "moment": "Which moment is this?",
    "moments": ("now", "at the start of the course", "at the end of the course", "three months on"),
    "dated": "Put today’s date in",
    "copy_name": "my-practice-profile",
    "copy": "The file holds the name of each value, your four points for it, and which moment this is. It holds no "
    "name of a person, no words of yours, and no date unless you ask for one. It goes to the downloads of this "
    "device, where others who use the device can open it.",
    "compare": "Compare with an earlier copy",
    "no_points": "There is no point to keep yet.",
    "not_points": "This file does not hold four points for each value. Choose a copy that was kept here. "
    "Nothing was changed.",
    "strange": "This copy is about other values than the picture, so there is nothing to compare. "
    "Nothing was changed.",
    "opened": "The earlier copy is open. A line across each block shows then.",
    "then": "Then and now",
    "when": "Then: ",
    "earlier": "at an earlier moment",
    "nearer": ". “Nearer” means nearer to the value. One step more or less can be a matter of the day, "
    "and two moments measure nothing.",
    "both": "Only values that are both in the picture and in the copy are compared: {n}.",
    "up": "nearer {at} by {steps}",
    "down": "further off {at} by {steps}",
    "steps": ("1 step", "2 steps", "3 steps", "4 steps"),
    "moved": ": Moved {moves}. ",
    "same": ": Much as before. ",
    "apart": " Not compared {at}: open then or now.",
    "then_table": "Places then and now",
    "then_now": "{then}, now {now}",
    "put_away": "Put the earlier copy away",
    "away": "The earlier copy is put away.",
}
