"""The share of answered questions whose first answer came from a peer."""

from flask_babel import lazy_gettext as _l

from discussions.insights.measuring import SHARE, Figure, Measure, Span, share
from discussions.insights.statements import askers, questions


def count(span: Span) -> Measure:
    answered = [question for question in span.once(questions) if question.time is not None]
    return share(sum(question.by_peer for question in answered), len(answered), askers(answered))


FIGURES = (
    Figure(
        "by_peers",
        _l("First answered by a peer"),
        _l(
            "Of all questions with an answer, those whose first answer came from a member: in a cohort not from its facilitators, "
            "elsewhere not from staff."
        ),
        SHARE,
        _l("%(n)d of %(of)d answered questions."),
        count,
    ),
)
