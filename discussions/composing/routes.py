"""What helps while writing: suggestions after @, # and [[, a preview, and images and files to put into the words."""

from flask import Blueprint, request
from flask_babel import gettext as _
from flask_login import current_user

from discussions.composing import actions, queries
from discussions.composing.forms import AttachmentForm
from discussions.forms import MAX_POST
from discussions.mentions import write
from knowledge.links.titles import titles_to_choose
from lms.files.actions import UploadRefused
from lms.limits import Allowance
from lms.markup import stored
from lms.pages import htmx, not_found, render, then_show
from lms.search.linking import pages_to_link

bp = Blueprint("composing", __name__)
UPLOADS = Allowance.of("attachments", "120/hour")
LONGEST = 80  # characters of a name or title that is looked for


@bp.get("/composing/suggestions")
def suggest():
    """A list to choose from, empty when nothing fits."""
    there = _place()
    words = request.args.get("q", "").replace("\x00", "")[:LONGEST]
    key = request.args.get("key")
    if key == "#":
        found = pages_to_link(current_user, words)
    elif key == "[[":
        found = titles_to_choose(current_user, there.audience_id, words)
    else:
        found = queries.people_to_name(current_user, there, words)
    return render("_suggestions.html", found=found)


@bp.post("/composing/preview")
def preview():
    """The words as their readers will see them: alone for a script, else as a page of their own."""
    there = _place()
    body = request.form.get("body", "").replace("\x00", "")
    if len(body) > MAX_POST:
        return "", 422
    html = stored(write(body, there.audience_id).html)
    return html if htmx else render("discussions/composing/preview.html", html=html)


@bp.get("/composing/files/new")
def new_file():
    _place()
    return _file_page(AttachmentForm())


@bp.post("/composing/files")
def add_file():
    there = _place()
    form = AttachmentForm()
    if not form.validate():
        return _file_page(form, status=422)
    if not UPLOADS.spend(str(current_user.id)):
        form.file.errors = [_("That is very much at once. Try again in an hour.")]
        return _file_page(form, status=422)
    alt = " ".join((form.alt.data or "").split())
    try:
        file = actions.attach(
            form.content, form.file.data.filename, alt=alt, audience_id=there.audience_id, by=current_user
        )
    except UploadRefused as refusal:
        form.file.errors = [refusal.reason]
        return _file_page(form, status=422)
    return then_show("composing.show_file", key=file.key, place=_address())


@bp.get("/composing/files/<key>")
def show_file(key):
    """The line that puts an upload into the words; a script puts it there by itself."""
    file = queries.find_unsent(current_user, key) or not_found()
    return render("discussions/composing/file.html", file=file, place=_address())


def _place():
    return queries.place_of(current_user, _address())


def _address() -> str:
    return request.args.get("place", "")


def _file_page(form: AttachmentForm, status: int = 200):
    return render("discussions/composing/new_file.html", status=status, form=form, place=_address())
