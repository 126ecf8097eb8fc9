import pytest
from mirrorwell.datasets import DataError, figure, printed_matches

FOUR = "ace_yrbs_2023?measure=ace_4plus&group=All students"
ODDS = "pce_wisconsin_2015?measure=aor_depression_or_poor_mental_health&ace_level=any"


@pytest.mark.parametrize(
    ("ref", "value"),
    [
        (FOUR, 18.5),
        (FOUR + "#ci_low", 16.5),
        (FOUR + "#n_unweighted", 11871),
        (FOUR + "#without", 81.5),
        (ODDS + "&pce_level=6-7#reduction", 72.0),
        ("ace_yrbs_2023?measure=apr_attempted_suicide&ace_level=4%2B#ci_low", None),
        ("ace_yrbs_2023?measure=apr_attempted_suicide&ace_level=4+#ci_low", None),
    ],
)
def test_a_reference_gives_the_number_of_its_cell(ref: str, value: float | None) -> None:
    found = figure(ref)
    assert found == pytest.approx(value if value is not None else figure(ref))


@pytest.mark.parametrize(
    ("ref", "why"),
    [
        ("ace_yrbs_2023?measure=ace_4plus", r"fits 18 rows. Add one of: group_kind, group"),
        ("ace_yrbs_2023?measure=ace_9", "fits no row"),
        (FOUR + "#with", "no field is called 'with'. Did you mean without"),
        ("ace_yrbs_2023?measure", "'measure' is not column=value"),
        ("ace_yrsb_2023?measure=ace_0", "no dataset is called 'ace_yrsb_2023'. Did you mean ace_yrbs_2023"),
        (ODDS + "&pce_level=6-7#without", "needs a percent, and the row holds a ratio"),
        (FOUR + "#reduction", "needs a ratio, and the row holds a percent"),
        ("pce_four_states?measure=pce_3_5&group=All adults&place=Kansas", r"estimate is empty \(not_seen\)"),
    ],
)
def test_a_reference_that_does_not_name_one_cell_says_why(ref: str, why: str) -> None:
    with pytest.raises(DataError, match=why):
        figure(ref)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("18.5%", 18.5),
        ("18.5", 18.5),
        ("19%", 18.5),
        ("11,871", 11871),
        ("72%", 72.00000000000001),
        ("about 15 million", 15_000_000),
        ("0.40", 0.4),
        ("−1.2", -1.2),
        ("1 in 100 does not matter".replace("1 in 100", "3"), 3.0),
    ],
)
def test_printed_text_agrees_at_its_own_precision(text: str, value: float) -> None:
    assert printed_matches(text, value)


@pytest.mark.parametrize(
    ("text", "value"),
    [("18.6%", 18.5), ("18%", 18.5), ("18.50", 18.54), ("most", 18.5), ("16.5 to 20.6", 16.5)],
)
def test_printed_text_that_differs_is_seen(text: str, value: float) -> None:
    assert not printed_matches(text, value)
