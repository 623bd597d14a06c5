"""Pages of the ladder: where a question is, passing it on, handing it over, and the ladder of a space."""

from flask import Blueprint
from flask_babel import gettext as _
from flask_login import current_user

from discussions.answering import actions, policies, queries, screens
from discussions.answering.forms import LadderForm, PersonForm
from discussions.answering.ladder import EXPERIENCE
from discussions.answering.routing import actions as routing
from discussions.answering.routing.queries import find_open_request, people_to_pass_to
from discussions.queries import spaces_visible_to, topics_visible_to
from discussions.screens import title_of
from lms.access import get_or_404, require
from lms.forms import act_once
from lms.pages import not_found, then_show

bp = Blueprint("answering", __name__)


@bp.get("/topics/<int:topic_id>/ladder")
def show_ladder(topic_id):
    return screens.ladder_page(_question(topic_id), current_user)


@bp.post("/topics/<int:topic_id>/request/decline")
def decline(topic_id):
    topic = _question(topic_id)
    request = find_open_request(current_user, topic_id)
    require(request is not None)
    place = queries.find_place(topic_id)
    routing.decline(topic, request, asks_others=place is not None and place.rung == EXPERIENCE)
    toast = _("Fine. Somebody else is asked where there is somebody.")
    return then_show("discussions.show_topic", topic_id=topic_id, toast=toast)


@bp.post("/topics/<int:topic_id>/request/passing")
def pass_on(topic_id):
    topic = _question(topic_id)
    request = find_open_request(current_user, topic_id)
    require(request is not None)
    form = PersonForm(people_to_pass_to(topic, current_user))
    if not form.validate():
        return screens.ladder_page(topic, current_user, passing=form, status=422)
    act_once(form, current_user)
    if not routing.pass_on(topic, request, form.person.data, by=current_user):
        form.person.errors = [_("This person cannot be asked any more. Choose somebody else.")]
        return screens.ladder_page(topic, current_user, passing=form, status=422)
    return then_show("discussions.show_topic", topic_id=topic_id, toast=_("Passed on. Thank you for thinking along."))


@bp.post("/topics/<int:topic_id>/owner")
def hand_over(topic_id):
    topic = _question(topic_id)
    require(policies.can_hand_over(current_user, topic, queries.find_place(topic_id)))
    form = PersonForm(queries.people_to_own(topic.space, but=topic.author_id))
    if not form.validate():
        return screens.ladder_page(topic, current_user, owning=form, status=422)
    actions.hand_over(topic, form.person.data, by=current_user)
    return then_show("answering.show_ladder", topic_id=topic_id, toast=_("Handed over. Whoever has it now was told."))


@bp.get("/spaces/<int:space_id>/ladder")
def show_settings(space_id):
    space = _led(space_id)
    return screens.settings_page(space, title_of(space), screens.ladder_form(space))


@bp.post("/spaces/<int:space_id>/ladder")
def save_settings(space_id):
    space = _led(space_id)
    form = LadderForm(queries.people_to_own(space))
    if not form.validate():
        return screens.settings_page(space, title_of(space), form, status=422)
    hours = {name: form[name].data for name in ("peers", "experience", "manager", "in_office_hours")}
    actions.save_ladder(space, manager_id=form.manager_id.data or None, **hours)
    return then_show("answering.show_settings", space_id=space_id, toast=_("The ladder is kept."))


def _question(topic_id):
    topic = get_or_404(topics_visible_to(current_user), topic_id)
    return topic if topic.kind == "question" else not_found()


def _led(space_id):
    space = get_or_404(spaces_visible_to(current_user), space_id)
    require(policies.can_set_ladder(current_user, space))
    return space
