"""Whatever happens to cohorts in whatever order, a post is read by whom it was said to, as a few lines of plain Python say."""

from dataclasses import dataclass, field
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cohorts import actions
from cohorts.models import INSIDE, READING, Cohort, Membership
from cohorts.moving.actions import merge_cohort, move_person
from cohorts.moving.queries import preview_of_merge, preview_of_move
from discussions.actions import start_topic
from discussions.models import Topic
from discussions.queries import find_topic
from lms.access import Audience, audiences_of
from lms.database import db, now
from tests.factories.cohorts import make_cohort
from tests.factories.courses import make_course
from tests.factories.discussions import space_of

NAMES = ("trainee", "alumna", "mentor", "outsider")
COHORTS = (0, 1, 2)
_cohort, _name = st.sampled_from(COHORTS), st.sampled_from(NAMES)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("join"), _cohort, _name, st.none()),
        st.tuples(st.just("say"), _cohort, _name, st.none()),
        st.tuples(st.just("leave"), _cohort, _name, st.none()),
        st.tuples(st.just("move"), _cohort, _name, _cohort),
        st.tuples(st.just("merge"), _cohort, st.none(), _cohort),
        st.tuples(st.sampled_from(("end", "reopen")), _cohort, st.none(), st.none()),
    ),
    max_size=16,
)


@dataclass
class Era:
    """The readers of what was said in one stretch of a cohort, and who they were when it was closed."""

    readers: set[str] = field(default_factory=set)
    closed_with: set[str] | None = None
    is_said_to: bool = False


@dataclass
class Group:
    """One cohort: who takes part, who reads along, and its eras; the last is the one it has."""

    inside: set[str] = field(default_factory=set)
    along: set[str] = field(default_factory=set)
    eras: list[Era] = field(default_factory=lambda: [Era()])
    former: list[Era] = field(default_factory=list)  # of cohorts that went on in this one
    went_into: "Group | None" = None

    def open_to(self, names: set[str]) -> None:
        era = self.eras[-1]
        if era.is_said_to and not names <= era.readers:
            era.closed_with = set(era.readers)
            self.eras.append(Era(set(era.readers)))

    def let_in(self, name: str) -> None:
        if name in self.inside:
            return
        self.inside.add(name)
        self.along.discard(name)
        self.eras[-1].readers.add(name)
        for era in (*self.eras[:-1], *self.former):
            if name in era.closed_with:
                era.readers.add(name)

    def let_out(self, name: str) -> None:
        self.inside.discard(name)
        self.along.discard(name)
        for era in (*self.eras, *self.former):
            era.readers.discard(name)

    def go_along(self, name: str) -> None:
        self.inside.discard(name)
        self.along.add(name)


def target(group: Group) -> Group:
    return group.went_into or group


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps)
def test_every_post_is_read_by_whom_it_was_said_to_and_by_nobody_else(cast, steps):
    people = {name: getattr(cast, name).user for name in NAMES}
    course = make_course(by=cast.author.user)
    cohorts = [make_cohort(course, name=f"Cohort {number}") for number in COHORTS]
    groups = [Group() for _number in COHORTS]
    said: list[tuple[Topic, Era, str, Group]] = []
    for verb, number, name, other in steps:
        do(verb, number, name, other, cohorts, groups, people, said, cast.facilitator.user)
    for topic, era, author, group in said:
        db.session.refresh(topic)
        readers = {name for name in NAMES if find_topic(getattr(cast, name).viewer, topic.id)}
        assert readers == era.readers
        assert all(topic.audience_id in audiences_of(people[name].id) for name in era.readers)
        if author in target(group).inside or (group.went_into is None and author in group.along):
            assert author in readers, "a member reads their own posts"
        size = db.session.scalar(db.select(Audience.size).where(Audience.id == topic.audience_id))
        assert size == len(readers) + 1, "and the facilitator"
        assert find_topic(cast.facilitator.viewer, topic.id)
    db.session.rollback()


def do(verb, number, name, other, cohorts, groups, people, said, by) -> None:
    cohort, group = cohorts[number], groups[number]
    if group.went_into is not None and verb != "join":
        return
    user_id = people[name].id if name else None
    membership = db.session.scalars(db.select(Membership).filter_by(cohort_id=cohort.id, user_id=user_id)).one_or_none()
    if verb == "join":
        actions.add_member(cohort, user_id, "trainee")
        target(group).let_in(name)
    elif verb == "say" and name in group.inside:
        topic = start_topic(space_of(cohort), author=people[name], kind="discussion", title="Said", body="Here.")
        group.eras[-1].is_said_to = True
        said.append((topic, group.eras[-1], name, group))
    elif verb == "leave" and membership and membership.phase in READING:
        actions.remove_member(membership)
        group.let_out(name)
    elif verb == "move" and can_move(membership, groups, number, other, name):
        into = cohorts[other]
        mark = preview_of_move(cohort, membership, into).mark
        move_person(membership, into, mark=mark, by=by)
        groups[other].open_to({name})
        groups[other].let_in(name)
        group.go_along(name)
    elif verb == "merge" and number != other and groups[other].went_into is None:
        merge(number, other, cohorts, groups, by)
    elif verb in ("end", "reopen"):
        move_end(cohort, -3 if verb == "end" else +30)


def can_move(membership, groups, number: int, other: int, name: str) -> bool:
    is_free = number != other and groups[other].went_into is None and name not in groups[other].inside
    return is_free and membership is not None and membership.phase in INSIDE


def merge(number: int, other: int, cohorts, groups, by) -> None:
    cohort, into, group, there = cohorts[number], cohorts[other], groups[number], groups[other]
    mark = preview_of_merge(cohort, into).mark
    merge_cohort(cohort, into, mark=mark, with_events=True, why_not="", by=by)
    there.open_to(group.inside)
    group.eras[-1].closed_with = set(group.eras[-1].readers)
    there.former += [*group.eras, *group.former]
    for name in sorted(group.inside):
        there.let_in(name)
        group.go_along(name)
    for each in groups:
        if each.went_into is group:
            each.went_into = there
    group.went_into = there


def move_end(cohort: Cohort, days: int) -> None:
    values = {"name": cohort.name, "language": "en", "welcome": "", "timezone": "Europe/Amsterdam", "by": None}
    ends_on = now().date() + timedelta(days=days)
    actions.change_cohort(cohort, starts_on=cohort.starts_on, ends_on=ends_on, **values)
