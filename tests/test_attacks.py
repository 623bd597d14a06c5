"""What an outsider, a guest, somebody who left and a curious administrator try, and what they get."""

import time

import pytest
from sqlalchemy.exc import DatabaseError

from cohorts.actions import accept_invitation, remove_member
from cohorts.links.actions import make_link
from cohorts.membership.queries import is_member
from cohorts.models import Membership
from cohorts.visits.actions import begin_visit
from discussions.ideas.actions import move_idea, vote
from discussions.models import Post
from discussions.posts.actions import delete_post
from discussions.quoting import people_quoted
from discussions.subjects.models import Tag
from lms.admin.models import Academy, AuditEntry
from lms.database import db
from lms.files.actions import store_upload
from lms.interchange.trees import natural
from lms.limits import limiter
from lms.mail import Mail
from lms.people.accounts.actions import ask_address_change
from lms.people.actions import set_password
from lms.people.models import Token
from lms.people.passwords.actions import send_password_reset
from tests.cast import Browser, text_of
from tests.discussions.test_repeating import send_together
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.courses import make_course
from tests.factories.discussions import make_idea, make_question, make_reply, make_topic, space_of
from tests.factories.people import mails_sent

AFAR = {"environ_base": {"REMOTE_ADDR": "203.0.113.7"}}
TOO_LARGE = str(10**30)


@pytest.fixture
def cohort(cast):
    found = make_cohort()
    make_member(found, cast.trainee)
    make_member(found, cast.mentor, "mentor")
    db.session.commit()
    return found


class TestDemoFromAfar:
    @pytest.fixture(autouse=True)
    def demo_academy(self, cast):
        db.session.get_one(Academy, 1).is_demo = True
        cast.mentor.user.email = "mentor@demo.example"
        db.session.commit()

    @pytest.mark.parametrize("address", ["/", "/sign-in", "/courses", "/people", "/nothing/here"])
    def test_a_demo_answers_no_other_machine(self, cast, address):
        response = cast.guest.get(address, **AFAR)
        assert response.status_code == 403
        assert "only be opened on the machine it runs on" in text_of(response)
        assert cast.trainee.get(address, **AFAR).status_code == 403

    def test_nobody_afar_becomes_somebody(self, cast):
        assert cast.guest.post("/sign-in/demo", {"role": "mentor"}, **AFAR).status_code == 403

    def test_a_proxy_does_not_bring_others_near(self, cast):
        forwarded = {"headers": {"X-Forwarded-For": "203.0.113.7"}}
        assert cast.guest.get("/sign-in", **forwarded).status_code == 403

    def test_who_sits_at_the_machine_comes_in(self, cast):
        assert cast.guest.get("/sign-in").status_code == 200
        assert cast.guest.get("/sign-in", environ_base={"REMOTE_ADDR": "::1"}).status_code == 200

    def test_the_process_still_says_that_it_lives(self, cast):
        assert cast.guest.get("/healthz", **AFAR).status_code == 200


def test_a_real_academy_answers_everybody(cast):
    assert cast.guest.get("/sign-in", **AFAR).status_code == 200


def test_nobody_founds_an_academy_through_a_proxy(cast):
    db.session.get_one(Academy, 1).set_up_at = None
    db.session.commit()
    assert cast.guest.get("/first-run", headers={"X-Forwarded-For": "203.0.113.7"}).status_code == 404
    assert cast.guest.get("/first-run").status_code == 200


def secret_of_last_mail() -> str:
    return db.session.scalars(db.select(Mail.secret).order_by(Mail.id.desc()).limit(1)).one()


def test_a_new_password_ends_the_links_an_intruder_asked_for(cast):
    ask_address_change(cast.trainee.user, "intruder@elsewhere.example")
    secret = secret_of_last_mail()
    set_password(cast.trainee.user, "a sentence the owner wrote again")
    db.session.commit()
    assert cast.guest.post(f"/account/address/{secret}").status_code == 410
    assert cast.trainee.user.email == "trainee@test.example"


def test_a_link_sent_to_the_former_address_opens_nothing(cast):
    send_password_reset("trainee@test.example")
    at_former_address = secret_of_last_mail()
    ask_address_change(cast.trainee.user, "trainee@new.example")
    assert cast.guest.post(f"/account/address/{secret_of_last_mail()}").status_code == 303
    assert cast.guest.get(f"/password/reset/{at_former_address}").status_code == 410
    assert db.session.scalar(db.select(db.func.count()).select_from(Token).where(Token.used_at.is_(None))) == 0


def test_who_was_taken_out_does_not_come_back_by_the_link(cast, cohort):
    link, secret = make_link(cohort, phase="trainee", days=7, places=None, by=cast.facilitator.user)
    cast.outsider.post(f"/join-cohort/{secret}")
    membership = make_member(cohort, cast.outsider)
    remove_member(membership, by=cast.facilitator.user)
    db.session.commit()
    assert "ended your place" in text_of(cast.outsider.get(f"/join-cohort/{secret}"))
    assert cast.outsider.post(f"/join-cohort/{secret}").status_code == 422
    assert not is_member(cast.outsider.viewer, cohort.id)
    assert link.used == 1


def test_who_left_by_themselves_may_come_back_by_the_link(cast, cohort):
    _link, secret = make_link(cohort, phase="trainee", days=7, places=None, by=cast.facilitator.user)
    cast.trainee.post(f"/cohorts/{cohort.id}/departure")
    assert not is_member(cast.trainee.viewer, cohort.id)
    assert cast.trainee.post(f"/join-cohort/{secret}").status_code == 303
    assert is_member(cast.trainee.viewer, cohort.id)


def test_what_is_shown_to_the_cohort_is_not_shown_to_a_visitor(cast, cohort):
    author = cast.mentor.user
    author.headline, author.visibility = "Burnt out last year", {"headline": "cohort"}
    topic = make_topic(cohort, author=author)
    begin_visit(cohort, by=cast.admin.user, reason="a complaint", hours=1)
    db.session.commit()
    for address in (f"/topics/{topic.id}", f"/cohorts/{cohort.id}/members"):
        assert "Burnt out last year" in text_of(cast.trainee.get(address))
        page = cast.admin.get(address)
        assert page.status_code == 200
        assert "Burnt out last year" not in text_of(page)


def test_what_was_shown_to_the_cohort_leaves_with_its_writer(cast, cohort):
    author = cast.mentor.user
    author.headline, author.visibility = "Burnt out last year", {"headline": "cohort"}
    topic = make_topic(cohort, author=author)
    cast.mentor.post(f"/cohorts/{cohort.id}/departure")
    assert "Burnt out last year" not in text_of(cast.trainee.get(f"/topics/{topic.id}"))


def test_a_file_of_a_cohort_is_asked_for_each_time(cast, cohort):
    file = store_upload(b"a,b\n1,2\n", "hours.csv", audience_id=cohort.audience_id, by=cast.trainee)
    db.session.commit()
    response = cast.trainee.get(f"/files/{file.key}/hours.csv")
    assert response.headers["Cache-Control"] == "private, no-cache"
    again = cast.trainee.get(f"/files/{file.key}/hours.csv", headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304
    cast.trainee.post(f"/cohorts/{cohort.id}/departure")
    for headers in ({}, {"If-None-Match": response.headers["ETag"]}):
        assert cast.trainee.get(f"/files/{file.key}/hours.csv", headers=headers).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/cohorts?before={}",
        "/cohorts/1/files?before={}",
        "/cohorts/1/members?after={}",
        "/cohorts/1?before=2026-01-01T00:00:00%2B00:00~{}",
        "/topics/1?from={}&quote={}&after={}",
        "/admin/mails?before={}",
        "/admin/audit?before={}",
        "/admin/people?after={}",
        "/admin/invitations?before={}",
        "/people?after={}&group={}",
        "/inbox?before={}&mark={}",
        "/search?q=word&show={}",
    ],
)
@pytest.mark.parametrize("number", [TOO_LARGE, f"-{TOO_LARGE}", "x"])
def test_a_number_no_database_holds_breaks_nothing(cast, cohort, address, number):
    make_topic(cohort)
    make_member(cohort, cast.admin, "facilitator")
    db.session.commit()
    assert cast.admin.get(address.replace("{}", number)).status_code in (200, 404)


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-14:00", "2026-01-01T00:00:00"])
def test_a_moment_outside_the_calendar_is_no_place_in_a_list(cast, cohort, moment):
    assert cast.trainee.get(f"/cohorts/{cohort.id}?before={moment}~1").status_code == 200


def test_a_form_with_a_number_no_database_holds_is_refused(cast, cohort):
    topic = make_question(cohort)
    reply = make_reply(topic)
    db.session.commit()
    assert cast.trainee.post(f"/topics/{topic.id}/answer", {"post": TOO_LARGE}).status_code == 422
    assert cast.trainee.post(f"/topics/{topic.id}/reading", {"number": TOO_LARGE}).status_code == 422
    assert cast.mentor.post(f"/posts/{reply.id}/edit", {"body": "x", "version": TOO_LARGE}).status_code == 422
    sharing = {"place": "academy", "posts": [TOO_LARGE, str(reply.id)]}
    assert cast.facilitator.post(f"/topics/{topic.id}/sharing", sharing).status_code == 422
    people = {"user_id": TOO_LARGE, "phase": "trainee"}
    assert cast.facilitator.post(f"/cohorts/{cohort.id}/memberships", people).status_code in (404, 422)


@pytest.mark.parametrize(
    "address", ["/people?region=a%00b", "/people?organisation=%00", "/files/%00/name", "/search?q=%00"]
)
def test_nothing_has_a_nul_in_its_address(cast, address):
    assert cast.trainee.get(address).status_code == 404


def test_errors_of_the_database_tell_no_words(app):
    with pytest.raises(DatabaseError) as caught:
        db.session.execute(db.text("SELECT nothing_there FROM users WHERE name = :name"), {"name": "canary words"})
    db.session.rollback()
    assert "canary words" not in str(caught.value)


def test_over_tls_the_cookie_of_forms_stays_on_tls(app):
    def cookie(base_url):
        headers = Browser(app, None).get("/sign-in", base_url=base_url).headers.getlist("Set-Cookie")
        return next(header for header in headers if header.startswith("leerkring_form="))

    assert "Secure" in cookie("https://localhost")
    assert "Secure" not in cookie("http://localhost")


@pytest.mark.parametrize("value", ["²", "½", "-1", TOO_LARGE, "x"])
def test_an_order_of_no_numbers_is_no_order(cast, value):
    course = make_course()
    db.session.commit()
    assert cast.author.post(f"/courses/{course.id}/order", {"order": value}).status_code in (303, 409)


def test_a_page_with_a_raised_number_in_its_name_finds_its_place():
    assert sorted(["m².md", "m10.md", "m2.md"], key=natural) == ["m2.md", "m10.md", "m².md"]


@pytest.mark.parametrize("colour", ["#005b5d;}body{display:none", "#005b5d\n", "005b5d"])
def test_a_colour_is_a_colour(cast, colour):
    assert cast.admin.post("/admin/brand/colour", {"colour": colour}).status_code == 422


def test_a_guest_sends_no_letter_in_the_place_of_a_name(cast, cohort):
    limiter.reset()
    _link, secret = make_link(cohort, phase="trainee", days=7, places=None, by=cast.facilitator.user)
    db.session.commit()
    words = {"name": "Ana\u202e\u2066 http", "email": "ana@new.example"}
    assert cast.guest.post(f"/join-cohort/{secret}/requests", words).status_code == 422


def test_an_invitation_taken_back_in_the_meantime_leads_nowhere(cast, cohort):
    membership = make_member(cohort, cast.alumna, "invited")
    db.session.commit()
    db.session.execute(db.update(Membership).where(Membership.id == membership.id).values(phase="left"))
    assert accept_invitation(membership, by=cast.alumna.user) is False
    assert not is_member(cast.alumna.viewer, cohort.id)


def test_what_others_do_to_your_words_is_written_down(cast, cohort):
    reply = make_reply(make_question(cohort))
    db.session.commit()
    for leader in (cast.facilitator, cast.mentor):
        leader.post(f"/posts/{reply.id}/edit", {"body": f"Words of {leader.id}.", "version": str(reply.version)})
        leader.post(f"/posts/{reply.id}/deletion")
        leader.post(f"/posts/{reply.id}/restoration")
        kept = db.session.execute(
            db.select(AuditEntry.action, AuditEntry.actor_id).filter_by(object_kind="post").order_by(AuditEntry.id)
        ).all()
        actions = ["post changed", "post removed", "post restored"]
        assert [tuple(entry) for entry in kept] == [(action, cast.facilitator.id) for action in actions]


def inbox_of(person) -> str:
    return " ".join(text_of(person.get(f"/inbox?show={show}")) for show in ("to_do", "following", "done"))


def test_what_is_taken_out_of_a_post_is_taken_out_of_inboxes_and_mails(cast, cohort):
    topic = make_topic(cohort, title="Jan Jansen is ill", body="He has shingles, @[Mentor].")
    reply = make_reply(topic, body="Poor Jan, he told me of the shingles.")
    db.session.commit()
    assert "shingles" in inbox_of(cast.mentor)
    opening = db.session.scalars(db.select(Post).filter_by(topic_id=topic.id, number=1)).one()
    cast.trainee.post(
        f"/posts/{opening.id}/edit", {"title": "Somebody is ill", "body": "Hm, @[Mentor].", "version": "1"}
    )
    cast.mentor.post(f"/posts/{reply.id}/edit", {"body": "Get well soon.", "version": "1"})
    for person in (cast.mentor, cast.trainee):
        assert "Somebody is ill" in inbox_of(person)
        for word in ("shingles", "Jansen"):
            assert word not in inbox_of(person)
            assert all(word not in mail.subject + mail.text + mail.html for mail in mails_sent())


def test_nothing_of_a_removed_topic_stays_in_inboxes(cast, cohort):
    topic = make_idea(cohort, title="Fire Jan Jansen")
    vote(topic, cast.mentor.user, 1)
    move_idea(topic, "declined", by=cast.facilitator.user, reason="We fire nobody.")
    db.session.commit()
    assert "Jansen" in inbox_of(cast.mentor)
    opening = db.session.scalars(db.select(Post).filter_by(topic_id=topic.id, number=1)).one()
    delete_post(opening, by=cast.facilitator.user)
    for person in (cast.mentor, cast.trainee):
        assert "Jansen" not in inbox_of(person)


@pytest.mark.parametrize("name", ["École", "ÉCOLE", "stilte"])
def test_a_tag_is_made_once_whatever_its_capitals(cast, cohort, name):
    address = f"/spaces/{space_of(cohort).id}/tags"
    assert cast.facilitator.post(address, {"name": name}).status_code == 303
    assert cast.facilitator.post(address, {"name": name}).status_code == 422
    answers = send_together(cast.app, cast.facilitator, address, [{"name": "Ten at once"}] * 10)
    assert sorted(status for status, _location in answers) == [303] + [422] * 9
    assert db.session.query(Tag).filter_by(name="Ten at once").count() == 1


def test_a_reply_that_quotes_very_much_is_told_in_no_time(cast, cohort):
    topic = make_topic(cohort)
    for number in range(20):
        make_reply(topic, body=f"{number} " + "words of one and the other " * 2_000)
    body = "".join(f"> one{number} two{number} three{number}\n\n" for number in range(1_500))
    reply = make_reply(topic, body="Well.")
    began = time.process_time()
    people_quoted(topic, reply, body)
    assert time.process_time() - began < 5
