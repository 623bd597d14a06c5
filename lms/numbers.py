"""Numbers as people say them in a sentence: in words up to twelve, in figures above."""

from flask_babel import gettext as _


def in_words(number: int) -> str:
    """“eight”, “twelve”, “13”."""
    words = (
        _("zero"), _("one"), _("two"), _("three"), _("four"), _("five"), _("six"), _("seven"), _("eight"), _("nine"),
        _("ten"), _("eleven"), _("twelve"),
    )  # fmt: skip
    return words[number] if 0 <= number < len(words) else str(number)
