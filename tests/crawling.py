"""Somebody of the cast who opens everything: each address with each id there is, its fragments, and every link."""

import inspect
import io
import re
from collections import Counter, deque
from functools import cache
from html import unescape
from itertools import product
from urllib.parse import urljoin
from zipfile import ZipFile

from pypdf import PdfReader

from cohorts.assignments.models import PeerReview, Submission
from cohorts.calendar.agenda.models import AgendaPoint
from cohorts.calendar.models import CalendarImport, Event, EventDate
from cohorts.coffee.models import Coffee
from cohorts.handing_over.models import HandOver
from cohorts.models import Cohort, InvitationLink, MemberList, Membership
from cohorts.practice.models import PracticePlan
from cohorts.roles.badges.models import RoleBadge
from cohorts.roles.models import EarnedRole
from cohorts.spotlight.models import Praise
from cohorts.surveys.models import Survey, SurveyQuestion
from courses.certificates.models import Certificate, SigningKey
from courses.models import Course, CourseImport, Lesson, Module
from courses.passages.models import LessonPassage
from courses.questions.interchange.models import QuestionImport
from courses.questions.models import Question, QuestionCategory
from courses.quizzes.models import QuizAnswer, QuizAttempt, Regrading
from courses.refreshers.models import RefresherCard
from discussions.consent.models import Consent, Proposal
from discussions.insights.goals.models import Goal
from discussions.models import Post, Space, Topic
from discussions.proposing.models import ArticleProposal
from discussions.subjects.models import Tag
from knowledge.contributions.models import Contribution
from knowledge.doubts.models import Doubt
from knowledge.interchange.models import ArticleImport
from knowledge.models import Article, ArticleVote, Collection
from knowledge.reviews.comments.models import DraftComment
from knowledge.suggestions.models import Suggestion
from lms.access import Audience
from lms.database import db
from lms.files.models import File
from lms.mail import Mail
from lms.notifications.models import Notification
from lms.people.models import Invitation, JoinRequest, Session, User
from lms.public.kinds import kinds
from tests.matrix.reading import short
from tests.world import World

IDS = {
    "article_id": Article.id,
    "article_import_id": ArticleImport.id,
    "certificate_id": Certificate.id,
    "code": Certificate.code,
    "badge_code": RoleBadge.code,
    "calendar_import_id": CalendarImport.id,
    "attempt_id": QuizAttempt.id,
    "audience_id": Audience.id,
    "card_id": RefresherCard.id,
    "category_id": QuestionCategory.id,
    "coffee_id": Coffee.id,
    "cohort_id": Cohort.id,
    "collection_id": Collection.id,
    "consent_id": Consent.id,
    "contribution_id": Contribution.id,
    "course_id": Course.id,
    "date_id": EventDate.id,
    "event_id": Event.id,
    "doubt_id": Doubt.id,
    "miss_id": ArticleVote.id,
    "goal_id": Goal.id,
    "story_id": Article.id,
    "import_id": CourseImport.id,
    "invitation_id": Invitation.id,
    "key": File.key,
    "draft_comment_id": DraftComment.id,
    "kid": SigningKey.kid,
    "lesson_id": Lesson.id,
    "link_id": InvitationLink.id,
    "list_id": MemberList.id,
    "mail_id": Mail.id,
    "membership_id": Membership.id,
    "mentor_id": Membership.user_id,
    "module_id": Module.id,
    "praise_id": Praise.id,
    "article_proposal_id": ArticleProposal.id,
    "notification_id": Notification.id,
    "offer_id": HandOver.id,
    "passage_id": LessonPassage.id,
    "plan_id": PracticePlan.id,
    "point_id": AgendaPoint.id,
    "position": QuizAnswer.position,
    "post_id": Post.id,
    "proposal_id": Proposal.id,
    "question_id": Question.id,
    "question_import_id": QuestionImport.id,
    "regrading_id": Regrading.id,
    "request_id": JoinRequest.id,
    "review_id": PeerReview.id,
    "role_id": EarnedRole.id,
    "session_id": Session.id,
    "space_id": Space.id,
    "submission_id": Submission.id,
    "suggestion_id": Suggestion.id,
    "survey_id": Survey.id,
    "survey_question_id": SurveyQuestion.id,
    "tag_id": Tag.id,
    "topic_id": Topic.id,
    "user_id": User.id,
}
LINK = re.compile(r'\b(?:href|src|action|hx-get|data-[a-z]+-url)="([^"]+)"')
FRAGMENTS = re.compile(r'fragments=\{([^}]*)\}|htmx_target\(\) == "(\w+)"')
MOST = 12_000  # addresses one person opens
MOST_QUERIES = 60  # ways one path is asked, nearest first: a calendar has months without end


class Crawler:
    """What one person gets to see: `seen` maps each request to what the answer said, status and headers included."""

    def __init__(self, world: World, name: str):
        self.world, self.person = world, getattr(world.cast, name)
        self.seen: dict[str, str] = {}
        self.waiting: deque[str] = deque()
        self.known: set[str] = set()
        self.queries: Counter[str] = Counter()
        self.rules = world.app.url_map.bind("localhost")

    def open_everything(self) -> None:
        for rule in self.world.app.url_map.iter_rules():
            if "GET" in rule.methods:
                fragments = fragments_of(self.world.app.view_functions[rule.endpoint])
                for address in self.addresses(short(rule.rule)):
                    is_shown = self.open(address).startswith("200")
                    # What refuses the page refuses its fragments in the same place: one of them is asked for.
                    for fragment in fragments if is_shown else fragments[:1]:
                        self.open(address, fragment)
        while self.waiting and len(self.seen) < MOST:
            self.open(self.waiting.popleft())
        assert len(self.seen) < MOST, "links without end"

    def addresses(self, rule: str) -> list[str]:
        names = re.findall(r"<(\w+)>", rule)
        addresses = []
        for values in product(*(self._values(name) for name in names)):
            address = rule
            for name, value in zip(names, values, strict=True):
                address = address.replace(f"<{name}>", str(value))
            addresses.append(address)
        return addresses

    def open(self, address: str, fragment: str = "") -> str:
        """Open an address once, and put its links among those to open."""
        key = f"{address} → {fragment}" if fragment else address
        if key not in self.seen:
            response = self.person.htmx_get(address, fragment) if fragment else self.person.get(address)
            self.seen[key] = f"{response.status_code}\n{response.headers}\n{words_in_answer(response)}"
            if response.location:
                self._queue(response.location)
            if response.mimetype == "text/html":
                for link in LINK.findall(self.seen[key]):
                    self._queue(urljoin(address, unescape(link)))
        return self.seen[key]

    def _queue(self, link: str) -> None:
        address = link.partition("#")[0]
        path, _, query = address.partition("?")
        # Signing in leads back to where somebody came from: nothing new stands there.
        is_ours = address.startswith("/") and not address.startswith(("//", "/static/", "/sign-in?"))
        if not is_ours or address in self.known or not self.rules.test(path, "GET"):
            return
        self.known.add(address)
        if query:
            self.queries[path] += 1
        if self.queries[path] <= MOST_QUERIES:
            self.waiting.append(address)

    def _values(self, name: str) -> list:
        if name in IDS:
            return list(db.session.scalars(db.select(IDS[name]).distinct().order_by(IDS[name])))
        if name in ("token", "secret", "stop_token"):
            return [self.world.other_token]  # nobody guesses those of others
        return {"kind": ["pages", *kinds], "name": ["file"], "number": [1, 2], "phase": ["before"], "who": ["academy"]}[
            name
        ]


def words_in_answer(response) -> str:
    """What a reader finds in an answer; pictures have words only where tests draw them."""
    return words_in_file(response.get_data())


def words_in_file(data: bytes) -> str:
    """The words of a text, of a PDF, of a calendar with its folded lines put together, and of all files in an archive."""
    if data.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    if data.startswith(b"PK\x03\x04"):  # spreadsheets and documents are archives too
        with ZipFile(io.BytesIO(data)) as archive:
            return "\n".join(f"{name}\n{words_in_file(archive.read(name))}" for name in archive.namelist())
    if data.startswith(b"BEGIN:VCALENDAR"):
        data = data.replace(b"\r\n ", b"")
    return data.decode(errors="replace")


@cache
def fragments_of(view) -> tuple[str, ...]:
    """The fragments a view may offer: those named in it, or in a function of ours that it calls, and so on."""
    found, known, waiting = set(), set(), [inspect.unwrap(view)]
    while waiting:
        function = waiting.pop()
        known.add(function)
        for names, name in FRAGMENTS.findall(inspect.getsource(function)):
            found |= {name} if name else set(re.findall(r'"(\w+)"', names))
        waiting += [called for called in called_by(function) if called not in known]
    return tuple(sorted(found))


def called_by(function) -> list:
    """The functions of views and screens that a function names, by themselves or by their module."""
    names = function.__code__.co_names
    named = [function.__globals__.get(name) for name in names]
    named += [getattr(module, name, None) for module in filter(inspect.ismodule, named) for name in names]
    unwrapped = {inspect.unwrap(one) for one in named if callable(one)}
    return [one for one in unwrapped if inspect.isfunction(one) and one.__module__.endswith(("routes", "screens"))]
