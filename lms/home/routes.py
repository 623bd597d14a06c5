"""The page at “/”."""

from functools import lru_cache

from flask import Blueprint
from flask_babel import format_date, to_user_timezone
from flask_login import current_user

from lms.database import now
from lms.home import queries
from lms.markup import excerpt, plain_text, stored
from lms.markup import render as render_markdown
from lms.pages import render
from lms.people.signing_in import academy, public
from lms.public import schema
from lms.public.pages import PublicPage, show_to_all

bp = Blueprint("home", __name__)


@bp.get("/")
@public
def show_home():
    if current_user.is_authenticated:
        return render("home/home.html", today=format_date(to_user_timezone(now()), "EEEE d MMMM", rebase=False))
    about = queries.get_about()
    show_to_all(_as_seen_from_outside(about))
    return render("home/front.html", about=_about(about))


def _as_seen_from_outside(about: str) -> PublicPage:
    description = excerpt(plain_text(_about(about)), 155)
    told = (schema.website(description), schema.organisation())
    return PublicPage(path="/", title=academy().name, description=description, is_shared=False, data=told)


@lru_cache(maxsize=8)
def _about(text: str):
    """Rendered once per text: it changes a few times in an academy's life."""
    return stored(render_markdown(text).html)
