"""The scripts of the widgets: each small, all from here, nothing fetched."""

import ast
import re
from pathlib import Path

import pytest
import rjsmin
from mirrorwell import widgets
from mirrorwell.widgets._base import static_text
from mirrorwell.widgets.mirror_quiz import _SCRIPTS

LIMIT = 15_000  # bytes of a widget's own scripts, minified; what widgets share is not counted
FOLDER = Path(widgets.__file__).parent


def _calls() -> dict[str, tuple[str, ...]]:
    """The names each module of the package gives to `script(...)`."""
    found = {f"mirror_quiz {kind}": names for kind, names in _SCRIPTS.items()}
    for path in sorted(FOLDER.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "script":
                names = tuple(part.value for part in node.args if isinstance(part, ast.Constant))
                if names:
                    found[path.stem] = names
    return found


CALLS = _calls()


def test_every_widget_is_looked_at() -> None:
    stems = {name.split()[0] for name in CALLS}
    exported = {re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower() for name in widgets.__all__}
    assert exported - stems == {"ace_explorer", "pce_explorer", "ace_pce_explorer"}  # one engine: explorer
    assert "explorer" in stems


@pytest.mark.parametrize("names", CALLS.values(), ids=CALLS.keys())
def test_the_own_scripts_of_a_widget_are_under_15_kb_minified(names: tuple[str, ...]) -> None:
    own = "\n".join(static_text(name) for name in names if not name.startswith("_"))
    assert 200 < len(rjsmin.jsmin(own).encode()) < LIMIT


@pytest.mark.parametrize("path", sorted(FOLDER.glob("static/*.js")), ids=lambda path: path.name)
def test_a_script_names_no_other_host_and_asks_for_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"https?://(?!www\.w3\.org/(?:2000/svg|1999/xlink))[^\s\"'`]+", text) == []
    assert not re.search(r"\b(fetch|XMLHttpRequest|WebSocket|sendBeacon|EventSource|eval)\s*\(", text)
    assert ".innerHTML" not in text and "insertAdjacentHTML" not in text


def test_shared_scripts_can_stand_in_front_of_any_other() -> None:
    """They are joined in any order into one module, so no two declare the same name."""
    declared: dict[str, str] = {}
    for path in sorted(FOLDER.glob("static/_*.js")):
        for name in re.findall(
            r"^(?:async )?(?:function|const|class|let) (\w+)", path.read_text("utf-8"), re.M
        ):
            assert name not in declared, f"{name} is declared in {declared[name]} and {path.name}"
            declared[name] = path.name
