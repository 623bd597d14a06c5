"""The page on which a writer chooses when a draft is published, changes that, and takes it back."""

from flask import Blueprint
from flask_babel import gettext as _
from flask_login import current_user

from knowledge.policies import can_publish
from knowledge.scheduling import actions, queries
from knowledge.scheduling.forms import ScheduleForm
from knowledge.scheduling.words import PROBLEM_WORDS, academy_zone, in_academy
from knowledge.writing.screens import written_article
from lms.access import audience_of, require
from lms.pages import render, then_show

bp = Blueprint("scheduling", __name__)
HERE = "knowledge.scheduling.show_schedule"


@bp.get("/articles/<int:article_id>/schedule")
def show_schedule(article_id):
    return _page(written_article(article_id))


@bp.post("/articles/<int:article_id>/schedule")
def schedule(article_id):
    article, form = written_article(article_id), ScheduleForm(zone=academy_zone())
    require(can_publish(current_user, article, article.collection))
    if not form.validate():
        return _page(article, form, status=422)
    try:
        plan = actions.schedule(
            article, form.due_at, by=current_user, why=form.why.data or "", version=form.version.data or 0
        )
    except actions.StaleSchedule:
        return _page(written_article(article_id), form, status=409)
    toast = _("It will be published on %(when)s.", when=in_academy(plan.due_at))
    return then_show(HERE, article_id=article_id, toast=toast)


@bp.post("/articles/<int:article_id>/schedule/end")
def withdraw(article_id):
    article = written_article(article_id)
    actions.withdraw(article)
    return then_show(HERE, article_id=article_id, toast=_("Taken back. Nothing is published by itself."))


def _page(article, form: ScheduleForm | None = None, status: int = 200):
    plan, zone = queries.find_last(article.id), academy_zone()
    waits = plan is not None and plan.ending == ""
    if form is None:
        form = ScheduleForm(formdata=None, zone=zone)
        if waits:
            local = plan.due_at.astimezone(zone)
            form.day.data, form.hour.data, form.why.data = local.date(), local.time(), plan.why
    if status != 422:
        form.version.data, form.version.raw_data = plan.version if waits else 0, None
    return render(
        "knowledge/scheduling/schedule.html",
        status=status,
        article=article,
        collection=article.collection,
        form=form,
        plan=plan,
        waits=waits,
        when=in_academy(plan.due_at) if plan else "",
        problem=PROBLEM_WORDS.get(plan.problem) if plan else None,
        zone=zone.key,
        is_stale=status == 409,
        reads=audience_of(article.audience_id),
        can_publish=can_publish(current_user, article, article.collection),
    )
