"""How a copy of a conversation is seen from outside: no more than its page shows, so no moments, faces or numbers."""

from flask_babel import gettext as _

from discussions.public import queries
from lms.markup import excerpt
from lms.public import schema
from lms.public.cards import Card
from lms.public.kinds import Entry, Kind
from lms.public.pages import PublicPage

LONGEST = 155  # letters of a description search engines show


def copy_page(proposal, copy) -> PublicPage:
    """Of a public proposal and what is shown of it. A question is one when its asker and somebody who answered said yes."""
    path, card = _copy(proposal.id), copy_card(proposal, copy)
    description = excerpt(" ".join(copy.posts[0][0]), LONGEST)
    is_question = copy.title and len(copy.posts) > 1 and queries.is_about_question(proposal)
    steps = ((_("Shared from cohorts"), "/shared"), (copy.heading, path))
    told = (_questions(path, copy),) if is_question else ()
    return PublicPage(
        path=path,
        title=copy.heading,
        description=description,
        kind="article",
        card=card,
        data=(*told, schema.trail(*steps)),
    )


def copy_card(proposal, copy) -> Card:
    return Card(f"{_copy(proposal.id)}/card.png", copy.heading)


def _questions(path: str, copy) -> dict:
    """Whether an answer was accepted is not shown, so it is not told either."""
    asked, *answers = [("\n\n".join(paragraphs), name) for paragraphs, name in copy.posts]
    return schema.questions(path=path, name=copy.title, text=asked[0], asked_by=asked[1], answers=answers)


def _copy(proposal_id: int) -> str:
    return f"/shared/{proposal_id}"


COPIES = Kind(
    name="shared",
    path="/shared",
    folder="/shared/",
    rows=queries.public_copies,
    entries=lambda rows: [Entry(_copy(row.id)) for row in rows],
)
