"""Pages of sharing: proposing it, how it stands, taking it back, and the copies that people read."""

from flask import Blueprint, abort, request
from flask_babel import gettext as _
from flask_login import current_user

from discussions.consent import actions, policies
from discussions.consent.queries import places_of, proposals_visible_to, shown_posts
from discussions.consent.words import where
from discussions.echoes.queries import echo_of
from discussions.posts.screens import posts_choice
from discussions.public.pages import copy_page
from discussions.public.queries import was_public
from discussions.queries import topics_visible_to
from discussions.sharing import queries, words
from discussions.sharing.forms import SharingForm
from discussions.sharing.places import places_for
from lms.access import PUBLIC, Audience, get_or_404, require
from lms.database import db, now
from lms.forms import act_once, choices_of
from lms.pages import not_found, number, render, then_show
from lms.people.signing_in import academy, public
from lms.public.pages import PublicPage, gone, show_to_all

bp = Blueprint("sharing", __name__)


@bp.get("/topics/<int:topic_id>/sharing")
def ask_sharing(topic_id):
    topic = _own_topic(topic_id)
    return _ask_page(topic, _form(topic)[0])


@bp.post("/topics/<int:topic_id>/sharing")
def propose(topic_id):
    topic = _own_topic(topic_id)
    form, places, cohort = _form(topic)
    if not form.validate():
        return _ask_page(topic, form, 422)
    place = places[form.place.data]
    act_once(form, current_user)
    to = {"kind": place.kind, "audience_id": place.audience_id, "lesson_id": place.lesson_id}
    try:
        proposal = actions.propose(topic, form.posts.data, cohort=cohort, by=current_user, **to)
    except actions.AskedBefore:
        form.posts.errors = [_("About some of these posts their writers were asked before, for the same place.")]
        return _ask_page(topic, form, 422)
    except actions.Refused:
        form.posts.errors = [_("Some of these posts are no longer here. Choose again.")]
        return _ask_page(topic, form, 422)
    toast = _("Each writer is asked. Nothing is shown until somebody says yes.")
    return then_show("sharing.show_proposal", proposal_id=proposal.id, toast=toast)


@bp.get("/sharing/<int:proposal_id>")
def show_proposal(proposal_id):
    proposal = _own_proposal(proposal_id)
    return render(
        "discussions/sharing/proposal.html",
        proposal=proposal,
        cohort=queries.cohort_of(proposal.cohort_id)[0],
        where=where(proposal.kind, *places_of([proposal])[proposal.id]),
        standing=words.standing(queries.standing_of(proposal)),
        copy=echo_of(shown_posts(proposal.id)),
    )


@bp.post("/sharing/<int:proposal_id>/retraction")
def retract(proposal_id):
    proposal = _own_proposal(proposal_id)
    actions.retract(proposal)
    return then_show("sharing.show_proposal", proposal_id=proposal_id, toast=_("Nothing of it is shown any more."))


@bp.get("/shared")
@public
def show_copies():
    before = request.args.get("before", type=number)
    if before is None:
        description = _(
            "What people said in cohorts of %(academy)s and chose to show to others.", academy=academy().name
        )
        show_to_all(
            PublicPage(path="/shared", title=_("Shared from cohorts"), description=description, is_shared=False)
        )
    rows = queries.newest_copies(current_user, before)
    copies = [(row, echo_of(shown_posts(row.id))) for row in rows[: queries.PAGE]]
    older = f"/shared?before={rows[queries.PAGE - 1].id}" if len(rows) > queries.PAGE else ""
    return render("discussions/sharing/copies.html", copies=copies, older=older)


@bp.get("/shared/<int:proposal_id>")
@public
def show_copy(proposal_id):
    proposal = queries.find_copy(current_user, proposal_id)
    if proposal is None:
        return gone() if was_public(proposal_id) else not_found()
    audience, copy = db.session.get_one(Audience, proposal.audience_id), echo_of(shown_posts(proposal_id))
    if proposal.audience_id == PUBLIC:
        show_to_all(copy_page(proposal, copy))
    return render("discussions/sharing/copy.html", proposal=proposal, audience=audience, copy=copy)


def _own_topic(topic_id):
    topic = get_or_404(topics_visible_to(current_user), topic_id)
    require(policies.can_propose(current_user, topic))
    return topic


def _own_proposal(proposal_id):
    proposal = get_or_404(proposals_visible_to(current_user), proposal_id)
    require(policies.can_follow(current_user, proposal))
    return proposal


def _form(topic):
    if topic.space.cohort_id is None:
        abort(404)
    cohort, course = queries.cohort_of(topic.space.cohort_id)
    places = places_for(topic, cohort, course, now())
    form = SharingForm()
    form.place.choices = choices_of((place.name, place.words) for place in places.values())
    return form, places, cohort


def _ask_page(topic, form, status: int = 200):
    standings = queries.proposals_about(topic.id)
    places = places_of([row.proposal for row in standings])
    proposals = [
        (row.proposal, where(row.proposal.kind, *places[row.proposal.id]), words.standing(row)) for row in standings
    ]
    return render(
        "discussions/sharing/propose.html",
        status=status,
        topic=topic,
        form=form,
        proposals=proposals,
        **posts_choice(topic, form, f"/topics/{topic.id}/sharing"),
    )
