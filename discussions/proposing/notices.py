"""The sentences about proposals that reach people, each in the language of its reader. None holds words of a conversation."""

from datetime import datetime

from flask_babel import force_locale, gettext

from discussions.proposing.models import ArticleProposal
from discussions.proposing.queries import who_decides
from lms.access import ACADEMY
from lms.notifications.actions import notify
from lms.notifications.languages import locale_of


def tell_editors(proposal: ArticleProposal, *, by, at: datetime | None = None) -> None:
    for user_id, locale in who_decides():
        with force_locale(locale):
            title = gettext("An answer is proposed as an article")
        _tell(proposal, user_id, title, proposal.about, by, at)


def tell_proposer(proposal: ArticleProposal, *, by, at: datetime | None = None) -> None:
    with force_locale(locale_of(proposal.proposed_by)):
        title = (
            gettext("An editor makes an article of what you proposed")
            if proposal.state == "taken"
            else gettext("What you proposed does not become an article")
        )
    _tell(proposal, proposal.proposed_by, title, proposal.reason or proposal.about, by, at)


def thing_of(article_proposal_id: int, state: str) -> str:
    return f"article_proposal:{article_proposal_id}:{state}"


def _tell(proposal: ArticleProposal, user_id: int, title: str, words: str, by, at) -> None:
    notify(
        [user_id], "suggestion", audience_id=ACADEMY, actor=by, thread=f"article_proposal:{proposal.id}",
        thing=thing_of(proposal.id, proposal.state), title=title, url=f"/article-proposals/{proposal.id}", excerpt=words,
        at=at,
    )  # fmt: skip
