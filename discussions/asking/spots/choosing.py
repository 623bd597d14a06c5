"""Which passage of a text says most about what is asked, and how a link opens there. Plain functions."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from lms.search.telling import count_shared


@dataclass(frozen=True, slots=True)
class Spot:
    """A passage as it reads now. `key` is that of its block, or names a quote (“quote-2”); empty for the text as a whole.

    `shown` are its words with those a heading stands above; of an answer, `post_id` is where it stands."""

    kind: str
    id: int
    language: str = ""
    key: str = ""
    words: str = ""
    shown: str = ""
    post_id: int | None = None
    audience_id: int | None = None  # who reads the text at this moment

    @property
    def name(self) -> str:
        """What a form calls it."""
        return str(self.post_id) if self.post_id else self.key

    @property
    def url(self) -> str:
        return address_of(self.kind, self.id, self.language, self.key, self.post_id)


def address_of(kind: str, object_id: int, language: str = "", key: str = "", post_id: int | None = None) -> str:
    """Where the passage stands; the page itself says so when it does not any more."""
    if post_id:
        return f"/posts/{post_id}"
    asked = {"language": language if kind == "lesson" else "", "at": key}
    query = urlencode({name: value for name, value in asked.items() if value})
    anchor = f"#{key if is_quote(key) else 'passage'}" if key else ""
    return f"/{kind}s/{object_id}{'?' if query else ''}{query}{anchor}"


def is_quote(key: str) -> bool:
    return key.startswith("quote-")


def best_block(blocks: Sequence, headings: Sequence, asked: list[str], language: str) -> tuple[str, str, str] | None:
    """(key, words, what is shown) of the block that has most of the words; None when none has any. A heading only where no
    paragraph has as many, and then with what it stands above."""
    named = {words for _level, words, _slug in headings}
    best, most = None, (0, False)
    for place, (_key, words) in enumerate(blocks):
        weight = (count_shared(asked, words, language), words not in named)
        if weight[0] and weight > most:
            best, most = place, weight
    if best is None:
        return None
    key, words = blocks[best]
    below = blocks[best + 1][1] if words in named and best + 1 < len(blocks) else ""
    return key, words, f"{words} – {below}" if below else words
