"""Every write about phases: keeping what is said in them, and being shown before the beginning."""

from sqlalchemy import delete

from cohorts.phases.models import PhaseText, Showing
from cohorts.phases.queries import find_text
from lms.database import db, now
from lms.markup import RENDERER_VERSION, render
from lms.writing import write


class StaleText(Exception):
    """Somebody else changed the words since the page was opened."""


def keep_text(cohort_id: int, phase: str, *, body: str, version: int, by) -> None:
    """What people read in this phase; empty words are nothing. `version` is that of the words they saw, 0 for none."""
    text = find_text(cohort_id, phase, lock=True)
    if (text.version if text else 0) != version:
        raise StaleText
    if not body.strip():
        if text is not None:
            db.session.delete(text)
            db.session.flush()
        return
    if text is None:
        text = PhaseText(cohort_id=cohort_id, phase=phase, version=0)
        db.session.add(text)
    text.body, text.html = body.strip(), render(body.strip(), profile="post").html
    text.renderer_version, text.written_by, text.version = RENDERER_VERSION, by.id, version + 1
    db.session.flush()


def show(membership_id: int) -> None:
    """The others who are coming, and who is invited, see that this person is; twice is once."""
    write(_shown, membership_id=membership_id, at=now())


def show_no_more(membership_id: int) -> None:
    db.session.execute(delete(Showing).where(Showing.membership_id == membership_id))


def _shown(insert):
    return insert(Showing.__table__).on_conflict_do_nothing()
