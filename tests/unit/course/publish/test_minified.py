"""What pages carry of our scripts is what was written, without comments: no text in it changes.

rjsmin does not know that a template may hold another one, and takes spaces out of what it believes to be code. So no
script of ours nests them, and each text of a script is looked for in what is left of it.
"""

import re
from collections.abc import Iterator
from importlib.resources import files

import pytest
from mirrorwell.course.lms import tracker
from mirrorwell.course.publish.assets import assets
from mirrorwell.course.publish.recorded import parts
from rjsmin import jsmin

SCRIPTS = {
    name: text for name, text in parts().items() if name.endswith(".js") and not name.startswith("vendor/")
}
SCRIPTS |= {name: asset.body.decode() for name, asset in assets().items() if name.endswith(".js")}
SCRIPTS |= {f"tracker-{name}": tracker.script(name) for name in tracker.STANDARDS} | {
    "inside.js": tracker.inside()
}
_PIECE = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)
    |(?P<text>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')
    |(?P<pattern>(?<=[(,=:\[!&|?{};\n])\s*/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/[a-z]*)
    |(?P<open>`)
    |(?P<brace>[{}])""",
    re.VERBOSE | re.DOTALL,
)


def pieces(source: str) -> Iterator[tuple[str, str, int]]:
    """Texts and templates of a script: kind (`text`, `template` or `nested`), what it is, and its line."""
    depths: list[int] = []  # braces that are open in each `${` we are in
    at = 0
    while found := _PIECE.search(source, at):
        at = found.end()
        line = source.count("\n", 0, found.start()) + 1
        if found["text"]:
            yield "text", found["text"], line
        elif found["open"]:
            if depths:
                yield "nested", "`", line
            at = yield from _template(source, at, depths, line)
        elif found["brace"] == "{" and depths:
            depths[-1] += 1
        elif found["brace"] == "}" and depths:
            if depths[-1]:
                depths[-1] -= 1
            else:
                depths.pop()
                at = yield from _template(source, at, depths, line)


def _template(source: str, at: int, depths: list[int], line: int) -> Iterator[tuple[str, str, int]]:
    """A piece of a template up to its end or the next `${`."""
    end = re.compile(r"(?:\\.|[^`\\$]|\$(?!\{))*", re.DOTALL).match(source, at)
    assert end
    yield "template", end[0], line
    if source.startswith("${", end.end()):
        depths.append(0)
        return end.end() + 2  # type: ignore[return-value]
    return end.end() + 1  # type: ignore[return-value]


@pytest.mark.parametrize("name", sorted(SCRIPTS))
def test_no_template_stands_in_another(name: str) -> None:
    nested = [line for kind, _, line in pieces(SCRIPTS[name]) if kind == "nested"]
    assert not nested, f"{name}, lines {nested}: give the inner text a name of its own"


@pytest.mark.parametrize("name", sorted(SCRIPTS))
def test_every_text_of_a_script_survives(name: str) -> None:
    small = jsmin(SCRIPTS[name])
    texts = [text for kind, text, _ in pieces(SCRIPTS[name]) if kind != "nested"]
    assert [text for text in texts if text not in small] == []
    assert [text for _, text, _ in pieces(small)] == [text for _, text, _ in pieces(SCRIPTS[name])]


def test_the_scripts_of_the_host_and_of_every_widget_are_among_them() -> None:
    assert {"host.js", "page.js", "_shared.js", "explorer_words.js", "tracker-cmi5"} <= set(SCRIPTS)
    assert files("mirrorwell.widgets").joinpath("static/_shared.js").is_file()
