"""`mirrorwell build ...`: the course, or a part of it, as files."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from .errors import CourseError
from .site import Site, load


def build(
    guide: Annotated[
        bool,
        typer.Option("--guide", help="The facilitator guide: run sheets, slides, handouts, safety plan."),
    ] = False,
    out: Annotated[
        Path, typer.Option(metavar="DIR", help="The folder to write; an untouched guide there is replaced.")
    ] = Path("mirrorwell-guide"),
    site: Annotated[
        Path | None, typer.Option(metavar="FILE", help="What the host says about itself, in TOML.")
    ] = None,
) -> None:
    """Write the course as files that open without a network: with --guide, the facilitator guide."""
    if not guide:
        raise CourseError("Nothing was built: say what to build. Use mirrorwell build --guide --out DIR.")
    from .guide import build_guide

    facts = load(site) if site else Site()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=None)
        pages = build_guide(
            out,
            facts,
            lambda done, total, what: progress.update(task, completed=done, total=total, description=what),
        )
    typer.echo(f"Written: {out / 'index.html'}, the start of {pages} pages")
