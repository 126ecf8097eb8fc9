"""What one package holds, in the words of an LMS: an id that never changes, a title, a pass mark."""

from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from ..errors import CourseError
from ..outline import WHOLE, Course, Module


@dataclass(frozen=True, slots=True)
class Unit:
    """One SCO (SCORM) or AU (cmi5). `pass_mark` is a percentage; None where a unit has no check.

    `sections` counts the sections of each module by its number; `activity` is the one result that is reported.
    """

    id: str
    title: str
    description: str
    minutes: int
    objectives: tuple[str, ...]
    pass_mark: int | None
    check: str | None
    activity: str | None
    sections: dict[str, int]
    launch: str = "index.html"

    @property
    def whole(self) -> bool:
        return self.id == WHOLE

    @property
    def iri(self) -> str:
        """An absolute IRI that no release changes. It names and leads nowhere, since the course has no host of its own."""
        return uuid5(NAMESPACE_URL, f"mirrorwell/{self.id}").urn


def unit_of(module: Module, pass_mark: int) -> Unit:
    """The package of one module; every module ends with a knowledge check."""
    return Unit(
        id=module.id,
        title=f"Module {module.number}: {module.title}",
        description=module.lead,
        minutes=module.minutes,
        objectives=module.objectives,
        pass_mark=pass_mark,
        check=str(module.number),
        activity=f"check-{module.number}",
        sections={str(module.number): len(module.sections)},
    )


def whole(course: Course, pass_mark: int) -> Unit:
    """The package of the whole course; the post-test decides."""
    return Unit(
        id=WHOLE,
        title=course.title,
        description=f"{len(course.modules)} modules, the apps and a post-test.",
        minutes=course.minutes,
        objectives=(),
        pass_mark=pass_mark,
        check="post",
        activity="post-test",
        sections={str(module.number): len(module.sections) for module in course.modules},
    )


def units(course: Course, module: str | None, is_whole: bool, pass_mark: int | None) -> list[Unit]:
    """What is to be packaged. Raises CourseError for an unknown module, for both choices at once, for a wrong mark."""
    mark = course.pass_mark if pass_mark is None else pass_mark
    if not 0 <= mark <= 100:
        raise CourseError(f"--pass-mark {mark} is no percentage. Give a number from 0 to 100.")
    if module is not None and is_whole:
        raise CourseError(f"--module {module} and --whole are both given. Keep one of them.")
    if is_whole:
        return [whole(course, mark)]
    if module is None:
        return [unit_of(each, mark) for each in course.modules]
    found = course.module(module)
    if found is None:
        known = ", ".join(each.id for each in course.modules)
        raise CourseError(f"There is no module {module!r}. Use one of: {known}.")
    return [unit_of(found, mark)]
