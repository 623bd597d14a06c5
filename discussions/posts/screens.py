"""What pages show on which some posts of a conversation are chosen."""

from flask import request

from discussions.posts.queries import PAGE, posts_to_choose
from lms.markup import excerpt, plain_text
from lms.pages import number


def posts_choice(topic, form, here: str, *, least: int = 1, but: int | None = None) -> dict:
    """What `_posts_to_choose.html` shows: a page of posts from the number in the address on, at the earliest `least`."""
    rows = posts_to_choose(topic, max(request.args.get("from", least, type=number), least), but)
    return {
        "posts": [(row, excerpt(plain_text(row.html), 160)) for row in rows[:PAGE]],
        "chosen": form.posts.data or (),
        "later": f"{here}?from={rows[-1].number}" if len(rows) > PAGE else "",
    }
