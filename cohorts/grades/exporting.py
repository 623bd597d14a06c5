"""The gradebook as rows for a spreadsheet: a person on each, a thing in each column, the total last."""

from flask_babel import gettext

from cohorts.grades.book import Shown
from cohorts.words import PHASE_WORDS


def rows_of(shown: Shown) -> list[list]:
    """Grades in percent with two decimals at most; what has none stays empty. A thing is called as in the outline."""
    head = [gettext("Name"), gettext("Phase")]
    head += [" ".join(filter(None, (thing.number, thing.title))) for thing in shown.things]
    rows = [[*head, gettext("Total so far")]]
    for learner in shown.learners:
        cells = [_rounded(learner.cell(thing).percent) for thing in shown.things]
        rows.append([learner.name, str(PHASE_WORDS[learner.phase]), *cells, _rounded(learner.total.percent)])
    return rows


def _rounded(percent: float | None):
    if percent is None:
        return None
    value = round(percent, 2)
    return int(value) if value == int(value) else value
