"""What lessons and articles show of the conversations about them, and the ways to start one."""

from collections import Counter
from dataclasses import dataclass, field

from flask import g, render_template
from flask_login import current_user

from discussions import policies
from discussions.anchors import queries
from discussions.anchors.notes import Note, PostNote
from discussions.anchors.placing import stands_at
from discussions.clock import clock_of
from discussions.echoes.queries import echoes_beside
from discussions.stumbling.policies import can_see_stumbling
from discussions.words import readers
from knowledge.policies import can_discuss
from lms.database import now


@dataclass(frozen=True, slots=True)
class Talk:
    """The spaces somebody can ask in about a lesson, and what they read beside it: conversations, and single replies."""

    spaces: list = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    posts: list[PostNote] = field(default_factory=list)
    has_echoes: bool = False


def beside_lesson(lesson) -> str:
    """The notes beside a lesson: those at a passage in the order of the text, then those about the whole."""
    talk = _talk_about(lesson)
    notes, posts, spaces = talk.notes, talk.posts, talk.spaces
    if not spaces and not notes and not posts:
        return ""
    echoes = echoes_beside(current_user, lesson) if talk.has_echoes else []
    blocks = dict(lesson.blocks)
    placed = [at for at in (*notes, *posts, *echoes) if stands_at(at.anchor, lesson.language, blocks)]
    order = {key: position for position, key in enumerate(blocks)}
    return render_template(
        "discussions/_beside_lesson.html",
        lesson=lesson,
        placed=sorted(placed, key=lambda at: order[at.anchor.anchor_key]),
        loose=[note for note in (*notes, *posts) if note not in placed],
        echoes=[echo for echo in echoes if echo not in placed],
        count=len(notes),
        counts=Counter(at.anchor.anchor_key for at in placed),
        can_ask=bool(spaces),
        stumbling=can_see_stumbling(current_user) and bool(notes),
        who_reads=_who_reads(spaces),
        beside={
            "blocks": blocks,
            "names_spaces": len({note.row.space_id for note in (*notes, *posts)}) > 1,
            "next_address": f"/lessons/{lesson.id}",
        },
    )


def _who_reads(spaces) -> list[str]:
    """Who reads what is asked here: the viewer's cohorts, or whoever else when they are in none."""
    own = [row for row in spaces if row.kind == "cohort"] or spaces[:1]
    return [readers(row.audience_kind, row.name or row.title, row.size) for row in own]


def beside_lesson_count(lesson) -> int:
    return len(_talk_about(lesson).notes)


def ask_at_lesson(lesson) -> str | None:
    """Where “Ask here” leads; None for who has nobody to ask here."""
    return f"/lessons/{lesson.id}/ask?language={lesson.language}" if _talk_about(lesson).spaces else None


def lesson_counts(lesson_ids) -> dict[int, int]:
    """Lesson → how many conversations the viewer reads about it."""
    return queries.topic_counts_by_lesson(current_user, lesson_ids)


def beside_article(article) -> str:
    """The conversations about an article, and the way to start one where its collection is open for talk."""
    if current_user.is_anonymous:
        return ""
    viewer, moment = current_user._get_current_object(), now()
    notes = [Note(row, clock_of(row, moment), viewer) for row in queries.notes_of_article(viewer, article.id)]
    posts = [PostNote(row) for row in queries.posts_about_article(viewer, article.id)]
    is_open = can_discuss(viewer, article)
    if not notes and not posts and not is_open:
        return ""
    return render_template(
        "discussions/_beside_article.html", article=article, notes=notes, posts=posts, can_discuss=is_open
    )


def _talk_about(lesson) -> Talk:
    """Shared by all panels of one page."""
    if current_user.is_anonymous:
        return Talk()
    if g.get("talk_lesson_id") != lesson.id:
        viewer, moment = current_user._get_current_object(), now()
        rows = queries.notes_of_lesson(viewer, lesson.id)
        spaces = queries.spaces_for_lesson(viewer, lesson)
        has_posts = any(row.has_posts for row in spaces)
        g.talk_lesson_id = lesson.id
        g.talk = Talk(
            [row for row in spaces if policies.can_start(viewer, row)],
            [Note(row, clock_of(row, moment), viewer) for row in rows],
            [PostNote(row) for row in queries.posts_about_lesson(viewer, lesson.id)] if has_posts else [],
            any(row.has_echoes for row in spaces),
        )
    return g.talk


def ask_about_article(article_id: int, collection, words: str = "") -> str:
    """The way to ask about an article, with `words` already in the field, where its `collection` is open for talk."""
    if not can_discuss(current_user, collection):
        return ""
    return render_template("discussions/_ask_about_article.html", article_id=article_id, words=words)
