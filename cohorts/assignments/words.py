"""The words for grades, for being late and for why nothing can be handed in any more."""

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l

from cohorts.assignments.grading import Grade, grade_of
from lms.moments import day

ROLE_WORDS = {"staff": _l("Feedback"), "peer": _l("Review by a peer"), "self": _l("Own judgement")}
RATING_WORDS = {
    "4": _l("It helps me to do it better"),
    "3": _l("It helps me a little"),
    "2": _l("I do not see yet what to do with it"),
    "1": _l("It is no use to me"),
}


def points(grade: Grade) -> str:
    return gettext("%(points)d of %(most)d points", points=grade.points, most=grade.most)


def explained(grade: Grade) -> str:
    """Where the points come from."""
    if grade.by == "staff":
        return gettext(
            "Given by %(name)s for version %(number)d, by the rubric.", name=grade.name, number=grade.version
        )
    each = ", ".join(str(part) for part in sorted(grade.parts))
    return ngettext(
        "From %(num)d review by a peer of version %(number)d.",
        "The average of %(num)d reviews by peers of version %(number)d: %(each)s.",
        len(grade.parts), number=grade.version, each=each,
    )  # fmt: skip


def mark(rows: list) -> str:
    """How somebody's own work stands, in an outline; `rows` are those of one submission in queries.my_work."""
    said = [row for row in rows if row.role]
    if grade := grade_of(said):
        return points(grade)
    if any(row.role != "self" for row in said):
        return gettext("feedback given")
    return gettext("handed in") if rows[0].handed_in else gettext("draft begun")


def closed(cohort) -> str:
    return gettext(
        "The training ended on %(day)s; nothing can be handed in any more. What you handed in stays here, with what was said about it.",
        day=day(cohort.ends_on),
    )  # fmt: skip


def why_no_review(review, *, is_over: bool) -> str:
    """Why what somebody wrote about the work of a peer is not taken any more."""
    if is_over:
        return gettext("The reviews by peers are over.")
    if review.stepped_back_at:
        return gettext("Somebody else reviews this in your place.")
    return gettext("You do not read this work any more.")


def reviewer(number: int) -> str:
    """How a peer without a name is called."""
    return gettext("Peer %(number)d", number=number)
