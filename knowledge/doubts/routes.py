"""Pages of doubts: reporting an article, dealing with what is doubted, asking its owner, and the queue of all of them."""

from flask import Blueprint, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from knowledge.contributions.queries import USEFUL, useful_for
from knowledge.doubts import actions, queries
from knowledge.doubts.forms import AnswerForm, OwnerForm, ReportForm
from knowledge.doubts.places import read_after
from knowledge.doubts.weighing import BEFORE, FALL, NEWEST, REPORTS
from knowledge.policies import can_report
from knowledge.queries import articles_visible_to
from knowledge.suggestions.queries import waiting_for
from knowledge.verification.screens import looked_after, verification_page
from lms.access import get_or_404, require
from lms.forms import act_once
from lms.pages import not_found, render, then_show

bp = Blueprint("doubts", __name__)
DEFINITIONS = {"reports": REPORTS, "newest": NEWEST, "before": BEFORE, "fall": FALL, "useful": USEFUL}


@bp.get("/articles/<int:article_id>/report")
def new_report(article_id):
    article = get_or_404(articles_visible_to(current_user), article_id)
    require(can_report(current_user))
    sentence = queries.find_own_report(current_user, article_id) or ""
    return _report_page(article, ReportForm(formdata=None, sentence=sentence))


@bp.post("/articles/<int:article_id>/report")
def report(article_id):
    article, form = get_or_404(articles_visible_to(current_user), article_id), ReportForm()
    require(can_report(current_user))
    if not form.validate():
        return _report_page(article, form, status=422)
    actions.report_outdated(article, by=current_user, sentence=form.sentence.data)
    return then_show(
        "knowledge.show_article",
        article_id=article_id,
        toast=_("Thank you. Who keeps this article true reads what you wrote."),
    )


@bp.post("/articles/<int:article_id>/doubts/<int:doubt_id>/settlement")
def settle(article_id, doubt_id):
    article = looked_after(article_id)
    doubt = queries.find_doubt(article, doubt_id) or not_found()
    actions.settle(article, doubt, by=current_user)
    return then_show("knowledge.verification.show_verification", article_id=article_id, toast=_("Dealt with."))


@bp.post("/articles/<int:article_id>/owner-question")
def ask_owner(article_id):
    article, form = looked_after(article_id), OwnerForm()
    if not form.validate():
        return verification_page(article, owner_form=form, status=422)
    act_once(form, current_user)
    owner_id = article.owner_id or article.collection.owner_id
    if not actions.ask_owner(article, owner_id, by=current_user, sentence=form.question.data):
        form.question.errors = [_("You wait for their answer already, or they can no longer read this article.")]
        return verification_page(looked_after(article_id), owner_form=form, status=422)
    return then_show("knowledge.verification.show_verification", article_id=article_id, toast=_("Asked."))


@bp.post("/articles/<int:article_id>/doubts/<int:doubt_id>/answer")
def answer_question(article_id, doubt_id):
    article, form = get_or_404(articles_visible_to(current_user), article_id), AnswerForm()
    question = queries.find_question(article, doubt_id) or not_found()
    require(question.source_id == current_user.id)
    if not form.validate():
        return verification_page(article, answer_form=form, answered=doubt_id, status=422)
    act_once(form, current_user)
    if not actions.answer_question(article, question, form.answer.data, by=current_user):
        form.answer.errors = [_("This question was dealt with meanwhile.")]
        article = get_or_404(articles_visible_to(current_user), article_id)
        return verification_page(article, answer_form=form, answered=doubt_id, status=409)
    toast = _("Answered. Who asked hears of it.")
    return then_show("knowledge.verification.show_verification", article_id=article_id, toast=toast)


@bp.get("/knowledge/review")
def show_queue():
    require(queries.looks_anywhere(current_user))
    after, unverified_after = (request.args.get(name, type=read_after) for name in ("after", "unverified"))
    return render(
        "knowledge/doubts/queue.html",
        waiting=([], "") if unverified_after else queries.queue_of(current_user, after),
        suggested=[] if after or unverified_after else waiting_for(current_user),
        useful=[] if after or unverified_after else useful_for(current_user),
        unverified=([], "") if after else queries.never_verified(current_user, unverified_after),
        is_later={"waiting": after is not None, "unverified": unverified_after is not None},
        definitions=DEFINITIONS,
    )


def _report_page(article, form: ReportForm, status: int = 200):
    address = url_for("knowledge.doubts.report", article_id=article.id)
    return render("knowledge/doubts/report.html", status=status, article=article, form=form, address=address)
