"""Fills an empty database to a size: people, cohorts, a course, topics and posts, all findable, in bulk."""

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import islice
from types import SimpleNamespace
from urllib.parse import quote

from sqlalchemy import insert, text, update

from cohorts.calendar.models import Event, EventAnswer, EventDate, EventPresence
from cohorts.models import Cohort, Membership
from courses.models import Course, Enrolment, Lesson, LessonRevision, LessonText, Module
from courses.questions.actions import add_category, add_question
from courses.quizzes.actions import start_attempt
from courses.quizzes.building.actions import add_questions
from courses.quizzes.models import Quiz, QuizAttempt
from courses.quizzes.queries import get_quiz
from discussions.following.models import Follow
from discussions.models import Post, Space, Topic
from discussions.reading.models import ReadingState
from lms.access import ACADEMY, STAFF, Audience, AudienceMember
from lms.admin.founding import found_academy
from lms.database import Base, db, now
from lms.markup import RENDERER_VERSION, render
from lms.people.models import RoleGrant, User
from lms.people.queries import viewer_of
from lms.search.actions import WRITE_ENTRY
from lms.search.entries import INDEX_VERSION, entry
from lms.search.models import SearchDocument
from lms.search.words import tokens

START = datetime(2025, 1, 6, 9, tzinfo=UTC)
COHORT_SIZE = 14
LONG_TOPIC = 2_000
LESSONS = 21
GRADED_COHORT = 2  # follows a course of its own, so that the pages of the others stay as they are
GRADED = 60
QUESTIONS = 10
MEETINGS = 52  # dates of the weekly meeting of each cohort
ABOUT_LESSON = 12  # conversations beside the lesson that is measured
SENTENCES = (
    "Reflect the effort, not the conclusion, and then be quiet for three seconds.",
    "My client says yes to everything and nothing changes between two visits.",
    "In our neighbourhood team we write the sentence down, word for word.",
    "Ik heb dit gisteren geprobeerd bij een gezin met schulden, en het hielp.",
    "De verzekering betaalt dit niet, dus we zochten een andere weg.",
    "What do you say after somebody tells you they have tried everything already?",
    "The second half of the sentence is louder, and most of us answer that half.",
    "Zo’n gesprek duurt langer dan je denkt, maar het levert meer op.",
)


@dataclass(frozen=True)
class Size:
    """`long_topic` posts stand in the first topic; with `one_space` the others hold a post each, all in one space."""

    people: int
    posts: int
    long_topic: int = LONG_TOPIC
    one_space: bool = False


SIZES = {
    "S": Size(50, 2_200),
    "M": Size(2_000, 100_000),
    "L": Size(50_000, 1_000_000),
    "T": Size(200, 110_000, long_topic=10_000, one_space=True),
}


@dataclass(frozen=True)
class Filled:
    """Where the measured pages stand, and who opens them."""

    user_id: int
    cohort_id: int
    lesson_id: int
    long_topic_id: int
    short_topic_id: int
    posts: int
    long_topic: int  # how many posts it has
    one_space: bool
    graded_cohort_id: int
    facilitator_id: int  # of the graded cohort
    learner_id: int  # a person in it
    attempt_id: int  # an open one of theirs

    def after_topic(self, back: int) -> str:
        """The address of a list that goes on after the topic so many places from the newest, where each has one post."""
        topic_id = self.posts - self.long_topic + 1 - back
        return quote(f"{(START + timedelta(minutes=topic_id, seconds=1)).isoformat()}~{topic_id}")


def fill(size: Size, seed: int = 7) -> Filled:
    """Fill the current database; it must have its tables and nothing else."""
    chance = random.Random(seed)
    academy = found_academy()
    academy.set_up_at, academy.name = START, "Benchmark Academy"
    db.session.commit()
    bodies = [_body(chance) for _ in range(400)]
    _people(size)
    cohorts = max(2, size.people // COHORT_SIZE // 2)
    lesson_ids = _course(bodies)
    _cohorts(cohorts, size.people)
    learner_id = COHORT_SIZE * (GRADED_COHORT - 1) + 1
    facilitator_id, attempt_id = _graded(lesson_ids[-1] + 1, learner_id)
    _meetings(cohorts)
    long_topic = _conversations(size, cohorts, lesson_ids, bodies, chance)
    _index_posts()
    db.session.execute(text("ANALYZE"))
    db.session.commit()
    return Filled(
        user_id=1,
        cohort_id=1,
        lesson_id=lesson_ids[0],
        long_topic_id=long_topic,
        short_topic_id=long_topic + 1,
        posts=size.posts,
        long_topic=size.long_topic,
        one_space=size.one_space,
        graded_cohort_id=GRADED_COHORT,
        facilitator_id=facilitator_id,
        learner_id=learner_id,
        attempt_id=attempt_id,
    )


def _body(chance) -> tuple[str, str]:
    words = " ".join(chance.choice(SENTENCES) for _ in range(chance.randint(1, 5)))
    return words, render(words, profile="post").html


def _write(table, rows: list[dict]) -> None:
    for start in range(0, len(rows), 5_000):
        db.session.execute(insert(table), rows[start : start + 5_000])
    db.session.commit()


def _people(size: Size) -> None:
    _write(
        User,
        [
            {
                "id": n,
                "name": f"Person {n}",
                "email": f"person{n}@bench.example",
                "visibility": {},
                "mail_reasons": {},
                "created_at": START,
            }  # fmt: skip
            for n in range(1, size.people + 1)
        ],
    )
    _write(AudienceMember, [{"user_id": n, "audience_id": ACADEMY} for n in range(1, size.people + 1)])


def _course(bodies) -> list[int]:
    titles = {1: "Motivational interviewing in practice", 2: "Sixty quizzes"}
    _write(Audience, [{"id": 9 + n, "kind": "course", "name": title, "size": 0} for n, title in titles.items()])
    _write(
        Course,
        [
            {
                "id": n,
                "audience_id": ACADEMY,
                "people_audience_id": 9 + n,
                "lessons_audience_id": 9 + n,
                "title": title,
                "published_at": START,
            }
            for n, title in titles.items()
        ],
    )
    _write(Module, [{"id": n, "course_id": 1, "title": f"Module {n}", "position": n} for n in range(1, 6)])
    ids = list(range(1, LESSONS + 1))
    _write(
        Lesson,
        [
            {
                "id": n,
                "course_id": 1,
                "module_id": 1 + (n - 1) // 5 if n < LESSONS else 5,
                "audience_id": 10,
                "position": n,
                "minutes": 12,
                "published_at": START,
            }
            for n in ids
        ],
    )
    source = "\n\n".join(body[0] for body in bodies[:14])
    rendered = render(source, profile="lesson")
    _write(
        LessonText,
        [
            {
                "id": n,
                "lesson_id": n,
                "language": "en",
                "draft_title": f"Lesson {n}",
                "draft_body": source,
                "title": f"Lesson {n}",
                "html": rendered.html,
                "renderer_version": RENDERER_VERSION,
                "blocks": [[b.key, b.text] for b in rendered.blocks],
                "headings": [],
            }
            for n in ids
        ],
    )
    _write(
        LessonRevision,
        [
            {
                "id": n,
                "lesson_text_id": n,
                "number": 1,
                "title": f"Lesson {n}",
                "body": source,
                "html": rendered.html,
                "published_at": START,
            }
            for n in ids
        ],
    )
    db.session.execute(update(LessonText).values(revision_id=LessonText.id))
    db.session.commit()
    return ids


def _cohorts(number: int, people: int) -> None:
    _write(
        Audience,
        [{"id": 100 + n, "kind": "cohort", "name": f"Cohort {n}", "size": COHORT_SIZE} for n in range(1, number + 1)],
    )
    _write(
        Cohort,
        [
            {
                "id": n,
                "course_id": _course_of(n),
                "audience_id": 100 + n,
                "name": f"Cohort {n}",
                "starts_on": date(2025, 1, 6),
                "ends_on": date(2099, 6, 26),
            }
            for n in range(1, number + 1)
        ],
    )
    _write(
        Space,
        [
            {
                "id": n,
                "audience_id": 100 + n,
                "kind": "cohort",
                "language": "en",
                "cohort_id": n,
                "title": f"Cohort {n}",
            }
            for n in range(1, number + 1)
        ],
    )
    members = [(1 + ((n - 1) * COHORT_SIZE + m) % people, n) for n in range(1, number + 1) for m in range(COHORT_SIZE)]
    _write(
        Membership, [{"cohort_id": n, "user_id": user, "phase": "trainee", "joined_at": START} for user, n in members]
    )
    _write(AudienceMember, [{"user_id": user, "audience_id": 100 + n} for user, n in members])
    learners = sorted({(user, _course_of(n)) for user, n in members})
    _write(AudienceMember, [{"user_id": user, "audience_id": 9 + course} for user, course in learners])
    _write(Enrolment, [{"course_id": course, "user_id": user} for user, course in learners])


def _course_of(cohort: int) -> int:
    return 2 if cohort == GRADED_COHORT else 1


def _graded(first: int, learner_id: int) -> tuple[int, int]:
    """Sixty quizzes that everybody of one cohort made, and an open attempt at ten questions; who facilitates, and it."""
    people = range(learner_id, learner_id + COHORT_SIZE)
    ids = range(first, first + GRADED)
    _after_ids_of_our_own()
    facilitator_id = db.session.scalar(
        insert(User)
        .values(name="Facilitator", email="f@bench.example", visibility={}, mail_reasons={})
        .returning(User.id)
    )
    db.session.execute(insert(Membership).values(cohort_id=GRADED_COHORT, user_id=facilitator_id, phase="facilitator"))
    audiences = (ACADEMY, STAFF, 11, 100 + GRADED_COHORT)
    _write(AudienceMember, [{"user_id": facilitator_id, "audience_id": n} for n in audiences])
    _write(RoleGrant, [{"user_id": facilitator_id, "role": "manager"}])
    _write(Module, [{"id": 6, "course_id": 2, "title": "Quizzes", "position": 1}])
    same = {
        "course_id": 2,
        "module_id": 6,
        "audience_id": 11,
        "kind": "quiz",
        "is_required": False,
        "published_at": START,
    }
    _write(Lesson, [{"id": n, "position": n, **same} for n in ids])
    words = {"language": "en", "renderer_version": RENDERER_VERSION, "blocks": [], "headings": []}
    _write(
        LessonText, [{"id": n, "lesson_id": n, "draft_title": f"Quiz {n}", "title": f"Quiz {n}", **words} for n in ids]
    )
    said = {"number": 1, "body": "", "html": "", "published_at": START}
    _write(LessonRevision, [{"id": n, "lesson_text_id": n, "title": f"Quiz {n}", **said} for n in ids])
    db.session.execute(update(LessonText).where(LessonText.id >= first).values(revision_id=LessonText.id))
    _write(Quiz, [{"lesson_id": n} for n in ids])
    tries = [(n, user, percent) for n in ids for user in people for percent in (40.0, 80.0)]
    _write(
        QuizAttempt,
        [{"lesson_id": n, "user_id": user, "percent": percent, "submitted_at": START} for n, user, percent in tries],
    )
    return facilitator_id, _open_attempt(first, learner_id)


def _meetings(cohorts: int) -> None:
    """Every cohort meets once a week, from half a year ago on for a year; the first person of each comes."""
    _after_ids_of_our_own()
    begins = now().replace(hour=18, minute=0, second=0, microsecond=0) - timedelta(weeks=MEETINGS // 2)
    numbers = range(1, cohorts + 1)
    hours = {"starts_at": begins, "ends_at": begins + timedelta(hours=1), "timezone": "Europe/Amsterdam"}
    words = {"kind": "session", "title": "Practising together", "place": "Room 2", "rrule": "FREQ=WEEKLY"}
    _write(
        Event,
        [
            {
                "id": n,
                "cohort_id": n,
                "audience_id": 100 + n,
                "host_id": _first_of(n),
                "uid": f"bench-{n}",
                **words,
                **hours,
            }
            for n in numbers
        ],
    )
    dates = [
        (n, week, begins + timedelta(weeks=week), 1 + (n - 1) * MEETINGS + week)
        for n in numbers
        for week in range(MEETINGS)
    ]
    _write(
        EventDate,
        [
            {"id": id, "event_id": n, "original_at": at, "starts_at": at, "ends_at": at + timedelta(hours=1)}
            for n, _week, at, id in dates
        ],
    )
    came = [(id, _first_of(n) + place) for n, week, _at, id in dates if week < MEETINGS // 2 for place in range(6)]
    _write(EventAnswer, [{"date_id": id, "user_id": person, "answer": "going", "number": 1} for id, person in came])
    _write(EventPresence, [{"date_id": id, "user_id": person} for id, person in came[::2]])


def _first_of(cohort: int) -> int:
    return COHORT_SIZE * (cohort - 1) + 1


def _open_attempt(lesson_id: int, learner_id: int) -> int:
    _after_ids_of_our_own()
    category = add_category(db.session.get_one(Course, 2), "Listening", by=db.session.get_one(User, 1))
    options = [{"key": "a", "text": "Ask", "fraction": 1.0}, {"key": "b", "text": "Tell", "fraction": 0.0}]
    content = {"text": "What opens a conversation?", "options": options, "shuffle": False, "language": "en"}
    questions = [
        add_question(category, kind="single", name=f"Opening {n}", content=content, by=db.session.get_one(User, 1))
        for n in range(QUESTIONS)
    ]
    quiz = get_quiz(lesson_id)
    add_questions(quiz, [(question.id, 1.0) for question in questions])
    attempt_id = start_attempt(quiz, viewer_of(learner_id)).id
    db.session.commit()
    return attempt_id


def _after_ids_of_our_own() -> None:
    """PostgreSQL counts on from the rows that brought their own numbers."""
    if db.engine.dialect.name != "postgresql":
        return
    for table in Base.metadata.sorted_tables:
        if "id" in table.c:
            highest = f"(SELECT coalesce(max(id), 1) FROM {table.name})"
            db.session.execute(text(f"SELECT setval('{table.name}_id_seq', {highest})"))
    db.session.commit()


def _conversations(size: Size, cohorts: int, lesson_ids, bodies, chance) -> int:
    """The first topic is the long one; the others have 2 to 18, spread over the cohorts. Returns the long one's id."""
    topics, posts, post_id, topic_id = [], [], 0, 0
    while post_id < size.posts:
        topic_id += 1
        cohort = 1 if size.one_space or topic_id <= 60 else 1 + topic_id % cohorts
        count = size.long_topic if topic_id == 1 else 1 if size.one_space else chance.randint(2, 18)
        began = START + timedelta(minutes=topic_id)
        first = ((cohort - 1) * COHORT_SIZE) % size.people
        for number in range(1, count + 1):
            post_id += 1
            body = bodies[post_id % len(bodies)]
            posts.append(
                {
                    "id": post_id,
                    "topic_id": topic_id,
                    "number": number,
                    "author_id": 1 + (first + number) % size.people,
                    "body": body[0],
                    "html": body[1],
                    "created_at": began + timedelta(seconds=number),
                }
            )
        topics.append(
            {
                "id": topic_id,
                "space_id": cohort,
                "audience_id": 100 + cohort,
                "kind": "question" if topic_id % 3 else "discussion",
                "title": f"What do you say in conversation {topic_id}?",
                "author_id": 1 + (first + 1) % size.people,
                "created_at": began,
                "bumped_at": began + timedelta(seconds=count),
                "last_number": count,
                "newest_number": count,
                "reply_count": count - 1,
                "last_poster_id": 1 + (first + count) % size.people,
                "first_answer_at": began + timedelta(seconds=2) if count > 1 else None,
                "lesson_id": _lesson_of(topic_id, lesson_ids),
            }
        )
        if len(posts) > 20_000:
            _write(Topic, topics)
            _write(Post, posts)
            topics, posts = [], []
    _write(Topic, topics)
    _write(Post, posts)
    _write(ReadingState, [{"user_id": 1, "topic_id": 1, "last_read": 990}])
    _write(Follow, [{"user_id": 1, "topic_id": 1, "level": "watching"}])
    return 1


def _lesson_of(topic_id: int, lesson_ids: list[int]) -> int | None:
    """A dozen of the first cohort's conversations are about the measured lesson, in every size; a quarter of the rest
    are about the others."""
    if 1 < topic_id <= 1 + ABOUT_LESSON:
        return lesson_ids[0]
    return lesson_ids[1 + topic_id % (len(lesson_ids) - 1)] if topic_id % 4 == 0 else None


def _index_posts() -> None:
    """One search document per post, with the index written beside it in bulk."""
    rows = db.session.execute(
        text(
            "SELECT p.id, p.body, p.created_at, p.number, t.audience_id, t.title, t.id AS topic_id FROM posts p "
            "JOIN topics t ON t.id = p.topic_id ORDER BY p.id"
        ).columns(created_at=Base.metadata.tables["posts"].c.created_at.type)
    ).all()
    index_documents(
        {
            "id": row.id,
            "kind": "topic" if row.number == 1 else "post",
            "object_id": row.topic_id if row.number == 1 else row.id,
            "language": "en",
            "audience_id": row.audience_id,
            "title": row.title,
            "body": row.body,
            "at": row.created_at,
            "url": f"/posts/{row.id}",
            "author_name": "",
            "extra": {},
        }
        for row in rows
    )
    _after_ids_of_our_own()


def index_documents(documents) -> None:
    """Write search documents and their entries in bulk; words that return are cut once."""
    statement = text(WRITE_ENTRY[db.engine.dialect.name == "postgresql"])
    tokenize = lru_cache(4096)(tokens)
    documents = iter(documents)
    while some := list(islice(documents, 5_000)):
        db.session.execute(insert(SearchDocument), [{**row, "index_version": INDEX_VERSION} for row in some])
        entries = [{"id": row["id"], **entry(SimpleNamespace(**row), tokenize)} for row in some]
        db.session.execute(statement, entries)
        db.session.commit()
