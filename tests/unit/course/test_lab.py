"""Notebooks beside the learner: copied, brought up to date while untouched, never overwritten when changed."""

import json
import os
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from mirrorwell.course import lab
from mirrorwell.course.errors import CourseError
from mirrorwell.course.lab import copy_notebooks
from mirrorwell.course.outline import course

PICTURES = ["pictures/chain.svg", "pictures/nested-systems.svg", "pictures/timeline.svg"]
NAMES = [*(part.notebook for part in course().parts), "glossary.ipynb", "about.md", "problem.md", *PICTURES]
FIRST = NAMES[0]


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> None:
    """The course has a newer first notebook."""
    shipped = lab._shipped
    monkeypatch.setattr(lab, "_shipped", lambda name: b"newer" if name == FIRST else shipped(name))


def test_every_notebook_is_copied_once(tmp_path: Path) -> None:
    assert copy_notebooks(tmp_path / "course").written == NAMES
    again = copy_notebooks(tmp_path / "course")
    assert (again.written, again.kept, again.beside) == ([], [], [])


def test_a_changed_notebook_stays_as_it_is(tmp_path: Path) -> None:
    copy_notebooks(tmp_path)
    (tmp_path / FIRST).write_text("mine")
    done = copy_notebooks(tmp_path)
    assert done.kept == [FIRST]
    assert done.beside == []
    assert (tmp_path / FIRST).read_text() == "mine"


def test_an_untouched_notebook_is_brought_up_to_date(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    copy_notebooks(tmp_path)
    request.getfixturevalue("newer")
    assert copy_notebooks(tmp_path).written == [FIRST]
    assert (tmp_path / FIRST).read_bytes() == b"newer"


def test_beside_a_changed_notebook_the_newer_one_is_written(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    copy_notebooks(tmp_path)
    (tmp_path / FIRST).write_text("mine")
    request.getfixturevalue("newer")
    beside = FIRST.replace(".ipynb", ".new.ipynb")
    assert copy_notebooks(tmp_path).beside == [beside]
    assert (tmp_path / FIRST).read_text() == "mine"
    assert (tmp_path / beside).read_bytes() == b"newer"
    (tmp_path / beside).write_text("mine too")
    assert copy_notebooks(tmp_path).beside == []
    assert (tmp_path / beside).read_text() == "mine too"


def test_a_file_that_was_there_before_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / FIRST).write_text("somebody's")
    assert copy_notebooks(tmp_path).kept == [FIRST]
    assert (tmp_path / FIRST).read_text() == "somebody's"


def test_a_picture_is_copied_by_the_same_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine, untouched = PICTURES[0], PICTURES[1]
    copy_notebooks(tmp_path)
    (tmp_path / mine).write_text("mine")
    monkeypatch.setattr(lab, "_shipped", lambda name: b"newer")
    done = copy_notebooks(tmp_path)
    assert (done.kept, done.beside) == ([mine], ["pictures/chain.new.svg"])
    assert (tmp_path / mine).read_text() == "mine"
    assert (tmp_path / "pictures/chain.new.svg").read_bytes() == b"newer"
    assert (tmp_path / untouched).read_bytes() == b"newer"


def test_a_deleted_notebook_comes_back(tmp_path: Path) -> None:
    copy_notebooks(tmp_path)
    (tmp_path / FIRST).unlink()
    assert copy_notebooks(tmp_path).written == [FIRST]


def test_a_folder_that_cannot_be_written_is_named_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CourseError, match=r"file/course cannot be written.*Name another folder"):
        copy_notebooks(tmp_path / "file" / "course")


def test_a_damaged_record_is_named(tmp_path: Path) -> None:
    copy_notebooks(tmp_path)
    (tmp_path / ".mirrorwell.json").write_text("{")
    with pytest.raises(CourseError, match=r"\.mirrorwell\.json is damaged"):
        copy_notebooks(tmp_path)


def test_nothing_half_written_remains(tmp_path: Path) -> None:
    copy_notebooks(tmp_path)
    left = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert left == {*NAMES, ".mirrorwell.json"}
    assert set(json.loads((tmp_path / ".mirrorwell.json").read_text())) == set(NAMES)


def test_jupyterlab_is_started_on_the_folder_and_told_not_to_ask_for_news(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "/others")
    monkeypatch.setattr(lab.os, "execv", lambda path, command: started.append(command))
    monkeypatch.setattr(lab.subprocess, "run", lambda command, check: CompletedProcess(command, 0))
    assert lab.open_lab(tmp_path, port=9000, browser=False) == 0
    assert f"--ServerApp.root_dir={tmp_path.resolve()}" in started[0]
    assert {"--ServerApp.port=9000", "--ServerApp.port_retries=0", "--no-browser"} <= set(started[0])
    ours, others = os.environ["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    assert others == "/others"
    config = json.loads((Path(ours) / "labconfig" / "page_config.json").read_text())
    assert config == {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}
