"""Pages of refreshers: choosing them, answering a few questions, and seeing what is kept."""

from types import SimpleNamespace

from flask import Blueprint, request
from flask_babel import gettext as _
from flask_login import current_user

from courses.questions.kinds import BadResponse, read_response
from courses.refreshers import actions, policies, queries, words
from courses.refreshers.forms import RatingForm, TurnForm
from courses.refreshers.screens import AT_ONCE, PREFIX, answer_screen, question_screen, questions_left
from lms.access import get_or_404, require
from lms.database import now
from lms.pages import not_found, render, then_show

bp = Blueprint("refreshers", __name__)


@bp.get("/refreshers")
def show_refreshers():
    found, moment = queries.find_choice(current_user.id), now()
    choice = found.choice if found else None
    due = min(queries.count_due(current_user, moment), AT_ONCE) if policies.is_on(choice) else 0
    return render(
        "courses/refreshers/refreshers.html",
        choice=choice,
        chosen_at=found.chosen_at if found else None,
        kept=queries.kept_about(current_user, moment),
        due=due,
        words=words,
    )


@bp.post("/refreshers/participation")
def take_part():
    actions.choose(current_user, "on")
    return then_show("refreshers.show_refreshers", toast=_("From now on questions come back to you."))


@bp.post("/refreshers/pause")
def pause():
    require(policies.can_pause(_choice()))
    actions.choose(current_user, "paused")
    return then_show("refreshers.show_refreshers", toast=_("Paused. Everything is kept as it is."))


@bp.post("/refreshers/refusal")
def decline():
    require(policies.can_decline(_choice()))
    actions.choose(current_user, "declined")
    return then_show("refreshers.show_refreshers", toast=_("We do not ask again. You find it in your settings."))


@bp.post("/refreshers/erasure")
def forget():
    actions.forget(current_user)
    return then_show("refreshers.show_refreshers", toast=_("Everything kept for your refreshers is gone."))


@bp.get("/refreshers/next")
def show_next():
    """Leads to the question that has waited longest, or to where one reads that none does."""
    card_id = queries.find_next(current_user, now()) if policies.is_on(_choice()) and questions_left() else None
    if card_id is None:
        return then_show("refreshers.show_refreshers")
    return then_show("refreshers.show_question", card_id=card_id, left=questions_left())


@bp.get("/refreshers/<int:card_id>")
def show_question(card_id):
    card = get_or_404(queries.cards_of(current_user), card_id)
    if not queries.is_askable(card, current_user, now()) or not policies.is_on(_choice()):
        return then_show("refreshers.show_refreshers")
    if not policies.is_due(card, now()):
        return _to_answer(card) if card.turns else then_show("refreshers.show_refreshers")
    return question_screen(card)


@bp.post("/refreshers/<int:card_id>/answer")
def answer(card_id):
    card = get_or_404(queries.cards_of(current_user), card_id)
    if not queries.is_askable(card, current_user, now()) or not policies.is_on(_choice()):
        return then_show("refreshers.show_next", left=questions_left(), toast=_("This question is no longer asked."))
    form = TurnForm()
    if not form.validate():
        return question_screen(card, status=422, problem=_("Something of this page got lost. Answer it again."))
    version = queries.question_of(card)
    try:
        response = {} if form.is_unknown else read_response(version.kind, version.content, request.form, PREFIX)
    except BadResponse:
        return question_screen(card, status=422, problem=_("An answer came in a form we cannot read. Answer it again."))
    if not response and not form.is_unknown:
        return question_screen(card, status=422, problem=_("Give an answer, or say that you do not know."))
    actions.answer(card, form.turn.data, response)
    return _to_answer(card, left=max(0, questions_left() - 1))


@bp.get("/refreshers/<int:card_id>/answer")
def show_answer(card_id):
    card = get_or_404(queries.cards_of(current_user), card_id)
    if not queries.is_askable(card, current_user, now()):
        return then_show("refreshers.show_refreshers")
    return answer_screen(card, queries.find_last_review(card) or not_found())


@bp.post("/refreshers/<int:card_id>/rating")
def rate(card_id):
    card = get_or_404(queries.cards_of(current_user), card_id)
    require(policies.can_rate(queries.find_last_review(card) or SimpleNamespace(is_right=False)))
    form = RatingForm()
    if not form.validate():
        return answer_screen(card, queries.find_last_review(card), status=422)
    actions.rate(card, form.turn.data, form.rating.data)
    return _to_answer(card, left=questions_left())


def _choice() -> str | None:
    found = queries.find_choice(current_user.id)
    return found.choice if found else None


def _to_answer(card, *, left: int | None = None):
    return then_show("refreshers.show_answer", card_id=card.id, left=questions_left() if left is None else left)
