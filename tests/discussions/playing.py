"""A play of three people in three spaces: every step they and who leads can take, with what the rules in words make of it."""

from sqlalchemy import select

from discussions import actions
from discussions.bookmarks import actions as bookmarks
from discussions.following.actions import follow_by_itself, follow_space
from discussions.following.models import FOLLOW_LEVELS
from discussions.ideas import actions as ideas
from discussions.ideas.queries import votes_left
from discussions.models import Post, Space, Topic
from discussions.moderation import actions as moderation
from discussions.moderation.models import Review
from discussions.moderation.rules.models import ConversationRules
from discussions.moderation.words import DECISION_WORDS
from discussions.moving import actions as moving
from discussions.moving import policies
from discussions.polls import actions as polls
from lms.database import db
from tests.factories.discussions import academy_space, make_idea, make_poll, make_question, make_reply, make_topic

MAKERS = (make_topic, make_question, make_idea, make_poll)
WHO = ("trainee", "alumna", "mentor")
HIDES_AT = 2  # what flags weigh together when they hide a post: two people of whom nothing is known


class Play:
    """Three spaces, two of them of one audience; three people; and beside every step what the rules in words make of it."""

    def __init__(self, cast, space):
        self.browsers = [getattr(cast, name) for name in WHO]
        self.people = [browser.user for browser in self.browsers]
        self.viewers = [browser.viewer for browser in self.browsers]
        self.outsider = cast.outsider.viewer
        self.lead = cast.facilitator.user
        annex = actions.open_space("course", audience_id=space.audience_id, title="Annex", language="nl")
        self.spaces = [space, annex, academy_space()]
        db.session.add(ConversationRules(id=1, hides_at=HIDES_AT))
        self.seen = {person.id: set() for person in self.people}  # ids of posts
        self.last_read = {}  # (person, topic) → number, as the rules in words say
        self.votes = {}  # (person, topic) → what they last gave an idea or chose in a poll
        self.chosen = {}  # (person, topic) → how they last said they follow it
        self.of_space = {}  # (person, space) → how they said they follow everything in it
        self.takes_part = set()  # (person, topic) they wrote in, or have the question of
        self.told = {}  # (person, kind of news, post) → whether it waits in their inbox
        self.kept = set()  # (person, post) among their bookmarks
        self.flags = {}  # (post, person) → whether a review agreed, None while nobody decided
        self.hidden = set()  # posts that a flag or a review hides
        self.accepted = {}  # topic → the post that answers it
        self.was_accepted = set()  # posts that answered when they were taken away

    def take(self, step, who, first, second):
        person = self.people[who]
        topics = self.topics()
        if step == "start" or not topics:
            make = MAKERS[first % len(MAKERS)]
            topic = make(space=self.spaces[second % 3], author=person, title=f"Heading {first}")
            self.has_written(person, topic, self.posts(topic)[0])
            return
        topic = topics[first % len(topics)]
        getattr(self, step)(who, topic, second)

    def topics(self):
        return db.session.scalars(select(Topic).where(Topic.deleted_at.is_(None)).order_by(Topic.id)).all()

    def posts(self, topic):
        return db.session.scalars(select(Post).filter_by(topic_id=topic.id).order_by(Post.number)).all()

    def has_read(self, person, topic, number):
        key = (person.id, topic.id)
        self.last_read[key] = max(self.last_read.get(key, 0), number)
        self.seen[person.id] |= {post.id for post in self.posts(topic) if post.number <= number}

    def has_written(self, person, topic, post):
        self.takes_part.add((person.id, topic.id))
        self.has_read(person, topic, post.number)
        for other in self.people:
            if other.id != person.id and self.level(other, topic) == "watching":
                self.told[other.id, "post", post.id] = True

    def level(self, person, topic) -> str:
        if (person.id, topic.id) in self.chosen:
            return self.chosen[person.id, topic.id]
        of_space = self.of_space.get((person.id, topic.space_id))
        if of_space in ("muted", "watching"):
            return of_space
        return "watching" if (person.id, topic.id) in self.takes_part else of_space or "normal"

    def is_gone(self, post):
        """Whatever takes a post away: nobody is told of it, and it answers nothing."""
        for person, kind, told in list(self.told):
            if told == post.id and kind != "moderated":
                del self.told[person, kind, told]
        if self.accepted.get(post.topic_id) == post.id:
            del self.accepted[post.topic_id]
            self.was_accepted.add(post.id)

    def is_back(self, post):
        topic = db.session.get(Topic, post.topic_id)
        if post.id in self.was_accepted and topic.id not in self.accepted and topic.kind == "question":
            self.accepted[topic.id] = post.id
        self.was_accepted.discard(post.id)

    def reply(self, who, topic, _second):
        post = make_reply(topic, author=self.people[who], body="Blackbird sings.")
        self.has_written(self.people[who], topic, post)

    def delete(self, who, topic, second):
        posts = self.posts(topic)
        post = posts[second % len(posts)]
        if post.deleted_at is None:
            self.is_gone(post)
        actions.delete_post(post, by=self.people[who])

    def restore(self, who, _topic, second):
        gone = select(Post).where(Post.deleted_at.is_not(None), Post.hidden_at.is_(None)).order_by(Post.id)
        gone = db.session.scalars(gone).all()
        if gone:
            post = gone[second % len(gone)]
            self.is_back(post)
            actions.restore_post(post, by=self.people[who])

    def edit(self, who, topic, second):
        posts = [post for post in self.posts(topic) if post.deleted_at is None]
        post = posts[second % len(posts)]
        title = f"Other heading {second}" if post.number == 1 else None
        actions.edit_post(post, body=f"{post.body} Again.", version=post.version, by=self.people[who], title=title)

    def accept(self, who, topic, second):
        answers = [post for post in self.posts(topic) if post.number > 1 and post.deleted_at is None]
        if topic.kind == "question" and answers:
            person, post = self.people[who], answers[second % len(answers)]
            actions.accept_answer(topic, post, by=person)
            before = self.accepted.get(topic.id)
            if before != post.id:
                for other in self.people:
                    self.told.pop((other.id, "accepted", before), None)
                if post.author_id != person.id:
                    self.told.setdefault((post.author_id, "accepted", post.id), True)
            self.accepted[topic.id] = post.id
            actions.say_me_too(topic, person)
            self.takes_part.add((person.id, topic.id))

    def vote(self, who, topic, second):
        person = self.people[who]
        if topic.kind == "idea":
            votes = min(second % 4, self.votes.get((person.id, topic.id), 0) + votes_left(person.id, topic.space_id))
            ideas.vote(topic, person, votes)
            self.votes[person.id, topic.id] = votes
        elif topic.kind == "poll":
            choices = (second % 3,) if second % 5 else ()
            polls.vote(topic, person, choices)
            self.votes[person.id, topic.id] = choices

    def follow(self, who, topic, second):
        level = ("watching", "normal", "muted")[second % 3]
        actions.follow(self.people[who], topic, level)
        self.chosen[self.people[who].id, topic.id] = level

    def automatic(self, who, topic, _second):
        follow_by_itself(self.viewers[who], topic)
        self.chosen.pop((self.people[who].id, topic.id), None)

    def follow_space(self, who, topic, second):
        space = self.spaces[second % 3]
        level = FOLLOW_LEVELS[second % 4]
        follow_space(self.viewers[who], space, level)
        self.of_space[self.people[who].id, space.id] = level

    def keep(self, who, topic, second):
        post = self.posts(topic)[second % topic.last_number]
        if (self.people[who].id, post.id) in self.kept:
            bookmarks.let_go(self.viewers[who], post)
        else:
            bookmarks.keep(self.viewers[who], post, note="Blackbird", remind_at=None)
        self.kept ^= {(self.people[who].id, post.id)}

    def flag(self, who, topic, second):
        post, leads = self.posts(topic)[second % topic.last_number], second % 7 == 0
        person = self.lead if leads else self.people[who]
        if post.deleted_at is not None or person.id == post.author_id or (post.id, person.id) in self.flags:
            return
        self.flags[post.id, person.id] = None
        waiting = [by for (flagged, by), agreed in self.flags.items() if flagged == post.id and agreed is None]
        if leads or sum(map(self.weight, waiting)) >= HIDES_AT:
            self.hide(post)
        moderation.flag(post, by=person, reason="off_topic", leads=leads)

    def weight(self, person_id):
        said = [agreed for (_post, by), agreed in self.flags.items() if by == person_id]
        return 2 * (said.count(True) + 1) / (said.count(True) + said.count(False) + 2)

    def hide(self, post):
        self.is_gone(post)
        self.hidden.add(post.id)
        self.told[post.author_id, "moderated", post.id] = True

    def review(self, _who, _topic, second):
        open_ones = db.session.scalars(select(Review).filter_by(state="open").order_by(Review.post_id)).all()
        if not open_ones:
            return
        review, decision = open_ones[second % len(open_ones)], list(DECISION_WORDS)[second % 4]
        post, had_decision = db.session.get(Post, review.post_id), bool(review.decision)
        if decision == "hide":
            if post.deleted_at is None:
                self.is_gone(post)
            self.hidden.add(post.id)
        elif decision != "mend" and post.id in self.hidden:
            self.hidden.discard(post.id)
            self.is_back(post)
        if decision in ("hide", "mend") or had_decision:
            self.told[post.author_id, "moderated", post.id] = True
        for flagged, person in self.flags:
            if flagged == post.id:
                self.flags[flagged, person] = {"hide": True, "mend": True, "keep": False, "ignore": None}[decision]
        moderation.decide(post, decision, "Read again.", by=self.lead, version=review.version)

    def thank(self, who, topic, second):
        posts = [post for post in self.posts(topic) if post.deleted_at is None]
        post = posts[second % len(posts)]
        if post.author_id != self.people[who].id and actions.thank(post, by=self.people[who]):
            self.told.setdefault((post.author_id, "thanked", post.id), True)

    def move(self, _who, topic, second):
        space, source = self.spaces[second % 3], db.session.get(Space, topic.space_id)
        if space.id != source.id and policies.is_no_wider(space, source):
            moving.move_topic(topic, space, by=self.lead, reason="It belongs there.")

    def read(self, who, topic, second):
        actions.mark_read(self.viewers[who], topic, second)
        for post in self.posts(topic):
            for kind in ("post", "accepted", "thanked"):
                if (kind != "post" or post.number <= second) and (self.people[who].id, kind, post.id) in self.told:
                    self.told[self.people[who].id, kind, post.id] = False
        self.has_read(self.people[who], topic, min(second, topic.last_number))

    def split(self, _who, topic, second):
        before = self.posts(topic)
        go = [p for p in before[1:] if p.deleted_at is None and p.id != topic.accepted_post_id][second % 3 :: 2]
        if not go:
            return
        old = {post.id: post.number for post in before}
        kind = "question" if second % 2 else "discussion"
        new = moving.split_topic(
            topic, [p.id for p in go], title="Apart", kind=kind, by=self.lead, reason="Two things."
        )
        for person in self.people:
            if (person.id, topic.id) in self.chosen:
                self.chosen[person.id, new.id] = self.chosen[person.id, topic.id]
            if (person.id, topic.id) in self.takes_part:
                self.takes_part.add((person.id, new.id))
            last = self.last_read.pop((person.id, topic.id), None)
            if last is not None:
                for part in (topic, new):
                    self.last_read[person.id, part.id] = sum(old[post.id] <= last for post in self.posts(part))

    def merge(self, _who, topic, second):
        others = [t for t in self.topics() if t.id != topic.id and t.audience_id == topic.audience_id]
        others = [t for t in others if topic.kind != "question" or t.kind == "question"]
        if topic.kind not in policies.KINDS_TO_MERGE or not others:
            return
        into = others[second % len(others)]
        was = {post.id: (post.topic_id, post.number) for part in (topic, into) for post in self.posts(part)}
        moving.merge_topics(topic, into, interleaved=bool(second % 2), by=self.lead, reason="One thing.")
        answer = self.accepted.pop(topic.id, None)
        if answer and into.kind == "question":
            self.accepted.setdefault(into.id, answer)
        for person in self.people:
            if (person.id, topic.id) in self.takes_part:
                self.takes_part = (self.takes_part - {(person.id, topic.id)}) | {(person.id, into.id)}
            left = self.chosen.pop((person.id, topic.id), None)
            if left:
                self.chosen.setdefault((person.id, into.id), left)
            own = {part: self.last_read.pop((person.id, part), None) for part in (topic.id, into.id)}
            if any(last is not None for last in own.values()):
                knew = [was[p.id][1] <= (own[was[p.id][0]] or 0) for p in self.posts(into)]
                self.last_read[person.id, into.id] = prefix(knew, self.posts(into))


def prefix(knew, posts) -> int:
    """Up to before the first post that stands and was not read; when there is none, the last one that was read."""
    for post, known in zip(posts, knew, strict=True):
        if not known and post.deleted_at is None:
            return post.number - 1
    return max((post.number for post, known in zip(posts, knew, strict=True) if known), default=0)
