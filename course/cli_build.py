"""`mirrorwell build ...`: the course, or a part of it, as files."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from .site import Site, load

SiteFile = Annotated[
    Path | None, typer.Option("--site", metavar="FILE", help="What the host says about itself, in TOML.")
]


def build(
    out: Annotated[
        Path,
        typer.Option(metavar="DIR", help="The folder to write; untouched pages of ours there are replaced."),
    ],
    guide: Annotated[
        bool,
        typer.Option(
            "--guide", help="The facilitator guide instead: run sheets, slides, handouts, safety plan."
        ),
    ] = False,
    site: SiteFile = None,
) -> None:
    """Write the course as pages that open without a network: from a double-clicked file, or from any web space."""
    facts = load(site) if site else Site()
    if guide:
        from .guide import build_guide as make
    else:
        from .publish.site import build_site as make

    with working() as progress:
        task = progress.add_task("reading", total=None)
        pages = make(
            out,
            facts,
            lambda done, total, what: progress.update(task, completed=done, total=total, description=what),
        )
    typer.echo(f"Written: {out / 'index.html'}, the start of {pages} pages")


def working() -> Progress:
    """A bar that shows how far the work is and goes when it is done. It writes to stderr."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
