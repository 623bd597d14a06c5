"""Who is quoted in a reply: by a link to their post, or because their words stand in it after a “>”."""

import re

from sqlalchemy import select

from discussions.models import Post, Topic
from lms.database import db
from lms.markup import plain_text

QUOTE = re.compile(r"(?:^|\n)((?:[^\n>][^\n]*\n)?(?: {0,3}>[^\n]*(?:\n|$))+)")
ADDRESS = re.compile(r"/posts/(\d{1,18})\b")
WORD = re.compile(r"\w+")
FEWEST = 3  # words; fewer are nobody's in particular
LOOKED_AT = 100  # posts before the reply


def people_quoted(topic: Topic, post: Post, body: str) -> set[int]:
    """The authors of earlier posts of the topic that the reply quotes."""
    quotes = QUOTE.findall(body)
    if not quotes:
        return set()
    named = {int(number) for quote in quotes for number in ADDRESS.findall(quote)}
    said = [words for words in map(_quoted_words, quotes) if words.count(" ") >= FEWEST - 1]
    earlier = (
        select(Post.id, Post.author_id, Post.html)
        .where(Post.topic_id == topic.id, Post.number < post.number, Post.deleted_at.is_(None))
        .order_by(Post.number.desc())
        .limit(LOOKED_AT)
    )
    return {row.author_id for row in db.session.execute(earlier) if row.id in named or _holds(row.html, said)}


def _quoted_words(quote: str) -> str:
    lines = [line.lstrip(" >") for line in quote.splitlines() if line.lstrip().startswith(">")]
    return _words("\n".join(lines))


def _holds(html: str, said: list[str]) -> bool:
    words = f" {_words(plain_text(html))} " if said else ""
    return any(f" {quote} " in words for quote in said)


def _words(text: str) -> str:
    return " ".join(WORD.findall(text.casefold()))
