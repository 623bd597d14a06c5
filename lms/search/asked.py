"""What a person asks of search, read from what they typed: words, phrases in quotes, and operators such as `author:`.

Operators are understood in English and in Dutch, whatever language the page is in. What stands before a colon and is no
operator is a word like any other.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from lms.search.words import MAX_QUERY_WORDS, MAX_WORD, UNSAID, WORD, Choices, choices, fold

PART = re.compile(r'(?:(?P<name>[a-z]+):)?(?:"(?P<phrase>[^"]*)(?:"|$)|(?P<bare>[^\s"]+))', re.I)
QUOTES = str.maketrans("“”„«»", '"""""')
DATES = ("%Y-%m-%d", "%d-%m-%Y", "%Y-%m", "%Y")
YEARS = range(1900, 3000)  # of which a day is looked for
OPERATORS = {
    "author": "author", "auteur": "author", "door": "author",
    "in": "in",
    "is": "is",
    "after": "after", "since": "after", "na": "after", "sinds": "after",
    "before": "before", "voor": "before",
}  # fmt: skip
# What `is:` may say, and the tags of a document it stands for (see entries.py).
STATES = {
    "question": ("question",), "vraag": ("question",),
    "solved": ("question", "solved"), "answered": ("question", "solved"),
    "opgelost": ("question", "solved"), "beantwoord": ("question", "solved"),
    "unanswered": ("question", "waiting"), "unsolved": ("question", "waiting"),
    "onbeantwoord": ("question", "waiting"), "onopgelost": ("question", "waiting"),
    "idea": ("idea",), "idee": ("idea",), "case": ("case",), "casus": ("case",), "poll": ("poll",), "peiling": ("poll",),
    "announcement": ("announcement",), "mededeling": ("announcement",),
}  # fmt: skip
FEWEST_LOOSE, MOST_LOOSE = 3, 6  # words of which one may be left out, and that are looked for then
# What `in:` may name besides a place: the filters of the page.
ROOMS = {
    "lessons": "lessons", "lessen": "lessons", "articles": "articles", "artikelen": "articles",
    "conversations": "conversations", "gesprekken": "conversations", "events": "events", "bijeenkomsten": "events",
    "people": "people", "mensen": "people",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """`words` are those to be found in any order, `phrases` those in the order they were written.

    `unclear` holds the operators whose value says nothing, as they were typed."""

    words: tuple[Choices, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    authors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    room: str = ""
    states: tuple[str, ...] = ()
    after: date | None = None
    before: date | None = None
    unclear: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()  # every word as it was written, when nothing else was asked: perhaps a title
    loosely: bool = False  # most of the words are enough

    def __bool__(self) -> bool:
        return bool(
            self.words or self.phrases or self.authors or self.places or self.states or self.after or self.before
        )

    @property
    def marked(self) -> list[Choices]:
        """Everything that stands out where it is found."""
        return [*self.words, *(((word,), False) for phrase in self.phrases for word in phrase)]


def read(query: str) -> Asked:
    """What is asked; nothing it may hold is an error."""
    query = query.translate(QUOTES)
    words, found = [], Asked()
    parts = list(PART.finditer(query))
    for part in parts:
        name, value = OPERATORS.get((part["name"] or "").lower()), part["phrase"] or part["bare"] or ""
        if name:
            found = _with_operator(found, name, value, part[0])
        elif part["phrase"] is not None and not part["name"]:
            phrase = tuple(word[:MAX_WORD] for word in WORD.findall(fold(value)))[:MAX_QUERY_WORDS]
            found = replace(found, phrases=(*found.phrases, phrase)[:4]) if phrase else found
        else:
            words += [(word[:MAX_WORD], part.end() == len(query)) for word in WORD.findall(fold(part[0]))]
    is_plain = found in (Asked(), Asked(phrases=found.phrases[:1])) and not (words and found.phrases)
    whole = tuple(WORD.findall(fold(query))) if is_plain else ()
    words = words[:MAX_QUERY_WORDS]
    last = len(words) - 1
    chosen = tuple((choices(word), is_last and n == last) for n, (word, is_last) in enumerate(words))
    return replace(found, words=chosen, whole=whole)


def without_room(query: str) -> str:
    """The query without `in:` before a kind of results, for who chooses another kind beside it."""
    return PART.sub(lambda part: "" if _names_room(part) else part[0], query.translate(QUOTES)).lstrip()


def without_unsaid(asked: Asked) -> Asked:
    """The words that say something; all of them when none does. A word still being typed may become one."""
    telling = tuple(word for word in asked.words if word[1] or word[0][0] not in UNSAID)
    return replace(asked, words=telling) if telling or asked.phrases else asked


def loosened(asked: Asked) -> Asked | None:
    """The same, satisfied with most of its longest words; None when there are too few to leave one out."""
    if len(asked.words) < FEWEST_LOOSE:
        return None
    longest = sorted(asked.words, key=lambda word: -len(word[0][0]))[:MOST_LOOSE]
    return replace(asked, words=tuple(word for word in asked.words if word in longest), loosely=True)


def span(asked: Asked, timezone: str) -> tuple[datetime | None, datetime | None]:
    """The moments between which something was said; days begin where the reader lives."""
    zone = ZoneInfo(timezone)
    after, before = (day and datetime(day.year, day.month, day.day, tzinfo=zone) for day in (asked.after, asked.before))
    return after, before


def months(after: datetime | None, before: datetime | None, today: date) -> tuple[str, ...]:
    """The tags of the years and months that a span touches; none when it is open to the past, which costs nothing."""
    if after is None:
        return ()
    first = max((after - timedelta(days=1)).date(), date(1990, 1, 1))
    last = (before + timedelta(days=1)).date() if before else today + timedelta(days=1)
    if last.year - first.year > 30:
        return ()
    tags = [f"y{year}" for year in range(first.year + 1, last.year + 1)]
    return tuple(tags + [f"m{first.year}{month:02}" for month in range(first.month, 13)])


def _names_room(part: re.Match) -> bool:
    name, value = (part["name"] or "").lower(), part["phrase"] or part["bare"] or ""
    return OPERATORS.get(name) == "in" and _said(value) in ROOMS


def _said(value: str) -> str:
    return " ".join(WORD.findall(fold(value)))[:100]


def _with_operator(asked: Asked, name: str, value: str, typed: str) -> Asked:
    said = _said(value)
    if name == "author" and said:
        return replace(asked, authors=(*asked.authors, *said.split())[:MAX_QUERY_WORDS])
    if name == "in" and said in ROOMS:
        return replace(asked, room=ROOMS[said])
    if name == "in" and said:
        return replace(asked, places=(*asked.places, said)[:2])
    if name == "is" and said in STATES:
        return replace(asked, states=tuple(dict.fromkeys((*asked.states, *STATES[said]))))
    if name in ("after", "before") and (day := _day(value)):
        return replace(asked, **{name: day})
    return replace(asked, unclear=(*asked.unclear, typed)[:4])


def _day(value: str) -> date | None:
    for form in DATES:
        try:
            day = datetime.strptime(value, form).date()  # noqa: DTZ007
        except ValueError:
            continue
        return day if day.year in YEARS else None
    return None
