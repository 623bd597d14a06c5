"""Forgetting: where a yes no longer holds, nothing stays of the words that were shown, nor is anything found of them."""

from sqlalchemy import select, update

from discussions.consent.finding import find_again
from discussions.consent.models import Consent
from lms.database import db


def forget_words(*which) -> None:
    """They do not come back by themselves: a yes is said anew, or not."""
    is_kept = (*which, Consent.words != "")
    proposals = set(db.session.scalars(select(Consent.proposal_id).where(*is_kept)))
    if proposals:
        emptied = update(Consent).where(*is_kept).values(title="", words="")
        db.session.execute(emptied.execution_options(synchronize_session="fetch"))
        find_again(*proposals)
