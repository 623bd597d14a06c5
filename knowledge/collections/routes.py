"""Pages of those who keep collections: a new one, its words and readers, its place and its archive."""

from flask import Blueprint, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from knowledge.collections import actions, queries
from knowledge.collections.forms import CollectionForm, MoveForm, NewCollectionForm, ParentForm
from knowledge.contributions.finding import count_kept
from knowledge.contributions.queries import readers_under
from knowledge.models import Article, Collection
from knowledge.policies import can_keep_knowledge
from knowledge.words import AUDIENCES
from lms.access import academy_size, audience_of, get_or_404, require
from lms.forms import act_once, choices_of
from lms.pages import render, then_show

bp = Blueprint("collections", __name__)


@bp.get("/collections/new")
def new_collection():
    require(can_keep_knowledge(current_user))
    within = request.args.get("in", 0, type=int)
    form = NewCollectionForm(formdata=None, language=current_user.locale, owner=current_user.id, parent=within)
    return _new_page(form)


@bp.post("/collections/new")
def create_collection():
    require(can_keep_knowledge(current_user))
    form = _with_owners(NewCollectionForm()).offer(queries.possible_parents(current_user))
    if not form.validate():
        return _new_page(form, status=422)
    act_once(form, current_user)
    audience_id, parent_id = AUDIENCES[form.audience.data], form.parent.data or None
    collection = actions.create_collection(
        **_words(form), audience_id=audience_id, parent_id=parent_id, by=current_user
    )
    return then_show(
        "knowledge.show_collection", collection_id=collection.id, toast=_("The collection is made. Write its first article.")
    )  # fmt: skip


@bp.get("/collections/<int:collection_id>/edit")
def edit_collection(collection_id):
    return _edit_page(_kept_collection(collection_id))


@bp.post("/collections/<int:collection_id>/edit")
def save_collection(collection_id):
    collection = _kept_collection(collection_id)
    form = _with_owners(CollectionForm(), collection)
    if not form.validate():
        return _edit_page(collection, form, status=422)
    try:
        actions.change_collection(collection, **_words(form), version=form.version.data, by=current_user)
    except actions.StaleCollection as stale:
        form.go_on_from(stale.stored.version)
        return _edit_page(collection, form, status=409, stored=stale.stored)
    return then_show("knowledge.collections.edit_collection", collection_id=collection.id, toast=_("Saved."))


@bp.post("/collections/<int:collection_id>/readers/<any(staff, academy, public):who>")
def change_readers(collection_id, who):
    collection = _kept_collection(collection_id)
    number = actions.change_readers(collection, AUDIENCES[who], by=current_user)
    toast = ngettext("Changed, for %(num)d article.", "Changed, for %(num)d articles.", number)
    return then_show("knowledge.collections.edit_collection", collection_id=collection.id, toast=toast)


@bp.post("/collections/<int:collection_id>/parent")
def put_under(collection_id):
    collection = _kept_collection(collection_id)
    form = ParentForm().offer(queries.possible_parents(current_user, collection))
    if not form.validate():
        return _edit_page(collection, parent_form=form, status=422)
    try:
        actions.put_under(collection, form.parent.data or None, by=current_user)
    except actions.TooDeep:
        form.refuse()
        return _edit_page(collection, parent_form=form, status=422)
    return then_show("knowledge.collections.edit_collection", collection_id=collection.id, toast=_("Moved."))


@bp.post("/collections/<int:collection_id>/moves")
def move_collection(collection_id):
    collection, form = _kept_collection(collection_id), MoveForm()
    if not form.validate() or collection.archived_at:
        return _edit_page(collection, status=422)
    actions.move_collection(collection, form.step.data)
    return then_show("knowledge.show_knowledge", anchor=f"collection-{collection.id}")


@bp.post("/collections/<int:collection_id>/archive")
def archive_collection(collection_id):
    collection = _kept_collection(collection_id)
    actions.archive_collection(collection, by=current_user)
    return then_show("knowledge.show_knowledge", toast=_("In the archive. Nothing of it is lost."))


@bp.post("/collections/<int:collection_id>/return")
def return_collection(collection_id):
    collection = _kept_collection(collection_id)
    actions.return_collection(collection, by=current_user)
    return then_show(
        "knowledge.show_collection", collection_id=collection.id, toast=_("Readers find the collection again.")
    )


def _kept_collection(collection_id: int) -> Collection:
    collection = get_or_404(queries.collections_found_by(current_user), collection_id)
    require(can_keep_knowledge(current_user))
    return collection


def _with_owners(form: CollectionForm, collection: Collection | None = None) -> CollectionForm:
    form.owner.choices = choices_of(queries.possible_owners(collection))
    return form


def _words(form: CollectionForm) -> dict:
    words = {name: getattr(form, name).data for name in ("title", "summary", "openness", "language")}
    return words | {"owner_id": form.owner.data}


def _new_page(form: NewCollectionForm, status: int = 200):
    form.offer(queries.possible_parents(current_user))
    return render("knowledge/collections/new.html", status=status, form=_with_owners(form))


def _edit_page(
    collection: Collection, form: CollectionForm | None = None, *, parent_form=None, status: int = 200, stored=None
):
    if form is None:
        names = ("title", "summary", "openness", "language", "version")
        values = {name: getattr(collection, name) for name in names} | {"owner": collection.owner_id}
        form = CollectionForm(formdata=None, data=values)
    if parent_form is None:
        parent_form = ParentForm(formdata=None, parent=collection.parent_id or 0)
        parent_form.offer(queries.possible_parents(current_user, collection))
    under = readers_under(Article.collection_id == collection.id)
    return render(
        "knowledge/collections/edit.html",
        inner=queries.find_inner(current_user, collection),
        parent_form=parent_form,
        status=status,
        collection=collection,
        form=_with_owners(form, collection),
        stored=stored,
        reads=audience_of(collection.audience_id),
        articles=queries.count_read_articles(collection),
        academy_size=academy_size(),
        kept={who: count_kept(under, audience_id) for who, audience_id in AUDIENCES.items()},
        readers_url=lambda who: url_for(
            "knowledge.collections.change_readers", collection_id=collection.id, who=who
        ),
    )  # fmt: skip
