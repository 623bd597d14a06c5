"""Figures: whatever people did, each is what a slow, plain recount of all rows finds, and none is about fewer than five."""

from datetime import UTC, date, datetime, timedelta
from math import ceil
from random import Random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from cohorts.calendar.models import Event, EventAnswer, EventDate, EventPresence
from cohorts.models import Cohort, Membership
from cohorts.practice.models import CheckIn, PracticePlan
from cohorts.surveys.actions import close_round, open_round
from cohorts.surveys.making.actions import remove_survey
from cohorts.surveys.models import Survey, SurveyQuestion, SurveyRound, SurveyTally
from courses.models import Enrolment, Lesson, LessonProgress
from discussions.asking.models import Deflection
from discussions.insights.figures.registry import FIGURES
from discussions.insights.measuring import FEWEST, NOT_ENOUGH, Span
from discussions.insights.periods import period_of, usual_report
from discussions.insights.screens import shown_in
from discussions.models import Post, Space, Topic
from discussions.reacting.models import Thanks
from lms.access import ACADEMY
from lms.database import db, now
from lms.people.models import RoleGrant, User
from tests.cast import text_of
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.courses import make_course, make_lesson, make_module
from tests.factories.discussions import academy_space, space_of
from tests.factories.events import first_date, make_event
from tests.factories.people import make_person
from tests.factories.practice import make_plan
from tests.factories.surveys import answer_survey, make_survey
from tests.statements import counted_statements

PEOPLE = 11
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PEERS, LEARNED = ("trainee", "alumnus", "mentor"), ("trainee", "alumnus")
ACTS = (
    "ask",
    "ask",
    "ask",
    "write",
    "write",
    "write",
    "thank",
    "learn",
    "practise",
    "practise",
    "come",
    "come",
    "avoid",
    "say",
)
PHASES = ("trainee", "alumnus", "alumnus", "alumnus", "mentor", "facilitator", "left")


@pytest.fixture
def places(cast):
    """Two cohorts of two courses that ended, each with a lesson, a meeting and a plan of everybody; and the academy's space."""
    people = [make_person(f"Peer {number}") for number in range(PEOPLE)]
    found = []
    for name, ends_in in (("Ended", -33), ("Ended before", -100)):
        course = make_course(title=name)
        lesson = make_lesson(make_module(course), title="Silence")
        cohort = make_cohort(course, name=name, starts_in=-150, ends_in=ends_in)
        plans = [make_plan(cohort, person, days_ago=100) for person in people]
        dates = [first_date(make_event(cohort, cast.facilitator, days=1)) for _number in range(3)]
        found.append((cohort.id, space_of(cohort), lesson.id, [plan.id for plan in plans], [date.id for date in dates]))
        for rhythm in ("", "month"):
            make_survey(cohort, cast.facilitator, rhythm=rhythm)
    make_survey(None, cast.manager, rhythm="month")
    academy = academy_space()
    db.session.commit()
    return people, found, academy


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(seed=1, number=150)
@example(seed=2, number=250)
@given(seed=st.integers(0, 2**32), number=st.integers(0, 120))
def test_figures_are_what_a_plain_recount_finds(places, seed, number):
    try:
        _compare(places, Random(seed), number)
    finally:
        db.session.rollback()


def _compare(places, chance, number):
    people, found, academy = places
    moment = now()
    for cohort_id, *_rest in found:
        joined = {"cohort_id": cohort_id, "joined_at": moment - 100 * DAY}
        db.session.add_all(Membership(user_id=person.id, phase=chance.choice(PHASES), **joined) for person in people)
    for _number in range(number):
        who, other = chance.randrange(PEOPLE), chance.randrange(PEOPLE)
        where, days, hours = chance.randrange(3), chance.randrange(70), chance.randrange(90)
        act = (chance.choice(ACTS), who, other, where, days, hours, chance.random() < 0.6)
        _play(people, found, academy, moment, *act)
    db.session.flush()
    period = period_of("30d", "Europe/Amsterdam", moment)
    for cohort in (db.session.get(Cohort, found[0][0]), None):
        for part in (period, period.former):
            span, plain = Span(cohort, part, moment), Plain(cohort, part, moment)
            for key, figure in FIGURES.items():
                expected, measured = plain.measure(key), figure.measure(span)
                if expected is None:
                    assert measured == NOT_ENOUGH, key
                else:
                    assert (measured.n, measured.of) == expected[:2], key
                    assert measured.value == pytest.approx(expected[2]), key


def _play(people, found, academy, moment, kind, who, other, where, days, hours, flag):
    person, at = people[who], moment - days * DAY - HOUR
    cohort_id, space, lesson_id, plans, dates = found[where % 2]
    space = academy if where == 2 else space
    if kind in ("ask", "write", "thank"):
        topic = Topic(
            space_id=space.id, audience_id=space.audience_id, title="?", author_id=person.id, created_at=at,
            kind="question" if kind == "ask" else "discussion", deleted_at=at if kind == "ask" and days % 9 == 8 else None,
        )  # fmt: skip
        db.session.add(topic)
        db.session.flush()
        same = {"topic_id": topic.id, "body": "", "html": ""}
        posts = [Post(number=1, author_id=person.id, created_at=at, **same)]
        if kind == "ask" and flag and who != other:
            answered = at + hours * HOUR
            posts.append(Post(number=2, author_id=people[other].id, created_at=answered, **same))
            topic.first_answer_at = answered
        if kind == "write" and flag:
            posts[0].deleted_at = moment
        db.session.add_all(posts)
        db.session.flush()
        if kind == "thank" and who != other:
            db.session.add(Thanks(post_id=posts[0].id, user_id=people[other].id, at=at + HOUR / 2))
    elif kind == "learn":
        db.session.merge(LessonProgress(user_id=person.id, lesson_id=lesson_id, completed_at=at if flag else None))
        course_id = db.session.get(Lesson, lesson_id).course_id
        enrolment = db.session.scalars(
            select(Enrolment).filter_by(course_id=course_id, user_id=person.id)
        ).one_or_none()
        enrolment = enrolment or Enrolment(course_id=course_id, user_id=person.id)
        enrolment.completed_at = at if flag else None
        db.session.add(enrolment)
    elif kind == "practise":
        check_in = db.session.scalars(select(CheckIn).filter_by(plan_id=plans[who], days=(30, 60, 90)[days % 3])).one()
        check_in.answer, check_in.answered_at = ("did", "partly", "not_yet", "other")[hours % 4], at
    elif kind == "come":
        date = db.session.get(EventDate, dates[days % 3])
        date.starts_at, date.ends_at = at, at + HOUR
        db.session.merge(
            EventAnswer(
                date_id=date.id, user_id=person.id, answer=("going", "maybe")[hours % 7 == 0], answered_at=at - DAY
            )
        )
        if flag:
            db.session.merge(EventPresence(date_id=date.id, user_id=person.id))
    elif kind == "say":
        here = select(Survey).filter_by(cohort_id=None if where == 2 else cohort_id).order_by(Survey.id)
        surveys = db.session.scalars(here).all()
        _hold_round(surveys[other % len(surveys)], at, answered=who, said=hours, is_closed=flag)
    else:
        db.session.add(
            Deflection(
                user_id=person.id, space_id=None if where == 2 else space.id, audience_id=ACADEMY, words="?", at=at,
                found_kind="lesson", found_id=lesson_id, reversed_at=at if flag else None,
            )
        )  # fmt: skip
    db.session.flush()


def _hold_round(survey, at, *, answered, said, is_closed):
    """One round of a survey in which so many people answered: `said` and the steps after it on a scale."""
    survey.rounds += 1
    current = SurveyRound(
        survey_id=survey.id, audience_id=survey.audience_id, number=survey.rounds, opened_at=at, closes_at=at + DAY,
        closed_at=at if is_closed else None, asked=PEOPLE, answered=answered,
    )  # fmt: skip
    db.session.add(current)
    db.session.flush()
    for question in db.session.scalars(select(SurveyQuestion).filter_by(survey_id=survey.id)).all():
        counts = [0] * len(question.choices)
        for number in range(answered if counts else 0):
            counts[(said + number) % len(counts)] += 1
        db.session.add(SurveyTally(round_id=current.id, question_id=question.id, answered=answered, counts=counts))


class Plain:
    """Every figure again, by looping over all rows: (n, of, value), or None where there is not enough."""

    def __init__(self, cohort, period, moment):
        self.cohort, self.begins, self.ends, self.moment = cohort, period.begins, period.ends, moment
        self._rows = {}
        self.spaces = {space.id: space for space in self._all(Space)}
        self.topics = {topic.id: topic for topic in self._all(Topic)}
        self.memberships = self._all(Membership)

    def _all(self, table):
        if table not in self._rows:
            self._rows[table] = db.session.scalars(select(table)).all()
        return self._rows[table]

    def measure(self, key):
        name, _underscore, last = key.rpartition("_")
        if name == "return":
            return self._returned(int(last))
        return getattr(self, f"_{key}")()

    def _is_here(self, cohort_id):
        return self.cohort is None or cohort_id == self.cohort.id

    def _in(self, at):
        return at is not None and self.begins <= at < self.ends

    def _questions(self):
        by_space = {}
        for topic in self.topics.values():
            is_old = topic.created_at < self.moment - timedelta(hours=72)
            here = self._is_here(self.spaces[topic.space_id].cohort_id)
            if topic.kind == "question" and topic.deleted_at is None and here and self._in(topic.created_at) and is_old:
                by_space.setdefault(topic.space_id, []).append(topic)
        enough = [own for own in by_space.values() if _enough(own)]
        few = [topic for own in by_space.values() if not _enough(own) for topic in own]
        return [topic for own in enough for topic in own] + (few if _enough(few) else [])

    def _times(self):
        return sorted((t.first_answer_at - t.created_at) / HOUR for t in self._questions() if t.first_answer_at)

    def _until(self, part):
        asked, times = self._questions(), self._times()
        if not asked:
            return None
        place = ceil(part * len(asked))
        return len(times), len(asked), times[place - 1] if place <= len(times) else None

    def _first_answer_half(self):
        return self._until(0.5)

    def _first_answer_most(self):
        return self._until(0.9)

    def _within(self, hours):
        asked = self._questions()
        return _share(sum(time <= hours for time in self._times()), len(asked)) if asked else None

    def _answered_24(self):
        return self._within(24)

    def _answered_72(self):
        return self._within(72)

    def _by_peers(self):
        answered = [topic for topic in self._questions() if topic.first_answer_at]
        if len({topic.author_id for topic in answered}) < FEWEST:
            return None
        return _share(sum(self._is_by_peer(topic) for topic in answered), len(answered))

    def _is_by_peer(self, topic):
        answer = next(post for post in self._all(Post) if post.topic_id == topic.id and post.number == 2)
        cohort_id = self.spaces[topic.space_id].cohort_id
        if cohort_id is None:
            return answer.author_id not in {grant.user_id for grant in self._all(RoleGrant)}
        theirs = [m for m in self.memberships if (m.cohort_id, m.user_id) == (cohort_id, answer.author_id)]
        return any(membership.phase in PEERS for membership in theirs)

    def _members(self):
        if self.cohort is None:
            staff = {grant.user_id for grant in self._all(RoleGrant)}
            return {u.id for u in self._all(User) if u.is_active and u.created_at < self.ends and u.id not in staff}
        own = [m for m in self.memberships if m.cohort_id == self.cohort.id and m.phase in PEERS]
        return {membership.user_id for membership in own if membership.joined_at < self.ends}

    def _posts(self):
        return [
            post
            for post in self._all(Post)
            if post.deleted_at is None and self._is_here(self.spaces[self.topics[post.topic_id].space_id].cohort_id)
        ]

    def _acts(self):
        """(who, cohort, when) of everything anybody did anywhere."""
        cohort_of = {post.id: self.spaces[self.topics[post.topic_id].space_id].cohort_id for post in self._all(Post)}
        yield from ((p.author_id, cohort_of[p.id], p.created_at) for p in self._all(Post) if p.deleted_at is None)
        yield from ((thanks.user_id, cohort_of[thanks.post_id], thanks.at) for thanks in self._all(Thanks))
        courses = {lesson.id: lesson.course_id for lesson in self._all(Lesson)}
        cohorts = {cohort.id: cohort.course_id for cohort in self._all(Cohort)}
        for progress in self._all(LessonProgress):
            for membership in self.memberships:
                is_its_own = cohorts[membership.cohort_id] == courses[progress.lesson_id]
                if membership.user_id == progress.user_id and is_its_own and progress.completed_at:
                    yield progress.user_id, membership.cohort_id, progress.completed_at
        plans = {plan.id: plan for plan in self._all(PracticePlan)}
        for check_in in self._all(CheckIn):
            if check_in.answered_at:
                yield plans[check_in.plan_id].user_id, plans[check_in.plan_id].cohort_id, check_in.answered_at
        events = {event.id: event.cohort_id for event in self._all(Event)}
        dates = {date.id: events[date.event_id] for date in self._all(EventDate)}
        yield from ((answer.user_id, dates[answer.date_id], answer.answered_at) for answer in self._all(EventAnswer))

    def _active(self):
        members = self._members()
        who = {user_id for user_id, cohort_id, at in self._acts() if self._is_here(cohort_id) and self._in(at)}
        return _share(len(who & members), len(members)) if len(members) >= FEWEST else None

    def _wrote(self):
        members = self._members()
        counts = {}
        for post in self._posts():
            if self._in(post.created_at) and post.author_id in members:
                counts[post.author_id] = counts.get(post.author_id, 0) + 1
        return counts

    def _contributing(self):
        members = self._members()
        return _share(len(self._wrote()), len(members)) if len(members) >= FEWEST else None

    def _new_contributors(self):
        wrote = self._wrote()
        before = {post.author_id for post in self._posts() if post.created_at < self.begins}
        new = len([user_id for user_id in wrote if user_id not in before])
        return (new, len(wrote), new) if len(wrote) >= FEWEST else None

    def _concentration(self):
        counts = sorted(self._wrote().values(), reverse=True)
        top = max(5, ceil(len(counts) / 10))
        return _share(sum(counts[:top]), sum(counts)) if len(counts) >= top + 5 else None

    def _completion(self):
        courses = {cohort.id: cohort.course_id for cohort in self._all(Cohort)}
        done = {(e.user_id, e.course_id) for e in self._all(Enrolment) if e.completed_at and e.completed_at < self.ends}
        own = [
            m for m in self.memberships if m.phase in LEARNED and self._is_here(m.cohort_id) and m.joined_at < self.ends
        ]
        if len({membership.user_id for membership in own}) < FEWEST:
            return None
        return _share(sum((m.user_id, courses[m.cohort_id]) in done for m in own), len(own))

    def _attendance(self):
        present = {(row.date_id, row.user_id) for row in self._all(EventPresence)}
        noted = {date_id for date_id, _user_id in present}
        events = {event.id: event.cohort_id for event in self._all(Event)}
        dates = {
            date.id
            for date in self._all(EventDate)
            if self._is_here(events[date.event_id]) and self._in(date.starts_at) and date.id in noted
        }
        going = [row for row in self._all(EventAnswer) if row.answer == "going" and row.date_id in dates]
        if len({row.user_id for row in going}) < FEWEST:
            return None
        return _share(sum((row.date_id, row.user_id) in present for row in going), len(going))

    def _practice(self):
        plans = {plan.id: plan for plan in self._all(PracticePlan)}
        inside = {(m.cohort_id, m.user_id) for m in self.memberships if m.phase not in ("left", "invited")}
        told, did = set(), set()
        for check_in in self._all(CheckIn):
            plan = plans[check_in.plan_id]
            is_here = self._is_here(plan.cohort_id) and (plan.cohort_id, plan.user_id) in inside
            if is_here and self._in(check_in.answered_at):
                told.add(plan.user_id)
                did |= {plan.user_id} if check_in.answer in ("did", "partly") else set()
        return _share(len(did), len(told)) if len(told) >= FEWEST else None

    def _pulse(self):
        surveys, questions = ({row.id: row for row in self._all(table)} for table in (Survey, SurveyQuestion))
        rounds = {row.id: row for row in self._all(SurveyRound)}
        high, answers, people = 0, 0, 0
        for tally in self._all(SurveyTally):
            one = rounds[tally.round_id]
            survey = surveys[one.survey_id]
            comes_back = survey.rhythm or survey.rounds > 1
            is_counted = questions[tally.question_id].kind == "scale" and tally.answered >= FEWEST and comes_back
            if is_counted and self._is_here(survey.cohort_id) and self._in(one.closed_at):
                high, answers = high + tally.counts[3] + tally.counts[4], answers + sum(tally.counts)
                people = max(people, tally.answered)
        return _share(high, answers) if people >= FEWEST else None

    def _deflected(self):
        here = [
            row
            for row in self._all(Deflection)
            if self._in(row.at)
            and (self.cohort is None or (row.space_id and self.spaces[row.space_id].cohort_id == self.cohort.id))
        ]
        if len({row.user_id for row in here}) < FEWEST:
            return None
        stood = sum(row.reversed_at is None for row in here)
        return stood, len(here), stood

    def _returned(self, week):
        learned, came = [], 0
        acts = list(self._acts())
        for cohort in self._all(Cohort):
            ends = cohort.ends_at + timedelta(days=7 * week)
            is_now = ends <= min(self.ends, self.moment) and (self.cohort is not None or ends > self.begins)
            if not self._is_here(cohort.id) or not is_now:
                continue
            own = [m.user_id for m in self.memberships if m.cohort_id == cohort.id and m.phase in LEARNED]
            back = {
                user_id
                for user_id, cohort_id, at in acts
                if cohort_id == cohort.id and ends - timedelta(days=7) <= at < ends
            }
            learned += own
            came += len(back & set(own))
        return _share(came, len(learned)) if len(set(learned)) >= FEWEST else None


def _enough(topics):
    return len(topics) >= FEWEST and len({topic.author_id for topic in topics}) >= FEWEST


def _share(n, of):
    return n, of, 100 * n / of


def test_the_pulse_is_what_surveys_that_come_back_say_once_they_close(cast, cohort):
    people = [make_person(f"Peer {number}") for number in range(6)]
    for person in people:
        make_member(cohort, person, tell=False)
    survey = make_survey(cohort, cast.facilitator, rhythm="month")
    once = make_survey(cohort, cast.facilitator)
    period = period_of("30d", "Europe/Amsterdam", now())
    pulse = FIGURES["pulse"]

    def measured(of=cohort):
        return pulse.measure(Span(of, period, now()))

    for one in (survey, once):
        open_round(one)
        for step, person in enumerate(people[:5]):
            answer_survey(one, person, (step,))
    assert measured() == NOT_ENOUGH, "nothing is shown of a round that is open"
    close_round(once)
    assert measured() == NOT_ENOUGH, "asked once is no pulse"
    close_round(survey)
    assert (measured().n, measured().of, measured().value) == (2, 5, 40)
    assert measured(None).of == 5
    assert measured(make_cohort(name="Another")) == NOT_ENOUGH
    remove_survey(survey, by=cast.facilitator)
    assert measured() == NOT_ENOUGH


def test_four_answers_are_no_pulse(cast, cohort):
    people = [make_person(f"Peer {number}") for number in range(5)]
    for person in people:
        make_member(cohort, person, tell=False)
    survey = make_survey(cohort, cast.facilitator, rhythm="month")
    open_round(survey)
    for person in people[:4]:
        answer_survey(survey, person, (4,), (1,))
    answer_survey(survey, people[4], None, (1,))
    close_round(survey)
    period = period_of("30d", "Europe/Amsterdam", now())
    assert FIGURES["pulse"].measure(Span(cohort, period, now())) == NOT_ENOUGH


def test_a_page_of_figures_costs_as_much_with_ten_people_as_with_forty(cast, cohort):
    moment = now()
    period = period_of("90d", "Europe/Amsterdam", moment)
    costs = []
    for number in (10, 30):
        for n in range(number):
            make_member(cohort, make_person(f"Peer {number} {n}"), tell=False)
        db.session.flush()
        with counted_statements() as count:
            shown_in(Span(cohort, period, moment), Span(cohort, period.former, moment))
        costs.append(count())
    assert costs[0] == costs[1]


def test_facilitators_see_figures_and_nobody_else_does(cast, cohort):
    address = f"/cohorts/{cohort.id}/insights"
    page = text_of(cast.facilitator.get(address))
    assert "First answer to half of the questions" in page
    assert "Not enough data" in page
    assert "Nothing is shown about fewer than 5 people." in page
    assert cast.facilitator.get(f"{address}?period=2026").status_code == 200
    assert cast.facilitator.get(f"{address}?period=nonsense").status_code == 200
    assert cast.trainee.get(address).status_code == 403
    assert cast.mentor.get(address).status_code == 403
    assert cast.outsider.get(address).status_code == 404
    assert cast.admin.get(address).status_code == 404
    assert cast.manager.get("/insights/academy").status_code == 200
    assert cast.admin.get("/insights/academy").status_code == 200
    assert cast.facilitator.get("/insights/academy").status_code == 403
    assert cast.trainee.get("/insights/academy").status_code == 403


def test_the_room_leads_to_what_somebody_may_see(cast, cohort):
    page = cast.facilitator.get("/insights")
    assert f"/cohorts/{cohort.id}/insights" in page.text
    assert "/insights/academy" not in page.text
    assert "/insights/academy" in cast.manager.get("/insights").text
    assert cast.trainee.get("/insights").status_code == 403


def test_periods_follow_each_other_without_gaps():
    moment = now()
    for key in ("30d", "90d", "365d", "2026-q1", "2026-q3", "2025", "2024"):
        period = period_of(key, "Europe/Amsterdam", moment)
        assert period.former.ends == period.begins
        assert period.former.begins < period.begins
    assert period_of("2026-q1", "Europe/Amsterdam", moment).former.key == "2025-q4"
    for key in ("7d", "2026-q5", "20261", "2199", "", "x"):
        assert period_of(key, "Europe/Amsterdam", moment) is None


def test_a_report_is_about_the_last_quarter_or_the_one_in_which_a_cohort_began():
    zone, moment = "Europe/Amsterdam", datetime(2026, 11, 27, tzinfo=UTC)
    assert usual_report(zone, moment).key == "2026-q3"
    assert usual_report(zone, moment, date(2026, 9, 30)).key == "2026-q3"
    assert usual_report(zone, moment, date(2026, 10, 1)).key == "2026-q4"
