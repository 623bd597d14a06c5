"""What the main pages may cost: as many statements with a thousand rows of everything as with ten, and not many.

The budgets are what was measured on both engines; a page that needs one more statement says here what for.
"""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import insert, select

from cohorts.calendar.models import Event, EventAnswer, EventDate, EventPresence, EventSecond
from cohorts.handing_over.models import HandOver
from cohorts.models import Cohort, Membership
from cohorts.phases.models import Showing
from cohorts.surveys.models import Survey, SurveyRound, SurveyTally
from courses.models import Course, Enrolment, Lesson, LessonProgress, LessonRevision, LessonText
from discussions.asking.models import Deflection
from discussions.following.models import Follow
from discussions.models import Post, Space, Topic
from discussions.proposing.models import ArticleProposal
from discussions.reading.models import ReadingState
from knowledge.contributions.models import Contribution
from knowledge.models import Article, ArticleRevision, ArticleVote, Collection
from knowledge.searches.models import SearchGroup, SearchMiss
from lms.access import ACADEMY, Audience, AudienceMember
from lms.database import db, now
from lms.files.models import File
from lms.notifications.models import Notification
from lms.people.models import User
from lms.search.actions import rebuild
from lms.search.models import SearchDocument
from tests.statements import counted_statements

# page: (who opens it, where, statements); one of them always finds the session with its person and the academy.
# On home one finds the practice plans that wait for an answer, one the next meetings, of which a cohort shows one too, and
# one the work that is due or waits for a review, one whether somebody wants refreshers, and who does one more what is due,
# one the first steps of who joined lately, one the surveys that ask, as a cohort has it too, one the newest stories, and one
# the coffees that wait or are coming. A cohort says who is in the spotlight.
PAGES = {
    "home of a trainee": ("trainee", "/", 19),
    "home of an alumna": ("alumna", "/", 20),
    "course": (
        "trainee",
        "/courses/{course}",
        11,
    ),  # two for the scores of its quizzes and assignments, when it has any, one for refreshers, one for what locked lessons wait for
    "lesson with its conversation": ("trainee", "/lessons/{lesson}", 6),
    "cohort": ("trainee", "/cohorts/{cohort}", 12),  # one: what is pinned, one: its months, as chosen
    # The head, its questions, learners with progress, where they stopped, who fell quiet, meetings, openings, work to judge,
    # ideas to decide about.
    "today of a facilitator": ("facilitator", "/cohorts/{cohort}/today", 21),
    # The session, the head; eleven figures twice, and of both spans the cohort and who learned in it.
    "figures of a cohort": ("facilitator", "/cohorts/{ended_cohort}/insights", 40),
    "figures of the academy": ("manager", "/insights/academy", 40),
    "report of the academy": ("manager", "/insights/academy/report?period=2025", 40),
    "goals of a cohort": ("facilitator", "/cohorts/{cohort}/insights/goals", 6),
    # The survey, its questions, rounds and sums, whether one answered; for who leads also how many are asked.
    "survey": ("trainee", "/surveys/{survey}", 7),
    "survey with results": ("facilitator", "/surveys/{past_survey}", 7),
    "surveys of a cohort": ("facilitator", "/cohorts/{cohort}/surveys", 5),
    "meetings of a cohort": ("trainee", "/cohorts/{cohort}/events", 8),
    "month of a cohort": ("trainee", "/cohorts/{cohort}/events?month=", 6),
    "calendar": ("trainee", "/calendar", 7),
    "month of a calendar": ("trainee", "/calendar?month=", 6),  # three: what they are among, to choose from
    "event": ("trainee", "/events/{event}", 13),
    "proposed event": ("trainee", "/events/{proposed_event}", 13),
    "planning an event": ("facilitator", "/cohorts/{cohort}/events/new", 3),
    "who was there": ("facilitator", "/dates/{held_date}/presence", 7),
    "possible mentors": ("facilitator", "/cohorts/{cohort}/people", 7),
    "asking a mentor": ("facilitator", "/cohorts/{cohort}/mentors/{alumna}", 6),
    "alumni": ("alumna", "/courses/{course}/alumni", 7),  # two: who moderates there
    "space of the alumni": ("alumna", "/spaces/{alumni_space}", 7),
    "handing over": ("facilitator", "/cohorts/{cohort}/hand-over", 12),  # one: the same
    "offer to lead": ("mentor", "/hand-overs/{offer}", 9),  # one: what is in the name of who hands over
    "phases": ("facilitator", "/cohorts/{cohort}/phases", 4),
    "who is coming": ("trainee", "/cohorts/{asking_cohort}/invitation", 6),
    "thread": ("trainee", "/topics/{topic}", 8),
    "inbox": ("trainee", "/inbox", 4),
    "search": ("trainee", "/search?q=silence", 5),
    # One for what members added under it, one for replies about its passages in any conversation.
    "article": ("trainee", "/articles/{article}", 5),
    "stories": ("trainee", "/stories", 5),
    "contributions": ("trainee", "/articles/{article}/contributions", 3),
    "people": ("trainee", "/people", 6),  # one of them: what those on the page did, by all kinds of evidence
    # One for whether they suggested anything, one for what was verified lately, one for what most questions are about.
    "knowledge": ("trainee", "/knowledge", 9),
    "collection": ("trainee", "/collections/{collection}", 6),  # one of them: what stands in it
    "review queue": ("editor", "/knowledge/review", 9),
    "searched for in vain": ("editor", "/knowledge/searches", 5),
    "questions that recur": ("editor", "/knowledge/recurring", 4),
    "answer to make an article of": ("editor", "/topics/{ripe_academy_topic}/article", 20),
    "proposed by members": ("editor", "/knowledge/proposals", 3),
    "help desk": ("guest", "/ask", 2),
    "help desk with answers": ("trainee", "/ask?q=silence", 4),
    "help desk with where to ask": ("trainee", "/ask?q=How+long+does+a+silence+take&on=people", 3),
    "avoided questions": ("editor", "/ask/figures", 5),
}
FEW, MANY = 10, 1_000


@pytest.fixture(scope="module")
def costs(standing_world) -> dict[str, list]:
    """What each page ran, first with few rows and then with many."""
    measured: dict[str, list] = {page: [] for page in PAGES}
    for number in (FEW, MANY):
        fill(standing_world, number)
        for page, (name, address, _budget) in PAGES.items():
            person, address = getattr(standing_world.cast, name), address.format(**standing_world.ids)
            assert person.get(address).status_code == 200  # what is kept once per process does not count
            with counted_statements() as count:
                assert person.get(address).status_code == 200
            measured[page].append(count)
    return measured


@pytest.mark.parametrize("page", PAGES)
def test_page_costs_the_same_with_ten_rows_and_with_a_thousand(costs, page):
    few, many = costs[page]
    assert few() == many(), f"with {MANY} rows:\n{many!r}\n\nwith {FEW} rows:\n{few!r}"


@pytest.mark.parametrize("page", PAGES)
def test_page_stays_within_its_budget(costs, page):
    _few, many = costs[page]
    assert many() <= PAGES[page][2], repr(many)


def fill(world, number: int) -> None:
    """So many more rows of everything the pages show, written in bulk."""
    people = _people(world, number)
    _topics(world, number, people)
    _lessons(world, number)
    _articles(world, number, people)
    _searches(number, people)
    _avoided(number, people)
    _article_proposals(world, people)
    _surveys(world, number)
    _meetings(world, number, people)
    _through_time(world, people)
    db.session.commit()
    rebuild()
    db.session.commit()


def _write(table, rows: list[dict]) -> list[int]:
    """The ids of what was written, for tables that have them."""
    if "id" not in table.__table__.c:
        db.session.execute(insert(table), rows)
        return []
    return list(db.session.scalars(insert(table).returning(table.id, sort_by_parameter_order=True), rows))


def _people(world, number: int) -> list[int]:
    count = len(db.session.scalars(select(User.id)).all())
    rows = [
        {
            "name": f"Person {n}", "email": f"many{n}@test.example", "headline": "Debt counsellor", "region": "Twente",
            "visibility": {}, "mail_reasons": {}, "found_by": f"person {n}",
        }
        for n in range(count, count + number)
    ]  # fmt: skip
    people = _write(User, rows)
    course = db.session.get_one(Course, world.course)
    cohorts = [db.session.get_one(Cohort, number) for number in (world.cohort, world.ended_cohort)]
    alumni = db.session.get_one(Space, world.alumni_space)
    for audience in (
        ACADEMY,
        course.people_audience_id,
        alumni.audience_id,
        *(cohort.audience_id for cohort in cohorts),
    ):
        _write(AudienceMember, [{"user_id": person, "audience_id": audience} for person in people])
        db.session.get_one(Audience, audience).size += number
    for cohort, phase in zip(cohorts, ("trainee", "alumnus"), strict=True):
        _write(Membership, [{"cohort_id": cohort.id, "user_id": person, "phase": phase} for person in people])
    _write(Enrolment, [{"course_id": course.id, "user_id": person} for person in people])
    return people


def _surveys(world, number: int) -> None:
    """More surveys of the cohort and the academy, all closed, and texts in the one that has results."""
    for cohort_id, audience in ((world.cohort, db.session.get_one(Cohort, world.cohort).audience_id), (None, ACADEMY)):
        rows = [
            {"cohort_id": cohort_id, "audience_id": audience, "title": f"Survey {n}", "rounds": 1, "created_by": world.manager}
            for n in range(number)
        ]  # fmt: skip
        ended = {"number": 1, "audience_id": audience, "closes_at": now(), "closed_at": now()}
        _write(SurveyRound, [{"survey_id": survey_id, **ended} for survey_id in _write(Survey, rows)])
    tally = db.session.scalars(
        select(SurveyTally).join(SurveyRound, SurveyRound.id == SurveyTally.round_id).where(SurveyRound.survey_id == world.past_survey)
    ).one()  # fmt: skip
    tally.texts = [*tally.texts, *(f"Words {n}" for n in range(number))]


def _meetings(world, number: int, people: list[int]) -> None:
    """As many events of the cohort, to come, over and proposed, and everybody's answer to one of each."""
    event = db.session.get_one(Event, world.event)
    same = {
        "cohort_id": event.cohort_id,
        "audience_id": event.audience_id,
        "timezone": event.timezone,
        "title": "Silence",
    }
    rows = []
    for n in range(number):
        starts_at = now() + timedelta(days=n % 60 - 20, minutes=n)
        span = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=1), "uid": uuid4().hex}
        state = "planned" if n % 3 else "proposed"
        rows.append({**same, **span, "kind": "meetup", "state": state, "host_id": people[n]})
    events = _write(Event, rows)
    dates = [
        {
            "event_id": event_id,
            "original_at": row["starts_at"],
            "starts_at": row["starts_at"],
            "ends_at": row["ends_at"],
        }
        for event_id, row in zip(events, rows, strict=True)
    ]
    _write(EventDate, dates)
    _write(EventSecond, [{"event_id": world.proposed_event, "user_id": person} for person in people])
    for date_id in (world.event_date, world.held_date):
        _write(EventAnswer, [{"date_id": date_id, "user_id": person, "answer": "going"} for person in people])
    _write(EventPresence, [{"date_id": world.held_date, "user_id": person} for person in people])


def _through_time(world, people: list[int]) -> None:
    """As many who are shown before the beginning, who were asked as mentors and who were offered the cohort."""
    members = [{"cohort_id": world.asking_cohort, "user_id": person, "phase": "trainee"} for person in people]
    _write(Showing, [{"membership_id": member} for member in _write(Membership, members)])
    offer = {"cohort_id": world.cohort, "from_id": world.facilitator, "stays": "mentor"}
    _write(HandOver, [{**offer, "to_id": person} for person in people])


def _topics(world, number: int, people: list[int]) -> None:
    """Conversations in both cohorts and in the course, about the lesson and the article too, some of them unread."""
    moment, places = now(), []
    for cohort_id in (world.cohort, world.ended_cohort):
        cohort = db.session.get_one(Cohort, cohort_id)
        places.append((_space(cohort.audience_id), cohort.audience_id))
    course = db.session.get_one(Course, world.course)
    places.append((_space(course.people_audience_id), course.people_audience_id))
    places.append((world.alumni_space, db.session.get_one(Space, world.alumni_space).audience_id))
    rows = [
        {
            "space_id": space_id, "audience_id": audience_id, "title": f"Silence {n}", "author_id": person,
            "kind": "question" if n % 2 else "discussion", "bumped_at": moment - timedelta(minutes=n),
            "created_at": moment - timedelta(hours=5, minutes=n), "last_number": 1, "newest_number": 1,
            "last_poster_id": person, "lesson_id": world.lesson if n % 3 else None,
            "article_id": None if n % 3 else world.article, "anchor_key": "", "anchor_quote": "",
        }
        for space_id, audience_id in places
        for n, person in enumerate(people)
    ]  # fmt: skip
    topics = _write(Topic, rows)
    post = {"number": 1, "author_id": world.mentor, "body": "Silence.", "html": "<p>Silence.</p>"}
    _write(Post, [{"topic_id": topic, **post} for topic in topics])
    _thread(world, number)
    for reader in (world.trainee, world.alumna):
        _write(ReadingState, [{"user_id": reader, "topic_id": topic, "last_read": 0} for topic in topics[::3]])
        _write(Follow, [{"user_id": reader, "topic_id": topic} for topic in topics[::3]])
    audience = {world.trainee: places[0][1], world.alumna: places[1][1]}
    for reader, audience_id in audience.items():
        told = {"user_id": reader, "audience_id": audience_id, "actor_id": world.mentor, "title": "Silence"}
        reasons = ("mentioned", "answered", "following")
        rows = [
            {
                **told,
                "reason": reasons[n % 3],
                "thread": f"topic:{topic}",
                "thing": f"many:{topic}",
                "url": f"/topics/{topic}",
            }
            for n, topic in enumerate(topics)
        ]
        _write(Notification, rows)
    found = {
        "kind": "topic",
        "language": "en",
        "title": "Silence",
        "body": "Silence is a skill.",
        "extra": {},
        "at": moment,
    }
    rows = [
        {**found, "object_id": topic, "audience_id": row["audience_id"], "url": f"/topics/{topic}"}
        for topic, row in zip(topics, rows_of(places, people), strict=True)
    ]
    _write(SearchDocument, rows)
    named = {"media_type": "text/plain", "size": 1, "sha256": "0", "audience_id": places[0][1]}
    _write(File, [{**named, "key": f"many-{topic}", "name": "notes.txt"} for topic in topics[: len(people)]])


def rows_of(places, people) -> list[dict]:
    return [{"audience_id": audience_id} for _space_id, audience_id in places for _person in people]


def _thread(world, number: int) -> None:
    """So many more replies in one topic."""
    topic = db.session.get_one(Topic, world.topic)
    first = topic.last_number + 1
    rows = [
        {"topic_id": topic.id, "number": n, "author_id": world.mentor, "body": "Hm.", "html": "<p>Hm.</p>"}
        for n in range(first, first + number)
    ]
    _write(Post, rows)
    topic.last_number = topic.newest_number = first + number - 1
    topic.reply_count += number


def _lessons(world, number: int) -> None:
    """A course as long as that, half of it done by the trainee and all of it by the alumna, and then changed."""
    lesson = db.session.get_one(Lesson, world.lesson)
    same = {"course_id": lesson.course_id, "module_id": lesson.module_id, "audience_id": lesson.audience_id}
    last = len(db.session.scalars(select(Lesson.id)).all())
    lessons = _write(
        Lesson, [{**same, "position": last + n, "minutes": 5, "published_at": now()} for n in range(number)]
    )
    words = {
        "language": "en",
        "draft_title": "Silence",
        "title": "Silence",
        "html": "<p>Wait.</p>",
        "blocks": [],
        "headings": [],
    }
    texts = _write(LessonText, [{**words, "lesson_id": n} for n in lessons])
    said = {"title": "Silence", "body": "Wait.", "html": "<p>Wait.</p>", "published_at": now()}
    read = _write(LessonRevision, [{**said, "lesson_text_id": text, "number": 1} for text in texts])
    newer = _write(LessonRevision, [{**said, "body": "Waits.", "lesson_text_id": text, "number": 2} for text in texts])
    for text, revision in zip(texts, newer, strict=True):
        db.session.get_one(LessonText, text).revision_id = revision
    done = {"completed_at": now(), "percent": 100}
    for reader, step in ((world.trainee, 2), (world.alumna, 1)):
        pairs = list(zip(lessons, read, strict=True))[::step]
        _write(LessonProgress, [{"user_id": reader, "lesson_id": n, "revision_id": r, **done} for n, r in pairs])


def _articles(world, number: int, people: list[int]) -> None:
    """As many articles beside the one, and votes for it."""
    article = db.session.get_one(Article, world.article)
    same = {"collection_id": article.collection_id, "audience_id": article.audience_id, "draft_title": "Silence"}
    same |= {
        "title": "Silence",
        "html": "<p>Wait.</p>",
        "published_at": now(),
        "updated_at": now(),
        "headings": [],
        "blocks": [],
    }
    articles = _write(Article, [{**same, "language": "en"} for _ in range(number)])
    inner = {"title": "Silence", "audience_id": ACADEMY, "parent_id": article.collection_id}
    _write(Collection, [{**inner, "position": n} for n in range(number)])
    said = {
        "number": 1,
        "audience_id": article.audience_id,
        "title": "Silence",
        "body": "Wait.",
        "html": "<p>Wait.</p>",
    }
    revisions = _write(ArticleRevision, [{**said, "article_id": n, "published_at": now()} for n in articles])
    for number, revision in zip(articles, revisions, strict=True):
        db.session.get_one(Article, number).revision_id = revision
    words = {"body": "We waited.", "html": "<p>We waited.</p>", "kind": "experience"}
    _write(
        Contribution,
        [{**words, "article_id": article.id, "audience_id": ACADEMY, "author_id": person} for person in people],
    )
    vote = {"article_id": article.id, "revision_id": article.revision_id, "helped": True}
    _write(ArticleVote, [{"user_id": person, **vote} for person in people])


def _searches(number: int, people: list[int]) -> None:
    """As many groups of searches in vain, each of six people."""
    first = len(db.session.scalars(select(SearchGroup.id)).all())
    groups = _write(SearchGroup, [{"meaning": f"silenc {n}"} for n in range(first, first + number)])
    rows = [{"group_id": group, "asker": str(person), "words": "silence"} for group in groups for person in people[:6]]
    _write(SearchMiss, rows)


def _avoided(number: int, people: list[int]) -> None:
    """As many articles that each answered the question of six people."""
    articles = db.session.scalars(select(Article.id).order_by(Article.id.desc()).limit(number)).all()
    found = {"audience_id": ACADEMY, "words": "How long?", "found_kind": "article"}
    rows = [{**found, "found_id": article, "user_id": person} for article in articles for person in people[:6]]
    _write(Deflection, rows)


def _article_proposals(world, people: list[int]) -> None:
    """As many answers that members proposed as articles, all declined."""
    declined = {"state": "declined", "reason": "It is written.", "decided_by": world.editor, "decided_at": now()}
    rows = [{"topic_id": world.topic, "proposed_by": person, "about": "Silence.", **declined} for person in people]
    _write(ArticleProposal, rows)


def _space(audience_id: int) -> int:
    return db.session.scalars(select(Space.id).filter_by(audience_id=audience_id)).one()
