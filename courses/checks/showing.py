"""A lesson's text in the pieces between which its questions stand, each as its reader meets it."""

import re
from dataclasses import dataclass

from markupsafe import Markup

from courses.checks.queries import questions_asked
from courses.questions.explaining import addresses_of
from courses.questions.kinds import arrange, right_answer
from courses.questions.models import QuestionVersion
from lms.access import Viewer
from lms.markup import stored

MARK = " data-question="
PLACE = re.compile(r'<div(?=[^<>]* class="self-check")[^<>]* data-question="([0-9]{1,15})"[^<>]*></div>')
UNGRADED = ("essay", "description")
LARGEST = 2**63 - 1


@dataclass(frozen=True)
class Check:
    """A question in a text. `response` is what was just answered, None before that; `version` is None when there is none."""

    number: int
    version: QuestionVersion | None
    order: list
    response: dict | None = None
    problem: str = ""
    explained_at: str = ""

    @property
    def is_checked(self) -> bool:
        return bool(self.response)

    @property
    def right(self) -> dict | None:
        is_told = self.is_checked and self.version.kind not in UNGRADED
        return right_answer(self.version.kind, self.version.content) if is_told else None


def numbers_in(html: str) -> list[int]:
    """The numbers of the questions a text asks, in their order, each once."""
    if MARK not in html:
        return []
    return list(dict.fromkeys(number for number in map(int, PLACE.findall(html)) if number <= LARGEST))


def pieces_of(
    html: str, course_id: int, viewer: Viewer, *, answered: Check | None = None, tells_missing: bool = False
) -> list[tuple[Markup, Check | None]]:
    """(HTML, the question after it) from the beginning to the end; one piece for a text without questions.

    `answered` stands in place of its question. To authors, `tells_missing`: also where there is no such question."""
    numbers = numbers_in(html)
    if not numbers:
        return [(stored(html), None)]
    versions = questions_asked(viewer, course_id, numbers)
    pieces, position, met = [], 0, set()
    for place in PLACE.finditer(html):
        number = int(place[1])
        check = None
        if number not in met:
            check = answered if answered and answered.number == number else check_of(number, versions.get(number))
        met.add(number)
        shown = check if check and (check.version or tells_missing) else None
        pieces.append((stored(html[position : place.start()]), shown))
        position = place.end()
    return [*pieces, (stored(html[position:]), None)]


def check_of(number: int, version: QuestionVersion | None, **answer) -> Check:
    order = arrange(version.kind, version.content, f"check {number}") if version else []
    return Check(number, version, order, **answer)


def answered_check(
    viewer: Viewer, number: int, version: QuestionVersion, response: dict, language: str, problem: str
) -> Check:
    """The question with what was answered; with nothing answered, it says `problem` and tells nothing more."""
    if not response:
        return check_of(number, version, problem=problem)
    where = addresses_of(viewer, [version], language).get(version.id, "")
    return check_of(number, version, response=response, explained_at=where)
