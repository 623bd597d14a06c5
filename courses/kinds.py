"""The kinds of lessons: what each is called, and the ways in which its reader can complete it."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString


@dataclass(frozen=True, slots=True)
class Completion:
    """A way to complete a lesson: `choice` is what its author chooses, `words` what its reader is told.

    `is_by_hand`: its reader may say so; else only what was done in it completes the lesson."""

    name: str
    choice: LazyString
    words: LazyString
    is_by_hand: bool


HAND = Completion("hand", _l("When its reader says so"), _l("done when you say so"), is_by_hand=True)
READ = Completion(
    "read", _l("When its reader has come to its end, or says so"), _l("done when you have come to its end"),
    is_by_hand=True,
)  # fmt: skip
PASSED = Completion("passed", _l("When it is passed"), _l("done when you pass"), is_by_hand=False)
FINISHED = Completion(
    "finished", _l("When it is handed in, whatever the score"), _l("done when you hand it in, whatever your score"),
    is_by_hand=False,
)  # fmt: skip
ATTENDED = Completion(
    "attended", _l("When its reader was there, as the host notes"), _l("done when you were there"), is_by_hand=False
)
ITS_OWN = Completion("", _l("As its settings say"), _l("done as its task says"), is_by_hand=False)


@dataclass(frozen=True, slots=True)
class Kind:
    """The first of its `completions` holds unless its author chooses another.

    `is_graded`: what people do in it has a grade, and a column in the gradebook."""

    name: str
    word: LazyString
    purpose: LazyString
    icon: str
    completions: tuple[Completion, ...]
    is_graded: bool = False

    def completion(self, name: str) -> Completion:
        return next((one for one in self.completions if one.name == name), self.completions[0])

    @property
    def is_completed_by_hand(self) -> bool:
        return self.completions[0].is_by_hand


PAGE = Kind("page", _l("Page"), _l("A text to read"), "file-text", (HAND, READ))
QUIZ = Kind("quiz", _l("Quiz"), _l("Questions to answer"), "list-checks", (PASSED, FINISHED), is_graded=True)
ASSIGNMENT = Kind(
    "assignment", _l("Assignment"), _l("Work to hand in, completed by handing in or by being reviewed"),
    "clipboard-pen", (ITS_OWN,), is_graded=True,
)  # fmt: skip
LIVE = Kind(
    "live", _l("Live session"), _l("A meeting, held as an event of each cohort"), "video", (ATTENDED, HAND)
)  # fmt: skip
TOOL = Kind("tool", _l("External tool"), _l("A page elsewhere, which opens in a new tab"), "external-link", (HAND,))
KINDS = {kind.name: kind for kind in (PAGE, QUIZ, ASSIGNMENT, LIVE, TOOL)}
GRADED = tuple(kind.name for kind in KINDS.values() if kind.is_graded)


def completion_of(lesson) -> Completion:
    """How this lesson is completed; `lesson` has `kind` and `completed_by`."""
    return KINDS[lesson.kind].completion(lesson.completed_by)
