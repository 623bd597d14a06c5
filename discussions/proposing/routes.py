"""Pages of proposals: proposing an answer as an article, what was proposed, and deciding about it."""

from flask import Blueprint, request
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_login import current_user

from courses.passages.forms import DeclineForm, StepForm
from discussions.contradicting.queries import possible_articles
from discussions.posts.queries import posts_visible_to
from discussions.proposing import actions, policies, queries, words
from discussions.proposing.forms import ProposalForm, TakeUpForm
from discussions.queries import find_topic, topics_visible_to
from discussions.ripening.policies import can_ripen
from discussions.ripening.queries import articles_made_of
from knowledge.policies import can_keep_knowledge
from knowledge.writing.queries import collections_written_by, find_article
from lms.access import get_or_404, require
from lms.forms import act_once, choices_of
from lms.pages import number, render, then_show
from lms.people.queries import name_of

bp = Blueprint("proposing", __name__)


@bp.get("/topics/<int:topic_id>/article-proposal")
def ask_proposal(topic_id):
    return _new_page(_answered_topic(topic_id), ProposalForm(formdata=None))


@bp.post("/topics/<int:topic_id>/article-proposal")
def propose_article(topic_id):
    topic, form = _answered_topic(topic_id), ProposalForm()
    if not form.validate():
        return _new_page(topic, form, 422)
    act_once(form, current_user)
    proposal = actions.propose_article(topic, form.about.data, by=current_user)
    if proposal is None:
        return then_show(
            "discussions.show_topic",
            topic_id=topic_id,
            toast=_("Somebody proposed this just before you. The editors look at it."),
        )
    return _shown(proposal.id, _("Proposed. The editors hear of it, and you hear what they do with it."))


@bp.get("/knowledge/proposals")
def show_all():
    require(can_keep_knowledge(current_user))
    before = request.args.get("before", type=number)
    rows = queries.list_decided(before)
    older = f"/knowledge/proposals?before={rows[queries.PAGE - 1].id}" if len(rows) > queries.PAGE else ""
    return render(
        "discussions/proposing/list.html",
        waiting=[] if before else queries.list_open(),
        decided=rows[: queries.PAGE],
        older=older,
        state_words=words.STATE_WORDS,
        state_icons=words.STATE_ICONS,
    )


@bp.get("/article-proposals/<int:article_proposal_id>")
def show(article_proposal_id):
    return _page(_proposal(article_proposal_id))


@bp.post("/article-proposals/<int:article_proposal_id>/taking-up")
def take_up(article_proposal_id):
    proposal = _decided(article_proposal_id)
    collections = _collections()
    form = _with_choices(TakeUpForm(), collections)
    if not form.validate():
        return _page(proposal, 422, take_form=form)
    act_once(form, current_user)
    try:
        article = actions.take_up(
            proposal,
            collection=collections[form.collection.data],
            title=form.title.data,
            language=form.language.data,
            version=form.version.data,
            by=current_user,
        )
    except actions.Moved:
        return _page(_proposal(article_proposal_id), 409)
    toast = _("Taken up. Who proposed it hears so.")
    return then_show("knowledge.writing.edit_article", article_id=article.id, toast=toast)


@bp.post("/article-proposals/<int:article_proposal_id>/refusal")
def decline(article_proposal_id):
    proposal, form = _decided(article_proposal_id), DeclineForm()
    if not form.validate():
        return _page(proposal, 422, decline_form=form)
    act_once(form, current_user)
    try:
        actions.decline(proposal, form.reason.data, version=form.version.data, by=current_user)
    except actions.Moved:
        return _page(_proposal(article_proposal_id), 409, typed=form.reason.data)
    return _shown(article_proposal_id, _("Declined. Who proposed it reads why."))


@bp.post("/article-proposals/<int:article_proposal_id>/withdrawal")
def take_back(article_proposal_id):
    proposal, form = _proposal(article_proposal_id), StepForm()
    require(policies.can_take_back(current_user, proposal))
    if not form.validate():
        return _page(proposal, 422)
    act_once(form, current_user)
    try:
        actions.take_back(proposal, version=form.version.data, by=current_user)
    except actions.Moved:
        return _page(_proposal(article_proposal_id), 409)
    return _shown(article_proposal_id, _("Taken back."))


def _answered_topic(topic_id: int):
    topic = get_or_404(topics_visible_to(current_user), topic_id)
    require(policies.can_propose_article(current_user, topic))
    return topic


def _proposal(article_proposal_id: int):
    return get_or_404(queries.proposals_visible_to(current_user), article_proposal_id)


def _decided(article_proposal_id: int):
    proposal = _proposal(article_proposal_id)
    require(policies.can_decide(current_user, proposal))
    return proposal


def _shown(article_proposal_id: int, toast: str):
    return then_show("proposing.show", article_proposal_id=article_proposal_id, toast=toast)


def _collections() -> dict:
    return {row.id: row for row, _kind in collections_written_by(current_user)}


def _with_choices(form: TakeUpForm, collections) -> TakeUpForm:
    form.collection.choices = choices_of((row.id, row.title) for row in collections.values())
    return form


def _new_page(topic, form: ProposalForm, status: int = 200):
    answer = get_or_404(posts_visible_to(current_user), topic.accepted_post_id)
    return render(
        "discussions/proposing/new.html",
        status=status,
        topic=topic,
        form=form,
        is_proposed=queries.open_about(topic.id) is not None,
        alike=possible_articles(current_user, answer),
        made=articles_made_of(current_user, topic.id),
    )


def _page(proposal, status: int = 200, *, typed: str = "", take_form=None, decline_form=None):
    version = {"version": proposal.version}
    topic = find_topic(current_user, proposal.topic_id)
    collections = _collections()
    take_form = take_form or TakeUpForm(formdata=None, data=version | {"language": str(get_locale())})
    return render(
        "discussions/proposing/proposal.html",
        status=status,
        proposal=proposal,
        topic=topic,
        article=find_article(current_user, proposal.article_id) if proposal.article_id else None,
        proposer=name_of(proposal.proposed_by),
        decider=name_of(proposal.decided_by),
        is_own=proposal.proposed_by == current_user.id,
        has_moved=status == 409,
        typed=typed,
        can_decide=policies.can_decide(current_user, proposal),
        can_take_back=policies.can_take_back(current_user, proposal),
        can_ripen=topic is not None and can_ripen(current_user, topic, writes=bool(collections)),
        take_form=_with_choices(take_form, collections),
        decline_form=decline_form or DeclineForm(formdata=None, data=version),
        step_form=StepForm(formdata=None, data=version),
        state_words=words.STATE_WORDS,
        state_icons=words.STATE_ICONS,
    )
