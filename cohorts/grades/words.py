"""The sentences about grades: what a cell says, where a grade comes from, and how it counts in the total."""

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l

from cohorts.assignments.words import explained, points
from cohorts.grades.book import Book, Learner, Thing
from cohorts.grades.cells import Cell
from courses.quizzes.words import percent
from lms.moments import spoken

__all__ = ["percent"]

STATE_WORDS = {
    "none": _l("Nothing yet"),
    "begun": _l("Begun"),
    "missing": _l("Not handed in"),
    "handed_in": _l("Handed in"),
    "waits": _l("To grade"),
    "reviewed": _l("Reviewed, no points"),
    "graded": _l("Graded"),
}
KINDS_WORDS = {"quiz": _l("Quizzes"), "assignment": _l("Assignments")}


def kinds(kind) -> str:
    """What things of a kind are called together."""
    return str(KINDS_WORDS.get(kind.name, kind.word))


def state(cell: Cell) -> str:
    """What stands in a cell: the grade, else why there is none."""
    return percent(cell.percent) if cell.percent is not None else str(STATE_WORDS[cell.state])


def origin(thing: Thing, cell: Cell) -> str:
    """Where what the work earned comes from, in a sentence or two; a grade somebody set says so by itself."""
    if thing.kind.name == "quiz":
        said = [_of_quiz(thing, cell)]
    else:
        said = [_of_assignment(cell)]
    if cell.is_late:
        said.append(
            gettext(
                "Handed in late: %(moment)s, while it was due %(due)s.",
                moment=spoken(cell.submission.submitted_at), due=spoken(cell.submission.due_at),
            )
        )  # fmt: skip
    return " ".join(said)


def counting(thing: Thing, learner: Learner, book: Book) -> str:
    """How the grade counts in the total."""
    part, cell = learner.total.part_of(thing.id), learner.cell(thing)
    if part is None:
        return gettext("It stands in no category, so it does not count in the total.")
    if cell.percent is None:
        return gettext("What has no grade yet is left out of the total so far.")
    share = percent(learner.total.share_of(thing.id) * 100)
    if not part.category.name:
        return gettext("Every grade counts the same; this one makes up %(share)s of the total so far.", share=share)
    return gettext(
        "It counts in “%(category)s”, with weight %(weight)d; it makes up %(share)s of the total so far.",
        category=part.category.name, weight=part.category.weight, share=share,
    )  # fmt: skip


def total(learner: Learner) -> str:
    """What the total was made from."""
    made = learner.total
    if made.percent is None:
        return gettext("There is no total yet: nothing that counts has a grade.")
    return ngettext(
        "From %(num)d grade, of %(all)d things that count.",
        "From %(num)d grades, of %(all)d things that count.",
        made.graded,
        all=made.things,
    )


def _of_quiz(thing: Thing, cell: Cell) -> str:
    graded = [one for one in cell.attempts if one.percent is not None]
    waiting = len(cell.attempts) - len(graded)
    if not cell.attempts:
        return (
            gettext("No attempt was handed in yet.") if cell.state != "begun" else gettext("An attempt is under way.")
        )
    if not graded:
        return gettext("Answers written in words wait for somebody who reads them.")
    said = _counted(thing.counts, len(graded), percent(cell.earned))
    if waiting:
        said += " " + ngettext(
            "%(num)d attempt waits to be graded.", "%(num)d attempts wait to be graded.", waiting
        )  # fmt: skip
    return said


def _counted(counts: str, number: int, earned: str) -> str:
    if number == 1:
        return gettext("From the only graded attempt: %(earned)s.", earned=earned)
    said = {
        "best": _l("The best of %(number)d attempts counts: %(earned)s."),
        "last": _l("The last of %(number)d attempts counts: %(earned)s."),
        "first": _l("The first of %(number)d attempts counts: %(earned)s."),
        "average": _l("The average of %(number)d attempts counts: %(earned)s."),
    }[counts]
    return str(said) % {"number": number, "earned": earned}


def _of_assignment(cell: Cell) -> str:
    if cell.submission is None:
        return gettext("Nothing was handed in.")
    if cell.grade:
        return f"{points(cell.grade)}. {explained(cell.grade)}"
    return {
        "waits": gettext("Handed in; it waits for somebody who judges it."),
        "reviewed": gettext("It was reviewed in words; no points were given."),
    }.get("graded" if cell.is_set else cell.state) or gettext("Handed in.")
