"""What happens in courses that rooms above want to hear."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CourseCreated:
    course_id: int


@dataclass(frozen=True)
class LessonPublished:
    """A text of a lesson has a new published revision."""

    lesson_id: int
    language: str
    course_id: int


@dataclass(frozen=True)
class CompletionRuleChanged:
    """What completes a lesson is another thing from now on; who did already what it asks is done with it."""

    lesson_id: int
    kind: str
    completed_by: str
    user_id: int | None = None  # only for this person; None: for everybody


@dataclass(frozen=True)
class CourseRenamed:
    course_id: int
    title: str


@dataclass(frozen=True)
class CourseRemoved:
    """A course nobody used is about to be gone, with everything in it."""

    course_id: int


@dataclass(frozen=True)
class CertificateIssued:
    """Somebody is being given a certificate; rooms above may still say with which group they learned."""

    certificate_id: int
    course_id: int
    user_id: int


@dataclass(frozen=True)
class AttemptGraded:
    """What somebody answered in a quiz has its grades, as far as they can be given now."""

    lesson_id: int
    user_id: int
