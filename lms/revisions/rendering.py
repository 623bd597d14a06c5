"""From the Markdown of a lesson or article to what its readers see: words in its language, pictures with their size."""

import re
from collections.abc import Callable

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal
from flask_babel import force_locale
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from lms.database import db
from lms.files.models import File
from lms.languages import NAMES
from lms.markup import Attached, Captions, Media, Picture, Rendered, render

FILE_ADDRESS = re.compile(r"/files/([A-Za-z0-9_-]{8,64})/")
CAPTIONS_IN = re.compile(r"[._-]([a-z]{2})\.vtt\Z", re.I)  # “talk.nl.vtt”
WORDS = {
    "callout": _l("Note"),
    "caution": _l("Caution"),
    "challenge": _l("Challenge"),
    "checklist": _l("Checklist"),
    "cover": _l("Plays on {site}, which then knows that you watch it."),
    "danger": _l("Danger"),
    "discussion": _l("Discussion"),
    "done": _l("Done"),
    "example": _l("Example"),
    "exercise": _l("Exercise"),
    "footnote-back": _l("Back to the text"),
    "footnotes": _l("Footnotes"),
    "hint": _l("Hint"),
    "important": _l("Important"),
    "info": _l("Information"),
    "instructor": _l("For facilitators"),
    "keypoints": _l("Key points"),
    "note": _l("Note"),
    "objectives": _l("Objectives"),
    "prereq": _l("Before you begin"),
    "questions": _l("Questions"),
    "quote": _l("Quotation"),
    "reflection": _l("Reflection"),
    "solution": _l("Solution"),
    "spoiler": _l("Show more"),
    "table": _l("Table"),
    "testimonial": _l("In their words"),
    "tip": _l("Tip"),
    "to-do": _l("To do"),
    "try": _l("Try it today"),
    "warning": _l("Warning"),
}


def render_text(
    body: str, language: str, *, profile: str, titled: Callable[[str], str | None] | None = None
) -> Rendered:
    """Render a body; a callout without a title is named in the language of the text."""
    with force_locale(language if language in NAMES else "en"):
        words = {kind: str(word) for kind, word in WORDS.items()}
    files = FilesOf(body, language)
    return render(body, profile=profile, image=files.shown, facts=files.facts, words=words, titled=titled)


class FilesOf:
    """The files a text names, as a reader meets them: pictures with their size, players, captions, files to fetch."""

    def __init__(self, body: str, language: str):
        self._language = language if language in NAMES else "en"
        self._files = _named(set(FILE_ADDRESS.findall(body)))

    def shown(self, address: str) -> Picture | Media | Captions | Attached | None:
        """What stands where a picture of this address is written; nothing for a file we do not know."""
        file = self._at(address)
        if file is None:
            return None
        kind = file.media_type.partition("/")[0]
        if kind in ("audio", "video"):
            return Media(address, kind)
        if file.media_type == "text/vtt":
            return self._captions(address, file.name)
        if kind != "image":
            return Attached(address)
        return Picture(address, file.width, file.height) if file.width else None

    def facts(self, address: str) -> str:
        """What a link leads to, such as “PDF, 1.2 MB”; empty for all but files."""
        file = self._at(address)
        if file is None:
            return ""
        ending = file.name.rpartition(".")[2] if "." in file.name else ""
        size = file.size / 1024
        unit, size = ("kB", max(1, round(size))) if size < 1000 else ("MB", round(size / 1024, 1))
        said = f"{format_decimal(size, locale=self._language)} {unit}"
        return f"{ending.upper()}, {said}" if 0 < len(ending) < 6 else said

    def _at(self, address: str):
        found = FILE_ADDRESS.match(address)
        return self._files.get(found[1]) if found else None

    def _captions(self, address: str, name: str) -> Captions:
        said = CAPTIONS_IN.search(name)
        for language in (said and said[1].lower(), self._language):
            try:
                if language:
                    return Captions(address, language, Locale(language).get_display_name(language).capitalize())
            except UnknownLocaleError:
                continue
        return Captions(address, self._language, NAMES[self._language])


def _named(keys: set[str]) -> dict:
    if not keys:
        return {}
    columns = (File.key, File.name, File.media_type, File.size, File.width, File.height)
    return {row.key: row for row in db.session.execute(select(*columns).where(File.key.in_(keys)))}
