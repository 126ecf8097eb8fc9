"""The words of the support panel."""

from typing import Any

import pytest
from mirrorwell import datasets
from mirrorwell.widgets.support_panel import SupportPanel, support_content


def line(**columns: Any) -> dict[str, Any]:
    empty = dict.fromkeys(("call", "text", "chat_url", "languages", "hours", "cost", "notes", "verified_on"))
    return {
        "country": "Here",
        "service": "A line",
        "who_for": "anyone",
        "source_url": "seen",
        **empty,
        **columns,
    }


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Any:
    def of(*rows: dict[str, Any], **options: Any) -> Any:
        monkeypatch.setattr(datasets, "rows", lambda name, **where: list(rows))
        return support_content(**options)

    return of


def test_a_line_says_whether_a_person_has_checked_it(shown: Any) -> None:
    unchecked, checked = shown(line(), line(verified_on="2030-01-02"))["lines"]
    assert unchecked["checked"] == "Not yet checked on the live page."
    assert checked["checked"] == "Checked on the live page 2030-01-02."


def test_a_line_that_nobody_saw_printed_is_not_shown(shown: Any) -> None:
    assert shown(line(source_url=None))["lines"] == []


def test_lines_of_the_host_stand_first(shown: Any) -> None:
    content = shown(line(), local=[{"service": "County line", "call": "555-0199"}])
    assert [entry["service"] for entry in content["lines"]] == ["County line", "A line"]


def test_numbers_become_links_that_dial(shown: Any) -> None:
    (entry,) = shown(line(call=988, text="HOME to 741741", chat_url="https://chat.example/"))["lines"]
    assert entry["how"] == [
        {"say": "Call 988", "href": "tel:988"},
        {"say": "Text HOME to 741741", "href": "sms:741741"},
        {"say": "Chat: chat.example", "href": "https://chat.example/"},
    ]


def test_two_numbers_in_one_cell_are_said_and_not_guessed(shown: Any) -> None:
    (entry,) = shown(line(call="555-0100 or 555-0101"))["lines"]
    assert entry["how"] == [{"say": "Call 555-0100 or 555-0101", "href": None}]


def test_directories_of_any_country_are_no_lines(shown: Any) -> None:
    content = shown(line(country="Any country", service="Directory", chat_url="https://d.example"))
    assert content["lines"] == []
    assert content["directories"] == [{"say": "Directory", "href": "https://d.example"}]


def test_how_a_line_was_found_is_not_read_to_learners(shown: Any) -> None:
    content = shown(line(notes="press 1 for veterans; TTY 555-0102", provenance="read in a stored copy"))
    assert content["lines"][0]["note"] == "Press 1 for veterans. TTY 555-0102."
    assert "stored copy" not in str(content)


def test_notes_are_read_whole_whatever_words_they_use(shown: Any) -> None:
    (entry,) = shown(line(notes="its page lists a directory of local offices"))["lines"]
    assert entry["note"] == "Its page lists a directory of local offices."


def test_no_line_of_the_course_tells_a_learner_how_it_was_found() -> None:
    rows = datasets.rows("support_lines")
    shown_words = str(support_content())
    assert all(row["provenance"] for row in rows)
    assert [row["service"] for row in rows if row["provenance"] in shown_words] == []
    assert "stored copy" not in shown_words


def test_an_absent_contact_is_said_plainly(shown: Any) -> None:
    assert shown()["contact"] == "The host of this course has not named a contact."
    assert shown(contact=" ")["contact"] == shown()["contact"]
    assert shown(contact="Sam, 555-0100")["contact"] == "Contact named by your host: Sam, 555-0100"


def test_the_course_shows_988_and_not_the_line_that_has_ended() -> None:
    content = support_content()
    first = content["lines"][0]
    assert first["service"].startswith("988")
    assert {"say": "Call 988", "href": "tel:988"} in first["how"]
    assert "press 3" not in str(content).lower()
    assert len(content["directories"]) == 2


@pytest.mark.parametrize("address", ["javascript:alert(1)", "weather", "https://", "file:///etc"])
def test_an_exit_address_that_is_no_page_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="is no web page"):
        SupportPanel(exit_address=address)


def test_the_widget_draws_what_the_frame_draws() -> None:
    panel = SupportPanel(contact="Sam", exit_address="https://example.org/weather", printed=True)
    assert panel.get_state()["_content"] == dict(support_content("Sam"))
    assert repr(panel) == "<SupportPanel>"
