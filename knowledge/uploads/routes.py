"""Pages that put images and files into an article."""

from flask import Blueprint
from flask_babel import gettext as _
from flask_login import current_user

from knowledge.uploads import queries
from knowledge.uploads.files import ARTICLE_FILES
from knowledge.writing.screens import article_screen, written_article
from lms.files.forms import UploadForm
from lms.forms import act_once
from lms.pages import not_found, then_show

bp = Blueprint("uploads", __name__)


@bp.post("/articles/<int:article_id>/files")
def add_files(article_id):
    article, form = written_article(article_id), UploadForm()
    if not form.validate():
        return article_screen(article, upload=form, status=422)
    act_once(form, current_user)
    alt = form.alt.data or ""
    told = form.keep(lambda name, data: ARTICLE_FILES.add(article, data, name, alt=alt, by=current_user))
    if form.files.errors:
        return article_screen(article, upload=form, status=422)
    return then_show("knowledge.writing.edit_article", article_id=article.id, anchor="settings", toast=told)


@bp.post("/articles/<int:article_id>/files/<key>/removal")
def remove_file(article_id, key):
    article = written_article(article_id)
    file = ARTICLE_FILES.find(article, key) or not_found()
    if queries.is_shown(article, key):
        form = UploadForm(formdata=None)
        form.files.errors = [_("“%(name)s” still stands in a text. Take it out there first.", name=file.name)]
        return article_screen(article, upload=form, status=422)
    ARTICLE_FILES.take(article, file)
    return then_show("knowledge.writing.edit_article", article_id=article.id, anchor="settings", toast=_("Removed."))
