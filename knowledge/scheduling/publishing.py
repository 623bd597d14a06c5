"""What happens when the moment has come: the draft is published, or its writers are told why it is not."""

from knowledge.actions import publish_article
from knowledge.models import Article
from knowledge.policies import can_publish
from knowledge.quotes.words import what_is_missing
from knowledge.scheduling import notices, queries
from knowledge.scheduling.actions import end_open
from knowledge.scheduling.models import ArticleSchedule
from lms.database import now
from lms.jobs import job
from lms.markup import MAX_LENGTH
from lms.merging import is_marked
from lms.people.queries import viewer_of
from lms.revisions.drafts import locked


@job("publish_scheduled")
def publish_scheduled(schedule_id: int) -> None:
    """Publish a draft whose moment has come; nothing when it was done, taken back or put off meanwhile."""
    article = locked(queries.get_article(queries.get_schedule(schedule_id).article_id))
    plan = queries.get_schedule(schedule_id)
    if plan.ending or plan.due_at > now():
        return
    if problem := problem_of(article, plan):
        end_open(article, "refused", problem)
        notices.tell_refused(article, plan)
        return
    publish_article(article, by=queries.get_user(plan.by), why=plan.why)
    notices.tell_published(article, plan)


def problem_of(article: Article, plan: ArticleSchedule) -> str:
    """Why the draft cannot be published by itself as it stands now; empty when it can."""
    collection, person = queries.get_collection(article.collection_id), queries.get_user(plan.by)
    if article.archived_at or collection.archived_at:
        return "archived"
    viewer = viewer_of(plan.by)
    if not (person.is_active and viewer.can_see(article.audience_id) and can_publish(viewer, article, collection)):
        return "publisher"
    if not article.draft_title.strip() or len(article.draft_body) > MAX_LENGTH["article"]:
        return "words"
    if what_is_missing(article, article.draft_body):
        return "quotes"
    if is_marked(article.draft_body):
        return "conflict"
    verdict = queries.last_verdict(article.id)
    if verdict and (verdict.ending, verdict.version) == ("changes", article.draft_version):
        return "changes"
    return ""
