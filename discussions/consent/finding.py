"""What other places hold of the words that are shown: search of copies, articles of quotations; exactly those of this moment."""

from sqlalchemy import select

import lms.search.actions
from cohorts.models import Cohort
from discussions.consent.models import Proposal
from discussions.consent.queries import shown_posts
from knowledge.quotes.actions import Given, settle_quotes
from lms.database import db
from lms.markup import excerpt


def find_again(*proposal_ids: int, at=None) -> None:
    """Bring these proposals up to date in other places. An echo stands beside its lesson and is not searched for."""
    proposals = select(Proposal).where(Proposal.id.in_(proposal_ids), Proposal.kind != "echo").order_by(Proposal.id)
    for copy in db.session.scalars(proposals).all():
        if copy.kind == "article":
            settle_quotes(copy.article_id, _given(copy), at=at)
            continue
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


def _given(proposal: Proposal) -> dict[int, Given]:
    """The quotes of an article by their numbers."""
    rows = shown_posts(proposal.id)
    return {row.position: Given(row.title, row.words, row.person_id if row.name else None) for row in rows}
