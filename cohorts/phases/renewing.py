"""Words of phases rendered again: they stay as they were written, only the HTML is made anew."""

from sqlalchemy import select

from cohorts.phases.models import PhaseText
from lms.database import db
from lms.markup import RENDERER_VERSION, render
from lms.renewing import renews


@renews("words of cohorts")
def renew_phase_texts(limit: int) -> int:
    outdated = select(PhaseText).where(PhaseText.renderer_version < RENDERER_VERSION)
    texts = db.session.scalars(outdated.order_by(PhaseText.cohort_id, PhaseText.phase).limit(limit)).all()
    for text in texts:
        text.html, text.renderer_version = render(text.body, profile="post").html, RENDERER_VERSION
    db.session.flush()
    return len(texts)
