"""The heat maps: each passage of a lesson, and each lesson of a course, with how much was asked there."""

from dataclasses import dataclass, field

from flask_babel import gettext as _

from discussions.stumbling import queries
from lms.access import Viewer


@dataclass(slots=True)
class Spot:
    """A passage with its questions, or a lesson with its `address`. `heat` counts everybody who asked or had the same question."""

    words: str
    address: str = ""
    questions: int = 0
    me_toos: int = 0
    waiting: int = 0
    topics: list = field(default_factory=list)

    @property
    def heat(self) -> int:
        return self.questions + self.me_toos

    def add(self, topic) -> None:
        self.topics.append(topic)
        self.questions += 1
        self.me_toos += topic.me_too_count
        self.waiting += topic.waiting


def spots_of_lesson(viewer: Viewer, lesson, blocks: dict[str, str]) -> list[Spot]:
    """The passages somebody asked about in the order of the text, then what is about the whole or about former words."""
    at = {key: Spot(words) for key, words in blocks.items()}
    whole = Spot(_("The whole lesson, or its other languages"))
    former = Spot(_("Words of an earlier version"))
    for topic in queries.questions_at(viewer, lesson.id):
        if not topic.anchor_key or topic.anchor_language != lesson.language:
            whole.add(topic)
        elif topic.anchor_lost or topic.anchor_key not in at:
            former.add(topic)
        else:
            at[topic.anchor_key].add(topic)
    return [spot for spot in (*at.values(), whole, former) if spot.questions]


def spots_of_course(viewer: Viewer, course_id: int, outline) -> list[Spot]:
    """Every lesson of the outline somebody asked about, in its order."""
    counts = queries.counts_by_lesson(viewer, course_id)
    spots = []
    for step in outline.steps:
        if row := counts.get(step.id):
            address = f"/lessons/{step.id}/stumbling"
            words = f"{step.number} {step.title}"
            spots.append(Spot(words, address, row.questions, int(row.me_toos), int(row.waiting)))
    return spots
