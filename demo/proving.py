"""Seeds certificates of those who completed a course, and what became of its lessons since."""

from courses import actions as learning
from courses.certificates import actions, issuing, queries
from courses.certificates.models import Certificate
from courses.changes.queries import find_people_done
from courses.editing import actions as editing
from courses.editing.outline.actions import remove_lesson
from courses.models import Enrolment, Lesson
from demo.learning import SeededCourse
from demo.reading import Clock, load
from lms.database import db
from lms.people.models import User
from lms.people.queries import viewer_of


def seed_certificates(clock: Clock, people: dict[str, User], courses: dict[str, SeededCourse]) -> None:
    for entry in load("certificates.yaml"):
        seeded, author = courses[entry["course"]], people[entry["by"]]
        if added := entry.get("added"):
            _add(clock, seeded, author, added, days_ago=added["days_ago"], why=added["why"])
        if removed := entry.get("removed"):
            _seed_removed(clock, seeded, author, removed)
        words = {name: entry[name] for name in ("words_en", "words_nl", "signer", "signer_role")}
        actions.offer_certificate(seeded.course, **words, by=author)
        for user_id in queries.people_without(seeded.course.id):
            issuing.issue(seeded.course.id, user_id, tell=False)
        for key, chosen in entry["holders"].items():
            holder = people[key]
            certificate = db.session.scalars(
                db.select(Certificate).filter_by(course_id=seeded.course.id, user_id=holder.id)
            ).one()
            actions.choose(certificate, language=holder.locale, **chosen)


def _add(clock: Clock, seeded: SeededCourse, author: User, entry: dict, *, days_ago: int, why: str = "") -> Lesson:
    """Optional, so that nobody who is on their way has more to do."""
    lesson = editing.add_lesson(
        seeded.modules[entry["module"]],
        title=entry["title"],
        language=seeded.course.language,
        body=entry["body"],
        by=author,
        minutes=entry["minutes"],
        is_required=False,
    )
    editing.publish_text(lesson.texts[0], by=author, why=why, at=clock.days_ago(days_ago))
    return lesson


def _seed_removed(clock: Clock, seeded: SeededCourse, author: User, entry: dict) -> None:
    """A lesson that was there from the beginning, done by everybody who completed the course, and taken out since."""
    lesson = _add(clock, seeded, author, entry, days_ago=409)
    for user_id in find_people_done(seeded.course.id):
        done_at = db.session.scalar(
            db.select(Enrolment.completed_at).filter_by(course_id=seeded.course.id, user_id=user_id)
        )
        learning.complete_lesson(viewer_of(user_id), lesson, at=done_at)
    remove_lesson(lesson, by=author, why=entry["why"])
    lesson.removed_at = clock.days_ago(entry["days_ago"])
    db.session.flush()
