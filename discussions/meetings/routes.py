"""Starting a conversation about an event, in the space of whom it is for."""

from flask import Blueprint, request
from flask_babel import gettext as _
from flask_login import current_user

from cohorts.calendar import policies as events
from cohorts.calendar.agenda.queries import spoken_of
from cohorts.calendar.queries import events_visible_to
from cohorts.calendar.scopes.queries import phase_at
from discussions import policies, words
from discussions.actions import start_topic
from discussions.anchors.places import WHOLE, place_of_event
from discussions.forms import MAX_TITLE, TopicForm
from discussions.lists.queries import lines_in_space
from discussions.meetings.queries import RECAP, find_space_of
from discussions.meetings.words import beginning_of
from discussions.moderation.rules import screening
from discussions.queries import spaces_visible_to
from discussions.screens import sequence_of
from lms.access import audience_of, get_or_404, require
from lms.database import now
from lms.drafts.queries import find_draft
from lms.forms import act_once
from lms.pages import not_found, render, then_show

bp = Blueprint("meetings", __name__)
TALKS = 5  # conversations of the cohort that are offered to whoever has something to say about an event


@bp.get("/events/<int:event_id>/talk")
def talk_about(event_id):
    event, space, is_recap = _found(event_id)
    draft = find_draft(current_user, _draft_place(event, is_recap))
    title = _("Recap: %(title)s", title=event.title)[:MAX_TITLE] if is_recap else ""
    body = beginning_of(spoken_of(event, space.audience_id, now())) if is_recap else ""
    form = TopicForm(data={"title": draft.title or title if draft else title, "body": draft.body if draft else body})
    return _show(event, space, is_recap, form)


@bp.post("/events/<int:event_id>/talk")
def start(event_id):
    event, space, is_recap = _found(event_id)
    form = TopicForm()
    if not form.validate():
        return _show(event, space, is_recap, form, status=422)
    act_once(form, current_user)
    if refusal := screening.refusal(current_user, *form.all_words):
        form.body.errors = [refusal]
        return _show(event, space, is_recap, form, status=422)
    topic = start_topic(
        get_or_404(spaces_visible_to(current_user), space.id),
        author=current_user,
        kind="discussion",
        title=form.title.data,
        body=form.body.data,
        event_id=event.id,
        anchor_key=RECAP if is_recap else "",
        draft_place=_draft_place(event, is_recap),
    )
    return then_show("discussions.show_topic", topic_id=topic.id)


def _found(event_id: int):
    """The event, the space of whom it is for, and whether it is the recap that is written: by who runs the event."""
    event = get_or_404(events_visible_to(current_user), event_id)
    space = find_space_of(current_user, event) or not_found()
    require(policies.can_start(current_user, space))
    is_recap = request.values.get("recap") == "1"
    require(not is_recap or events.runs(current_user, phase_at(event, current_user), event))
    return event, space, is_recap


def _show(event, space, is_recap: bool, form: TopicForm, status: int = 200):
    place, audience = _draft_place(event, is_recap), audience_of(space.audience_id)
    return render(
        "discussions/meetings/talk.html",
        status=status,
        event=event,
        space=space,
        is_recap=is_recap,
        form=form,
        draft_url=f"/drafts?place={place}",
        draft_sequence=sequence_of(place),
        readers=words.readers(audience.kind, audience.name, audience.size),
        talks=[] if is_recap else _talks(space),
        about=place_of_event(current_user, event).name_of(WHOLE),
    )


def _talks(space) -> list:
    """The last conversations there that go on."""
    lines, _more = lines_in_space(current_user, space.id)
    return [line for line in lines if line.closed_at is None][:TALKS]


def _draft_place(event, is_recap: bool) -> str:
    return f"event:{event.id}:{RECAP}" if is_recap else f"event:{event.id}"
