"""The cards of public copies: the same for everybody who asks."""

from flask import Blueprint

from discussions.consent.queries import shown_posts
from discussions.echoes.queries import echo_of
from discussions.public import pages, queries
from lms.people.signing_in import public
from lms.public.cards import card_answer

bp = Blueprint("public_copies", __name__)


@bp.get("/shared/<int:proposal_id>/card.png")
@public
def show_copy_card(proposal_id):
    proposal = queries.find_public_copy(proposal_id)
    return card_answer(proposal and pages.copy_card(proposal, echo_of(shown_posts(proposal.id))))
