"""What the pages of the ladder show: where a question is and how it goes on, and the ladder of a space."""

from discussions.answering import policies, queries
from discussions.answering.forms import LadderForm, PersonForm
from discussions.answering.held.policies import can_read_held
from discussions.answering.held.queries import held_for
from discussions.answering.ladder import DEFAULT, PEERS, ladder_of
from discussions.answering.office.queries import get_hours
from discussions.answering.routing.queries import find_open_request, names_asked, people_to_pass_to
from discussions.answering.words import hours_words, rung_of, standing_of
from discussions.models import Topic
from discussions.queries import find_thread
from discussions.words import listed
from lms.access import Viewer
from lms.database import now
from lms.markup import stored
from lms.pages import render


def peers_have(topic: Topic) -> bool:
    """Whether a question waits and its peers still have it."""
    row = queries.find_on_ladder(topic.id)
    return row is not None and rung_of(row, ladder_of(row), now()) == PEERS


def ladder_page(topic: Topic, viewer: Viewer, *, passing=None, owning=None, status: int = 200):
    """Where a question is now, for everybody who reads it; with what only who was asked, or who leads, can do."""
    thread = find_thread(viewer, topic.id)
    standing = standing_of(thread, viewer, now())
    request = find_open_request(viewer, topic.id) if standing else None
    may_own = standing and policies.can_hand_over(viewer, topic, queries.find_place(topic.id))
    reads_held = can_read_held(viewer, topic)
    return render(
        "discussions/answering/ladder.html",
        status=status,
        topic=topic,
        thread=thread,
        standing=standing,
        asked=request,
        passing=(passing or PersonForm(people_to_pass_to(topic, viewer))) if request else None,
        owning=(owning or PersonForm(queries.people_to_own(topic.space, but=topic.author_id), person=thread.owner_id))
        if may_own
        else None,
        held=held_for(topic.id) if reads_held else (),
        reads_held=reads_held,
        names=listed(names_asked(topic.id)) if reads_held and standing else "",
        stored=stored,
    )


def settings_page(space, title: str, form: LadderForm, *, status: int = 200):
    return render(
        "discussions/answering/settings.html",
        status=status,
        space=space,
        title=title,
        form=form,
        hours=hours_words(get_hours()),
    )


def ladder_form(space) -> LadderForm:
    """The ladder of a space as it is set, or as it is by default."""
    own, people = queries.find_ladder(space.id), queries.people_to_own(space)
    if own is None:
        values = {"peers": DEFAULT.peers, "experience": DEFAULT.experience, "manager": DEFAULT.manager}
        return LadderForm(people, **values, in_office_hours=True)
    return LadderForm(
        people,
        peers=own.peers_hours,
        experience=own.experience_hours,
        manager=own.manager_hours,
        manager_id=own.manager_id or 0,
        in_office_hours=own.in_office_hours,
    )
