"""How long a question waits for its first answer: for half of them, and for nine in ten."""

from datetime import timedelta

from flask_babel import lazy_gettext as _l

from discussions.answering.queue.figures import quantile
from discussions.insights.measuring import LESS, TIME, Figure, Measure, Span
from discussions.insights.statements import askers, questions

HOUR = timedelta(hours=1)


def count(span: Span, part: float) -> Measure:
    asked = span.once(questions)
    times = sorted(question.time for question in asked if question.time is not None)
    value = quantile(times, len(asked), part) if asked else None
    return Measure(None if value is None else value / HOUR, len(times), len(asked), askers(asked))


_NUMBERS = _l("%(n)d of %(of)d questions have an answer.")
FIGURES = (
    Figure(
        "first_answer_half",
        _l("First answer to half of the questions"),
        _l(
            "The time within which half of all questions got a first answer from somebody else than who asked. Questions without one "
            "count as waiting longest; those of the last three days do not count yet."
        ),
        TIME,
        _NUMBERS,
        lambda span: count(span, 0.5),
        better=LESS,
    ),
    Figure(
        "first_answer_most",
        _l("First answer to nine in ten questions"),
        _l("The same time for nine in ten questions: how long who waits longest has to wait."),
        TIME,
        _NUMBERS,
        lambda span: count(span, 0.9),
        better=LESS,
    ),
)
