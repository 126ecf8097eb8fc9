"""What a host says about itself: the example is right, each mistake is named, silence has neutral words."""

from pathlib import Path

import pytest
from mirrorwell.course import site as module
from mirrorwell.course.errors import CourseError
from mirrorwell.course.site import Site, load, read

EXAMPLE = Path(module.__file__).with_name("site-example.toml")


def test_the_example_file_is_read_and_fills_every_sentence() -> None:
    site = load(EXAMPLE)
    assert site.contact
    assert site.exit_address
    assert site.contact in site.say_contact
    assert site.reporting_law == site.say_reporting
    assert site.shared_files == site.say_files
    assert site.credit is None
    assert [line["service"] for line in site.local_lines] == ["Emergency number here", "County warm line"]


def test_a_credit_of_the_host_is_said_with_its_provider() -> None:
    site = read(
        '[credit]\nprovider = "Office"\nnumber = "12"\nstatement = "Approved for one hour."', "s.toml"
    )
    assert site.say_credit == "Approved for one hour. Provider: Office, number 12."


def test_an_empty_file_says_everything_in_neutral_words() -> None:
    site = read("", "s.toml")
    assert site == Site()
    for sentence in (site.say_contact, site.say_reporting, site.say_files, site.say_credit):
        assert sentence.endswith(".")
        assert "None" not in sentence
    assert "not been approved" in site.say_credit
    assert site.local_lines == ()


def test_a_checked_line_keeps_the_day_and_the_name_of_the_check() -> None:
    site = read(
        '[[support_line]]\nservice = "Warm line"\ncall = "1"\nverified_on = "2025-03-31"\nverified_by = "Sam"',
        "s.toml",
    )
    assert site.local_lines[0]["verified_on"] == "2025-03-31"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('contcat = "x"', r"s\.toml: contcat is not a known key\. Known here: contact, credit, "),
        ("contact = 5", r"s\.toml: contact is 5\. Write text in quotes"),
        ('contact = ""', r"s\.toml: contact is empty"),
        ("contact = ", r"s\.toml is not valid TOML"),
        ('exit_address = "weather.example"', r"exit_address is 'weather\.example'\. Write a full address"),
        ('exit_address = "javascript:alert(1)"', r"exit_address"),
        ('[credit]\nprovider = "x"', r"credit\.number is missing"),
        ('credit = "x"', r"s\.toml: credit is 'x'\. Write a table"),
        ('support_line = ["x"]', r"support_line 1 must be a table"),
        ('[[support_line]]\nservice = "x"', r"support_line 1\.call is missing"),
        ('[[support_line]]\ncall = "1"', r"support_line 1\.service is missing"),
        (
            '[[support_line]]\nservice = "x"\ncall = "1"\nphone = "2"',
            r"support_line 1\.phone is not a known key",
        ),
        (
            '[[support_line]]\nservice = "x"\ncall = "1"\nverified_on = "2025-03-31"',
            r"verified_by is missing",
        ),
        ('[[support_line]]\nservice = "x"\ncall = "1"\nverified_by = "Sam"', r"verified_on is missing"),
        (
            '[[support_line]]\nservice = "x"\ncall = "1"\nverified_on = "soon"\nverified_by = "Sam"',
            r"verified_on is 'soon'\. Write a day",
        ),
    ],
)
def test_a_mistake_is_named_with_file_key_and_remedy(text: str, message: str) -> None:
    with pytest.raises(CourseError, match=message):
        read(text, "s.toml")


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    path.write_bytes(b"contact = '\xff'")
    with pytest.raises(CourseError, match="is not UTF-8 text"):
        load(path)


def test_a_folder_is_no_site_file(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="cannot be read"):
        load(tmp_path)
