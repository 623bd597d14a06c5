"""Who may do what in a cohort; `phase` is the viewer's own there, None for an administrator on a visit."""

from cohorts.models import INSIDE, READING

OPENERS = ("facilitator", "author")
LISTERS = ("facilitator", "manager")
LEADERS = ("facilitator", "manager")  # roles that lead outside cohorts; an administrator holds every role


def can_open_cohort(viewer) -> bool:
    """Facilitators, authors and administrators start cohorts."""
    return viewer.has_role(*OPENERS)


def can_list_cohorts(viewer) -> bool:
    """Who administers sees the name, dates, counts and facilitators of every cohort, and nothing said in it."""
    return viewer.has_role(*LISTERS)


def leads_elsewhere(viewer) -> bool:
    """Whether the person guides what is said and planned outside cohorts."""
    return viewer.has_role(*LEADERS)


def can_run(viewer, phase: str | None) -> bool:
    """Its facilitators change a cohort; an administrator may while on a visit, which everybody sees."""
    return phase == "facilitator" or viewer.has_role("admin")


def can_see_progress(phase: str | None) -> bool:
    """Where each person is, is for the people who help them: the cohort's own facilitators."""
    return phase == "facilitator"


def can_add_file(phase: str | None) -> bool:
    """Members share files; an administrator on a visit only reads."""
    return phase in INSIDE


def can_remove_file(viewer, phase: str | None, uploaded_by: int | None) -> bool:
    """Whoever put it there, and the cohort's facilitators."""
    return phase in INSIDE and (phase == "facilitator" or uploaded_by == viewer.id)


def can_leave(phase: str | None) -> bool:
    return phase in READING


def can_answer(phase: str | None) -> bool:
    """Whether there is an invitation to say yes or no to."""
    return phase == "invited"


def can_be_given_early(phase: str) -> bool:
    """Facilitators read ahead anyway, and who is not inside reads nothing."""
    return phase in ("trainee", "alumnus", "mentor")


def can_visit(viewer) -> bool:
    return viewer.has_role("admin")
