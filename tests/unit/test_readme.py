"""The README: short, and every command in it is one that works."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest
from mirrorwell.course.cli import app
from typer.testing import CliRunner

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [line[2:].split("#")[0].strip() for line in README.splitlines() if line.startswith("$ ")]
FIGURES = [command for command in COMMANDS if command.startswith("mirrorwell data")]
OTHERS = [command for command in COMMANDS if command.startswith("mirrorwell") and command not in FIGURES]


def test_it_is_under_150_lines_and_its_picture_is_there() -> None:
    assert len(README.splitlines()) < 150
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert pictures
    assert all((ROOT / picture).is_file() for picture in pictures)


@pytest.mark.parametrize("command", FIGURES)
def test_a_command_about_figures_runs(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, shlex.split(command)[1:])
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize("command", OTHERS)
def test_another_command_and_its_options_exist(command: str) -> None:
    """`serve`, `lab` and `doctor` would start or judge the machine; their help names each option used."""
    words = shlex.split(command)[1:]
    done = CliRunner().invoke(app, [words[0], "--help"], env={"COLUMNS": "200"})
    assert done.exit_code == 0, done.output
    for option in [word for word in words if word.startswith("--")]:
        assert option in done.output, f"{words[0]} has no {option}"


@pytest.mark.parametrize("target", [c.split()[1] for c in COMMANDS if c.startswith("make ")])
def test_a_target_of_make_exists(target: str) -> None:
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert f"make {target} " in listed
