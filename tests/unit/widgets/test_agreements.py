"""The stock of agreements: the course's own is whole, and a faulty file is refused in one line."""

import re

import pytest
from mirrorwell import datasets
from mirrorwell.widgets import agreements
from mirrorwell.widgets.agreements_builder import AgreementsBuilder
from mirrorwell.widgets.content import ContentError

GOOD = """
[[agreement]]
id = "listen"
text = "We listen."
why = "It helps."
safeguards = ["power"]
source = { ids = ["stauffer2023"], text = "Stauffer, 2023." }
[[safeguard]]
id = "power"
text = "Power speaks later."
why = "So that all speak."
left_out = "There is no safeguard on power."
source = { ids = ["edmondson1999"], text = "Edmondson, 1999." }
[[safeguard]]
id = "pass"
text = "Passing is fine."
why = "It is a choice."
always = true
source = { ids = ["carello2015"], text = "Carello & Butler, 2015." }
"""


def fault(text: str) -> str:
    with pytest.raises(ContentError) as caught:
        agreements.read(text, "agreements.toml")
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_good_stock_is_read() -> None:
    stock = agreements.read(GOOD)
    (agreement,) = stock.agreements
    assert (agreement.text, agreement.safeguards) == ("We listen.", ("power",))
    assert [(safeguard.always, bool(safeguard.left_out)) for safeguard in stock.safeguards] == [
        (False, True),
        (True, False),
    ]
    assert agreements.read("") == agreements.Agreements((), ())


@pytest.mark.parametrize(
    ("old", "new", "item", "expected"),
    [
        ('"We listen."', '""', "listen", "the agreement has no text"),
        ('"It helps."', '""', "listen", "the agreement has no why"),
        ('safeguards = ["power"]', "", "listen", "no safeguard stands beside it"),
        ('["power"]', '["powre"]', "listen", "unknown safeguard 'powre'"),
        ('id = "power"', 'id = "listen"', "listen", "a safeguard has this id too"),
        ('"So that all speak."', '" "', "power", "the safeguard has no why"),
        ('"There is no safeguard on power."', '""', "power", "the safeguard has no left_out"),
        ("always = true", 'always = "yes"', "pass", "always is 'yes'"),
        ("always = true", 'always = true\nleft_out = "x"', "pass", "cannot be left out"),
        ("always = true", "allways = true", "pass", "unknown key 'allways'"),
        ('ids = ["carello2015"]', "ids = []", "pass", "no source"),
    ],
)
def test_a_fault_names_line_and_item_and_remedy(old: str, new: str, item: str, expected: str) -> None:
    assert old in GOOD
    said = fault(GOOD.replace(old, new))
    assert re.match(rf"agreements\.toml:\d+: {item}: .+\. [A-Z].+\.$", said)
    assert expected in said


def test_faults_of_both_kinds_are_gathered_and_doubles_refused() -> None:
    both = GOOD.replace('"We listen."', '""').replace('"It is a choice."', '""')
    with pytest.raises(ContentError) as caught:
        agreements.read(both)
    assert len(caught.value.problems) == 2
    assert "this id is used twice" in fault(GOOD + GOOD)
    assert "unknown table 'rule'" in fault("[[rule]]\n")


def test_the_course_has_six_agreements_and_eight_safeguards_with_known_sources() -> None:
    stock = agreements.load()
    assert (len(stock.agreements), len(stock.safeguards)) == (6, 8)
    known = set(datasets.references())
    assert [pair for pair in agreements.sources(stock) if not set(pair[1]) <= known] == []
    beside = {each for agreement in stock.agreements for each in agreement.safeguards}
    assert beside == {safeguard.id for safeguard in stock.safeguards}


def test_passing_disagreement_repair_and_concerns_cannot_be_left_out_and_power_not_unsaid() -> None:
    stock = agreements.load()
    assert {safeguard.id for safeguard in stock.safeguards if safeguard.always} == {
        "pass",
        "disagree",
        "repair",
        "concern",
    }
    assert [safeguard.id for safeguard in stock.safeguards if safeguard.left_out] == ["power", "stories"]


def test_the_widget_gives_the_browser_the_stock_and_takes_nothing_back() -> None:
    widget = AgreementsBuilder()
    assert (len(widget._agreements), len(widget._safeguards)) == (6, 8)
    assert AgreementsBuilder._own_traits() == []
    assert repr(widget) == "<AgreementsBuilder>"
    with pytest.raises(TypeError, match="AgreementsBuilder has no option 'names'"):
        AgreementsBuilder(names="x")
