"""Who may do what with a coffee; whoever finds one is one of its people."""

from datetime import datetime, timedelta

MOST_WAITING = 3  # coffees somebody may have asked for that nobody answered yet
MOST_IN_A_MONTH = 10
MONTH = timedelta(days=30)
REST = timedelta(days=90)  # after a no, or no answer, the same person is not asked again for so long
MOST_SLOTS = 12  # times that stand open in one coffee
LOOK_BACK = timedelta(days=60)  # so long people may say, or say otherwise, whether they met


def refusal(asked_by: str, shares_cohort: bool, between, waiting: int, in_a_month: int) -> str:
    """Why the viewer may not ask this person now: closed, rest, waiting, many; empty when they may.

    `between` says whether the person said no or nothing lately."""
    if not may_be_asked(asked_by, shares_cohort):
        return "closed"
    if between:
        return "rest"
    if waiting >= MOST_WAITING:
        return "waiting"
    return "many" if in_a_month >= MOST_IN_A_MONTH else ""


def may_be_asked(asked_by: str, shares_cohort: bool) -> bool:
    """Each person decides who may ask them: everybody here, those who share a cohort with them, or nobody."""
    return asked_by == "academy" or (asked_by == "cohort" and shares_cohort)


def can_offer(coffee, moment: datetime) -> bool:
    """Times are offered while one is looked for; others also once one was agreed on, until it comes."""
    return coffee.state == "open" or (coffee.state == "agreed" and not coffee.has_begun(moment))


def can_choose(coffee, slot, moment: datetime) -> bool:
    return coffee.state == "open" and slot.starts_at > moment


def can_step_back(coffee, moment: datetime) -> bool:
    return can_offer(coffee, moment)


def can_say_met(coffee, moment: datetime) -> bool:
    """Once the time has come; people who were matched may also have met without a time that was kept here."""
    if coffee.starts_at and coffee.state == "agreed":
        return coffee.starts_at <= moment < coffee.starts_at + LOOK_BACK
    is_asked = coffee.is_matched and coffee.asked_whether_met_at is not None
    return is_asked and coffee.state in ("open", "lapsed") and moment < coffee.created_at + LOOK_BACK


def sees_figures(viewer) -> bool:
    """How many take part is for who looks after people; the figures name nobody."""
    return viewer.has_role("manager", "facilitator")
