"""What search knows of copies: exactly the words that are shown at this moment, for the readers they were given to."""

from sqlalchemy import select

import lms.search.actions
from cohorts.models import Cohort
from discussions.consent.models import Proposal
from discussions.consent.queries import shown_posts
from lms.database import db
from lms.markup import excerpt


def find_again(*proposal_ids: int) -> None:
    """Bring what is found of these proposals up to date. An echo stands beside its lesson and is not searched for."""
    copies = select(Proposal).where(Proposal.id.in_(proposal_ids), Proposal.kind == "copy")
    for copy in db.session.scalars(copies).all():
        rows = shown_posts(copy.id)
        if not rows:
            lms.search.actions.remove("copy", copy.id)
            continue
        words = "\n\n".join(row.words for row in rows)
        lms.search.actions.index(
            "copy",
            copy.id,
            audience_id=copy.audience_id,
            title=next((row.title for row in rows if row.title), "") or excerpt(words, 80),
            body=words,
            language=db.session.scalars(select(Cohort.language).where(Cohort.id == copy.cohort_id)).one(),
            url=f"/shared/{copy.id}",
            at=copy.proposed_at,
        )
