"""`mirrorwell ...`: reads the command line, calls one function, prints. No logic here."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from ..datasets.errors import DataError
from .cli_build import build
from .cli_data import data
from .cli_package import package
from .errors import CourseError, stop

app = typer.Typer(
    name="mirrorwell",
    help="An open course in notebooks: trauma-organized systems, positive childhood experiences, healing-centered work.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
app.add_typer(data, name="data")
app.command(epilog="Example: mirrorwell build --out site")(build)
app.command(epilog="Example: mirrorwell package scorm12 --out packages")(package)

_Port = Annotated[int, typer.Option(min=0, max=65535, help="0 takes any free port.")]
_Host = Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 lets the whole network in.")]


@app.command(epilog="Example: mirrorwell serve --port 9000 --site my-site.toml")
def serve(
    host: _Host = "127.0.0.1",
    port: _Port = 8866,
    base_url: Annotated[str, typer.Option(help="Path in front of every address, behind a proxy.")] = "/",
    token: Annotated[
        str, typer.Option(envvar="MIRRORWELL_TOKEN", help="A word that people must know to come in.")
    ] = "",
    allow_frame: Annotated[
        list[str] | None,
        typer.Option(metavar="ORIGIN", help="A site that may show the course in a frame; may be repeated."),
    ] = None,
    max_visitors: Annotated[int, typer.Option(min=0, help="Open pages served at a time; 0: no limit.")] = 40,
    site: Annotated[
        Path | None, typer.Option(metavar="FILE", help="What the host says about itself, in TOML.")
    ] = None,
) -> None:
    """Open the course in a browser: home page, modules, apps."""
    from .serve.settings import settings
    from .serve.sockets import bind

    chosen = settings(host, port, base_url, token, allow_frame or [], max_visitors, site)
    sockets = bind(chosen.host, chosen.port)
    # Imported only now: it takes a second, and a busy port should not.
    from .serve.app import serve as run

    def ready(address: str) -> None:
        typer.echo(f"mirrorwell is ready at {address}  (Ctrl+C stops it)")
        if chosen.open_to_network and not token:
            typer.echo("Anyone in this network can open it. Add --token WORD to ask for a word.")

    run(chosen, sockets, ready)


@app.command(epilog="Example: mirrorwell lab ~/course")
def lab(
    folder: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="Where the notebooks are put.", show_default=True)
    ] = Path("mirrorwell-course"),
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="Port of JupyterLab; without it, the first free one.")
    ] = None,
    no_open: Annotated[
        bool, typer.Option("--no-open", help="Start JupyterLab without a browser window.")
    ] = False,
    copy_only: Annotated[
        bool, typer.Option("--copy-only", help="Copy the notebooks and start nothing.")
    ] = False,
) -> None:
    """Put the notebooks beside you and open them in JupyterLab. Notebooks you changed stay as they are."""
    from .lab import copy_notebooks, open_lab

    done = copy_notebooks(folder)
    for name in done.written:
        typer.echo(f"Written: {folder / name}")
    for name in done.kept:
        typer.echo(f"Kept, because you changed it: {folder / name}")
    for name in done.beside:
        typer.echo(f"The newer one is beside it: {folder / name}")
    sys.stdout.flush()
    if not copy_only:
        raise typer.Exit(open_lab(folder, port, browser=not no_open))


@app.command(epilog="Example: mirrorwell doctor --port 9000")
def doctor(host: _Host = "127.0.0.1", port: _Port = 8866) -> None:
    """Say whether everything is here that the course needs."""
    from .doctor import examine

    broken = False
    for finding in examine(host, port):
        mark = "ok" if finding.ok else "MISSING" if finding.needed else "note"
        typer.echo(f"{mark:<8} {finding.what}: {finding.found}")
        broken = broken or (finding.needed and not finding.ok)
    raise typer.Exit(1 if broken else 0)


def main() -> None:
    """Entry point. What a user can put right is one line; a bug keeps its traceback."""
    try:
        app()
    except (CourseError, DataError) as error:
        stop(error)


if __name__ == "__main__":
    main()
