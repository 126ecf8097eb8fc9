"""The committed specifications are what charts.py says, and take colors and figures from nowhere else."""

import re
from pathlib import Path

import pytest
from mirrorwell.widgets import charts
from mirrorwell.widgets._base import static_text


def test_the_committed_specifications_are_what_the_module_writes() -> None:
    assert charts.main(["--check"]) == 0


def test_a_stale_specification_fails_the_check_and_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(charts, "STATIC", tmp_path)
    assert charts.main([]) == 0
    assert charts.main(["--check"]) == 0
    (tmp_path / "dots.vg.json").write_text("{}", encoding="utf-8")
    assert charts.main(["--check"]) == 1
    assert "dots.vg.json is not what charts.py says. Run: python -m" in capsys.readouterr().err


@pytest.mark.parametrize("name", sorted(charts.CHARTS))
def test_a_specification_names_design_tokens_and_no_color(name: str) -> None:
    text = static_text(f"{name}.vg.json")
    tokens = set(re.findall(r"var\(--mw-([\w-]+)\)", text))
    assert tokens and tokens <= set(re.findall(r"--mw-([\w-]+):", static_text("_tokens.css")))
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgb\(", text)


@pytest.mark.parametrize("name", sorted(charts.CHARTS))
def test_a_specification_holds_no_figures_and_fetches_none(name: str) -> None:
    text = static_text(f"{name}.vg.json")
    assert '"url"' not in text and '"values"' not in text and '"datasets"' not in text
