"""The page that finds lessons, articles, conversations and people in one go."""

from collections.abc import Callable

from flask import Blueprint, request
from flask_babel import lazy_gettext as _l
from flask_limiter.util import get_remote_address
from flask_login import current_user

from lms.limits import Allowance
from lms.pages import render
from lms.people.signing_in import public
from lms.search import queries
from lms.search.asked import read, without_room
from lms.search.forgiving.queries import find

bp = Blueprint("search", __name__)

# What a person chooses between, and the kinds of documents behind each choice.
FILTERS = {
    "": (_l("Everything"), ()),
    "lessons": (_l("Lessons"), ("lesson", "course")),
    "articles": (_l("Articles"), ("article", "contribution")),
    "conversations": (_l("Conversations"), ("topic", "post", "copy")),
    "events": (_l("Events"), ("event",)),
    "people": (_l("People"), ("person",)),
}
KIND_NAMES = {
    "course": _l("Course"),
    "lesson": _l("Lesson"),
    "article": _l("Article"),
    "contribution": _l("Added to an article"),
    "topic": _l("Conversation"),
    "post": _l("Reply"),
    "copy": _l("Shared from a cohort"),
    "event": _l("Event"),
    "person": _l("Person"),
}
# Why a hit stands where it stands, in the order of what counts most.
REASONS = {
    "titled": _l("This is its title, word for word"),
    "all in title": _l("Your words are in its title"),
    "some in title": _l("Some of your words are in its title"),
    "in text": _l("Your words are in its text"),
    "trusted": _l("somebody vouches for it"),
    "lowered": _l("lower, because nobody vouches for it any more"),
    "recent": _l("said in the last month"),
    "near": _l("from a course or cohort of yours"),
}
STEP = 20
SEARCHES = Allowance.of("searches", "300/minute")
_names: dict[str, Callable] = {}


def call_by(kind: str, name_of: Callable) -> None:
    """`name_of(extra)` says what a hit of this kind is called, where there are several sorts; app.py lists them."""
    _names[kind] = name_of


def name_of(hit: queries.Hit):
    return _names[hit.kind](hit.extra) if hit.kind in _names else KIND_NAMES[hit.kind]


def why(hit: queries.Hit) -> str:
    """Why it stands where it stands, in one line."""
    return "; ".join(str(REASONS[reason]) for reason in hit.reasons)


@bp.get("/search")
@public
def show_search():
    words = request.args.get("q", "").replace("\x00", "")[:200]
    chosen = request.args.get("in", "")
    chosen = chosen if chosen in FILTERS else ""
    chosen = read(words).room or chosen
    limit = request.args.get("show", STEP, type=int)
    is_spent = bool(words) and not SEARCHES.spend(str(current_user.id or get_remote_address()))
    exactly = "exactly" in request.args
    results = (
        queries.NOTHING
        if is_spent
        else find(current_user, words, kinds=FILTERS[chosen][1], limit=limit, exactly=exactly)
    )
    return render(
        "search/search.html",
        fragments={"results"},
        status=429 if is_spent else 200,
        is_spent=is_spent,
        words=words,
        words_of_any_kind=without_room(words),
        chosen=chosen,
        filters=[(key, label, _count(results, kinds)) for key, (label, kinds) in FILTERS.items()],
        results=results,
        name_of=name_of,
        why=why,
        section="search",
        next_limit=min(limit + STEP, queries.MOST),
    )


def _count(results: queries.Results, kinds: tuple[str, ...]) -> int:
    return sum(results.counts.get(kind, 0) for kind in kinds) if kinds else results.total
