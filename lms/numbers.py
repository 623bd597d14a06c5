"""Numbers as people say them in a sentence: in words up to twelve, in figures above."""

from flask_babel import lazy_gettext as _l

WORDS = (
    _l("zero"), _l("one"), _l("two"), _l("three"), _l("four"), _l("five"), _l("six"), _l("seven"), _l("eight"), _l("nine"),
    _l("ten"), _l("eleven"), _l("twelve"),
)  # fmt: skip


def in_words(number: int) -> str:
    """“eight”, “twelve”, “13”."""
    return str(WORDS[number]) if 0 <= number < len(WORDS) else str(number)
