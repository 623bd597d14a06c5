"""Entries of the index: what both engines hold of a document, made from its row alone.

Each token begins with the number of the audience that may find it, so that nobody's search meets what others have. Tags say
what a document is and where it stands. On SQLite they have a column of their own; the one vector PostgreSQL keeps sets them
apart by another underscore, which no word has.
"""

import hashlib
from datetime import UTC

from lms.search.words import BOUNDARY, WORD, fold, tokens

INDEX_VERSION = 5  # rises when entries are made in another way; `flask render-again` then makes them anew
THERE = "there"  # what every document has
TRUSTED = "trusted"  # what somebody vouches for
PLACES = ("course", "cohort", "space", "collection")
RETITLED = "post"  # a reply goes by the title of its topic: that is no title of its own
MOST_BYTES = 250_000  # of words in one vector, which holds at most a megabyte with their places


def entry(document, tokenize=tokens) -> dict[str, str]:
    """The columns of the index for anything with the columns of `search_documents`; `vector` is for PostgreSQL."""
    title, body = tokenize(document.title, document.language), tokenize(document.body, document.language)
    if document.kind == RETITLED:
        title, body = "", f"{body} {BOUNDARY} {title}"
    author = tokens(document.author_name, "")
    tags = tags_of(document)
    owner = document.audience_id
    return {
        "title": title,
        "body": body,
        "tags": _owned(owner, tags),
        "title_words": _owned(owner, title.split()),
        "body_words": _owned(owner, body.split()),
        "author_words": _owned(owner, author.split()),
        "vector": _vector(owner, tags, title, body, author),
    }


def _owned(owner: int, words) -> str:
    return " ".join([f"{owner}_{word}" for word in words])


def tags_of(document) -> list[str]:
    """That it is there, and whether somebody vouches for it; its kind, month and year; the places it is in; what kind of topic it is and how that stands; its title as a whole."""
    at, extra = document.at.astimezone(UTC), document.extra or {}
    tags = [THERE, document.kind, f"m{at:%Y%m}", f"y{at:%Y}"]
    tags += [f"{place}{extra[f'{place}_id']}" for place in PLACES if extra.get(f"{place}_id")]
    if topic := extra.get("kind"):
        tags.append(f"is{topic}")
        tags += ["issolved" if extra.get("answered") else "iswaiting"] if topic == "question" else []
    if getattr(document, "weight", 1.0) > 1:
        tags.append(TRUSTED)
    if document.kind != RETITLED:
        tags.append(title_tag(WORD.findall(fold(document.title))))
    return tags


def title_tag(words) -> str:
    """One tag for a whole title, however it is written."""
    return "x" + hashlib.sha256(" ".join(words).encode()).hexdigest()[:16]


def _vector(owner: int, tags: list[str], title: str, body: str, author: str) -> str:
    """A tsvector as PostgreSQL reads it, made here so that both engines hold the same words."""
    places: dict[str, list[str]] = {}
    names = [f"{owner}_k_{tag}" for tag in tags]
    names += [f"{owner}_by_{word}" for word in _words(author)] + [f"{owner}_t_{word}" for word in _words(title)]
    position = 0
    for words, weight in ((title, "A"), (author, "D"), (_cut(body), "D")):
        written, _, more = words.partition(BOUNDARY)
        for word in written.split():
            position += 1
            if position <= 16_000:  # the last place a vector knows is 16383
                places.setdefault(word, []).append(f"{position}{weight}")
            else:
                places.setdefault(word, [])
        for word in _words(more):
            places.setdefault(word, [])
        position += 10  # no phrase goes on from a title into the text
    names += [f"{owner}_{word}:{','.join(found[:200])}".rstrip(":") for word, found in places.items()]
    return " ".join(names)


def _words(text: str) -> list[str]:
    return [word for word in dict.fromkeys(text.split()) if word != BOUNDARY]


def _cut(text: str) -> str:
    return text if len(text) <= MOST_BYTES else text.encode()[:MOST_BYTES].decode(errors="ignore")
