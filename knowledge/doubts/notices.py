"""The sentences about articles that want a new look, each in the language of its reader."""

from collections import defaultdict
from datetime import datetime

from flask_babel import force_locale, gettext

from knowledge.doubts import queries
from knowledge.doubts.models import Doubt
from knowledge.models import Article
from lms.database import now
from lms.notifications.actions import notify
from lms.notifications.languages import in_each_language


def tell_due(article: Article, kind: str, *, by=None, is_past: bool = False) -> None:
    """To who verifies in its collection; where nobody does, to who keeps it true. Nobody's words are quoted."""
    of_locale = defaultdict(list)
    for row in queries.who_looks(article):
        of_locale[row.locale].append(row.id)
    for locale, people in of_locale.items():
        with force_locale(locale):
            excerpt = reason(kind)
        _tell(article, people, excerpt, thing="due", is_past=is_past, but=by)


def ask_owner(article: Article, question: Doubt, *, by) -> bool:
    return _tell_of(article, question, question.source_id, question.sentence, question_thing(question), by=by)


def tell_asker(article: Article, question: Doubt, *, by) -> bool:
    return _tell_of(article, question, question.by, question.answer, f"{question_thing(question)}:answer", by=by)


def question_thing(question: Doubt) -> str:
    return f"question:{question.id}"


def tell_settled(article: Article, doubts, outcome: str, *, by, at: datetime | None = None) -> None:
    """To the readers who said what was no longer right, each once for what is settled together."""
    of_reader = {doubt.by: doubt for doubt in doubts if doubt.kind == "outdated" and doubt.by}
    for readers in in_each_language(of_reader):
        for reader in readers:
            notify(
                [reader],
                "heeded",
                audience_id=article.audience_id,
                actor=by,
                thread=f"doubt:{article.id}",
                thing=f"doubt:{of_reader[reader].id}:settled",
                title=article.title,
                url=f"/articles/{article.id}",
                excerpt=outcome_words(outcome),
                at=at,
            )


def outcome_words(outcome: str) -> str:
    """What became of what a reader reported, in one sentence of their language."""
    if outcome == "verified":
        return gettext("It was looked at, and is right as it stands now.")
    if outcome == "obsolete":
        return gettext("It was looked at, and is marked as no longer right.")
    return gettext("What you wrote was dealt with.")


def thread_of(article: Article) -> str:
    return f"look:{article.id}"


def reason(kind: str) -> str:
    """Why an article wants a new look, in one sentence of the reader's language."""
    if kind == "expired":
        return gettext("Its verification has run out.")
    if kind == "outdated":
        return gettext("Three readers say that it is outdated.")
    if kind == "contradicted":
        return gettext("An accepted answer says otherwise.")
    if kind == "changed":
        return gettext("Something it depends on has changed.")
    return gettext("Fewer readers say that it helped.")


def _tell_of(article: Article, question: Doubt, user_id: int, excerpt: str, thing: str, *, by) -> bool:
    """In a thread of its own: who has looked at the article has not answered the question."""
    url = f"/articles/{article.id}/verification#question-{question.id}"
    told = notify(
        [user_id], "look", audience_id=article.audience_id, actor=by, thread=f"{thread_of(article)}:{question.id}",
        thing=thing, title=article.title, url=url, excerpt=excerpt,
    )  # fmt: skip
    return told > 0


def _tell(article: Article, people, excerpt: str, *, thing: str, but=None, is_past: bool = False) -> int:
    # Each time it comes due is a thing of its own.
    moment = int((article.due_at or article.verified_at or article.published_at).timestamp())
    return notify(
        [user_id for user_id in people if but is None or user_id != but.id],
        "look",
        audience_id=article.audience_id,
        actor=None,
        thread=thread_of(article),
        thing=f"look:{article.id}:{thing}:{moment}",
        title=article.title,
        url=f"/articles/{article.id}/verification",
        excerpt=excerpt,
        at=now() if is_past else None,
    )
