"""Serving files: access checked at each request, nothing a browser could run."""

from flask import Blueprint, current_app, request, send_file
from flask_login import current_user

from lms.access import ACADEMY, PUBLIC
from lms.files.queries import find_file
from lms.files.storage import Folder
from lms.pages import let_be_found, not_found
from lms.people.signing_in import public

bp = Blueprint("files", __name__)

SHOWN_IN_PAGES = ("image/", "audio/", "video/")
SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'"


@bp.get("/files/<key>/<path:name>")
@public
def show_file(key, name):
    file = find_file(current_user, key)
    if file is None:
        not_found()
    storage = current_app.extensions["storage"]
    try:
        in_folder = isinstance(storage, Folder)
        response = send_file(
            storage.path(key) if in_folder else storage.stream(key, file.size),
            mimetype=file.media_type,
            as_attachment=not file.media_type.startswith(SHOWN_IN_PAGES),
            download_name=file.name,
            conditional=in_folder,
            etag=file.sha256[:32],
        )
    except FileNotFoundError:
        not_found()
    if not in_folder:
        response.content_length = file.size
        response.make_conditional(request, accept_ranges=True, complete_length=file.size)
    response.headers["Content-Security-Policy"] = SANDBOX
    if file.audience_id == PUBLIC:
        let_be_found()
    # What a cohort shares is asked for each time: who left it has no right to a copy either.
    is_for_all = file.audience_id in (PUBLIC, ACADEMY)
    response.headers["Cache-Control"] = "private, max-age=31536000, immutable" if is_for_all else "private, no-cache"
    return response
