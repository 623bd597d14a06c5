"""The share of questions that got a first answer within one day, and within three."""

from datetime import timedelta

from flask_babel import lazy_gettext as _l

from discussions.insights.measuring import SHARE, Figure, Measure, Span, share
from discussions.insights.statements import askers, questions


def count(span: Span, hours: int) -> Measure:
    asked, limit = span.once(questions), timedelta(hours=hours)
    in_time = sum(question.time is not None and question.time <= limit for question in asked)
    return share(in_time, len(asked), askers(asked))


_NUMBERS = _l("%(n)d of %(of)d questions.")
FIGURES = (
    Figure(
        "answered_24",
        _l("Answered within a day"),
        _l("Of all questions, those with a first answer from somebody else within 24 hours."),
        SHARE,
        _NUMBERS,
        lambda span: count(span, 24),
    ),
    Figure(
        "answered_72",
        _l("Answered within three days"),
        _l("Of all questions, those with a first answer from somebody else within 72 hours."),
        SHARE,
        _NUMBERS,
        lambda span: count(span, 72),
    ),
)
