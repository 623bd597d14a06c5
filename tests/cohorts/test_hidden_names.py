"""Where peers have no names, nothing that one of them opens tells whose work or whose review it is.

Six people hand in and review each other. Each of their texts holds a word of its own, and each of their names is found
nowhere else; then three of them, the mentor behind them included, open every address and follow every link. Whoever
reads a word of somebody must not find on the same page who that is: no name, no link to them, no address of theirs.
"""

from io import BytesIO
from types import SimpleNamespace

import pytest

from cohorts.assignments.models import PeerReview, Submission
from cohorts.assignments.peers.rounds import keep_rounds_going
from lms.database import db, now
from lms.jobs import sweep
from lms.mail import Mail
from lms.notifications.models import Notification
from lms.people.models import User
from tests.cast import Browser
from tests.crawling import Crawler
from tests.factories.assignments import make_assignment, make_round
from tests.factories.cohorts import make_member

PEOPLE = ("Zwaantje Quist", "Yvo Quaak", "Xandra Quelle", "Wubbo Quint", "Vasco Quarles", "Ulla Quade")
BEHIND = "Mechteld Quax"


@pytest.fixture
def six(app, cast, cohort):
    """Person's first name → browser, of six trainees who handed in with a file; all but two reviewed what they were asked."""
    mentor = db.session.get_one(User, cast.mentor.id)
    mentor.name = BEHIND
    make_member(cohort, mentor, "mentor", tell=False)
    people = [User(name=name, email=f"{short(name).lower()}@test.example", locale="en") for name in PEOPLE]
    db.session.add_all(people)
    db.session.flush()
    for person in people:
        make_member(cohort, person, tell=False)
    lesson = make_assignment(cohort, peer_reviews=2, completed_by="reviewed", asks_self=True)
    db.session.commit()
    browsers = {short(person.name): Browser(app, person.id) for person in people}
    for name, browser in browsers.items():
        file = (BytesIO(b"What was said."), f"{name} of {name.lower()}@test.example.txt")
        work = {"body": f"She sighed, {work_word(name)}.", "links": "", "act": "submit", "files": file}
        assert browser.post(f"/lessons/{lesson.id}/submission", work).status_code == 303
    round_ = make_round(lesson, cohort)
    db.session.commit()
    browsers[short(BEHIND)] = cast.mentor
    for name in list(browsers)[2:6]:
        _reviews_all(name, browsers[name])
    round_.due_at = now()
    db.session.commit()
    keep_rounds_going()
    db.session.commit()
    _reviews_all(short(BEHIND), cast.mentor)
    while sweep():
        pass
    return browsers


def work_word(name: str) -> str:
    return f"work{name[::-1].lower()}"


def review_word(name: str) -> str:
    return f"review{name[::-1].lower()}"


def short(name: str) -> str:
    return name.split()[0]


def signs_of(user: User) -> list[str]:
    """What tells who somebody is."""
    return [short(user.name), user.name.split()[1], user.email, f'/people/{user.id}"', f"people/{user.id}/"]


@pytest.mark.parametrize("name", ["Zwaantje", "Wubbo", "Mechteld"])
def test_no_page_tells_whose_words_are_on_it(app, cast, six, name):
    crawler = Crawler(SimpleNamespace(app=app, cast=SimpleNamespace(me=six[name]), other_token="x" * 43), "me")
    crawler.open_everything()
    assert told_by(crawler.seen, six, reader=name) == []
    read = " ".join(crawler.seen.values())
    others = [one for one in six if one != name]
    assert [one for one in others if (work_word(one) if name == short(BEHIND) else review_word(one)) in read]


@pytest.mark.parametrize("name", ["Zwaantje", "Wubbo", "Mechteld"])
def test_no_notice_or_mail_tells_it_either(six, name):
    me = six[name].id
    notices = db.session.scalars(db.select(Notification).filter_by(user_id=me)).all()
    assert notices
    assert [one.reason for one in notices if one.reason in ("graded", "peer_review") and one.actor_id] == []
    said = {f"notice {one.id}": f"{one.title} {one.excerpt}" for one in notices}
    mails = db.session.scalars(db.select(Mail).filter_by(user_id=me)).all()
    said |= {f"mail {one.id}": f"{one.subject} {one.text} {one.html}" for one in mails}
    others = db.session.scalars(db.select(User).where(User.id.in_([one.id for one in six.values()]), User.id != me))
    assert [
        (place, sign) for one in others for sign in signs_of(one) for place, words in said.items() if sign in words
    ] == []


def test_the_facilitator_is_told_whose_words_they_are(cast, six):
    """So that the others could fail: what is kept from peers is there."""
    work = db.session.scalars(db.select(Submission).filter_by(user_id=six["Zwaantje"].id)).one()
    page = cast.facilitator.get(f"/submissions/{work.id}").text
    assert work_word("Zwaantje") in page
    assert "Zwaantje Quist" in page
    assert [one for one in six if review_word(one) in page and one in page.replace(review_word(one), "")]


def told_by(seen: dict[str, str], six, reader: str) -> list[str]:
    """Address, and whose words stand on a page that also says who they are."""
    users = {name: db.session.get_one(User, browser.id) for name, browser in six.items() if name != reader}
    return [
        f"{address}: {sign}"
        for address, answer in seen.items()
        for name, user in users.items()
        if is_theirs(answer, name, user)
        for sign in signs_of(user)
        if sign in answer
    ]


def is_theirs(answer: str, name: str, user: User) -> bool:
    """Whether their words stand there, or a way to the review of their work."""
    asked = db.select(PeerReview.id).join(Submission, Submission.id == PeerReview.submission_id)
    ways = [f'/peer-reviews/{one}"' for one in db.session.scalars(asked.where(Submission.user_id == user.id))]
    return any(words in answer for words in (work_word(name), review_word(name), *ways))


def _reviews_all(name: str, browser) -> None:
    asked = db.select(PeerReview.id).filter_by(reviewer_id=browser.id, released_at=None, done_at=None)
    for review_id in db.session.scalars(asked).all():
        words = {"level0": "0", "level1": "0", "body": f"I would wait, {review_word(name)}."}
        assert browser.post(f"/peer-reviews/{review_id}/feedback", words).status_code == 303
