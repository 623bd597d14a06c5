"""Whatever people do, and in whatever order: counters, unread and search are what counting from scratch finds."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from discussions import actions
from discussions.commands import recount
from discussions.counting import recount as count_again
from discussions.ideas import actions as ideas
from discussions.lists import queries as lists
from discussions.models import Post, Space, Topic
from discussions.reading.actions import mark_unread
from discussions.reading.models import ReadingState
from knowledge.actions import vote
from knowledge.contributions.actions import mark_useful
from lms.database import Base, db
from lms.search.models import SearchDocument
from tests.factories.discussions import make_idea, make_question, make_reply, make_topic
from tests.factories.knowledge import make_article, make_contribution

WHO = ("trainee", "alumna", "mentor")
steps = st.lists(
    st.tuples(
        st.sampled_from(
            (
                "start",
                "reply",
                "reply",
                "reply",
                "delete",
                "delete",
                "restore",
                "edit",
                "read",
                "all",
                "unread",
                "accept",
                "thank",
            )
        ),
        st.integers(0, 2),
        st.integers(0, 30),
    ),
    min_size=4,
    max_size=25,
)


class Play:
    """One space, three people, and every step a person could take in it."""

    def __init__(self, cast, space):
        self.people = [getattr(cast, name).user for name in WHO]
        self.viewers = [getattr(cast, name).viewer for name in WHO]
        self.space = space
        self.topics: list[Topic] = []
        self.posts: list[Post] = []
        self.read: dict[tuple[int, int], int] = {}

    def take(self, step, who, which):
        person, viewer = self.people[who], self.viewers[who]
        if step == "start" or not self.topics:
            make = make_question if which % 2 else make_topic
            topic = make(space=self.space, author=person, title=f"Topic {len(self.topics)}")
            self.topics.append(topic)
            self.posts += db.session.scalars(select(Post).filter_by(topic_id=topic.id))
            self._has_read(who, topic, 1)
            return
        topic, post = self.topics[which % len(self.topics)], self.posts[which % len(self.posts)]
        if step == "reply" and topic.deleted_at is None:
            written = make_reply(topic, author=person, body=f"Word{len(self.posts)}")
            self.posts.append(written)
            self._has_read(who, topic, written.number)
        elif step == "delete":
            actions.delete_post(post, by=person)
        elif step == "restore":
            actions.restore_post(post, by=person)
        elif step == "edit" and post.deleted_at is None:
            actions.edit_post(post, body=f"{post.body} again", version=post.version, by=person)
        elif step == "read":
            actions.mark_read(viewer, topic, which)
            self._has_read(who, topic, min(which, topic.last_number))
        elif step == "all":
            actions.mark_all_read(viewer, self.space)
            for every in self.topics:
                self._has_read(who, every, self._newest(every) if every.deleted_at is None else 0)
        elif step == "unread":
            mark_unread(viewer, topic, which % topic.last_number + 1)
            key = (person.id, topic.id)
            self.read[key] = min(self.read.get(key, 0), which % topic.last_number)
        elif step == "accept" and topic.kind == "question" and post.topic_id == topic.id:
            if post.number > 1 and post.deleted_at is None:
                actions.accept_answer(topic, post, by=person)
        elif step == "thank" and post.author_id != person.id:
            actions.thank(post, person)

    def _has_read(self, who, topic, number):
        key = (self.people[who].id, topic.id)
        self.read[key] = max(self.read.get(key, 0), number)

    def _newest(self, topic):
        standing = [p.number for p in self.posts if p.topic_id == topic.id and p.deleted_at is None]
        return max(standing, default=0)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=steps)
def test_counters_unread_and_search_equal_a_recount(database, cast_of_a_fresh_cohort, steps):
    cast, space = cast_of_a_fresh_cohort()
    play = Play(cast, space)
    for step in steps:
        play.take(*step)
    db.session.flush()
    db.session.expire_all()
    assert count_again() == dict.fromkeys(count_again(), 0)
    for who, viewer in enumerate(play.viewers):
        for topic in play.topics:
            state = db.session.get(ReadingState, (viewer.id, topic.id))
            expected = play.read.get((viewer.id, topic.id), 0)
            assert (state.last_read if state else 0) == expected
        unread = [
            t
            for t in play.topics
            if t.deleted_at is None and play._newest(t) > play.read.get((play.people[who].id, t.id), 0)
        ]
        assert lists.standing_in(viewer, space.id).unread == len(unread)
    standing = {f"/posts/{p.id}" for p in play.posts if p.deleted_at is None and p.number > 1}
    standing |= {f"/topics/{t.id}" for t in play.topics if t.deleted_at is None}
    found = set(db.session.scalars(select(SearchDocument.url).where(SearchDocument.kind.in_(("topic", "post")))))
    assert found == standing
    numbers = [p.number for p in sorted(play.posts, key=lambda p: (p.topic_id, p.number))]
    by_topic = {t.id: [p.number for p in play.posts if p.topic_id == t.id] for t in play.topics}
    assert all(sorted(own) == list(range(1, len(own) + 1)) for own in by_topic.values())
    assert len(numbers) == sum(map(len, by_topic.values()))


def test_recount_mends_and_reports_only_differences(app, cast, cohort):
    topic = make_question(cohort)
    post = make_reply(topic)
    actions.thank(post, cast.trainee)
    actions.say_me_too(topic, cast.alumna)
    db.session.commit()
    runner = app.test_cli_runner()
    assert runner.invoke(recount).output.strip() == "Every counter was right."
    db.session.get(Topic, topic.id).reply_count = 7
    db.session.get(Topic, topic.id).me_too_count = 0
    db.session.get(Post, post.id).thanks_count = 3
    db.session.query(Space).filter_by(id=topic.space_id).update({"topic_count": 0})
    db.session.commit()
    output = runner.invoke(recount).output
    assert "replies of topics: 1 put right" in output
    assert "me too of topics: 1 put right" in output
    assert "thanks of posts: 1 put right" in output
    assert "topics of spaces: 1 put right" in output
    assert "last poster" not in output
    db.session.expire_all()
    assert db.session.get(Topic, topic.id).reply_count == 1
    assert db.session.get(Post, post.id).thanks_count == 1


def counters() -> list[tuple]:
    """Every column in which a number is kept that counting rows would give as well."""
    return [
        (table, column)
        for table in Base.metadata.tables.values()
        for column in table.columns
        if column.name.endswith("_count") or (table.name, column.name) in OTHERS
    ]


OTHERS = {("audiences", "size"), ("topics", "last_number"), ("topics", "newest_number")}


def test_recount_rebuilds_every_counter_there_is(app, cast, cohort, space):
    """Whatever is counted once stands here with a row to count, so that a new counter cannot be forgotten."""
    question, idea = make_question(cohort), make_idea(cohort)
    answer = make_reply(question)
    actions.thank(answer, cast.trainee)
    actions.say_me_too(question, cast.alumna)
    ideas.vote(idea, cast.alumna.user, 2)
    article = make_article()
    vote(cast.trainee.viewer, article, True)
    vote(cast.alumna.viewer, article, False, "The law.")
    mark_useful(make_contribution(article, by=cast.trainee.user), by=cast.alumna.user)
    db.session.commit()
    assert app.test_cli_runner().invoke(recount).output.strip() == "Every counter was right."
    true = {}
    for table, column in counters():
        keys = list(table.primary_key.columns)
        true[column] = {tuple(row[:-1]): row[-1] for row in db.session.execute(db.select(*keys, column))}
        assert any(true[column].values()), f"nothing to count in {column}"
        db.session.execute(db.update(table).values({column: 77}))
    db.session.commit()
    output = app.test_cli_runner().invoke(recount).output
    assert "helped of articles: 1 put right" in output
    for table, column in counters():
        keys = list(table.primary_key.columns)
        now = {tuple(row[:-1]): row[-1] for row in db.session.execute(db.select(*keys, column))}
        assert now == true[column], f"`flask recount` leaves {column} as it was"
