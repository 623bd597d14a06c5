"""Pages of subjects: the ways into topics by what they are about, the tags of a space and those of a topic."""

from flask import Blueprint
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_login import current_user

from discussions.queries import spaces_visible_to, topics_visible_to
from discussions.subjects import actions, policies, queries
from discussions.subjects.forms import TagForm, TagsForm
from lms.access import get_or_404, require
from lms.pages import render, then_go, then_show
from lms.people.signing_in import academy

bp = Blueprint("subjects", __name__)


@bp.get("/spaces/<int:space_id>/subjects")
def show_subjects(space_id):
    return _subjects(get_or_404(spaces_visible_to(current_user), space_id), TagForm())


@bp.post("/spaces/<int:space_id>/tags")
def add_tag(space_id):
    space = get_or_404(spaces_visible_to(current_user), space_id)
    require(policies.can_arrange_tags(current_user, space))
    form = TagForm()
    if not form.validate() or not _is_free(form, space.id) or not _has_room(form, space.id):
        return _subjects(space, form, 422)
    if actions.add_tag(space, form.name.data) is None:
        form.name.errors = [_("There is a tag of this name already.")]
        return _subjects(space, form, 422)
    return then_show("subjects.show_subjects", space_id=space_id, toast=_("From now on topics here can carry it."))


@bp.get("/tags/<int:tag_id>")
def ask_tag(tag_id):
    tag, space = _arranged(tag_id)
    return _tag_page(tag, space, TagForm(name=tag.name))


@bp.post("/tags/<int:tag_id>")
def rename_tag(tag_id):
    tag, space = _arranged(tag_id)
    form = TagForm()
    if not form.validate() or not _is_free(form, space.id, but=tag):
        return _tag_page(tag, space, form, 422)
    actions.rename_tag(tag, form.name.data)
    return then_show("subjects.show_subjects", space_id=space.id, toast=_("The tag has another name now."))


@bp.post("/tags/<int:tag_id>/removal")
def remove_tag(tag_id):
    tag, space = _arranged(tag_id)
    actions.remove_tag(tag)
    return then_show("subjects.show_subjects", space_id=space.id, toast=_("The tag is gone; its topics stay."))


@bp.get("/topics/<int:topic_id>/tags")
def ask_tags(topic_id):
    topic = _tagged(topic_id)
    return _tags_page(topic, _form(topic, tags=queries.ids_of(topic_id)))


@bp.post("/topics/<int:topic_id>/tags")
def choose_tags(topic_id):
    topic = _tagged(topic_id)
    form = _form(topic)
    if not form.validate():
        return _tags_page(topic, form, 422)
    actions.tag_topic(topic, form.tags.data)
    return then_go(f"/topics/{topic_id}", toast=_("The tags are changed."))


def _arranged(tag_id: int):
    tag = get_or_404(queries.tags_visible_to(current_user), tag_id)
    space = get_or_404(spaces_visible_to(current_user), tag.space_id)
    require(policies.can_arrange_tags(current_user, space))
    return tag, space


def _tagged(topic_id: int):
    topic = get_or_404(topics_visible_to(current_user), topic_id)
    require(policies.can_tag(current_user, topic))
    return topic


def _form(topic, **values) -> TagsForm:
    form = TagsForm(**values)
    form.tags.offer(queries.offered_in(topic.space_id))
    return form


def _is_free(form, space_id: int, but=None) -> bool:
    named = queries.find_named(space_id, form.name.data)
    if named is None or named is but:
        return True
    form.name.errors = [_("There is a tag of this name already.")]
    return False


def _has_room(form, space_id: int) -> bool:
    if queries.count_of(space_id) < policies.TAGS_OF_A_SPACE:
        return True
    form.name.errors = [_("There are %(max)d tags already; more would help nobody.", max=policies.TAGS_OF_A_SPACE)]
    return False


def _subjects(space, form, status: int = 200):
    return render(
        "discussions/subjects/subjects.html",
        status=status,
        space=space,
        title=space.title or academy().name,
        tags=queries.tags_of(current_user, space.id),
        lessons=queries.lessons_of(current_user, space.id, str(get_locale())),
        can_arrange=policies.can_arrange_tags(current_user, space),
        form=form,
    )


def _tag_page(tag, space, form, status: int = 200):
    title = space.title or academy().name
    return render("discussions/subjects/tag.html", status=status, tag=tag, space=space, title=title, form=form)


def _tags_page(topic, form, status: int = 200):
    return render("discussions/subjects/tags.html", status=status, topic=topic, form=form)
