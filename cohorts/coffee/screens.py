"""The pages of coffees that several views show: one's own list, asking somebody, and one coffee."""

from flask_login import current_user

from cohorts.coffee import common, policies, queries, words
from cohorts.coffee.forms import RefusalForm, TimesForm, WhoAsksForm
from cohorts.coffee.matching import queries as matching
from cohorts.coffee.matching import words as matching_words
from cohorts.coffee.matching.forms import PauseForm
from cohorts.coffee.models import Coffee
from cohorts.screens import page_of
from lms.access import ACADEMY, audience_of
from lms.database import now
from lms.pages import render
from lms.people.profiles.queries import find_profile
from lms.people.queries import face_of

HERE = "cohorts/coffee/"


def show_list(*, form: WhoAsksForm | None = None, pause_form: PauseForm | None = None, before=None, status: int = 200):
    moment = now()
    page = page_of(queries.coffees_of(current_user, moment, before=before))
    choice = queries.find_choice(current_user.id)
    asked_by = choice.asked_by if choice else "academy"
    return render(
        HERE + "list.html",
        status=status,
        rows=[(row, standing(row, moment)) for row in page["rows"]],
        next_id=page["next_id"],
        is_later_page=before is not None,
        form=form or WhoAsksForm(formdata=None, data={"asked_by": asked_by}),
        pause_form=pause_form or PauseForm(formdata=None),
        choice=choice,
        how_matched=matching_words.how_matched(choice, moment),
        figures=matching.figures() if policies.sees_figures(current_user) else None,
        fewest=matching.FEWEST,
        words=words,
        month_words=matching_words.month_words,
    )


def show_ask(person, form, *, status: int = 200):
    """Asking somebody; where that cannot be now, why, and what stands between the two already."""
    return render(
        HERE + "ask.html",
        status=status,
        person=person,
        face=face_of(person),
        form=form,
        between=queries.find_between(current_user.id, person.id),
        refusal=refusal_of(person),
        lines=common.lines_of(common.common_of(current_user, person.id)),
        rest=policies.REST.days,
        most=policies.MOST_WAITING,
        zone=str(words.reader_zone()).replace("_", " "),
    )


def show_page(coffee: Coffee, *, times_form=None, refusal_form=None, status: int = 200):
    moment, people = now(), queries.people_of(coffee)
    others = [person for person in people if person.id != current_user.id]
    own = next(person for person in people if person.id == current_user.id)
    slots = queries.slots_of(coffee, moment) if coffee.state == "open" else []
    form = times_form or _times_form(coffee)
    return render(
        HERE + "coffee.html",
        status=status,
        coffee=coffee,
        own=own,
        others=others,
        title=words.with_whom([person.name for person in others]),
        size=audience_of(coffee.audience_id).size,
        slots=slots,
        names={person.id: person.name for person in people},
        lines=_lines_about(coffee, others),
        words=words,
        moment_now=moment,
        form=form,
        refusal_form=refusal_form or RefusalForm(formdata=None),
        zone=str(words.reader_zone()).replace("_", " "),
        is_mine=coffee.asked_by == current_user.id,
        can_offer=policies.can_offer(coffee, moment),
        can_step_back=policies.can_step_back(coffee, moment),
        can_say_met=policies.can_say_met(coffee, moment),
    )


def refusal_of(person) -> str:
    """Why the viewer may not ask this person now; empty when they may."""
    row = queries.standing_between(current_user, person.id, now())
    return policies.refusal(row.asked_by, person.shares_cohort, row.between, row.waiting, row.in_a_month)


def can_be_asked(viewer, person) -> bool:
    """Whether the way to a coffee stands on somebody's page."""
    if viewer.id is None or person.id == viewer.id or ACADEMY not in viewer.audiences:
        return False
    return policies.may_be_asked(queries.who_may_ask(viewer, person.id), person.shares_cohort)


def lets_ask(viewer, user_id: int) -> bool:
    """The same of somebody who is known by their number alone."""
    person = None if user_id == viewer.id else find_profile(viewer, user_id)
    return person is not None and can_be_asked(viewer, person)


def standing(row, moment) -> str:
    """What a line says of a coffee: choose, offer, met, or how it stands."""
    if row.state == "open":
        return "choose" if row.may_choose else "open" if row.has_times else "offer"
    is_over = row.state == "agreed" and row.starts_at <= moment
    if (is_over or row.state == "lapsed") and row.asked_whether_met_at and not row.met:
        return "met"
    return "over" if is_over else row.state


def _lines_about(coffee: Coffee, others) -> dict[int, list[str]]:
    """What the viewer has in common with each of the others, before they meet; who asked in words of their own said it."""
    if coffee.intro or coffee.state not in ("open", "agreed"):
        return {}
    here = [person.id for person in others if person.is_here]
    return {user_id: common.lines_of(common.common_of(current_user, user_id)) for user_id in here}


def _times_form(coffee: Coffee) -> TimesForm:
    form = TimesForm(zone=words.reader_zone(), formdata=None, data={"minutes": coffee.minutes, "place": coffee.place})
    form.propose()
    return form
