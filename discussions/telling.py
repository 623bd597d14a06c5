"""Who hears about what was written: each person once, for the strongest reason, and only those who may read it."""

from sqlalchemy import exists, select

from cohorts.models import Membership
from discussions.following.queries import followers_of
from discussions.mentions import Written, write
from discussions.models import Post, Space, Topic
from discussions.posts.standing import hold_topic_of
from discussions.quoting import people_quoted
from lms.access import Audience, AudienceMember
from lms.database import db
from lms.jobs import enqueue, job
from lms.markup import excerpt, plain_text
from lms.notifications.actions import notify_each, retitle, reword, withdraw
from lms.people.models import User

AT_ONCE = 20  # people told in the writer's own request; more are told by a job


def tell_about(topic: Topic, post: Post, written: Written, author) -> None:
    """Tell about a new post: here when it concerns few, afterwards when it concerns many."""
    if _is_announced(topic, post):
        levels = {}
        size = db.session.scalar(select(Audience.size).where(Audience.id == topic.audience_id))
    else:
        levels = followers_of(topic)
        size = len(levels)
    if size > AT_ONCE:
        enqueue("tell_about_post", post_id=post.id)
    else:
        _tell(topic, post, written, author, levels)


@job("tell_about_post")
def tell_about_post(post_id: int) -> None:
    """Safe to do twice: a notification exists once per person and post. Who removes or moves the post meanwhile waits."""
    post = db.session.get_one(Post, post_id)
    topic = hold_topic_of(post)
    if post.deleted_at is None:
        author = db.session.get_one(User, post.author_id)
        _tell(topic, post, write(post.body, topic.audience_id), author, followers_of(topic), in_job=True)


def tell_mentioned(topic: Topic, post: Post, written: Written, *, by) -> None:
    """Tell people whom an edit named; who was told of the post before is not told again."""
    _notify(dict.fromkeys(written.people, "mentioned"), topic, post, written.text, actor=by)


def reword_post(post: Post, text: str) -> None:
    """What was taken out of a post is taken out of what people were told of it."""
    reword(f"post:{post.id}", excerpt(text))


def retitle_topic(topic: Topic) -> None:
    retitle(f"topic:{topic.id}", topic.title)


def tell_accepted(topic: Topic, post: Post, *, by) -> None:
    _notify({post.author_id: "accepted"}, topic, post, plain_text(post.html), actor=by, thing="accepted")


def tell_outcome(topic: Topic, voters, text: str, *, thing: str, by=None) -> None:
    """Tell those who voted, whoever began it and those who follow what became of it; not who muted it."""
    levels = followers_of(topic)
    concerned = {topic.author_id, *voters} | {user_id for user_id, level in levels.items() if level == "watching"}
    notify_each(
        {user_id: "decided" for user_id in sorted(concerned) if levels.get(user_id) != "muted"},
        audience_id=topic.audience_id,
        actor=by,
        thread=f"topic:{topic.id}",
        thing=thing,
        title=topic.title,
        url=f"/topics/{topic.id}?from=1",
        excerpt=text,
    )


def tell_thanked(post: Post, sentence: str = "", *, by) -> None:
    """Thanks without words are told once for a post; a sentence is told by itself."""
    topic = db.session.get_one(Topic, post.topic_id)
    if not sentence:
        _notify({post.author_id: "thanked"}, topic, post, plain_text(post.html), actor=by, thing="thanked")
        return
    thing = sentence_of(post, by)
    withdraw(thing)
    notify_each(
        {post.author_id: "thanked"},
        audience_id=topic.audience_id,
        actor=by,
        thread=f"topic:{topic.id}",
        thing=thing,
        title=topic.title,
        url=f"/posts/{post.id}/thanks",
        excerpt=sentence,
    )


def sentence_of(post: Post, by) -> str:
    """What notifications call the sentence with which somebody thanked for a post."""
    return f"sentence:{post.id}:{by.id}"


def _tell(topic: Topic, post: Post, written: Written, author, levels: dict[int, str], *, in_job: bool = False) -> None:
    """A name weighs more than a question of one's own, that more than a quote, and that more than following."""
    if _is_announced(topic, post):
        reasons = dict.fromkeys(_everybody(topic), "announced")
    else:
        watched = "started" if post.is_opening else "following"
        reasons = {user_id: watched for user_id, level in levels.items() if level == "watching"}
    if not post.is_opening:
        quoted = people_quoted(topic, post, post.body)
        reasons |= {user_id: "quoted" for user_id in quoted if levels.get(user_id) != "muted"}
    if levels.get(topic.author_id) == "watching" and not post.is_opening:
        reasons[topic.author_id] = "answered" if topic.kind == "question" else "replied"
    reasons |= dict.fromkeys(written.people, "mentioned")
    _notify(reasons, topic, post, written.text, actor=author, in_job=in_job)


def _is_announced(topic: Topic, post: Post) -> bool:
    return topic.kind == "announcement" and post.is_opening


def _everybody(topic: Topic) -> set[int]:
    """Who went on in another cohort reads along, and is not called to what its people do."""
    members = select(AudienceMember.user_id).where(AudienceMember.audience_id == topic.audience_id)
    went_on = exists().where(
        Space.id == topic.space_id,
        Membership.cohort_id == Space.cohort_id,
        Membership.user_id == AudienceMember.user_id,
        Membership.phase == "former",
    )
    return set(db.session.scalars(members.where(~went_on)))


def _notify(
    reasons: dict[int, str], topic: Topic, post: Post, text: str, *, actor, thing: str = "post", in_job: bool = False
) -> None:
    notify_each(
        reasons,
        in_job=in_job,
        audience_id=topic.audience_id,
        actor=actor,
        thread=f"topic:{topic.id}",
        thing=f"{thing}:{post.id}",
        title=topic.title,
        url=f"/posts/{post.id}",
        excerpt=excerpt(text),
    )
