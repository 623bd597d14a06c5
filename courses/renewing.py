"""Lessons rendered again: the words stay as their authors published them, only the HTML is made anew."""

from sqlalchemy import select

from courses.editing.rendering import render_text
from courses.models import LessonRevision, LessonText
from lms.database import db
from lms.markup import RENDERER_VERSION
from lms.renewing import renews


@renews("lessons")
def renew_lessons(limit: int) -> int:
    outdated = (
        select(LessonText)
        .where(LessonText.revision_id.is_not(None), LessonText.renderer_version < RENDERER_VERSION)
        .order_by(LessonText.id)
        .limit(limit)
    )
    texts = db.session.scalars(outdated).all()
    for text in texts:
        for revision in db.session.scalars(select(LessonRevision).filter_by(lesson_text_id=text.id)):
            rendered = render_text(revision.body, text.language)
            revision.html = rendered.html
            if revision.id == text.revision_id:
                text.html = rendered.html
                text.blocks = [[block.key, block.text] for block in rendered.blocks]
                text.headings = [[heading.level, heading.text, heading.slug] for heading in rendered.headings]
        text.renderer_version = RENDERER_VERSION
    db.session.flush()
    return len(texts)
