"""What the directory of people tells of verification: articles that stand on somebody's word and that the reader reads."""

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import Select, select

from knowledge.models import Article
from knowledge.queries import IS_READ
from lms.access import Viewer, visible
from lms.people.directory.evidence import Evidence


def _articles(viewer: Viewer) -> Select:
    return (
        select(Article.verified_by.label("user_id"), Article.title)
        .join(Article.collection)
        .where(Article.verified_by.is_not(None), visible(Article.audience_id, viewer), *IS_READ)
    )


VERIFIED = Evidence(
    name="verified",
    choice=_l("Verified articles"),
    said=lambda number: ngettext("%(num)d verified article", "%(num)d verified articles", number),
    things=_articles,
)
