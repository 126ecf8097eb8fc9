"""The files every page of the course needs: style, script, mark and font, each known by what is in it."""

import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

from ...widgets._base import static_text

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
}
_URL = re.compile(r'url\("([^"]+)"\)')


@dataclass(frozen=True, slots=True)
class Asset:
    """One file that a page loads. `version` changes when and only when the bytes do."""

    name: str
    body: bytes
    version: str
    type: str

    @property
    def address(self) -> str:
        """Name and version, to be appended to the folder the assets are served from."""
        return f"{self.name}?v={self.version}"


@cache
def assets() -> dict[str, Asset]:
    """All assets by name, for example `page.css` or `fonts/atkinson-400-normal.woff2`."""
    found = {name: _asset(name, file.read_bytes()) for name, file in walk(files(__package__) / "static")}
    found["tokens.css"] = _asset("tokens.css", static_text("_tokens.css").encode())
    found["support.css"] = _asset("support.css", _joined("_shared.css", "support_panel.css").encode())
    # The frame shares the support dialog and the remembered state with the widgets; nothing of it becomes a global.
    shared = _joined("_shared.js", "_store.js", "_support.js")
    script = found["page.js"].body.decode() + found.pop("words.js").body.decode()
    found["page.js"] = _asset("page.js", f"(() => {{\n{shared}\n{script}\n}})();\n".encode())
    style = found["page.css"].body.decode()
    # A font is cached for a year, so the style sheet must name the version it was written for.
    named = _URL.sub(lambda match: f'url("{found[match[1]].address}")', style)
    found["page.css"] = _asset("page.css", named.encode())
    return found


def _joined(*names: str) -> str:
    return "\n".join(static_text(name) for name in names)


def walk(folder: Traversable, prefix: str = "") -> list[tuple[str, Traversable]]:
    """Every file below a folder of an installed package, by its path from there, in a fixed order."""
    found: list[tuple[str, Traversable]] = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = prefix + entry.name
        found += walk(entry, f"{name}/") if entry.is_dir() else [(name, entry)]
    return found


def _asset(name: str, body: bytes) -> Asset:
    ending = name[name.rindex(".") :]
    return Asset(name, body, sha256(body).hexdigest()[:12], _TYPES[ending])
