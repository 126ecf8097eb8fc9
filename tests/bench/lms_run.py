"""`make bench-lms`: measure what the packages promise and print it as tables.

Sizes are facts of the build; times depend on the machine, so what stands beside them is measured in the same run.
Nothing here is a test, but the exit code says whether every aim was met.
"""

import argparse
import os
import platform
import statistics
import tempfile
import zipfile
from pathlib import Path

from lms_beside import executed, export, widgets
from lms_build import build_seconds, two_cores
from lms_open import usable_ms
from lms_plan import STANDARDS
from lms_sessions import Outcome, sessions
from lms_sizes import Size, parts, sizes
from lms_trouble import Trouble
from mirrorwell.course.outline import course
from rich.console import Console
from rich.table import Table

SHOWN = ("reading-ace-evidence-with-care", "parallel-process")
"""Modules that are opened: one with charts, one without."""
KB = 1000


class Report:
    """One table: what was measured, ours, what stands beside it, their ratio, the aim, and whether it was met."""

    def __init__(self) -> None:
        self.table = Table("What", "Ours", "Beside it", "Ratio", "Aim", "", title=machine())
        self.missed = 0

    def row(
        self, what: str, ours: str, beside: str = "", ratio: str = "", aim: str = "", *, met: bool
    ) -> None:
        self.missed += not met
        self.table.add_row(what, ours, beside, ratio, aim, "met" if met else "MISSED")

    def part(self) -> None:
        self.table.add_section()


def machine() -> str:
    """The computer, as far as a reader needs it to compare."""
    names = [line for line in _cpuinfo() if line.startswith("model name")]
    model = names[0].partition(":")[2].strip() if names else platform.processor() or platform.machine()
    return f"{model}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def _cpuinfo() -> list[str]:
    place = Path("/proc/cpuinfo")
    return place.read_text().splitlines() if place.is_file() else []


def kb(size: float) -> str:
    return f"{size / KB:,.1f} KB"


def median_and_p95(values: list[float]) -> str:
    p95 = statistics.quantiles(values, n=20, method="inclusive")[-1]  # of few values: none beyond the largest
    return f"{statistics.median(values):,.0f} / {p95:,.0f} ms"


def report_builds(report: Report, out: Path, cache: Path) -> None:
    """Two rounds of the same commands: with nothing, and with what the first round left."""
    first, again = build_seconds(out, cache), build_seconds(out, cache)
    for took in first.values():
        if took.error:
            report.row("a command failed", took.error, aim="none", met=False)
    for what, taken, aim in (("from nothing", first, 180), ("again, nothing changed", again, 5)):
        wall, cpu = sum(each.wall for each in taken.values()), sum(each.cpu for each in taken.values())
        slowest = max(taken, key=lambda name: taken[name].wall)
        report.row(
            f"site and all packages, {len(taken)} commands, {what}",
            f"{wall:.1f} s ({cpu:.1f} s of processor)",
            aim=f"< {aim} s",
            met=wall < aim,
        )
        report.row(
            f"  the longest command, {what}: {slowest}",
            f"{taken[slowest].wall:.1f} s ({taken[slowest].cpu:.1f} s of processor)",
            aim=f"< {aim} s",
            met=taken[slowest].wall < aim,
        )
    report.part()


def report_sizes(report: Report, found: list[Size]) -> None:
    kinds = {"charts": "with charts", "plain": "without charts"}
    for size in found:
        kind = f" ({kinds[size.kind]})" if size.kind in kinds else ""
        report.row(
            f"{size.format}: {size.unit}{kind}",
            f"{kb(size.bytes)} ({size.bytes:,} bytes)",
            ratio=f"{size.bytes / KB / size.aim:.2f}" if size.aim else "",
            aim=f"<= {size.aim:,} KB" if size.aim else "",
            met=not size.aim or size.bytes <= size.aim * KB,
        )
    report.part()


def largest(found: list[Size]) -> list[Table]:
    """For the biggest package of each class, what its bytes are."""
    tables = []
    for kind in ("charts", "plain", "whole"):
        of_kind = [size for size in found if size.kind == kind]
        if not of_kind:
            continue
        size = max(of_kind, key=lambda each: each.bytes)
        table = Table(
            "File", "Zipped", "Plain", "Share", title=f"{size.format}: {size.unit}, {kb(size.bytes)}"
        )
        for name, packed, plain in parts(size):
            table.add_row(name, kb(packed), kb(plain), f"{packed / size.bytes:.0%}")
        tables.append(table)
    return tables


def zipped(folder: Path) -> int:
    """Bytes of a folder zipped as tightly as our packages are."""
    archive = folder.with_suffix(".zip")
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as held:
        for path in sorted(folder.rglob("*")):
            held.write(path, path.relative_to(folder))
    return archive.stat().st_size


def report_pages(report: Report, found: list[Size], scratch: Path, *, runs: int) -> None:
    for id in SHOWN:
        module = course().module(id)
        assert module is not None
        ours = next((size for size in found if size.format == "page" and size.unit == id), None)
        if ours is None:
            report.row(f"{id} from disk", "there is no package to open", aim="< 0.50", met=False)
            continue
        with zipfile.ZipFile(ours.path) as held:
            held.extractall(scratch / id)
        content = executed(module.notebook)
        theirs = export(content, scratch / f"{id}-nbconvert")
        pages = {"ours": scratch / id / "index.html", "theirs": theirs}
        times = usable_ms(pages, widgets(content), runs=runs)
        ratio = statistics.median(times["ours"]) / statistics.median(times["theirs"])
        report.row(
            f"{id} from disk, every widget ready, median / p95 of {runs} | nbconvert, html-manager, require.js",
            median_and_p95(times["ours"]),
            median_and_p95(times["theirs"]),
            f"{ratio:.2f}",
            "< 0.50",
            met=ratio < 0.5,
        )
        beside = zipped(theirs.parent)
        report.row(
            f"{id}, zipped | the same",
            kb(ours.bytes),
            kb(beside),
            f"{ours.bytes / beside:.2f}",
            "< 0.33",
            met=ours.bytes < beside / 3,
        )
    report.part()


def report_sessions(report: Report, standard: str, outcome: Outcome) -> None:
    met = outcome.met
    share = {trouble: met[trouble] / met.total() for trouble in Trouble}
    broken = share[Trouble.CUT] + share[Trouble.UNHEARD]
    report.row(
        f"{standard}: {outcome.sessions:,} sessions, {outcome.visits:,} visits, {met.total():,} requests:"
        f" {share[Trouble.REFUSED]:.0%} refused, {share[Trouble.SLOW]:.0%} slow, {broken:.0%} cut;"
        f' {outcome.warned} visits left before the page said "recorded"',
        f"{len(outcome.lost)} lost, {outcome.demoted} demoted, {outcome.duplicates} said twice, {outcome.wrong} too much,"
        f" {len(outcome.untrue)} untrue, {len(outcome.errors)} errors",
        aim="0 of each",
        ratio=f"{outcome.seconds:.0f} s",
        met=outcome.clean,
    )


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--sessions", type=int, default=1000, help="of all three standards together")
    asked.add_argument("--runs", type=int, default=9, help="openings of each page, at least 7")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--only", choices=["build", "pages", "sessions"], action="append")
    given = asked.parse_args()
    parts_wanted = set(given.only or ["build", "pages", "sessions"])
    two_cores()
    report, more = Report(), list[Table]()
    console = Console(width=150)
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        if parts_wanted & {"build", "pages"}:
            report_builds(report, scratch / "out", scratch / "cache")
            found = sizes(scratch / "out")
            report_sizes(report, found)
            more = largest(found)
        if "pages" in parts_wanted:
            report_pages(report, found, scratch / "open", runs=given.runs)
    if "sessions" in parts_wanted:
        for at, standard in enumerate(STANDARDS):
            count = (given.sessions + at) // len(STANDARDS)
            outcome = sessions(standard, count, given.seed)
            report_sessions(report, standard, outcome)
            for line in (*outcome.lost[:5], *outcome.untrue[:5], *outcome.errors[:5]):
                console.print(line, style="red")
    console.print(report.table, *more)
    return 1 if report.missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
