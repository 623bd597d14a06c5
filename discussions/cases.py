"""A practice case: the three headings it begins with, so that nobody faces an empty page."""

from flask_babel import force_locale
from flask_babel import lazy_gettext as _l

from lms.languages import NAMES

HEADINGS = (_l("What happened"), _l("What I tried"), _l("What I wonder"))


def template(language: str) -> str:
    """The headings with room below each, in the language of the space."""
    return "\n".join(f"### {words}\n\n\n" for words in _headings(language))


def is_untouched(body: str) -> bool:
    """Whether nothing was written below the headings yet."""
    known = {f"### {words}" for language in NAMES for words in _headings(language)}
    return all(line.strip() in known for line in body.splitlines() if line.strip())


def _headings(language: str) -> list[str]:
    with force_locale(language):
        return [str(words) for words in HEADINGS]
