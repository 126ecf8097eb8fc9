"""The packages that the laboratory plays: built once, unpacked, their manifests read as an LMS reads them."""

import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from lxml import etree
from mirrorwell.course.lms.package import build_packages


@dataclass(frozen=True, slots=True)
class Package:
    """A package beside its unpacked files. `mastery` is the pass mark that its manifest names, as it is written there."""

    zip: Path
    folder: Path
    standard: str
    version: str
    launch: str
    mastery: str
    whole: bool

    @property
    def is_2004(self) -> bool:
        return self.version != "1.2"


def unpacked(zip_file: Path, folder: Path, whole: bool) -> Package:
    """Unpack a package and read what a player must know."""
    with zipfile.ZipFile(zip_file) as archive:
        archive.extractall(folder)
    root = etree.parse(
        folder / "imsmanifest.xml", etree.XMLParser(resolve_entities=False, no_network=True)
    ).getroot()
    version = root.findtext("{*}metadata/{*}schemaversion", "")
    resource = root.find("{*}resources/{*}resource[@href]")
    assert resource is not None, "the manifest names no resource to launch"
    mastery = root.findtext(".//{*}masteryscore") or root.findtext(".//{*}minNormalizedMeasure") or ""
    standard = {"1.2": "SCORM 1.2"}.get(version, f"SCORM {version}")
    return Package(zip_file, folder, standard, version, resource.get("href", ""), mastery, whole)


class Packages:
    """Packages by format, module and edition; each is built once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[tuple[str, str | None, int], Package] = {}

    def __call__(self, format: str, module: str | None = None, edition: int = 3) -> Package:
        """The package of a module, or of the whole course when none is named."""
        key = (format, module, edition)
        if key not in self._made:
            place = self._folder / f"{format}-{edition}-{module or 'course'}"
            # In a thread of its own: notebooks are run in an event loop, and Playwright has one in this thread.
            with ThreadPoolExecutor(1) as work:
                built = work.submit(
                    build_packages,
                    format,
                    place / "zip",
                    module=module,
                    whole=module is None,
                    edition=edition,
                )
            (zip_file,) = built.result()
            self._made[key] = unpacked(zip_file, place / "files", module is None)
        return self._made[key]
