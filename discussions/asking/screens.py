"""The page of the one field: a question in one sentence, and the places that may hold its answer."""

from dataclasses import dataclass, field

from flask import request
from flask_login import current_user

from discussions.asking.likeness import has_enough_words
from discussions.asking.queries import find_passages
from discussions.forms import MAX_TITLE
from lms.drafts.queries import find_draft
from lms.pages import htmx_target, render


@dataclass(frozen=True)
class Asking:
    """Where a question is being asked: `carried` goes along in the address from step to step."""

    address: str
    space_id: int
    draft_place: str
    back: dict
    section: str
    who_reads: str
    carried: dict = field(default_factory=dict)
    quote: str = ""
    language: str = ""


def one_field(asking: Asking):
    """The page before the question itself; None when it is time to write that.

    That is so when the person said that theirs is different, has begun to write already, or when nothing is known.
    """
    words = request.args.get("title", "").replace("\x00", "")[:MAX_TITLE]
    is_typing = htmx_target() == "passages"
    if not is_typing and (request.args.get("step") == "write" or request.args.get("body")):
        return None
    draft = find_draft(current_user, asking.draft_place)
    if not words.strip() and not is_typing:
        if draft and draft.body.strip():
            return None
        words = draft.title if draft else ""
    passages = find_passages(current_user, words)
    if "title" in request.args and words.strip() and not passages and not is_typing:
        return None
    return render(
        "discussions/asking/one_field.html",
        fragments={"passages"},
        asking=asking,
        words=words,
        passages=passages,
        has_enough=has_enough_words(words),
        most=MAX_TITLE,
    )
