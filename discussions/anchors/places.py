"""The texts that can be talked about at a passage: who can be asked about them, and what a form calls a passage."""

import re
from dataclasses import dataclass

from flask_babel import get_locale

from cohorts.calendar.models import Event
from cohorts.calendar.queries import events_visible_to
from courses.policies import can_read_lesson
from courses.queries import find_lesson_page
from courses.quizzes.meeting import find_met_question
from discussions.anchors import queries
from discussions.meetings.queries import find_space_of
from knowledge.models import Article
from knowledge.policies import can_discuss
from knowledge.queries import articles_visible_to
from lms.access import Viewer
from lms.database import db, now
from lms.markup import plain_text

NAMED = re.compile(r"(lesson|article|question|event):(\d{1,12}):(\w{2}):([\w-]{0,40})")
QUESTION = re.compile(r"q(\d{1,12})")
LONGEST_QUOTE = 1_000
WHOLE = "whole"  # the one passage of an event


@dataclass(frozen=True, slots=True)
class Place:
    """What can be talked about at a passage: its passages (key → words) and the spaces whose people read it too.

    A lesson in one language, an article, a question in the quiz of a lesson, or an event of a cohort."""

    kind: str
    id: int
    title: str
    address: str
    language: str
    blocks: dict[str, str]
    spaces: list

    def name_of(self, key: str = "") -> str:
        """What a form sends for a passage."""
        return f"{self.kind}:{self.id}:{self.language}:{key}"

    @property
    def keeps_quotes(self) -> bool:
        """Of a quiz question no word goes along to where others read it; an event is named as it is called today."""
        return self.kind in ("lesson", "article")

    def quote(self, key: str) -> str:
        return self.blocks.get(key, "")[:LONGEST_QUOTE]


def place_of_lesson(viewer: Viewer, lesson) -> Place:
    spaces = queries.spaces_for_lesson(viewer, lesson)
    address = f"/lessons/{lesson.id}"
    return Place("lesson", lesson.id, lesson.title, address, lesson.language, dict(lesson.blocks), spaces)


def place_of_article(viewer: Viewer, article) -> Place:
    spaces = queries.spaces_for_article(viewer, article)
    address = f"/articles/{article.id}"
    return Place("article", article.id, article.title, address, article.language, dict(article.blocks), spaces)


def place_of_question(viewer: Viewer, lesson, question) -> Place:
    """A question the viewer has answered, as the one passage of its quiz."""
    spaces = queries.spaces_for_lesson(viewer, lesson)
    address = f"/lessons/{lesson.id}/questions/{question.question_id}/talk"
    words = plain_text((question.rendered or {}).get("text", "")) or question.name
    blocks = {f"q{question.question_id}": words}
    return Place("question", lesson.id, lesson.title, address, lesson.language, blocks, spaces)


def place_of_event(viewer: Viewer, event) -> Place:
    space = find_space_of(viewer, event)
    spaces = [space] if space else []
    return Place("event", event.id, event.title, f"/events/{event.id}", str(get_locale()), {WHOLE: event.title}, spaces)


def place_about(viewer: Viewer, topic) -> Place | None:
    """The text a conversation is about, unless not everybody in it may read that."""
    kind, number = ("lesson", topic.lesson_id) if topic.lesson_id else ("article", topic.article_id)
    return _find(viewer, kind, number, topic.anchor_language, topic) if number else None


def find_passage(viewer: Viewer, name: str, topic) -> tuple[Place | None, str]:
    """The place and the key that a form names; no key of a passage that is not there."""
    named = NAMED.fullmatch(name)
    if named is None:
        return None, ""
    kind, number, language, key = named.groups()
    if kind == "question" and key:
        place = _question(viewer, int(number), language, key)
        is_for_all = place is not None and topic.space_id in {space.id for space in place.spaces}
        return (place, key) if is_for_all else (None, "")
    place = _find(viewer, kind, int(number), language, topic)
    return place, key if place and key in place.blocks else ""


def _find(viewer: Viewer, kind: str, number: int, language: str, topic) -> Place | None:
    if kind == "lesson":
        place = _lesson(viewer, number, language)
    else:
        place = _article(viewer, number) if kind == "article" else _event(viewer, number)
    is_for_all = place is not None and topic.space_id in {space.id for space in place.spaces}
    return place if is_for_all else None


def _lesson(viewer: Viewer, lesson_id: int, language: str) -> Place | None:
    lesson = find_lesson_page(viewer, lesson_id, language)
    may_read = lesson is not None and can_read_lesson(viewer, lesson, now())
    return place_of_lesson(viewer, lesson) if may_read else None


def _question(viewer: Viewer, lesson_id: int, language: str, key: str) -> Place | None:
    lesson, named = find_lesson_page(viewer, lesson_id, language), QUESTION.fullmatch(key)
    if lesson is None or named is None or not can_read_lesson(viewer, lesson, now()):
        return None
    question = find_met_question(viewer, lesson_id, int(named[1]))
    return place_of_question(viewer, lesson, question) if question else None


def _article(viewer: Viewer, article_id: int) -> Place | None:
    found = articles_visible_to(viewer).where(Article.id == article_id)
    article = db.session.scalars(found).unique().one_or_none()
    may_discuss = article is not None and can_discuss(viewer, article.collection)
    return place_of_article(viewer, article) if may_discuss else None


def _event(viewer: Viewer, event_id: int) -> Place | None:
    event = db.session.scalars(events_visible_to(viewer).where(Event.id == event_id)).one_or_none()
    return place_of_event(viewer, event) if event else None
