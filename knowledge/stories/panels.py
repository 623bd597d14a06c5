"""What stories show elsewhere: on their writer's page, to members at home, in a collection, and beside a story itself."""

from datetime import timedelta

from flask import render_template
from flask_login import current_user

from knowledge.stories import queries
from knowledge.stories.forms import FeatureForm
from knowledge.stories.policies import MODERATORS
from lms.access import ACADEMY, Viewer
from lms.database import now
from lms.forms import choices_of

MOST = 3
LATELY = timedelta(days=21)


def profile(user_id: int) -> str:
    stories, has_more = queries.page_of(current_user, writer_id=user_id, limit=MOST)
    is_own = current_user.id == user_id
    if not stories and not is_own:
        return ""
    return render_template(
        "knowledge/stories/_profile.html", stories=stories, has_more=has_more, user_id=user_id, is_own=is_own
    )


def home_sections(viewer: Viewer) -> str:
    stories = queries.newest(viewer, now() - LATELY)
    return render_template("knowledge/stories/_home.html", stories=stories) if stories else ""


def beside_story(article) -> str:
    """Of a row of ARTICLE_PAGE: where it is featured, and what its reader can do."""
    form, is_own = FeatureForm(formdata=None), article.collection_owner_id == current_user.id
    form.collection.choices = choices_of(queries.collections_to_feature_in(current_user, article.id))
    if is_own:
        moderates = False
    elif article.audience_id == ACADEMY:
        moderates = current_user.has_role(*MODERATORS)
    else:
        moderates = current_user.id in queries.leaders_of(article.audience_id)
    return render_template(
        "knowledge/stories/_beside.html", article=article, form=form, is_own=is_own, moderates=moderates,
        places=queries.places_of(current_user, article.id),
    )  # fmt: skip
