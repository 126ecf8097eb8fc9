"""The command line: help with an example, one line for what a user can put right, a traceback for a bug."""

import re
import socket
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from mirrorwell import datasets
from mirrorwell.course import browser, doctor
from mirrorwell.course.cli import main
from mirrorwell.course.errors import CourseError
from mirrorwell.widgets.content import content_text

COMMANDS = [
    ["serve"],
    ["lab"],
    ["doctor"],
    ["data", "list"],
    ["data", "show"],
    ["data", "export"],
    ["data", "check"],
    ["data", "build", "yrbs"],
]


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["mirrorwell", *arguments])
    with pytest.raises(SystemExit) as left:
        main()
    return int(left.value.code or 0)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_the_help_of_a_command_shows_an_example(
    command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, *command, "--help") == 0
    assert f"Example: mirrorwell {' '.join(command)}" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["data", "show", "ace_kaser"], "ace_kaiser"),
        (["data", "export", "ace_kaiser", "--out", "."], "is a folder"),
        (["data", "export", "ace_kaiser", "--out", "no/such/folder.zip"], "cannot be written"),
        (["serve", "--site", "nowhere.toml"], "nowhere.toml cannot be read"),
        (["serve", "--allow-frame", "lms"], "--allow-frame lms is no origin"),
        (["serve", "--base-url", "a b"], "--base-url a b is no plain path"),
        (["lab", "file/course", "--copy-only"], "cannot be written"),
    ],
)
def test_what_a_user_can_put_right_is_one_line_and_exit_code_1(
    arguments: list[str],
    message: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("")
    assert run(monkeypatch, *arguments) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("Error: ")
    assert message in said.err
    assert said.err.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_serving_on_a_busy_port_is_one_line_and_exit_code_1() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        port = str(held.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "mirrorwell.course.cli", "serve", "--port", port],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        f"Error: Port {port} on 127.0.0.1 is in use by another program. Choose another with --port, or stop what uses it."
    ]


def test_a_bug_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> list[str]:
        raise RuntimeError("a bug")

    monkeypatch.setattr(datasets, "names", broken)
    monkeypatch.setattr(sys, "argv", ["mirrorwell", "data", "list"])
    with pytest.raises(RuntimeError, match="a bug"):
        main()


def test_the_tables_are_listed_and_described(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "data", "list") == 0
    listed = capsys.readouterr().out
    assert all(name in listed for name in datasets.names())
    assert run(monkeypatch, "data", "show", "ace_kaiser") == 0
    shown = capsys.readouterr().out
    assert "Cite as:" in shown
    assert "Source:" in shown


def test_an_export_is_written_where_it_was_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    target = tmp_path / "taken along.zip"
    assert run(monkeypatch, "data", "export", "ace_kaiser", "--out", str(target)) == 0
    assert target.stat().st_size > 500


def test_figures_with_a_problem_are_reported_line_by_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        "mirrorwell.datasets.check.check", lambda folder=None: ["a.csv:2: wrong", "a.csv:3: wrong"]
    )
    assert run(monkeypatch, "data", "check") == 1
    assert capsys.readouterr().err.splitlines() == ["a.csv:2: wrong", "a.csv:3: wrong"]


def test_a_trainers_own_questions_are_checked_line_by_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    copy = tmp_path / "questions.toml"
    text = content_text("questions.toml")
    copy.write_text(text, encoding="utf-8")
    assert run(monkeypatch, "data", "check", str(copy)) == 0
    assert capsys.readouterr().out == "1 content file checked, no problem found.\n"
    copy.write_text(text.replace(", best = true", "", 1), encoding="utf-8")
    assert run(monkeypatch, "data", "check", str(tmp_path)) == 1
    (said,) = capsys.readouterr().err.splitlines()
    assert re.match(r"questions\.toml:\d+: Q1\.1: no best answer\. Add best = true", said)


def test_a_place_that_is_not_there_is_named_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(monkeypatch, "data", "check", str(tmp_path / "none.toml")) == 1
    (said,) = capsys.readouterr().err.splitlines()
    assert "none.toml does not exist. Name a content file or a folder." in said


def test_the_doctor_names_what_is_broken(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("mirrorwell.datasets.check.check", lambda folder=None: [])
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        port = held.getsockname()[1]
        assert run(monkeypatch, "doctor", "--port", str(port)) == 1
    said = capsys.readouterr().out
    assert f"MISSING  Port: Port {port} on 127.0.0.1 is in use" in said
    assert "ok       Figures:" in said


def test_a_missing_chromium_does_not_make_the_course_broken(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing() -> Path:
        raise CourseError("No Chromium was found.")

    monkeypatch.setattr("mirrorwell.datasets.check.check", lambda folder=None: [])
    monkeypatch.setattr(doctor, "find_chromium", missing)
    assert run(monkeypatch, "doctor", "--port", "0") == 0
    assert "note     Chromium (tests only): No Chromium was found." in capsys.readouterr().out


def test_the_age_of_unchecked_support_lines_is_counted_from_the_day_it_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = [
        {"source_url": "x", "verified_on": None, "seen_on": "2025-01-01"},
        {"source_url": "x", "verified_on": None, "seen_on": None},
        {"source_url": "x", "verified_on": "2025-01-02", "seen_on": "2020-01-01"},
        {"source_url": None, "verified_on": None, "seen_on": "2020-01-01"},
    ]
    monkeypatch.setattr(datasets, "rows", lambda name: lines)
    finding = doctor._lines(date(2025, 1, 31))
    assert "2 not yet checked" in finding.found
    assert "30 days ago" in finding.found
    assert not finding.needed


def test_the_named_chromium_goes_before_an_installed_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    named = tmp_path / "my-chromium"
    named.write_text("")
    named.chmod(0o755)
    monkeypatch.setenv("MIRRORWELL_CHROMIUM", str(named))
    assert browser.find_chromium() == named
    monkeypatch.delenv("MIRRORWELL_CHROMIUM")
    monkeypatch.setattr(
        browser.shutil, "which", lambda name: f"/bin/{name}" if name == "google-chrome" else None
    )
    assert browser.find_chromium() == Path("/bin/google-chrome")


def test_without_any_chromium_the_message_says_how_to_get_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("MIRRORWELL_CHROMIUM", raising=False)
    monkeypatch.setattr(browser.shutil, "which", lambda name: None)
    monkeypatch.setattr(browser, "_playwrights_own", lambda: None)
    with pytest.raises(CourseError, match=r"No Chromium was found\. Install one.*MIRRORWELL_CHROMIUM"):
        browser.find_chromium()
    monkeypatch.setenv("MIRRORWELL_CHROMIUM", str(tmp_path / "none"))
    with pytest.raises(CourseError, match=r"MIRRORWELL_CHROMIUM names .*none, which is no program"):
        browser.find_chromium()
