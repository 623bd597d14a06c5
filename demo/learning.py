"""Seeds courses with their revisions, and cohorts with everybody's progress."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from cohorts import actions as cohort_actions
from cohorts.membership.actions import TIME_DID_IT
from cohorts.models import Cohort, PhaseChange
from courses import actions as learning
from courses.editing import actions as editing
from courses.models import Course, Lesson, LessonRevision, LessonText, Module
from courses.questions.actions import add_category, add_question
from courses.questions.models import Question
from demo.reading import CONTENT, ZONE, Clock, duration, load, load_text
from lms.access import ACADEMY, PUBLIC, STAFF
from lms.database import db
from lms.people.actions import invite
from lms.people.models import User
from lms.people.queries import viewer_of

AUDIENCES = {"public": PUBLIC, "academy": ACADEMY, "staff": STAFF}


@dataclass
class SeededCourse:
    course: Course
    modules: dict[str, Module] = field(default_factory=dict)
    lessons: dict[str, Lesson] = field(default_factory=dict)  # by slug, in the order of the course
    opens: dict[str, str] = field(default_factory=dict)  # lesson slug → module key

    def add_lesson(self, clock: Clock, author: User, entry: dict, *, kind: str) -> Lesson:
        """A lesson of another kind than a page, published at the end of its module; optional unless its entry says so."""
        lesson = editing.add_lesson(
            self.modules[entry["module"]],
            title=entry["title"],
            language=entry["language"],
            body=entry["body"],
            minutes=entry["minutes"],
            is_required=entry.get("required", False),
            kind=kind,
            by=author,
        )
        editing.publish_text(lesson.texts[0], by=author, at=clock.days_ago(entry["days_ago"]))
        return lesson

    def lesson_text(self, slug: str) -> LessonText:
        """The words of a lesson in the language of the course."""
        return db.session.scalars(
            db.select(LessonText).filter_by(lesson_id=self.lessons[slug].id, language=self.course.language)
        ).one()


def seed_courses(clock: Clock, people: dict[str, User]) -> dict[str, SeededCourse]:
    return {
        folder.name: _seed_course(clock, people, folder)
        for folder in sorted((CONTENT / "courses").iterdir())
        if (folder / "course.yaml").exists()
    }


def _seed_course(clock: Clock, people: dict[str, User], folder: Path) -> SeededCourse:
    content = load(f"courses/{folder.name}/course.yaml")
    author, language = people[content["author"]], content["language"]
    course = editing.create_course(
        title=content["title"],
        language=language,
        by=author,
        summary=content["summary"],
        outcomes="\n".join(f"* {line}" for line in content["outcomes"]),
        for_whom=content["for_whom"],
    )
    course.created_at = clock.days_ago(content["published_days_ago"] + 30)
    seeded = SeededCourse(course)
    for entry in content["modules"]:
        module = editing.add_module(course, entry["title"])
        module.titles = entry.get("titles", {})
        seeded.modules[entry["key"]] = module
        for slug in entry["lessons"]:
            seeded.lessons[slug] = _seed_lesson(clock, author, module, folder, slug, language)
            seeded.opens[slug] = entry["key"]
    editing.publish_course(course, audience_id=AUDIENCES[content["audience"]], by=author)
    course.published_at = clock.days_ago(content["published_days_ago"])
    return seeded


def _seed_lesson(clock: Clock, author: User, module: Module, folder: Path, slug: str, language: str) -> Lesson:
    front, body = load_text(folder / f"{slug}.md")
    earlier_path = folder / f"{slug}.earlier.md"
    first_front, first_body = load_text(earlier_path) if earlier_path.exists() else (front, body)
    if check := front.get("check"):
        question = _add_check(module, language, check, author)
        first_body = first_body.replace("::: question check", f"::: question {question.id}")
    lesson = editing.add_lesson(
        module,
        title=first_front["title"],
        language=language,
        body=first_body,
        by=author,
        short_title=first_front.get("short_title", ""),
        minutes=front["minutes"],
        is_required=front.get("required", True),
    )
    text = lesson.texts[0]
    editing.publish_text(text, by=author, at=clock.days_ago(first_front["published_days_ago"]))
    if earlier_path.exists():
        editing.save_draft(
            text,
            title=front["title"],
            short_title=front.get("short_title", ""),
            body=body,
            version=text.draft_version,
            by=author,
        )
        editing.publish_text(text, by=author, why=front["changed"], at=clock.days_ago(front["published_days_ago"]))
    for path in sorted(folder.glob(f"{slug}.??.md")):
        other_front, other_body = load_text(path)
        other = editing.add_text(
            lesson,
            language=path.name.split(".")[1],
            title=other_front["title"],
            body=other_body,
            by=author,
            short_title=other_front.get("short_title", ""),
        )
        editing.publish_text(other, by=author, at=clock.days_ago(other_front["published_days_ago"]))
    return lesson


def _add_check(module: Module, language: str, entry: dict, author: User) -> Question:
    """The question a lesson asks within its text, in the bank of its course."""
    category = add_category(db.session.get_one(Course, module.course_id), entry["category"], by=author)
    content = {"language": language, **entry["content"]}
    return add_question(category, kind=entry["kind"], name=entry["name"], content=content, by=author)


def seed_cohorts(
    clock: Clock, people: dict[str, User], courses: dict[str, SeededCourse], seasons: dict
) -> dict[str, Cohort]:
    return {
        entry["key"]: _seed_cohort(clock, people, courses[entry["course"]], entry, seasons)
        for entry in load("cohorts.yaml")
    }


def _seed_cohort(clock: Clock, people, seeded: SeededCourse, entry: dict, seasons: dict) -> Cohort:
    today = clock.moment.astimezone(ZONE).date()
    starts_on, ends_on = today + timedelta(days=entry["starts"]), today + timedelta(days=entry["ends"])
    middle = starts_on + (ends_on - starts_on) / 2
    season = seasons[entry["language"]][("winter", "spring", "summer", "autumn")[middle.month % 12 // 3]]
    opener = people[entry["created_by"]]
    cohort = cohort_actions.open_cohort(
        seeded.course,
        name=entry["name"].format(season=season, year=middle.year),
        starts_on=starts_on,
        ends_on=ends_on,
        timezone="Europe/Amsterdam",
        language=entry["language"],
        by=opener,
        welcome=entry["welcome"],
    )
    cohort.created_at = clock.days_ago(entry["created_days_ago"])
    for rule in entry["schedule"]:
        cohort_actions.set_rule(cohort, seeded.modules[rule["module"]], rule["rule"], days=rule.get("days"))
    for member in entry["members"]:
        _seed_member(clock, people[member["person"]], seeded, cohort, entry, member)
    if cohort.is_over(clock.moment):
        cohort.ended_at = cohort.ends_at
    for invited in entry.get("invited", ()):
        then = {"cohort_id": cohort.id, "phase": "trainee"}
        invitation, *_ = _as_tuple(invite(invited["email"], invited["name"], cohort.language, [], then, opener))
        invitation.created_at = invitation.sent_at = clock.days_ago(invited["days_ago"])
        invitation.expires_at = invitation.created_at + timedelta(days=14)
    return cohort


def _seed_member(clock: Clock, user: User, seeded: SeededCourse, cohort: Cohort, entry: dict, member: dict) -> None:
    joined = cohort.starts_at + timedelta(days=member.get("joined_days", -7))
    phase = "trainee" if member["phase"] == "alumnus" else member["phase"]
    membership = cohort_actions.add_member(cohort, user.id, phase, at=joined, tell=False)
    if member["phase"] == "alumnus":
        # As time did it then; the action of today would tell everybody today.
        membership.phase = "alumnus"
        change = {"from_phase": "trainee", "to_phase": "alumnus", "changed_at": cohort.ends_at, "reason": TIME_DID_IT}
        db.session.add(PhaseChange(membership_id=membership.id, **change))
    if "last" not in member:
        return
    viewer = viewer_of(user.id)
    last = clock.moment - duration(member["last"])
    slugs = list(seeded.lessons)[: member["done"]]
    for number, slug in enumerate(slugs, 1):
        at = cohort.starts_at + (last - cohort.starts_at) * number / max(len(slugs), 1)
        opens = _opens_at(cohort, entry, seeded.opens[slug])
        at = min(max(at, opens + timedelta(hours=number % 5 + 1)), last)
        learning.complete_lesson(viewer, seeded.lessons[slug], revision_id=_revision_at(seeded, slug, at), at=at)
    if reading := member.get("reading"):
        text = seeded.lesson_text(reading["lesson"])
        learning.record_place(
            viewer, seeded.lessons[reading["lesson"]], _block_of(text, reading["heading"]), reading["percent"], at=last
        )


def _opens_at(cohort: Cohort, entry: dict, module: str) -> datetime:
    rule = next(rule for rule in entry["schedule"] if rule["module"] == module)
    return cohort.starts_at + timedelta(days=rule.get("days", 0))


def _revision_at(seeded: SeededCourse, slug: str, at: datetime) -> int:
    """The revision a person read at that moment: the newest of then, or the first there is."""
    revisions = db.session.scalars(
        db.select(LessonRevision)
        .where(LessonRevision.lesson_text_id == seeded.lesson_text(slug).id)
        .order_by(LessonRevision.number)
    ).all()
    return max((r for r in revisions if r.published_at <= at), key=lambda r: r.number, default=revisions[0]).id


def _block_of(text: LessonText, words: str) -> str:
    return next((key for key, block in text.blocks if words in block), "")


def _as_tuple(value):
    return value if isinstance(value, tuple) else (value,)
