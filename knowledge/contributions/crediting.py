"""How a contribution stands in the text of an article, and how a published text is seen to hold it."""

import re
from datetime import datetime

from flask_babel import force_locale, gettext

from knowledge.contributions import notices, queries
from knowledge.contributions.models import Contribution
from knowledge.models import Article, ArticleRevision
from lms.database import db
from lms.people.queries import name_of

SPECIAL = re.compile(r"([\\\[\]*_`<>])")


def quoted(contribution: Contribution, article: Article) -> str:
    """Its words as a quotation, with a line that names who wrote them and leads to what they wrote."""
    with force_locale(article.language):
        credit = gettext("%(name)s, from their own work", name=name_of(contribution.author_id))
    credit = SPECIAL.sub(r"\\\1", credit)
    lines = "\n".join(f"> {line}".rstrip() for line in contribution.body.strip().split("\n"))
    return f"{lines}\n>\n> — [{credit}](/contributions/{contribution.id})"


def is_named_in(contribution: Contribution, body: str) -> bool:
    return str(contribution.id) in queries.NAMED.findall(body)


def credit_contributions(article: Article, revision: ArticleRevision, *, by, at: datetime) -> None:
    """What a writer placed and the published text still names is taken into the article; whoever wrote it hears so."""
    for contribution in queries.placed_in(article):
        if is_named_in(contribution, revision.body):
            contribution.taken_id = revision.id
            contribution.version += 1
            db.session.flush()
            notices.tell_author(article, contribution, "taken", by=by, at=at)
