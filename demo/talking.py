"""Seeds conversations, what everybody has read of them, and what is waiting in the inboxes."""

from datetime import datetime

from cohorts.models import Cohort
from courses.models import Course
from demo.learning import SeededCourse
from demo.reading import CONTENT, LINK, Clock, duration, load
from discussions import actions
from discussions.answering.held.actions import hold_answer
from discussions.bookmarks.actions import keep
from discussions.consent import actions as consenting
from discussions.consent.models import Consent
from discussions.consent.queries import preview_of
from discussions.following.actions import follow
from discussions.ideas import actions as ideas
from discussions.models import Post, Space, Topic
from discussions.moderation.models import Flag, Review
from discussions.polls.actions import Terms, vote
from discussions.posts.actions import reply
from discussions.reacting.actions import react, thank
from discussions.reading.actions import mark_read
from discussions.reading.models import ReadingState
from discussions.subjects.actions import add_tag, tag_topic
from discussions.subjects.models import Tag
from discussions.subjects.queries import find_named
from lms.access import AudienceMember
from lms.database import db
from lms.markup import excerpt, plain_text
from lms.notifications.models import Notification
from lms.people.models import User
from lms.people.queries import viewer_of


class Talk:
    """Everything a conversation may refer to, by key."""

    def __init__(
        self, clock: Clock, people, courses: dict[str, SeededCourse], cohorts: dict[str, Cohort], articles, spaces
    ):
        self.clock, self.people, self.courses, self.cohorts = clock, people, courses, cohorts
        self.articles, self.spaces = articles, spaces
        self.seen = {e["key"]: clock.moment - duration(e.get("seen", "3 h")) for e in load("people.yaml")}
        self.keys = {user.id: key for key, user in people.items()}
        self.topics: dict[str, Topic] = {}

    def space(self, key: str) -> Space:
        if key in self.spaces:
            return self.spaces[key]
        return db.session.scalars(db.select(Space).filter_by(cohort_id=self.cohorts[key].id)).one()

    def lesson(self, slug: str):
        return next(seeded for seeded in self.courses.values() if slug in seeded.lessons)

    def linked(self, words: str) -> str:
        """The words with `article:slug` and `lesson:slug` turned into addresses."""

        def address(match):
            kind, slug = match.groups()
            if kind == "article":
                return f"/articles/{self.articles[slug].id}"
            return f"/lessons/{self.lesson(slug).lessons[slug].id}"

        return LINK.sub(address, words)


def seed_conversations(talk: Talk) -> dict[str, Topic]:
    """Every topic, the oldest first, so that ids and lists follow time."""
    entries = [
        entry
        for path in sorted((CONTENT / "conversations").glob("*.yaml"))
        for entry in load(f"conversations/{path.name}")
    ]
    for entry in sorted(entries, key=talk.clock.of):
        talk.topics[entry["key"]] = _seed_topic(talk, entry)
    db.session.flush()
    for entry in entries:
        _seed_reading(talk, entry, talk.topics[entry["key"]])
    for entry in entries:
        if "flags" in entry:
            _seed_flags(talk, entry, talk.topics[entry["key"]])
    _seed_inboxes(talk, entries)
    return talk.topics


def _seed_inboxes(talk: Talk, entries: list[dict]) -> None:
    """What reached people in the last five days, in the order of time, as an inbox shows it."""
    told = [
        (post.created_at, _notify, (talk, topic, post, *user))
        for topic in talk.topics.values()
        for post in db.session.scalars(db.select(Post).filter_by(topic_id=topic.id).order_by(Post.number)).all()
        if (talk.clock.moment - post.created_at).days < 5
        for user in _concerned(talk, topic, post)
    ]
    told += [
        (talk.clock.of(entry["echo"]), _seed_echo, (talk, entry, talk.topics[entry["key"]]))
        for entry in entries
        if "echo" in entry
    ]
    for _at, tell, about in sorted(told, key=lambda one: one[0]):
        tell(*about)


def _seed_echo(talk: Talk, entry: dict, topic: Topic) -> None:
    """The conversation was proposed as an echo of its lesson, and most of its writers answered within hours."""
    echo, cohort = entry["echo"], talk.cohorts[entry["space"]]
    asked = talk.clock.of(echo)
    posts = db.session.scalars(db.select(Post).filter_by(topic_id=topic.id).order_by(Post.number)).all()
    proposal = consenting.propose(
        topic,
        [post.id for post in posts if post.number in echo["answers"]],
        kind="echo",
        cohort=cohort,
        audience_id=db.session.get_one(Course, cohort.course_id).people_audience_id,
        lesson_id=topic.lesson_id,
        by=talk.people[echo["by"]],
        at=asked,
    )
    for post in posts:
        if said := echo["answers"].get(post.number):
            consent = db.session.scalars(db.select(Consent).filter_by(proposal_id=proposal.id, post_id=post.id)).one()
            consenting.answer(consent, said, seal=preview_of(post, cohort.id).seal, at=asked + duration("4 h"))


def _seed_flags(talk: Talk, entry: dict, topic: Topic) -> None:
    """Written without the action of today, which would tell everybody who leads today."""
    opening = db.session.scalars(db.select(Post).filter_by(topic_id=topic.id, number=1)).one()
    opened_at = min(talk.clock.of(said) for said in entry["flags"])
    db.session.add(Review(post_id=opening.id, version=len(entry["flags"]), opened_at=opened_at))
    for said in entry["flags"]:
        about = {"reason": said["reason"], "words": said.get("words", ""), "flagged_at": talk.clock.of(said)}
        db.session.add(Flag(post_id=opening.id, user_id=talk.people[said["person"]].id, **about))


def _seed_topic(talk: Talk, entry: dict) -> Topic:
    opened = talk.clock.of(entry)
    topic = actions.start_topic(
        talk.space(entry["space"]),
        author=talk.people[entry["author"]],
        kind=entry["kind"],
        title=entry["title"],
        body=talk.linked(entry["body"]),
        terms=Terms(**entry["poll"]) if "poll" in entry else None,
        at=opened,
        **_place(talk, entry),
    )
    posts = [
        reply(
            topic,
            author=talk.people[r["author"]],
            body=talk.linked(r["body"]),
            at=min(opened + duration(r["after"]), talk.clock.moment),
        )
        for r in entry.get("replies", ())
    ]
    for post, words in zip(posts, entry.get("replies", ()), strict=True):
        _seed_kindness(talk, post, words)
    for person in entry.get("me_too", ()):
        actions.say_me_too(topic, talk.people[person], at=opened)
    for person in entry.get("followers", ()):
        follow(talk.people[person], topic, "watching")
    _seed_votes(talk, entry, topic)
    if accepted := entry.get("accepted"):
        actions.accept_answer(
            topic, posts[accepted - 1], by=talk.people[entry["author"]], at=posts[accepted - 1].created_at
        )
    tag_topic(topic, [_tag(talk.space(entry["space"]), name).id for name in entry.get("tags", ())])
    if held := entry.get("held"):
        hold_answer(topic, author=talk.people[held["author"]], body=talk.linked(held["body"]))
    if entry.get("pinned"):
        actions.pin_topic(topic, by=talk.people[entry["author"]], at=opened)
    return topic


def _seed_votes(talk: Talk, entry: dict, topic: Topic) -> None:
    """What people chose in a poll, or gave to an idea before it was decided."""
    for person, said in entry.get("votes", {}).items():
        if topic.kind == "idea":
            ideas.vote(topic, talk.people[person], said, at=topic.created_at)
        else:
            vote(topic, talk.people[person], tuple(said), at=topic.created_at)
    for step in entry.get("stages", ()):
        at, by = talk.clock.of(step), talk.people[step["by"]]
        ideas.move_idea(topic, step["stage"], by=by, reason=step.get("reason", ""), at=at)


def _place(talk: Talk, entry: dict) -> dict:
    """Where in a lesson or article the topic stands."""
    if "lesson" in entry:
        seeded = talk.lesson(entry["lesson"])
        text = seeded.lesson_text(entry["lesson"])
        place = {"lesson_id": seeded.lessons[entry["lesson"]].id}
        if quote := entry.get("quote"):
            key = next((key for key, block in text.blocks if quote in block), "")
            place |= {"anchor_key": key, "anchor_quote": quote, "anchor_language": text.language}
        return place
    if "article" in entry:
        return {"article_id": talk.articles[entry["article"]].id}
    return {}


def _seed_kindness(talk: Talk, post: Post, words: dict) -> None:
    sentences = words.get("sentences", {})
    for person in words.get("thanks", ()):
        thank(post, by=talk.people[person], sentence=sentences.get(person, ""), at=post.created_at)
    for kind, people in words.get("reactions", {}).items():
        for person in people:
            react(post, talk.people[person], kind, at=post.created_at)
    for person, note in words.get("bookmarks", {}).items():
        keep(talk.people[person], post, note=note, remind_at=None)


def _tag(space: Space, name: str) -> Tag:
    return find_named(space.id, name) or add_tag(space, name)


def _seed_reading(talk: Talk, entry: dict, topic: Topic) -> None:
    """Who read how far; see `read` in the docstring of the package."""
    posts = db.session.scalars(db.select(Post).filter_by(topic_id=topic.id).order_by(Post.number)).all()
    own = {post.author_id: post.number for post in posts}
    told = {talk.people[key].id: number for key, number in entry.get("read", {}).items()}
    members = db.session.scalars(db.select(AudienceMember.user_id).filter_by(audience_id=topic.audience_id))
    for user_id in members:
        seen = talk.seen.get(talk.keys.get(user_id, ""), talk.clock.moment)
        number = told.get(user_id) or own.get(user_id, 0)
        if user_id not in told and posts[-1].created_at < seen:
            number = posts[-1].number
        if number:
            mark_read(viewer_of(user_id), topic, number)
            state = db.session.get_one(ReadingState, (user_id, topic.id), populate_existing=True)
            state.seen_at = seen


def _concerned(talk: Talk, topic: Topic, post: Post):
    """(person, reason) for the asker of an answered question and for everybody mentioned."""
    mentioned = [user for user in talk.people.values() if f"@[{user.name}]" in post.body and user.id != post.author_id]
    yield from ((user, "mentioned") for user in mentioned)
    if post.number > 1 and topic.author_id != post.author_id and topic.author_id not in {user.id for user in mentioned}:
        asker = db.session.get_one(User, topic.author_id)
        yield asker, "answered" if topic.kind == "question" else "replied"
    if topic.kind == "announcement" and post.number == 1:
        ids = db.session.scalars(db.select(AudienceMember.user_id).filter_by(audience_id=topic.audience_id))
        yield from ((db.session.get_one(User, i), "announced") for i in ids if i != post.author_id)


def _notify(talk: Talk, topic: Topic, post: Post, user: User, reason: str) -> None:
    seen: datetime = talk.seen.get(talk.keys.get(user.id, ""), talk.clock.moment)
    db.session.add(
        Notification(
            user_id=user.id,
            audience_id=topic.audience_id,
            actor_id=post.author_id,
            reason=reason,
            thread=f"topic:{topic.id}",
            thing=f"post:{post.id}",
            title=topic.title,
            excerpt=excerpt(plain_text(post.html), 160),
            url=f"/posts/{post.id}",
            created_at=post.created_at,
            done_at=None if (talk.clock.moment - post.created_at).days < 3 else max(seen, post.created_at),
            mailed_at=post.created_at,
        )
    )
