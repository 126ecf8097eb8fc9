"""`mirrorwell package ...`: the course as files for an LMS."""

from pathlib import Path
from typing import Annotated

import typer

from .cli_build import SiteFile, working
from .site import Site, load


def package(
    format: Annotated[
        str, typer.Argument(metavar="FORMAT", help="page, scorm12, scorm2004, cmi5, imscc or questions.")
    ],
    out: Annotated[
        Path,
        typer.Option(
            metavar="DIR", help="The folder for the files; older ones of the same name are replaced."
        ),
    ],
    module: Annotated[
        str | None, typer.Option(metavar="ID", help="Only this module; without it, each.")
    ] = None,
    whole: Annotated[bool, typer.Option("--whole", help="The whole course in one file.")] = False,
    edition: Annotated[int, typer.Option(help="Edition of SCORM 2004: 3 or 4.")] = 3,
    pass_mark: Annotated[
        int | None, typer.Option(metavar="N", help="Percent of a check that passes; else that of the course.")
    ] = None,
    link_base: Annotated[
        str | None, typer.Option(metavar="URL", help="Address of a hosted copy of the course to link to.")
    ] = None,
    site: SiteFile = None,
) -> None:
    """Write files that an LMS takes: one for each module, or one for the whole course."""
    from .lms.package import build_packages

    facts = load(site) if site else Site()
    with working() as progress:
        task = progress.add_task("reading", total=None)
        paths = build_packages(
            format,
            out,
            module=module,
            whole=whole,
            edition=edition,
            pass_mark=pass_mark,
            link_base=link_base,
            site=facts,
            say=lambda done, total, what: progress.update(
                task, completed=done, total=total, description=what
            ),
        )
    for path in paths:
        typer.echo(f"Written: {path} ({path.stat().st_size / 1000:.0f} KB)")
