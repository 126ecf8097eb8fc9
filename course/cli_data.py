"""`mirrorwell data ...`: the figures and where they come from."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from .. import datasets
from .errors import CourseError

data = typer.Typer(
    help="Look at the figures, take them along, check them, rebuild them.", no_args_is_help=True
)

_Name = Annotated[str, typer.Argument(metavar="NAME", help="A name from: mirrorwell data list")]


@data.command("list", epilog="Example: mirrorwell data list")
def list_() -> None:
    """List the tables of figures."""
    table = Table(box=None, pad_edge=False)
    table.add_column("Name", no_wrap=True)
    table.add_column("Rows", justify="right")
    table.add_column("What it holds")
    for name in datasets.names():
        known = datasets.describe(name)
        table.add_row(name, str(known["rows"]), known["title"])
    Console().print(table)


@data.command(epilog="Example: mirrorwell data show ace_yrbs_2023")
def show(name: _Name) -> None:
    """Describe one table: what it holds, from where, with which cautions."""
    known = datasets.describe(name)
    typer.echo(f"{known['title']}\n{known['description']}\n")
    typer.echo(
        f"Rows: {known['rows']}. Licence: {known['licence'].get('title') or known['licence']['name']}."
    )
    for caution in [known["cautions"]] if isinstance(known["cautions"], str) else known["cautions"]:
        typer.echo(f"Caution: {caution}")
    for source in known["sources"]:
        path = source.get("path", "")
        typer.echo(f"Source: {source['title']}{'' if path in source['title'] else f' {path}'}")
    typer.echo("Columns: " + ", ".join(column["name"] for column in known["fields"]))
    typer.echo(f"Cite as: {datasets.cite(name)}")


@data.command(epilog="Example: mirrorwell data export ace_yrbs_2023 --out ace.zip")
def export(
    name: _Name,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The zip to write; without it NAME.zip.")
    ] = None,
) -> None:
    """Write one table as a zip with data dictionary, citation, licence and cautions."""
    typer.echo(f"Written: {datasets.export(name, out or Path(f'{name}.zip'))}")


@data.command(epilog="Example: mirrorwell data check my-course/questions.toml")
def check(
    place: Annotated[
        Path | None,
        typer.Argument(
            metavar="[PLACE]", help="A content file, or a folder of tables or content files of your own."
        ),
    ] = None,
) -> None:
    """Check every table (sources, intervals, sums) and every content file (questions, scenes, rules ...)."""
    from ..widgets.content_check import content_problems

    if place is not None and not place.exists():
        raise CourseError(f"{place} does not exist. Name a content file or a folder.")
    files, problems = content_problems(place)
    tables = place is None or (place.is_dir() and not files)
    if tables:
        from ..datasets.check import check as problems_in

        problems = [*problems_in(place), *problems]
    for problem in problems:
        typer.echo(problem, err=True)
    if problems:
        raise typer.Exit(1)
    said = [f"{len(datasets.names())} tables"] * tables + [
        f"{files} content {'file' if files == 1 else 'files'}"
    ] * bool(files)
    typer.echo(f"{' and '.join(said)} checked, no problem found.")


build = typer.Typer(help="Compute figures from survey records.", no_args_is_help=True)
data.add_typer(build, name="build")


@build.command(epilog="Example: mirrorwell data build yrbs --from yrbs2023.parquet --out joint.csv")
def yrbs(
    source: Annotated[
        Path,
        typer.Option("--from", metavar="FILE", help="Records with CDC's variable names: CSV, XPT, Parquet."),
    ],
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The CSV to write; without it the course's own.")
    ] = None,
) -> None:
    """Compute the joint ACE and PCE figures of the 2023 Youth Risk Behavior Survey."""
    from ..datasets.yrbs.build import build_yrbs

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("starting")
        written = build_yrbs(source, out, lambda step: progress.update(task, description=step))
    typer.echo(f"Written: {written}")
