"""The sentences about practice plans that reach people, each in the reader's language; none quotes a plan nobody else reads."""

from flask_babel import force_locale, gettext

from cohorts.models import Cohort
from cohorts.practice import queries
from cohorts.practice.models import CheckIn, PlanNote, PracticePlan
from lms.notifications.actions import notify
from lms.notifications.languages import locale_of


def ask(plan: PracticePlan, check_in: CheckIn, locale: str) -> None:
    """“30 days later: how did it go at work?”, to who wrote the plan; its words stay out of the mail."""
    with force_locale(locale):
        title = gettext("%(days)d days later: how did it go at work?", days=check_in.days)
        excerpt = gettext("Did it, partly, not yet: one line is enough.")
    _tell(plan, [plan.user_id], "practised", thing=f"check-in:{check_in.id}", title=title, excerpt=excerpt)


def tell_note(plan: PracticePlan, note: PlanNote, *, by) -> None:
    """To who wrote the plan, and to who said something under it before."""
    readers = queries.who_wrote_under(plan) | {plan.user_id}
    _tell(plan, readers, "replied", actor=by, thing=thing_of(note), title=plan.title, excerpt=note.body)


def tell_answer(plan: PracticePlan, check_in: CheckIn, *, by) -> None:
    """To the buddy, and to who said something under the plan before."""
    readers = queries.who_wrote_under(plan) | ({plan.buddy_id} if plan.buddy_state == "accepted" else set())
    thing = f"answer:{check_in.id}"
    _tell(plan, readers, "following", actor=by, thing=thing, title=plan.title, excerpt=check_in.sentence)


def ask_buddy(plan: PracticePlan, cohort: Cohort, *, by) -> None:
    """To who is asked; they read nothing of the plan before they said yes."""
    with force_locale(locale_of(plan.buddy_id)):
        title = gettext("%(name)s asks you to be their buddy", name=by.name)
        excerpt = gettext("You would read what they want to do at work, and ask now and then how it goes.")
    notify(
        [plan.buddy_id], "buddy", audience_id=cohort.audience_id, actor=by, thread=f"buddy:{plan.id}",
        thing=request_of(plan), title=title, url=f"/plans/{plan.id}/buddy", excerpt=excerpt,
    )  # fmt: skip


def tell_buddy(plan: PracticePlan, *, by) -> None:
    """To who asked, when the other said yes."""
    with force_locale(locale_of(plan.user_id)):
        title = gettext("%(name)s is your buddy now", name=by.name)
    _tell(plan, [plan.user_id], "buddy", actor=by, thing=f"buddy-yes:{plan.id}:{by.id}", title=title)


def request_of(plan: PracticePlan) -> str:
    return f"buddy:{plan.id}:{plan.buddy_id}"


def thing_of(note: PlanNote) -> str:
    return f"plan-note:{note.id}"


def _tell(plan: PracticePlan, readers, reason: str, *, thing: str, title: str, actor=None, excerpt: str = "") -> None:
    notify(
        readers, reason, audience_id=plan.audience_id, actor=actor, thread=plan.thread, thing=thing, title=title,
        url=f"/plans/{plan.id}", excerpt=excerpt,
    )  # fmt: skip
