"""Whatever is done in whatever order, who can read a cohort and its course is what a few lines of plain Python say."""

from dataclasses import dataclass, field
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cohorts import actions
from cohorts.models import INSIDE, PHASES, Cohort, Membership
from courses.models import Course, Enrolment
from lms.access import Audience, AudienceMember
from lms.database import db, now
from tests.factories.cohorts import make_cohort
from tests.factories.courses import make_course

NAMES = ("trainee", "alumna", "mentor", "outsider", "author")  # the author made the course
COHORTS = (0, 1)
CHOSEN = tuple(phase for phase in PHASES if phase != "former")  # who went on became so by that, in the last test

steps = st.lists(
    st.one_of(
        st.tuples(st.just("join"), st.sampled_from(COHORTS), st.sampled_from(NAMES), st.sampled_from(CHOSEN[:-1])),
        st.tuples(st.just("change"), st.sampled_from(COHORTS), st.sampled_from(NAMES), st.sampled_from(CHOSEN)),
        st.tuples(st.just("leave"), st.sampled_from(COHORTS), st.sampled_from(NAMES), st.none()),
        st.tuples(st.sampled_from(("end", "reopen")), st.sampled_from(COHORTS), st.none(), st.none()),
    ),
    max_size=14,
)


@dataclass
class Model:
    """One cohort: the phase of each person, who became an alumnus by time alone, and whether the training is over."""

    phases: dict[str, str] = field(default_factory=dict)
    by_time: set[str] = field(default_factory=set)
    is_over: bool = False

    def turn(self, name: str, phase: str) -> None:
        if self.phases.get(name) == phase:
            return
        self.by_time.discard(name)
        self.phases[name] = phase
        if phase == "trainee" and self.is_over:
            self.phases[name] = "alumnus"
            self.by_time.add(name)

    def join(self, name: str, phase: str) -> None:
        if self.phases.get(name) not in INSIDE:
            self.turn(name, phase)

    def end(self) -> None:
        self.is_over = True
        for name in [name for name, phase in self.phases.items() if phase == "trainee"]:
            self.phases[name] = "alumnus"
            self.by_time.add(name)

    def reopen(self) -> None:
        self.is_over = False
        for name in self.by_time:
            self.phases[name] = "trainee"
        self.by_time.clear()

    @property
    def inside(self) -> set[str]:
        return {name for name, phase in self.phases.items() if phase in INSIDE}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps)
def test_who_can_read_is_what_the_model_says(cast, steps):
    people = {name: getattr(cast, name).id for name in NAMES}
    course = make_course(by=cast.author.user)
    cohorts = [make_cohort(course, name=f"Cohort {number}") for number in COHORTS]
    models = [Model() for _number in COHORTS]
    for verb, number, name, phase in steps:
        do(verb, cohorts[number], models[number], name, people.get(name), phase)
    names = {user_id: name for name, user_id in people.items()}
    for cohort, model in zip(cohorts, models, strict=True):
        assert names_in(cohort.audience_id, names) == model.inside
        assert phases_of(cohort, names) == model.phases
        assert size_of(cohort.audience_id) == len(model.inside) + 1  # the facilitator
    anywhere = models[0].inside | models[1].inside
    assert names_in(course.people_audience_id, names) == anywhere | {"author"}
    assert followers_of(course, names) == anywhere
    db.session.rollback()


def do(verb: str, cohort: Cohort, model: Model, name: str | None, user_id: int | None, phase: str | None) -> None:
    membership = db.session.scalars(db.select(Membership).filter_by(cohort_id=cohort.id, user_id=user_id)).one_or_none()
    if verb == "join":
        actions.add_member(cohort, user_id, phase)
        model.join(name, phase)
    elif verb == "change" and membership:
        actions.change_phase(membership, phase)
        model.turn(name, phase)
    elif verb == "leave" and membership:
        actions.remove_member(membership)
        model.turn(name, "left")
    elif verb == "end":
        move_end(cohort, -3)
        model.end()
    elif verb == "reopen":
        move_end(cohort, +30)
        model.reopen()


def move_end(cohort: Cohort, days: int) -> None:
    values = {"name": cohort.name, "language": "en", "welcome": "", "timezone": "Europe/Amsterdam", "by": None}
    ends_on = now().date() + timedelta(days=days)
    actions.change_cohort(cohort, starts_on=cohort.starts_on, ends_on=ends_on, **values)


def names_in(audience_id: int, names: dict[int, str]) -> set[str]:
    rows = db.session.scalars(db.select(AudienceMember.user_id).where(AudienceMember.audience_id == audience_id))
    return {names[user_id] for user_id in rows if user_id in names}


def phases_of(cohort: Cohort, names: dict[int, str]) -> dict[str, str]:
    rows = db.session.execute(db.select(Membership.user_id, Membership.phase).where(Membership.cohort_id == cohort.id))
    return {names[user_id]: phase for user_id, phase in rows if user_id in names}


def size_of(audience_id: int) -> int:
    return db.session.scalar(db.select(Audience.size).where(Audience.id == audience_id))


def followers_of(course: Course, names: dict[int, str]) -> set[str]:
    rows = db.session.scalars(
        db.select(Enrolment.user_id).where(Enrolment.course_id == course.id, Enrolment.left_at.is_(None))
    )
    return {names[user_id] for user_id in rows if user_id in names}
