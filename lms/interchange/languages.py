"""In which language each page of a source is, and which of them this academy speaks."""

from flask_babel import gettext as _

from lms.interchange.pages import SourcePage
from lms.interchange.receipts import Receipt
from lms.interchange.wording import guess_language
from lms.languages import NAMES


def say_languages(pages: list[SourcePage], asked: str) -> None:
    """A page that does not say its language has the one asked for; unless a translation in that language says so
    of the same text, for then the unmarked pages are what was translated."""
    said = {(page.key, page.said_language) for page in pages if page.said_language}
    unmarked = [page for page in pages if page.said_language is None]
    translated = bool(asked) and any((page.key, asked) in said for page in unmarked)
    guessed = guess_language("\n".join(page.body for page in unmarked))
    for page in pages:
        if page.said_language:
            page.language = page.said_language
        elif asked and not translated:
            page.language = asked
        else:
            page.language = guess_language(page.body) or guessed or asked or "en"
        if page.said_language is None and (page.key, page.language) in said:
            page.language = next((code for code in NAMES if (page.key, code) not in said), page.language)


def is_spoken(page: SourcePage, receipt: Receipt) -> bool:
    if page.language in NAMES:
        return True
    why = _("It is in a language this academy does not speak (%(language)s).", language=page.language)
    receipt.refuse(_("page"), page.path, why)
    return False


def commonest_language(pages: list[SourcePage]) -> str:
    """The language most pages are in; the one nobody marked as a translation when there are as many of each."""
    counts: dict[str, tuple[int, int]] = {}
    for page in pages:
        number, unmarked = counts.get(page.language, (0, 0))
        counts[page.language] = (number + 1, unmarked + (page.said_language is None))
    return max(sorted(counts), key=counts.get, default="en")
