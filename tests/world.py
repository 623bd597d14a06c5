"""A whole small academy for tests that look at everything at once; every secret word in it begins with “heron”.

Cohort A runs on course A: trainee, a peer, mentor, facilitator; the author writes every course. Cohort C of course A is
over: alumna. Cohort B runs on course B, which is still in preparation: outsider and their guide. Cohort D asked the
trainee in. Each word is said in one place and kept from some of the cast; `secrets` says which, whom from, and who finds
it where, so that a test can look for it everywhere and knows that it could be found.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from flask import Flask

from cohorts.actions import change_phase, end_training, set_rule
from cohorts.assignments import actions as handing_in
from cohorts.assignments import queries as handing_in_queries
from cohorts.assignments.models import PeerReview
from cohorts.calendar import actions as meeting
from cohorts.calendar.agenda import actions as agenda
from cohorts.calendar.arriving.actions import import_calendar
from cohorts.calendar.feed.actions import make_address
from cohorts.calendar.queries import dates_of
from cohorts.coffee import actions as coffees
from cohorts.coffee.matching.actions import take_part
from cohorts.coffee.models import CoffeeSlot
from cohorts.grades import actions as grading
from cohorts.grades.queries import load_book
from cohorts.ground.actions import remove_question, write_question
from cohorts.handing_over.actions import offer_cohort
from cohorts.links.actions import make_link
from cohorts.lists.actions import keep_preview
from cohorts.live.actions import hold_as
from cohorts.mentoring.actions import change_term
from cohorts.models import Cohort, Membership
from cohorts.moving.actions import merge_cohort
from cohorts.moving.queries import preview_of_merge
from cohorts.phases.actions import keep_text
from cohorts.practice import actions as practising
from cohorts.practice.queries import find_check_in
from cohorts.practice.sharing import accept
from cohorts.roles.actions import accept as accept_role
from cohorts.roles.actions import end as end_role
from cohorts.roles.actions import offer_role
from cohorts.roles.badges.actions import make_badge
from cohorts.spotlight import actions as spotlight
from cohorts.surveys import actions as surveying
from cohorts.surveys.making.actions import remove_survey
from cohorts.surveys.queries import latest_round, questions_of
from courses.actions import complete_lesson, enrol, leave_course, record_place
from courses.certificates.actions import offer_certificate
from courses.certificates.issuing import issue
from courses.certificates.models import SigningKey
from courses.editing.actions import add_text, publish_course, save_draft
from courses.editing.outline.actions import remove_lesson, remove_module
from courses.editing.readers.actions import open_lesson
from courses.editing.settings.actions import archive_course
from courses.editing.uploads.files import LESSON_FILES
from courses.models import Course, CourseImport, Lesson, Module
from courses.opening.actions import give_early
from courses.overrides.actions import count_as_done
from courses.passages.actions import decline as decline_passage
from courses.passages.actions import propose as propose_passage
from courses.queries import find_lesson_page
from courses.questions import actions as bank
from courses.questions.files import QUESTION_FILES
from courses.questions.interchange.running import begin, finish
from courses.questions.models import Question
from courses.quizzes.actions import grade_answer, overrule
from courses.quizzes.building.actions import add_questions
from courses.quizzes.files import add_file as add_answer_file
from courses.quizzes.queries import answers_of as quiz_answers
from courses.quizzes.queries import slots_of
from courses.quizzes.results.regrading import begin_regrading
from courses.refreshers.actions import choose
from courses.tools.actions import set_tool
from discussions import actions as talk
from discussions.alumni.actions import join_alumni
from discussions.answering.held.actions import hold_answer
from discussions.answering.routing.actions import ask
from discussions.asking.actions import record_deflection
from discussions.asking.spots.choosing import Spot
from discussions.bookmarks.actions import keep
from discussions.charter.actions import keep_charter
from discussions.composing.actions import attach
from discussions.consent import actions as consenting
from discussions.consent.models import Consent, Proposal
from discussions.consent.queries import preview_of
from discussions.ideas.actions import move_idea
from discussions.ideas.actions import vote as vote_on_idea
from discussions.insights.goals.actions import note_goal
from discussions.insights.periods import usual_report
from discussions.insights.reports.actions import write_words
from discussions.milestones.actions import celebrate_in_name_of
from discussions.models import Post, Space, Topic
from discussions.moderation import actions as moderating
from discussions.moderation.models import Review
from discussions.moving import actions as moving
from discussions.polls.actions import vote as vote_in_poll
from discussions.proposing.actions import decline as decline_article_proposal
from discussions.proposing.actions import propose_article
from discussions.reacting.actions import react
from discussions.reunions.actions import write_prompt
from discussions.ripening.actions import ripen
from discussions.subjects.actions import add_tag, tag_topic
from knowledge import actions as knowing
from knowledge.collections.actions import change_readers
from knowledge.contributions import actions as contributing
from knowledge.doubts.actions import ask_owner, contradict, report_outdated
from knowledge.doubts.models import Doubt
from knowledge.interchange.models import ArticleImport
from knowledge.models import Article, ArticleRevision, ArticleVote, Collection
from knowledge.reviews.actions import ask as ask_review
from knowledge.reviews.comments import actions as commenting
from knowledge.scheduling.actions import schedule as plan
from knowledge.searches.actions import record_miss
from knowledge.searches.models import SearchGroup
from knowledge.stories import actions as telling
from knowledge.suggestions import actions as suggesting
from knowledge.suggestions.copies import actions as copying
from knowledge.suggestions.copies.files import COPY_FILES
from knowledge.uploads.files import ARTICLE_FILES
from lms.access import ACADEMY, PUBLIC, STAFF, grant, revoke
from lms.admin.models import Academy
from lms.database import db, now
from lms.drafts.actions import keep_draft
from lms.files.actions import remove_file, store_upload
from lms.jobs import sweep
from lms.mail import Mail
from lms.markup import Block
from lms.notifications.models import Notification
from lms.notifications.stopping.tokens import stop_path
from lms.people.accounts.actions import ask_address_change, deactivate_user
from lms.people.address_lists import parse
from lms.people.blocks.actions import block
from lms.people.invitations.actions import invite
from lms.people.joining.actions import ask_to_join
from lms.people.messages.actions import write_to
from lms.people.models import PROFILE_FIELDS, Session, User
from lms.people.passwords.actions import ask_password_reset
from lms.people.passwords.hashing import hash_of
from lms.people.profiles.actions import save_profile
from lms.people.queries import token_hash, viewer_of
from lms.people.sessions.actions import start_session
from tests.cast import PASSWORD, ROLES, Browser, Cast
from tests.factories.assignments import make_assignment, make_feedback, make_round, make_submission
from tests.factories.coffee import in_days, make_coffee
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.courses import make_course, make_lesson, make_module, revise, text_of, translate
from tests.factories.discussions import academy_space, make_poll, make_question, make_reply, make_topic, space_of
from tests.factories.events import first_date, make_event, make_wider_event
from tests.factories.ground import question_of, tell
from tests.factories.insights import make_goal
from tests.factories.knowledge import (
    make_article,
    make_collection,
    make_contribution,
    make_story,
    make_suggestion,
    revise_article,
    verify_article,
)
from tests.factories.opening import opens_after
from tests.factories.people import make_person
from tests.factories.practice import make_plan
from tests.factories.questions import CONTENTS
from tests.factories.quizzes import ESSAY, SINGLE, make_attempt, make_bank_question, make_quiz, mend
from tests.factories.refreshers import cards_of, make_review
from tests.factories.surveys import answer_survey, make_survey

EVERYBODY = ("guest", *ROLES)
PREFIX = "heron"  # what every secret word begins with
MISSING = 999_999_999

COHORT = frozenset(EVERYBODY) - {"trainee", "mentor", "facilitator"}
ALUMNI = COHORT - {"alumna"}
FACILITATOR = frozenset(EVERYBODY) - {"facilitator"}
ADMINISTERED = frozenset(EVERYBODY) - {"facilitator", "admin"}  # an address administrators write to
LISTED = frozenset(
    {"guest", "alumna", "author", "editor", "outsider"}
)  # the name of a cohort, which staff for people list
COURSE = frozenset({"guest", "editor", "manager", "outsider"})
OUTLINE = frozenset({"guest"})
DRAFT = frozenset(EVERYBODY) - {"author", "admin"}
STAFFED = frozenset({"guest", "trainee", "alumna", "mentor", "outsider"})
ARTICLE_DRAFT = frozenset(EVERYBODY) - {"editor", "admin"}
PROPOSED = frozenset(EVERYBODY) - {"author", "editor", "admin"}
SUGGESTED = frozenset(EVERYBODY) - {"trainee", "editor", "admin"}
PROPOSED_ARTICLE = frozenset(EVERYBODY) - {"outsider", "editor", "admin"}
UNSENT = frozenset(EVERYBODY) - {"trainee"}
MEMBERS = frozenset({"guest"})
ANSWERED = frozenset(EVERYBODY) - {"trainee", "facilitator", "author"}


def only(*names: str) -> frozenset[str]:
    """Kept from everybody but these."""
    return frozenset(EVERYBODY) - set(names)


@dataclass
class Secret:
    """A word, whom it is kept from, and who finds it where."""

    word: str
    kept_from: frozenset[str]
    finder: str = ""
    place: str = ""
    is_searched: bool = False


@dataclass
class World:
    """The ids of what there is. `app` and `cast` are set anew for every test."""

    app: Flask | None = None
    cast: Cast | None = None
    tokens: dict[str, str] = field(default_factory=dict)
    secrets: dict[str, Secret] = field(default_factory=dict)
    ids: dict[str, object] = field(default_factory=dict)

    def __getattr__(self, name: str):
        try:
            return self.__dict__["ids"][name]
        except KeyError:
            raise AttributeError(name) from None

    def browser(self, name: str) -> Browser:
        """Somebody of the cast with a browser nobody has used yet."""
        token = self.tokens.get(name, "")
        return Browser(self.app, self.ids[name] if token else None, token)

    def say(self, label: str, kept_from: frozenset[str]) -> str:
        """A new secret word."""
        if label in self.secrets:
            raise ValueError(f"said before: {label}")
        number, letters = len(self.secrets), ""
        for _ in range(2):
            number, consonant = divmod(number, 12)
            number, vowel = divmod(number, 3)
            letters += "bdfgklmnprst"[consonant] + "aou"[vowel]
        self.secrets[label] = Secret(PREFIX + letters, kept_from)
        return self.secrets[label].word

    def found(self, finder: str, place: str, *labels: str, searched: bool = False) -> None:
        """Somebody reads these words at this address; `searched`: and finds them by searching."""
        for label in labels:
            secret = self.secrets[label]
            secret.finder, secret.place, secret.is_searched = finder, place, searched

    def keep(self, **objects) -> None:
        """Remember ids: of rows, of people, or plain values."""
        for name, value in objects.items():
            if name in self.ids:
                raise ValueError(f"kept before: {name}")
            self.ids[name] = getattr(value, "id", value)


def build(app: Flask) -> World:
    """Make it all; the database holds the cast and nothing else."""
    world = World()
    with app.app_context():
        _people(world)
        _courses(world)
        _cohorts(world)
        _knowledge(world)
        _suggestions(world)
        _contributions(world)
        _stories(world)
        _conversations(world)
        _kept(world)
        _avoided_question(world)
        _searches(world)
        _waiting_questions(world)
        _ideas(world)
        _polls(world)
        _files(world)
        _moderation(world)
        _consents(world)
        _ripened(world)
        _article_proposals(world)
        _passages(world)
        _public_pages(world)
        _plans(world)
        _ground(world)
        _certificates(world)
        _surveys(world)
        _events(world)
        _coffees(world)
        _roles(world)
        _spotlight(world)
        _assignments(world)

        _quizzes(world)
        _grades(world)
        _refreshers(world)
        _openings(world)
        _ways_in(world)
        _reunions(world)
        _insights(world)
        _through_time(world)
        _merged(world)
        db.session.commit()
        while sweep():
            pass
        _traces(world)
        db.session.commit()
    return world


def _people(world: World) -> None:
    academy = db.session.get_one(Academy, 1)
    academy.allows_join_requests = academy.shows_meter = True
    talk.found_academy_space()
    world.keep(**{name: _user(name) for name in ROLES})
    world.keep(
        peer=make_person("Pieter Peer", email="peer@test.example"),
        guide=make_person("Guido Guide", email="guide@test.example"),
        spare=make_person("Sanne Spare", email="spare@test.example"),
    )
    deactivate_user(make_person("Cleo Closed", email="closed@test.example"))
    password = hash_of(PASSWORD)
    for user in db.session.scalars(db.select(User)):
        user.password_hash = password
    trainee = _user("trainee")
    words = {
        field: f"Of all {world.say(f'profile {field} for the academy', MEMBERS)}" for field in ("headline", "region")
    }
    words |= {f: world.say(f"profile {f} for the cohort", COHORT) for f in ("organisation", "about", "ask_me_about")}
    words["expertise"] = world.say("profile expertise for alumni", ALUMNI)
    words |= {f: world.say(f"profile {f} for nobody", only("trainee")) for f in ("sector", "languages", "looking_for")}
    readers = dict.fromkeys(PROFILE_FIELDS, "nobody") | dict.fromkeys(("headline", "region"), "academy")
    readers |= dict.fromkeys(("organisation", "about", "ask_me_about"), "cohort") | {"expertise": "alumni"}
    save_profile(trainee, name="Trainee", fields=words, visibility=readers)
    profile = f"/people/{trainee.id}"
    world.found("outsider", profile, *(f"profile {f} for the academy" for f in ("headline", "region")))
    world.found("mentor", profile, *(f"profile {f} for the cohort" for f in ("organisation", "about", "ask_me_about")))
    world.found("alumna", profile, "profile expertise for alumni")
    own = "/account/profile"
    world.found("trainee", own, *(f"profile {f} for nobody" for f in ("sector", "languages", "looking_for")))
    write_to(
        world.mentor, author=trainee, body=f"Between us: {world.say('message to a person', only('trainee', 'mentor'))}"
    )
    world.found("mentor", f"/people/{trainee.id}/messages", "message to a person")
    block(trainee, world.outsider)
    kept = world.say("message of somebody who was blocked", only("outsider"))
    write_to(trainee.id, author=_user("outsider"), body=f"Hear me: {kept}")
    world.found("outsider", profile + "/messages", "message of somebody who was blocked")
    for name in ("trainee", "outsider"):
        world.keep(**{f"{name}_session": _session_of(name)})
    for name in ROLES:
        world.tokens[name] = start_session(_user(name))


def _courses(world: World) -> None:
    say, author = world.say, _user("author")
    course = make_course(title="Motivational interviewing")
    listening = make_module(course, title="Listening")
    later = make_module(course, title=f"Talking {say('title of a module that opens later', OUTLINE)}")
    body = f"People rarely {say('first lesson', COURSE)} announce it.\n\nSo the skill has two parts.\n\nThree close it."
    title = f"Hearing {say('title of a lesson', OUTLINE)}"
    lesson = make_lesson(listening, title=title, body=body)
    page = f"/lessons/{lesson.id}"
    revise(lesson, f"{body}\n\nAnd then {say('second revision', COURSE)}.", why=say("why a lesson changed", COURSE))
    translate(
        lesson, title=f"Horen {say('Dutch title', OUTLINE)}", body=f"Mensen {say('Dutch lesson', COURSE)} zwijgen."
    )
    world.found("alumna", page, "first lesson", "second revision", "title of a lesson", searched=True)
    world.found("trainee", f"{page}?language=nl", "Dutch title", "Dutch lesson", searched=True)
    world.found("author", f"{page}/history", "why a lesson changed")
    world.found("trainee", f"/courses/{course.id}", "title of a module that opens later")
    draft = text_of(lesson)
    save_draft(
        draft, title=f"Hearing {say('draft title', DRAFT)}", short_title=say("draft short title", DRAFT),
        body=f"{draft.draft_body}\n\n{say('draft of a lesson', DRAFT)}", version=draft.draft_version, by=author,
    )  # fmt: skip
    world.found("author", f"{page}/edit", "draft title", "draft short title", "draft of a lesson")
    not_open = make_lesson(
        later, title=f"Silence {say('title of a lesson that is not open', OUTLINE)}",
        body=say("lesson that is not open", COURSE | {"trainee", "mentor"}),
    )  # fmt: skip
    world.found("alumna", f"/lessons/{not_open.id}", "title of a lesson that is not open", "lesson that is not open")
    written = make_lesson(
        listening,
        title=say("title of an unpublished lesson", DRAFT),
        body=say("unpublished lesson", DRAFT),
        published=False,
    )
    add_text(written, language="nl", title=say("unpublished Dutch title", DRAFT), body="Nog niet af.", by=author)
    world.found("author", f"/lessons/{written.id}/edit", "title of an unpublished lesson", "unpublished lesson")
    world.found("author", f"/lessons/{written.id}/edit?language=nl", "unpublished Dutch title")
    shown = make_lesson(listening, title="A lesson for everybody", body="Come in.")
    open_lesson(shown, PUBLIC, by=author)
    removed = make_lesson(listening, title=say("title of a removed lesson", DRAFT), body=say("removed lesson", DRAFT))
    remove_lesson(removed, by=author)
    world.found("author", f"/courses/{course.id}/edit", "title of a removed lesson")
    gone = make_module(course, title=say("title of a removed module", DRAFT))
    remove_module(gone, by=author)
    world.found("author", f"/courses/{course.id}/edit", "title of a removed module")

    other = make_course(title="Debt and shame", published=False)
    other_module = make_module(other)
    other_lesson = make_lesson(other_module, title="Opening letters")
    other_written = make_lesson(other_module, title="Not written yet", published=False)
    other_removed = make_module(other, title="Taken out")
    remove_module(other_removed, by=author)
    plain = make_course(title="Plain course", published=False)
    followed = make_course(title="Writing plainly")
    make_lesson(make_module(followed), title="Short sentences")
    enrol(followed.id, world.outsider)
    world.keep(
        course=course, module=listening, later_module=later, removed_module=gone, lesson=lesson, not_open_lesson=not_open,
        written_lesson=written, public_lesson=shown, removed_lesson=removed, lesson_text=draft,
        other_course=other, other_module=other_module, other_lesson=other_lesson, other_written_lesson=other_written,
        other_removed_module=other_removed, followed_course=followed, plain_course=plain,
    )  # fmt: skip


def _cohorts(world: World) -> None:
    say, facilitator, guide = world.say, _user("facilitator"), db.session.get_one(User, world.guide)
    course, other_course = db.session.get_one(Course, world.course), db.session.get_one(Course, world.other_course)
    cohort = make_cohort(
        course,
        by=facilitator,
        name=f"Spring {say('name of the cohort', LISTED)}",
        welcome=f"Welcome {say('welcome', COHORT)}.",
    )
    reason = f"Came {say('why somebody came in', frozenset(EVERYBODY))}"
    membership = make_member(cohort, _user("trainee"), reason=reason, by=facilitator, tell=False)
    peer = make_member(cohort, db.session.get_one(User, world.peer), tell=False)
    change_phase(peer, "mentor", by=facilitator, reason=f"Asked {say('why a phase changed', frozenset(EVERYBODY))}")
    change_phase(peer, "trainee", by=facilitator)
    make_member(cohort, _user("mentor"), "mentor", tell=False)
    set_rule(cohort, _module(world.later_module), "days_after", days=400)
    address = f"/cohorts/{cohort.id}"
    world.found("trainee", address, "name of the cohort", "welcome")

    ended = make_cohort(course, by=facilitator, name="Autumn 2024", starts_in=-400, ends_in=-200)
    make_member(ended, _user("alumna"), at=now() - timedelta(days=390), tell=False)
    end_training(ended)
    other = make_cohort(other_course, by=guide, name="Debt group", welcome="Good to see you.")
    other_membership = make_member(other, _user("outsider"), tell=False)
    asking = make_cohort(course, by=guide, name="Winter 2027", starts_in=100, ends_in=200)
    make_member(asking, _user("trainee"), "invited", by=guide)
    world.keep(
        cohort=cohort, space=space_of(cohort), membership=membership, ended_cohort=ended, other_cohort=other,
        other_space=space_of(other), other_membership=other_membership, asking_cohort=asking,
        facilitator_membership=_membership(cohort, "facilitator"),
        course_space=_space(course_id=course.id, kind="course"), other_course_space=_space(course_id=other_course.id, kind="course"),
        academy_space=_space(kind="academy"),
    )  # fmt: skip


def _knowledge(world: World) -> None:
    say, editor = world.say, _user("editor")
    collection = make_collection(title="Conversations", openness="discuss")
    article = make_article(collection, title="Asking for consent", body="Ask first.\n\nThen press record.")
    revise_article(article, "Ask first.\n\nThen press record, and say so.", why="Said twice")
    draft = {"title": say("draft title of an article", ARTICLE_DRAFT), "summary": say("draft summary", ARTICLE_DRAFT)}
    body = f"{article.draft_body} {say('draft of an article', ARTICLE_DRAFT)}"
    knowing.save_draft(article, **draft, body=body, version=article.draft_version, by=editor)
    edit = f"/articles/{article.id}/edit"
    world.found("editor", edit, "draft title of an article", "draft summary", "draft of an article")
    title = say("title of an unpublished article", ARTICLE_DRAFT)
    written = make_article(collection, title=title, body=say("unpublished article", ARTICLE_DRAFT), published=False)
    plan(article, now() + timedelta(days=90), by=editor, why=say("why a draft is planned", ARTICLE_DRAFT))
    world.found("editor", f"/articles/{article.id}/schedule", "why a draft is planned", "draft title of an article")
    world.found("editor", f"/articles/{written.id}/edit", "title of an unpublished article", "unpublished article")
    staff = make_collection(
        title=f"Behind {say('title of a staff collection', STAFFED)}", audience_id=STAFF, openness="contribute",
        summary=say("summary of a staff collection", STAFFED),
    )  # fmt: skip
    other = make_article(
        staff, title=f"Fees {say('title of a staff article', STAFFED)}", body=say("staff article", STAFFED),
        summary=say("summary of a staff article", STAFFED),
    )  # fmt: skip
    page = f"/collections/{staff.id}"
    world.found("manager", page, "title of a staff collection", "summary of a staff collection")
    labels = ("title of a staff article", "staff article", "summary of a staff article")
    world.found("facilitator", f"/articles/{other.id}", *labels, searched=True)
    linking = make_article(
        collection, title=f"Costs {say('title of an article that links', MEMBERS)}",
        body=f"See [[{other.title}|what it costs]], [more](/articles/{other.id}) and [[Not {say('named title', MEMBERS)}]].",
    )  # fmt: skip
    world.found("trainee", f"/articles/{linking.id}", "title of an article that links", "named title", searched=True)
    outer = make_collection(title=say("title of a collection around another", STAFFED), audience_id=STAFF)
    inner = make_collection(title="Doors", parent_id=outer.id)
    world.found("manager", f"/collections/{inner.id}", "title of a collection around another")
    told = make_collection(title="House rules", openness="broadcast")
    rule = make_article(told, title="Photographs", body="Ask before you take one.")
    everyone = make_collection(title="For everybody", audience_id=PUBLIC)
    public = make_article(everyone, title="What is a learning circle?", body="People who keep learning together.")
    archived = make_article(everyone, title="Out of date", body=say("archived article", ARTICLE_DRAFT))
    knowing.archive_article(archived, by=editor)
    world.found("editor", f"/articles/{archived.id}/edit", "archived article")
    knowing.vote(_user("trainee"), article, False, say("what an article missed", ARTICLE_DRAFT - {"trainee"}))
    knowing.vote(_user("manager"), other, False, "The fees of last year.")
    misses = db.session.scalars(db.select(ArticleVote).order_by(ArticleVote.id)).all()
    world.keep(**{name: misses[number].id for number, name in enumerate(("miss", "staff_miss"))})
    world.found("editor", edit, "what an article missed")
    for looked_at in (article, other):
        verify_article(looked_at)
    report_outdated(
        article, by=_user("trainee"), sentence=say("what a reader calls outdated", ARTICLE_DRAFT - {"trainee"})
    )
    contradict(
        article, by=_user("mentor"), sentence=say("how an answer contradicts an article", ARTICLE_DRAFT), post_id=MISSING
    )  # fmt: skip
    report_outdated(other, by=_user("manager"), sentence="The fees of last year.")
    world.found(
        "editor", f"/articles/{article.id}/verification", "what a reader calls outdated", "how an answer contradicts an article"
    )  # fmt: skip
    for asked, words in (
        (article, say("what is asked of who keeps an article true", ARTICLE_DRAFT)),
        (other, "Still?"),
    ):
        ask_owner(asked, editor.id, by=_user("mentor"), sentence=words)
    questions = db.session.scalars(db.select(Doubt).filter_by(kind="asked").order_by(Doubt.id)).all()
    world.keep(owner_question=questions[0].id, staff_owner_question=questions[1].id)
    world.found("editor", f"/articles/{article.id}/verification", "what is asked of who keeps an article true")
    for reviewed in (article, other):
        note = say("what a reviewer is asked", ARTICLE_DRAFT) if reviewed is article else "Are the fees right?"
        ask_review(reviewed, editor.id, by=_user("admin"), note=note)
    said, staff_said = (
        commenting.comment(reviewed, words, by=editor, block=Block("k", quote))
        for reviewed, words, quote in (
            (article, say("comment on a draft", ARTICLE_DRAFT), say("passage a comment is about", ARTICLE_DRAFT)),
            (other, "The fees of which year?", ""),
        )
    )
    commenting.answer(said, say("answer to a comment", ARTICLE_DRAFT), by=_user("admin"))
    world.found(
        "editor", f"/articles/{article.id}/review", "what a reviewer is asked", "comment on a draft",
        "passage a comment is about", "answer to a comment",
    )  # fmt: skip
    doubt, staff_doubt = (
        db.session.scalars(db.select(Doubt).filter_by(article_id=row.id).order_by(Doubt.id)).first()
        for row in (article, other)
    )
    file = ARTICLE_FILES.add(other, b"Fees.", "fees.txt", by=editor)
    own_file = ARTICLE_FILES.add(article, b"Consent.", "consent.txt", by=editor)
    world.keep(
        collection=collection, article=article, written_article=written, staff_collection=staff, staff_article=other,
        told_article=rule, public_collection=everyone, public_article=public, archived_article=archived,
        draft_comment=said.id, staff_draft_comment=staff_said.id,
        staff_file=file.key, article_file=own_file.key, doubt=doubt.id, staff_doubt=staff_doubt.id,
    )  # fmt: skip


def _suggestions(world: World) -> None:
    """What the trainee suggested for an article the academy reads, and the manager for one of the staff."""
    say, trainee, editor, manager = world.say, *(_user(name) for name in ("trainee", "editor", "manager"))
    article = make_article(make_collection(title="By members", openness="contribute"), title="Silence", body="Wait.")
    suggestion = make_suggestion(
        article, f"Wait longer. {say('suggested text', SUGGESTED)}", by=trainee,
        title=f"Silence {say('suggested title', SUGGESTED)}", summary=say("suggested summary", SUGGESTED),
        why=say("why something is suggested", SUGGESTED),
    )  # fmt: skip
    suggesting.say(suggestion, say("remark about a suggestion", SUGGESTED), by=editor)
    declined, withdrawn = (make_suggestion(article, f"Wait {how}.", by=trainee) for how in ("less", "more"))
    suggesting.decline(declined, say("why a suggestion is declined", SUGGESTED), version=1, by=editor)
    suggesting.take_back(withdrawn, version=1, by=trainee)
    labels = (
        "suggested title", "suggested text", "suggested summary", "why something is suggested", "remark about a suggestion",
    )  # fmt: skip
    world.found("trainee", f"/suggestions/{suggestion.id}", *labels)
    world.found("editor", f"/suggestions/{declined.id}", "why a suggestion is declined")
    staff_article = db.session.get_one(Article, world.staff_article)
    words = {name: say(f"{name} of a suggestion not sent", UNSENT) for name in ("title", "summary", "body", "why")}
    base = db.session.get_one(ArticleRevision, article.revision_id)
    copying.keep_copy(article, words, base=base, version=0, key="", by=trainee)
    world.found(
        "trainee", f"/articles/{article.id}/suggestions/new", *(f"{name} of a suggestion not sent" for name in words)
    )
    files = {}
    for name, text, by in (("suggested_file", article, trainee), ("staff_suggested_file", staff_article, manager)):
        desk = copying.row_for(text, None, base=db.session.get_one(ArticleRevision, text.revision_id), by=by)
        files[name] = COPY_FILES.add(desk, b"Pauses.", "pauses.txt", by=by).key
    world.keep(
        **files,
        open_article=article, suggestion=suggestion, declined_suggestion=declined, withdrawn_suggestion=withdrawn,
        staff_suggestion=make_suggestion(staff_article, "Fees of this year.", by=manager),
    )  # fmt: skip


def _contributions(world: World) -> None:
    """What members added under an article the academy reads, and the manager under one of the staff."""
    say, trainee, editor, manager = world.say, *(_user(name) for name in ("trainee", "editor", "manager"))
    article = db.session.get_one(Article, world.open_article)
    own = make_contribution(article, f"We waited {say('former words of a contribution', SUGGESTED)}.", by=trainee)
    contributing.change(own, kind="case", body=f"We waited {say('contribution', MEMBERS)}.", version=1)
    world.found("trainee", f"/contributions/{own.id}", "former words of a contribution")
    world.found("alumna", f"/articles/{article.id}", "contribution", searched=True)
    hidden = make_contribution(article, f"They said {say('hidden contribution', SUGGESTED)}.", by=trainee)
    contributing.hide(hidden, say("why a contribution is hidden", SUGGESTED), version=1, by=editor)
    withdrawn = make_contribution(article, f"I said {say('withdrawn contribution', SUGGESTED)}.", by=trainee)
    contributing.withdraw(withdrawn, version=1, by=trainee)
    world.found("trainee", f"/contributions/{hidden.id}", "hidden contribution", "why a contribution is hidden")
    world.found("editor", f"/contributions/{withdrawn.id}", "withdrawn contribution")
    told = make_contribution(db.session.get_one(Article, world.told_article), "We asked twice.", by=trainee)
    staffed = make_contribution(
        db.session.get_one(Article, world.staff_article),
        f"Fees {say('contribution of the staff', STAFFED)}.",
        by=manager,
    )
    world.found("facilitator", f"/contributions/{staffed.id}", "contribution of the staff", searched=True)
    opened = make_collection(title="Opened later", openness="contribute")
    kept = make_contribution(
        make_article(opened, title="Pauses", body="Wait."), f"Slowly {say('contribution kept from guests', MEMBERS)}.",
        by=trainee,
    )  # fmt: skip
    change_readers(opened, PUBLIC, by=editor)
    world.found("alumna", f"/contributions/{kept.id}", "contribution kept from guests", searched=True)
    world.keep(
        kept_contribution=kept, contribution=own, staff_contribution=staffed, hidden_contribution=hidden, withdrawn_contribution=withdrawn,
        told_contribution=told,
    )  # fmt: skip


def _stories(world: World) -> None:
    """What members tell in their own name: the trainee to the academy and to cohort A, the outsider to cohort B."""
    say, trainee, outsider, editor = world.say, *(_user(name) for name in ("trainee", "outsider", "editor"))
    story = make_story(trainee, title="A wet Tuesday", body=f"Rain {say('story for the academy', MEMBERS)}.")
    world.found("alumna", f"/articles/{story.id}", "story for the academy", searched=True)
    telling.feature(story, db.session.get_one(Collection, world.collection), by=editor)
    telling.report(story, say("report about a story", only("alumna", "editor", "manager", "admin")), by=_user("alumna"))
    world.found("manager", f"/stories/{story.id}/moderation", "report about a story")
    draft = make_story(trainee, title=say("title of a story nobody reads yet", UNSENT), published=False)
    world.found("trainee", f"/people/{trainee.id}/stories", "title of a story nobody reads yet")
    cohorts = [db.session.get_one(Cohort, number) for number in (world.cohort, world.other_cohort)]
    within = make_story(
        trainee,
        title=f"Between us {say('title of a story for a cohort', COHORT)}",
        body=f"We said {say('story for a cohort', COHORT)}.",
        audience_id=cohorts[0].audience_id,
    )
    world.found(
        "trainee", f"/articles/{within.id}", "story for a cohort", "title of a story for a cohort", searched=True
    )
    hidden = make_story(
        trainee, title="Hidden", body=f"They said {say('hidden story', only('trainee', 'editor', 'manager', 'admin'))}."
    )
    telling.hide(hidden, say("why a story is hidden", only("trainee", "editor", "manager", "admin")), by=editor)
    world.found("editor", f"/stories/{hidden.id}/moderation", "hidden story", "why a story is hidden")
    world.keep(
        story=story, story_draft=draft, hidden_story=hidden,
        cohort_story=make_story(outsider, title="Among us", audience_id=cohorts[1].audience_id),
    )  # fmt: skip


def _conversations(world: World) -> None:
    say, trainee, mentor, facilitator = world.say, *(_user(name) for name in ("trainee", "mentor", "facilitator"))
    space = db.session.get_one(Space, world.space)
    question = make_question(
        space=space, author=trainee, title=f"How long {say('title of a topic', COHORT)} do you wait?",
        body=f"I count to three {say('opening post', COHORT)} and then talk. @[Mentor] knows.",
    )  # fmt: skip
    answer = make_reply(question, author=mentor, body=f"Count to five, {say('reply', COHORT)}, and breathe.")
    peer = db.session.get_one(User, world.peer)
    peer_reply = make_reply(question, author=peer, body=f"I do {say('reply of a peer', COHORT)} too.")
    slip = make_reply(question, author=trainee, body=f"Never mind {say('removed post', COHORT | {'mentor'})}.")
    talk.delete_post(slip, by=trainee)
    opening = _opening(question)
    before = opening.body
    talk.edit_post(opening, body=f"{before} {say('edited post', COHORT)}", version=opening.version, by=trainee)
    mended = f"I count to three {world.secrets['opening post'].word}. {say('edited twice', COHORT)}"
    talk.edit_post(opening, body=mended, version=opening.version, by=trainee)
    page = f"/topics/{question.id}"
    world.found("mentor", page, "title of a topic", "opening post", "edited twice", "reply of a peer", searched=True)
    world.found("trainee", page, "reply", searched=True)
    world.found("mentor", f"/posts/{opening.id}/history", "edited post")
    world.found("trainee", f"/posts/{slip.id}/history", "removed post")
    talk.accept_answer(question, answer, by=trainee)
    talk.say_me_too(question, peer)
    talk.thank(answer, trainee)
    keep_draft(
        trainee, f"topic:{question.id}", title="", body=say("draft of a reply", only("trainee")), sequence=10**10
    )
    keep_draft(
        trainee, f"space:{space.id}:discussion", title=say("draft title of a topic", only("trainee")),
        body=say("draft of a topic", only("trainee")), sequence=1,
    )  # fmt: skip
    keep_draft(
        trainee, f"space:{space.id}:poll", title="When?", body="We choose.", sequence=1,
        rest={"options": [f"Monday\n{say('draft of what can be chosen', only('trainee'))}"]},
    )  # fmt: skip
    world.found("trainee", f"/cohorts/{world.cohort}/topics/new?kind=poll", "draft of what can be chosen")
    world.found("trainee", page, "draft of a reply")
    world.found("trainee", f"/cohorts/{world.cohort}/topics/new", "draft title of a topic", "draft of a topic")
    anchored = make_question(
        space=space, author=trainee, title=say("title of an anchored question", COHORT), lesson_id=world.lesson,
        body=say("anchored question", COHORT), anchor_key="gone", anchor_quote=f"rarely {say('quoted words', COHORT)}",
    )  # fmt: skip
    page = f"/topics/{anchored.id}"
    world.found("mentor", page, "title of an anchored question", "anchored question", "quoted words")
    announcement = make_topic(
        space=space, author=facilitator, kind="announcement", title=f"Friday {say('title of an announcement', COHORT)}",
        body=f"We meet {say('announcement', COHORT)} in Utrecht.",
    )  # fmt: skip
    labels = ("title of an announcement", "announcement")
    world.found("trainee", f"/topics/{announcement.id}", *labels, searched=True)
    closed = make_topic(space=space, author=trainee, title=say("title of a closed topic", COHORT), body="Done.")
    talk.close_topic(closed, by=trainee)
    world.found("mentor", f"/topics/{closed.id}", "title of a closed topic")
    gone = make_topic(
        space=space, author=trainee, title=say("title of a removed topic", COHORT | {"mentor"}), body="Oops."
    )
    gone_post = _opening(gone)
    talk.delete_post(gone_post, by=trainee)
    world.found("trainee", f"/topics/{gone.id}", "title of a removed topic")
    about_article = make_question(
        space=space, author=trainee, title=say("title of a question about an article", COHORT), article_id=world.article
    )
    world.found("mentor", f"/articles/{world.article}", "title of a question about an article")
    wide = make_topic(
        space=db.session.get_one(Space, world.course_space), author=trainee,
        title=say("title of a topic of the course", COURSE | {"admin"}), body=say("topic of the course", COURSE | {"admin"}),
    )  # fmt: skip
    labels = ("title of a topic of the course", "topic of the course")
    world.found("alumna", f"/topics/{wide.id}", *labels, searched=True)

    guide, outsider = db.session.get_one(User, world.guide), _user("outsider")
    other_space = db.session.get_one(Space, world.other_space)
    theirs = make_question(
        space=other_space, author=outsider, title="What about letters?", body="They pile up. @[Outsider]"
    )
    their_answer = make_reply(theirs, author=guide, body="Open one a day.")
    their_slip = make_reply(theirs, author=outsider, body="Never mind.")
    talk.delete_post(their_slip, by=outsider)
    their_news = make_topic(
        space=other_space, author=guide, kind="announcement", title="Monday", body="We start at nine."
    )
    open_topic = make_question(
        space=db.session.get_one(Space, world.academy_space),
        author=_user("alumna"),
        title="Who has a room?",
        body="In Zwolle.",
    )
    world.keep(
        topic=question, peer_reply=peer_reply, post=opening, reply=answer, removed_post=slip, anchored_topic=anchored, announcement=announcement,
        closed_topic=closed, removed_topic=gone, removed_opening=gone_post, course_topic=wide, academy_topic=open_topic,
        other_topic=theirs, other_post=_opening(theirs), other_reply=their_answer, other_removed_post=their_slip,
        other_announcement=their_news, article_topic=about_article,
    )  # fmt: skip


def _avoided_question(world: World) -> None:
    words = f"Is it {world.say('words of an avoided question', frozenset(EVERYBODY))} to wait?"
    space = db.session.get_one(Space, world.space)
    record_deflection(
        _user("trainee"),
        space,
        words=words,
        spot=Spot("topic", world.topic, post_id=world.reply, audience_id=space.audience_id),
        draft_place=f"space:{space.id}:question",
    )


def _searches(world: World) -> None:
    """What five people did not find, which editors read, and what one did not, which nobody does."""
    words = f"tea {world.say('words searched for in vain', ARTICLE_DRAFT)}"
    alone = f"tea {world.say('words one person searched for in vain', frozenset(EVERYBODY))}"
    for name in ("trainee", "alumna", "mentor", "facilitator", "outsider"):
        record_miss(_user(name), words)
    record_miss(_user("trainee"), alone)
    world.found("editor", "/knowledge/searches", "words searched for in vain")
    world.keep(search_group=db.session.scalars(db.select(SearchGroup).order_by(SearchGroup.id)).first())


def _waiting_questions(world: World) -> None:
    """Somebody was asked about a question, and somebody who leads holds an answer back; in cohort B too."""
    waiting, facilitator = db.session.get_one(Topic, world.anchored_topic), _user("facilitator")
    ask(waiting, world.mentor, "expertise")
    held = hold_answer(waiting, author=facilitator, body=f"Listen {world.say('held answer', FACILITATOR)} first.")
    world.found("facilitator", f"/topics/{waiting.id}/ladder", "held answer")
    guide = db.session.get_one(User, world.guide)
    theirs = make_question(space=db.session.get_one(Space, world.other_space), author=guide, title="Who has a stamp?")
    ask(theirs, world.outsider, "expertise")
    their_held = hold_answer(db.session.get_one(Topic, world.other_topic), author=guide, body="At the counter.")
    world.keep(held=held, other_held=their_held, other_waiting_topic=theirs)


def _kept(world: World) -> None:
    """What people keep, thank for and call their topics."""
    say, trainee, mentor = world.say, _user("trainee"), _user("mentor")
    space, other_space = db.session.get_one(Space, world.space), db.session.get_one(Space, world.other_space)
    tag, other_tag = add_tag(space, say("tag", COHORT)), add_tag(other_space, "Letters")
    topic = make_topic(space=space, author=trainee, title="What we call things", body="With words.")
    tag_topic(topic, [tag.id])
    post = make_reply(topic, author=mentor, body="And with silence.")
    keep(trainee, post, note=say("note of a bookmark", only("trainee")), remind_at=None)
    talk.thank(post, trainee, sentence=f"It {say('sentence of thanks', only('mentor', 'trainee'))} helped.")
    react(post, trainee, "known")
    world.found("trainee", f"/spaces/{space.id}/subjects", "tag")
    world.found("trainee", "/bookmarks", "note of a bookmark")
    world.found("mentor", f"/posts/{post.id}/thanks", "sentence of thanks")
    world.keep(tag=tag, other_tag=other_tag)


def _ideas(world: World) -> None:
    """An idea people vote on, one that was declined, and a case."""
    say, trainee, facilitator = world.say, _user("trainee"), _user("facilitator")
    space, other_space = db.session.get_one(Space, world.space), db.session.get_one(Space, world.other_space)
    idea = make_topic(
        space=space, author=trainee, kind="idea", title=f"Meet {say('title of an idea', COHORT)} online",
        body=f"Then {say('idea', COHORT)} nobody travels.",
    )  # fmt: skip
    vote_on_idea(idea, trainee, 3)
    vote_on_idea(idea, _user("mentor"), 1)
    declined = make_topic(space=space, author=trainee, kind="idea", title=say("title of a declined idea", COHORT))
    move_idea(
        declined, "declined", by=facilitator, reason=f"It {say('why an idea was declined', COHORT)} closes at six."
    )
    case = make_topic(
        space=space, author=trainee, kind="case", title=say("title of a case", COHORT),
        body=f"### What happened\n\nHe {say('case', COHORT)} laughed.",
    )  # fmt: skip
    other = make_topic(space=other_space, author=_user("outsider"), kind="idea", title="Coffee before nine")
    world.found("mentor", f"/topics/{idea.id}", "title of an idea", "idea", searched=True)
    labels = ("title of a declined idea", "why an idea was declined")
    world.found("mentor", f"/spaces/{space.id}/ideas?stage=declined", *labels)
    world.found("mentor", f"/topics/{case.id}", "title of a case", "case", searched=True)
    world.keep(idea=idea, declined_idea=declined, case=case, other_idea=other)


def _polls(world: World) -> None:
    """A poll people voted in, one whose options nobody chose from yet, and one in the other cohort."""
    say, trainee, outsider = world.say, _user("trainee"), _user("outsider")
    space, other_space = db.session.get_one(Space, world.space), db.session.get_one(Space, world.other_space)
    options = ["Monday", f"Any {say('option of a poll', COHORT)} day"]
    poll = make_poll(space=space, author=trainee, options=options, title=f"When {say('title of a poll', COHORT)}?")
    vote_in_poll(poll, _user("mentor"), (1,))
    new_poll = make_poll(space=space, author=trainee, title="Where do we meet?")
    other = make_poll(space=other_space, author=outsider, title="Coffee or tea?")
    world.found("mentor", f"/topics/{poll.id}", "title of a poll", "option of a poll", searched=True)
    world.keep(poll=poll, new_poll=new_poll, other_poll=other)


def _files(world: World) -> None:
    say, author, trainee = world.say, _user("author"), _user("trainee")
    space, other_space = db.session.get_one(Space, world.space), db.session.get_one(Space, world.other_space)
    name = f"{say('name of a file', COHORT)}.txt"
    file = store_upload(say("contents of a file", COHORT).encode(), name, audience_id=space.audience_id, by=trainee)
    other = store_upload(b"Letters.", "letters.txt", audience_id=other_space.audience_id, by=_user("outsider"))
    gone = store_upload(
        b"Gone.", f"{say('name of a removed file', only('trainee', 'facilitator'))}.txt",
        audience_id=space.audience_id, by=trainee,
    )  # fmt: skip
    other_gone = store_upload(b"Gone.", "gone.txt", audience_id=other_space.audience_id, by=_user("outsider"))
    for removed in (gone, other_gone):
        remove_file(removed)
    unsent = attach(
        say("contents of an unsent file", only("trainee")).encode(), f"{say('name of an unsent file', only('trainee'))}.txt",
        alt="", audience_id=space.audience_id, by=trainee,
    )  # fmt: skip
    other_unsent = attach(b"Draft.", "draft.txt", alt="", audience_id=other_space.audience_id, by=_user("outsider"))
    words = say("contents of a file of a lesson", COURSE | {"admin"}).encode()
    lesson = _lesson(world.lesson)
    lesson_file = LESSON_FILES.add(
        lesson, words, f"{say('name of a file of a lesson', COURSE)}.txt", alt="A sheet", by=author
    )
    other_lesson_file = LESSON_FILES.add(_lesson(world.other_lesson), b"Sheet.", "sheet.txt", by=author)
    world.found("mentor", f"/cohorts/{world.cohort}/files", "name of a file")
    world.found("trainee", f"/cohorts/{world.cohort}/files", "name of a removed file")
    world.found("mentor", f"/files/{file.key}/file", "contents of a file")
    world.found("trainee", f"/files/{unsent.key}/file", "contents of an unsent file")
    world.found("trainee", f"/composing/files/{unsent.key}", "name of an unsent file")
    world.found("alumna", f"/files/{lesson_file.key}/file", "contents of a file of a lesson")
    world.found("author", f"/lessons/{world.lesson}/edit", "name of a file of a lesson")
    world.keep(
        file=file.key, other_file=other.key, removed_file=gone.key, other_removed_file=other_gone.key, lesson_file=lesson_file.key, other_lesson_file=other_lesson_file.key,
        unsent_file=unsent.key, other_unsent_file=other_unsent.key,
    )  # fmt: skip


def _moderation(world: World) -> None:
    """Replies of the mentor that were reported: one waits, one was hidden, one is to be changed."""
    say, trainee, mentor, facilitator = world.say, *(_user(name) for name in ("trainee", "mentor", "facilitator"))
    outsider, guide = _user("outsider"), db.session.get_one(User, world.guide)
    topic = make_topic(space=db.session.get_one(Space, world.space), author=trainee, title="Who talks?", body="I do.")
    hidden_words = say("hidden words", only("mentor", "facilitator"))
    waits, hidden, to_mend = (
        make_reply(topic, author=mentor, body=body)
        for body in ("You always talk.", f"You never listen {hidden_words}.", "You talk too much.")
    )
    for post in (waits, hidden, to_mend):
        words = say(f"words of a flag on {post.number}", only("facilitator"))
        moderating.flag(post, by=trainee, reason="unkind", words=words)
        world.found("facilitator", f"/posts/{post.id}/review", f"words of a flag on {post.number}")
    world.found("mentor", f"/posts/{hidden.id}/review", "hidden words")
    _decide(hidden, "hide", say("why words were hidden", COHORT), by=facilitator)
    world.found("trainee", f"/spaces/{world.space}/log", "why words were hidden")
    moderating.flag(to_mend, by=facilitator, reason="unkind", leads=True)
    _decide(to_mend, "mend", "Say it more gently.", by=facilitator)
    gone = make_reply(topic, author=mentor, body="You talk.")
    moderating.flag(gone, by=trainee, reason="unkind")
    _decide(gone, "hide", "Not to each other.", by=facilitator)
    moderating.appeal(gone, say("an appeal", only("mentor", "facilitator")))
    world.found("facilitator", f"/posts/{gone.id}/review", "an appeal")
    why = say("why topics were merged", COHORT)
    away = make_topic(space=db.session.get_one(Space, world.space), author=trainee, title="Who else?", body="And this.")
    moving.merge_topics(away, topic, interleaved=True, by=facilitator, reason=why)
    world.found("mentor", f"/spaces/{world.space}/log", "why topics were merged")
    theirs = make_topic(space=db.session.get_one(Space, world.other_space), author=guide, title="Letters", body="Open.")
    their_wait, their_hidden, their_mend = (make_reply(theirs, author=outsider, body="Burn them.") for _ in range(3))
    for post in (their_wait, their_hidden, their_mend):
        moderating.flag(post, by=guide, reason="other", words="Really?", leads=post is their_mend)
    _decide(their_hidden, "hide", "No.", by=guide)
    _decide(their_mend, "mend", "Gently.", by=guide)
    world.keep(
        moderated_topic=topic, merged_topic=away, ended_space=space_of(db.session.get_one(Cohort, world.ended_cohort)), flagged_post=waits, hidden_post=hidden, post_to_mend=to_mend, other_flagged_post=their_wait,
        other_hidden_post=their_hidden, other_post_to_mend=their_mend,
    )  # fmt: skip


def _decide(post: Post, decision: str, sentence: str, *, by) -> None:
    review = db.session.get_one(Review, post.id)
    moderating.decide(post, decision, sentence, by=by, version=review.version)


def _consents(world: World) -> None:
    """An echo and a copy of what the ended cohort said, of which only what its writers gave is read elsewhere."""
    say, alumna, facilitator = world.say, _user("alumna"), _user("facilitator")
    ended = db.session.get_one(Cohort, world.ended_cohort)
    then, later = only("alumna", "facilitator"), only("alumna", "facilitator", "trainee", "mentor")
    topic = make_topic(
        space=db.session.get_one(Space, world.ended_space), author=alumna, lesson_id=world.public_lesson,
        title=f"My coat {say('title of an echo', later)}", body=f"It was {say('echo with a name', later)} on.",
    )  # fmt: skip
    bodies = {
        "echo without a name": later, "echo that was refused": then, "echo nobody answered about": then,
        "echo that was taken back": then, "post nobody proposed": then,
    }  # fmt: skip
    replies = [make_reply(topic, author=alumna, body=f"Sit {say(label, kept)} down.") for label, kept in bodies.items()]
    quoting = make_reply(
        topic, author=facilitator, body=f"> Sit {world.secrets['echo that was refused'].word} down.\n\nYes."
    )
    asked = [_opening(topic), *replies[:4], quoting]
    values = {"cohort": ended, "by": facilitator, "lesson_id": world.public_lesson}
    echo = consenting.propose(
        topic, [post.id for post in asked], kind="echo", audience_id=_course_of(ended).people_audience_id, **values
    )
    for post, said in zip(asked, ("named", "anonymous", "no", "", "named", "named"), strict=True):
        _say(echo, post, said)
    consenting.withdraw_consent(_consent(echo, asked[4]))
    world.found(
        "trainee", f"/lessons/{world.public_lesson}", "title of an echo", "echo with a name", "echo without a name"
    )
    world.found("alumna", f"/topics/{topic.id}", *list(bodies)[1:], searched=True)

    shared = make_topic(
        space=db.session.get_one(Space, world.ended_space), author=alumna, title=say("title of a copy", MEMBERS),
        body=f"My {say('copy for the academy', MEMBERS)} room.",
    )  # fmt: skip
    held = make_reply(shared, author=facilitator, body=f"Mine {say('post of a copy that was not given', then)} too.")
    copy = consenting.propose(
        shared, [_opening(shared).id, held.id], kind="copy", cohort=ended, audience_id=ACADEMY, by=facilitator
    )
    _say(copy, _opening(shared), "named")
    world.found("outsider", f"/shared/{copy.id}", "title of a copy", "copy for the academy", searched=True)
    world.found("alumna", f"/topics/{shared.id}", "post of a copy that was not given")

    cohort, other = (db.session.get_one(Cohort, number) for number in (world.cohort, world.other_cohort))
    own = consenting.propose(
        _topic(world.closed_topic), [_opening(_topic(world.closed_topic)).id], kind="copy", cohort=cohort,
        audience_id=ACADEMY, by=facilitator,
    )  # fmt: skip
    guide, theirs = db.session.get_one(User, world.guide), _topic(world.other_topic)
    foreign = consenting.propose(
        theirs,
        [world.other_post],
        kind="copy",
        cohort=other,
        audience_id=_course_of(other).people_audience_id,
        by=guide,
    )
    _say(foreign, _opening(theirs), "named")
    world.keep(
        echo=echo, echo_topic=topic, copy=copy, proposal=own, other_proposal=foreign,
        consent=_consent(own, _opening(_topic(world.closed_topic))), other_consent=_consent(foreign, _opening(theirs)),
    )  # fmt: skip


def _ripened(world: World) -> None:
    """An article that came of an answer of cohort A, with the words that were given; others were taken back, or never given."""
    say, trainee, mentor, facilitator = world.say, *(_user(name) for name in ("trainee", "mentor", "facilitator"))
    topic = make_question(
        space=db.session.get_one(Space, world.space), author=trainee,
        title=f"Who {say('title of what ripened', MEMBERS)} begins?", body=f"I {say('quotation without a name', MEMBERS)} ask.",
    )  # fmt: skip
    answer = make_reply(topic, author=mentor, body=f"They {say('quotation with a name', MEMBERS)} begin.")
    back = make_reply(topic, author=facilitator, body=f"We {say('quotation that was taken back', COHORT)} begin.")
    never = make_reply(topic, author=mentor, body=f"Nobody {say('quotation that was never given', COHORT)} begins.")
    talk.accept_answer(topic, answer, by=trainee)
    article = ripen(
        topic, [_opening(topic).id, answer.id, back.id, never.id], cohort=db.session.get_one(Cohort, world.cohort),
        collection=db.session.get_one(Collection, world.collection), title="Who begins", language="en", by=_user("editor"),
    )  # fmt: skip
    proposal = db.session.scalars(db.select(Proposal).filter_by(article_id=article.id)).one()
    for post, said in ((_opening(topic), "anonymous"), (answer, "named"), (back, "named")):
        _say(proposal, post, said)
    knowing.publish_article(article, by=_user("editor"))
    consenting.withdraw_consent(_consent(proposal, back))
    given = ("title of what ripened", "quotation without a name", "quotation with a name")
    world.found("outsider", f"/articles/{article.id}", *given, searched=True)
    world.found("trainee", f"/topics/{topic.id}", "quotation that was taken back", "quotation that was never given")
    open_question = make_question(
        space=academy_space(), author=_user("outsider"), title="Do you meet online?", body="Or in a room?"
    )
    reply = make_reply(open_question, author=_user("alumna"), body="In a room.")
    talk.accept_answer(open_question, reply, by=_user("outsider"))
    world.keep(ripe_topic=topic, ripe_academy_topic=open_question, ripe_academy_post=reply.id, ripened_article=article)


def _article_proposals(world: World) -> None:
    """What a member of each cohort proposed as an article, and what somebody proposed in the academy and was declined."""
    say = world.say
    proposed = {}
    for topic_id, name, label, kept_from in (
        (world.ripe_topic, "trainee", "what a proposal is about", SUGGESTED),
        (world.other_topic, "outsider", "what a proposal of cohort B is about", PROPOSED_ARTICLE),
        (world.ripe_academy_topic, "outsider", "what a declined proposal is about", PROPOSED_ARTICLE),
    ):
        topic = db.session.get_one(Topic, topic_id)
        proposed[label] = propose_article(topic, f"How {say(label, kept_from)} begins.", by=_user(name))
    own, other, declined = proposed.values()
    decline_article_proposal(
        declined, f"We {say('why a proposal was declined', PROPOSED_ARTICLE)} have it.", version=1, by=_user("editor")
    )
    world.found("editor", f"/article-proposals/{own.id}", "what a proposal is about")
    world.found("editor", f"/article-proposals/{other.id}", "what a proposal of cohort B is about")
    world.found(
        "outsider",
        f"/article-proposals/{declined.id}",
        "what a declined proposal is about",
        "why a proposal was declined",
    )
    world.keep(article_proposal=own, other_article_proposal=other)


def _passages(world: World) -> None:
    """Text of an article of the academy for course A, and of one of the staff for course B."""
    say, editor = world.say, _user("editor")
    proposed = {}
    for prefix, article_id in (("", world.article), ("other_", world.staff_article)):
        words = f"Ask {say('passage for a lesson', PROPOSED)} first." if not prefix else "What it costs."
        why = f"It {say('why a passage fits', PROPOSED)} fits." if not prefix else "They ask."
        course = db.session.get_one(Course, getattr(world, f"{prefix}course"))
        proposed[prefix] = propose_passage(
            db.session.get_one(Article, article_id), course, words=words, why=why, by=editor
        )
    declined = propose_passage(
        db.session.get_one(Article, world.article), db.session.get_one(Course, world.course), words="Ask.", why="Twice.", by=editor
    )  # fmt: skip
    decline_passage(
        declined, f"We {say('why a passage was declined', PROPOSED)} have it.", version=1, by=_user("author")
    )
    world.found("author", f"/passages/{proposed[''].id}", "passage for a lesson", "why a passage fits")
    world.found("editor", f"/passages/{declined.id}", "why a passage was declined")
    world.keep(passage=proposed[""], other_passage=proposed["other_"])


def _public_pages(world: World) -> None:
    """What everybody may read, each with something beside it that not everybody may."""
    say, author, alumna = world.say, _user("author"), _user("alumna")
    course = make_course(title="Open evenings", summary="Four evenings for everybody.", outcomes="* Ask openly")
    publish_course(course, audience_id=PUBLIC, by=author)
    module = make_module(course, title="The first evening")
    shown = make_lesson(module, title="Come in", body="Sit down.")
    open_lesson(shown, PUBLIC, by=author)
    kept = make_lesson(module, title="For those who follow it", body=say("closed lesson of a public course", DRAFT))
    world.found("author", f"/lessons/{kept.id}/edit", "closed lesson of a public course")
    withdrawn = make_course(title=f"Closed {say('title of a withdrawn course', MEMBERS)}")
    publish_course(withdrawn, audience_id=PUBLIC, by=author)
    archive_course(withdrawn, by=author)
    world.found("trainee", f"/courses/{withdrawn.id}", "title of a withdrawn course")

    collection = db.session.get_one(Collection, world.public_collection)
    linking = make_article(
        collection,
        title="Where to begin",
        body=f"Begin here, and see [the fees](/articles/{world.staff_article}).",
    )
    pair = make_article(
        db.session.get_one(Collection, world.staff_collection), title=f"Begin {say('title of a pair', STAFFED)}", language="nl",
        body="Begin hier.",
    )  # fmt: skip
    knowing.pair_articles(linking, pair)
    world.found("manager", f"/articles/{pair.id}", "title of a pair")

    topic = make_question(
        space=db.session.get_one(Space, world.ended_space),
        author=alumna,
        title="What do you say first?",
        body="At the door.",
    )
    then = only("alumna", "facilitator")
    given, refused = (
        make_reply(topic, author=alumna, body=body)
        for body in ("Good morning.", f"Their {say('post left out of a public copy', then)} name.")
    )
    copy = consenting.propose(
        topic, [_opening(topic).id, given.id, refused.id], kind="copy", cohort=db.session.get_one(Cohort, world.ended_cohort),
        audience_id=PUBLIC, by=_user("facilitator"),
    )  # fmt: skip
    for post, said in ((_opening(topic), "named"), (given, "anonymous"), (refused, "no")):
        _say(copy, post, said)
    world.found("alumna", f"/topics/{topic.id}", "post left out of a public copy", searched=True)
    world.keep(
        public_course=course, open_lesson=shown, closed_lesson=kept, withdrawn_course=withdrawn, linking_article=linking,
        public_copy=copy,
    )  # fmt: skip


def _ground(world: World) -> None:
    """What people tell of themselves: one answer for the cohort, one for nobody, and a question that was removed."""
    cohort, other = (db.session.get_one(Cohort, number) for number in (world.cohort, world.other_cohort))
    trainee, facilitator = _user("trainee"), _user("facilitator")
    tell(cohort, trainee, f"Bees and {world.say('shared answer', COHORT)}")
    tell(cohort, trainee, f"Boats and {world.say('unshared answer', only('trainee'))}", sharing="me", key="goals")
    page = f"/cohorts/{cohort.id}/common-ground"
    world.found("mentor", page, "shared answer")
    world.found("trainee", f"{page}/answers", "unshared answer")
    asked = f"Tea or {world.say('question of a cohort', COHORT)}?"
    write_question(cohort.id, texts={"en": asked}, by=facilitator)
    world.found("mentor", f"{page}/answers", "question of a cohort")
    removed = write_question(cohort.id, texts={"en": "Cats or dogs?"}, by=facilitator)
    remove_question(removed)
    world.keep(
        intake_question=question_of(cohort, "bring"), other_intake_question=question_of(other, "bring"),
        removed_intake_question=removed,
    )  # fmt: skip


def _plans(world: World) -> None:
    """Practice plans: one for the cohort, one with a buddy, one for nobody, one removed, and one that waits for a buddy."""
    say, trainee, mentor = world.say, _user("trainee"), _user("mentor")
    cohort, other = (db.session.get_one(Cohort, number) for number in (world.cohort, world.other_cohort))
    plan = make_plan(
        cohort, trainee, sharing="cohort", days_ago=31, what=f"Wait {say('plan for the cohort', COHORT)} five."
    )
    practising.answer(
        plan,
        find_check_in(plan, 30),
        said="partly",
        sentence=f"On {say('answer for the cohort', COHORT)} days.",
        by=trainee,
    )
    note = practising.encourage(plan, author=mentor, body=f"Who {say('note for the cohort', COHORT)} notices?")
    gone = practising.encourage(plan, author=mentor, body=say("removed note", only()))
    practising.remove_note(gone, by=mentor)
    page = f"/plans/{plan.id}"
    world.found("facilitator", page, "plan for the cohort", "answer for the cohort", "note for the cohort")
    two = only("trainee", "mentor")
    shared = make_plan(
        cohort, trainee, sharing="buddy", buddy=mentor, what=f"Ask {say('plan for a buddy', two)} first."
    )
    accept(shared, by=mentor)
    practising.encourage(shared, author=mentor, body=f"Did {say('note of a buddy', two)} you?")
    world.found("mentor", f"/plans/{shared.id}", "plan for a buddy")
    world.found("trainee", f"/plans/{shared.id}", "note of a buddy")
    alone = only("trainee")
    fields = {
        name: f"Alone {say(f'{name} of a private plan', alone)}" for name in ("what", "occasion", "place", "sign")
    }
    private = make_plan(cohort, trainee, days_ago=31, **fields)
    practising.answer(
        private, find_check_in(private, 30), said="other", sentence=say("answer of a private plan", alone), by=trainee
    )
    labels = [f"{name} of a private plan" for name in fields]
    world.found("trainee", f"/plans/{private.id}", *labels, "answer of a private plan")
    removed = make_plan(cohort, trainee, sharing="cohort", what=say("removed plan", alone))
    practising.remove_plan(removed)
    world.found("trainee", f"/cohorts/{cohort.id}/practice", "removed plan")
    asking = make_plan(
        cohort, db.session.get_one(User, world.peer), sharing="buddy", buddy=trainee,
        what=say("plan that waits for a buddy", only()),
    )  # fmt: skip

    outsider, guide = _user("outsider"), db.session.get_one(User, world.guide)
    theirs = make_plan(other, outsider, sharing="cohort", days_ago=31)
    their_note = practising.encourage(theirs, author=guide, body="One letter a day.")
    their_gone = practising.encourage(theirs, author=guide, body="Two.")
    practising.remove_note(their_gone, by=guide)
    their_removed = make_plan(other, outsider)
    practising.remove_plan(their_removed)
    their_asking = make_plan(other, guide, sharing="buddy", buddy=outsider)
    world.keep(
        plan=plan, plan_note=note, removed_note=gone, buddy_plan=shared, private_plan=private, removed_plan=removed,
        asking_plan=asking, other_plan=theirs, other_plan_note=their_note, other_removed_note=their_gone,
        other_removed_plan=their_removed, other_asking_plan=their_asking, check_in_days=30,
    )  # fmt: skip


def _surveys(world: World) -> None:
    """Surveys of cohort A: one open, one with results, a draft, one removed; one of cohort B and one of the academy."""
    say, facilitator, guide = world.say, _user("facilitator"), db.session.get_one(User, world.guide)
    cohort, other = (db.session.get_one(Cohort, number) for number in (world.cohort, world.other_cohort))
    words = f"Do {say('question of a survey', COHORT)} you feel heard?"
    option = f"Rarely {say('option of a survey', COHORT)}"
    asked = (("single", words, ["Often", option]), ("text", "What else?", []))
    survey = make_survey(
        cohort, facilitator, title=f"Pulse {say('title of a survey', COHORT)}", questions=asked,
        intro=f"Why {say('intro of a survey', COHORT)} we ask.",
    )  # fmt: skip
    surveying.open_round(survey)
    answer_survey(survey, db.session.get_one(User, world.spare), (0,), say("answer in an open round", only()))
    labels = ("question of a survey", "option of a survey", "title of a survey", "intro of a survey")
    world.found("trainee", f"/surveys/{survey.id}", *labels)
    past = make_survey(cohort, facilitator, title="Last month", questions=asked[1:])
    surveying.open_round(past, at=now() - timedelta(days=20))
    kept = f"More {say('result of a survey', COHORT)} talk."
    for name in ("trainee", "mentor", "peer", "guide", "spare"):
        answer = {questions_of(past)[0].id: kept}
        surveying.answer(past, latest_round(past).id, answer, by=_person(world, name), at=now() - timedelta(days=19))
    surveying.close_round(past, at=now() - timedelta(days=12))
    world.found("mentor", f"/surveys/{past.id}", "result of a survey")
    draft = make_survey(
        cohort, facilitator, title=f"Draft {say('title of a draft survey', FACILITATOR)}",
        questions=(("scale", f"How {say('question of a draft survey', FACILITATOR)}?", ["Not", "Very"]),),
    )  # fmt: skip
    world.found("facilitator", f"/surveys/{draft.id}/edit", "title of a draft survey", "question of a draft survey")
    removed = make_survey(cohort, facilitator, title=f"Gone {say('title of a removed survey', FACILITATOR)}")
    remove_survey(removed, by=facilitator)
    world.found("facilitator", f"/cohorts/{cohort.id}/surveys", "title of a removed survey")
    theirs = make_survey(other, guide, questions=asked[1:])
    surveying.open_round(theirs)
    their_draft = make_survey(other, guide)
    academy = make_survey(None, _user("manager"), questions=asked[1:])
    surveying.open_round(academy, tell=False)
    world.keep(
        survey=survey, past_survey=past, draft_survey=draft, removed_survey=removed, other_survey=theirs,
        other_draft_survey=their_draft, academy_survey=academy, survey_question=questions_of(draft)[0],
        other_survey_question=questions_of(their_draft)[0], asked_question=questions_of(survey)[0],
        open_questions=[questions_of(one)[0].id for one in (theirs, academy)],
    )  # fmt: skip


def _person(world: World, name: str) -> User:
    return db.session.get_one(User, world.ids[name])


def _coffees(world: World) -> None:
    """Coffees of the trainee and of the outsider: one whose time is looked for, one agreed on, one that is over."""
    say, trainee, mentor, outsider = world.say, _user("trainee"), _user("mentor"), _user("outsider")
    guide = db.session.get_one(User, world.guide)
    two = only("trainee", "mentor")
    intro, place = f"Dear {say('first words of a coffee', two)}", f"Bench {say('place of a coffee', two)}"
    asked = make_coffee(trainee, mentor, intro=intro, place=place)
    world.found("mentor", asked.path, "first words of a coffee", "place of a coffee")
    alumna, pair = _user("alumna"), only("trainee", "alumna")
    off = make_coffee(alumna, trainee, intro=f"Hello {say('first words of a coffee that is off', pair)}")
    coffees.step_back(off, by=trainee, reason=f"Away {say('why there is no coffee', pair)}")
    world.found("alumna", off.path, "first words of a coffee that is off", "why there is no coffee")
    theirs = make_coffee(outsider, guide)
    agreed, their_agreed = [], []
    for kept, people in ((agreed, (trainee.id, mentor.id)), (their_agreed, (outsider.id, guide.id))):
        for days in (3, -1):
            coffee = coffees.make_coffee(people, asked_by=people[0])
            coffee.state, coffee.starts_at = "agreed", in_days(days)
            kept.append(coffee)
    take_part(trainee.id)
    slots = [
        db.session.scalars(db.select(CoffeeSlot).filter_by(coffee_id=coffee.id)).one() for coffee in (asked, theirs)
    ]
    world.keep(
        coffee=asked, coffee_slot=slots[0], agreed_coffee=agreed[0], past_coffee=agreed[1], other_coffee=theirs,
        other_coffee_slot=slots[1], other_agreed_coffee=their_agreed[0], other_past_coffee=their_agreed[1],
    )  # fmt: skip


def _events(world: World) -> None:
    """Events of both cohorts: planned in a series, proposed, held and cancelled, and a calendar that came in."""
    say, facilitator, trainee = world.say, _user("facilitator"), _user("trainee")
    cohort, other = (db.session.get_one(Cohort, number) for number in (world.cohort, world.other_cohort))
    words = {
        "title": f"Together {say('title of an event', COHORT)}", "body": f"We {say('words of an event', COHORT)} sit.",
        "place": f"Room {say('place of an event', COHORT)}", "speaker": f"Ada {say('speaker of an event', COHORT)}",
        "link": f"https://meet.example/{say('link of an event', FACILITATOR)}", "rrule": "FREQ=WEEKLY;COUNT=3",
    }  # fmt: skip
    event = make_event(cohort, facilitator, **words)
    first, second, third = dates_of(event)
    meeting.answer(event, second, trainee, "going")
    meeting.cancel_date(event, third, reason=f"Snow {say('why a date was cancelled', COHORT)}.", by=facilitator)
    page = f"/events/{event.id}"
    labels = ("title of an event", "words of an event", "place of an event", "speaker of an event")
    world.found("trainee", page, *labels, searched=True)
    world.found("facilitator", page, "link of an event")
    world.found("mentor", f"{page}?date={third.id}", "why a date was cancelled")
    talk.start_topic(
        db.session.get_one(Space, world.space), author=facilitator, kind="discussion", event_id=event.id, anchor_key="recap",
        title=f"Recap {say('title of a recap', COHORT)}", body=f"We {say('words of a recap', COHORT)} sat.",
    )  # fmt: skip
    world.found("mentor", page, "title of a recap", searched=True)
    world.found(
        "trainee", f"/topics/{db.session.scalar(db.select(Topic.id).filter_by(event_id=event.id))}", "words of a recap"
    )
    point = agenda.propose(
        event, first, by=trainee, title=f"On {say('point of an agenda', COHORT)}",
        body=f"Because {say('why a point is proposed', COHORT)}.",
    )  # fmt: skip
    agenda.vote(point, _user("mentor"))
    struck = agenda.propose(event, first, by=trainee, title=f"Not {say('point that was struck', COHORT)}")
    agenda.decide(event, first, struck, "struck", by=facilitator)
    labels = ("point of an agenda", "why a point is proposed", "point that was struck")
    world.found("mentor", f"{page}?date={first.id}", *labels)
    proposal = make_event(
        cohort, trainee, kind="meetup", state="proposed", title=f"Walk {say('title of a proposal', COHORT)}"
    )
    world.found("mentor", f"/cohorts/{cohort.id}/events", "title of a proposal", searched=True)
    held = make_event(cohort, facilitator, days=-3, title=f"Then {say('title of what was held', COHORT)}")
    meeting.mark_presence(first_date(held), [trainee.id])
    world.found("facilitator", f"/events/{held.id}", "title of what was held", searched=True)
    off = make_event(cohort, facilitator, title="Off")
    meeting.cancel_event(off, reason=f"Ill {say('why an event was cancelled', COHORT)}.", by=facilitator)
    world.found("trainee", f"/events/{off.id}", "why an event was cancelled")
    named = say("entry of a calendar", FACILITATOR)
    row = import_calendar(
        cohort, f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:{named}\nEND:VEVENT\nEND:VCALENDAR\n".encode(),
        source_name=f"{say('name of a calendar', FACILITATOR)}.ics", by=facilitator,
    )  # fmt: skip
    world.found("facilitator", f"/calendar-imports/{row.id}", "entry of a calendar", "name of a calendar")

    guide = db.session.get_one(User, world.guide)
    theirs = make_event(other, guide, title="Letters", rrule="FREQ=WEEKLY;COUNT=3")
    their_point = agenda.propose(theirs, first_date(theirs), by=guide, title="Which stamps?")
    their_proposal = make_event(other, guide, kind="meetup", state="proposed", title="Stamps")
    their_held = make_event(other, guide, days=-3, title="Envelopes")
    their_import = import_calendar(other, b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", source_name="post.ics", by=guide)
    world.keep(
        event=event, event_date=first, proposed_event=proposal, held_date=first_date(held), calendar_import=row,
        other_event=theirs, other_event_date=first_date(theirs), other_proposed_event=their_proposal,
        agenda_point=point, other_agenda_point=their_point,
        other_held_date=first_date(their_held), other_calendar_import=their_import, feed_secret=make_address(trainee.id),
    )  # fmt: skip


def _assignments(world: World) -> None:
    """The trainee and a peer handed in and review each other; the trainee writes a second version. The same in cohort B."""
    say, trainee, facilitator = world.say, _user("trainee"), _user("facilitator")
    cohort, other = (db.session.get_one(Cohort, number) for number in (world.cohort, world.other_cohort))
    peer = db.session.get_one(User, world.peer)
    graded = only("trainee", "facilitator", "author")
    criteria = [{"name": f"Listening {say('criterion', COURSE)}", "levels": [[3, say("level", COURSE)], [0, "Tells"]]}]
    lesson = make_assignment(cohort, criteria=criteria, peer_reviews=1, title="Hand in a conversation")
    world.found("trainee", f"/lessons/{lesson.id}", "criterion", "level")
    submission, draft = handing_in.open_draft(lesson.id, trainee, cohort.id)
    handing_in.add_file(
        draft, b"A report.", f"{say('name of a file of a submission', graded)}.txt", is_anonymous=True, by=trainee
    )
    link = f"https://example.org/{say('link', graded)}"
    handing_in.keep_words(draft, body=f"I asked {say('submission', graded)} her.", links=[link])
    handing_in.submit(submission, draft, cohort=cohort, writer=trainee)
    make_submission(lesson, cohort, peer, body=f"I told {say('submission of a peer', graded)} him.")
    make_round(lesson, cohort)
    (review,), (of_peer,) = _reviews_by(trainee), _reviews_by(peer)
    judged = {"role": "peer", "choices": [0], "body": f"Your {say('review by a peer', graded)} works."}
    judged["comments"] = [say("review by a peer of a criterion", graded)]
    version = handing_in_queries.find_version(submission, 1)
    peer_feedback = handing_in.give_feedback(submission, version, author=peer, **judged)
    handing_in.rate(peer_feedback, rating=4, words=say("rating", graded))
    said = {"role": "staff", "choices": [0], "comments": [say("feedback on a criterion", graded)]}
    handing_in.give_feedback(
        submission, version, author=facilitator, **said, body=f"First {say('feedback that was changed', graded)}."
    )
    handing_in.give_feedback(submission, version, author=facilitator, **said, body=f"Then {say('feedback', graded)}.")
    comment = handing_in.comment(
        submission, author=trainee, body=f"Thank you {say('comment on a submission', graded)}."
    )
    removed = handing_in.comment(
        submission, author=trainee, body=f"Never mind {say('removed comment on a submission', frozenset(EVERYBODY))}."
    )
    handing_in.remove_comment(removed)
    handing_in.keep_draft(
        lesson.id, trainee, cohort.id, body=say("draft of a submission", only("trainee")), links=[], sequence=10**10
    )
    page = f"/submissions/{submission.id}"
    labels = (
        "submission",
        "name of a file of a submission",
        "link",
        "review by a peer",
        "review by a peer of a criterion",
        "rating",
    )
    world.found("facilitator", page, *labels)
    world.found("author", page, "feedback that was changed", "feedback", "comment on a submission")
    world.found("trainee", page, "feedback on a criterion")
    world.found("trainee", f"/peer-reviews/{review.id}", "submission of a peer")
    world.found("trainee", f"/lessons/{lesson.id}/submission", "draft of a submission")

    outsider, writer = _user("outsider"), make_person("Wendy Writer", email="wendy@test.example")
    make_member(other, writer, tell=False)
    theirs = make_assignment(other, peer_reviews=1)
    their_submission = make_submission(theirs, other, outsider)
    make_submission(theirs, other, writer)
    make_round(theirs, other)
    their_feedback = make_feedback(their_submission, writer, role="peer")
    their_comment, their_removed = (
        handing_in.comment(their_submission, author=outsider, body="Thank you.") for _ in range(2)
    )
    handing_in.remove_comment(their_removed)
    world.keep(
        assignment=lesson, submission=submission, peer_review=review, review_of_peer=of_peer, peer_feedback=peer_feedback,
        other_assignment=theirs, other_submission=their_submission, other_peer_review=_reviews_by(outsider)[0],
        other_peer_feedback=their_feedback, submission_comment=comment, removed_submission_comment=removed,
        other_submission_comment=their_comment, other_removed_submission_comment=their_removed,
    )  # fmt: skip


def _reviews_by(person: User) -> list[PeerReview]:
    return list(db.session.scalars(db.select(PeerReview).filter_by(reviewer_id=person.id)))


def _course_of(cohort) -> Course:
    return db.session.get_one(Course, cohort.course_id)


def _topic(topic_id: int) -> Topic:
    return db.session.get_one(Topic, topic_id)


def _consent(proposal, post) -> Consent:
    return db.session.scalars(db.select(Consent).filter_by(proposal_id=proposal.id, post_id=post.id)).one()


def _say(proposal, post: Post, said: str) -> None:
    if said:
        seal = preview_of(post, proposal.cohort_id).seal
        consenting.answer(_consent(proposal, post), said, seal=seal)


def _certificates(world: World) -> None:
    """The trainee's, of a course they left since; the outsider's, of a course in preparation, to which a lesson was added."""
    author = _user("author")
    for prefix, name in (("", "trainee"), ("other_", "outsider")):
        course, person = make_course(title=f"Certified {prefix}", published=not prefix), _user(name)
        module = make_module(course)
        lesson = make_lesson(module, title="The only one")
        offer_certificate(course, words_en="", words_nl="", signer="Daan", signer_role="", by=author)
        grant(course.people_audience_id, person.id)
        complete_lesson(viewer_of(person.id), lesson)
        certificate = issue(course.id, person.id, tell=False)
        if prefix:
            world.keep(added_lesson=make_lesson(module, title="One more"))
        else:
            leave_course(course.id, person.id)
            revoke(course.people_audience_id, person.id)
            certificate.cohort_name = f"Autumn {world.say('cohort on a certificate', only(name))}"
            world.found(name, f"/courses/{course.id}/certificate", "cohort on a certificate")
        world.keep(
            **{
                f"{prefix}certified_course": course,
                f"{prefix}certificate": certificate,
                f"{prefix}certificate_code": certificate.code,
            }
        )
    world.keep(signing_kid=db.session.scalars(db.select(SigningKey.kid)).one())


def _quizzes(world: World) -> None:
    """A quiz in each course, with an open attempt and one that was handed in and holds a written answer."""
    say, trainee, outsider = world.say, viewer_of(world.trainee), viewer_of(world.outsider)
    course, other_course = db.session.get_one(Course, world.course), db.session.get_one(Course, world.other_course)
    lesson, quiz = make_quiz(course, questions=1)
    words = SINGLE | {"text": f"What {say('question of a quiz', COURSE)} opens?"}
    essay = make_bank_question(course, content=words, name=f"Name {say('name of a question', COURSE)}")
    written = make_bank_question(
        course,
        kind="essay",
        content=ESSAY | {"files_allowed": True, "for_grader": say("words for who grades", STAFFED | COURSE)},
    )
    add_questions(quiz, [(essay.id, 1.0), (written.id, 1.0)])
    finished = make_attempt(
        quiz, trainee, {1: {"chosen": "b"}, 3: {"text": f"I {say('written answer', ANSWERED)} listen."}}
    )
    former = f"First {say('comment that was written anew', ANSWERED)} heard."
    grade_answer(quiz_answers(finished)[2], fraction=0.0, comment=former, by=_user("facilitator"))
    change = {"fraction": 0.5, "comment": f"Well {say('comment of who graded', ANSWERED)} heard."}
    grade_answer(quiz_answers(finished)[2], **change, by=_user("facilitator"))
    reason = f"You {say('reason of another grade', ANSWERED)} meant it."
    overrule(quiz_answers(finished)[1], fraction=0.5, reason=reason, by=_user("facilitator"))
    attempt = make_attempt(quiz, trainee, {}, submitted=False)
    name = f"{say('name of a file of an answer', ANSWERED)}.txt"
    add_answer_file(quiz_answers(finished)[2], b"A sheet.", name, by=trainee)
    page = f"/attempts/{finished.id}"
    world.found(
        "trainee",
        page,
        "question of a quiz",
        "written answer",
        "comment of who graded",
        "comment that was written anew",
        "reason of another grade",
    )
    world.found("author", f"/lessons/{lesson.id}/quiz", "name of a question")
    world.found("facilitator", f"{page}/answers/3/grade", "words for who grades")
    other_lesson, other_quiz = make_quiz(other_course, questions=2)
    other_written = make_bank_question(other_course, kind="essay", content=ESSAY)
    gone = make_bank_question(other_course, name="Not asked")
    add_questions(other_quiz, [(gone.id, 1.0), (other_written.id, 1.0)])
    other_finished = make_attempt(other_quiz, outsider, {4: {"text": "I wait."}})
    other_attempt = make_attempt(other_quiz, outsider, {}, submitted=False)
    slots, other_slots = slots_of(lesson.id), slots_of(other_lesson.id)
    both_right = SINGLE | {"options": [option | {"fraction": 1.0} for option in SINGLE["options"]]}
    mended = mend(db.session.get_one(Question, slots[0].question_id), both_right)
    why = f"Both {say('why grades changed', ANSWERED)} are right."
    regrading = begin_regrading(quiz, mended, reason=why, by=_user("author"))
    world.found("trainee", page, "why grades changed")
    world.found("facilitator", page, "name of a file of an answer")
    asked_elsewhere = mend(db.session.get_one(Question, other_slots[0].question_id), both_right)
    other_regrading = begin_regrading(other_quiz, asked_elsewhere, reason="Both are.", by=_user("author"))
    world.keep(quiz_regrading=regrading, other_quiz_regrading=other_regrading)
    for prefix, where, asked in (
        ("", course, slots[0].question_id),
        ("other_", other_course, other_slots[0].question_id),
    ):
        category, question = bank.add_category(where, "Taken out"), make_bank_question(where, name="Taken out")
        bank.remove_category(category)
        bank.remove_question(question)
        file = QUESTION_FILES.add(db.session.get_one(Question, asked), b"Sheet.", "sheet.txt", by=_user("author"))
        waiting, arrived = (begin(where, b"Is it?{T}", "one.gift", by=_user("author")) for _ in range(2))
        finish(arrived, where, by=_user("author"))
        world.keep(**{f"{prefix}question_import": waiting, f"{prefix}arrived_question_import": arrived})
        text = f"Which {say('question within a lesson', COURSE)} opens?" if not prefix else "Which letter opens?"
        checked = make_bank_question(where, content=SINGLE | {"text": text}, name="Check")
        body = f"Read.\n\n::: question {checked.id}\n:::"
        asking = make_lesson(make_module(where, title="Checking"), title="Checking yourself", body=body)
        world.keep(**{f"{prefix}checked_question": checked, f"{prefix}asking_lesson": asking})
        kept = {"removed_question_category": category, "removed_question": question, "question_file": file.key}
        world.keep(**{f"{prefix}{name}": thing for name, thing in kept.items()})
    world.found("trainee", f"/lessons/{world.asking_lesson}", "question within a lesson")
    world.keep(first_version=1)
    world.keep(
        quiz_lesson=lesson, other_quiz_lesson=other_lesson, attempt=attempt, other_attempt=other_attempt,
        finished_attempt=finished, other_finished_attempt=other_finished, quiz_slot=slots[0], other_quiz_slot=other_slots[0],
        quiz_question=slots[0].question_id, other_quiz_question=other_slots[0].question_id,
        quiz_category=db.session.get_one(Question, essay.id).category_id,
        other_quiz_category=db.session.get_one(Question, gone.id).category_id, essay_position=3, other_essay_position=4,
    )  # fmt: skip


def _grades(world: World) -> None:
    """Weights of cohort A that were chosen twice, and a grade of the trainee that was set twice."""
    cohort, facilitator = db.session.get_one(Cohort, world.cohort), _user("facilitator")
    own = only("trainee", "facilitator")
    category = {"name": f"Practice {world.say('category of grades', own)}", "weight": 2, "lessons": [world.quiz_lesson]}
    former = category | {"name": world.say("former category of grades", only("facilitator"))}
    grading.choose_weights(cohort, [former], by=facilitator)
    weighting = grading.choose_weights(cohort, [category], by=facilitator)
    book = load_book(cohort, viewer_of(facilitator.id), language="en", moment=now())
    thing = book.thing(world.quiz_lesson)
    learner = next(one for one in book.learners if one.id == world.trainee)
    for percent, label in ((60.0, "why a grade was set first"), (80.0, "why a grade was set")):
        reason = f"Shown {world.say(label, own)} aloud."
        grading.set_grade(cohort, thing, learner, before=None, percent=percent, reason=reason, by=facilitator)
    page = f"/memberships/{learner.membership_id}/grades"
    world.found("trainee", f"{page}/{thing.id}", "why a grade was set first", "why a grade was set")
    world.found("trainee", page, "category of grades")
    world.found("facilitator", f"/cohorts/{cohort.id}/grades/weights", "former category of grades")
    world.keep(grade_weighting=weighting)


def _refreshers(world: World) -> None:
    """In each course one question that came back and waits, and one that was answered in somebody's own words."""
    words = {"": f"listen {world.say('answer to a refresher', only('trainee'))}", "other_": "listen"}
    for prefix, name, course_id in (
        ("", "trainee", world.course), ("other_", "outsider", world.other_course),
    ):  # fmt: skip
        course, person = db.session.get_one(Course, course_id), viewer_of(_user(name).id)
        _lesson, quiz = make_quiz(course, questions=1)
        typed = make_bank_question(course, kind="short", content=CONTENTS["short"], name="What comes first")
        add_questions(quiz, [(typed.id, 1.0)])
        ago = now() - timedelta(days=9)
        make_attempt(quiz, person, {1: {"chosen": "a"}, 2: {"text": "listen"}}, at=ago)
        choose(person, "on", at=ago)
        cards = {card.question_id: card for card in cards_of(person)}
        answered = cards.pop(typed.id)
        make_review(answered, {"text": words[prefix]}, at=now() - timedelta(days=1))
        [card] = [card for card in cards.values() if card.lesson_id == quiz.lesson_id]
        world.keep(**{f"{prefix}card": card, f"{prefix}answered_card": answered})
    world.found("trainee", f"/refreshers/{world.answered_card}/answer", "answer to a refresher")


def _openings(world: World) -> None:
    """In both courses a lesson that waits for another, which the alumna completed; a tool and a live session."""
    say, author = world.say, _user("author")
    course, other_course = db.session.get_one(Course, world.course), db.session.get_one(Course, world.other_course)
    module = make_module(course, title=f"Closing {say('title of a module that something waits in', OUTLINE)}")
    before = make_lesson(module, title="Saying goodbye", is_required=False)
    waiting = make_lesson(
        module, title=f"After {say('title of a lesson that waits', OUTLINE)}", is_required=False,
        body=f"Then {say('lesson that waits', COURSE | {'trainee', 'mentor'})} go.",
    )  # fmt: skip
    condition = opens_after(waiting, before)
    complete_lesson(viewer_of(world.alumna), before)
    world.found("trainee", f"/courses/{course.id}", "title of a module that something waits in")
    world.found("trainee", f"/courses/{course.id}", "title of a lesson that waits")
    world.found("alumna", f"/lessons/{waiting.id}", "lesson that waits", searched=True)
    tool = make_lesson(module, title="A cloud of words", kind="tool", is_required=False)
    set_tool(
        tool, name=f"Cloud {say('name of a tool', COURSE)}", address=f"https://{say('address of a tool', COURSE)}.example",
        purpose=f"Say {say('purpose of a tool', COURSE)} it.",
    )  # fmt: skip
    world.found("trainee", f"/lessons/{tool.id}", "name of a tool", "address of a tool", "purpose of a tool")
    live = make_lesson(module, title="Practising aloud", kind="live", is_required=False)
    cohort = db.session.get_one(Cohort, world.cohort)
    session = make_event(cohort, _user("facilitator"), title=f"Aloud {say('title of a live session', COHORT)}")
    hold_as(live, cohort, session)
    world.found("trainee", f"/lessons/{live.id}", "title of a live session", searched=True)
    give_early(course, world.peer, by=_user("facilitator"))
    counted, missed = (
        make_lesson(module, title=title, kind="live", completed_by="attended", is_required=False)
        for title in ("An evening counted as done", "An evening that was missed")
    )
    why = f"Ill {say('why a lesson counts as done', only('trainee', 'facilitator'))} that day."
    count_as_done(counted, world.trainee, reason=why, by=_user("facilitator"))
    world.found("trainee", f"/lessons/{counted.id}", "why a lesson counts as done")

    theirs = make_module(other_course, title="After the letters")
    other_before, other_waiting = (make_lesson(theirs, title=title) for title in ("Sorting", "Answering"))
    world.keep(
        waiting_lesson=waiting, condition=condition, tool_lesson=tool, live_lesson=live, counted_lesson=counted, missed_lesson=missed, other_opening_module=theirs,
        other_condition=opens_after(other_waiting, other_before),
        other_tool_lesson=make_lesson(theirs, title="A form", kind="tool", by=author),
        other_live_lesson=make_lesson(theirs, title="An evening", kind="live", by=author),
    )  # fmt: skip


def _ways_in(world: World) -> None:
    say, facilitator, guide, admin = (
        world.say, _user("facilitator"), db.session.get_one(User, world.guide), _user("admin"),
    )  # fmt: skip
    cohort, other = db.session.get_one(Cohort, world.cohort), db.session.get_one(Cohort, world.other_cohort)
    link, token = make_link(cohort, phase="trainee", days=14, places=None, by=facilitator)
    other_link, other_token = make_link(other, phase="trainee", days=14, places=None, by=guide)
    address = f"{say('address of an invitation', ADMINISTERED)}@new.example"
    then = {"cohort_id": cohort.id, "phase": "trainee", "title": cohort.name}
    invitation = invite(address, f"Nova {say('name on an invitation', ADMINISTERED)}", "en", then=then, by=facilitator)
    other_invitation = invite(
        "letter@new.example", "", "en", then={"cohort_id": other.id, "phase": "trainee"}, by=guide
    )
    people = f"/cohorts/{cohort.id}/people"
    world.found("facilitator", people, "address of an invitation", "name on an invitation")
    rows = parse(f"{say('name in a list', FACILITATOR)} <{say('address in a list', FACILITATOR)}@new.example>")
    listing = keep_preview(cohort, rows, phase="trainee", by=facilitator)
    other_listing = keep_preview(other, parse("post@new.example"), phase="trainee", by=guide)
    world.found("facilitator", f"/cohorts/{cohort.id}/lists/{listing.id}", "name in a list", "address in a list")
    account_invitation = invite("newcomer@new.example", "Nieke Nieuw", "en", by=admin)
    request = ask_to_join(name="Joris Join", email="joris@new.example", reason="I work in debt help.", locale="nl")
    receipt = {
        "course": {"id": world.course, "title": "Motivational interviewing", "url": f"/courses/{world.course}"},
        "arrived": dict.fromkeys(("modules", "lessons", "pages", "images", "files", "links"), 1),
        "changed": [{"what": "page", "where": say("place in a receipt", DRAFT), "why": say("why in a receipt", DRAFT)}],
        "refused": [{"what": "file", "where": say("refused place", DRAFT), "why": say("why refused", DRAFT)}],
    }
    row = CourseImport(
        course_id=world.course, title=say("title of an import", DRAFT), source_name=f"{say('source of an import', DRAFT)}.zip",
        started_by=world.author, steps=1, steps_done=1, receipt=receipt, finished_at=now(),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    labels = ("place in a receipt", "why in a receipt", "refused place", "why refused", "title of an import")
    world.found("author", f"/courses/imports/{row.id}", *labels, "source of an import")
    articles = ArticleImport(
        collection_id=world.collection, title=say("title of brought articles", ARTICLE_DRAFT),
        source_name=f"{say('source of articles', ARTICLE_DRAFT)}.zip", started_by=world.editor, steps=1, steps_done=1,
        receipt={
            "collection": {"id": world.collection, "title": "Talks", "url": f"/collections/{world.collection}"},
            "arrived": dict.fromkeys(("collections", "articles", "images", "files", "links"), 1),
            "changed": [],
            "refused": [{"what": "file", "where": say("refused article", ARTICLE_DRAFT), "why": say("why no article", ARTICLE_DRAFT)}],
        },
        made={"articles": [world.article], "collections": []}, finished_at=now() - timedelta(days=400),
    )  # fmt: skip
    db.session.add(articles)
    db.session.flush()
    labels = ("title of brought articles", "source of articles", "refused article", "why no article")
    world.found("editor", f"/knowledge/imports/{articles.id}", *labels)
    ask_password_reset("spare@test.example")
    ask_address_change(_user("mentor"), "mentor.new@test.example")
    world.keep(
        link=link, token=token, other_link=other_link, other_token=other_token, invitation=invitation,
        other_invitation=other_invitation, list=listing, other_list=other_listing, account_invitation=account_invitation,
        join_request=request, course_import=row, article_import=articles,
    )  # fmt: skip


def _reunions(world: World) -> None:
    """What cohort A is asked after its training, and the facilitator in whose name it celebrates."""
    cohort, facilitator = db.session.get_one(Cohort, world.cohort), _user("facilitator")
    title, body = world.say("title of a reunion", FACILITATOR), world.say("words of a reunion", FACILITATOR)
    write_prompt(cohort, 1, title=title, body=body, version=0, by=facilitator)
    world.found("facilitator", f"/cohorts/{cohort.id}/reunions", "title of a reunion", "words of a reunion")
    celebrate_in_name_of(facilitator, cohort.id)
    purpose = f"To try out {world.say('purpose of a space', COHORT)}."
    words = {"purpose": purpose, "host_id": facilitator.id, "review_on": None, "version": 0}
    keep_charter(space_of(cohort), **words, by=facilitator)
    world.found("trainee", f"/cohorts/{cohort.id}", "purpose of a space")


def _insights(world: World) -> None:
    """Goals of cohort A for its facilitators and for all of it, of cohort B and of the academy, and words of reports."""
    cohort, other = (db.session.get_one(Cohort, number) for number in (world.cohort, world.other_cohort))
    facilitator, manager = _user("facilitator"), _user("manager")
    keepers = only("manager", "admin")
    goal = make_goal(cohort, by=facilitator, why=world.say("why a goal was set", FACILITATOR))
    note_goal(goal, world.say("note about a goal", FACILITATOR), by=facilitator)
    shared = make_goal(cohort, by=facilitator, is_shared=True, why=world.say("why a shared goal was set", COHORT))
    note_goal(shared, world.say("note about a shared goal", FACILITATOR), by=facilitator)
    academy = make_goal(by=manager, why=world.say("why the academy set a goal", keepers))
    world.keep(goal=goal, shared_goal=shared, academy_goal=academy)
    world.keep(other_goal=make_goal(other, by=db.session.get_one(User, world.guide)))
    world.found("facilitator", f"/goals/{goal.id}", "why a goal was set", "note about a goal")
    world.found("facilitator", f"/goals/{shared.id}", "note about a shared goal")
    world.found("trainee", f"/goals/{shared.id}", "why a shared goal was set")
    world.found("admin", f"/goals/{academy.id}", "why the academy set a goal")
    usual, usual_there = (usual_report("Europe/Amsterdam", now(), since) for since in (cohort.starts_on, None))
    told = {"language": "en", "version": 0}
    write_words(
        cohort_id=cohort.id, audience_id=cohort.audience_id, words=world.say("words of a report", FACILITATOR),
        by=facilitator, period=usual.key, **told,
    )  # fmt: skip
    write_words(
        cohort_id=None, audience_id=STAFF, words=world.say("words of the academy’s report", keepers), by=manager,
        period=usual_there.key, **told,
    )  # fmt: skip
    world.found("facilitator", f"/cohorts/{cohort.id}/insights/report", "words of a report")
    world.found("manager", "/insights/academy/report", "words of the academy’s report")


def _through_time(world: World) -> None:
    """Alumni of all cohorts, what a mentor was asked for, and offers to lead a cohort."""
    say, alumna, facilitator = world.say, _user("alumna"), _user("facilitator")
    space = join_alumni(world.course, alumna.id)
    among = only("alumna", "facilitator")  # who leads a cohort of the course moderates there
    title = f"Years {say('title among the alumni', among)} later"
    talked = make_topic(space=space, author=alumna, title=title, body=say("words among the alumni", among))
    page = f"/topics/{talked.id}"
    world.found("alumna", page, "title among the alumni", "words among the alumni", searched=True)
    asking = db.session.get_one(Cohort, world.asking_cohort)
    asked, until = _membership(asking, "trainee"), now().date() + timedelta(days=90)
    words, guide = say("words to a mentor", only("trainee")), db.session.get_one(User, world.guide)
    change_term(asked, capacity=3, until=until, words=words, by=guide)
    world.found("trainee", f"/cohorts/{asking.id}/invitation", "words to a mentor")
    words = say("what to prepare", only("trainee"))
    keep_text(asking.id, "before", body=f"Read {words} first.", version=0, by=guide)
    world.found("trainee", f"/cohorts/{asking.id}/invitation", "what to prepare")
    cohort, other = (db.session.get_one(Cohort, number) for number in (world.cohort, world.other_cohort))
    words = say("words of a hand-over", only("mentor", "facilitator"))
    offered = offer_cohort(cohort, world.mentor, stays="mentor", words=words, by=facilitator)
    world.found("mentor", f"/hand-overs/{offered.id}", "words of a hand-over")
    keep_text(cohort.id, "before", body=say("what was to prepare", FACILITATOR), version=0, by=facilitator)
    world.found("facilitator", f"/cohorts/{cohort.id}/phases", "what was to prepare")
    theirs = offer_cohort(other, world.outsider, stays="mentor", words="", by=guide)
    world.keep(offer=offered, other_offer=theirs, alumni_space=space, alumni_topic=talked, phase="before")
    met = make_wider_event(
        space.audience_id,
        alumna,
        title=f"Reunion {say('title of a wider event', among)}",
        body=say("words of a wider event", among),
    )
    world.found("alumna", f"/events/{met.id}", "title of a wider event", "words of a wider event", searched=True)
    everybody = make_wider_event(ACADEMY, _user("trainee"), title="A guest tells")
    world.keep(
        alumni_audience=space.audience_id, academy_audience=ACADEMY, alumni_event=met, academy_event=everybody,
        alumni_date=first_date(met), academy_date=first_date(everybody),
    )  # fmt: skip


def _merged(world: World) -> None:
    """A cohort of the mentor that went on in cohort A, whose trainee read nothing of it and reads nothing of it now."""
    say, facilitator, mentor = world.say, _user("facilitator"), _user("mentor")
    cohort, there = db.session.get_one(Cohort, world.cohort), only("mentor", "facilitator")
    former = make_cohort(db.session.get_one(Course, world.course), by=facilitator, name="Before the merger")
    set_rule(former, _module(world.later_module), "days_after", days=400)
    make_member(former, mentor, "mentor", tell=False)
    title = f"Before {say('title before a merger', there)} came"
    talked = make_topic(space=space_of(former), author=mentor, title=title, body=say("words before a merger", there))
    make_reply(talked, author=facilitator, body=f"After {say('reply before a merger', there)} too.")
    mark = preview_of_merge(former, cohort).mark
    merge_cohort(former, cohort, mark=mark, with_events=True, why_not="", by=facilitator)
    labels = ("title before a merger", "words before a merger", "reply before a merger")
    world.found("mentor", f"/topics/{talked.id}", *labels, searched=True)


def _roles(world: World) -> None:
    """The trainee is asked to be a host, the mentor is one and the cohort sees it, the alumna keeps hers to herself."""
    say, facilitator, outsider = world.say, _user("facilitator"), _user("outsider")
    cohort, other = (db.session.get_one(Cohort, number) for number in (world.cohort, world.other_cohort))
    term = {"begins_on": now().date(), "until": now().date() + timedelta(days=90)}
    words = f"Say {say('mandate of an offer', only('trainee', 'facilitator'))} to all."
    offered = offer_role(world.trainee, cohort, kind="host", mandate=words, **term, by=facilitator)
    world.found("trainee", f"/roles/{offered.id}", "mandate of an offer")
    words = f"Say {say('mandate of a role', COHORT)} to all."
    held = offer_role(world.mentor, cohort, kind="verifier", mandate=words, **term, by=facilitator)
    accept_role(held, cohort, shown="cohort", by=_user("mentor"))
    world.found("trainee", f"/cohorts/{cohort.id}/roles", "mandate of a role")
    words = say("mandate of a hidden role", only("alumna", "manager", "admin"))
    hidden = offer_role(world.alumna, None, kind="ambassador", mandate=words, **term, by=_user("manager"))
    accept_role(hidden, None, shown="nobody", by=_user("alumna"))
    end_role(
        hidden, None, words=say("why a role was laid down", only("alumna", "manager", "admin")), by=_user("alumna")
    )
    world.found("alumna", f"/roles/{hidden.id}", "mandate of a hidden role", "why a role was laid down")
    # Whoever has the address of a badge reads what its role asks; the cohort is named only by who wants that.
    shared = offer_role(world.mentor, cohort, kind="host", mandate="Open the door.", **term, by=facilitator)
    accept_role(shared, cohort, shown="nobody", by=_user("mentor"))
    badge = make_badge(shared, cohort, language="en", shows_name=False, shows_cohort=False, by=_user("mentor"))
    guide = db.session.get_one(User, world.guide)
    theirs = offer_role(outsider.id, other, kind="host", mandate="Pour tea.", **term, by=guide)
    world.keep(role=offered, held_role=held, hidden_role=hidden, other_role=theirs, badge_code=badge.code)


def _spotlight(world: World) -> None:
    """The mentor names the trainee, who has not decided; the trainee names the mentor, who shows it to the cohort."""
    say, trainee, mentor = world.say, _user("trainee"), _user("mentor")
    cohort, other = (db.session.get_one(Cohort, number) for number in (world.cohort, world.other_cohort))
    words = f"Made {say('praise', only('trainee', 'mentor'))} sing."
    named = spotlight.nominate(cohort, trainee.id, sentence=words, may_leave=True, by=mentor)
    words = f"Made {say('shown praise', COHORT)} laugh."
    shown = spotlight.nominate(cohort, mentor.id, sentence=words, may_leave=False, by=trainee)
    spotlight.decide(shown, cohort, "cohort")
    page = f"/cohorts/{cohort.id}/spotlight"
    world.found("trainee", page, "praise", "shown praise")
    guide = db.session.get_one(User, world.guide)
    theirs = spotlight.nominate(other, world.outsider, sentence="Poured the tea.", may_leave=False, by=guide)
    world.keep(praise=named, shown_praise=shown, other_praise=theirs)


def _traces(world: World) -> None:
    """What people did and were told: places in lessons, notifications, mails."""
    trainee = viewer_of(world.trainee)
    page = find_lesson_page(trainee, world.lesson, "en")
    record_place(trainee, page, "place", 40)
    complete_lesson(trainee, page)
    told = db.select(Notification.id).order_by(Notification.id)
    world.keep(
        notification=db.session.scalars(told.filter_by(user_id=world.trainee, thread=f"topic:{world.topic}")).first(),
        other_notification=db.session.scalars(told.filter_by(user_id=world.outsider)).first(),
        invitation_secret=_secret_mailed_to("newcomer@new.example"),
        reset_secret=_secret_mailed_to("spare@test.example"),
        address_secret=_secret_mailed_to("mentor.new@test.example"),
        stop_token=stop_path(_user("trainee"), ["mentioned"]).rpartition("/")[2],
        account_mail=db.session.scalars(
            db.select(Mail.id).where(Mail.secret != "", Mail.audience_id.is_(None))
        ).first(),
        mail=db.session.scalars(db.select(Mail.id).where(Mail.audience_id.is_not(None)).order_by(Mail.id)).first(),
    )


def _user(name: str) -> User:
    return db.session.scalars(db.select(User).filter_by(email=f"{name}@test.example")).one()


def _session_of(name: str) -> int:
    """One more browser in which somebody is signed in."""
    token = start_session(_user(name))
    return db.session.scalars(db.select(Session.id).filter_by(token_hash=token_hash(token))).one()


def _module(module_id: int) -> Module:
    return db.session.get_one(Module, module_id)


def _lesson(lesson_id: int) -> Lesson:
    return db.session.get_one(Lesson, lesson_id)


def _membership(cohort, name: str) -> Membership:
    return db.session.scalars(db.select(Membership).filter_by(cohort_id=cohort.id, user_id=_user(name).id)).one()


def _space(**which) -> Space:
    return db.session.scalars(db.select(Space).filter_by(**which)).one()


def _opening(topic) -> Post:
    return db.session.scalars(db.select(Post).filter_by(topic_id=topic.id, number=1)).one()


def _secret_mailed_to(address: str) -> str:
    return db.session.scalars(db.select(Mail.secret).filter_by(to_address=address)).one()
