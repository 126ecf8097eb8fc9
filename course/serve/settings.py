"""How to serve, checked before anything starts."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from ..errors import CourseError
from ..site import Site, load

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


@dataclass(frozen=True, slots=True)
class Settings:
    """`base_url` begins and ends with a slash; `origins` may show the course in a frame; `max_visitors` 0: no limit."""

    host: str = "127.0.0.1"
    port: int = 8866
    base_url: str = "/"
    token: str = ""
    origins: tuple[str, ...] = ()
    max_visitors: int = 40
    site: Site = field(default_factory=Site)

    @property
    def open_to_network(self) -> bool:
        return self.host not in _LOOPBACK


def settings(
    host: str, port: int, base_url: str, token: str, origins: list[str], max_visitors: int, site: Path | None
) -> Settings:
    """Check what was asked for. Raises CourseError naming the option, the reason and the remedy."""
    return Settings(
        host=host,
        port=port,
        base_url=_base_path(base_url),
        token=token,
        origins=tuple(map(_origin, origins)),
        max_visitors=max_visitors,
        site=load(site) if site else Site(),
    )


def _base_path(given: str) -> str:
    inner = given.strip("/")
    if not re.fullmatch(r"[\w.~/-]*", inner, re.ASCII) or "//" in inner:
        raise CourseError(f"--base-url {given} is no plain path. Use letters, digits and hyphens: /course/.")
    return f"/{inner}/" if inner else "/"


def _origin(given: str) -> str:
    """An origin goes into a header as it is, so it must be one and nothing more."""
    parts = urlsplit(given)
    right = parts.scheme in {"http", "https"} and re.fullmatch(r"[\w.-]+(:\d+)?", parts.netloc, re.ASCII)
    if not right or given.rstrip("/") != f"{parts.scheme}://{parts.netloc}":
        raise CourseError(
            f"--allow-frame {given} is no origin. Give scheme and host without a path: https://lms.example.org."
        )
    return f"{parts.scheme}://{parts.netloc}"
