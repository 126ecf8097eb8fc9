import csv
import zipfile
from pathlib import Path

import pytest
from mirrorwell import datasets
from mirrorwell.datasets import DataError
from mirrorwell.datasets.loader import DATA


def test_the_zip_holds_data_dictionary_citation_licence_and_cautions(tmp_path: Path) -> None:
    path = datasets.export("ace_kaiser", tmp_path / "kaiser.zip")
    with zipfile.ZipFile(path) as archive:
        held = {name.removeprefix("ace_kaiser/"): archive.read(name) for name in archive.namelist()}
    assert sorted(held) == [
        "ace_kaiser.csv",
        "cautions.txt",
        "citation.txt",
        "data-dictionary.csv",
        "licence.txt",
    ]
    assert held["ace_kaiser.csv"] == (DATA / "ace_kaiser.csv").read_bytes()
    listed = [row["column"] for row in csv.DictReader(held["data-dictionary.csv"].decode().splitlines())]
    assert listed == list(datasets.rows("ace_kaiser")[0])
    assert b"groups, not persons" in held["cautions.txt"]


def test_the_same_data_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = (
        datasets.export("glossary", tmp_path / "a.zip"),
        datasets.export("glossary", tmp_path / "b.zip"),
    )
    assert first.read_bytes() == second.read_bytes() == datasets.export_bytes("glossary")


def test_a_folder_is_not_overwritten(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"is a folder. Name a file"):
        datasets.export("ace_kaiser", tmp_path)


def test_a_place_that_cannot_be_written_is_one_line_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"cannot be written \(No such file or directory\)"):
        datasets.export("ace_kaiser", tmp_path / "gone" / "a.zip")
    assert list(tmp_path.iterdir()) == []


def test_a_failed_rename_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(DataError, match="Permission denied"):
        datasets.export("ace_kaiser", tmp_path / "a.zip")
    assert list(tmp_path.iterdir()) == []


def test_references_can_be_exported_too(tmp_path: Path) -> None:
    with zipfile.ZipFile(datasets.export("references", tmp_path / "r.zip")) as archive:
        assert "references/references.json" in archive.namelist()
