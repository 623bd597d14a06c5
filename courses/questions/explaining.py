"""The passage that explains a question: choosing it among those of a lesson, and finding it again where it stands now."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import case, select

from courses.models import Course, Lesson, LessonText
from courses.queries import lessons_visible_to
from lms.access import Viewer
from lms.database import db
from lms.markup import Block, excerpt, find_anchor

LONGEST = 70  # letters of a passage in a list
QUOTED = 200


@dataclass(frozen=True)
class Passage:
    """A block of a published text. `words` is what a list shows, `quote` what finds it after an edit."""

    key: str
    words: str
    quote: str


@dataclass(frozen=True)
class Passages:
    language: str
    all: list[Passage]

    def find(self, key: str | None) -> Passage | None:
        return next((passage for passage in self.all if passage.key == key), None)


def passages_of(course: Course, language: str | None, lesson_id: int) -> Passages | None:
    """What can be pointed at in a lesson of the course, in this language where it has one; None when nothing is published."""
    wanted = language or course.language
    text = db.session.execute(
        select(LessonText.language, LessonText.blocks, LessonText.headings)
        .join(Lesson, Lesson.id == LessonText.lesson_id)
        .where(Lesson.id == lesson_id, Lesson.course_id == course.id, LessonText.revision_id.is_not(None))
        .order_by(case((LessonText.language == wanted, 0), (LessonText.language == course.language, 1), else_=2))
        .limit(1)
    ).one_or_none()
    if text is None:
        return None
    headings = {words for _level, words, _slug in text.headings}
    return Passages(
        text.language,
        [
            Passage(
                key, excerpt(words, LONGEST) if words in headings else f"– {excerpt(words, LONGEST)}", words[:QUOTED]
            )
            for key, words in text.blocks
        ],
    )


def current_key(explained: dict) -> str:
    """The passage a question names, as it is known now; empty when it is the whole lesson, or gone."""
    texts = _texts_of([explained["lesson_id"]]) if explained.get("block") else {}
    _language, blocks, _headings = _told(explained, texts.get(explained.get("lesson_id"), {}))
    return find_anchor(blocks, explained["block"], explained.get("quote", "")) or "" if blocks else ""


def addresses_of(viewer: Viewer, versions: Iterable, language: str) -> dict[int, str]:
    """Version id → where it is explained, for those explained in a lesson the viewer may know of; two statements at most."""
    named = {version.id: version.content.get("explained_at") for version in versions}
    named = {
        version_id: explained
        for version_id, explained in named.items()
        if isinstance(explained, dict) and isinstance(explained.get("lesson_id"), int)
    }
    if not named:
        return {}
    ids = {explained["lesson_id"] for explained in named.values()}
    known = set(db.session.scalars(lessons_visible_to(viewer).where(Lesson.id.in_(ids)).with_only_columns(Lesson.id)))
    texts = _texts_of([e["lesson_id"] for e in named.values() if e.get("block") and e["lesson_id"] in known])
    return {
        version_id: _address(explained, texts.get(explained["lesson_id"], {}), language)
        for version_id, explained in named.items()
        if explained["lesson_id"] in known
    }


def _address(explained: dict, texts: dict, language: str) -> str:
    """The lesson, and in it the heading or the passage. Texts of as many passages say the same in each."""
    lesson_id = explained["lesson_id"]
    said, blocks, headings = _told(explained, texts)
    key = find_anchor(blocks, explained["block"], explained.get("quote", "")) if blocks else None
    if key is None:
        return f"/lessons/{lesson_id}"
    block = next(block for block in blocks if block.key == key)
    if language != said and language in texts and len(texts[language][0]) == len(blocks):
        place = blocks.index(block)
        said, (blocks, headings) = language, texts[language]
        block = blocks[place]
    slug = next((slug for _level, words, slug in headings if words == block.text), None)
    if slug:
        return f"/lessons/{lesson_id}?language={said}#{slug}"
    return f"/lessons/{lesson_id}?language={said}&at={block.key}#passage"


def _told(explained: dict, texts: dict) -> tuple[str, list[Block], list]:
    """(language, blocks, headings) of the text in which the passage was chosen."""
    if not explained.get("block") or not texts:
        return "", [], []
    language = explained.get("language")
    language = language if language in texts else sorted(texts)[0]
    return language, *texts[language]


def _texts_of(lesson_ids: list[int]) -> dict[int, dict[str, tuple[list[Block], list]]]:
    """Lesson id → language → (blocks, headings) of what is published."""
    if not lesson_ids:
        return {}
    columns = (LessonText.lesson_id, LessonText.language, LessonText.blocks, LessonText.headings)
    found: dict[int, dict] = {}
    published = select(*columns).where(LessonText.lesson_id.in_(set(lesson_ids)), LessonText.revision_id.is_not(None))
    for row in db.session.execute(published):
        blocks = [Block(key, words) for key, words in row.blocks]
        found.setdefault(row.lesson_id, {})[row.language] = (blocks, row.headings)
    return found
