"""Virtual coffee: asking somebody, finding a time, stepping back, and what keeps people from being pestered."""

from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from cohorts.coffee import actions, policies
from cohorts.coffee.models import Coffee, CoffeePerson, CoffeeSlot
from cohorts.coffee.queries import find_slot_at, slots_of
from cohorts.coffee.reminding import remind_of_coffees, settle_coffees
from discussions.models import Post
from lms.access import grant, revoke
from lms.database import db, now
from lms.jobs import sweep
from lms.mail import Mail
from lms.notifications.models import Notification
from lms.notifications.standing import still_standing
from lms.people.accounts.actions import deactivate_user
from lms.people.blocks.actions import block
from lms.people.models import User
from lms.people.profiles.actions import save_profile
from tests.cast import text_of
from tests.factories.coffee import in_days, make_coffee
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.discussions import academy_space, make_reply, make_topic
from tests.factories.people import make_person
from tests.statements import counted_statements

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def typed(moment) -> str:
    """A moment as a browser sends it from a field, on the clock of the cast."""
    return f"{moment.astimezone(AMSTERDAM):%Y-%m-%dT%H:%M}"


def filled(*moments, **changes) -> dict:
    moments = moments or (in_days(2),)
    times = {f"time_{number}": typed(moment) for number, moment in enumerate(moments, 1)}
    return {"intro": "Shall we have a coffee?", "minutes": "30", "place": ""} | times | changes


def only_coffee() -> Coffee:
    return db.session.scalars(db.select(Coffee)).one()


def told(person) -> list[str]:
    """The titles that wait in somebody's inbox."""
    waiting = db.select(Notification.title).where(Notification.user_id == person.id, Notification.done_at.is_(None))
    return list(db.session.scalars(waiting.order_by(Notification.id)))


def test_one_asks_the_other_chooses_and_both_hear_it(cast):
    assert "Have a coffee" in text_of(cast.trainee.get(f"/people/{cast.outsider.id}"))
    assert cast.trainee.get(f"/people/{cast.outsider.id}/coffee").status_code == 200
    sent = filled(in_days(2), in_days(3, 14), intro="Tell me about silence.", place="https://call.example/7")
    assert cast.trainee.post(f"/people/{cast.outsider.id}/coffee", sent).status_code == 303
    coffee = only_coffee()
    assert told(cast.outsider) == ["Trainee asks you for a coffee"]
    page = text_of(cast.outsider.get(coffee.path))
    assert "Tell me about silence." in page
    assert "Only the 2 of you can read this." in page
    slot = find_slot_at(coffee, in_days(3, 14))
    assert cast.outsider.post(f"/coffees/{coffee.id}/times/{slot.id}").status_code == 303
    coffee = only_coffee()
    assert (coffee.state, coffee.starts_at) == ("agreed", in_days(3, 14))
    assert [title.startswith("Coffee with Outsider: ") for title in told(cast.trainee)] == [True]
    assert told(cast.outsider) == []
    while sweep():
        pass
    mails = {mail.to_address: mail for mail in db.session.scalars(db.select(Mail).order_by(Mail.id))}
    assert "outsider@test.example" not in mails  # answered before it left
    assert mails["trainee@test.example"].subject.startswith("Coffee with Outsider: ")


def test_a_request_is_mailed_and_not_once_it_is_answered(cast):
    make_coffee(cast.trainee, cast.outsider)
    db.session.commit()
    while sweep():
        pass
    mail = db.session.scalars(db.select(Mail)).one()
    assert (mail.to_address, mail.subject) == ("outsider@test.example", "Trainee asks you for a coffee")
    assert "Only the 2 people it was shared with can read this." in mail.text
    row = db.session.scalars(db.select(Notification)).one()
    assert still_standing(cast.outsider.user, [row]) == [row]
    actions.step_back(only_coffee(), by=cast.outsider.user)
    assert still_standing(cast.outsider.user, [row]) == []


def test_each_sees_the_times_on_their_own_clock_and_the_others(cast):
    cast.outsider.user.timezone = "Asia/Tokyo"
    db.session.commit()
    moment = in_days(2).replace(hour=9)
    coffee = make_coffee(cast.trainee, cast.outsider, starts=[moment])
    here, there = f"{moment.astimezone(AMSTERDAM):%H:%M}", f"{moment.astimezone(ZoneInfo('Asia/Tokyo')):%H:%M}"
    page = text_of(cast.trainee.get(coffee.path))
    assert here in page
    assert f"{there} for Outsider" in page
    page = text_of(cast.outsider.get(coffee.path))
    assert there in page
    assert f"{here} for Trainee" in page


def test_who_hides_where_they_live_is_not_betrayed_by_their_clock(cast):
    cast.outsider.user.timezone = "Asia/Tokyo"
    save_profile(cast.outsider.user, name="Outsider", fields={"region": "Tokyo"}, visibility={"region": "nobody"})
    coffee = make_coffee(cast.trainee, cast.outsider)
    page = cast.trainee.get(coffee.path).get_data(as_text=True)
    assert "for Outsider" not in page
    assert "Tokyo" not in page
    slot = slots_of(coffee, now())[0]
    cast.outsider.post(f"/coffees/{coffee.id}/times/{slot.id}")
    assert "Tokyo" not in cast.trainee.get(f"{coffee.path}/coffee.ics").text


def test_the_first_words_hold_what_they_have_in_common_and_nothing_hidden(cast):
    cohort = make_cohort()
    for person in (cast.trainee, cast.alumna):
        make_member(cohort, person, tell=False)
    topic = make_topic(cohort, author=cast.trainee.user, title="Three seconds of silence")
    make_reply(topic, author=cast.alumna.user)
    elsewhere = make_topic(space=academy_space(), author=cast.trainee.user, title="Which room?")
    make_reply(elsewhere, author=cast.alumna.user)
    fields = {"organisation": "City of Deventer", "sector": "Debt", "ask_me_about": "bailiffs", "region": "Twente"}
    save_profile(cast.trainee.user, name="Trainee", fields=fields, visibility={"sector": "nobody"})
    fields = {"organisation": "city of  Deventer", "sector": "debt", "ask_me_about": "letters", "region": "Twente"}
    save_profile(cast.alumna.user, name="Alumna", fields=fields, visibility={"region": "nobody"})
    db.session.commit()
    page = text_of(cast.trainee.get(f"/people/{cast.alumna.id}/coffee?topic={topic.id}"))
    assert f"We are both in Motivational interviewing, {cohort.name}." in page
    assert "We both took part in “Three seconds of silence” and “Which room?”." in page
    assert "We both work at city of Deventer." in page
    assert "ask you about: letters" in page
    # The one hides the sector, the other the region: saying that both have it would tell.
    assert "in the sector" not in page
    assert "in Twente" not in page


def test_a_conversation_one_of_them_may_not_read_is_not_named(cast):
    mine, theirs = make_cohort(), make_cohort(name="Of others")
    make_member(mine, cast.trainee, tell=False)
    make_member(theirs, cast.outsider, tell=False)
    topic = make_topic(mine, author=cast.trainee.user, title="Among ourselves")
    grant(mine.audience_id, cast.outsider.id, until=now() + timedelta(hours=1))
    make_reply(topic, author=cast.outsider.user)
    revoke(mine.audience_id, cast.outsider.id)
    db.session.commit()
    assert "Among ourselves" not in cast.trainee.get(f"/people/{cast.outsider.id}/coffee").text
    assert "Among ourselves" not in cast.outsider.get(f"/people/{cast.trainee.id}/coffee").text


def test_nobody_else_finds_it(cast):
    coffee = make_coffee(cast.trainee, cast.outsider)
    slot = slots_of(coffee, now())[0]
    for person in (cast.admin, cast.manager, cast.facilitator, cast.mentor):
        assert person.get(coffee.path).status_code == 404
        assert person.get(f"{coffee.path}/coffee.ics").status_code == 404
        for address in (f"times/{slot.id}", "times", "refusal", "meeting"):
            assert person.post(f"{coffee.path}/{address}", filled()).status_code == 404
        assert "Shall we talk about silence?" not in person.get("/coffees").text


def test_nobody_asks_themselves_or_who_is_gone(cast):
    assert cast.trainee.get(f"/people/{cast.trainee.id}/coffee").status_code == 403
    assert cast.trainee.post(f"/people/{cast.trainee.id}/coffee", filled()).status_code == 403
    assert "Have a coffee" not in text_of(cast.trainee.get(f"/people/{cast.trainee.id}"))
    gone = make_person("Cleo Closed")
    deactivate_user(gone)
    db.session.commit()
    assert cast.trainee.get(f"/people/{gone.id}/coffee").status_code == 404
    assert cast.trainee.post(f"/people/{gone.id}/coffee", filled()).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"intro": " "},
        {"intro": "x" * 2001},
        {"time_1": ""},
        {"time_1": "tomorrow"},
        {"time_1": "2001-01-01T10:00"},
        {"time_1": "2099-01-01T10:00"},
        {"time_2": "0001-01-01T00:00"},
        {"time_3": "9999-12-31T23:59"},
        {"minutes": "7"},
        {"place": "x" * 301},
    ],
)
def test_what_cannot_be_asked_comes_back_with_the_words(cast, wrong):
    response = cast.trainee.post(f"/people/{cast.outsider.id}/coffee", filled(**wrong))
    assert response.status_code == 422
    assert "to mend" in text_of(response)
    if "intro" not in wrong:
        assert "Shall we have a coffee?" in response.get_data(as_text=True)
    assert db.session.scalars(db.select(Coffee)).all() == []


def test_a_request_sent_twice_is_sent_once(cast):
    for _again in range(2):
        sent = filled(form_key="one-and-the-same")
        assert cast.trainee.post(f"/people/{cast.outsider.id}/coffee", sent).status_code == 303
    coffee = only_coffee()
    assert cast.trainee.post(f"/people/{cast.outsider.id}/coffee", filled()).location.endswith(coffee.path)
    assert cast.outsider.post(f"/people/{cast.trainee.id}/coffee", filled()).location.endswith(coffee.path)
    assert only_coffee().id == coffee.id
    assert "You two are arranging a coffee already." in text_of(cast.outsider.get(f"/people/{cast.trainee.id}/coffee"))


def test_other_times_are_offered_until_one_suits_both(cast):
    coffee = make_coffee(cast.trainee, cast.outsider)
    assert cast.outsider.post(f"{coffee.path}/times", filled(in_days(4), in_days(5))).status_code == 303
    assert told(cast.trainee) == ["Outsider offers times for your coffee"]
    assert told(cast.outsider) == []
    assert len(slots_of(only_coffee(), now())) == 3
    response = cast.trainee.post(f"{coffee.path}/times", filled(time_1="2001-01-01T10:00"))
    assert response.status_code == 422
    # The same time offered by the other as well is agreed.
    assert cast.trainee.post(f"{coffee.path}/times", filled(in_days(5))).status_code == 303
    assert (only_coffee().state, only_coffee().starts_at) == ("agreed", in_days(5))
    for _again in range(2):
        slot = find_slot_at(only_coffee(), in_days(5))
        assert cast.trainee.post(f"{coffee.path}/times/{slot.id}").status_code == 303
    other = find_slot_at(only_coffee(), in_days(4))
    assert cast.trainee.post(f"{coffee.path}/times/{other.id}").status_code == 403
    assert cast.trainee.post(f"{coffee.path}/times/999999").status_code == 404


def test_not_more_times_stand_open_than_people_look_through(cast):
    coffee = make_coffee(cast.trainee, cast.outsider, starts=[in_days(day) for day in range(2, 14)])
    response = cast.outsider.post(f"{coffee.path}/times", filled(in_days(20)))
    assert response.status_code == 422
    assert "At most 12 times" in text_of(response)


def test_another_time_takes_the_place_of_what_was_agreed(cast):
    coffee = make_coffee(cast.trainee, cast.outsider)
    cast.outsider.post(f"{coffee.path}/times/{slots_of(coffee, now())[0].id}")
    before = _entry(cast.trainee, coffee)
    assert cast.trainee.post(f"{coffee.path}/times", filled(in_days(6), place="The canteen")).status_code == 303
    assert only_coffee().state == "open"
    assert _method(cast.trainee, coffee) == "CANCEL"
    cast.outsider.post(f"{coffee.path}/times/{slots_of(only_coffee(), now())[0].id}")
    after = _entry(cast.outsider, coffee)
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["DTSTART"].dt.astimezone(UTC) == in_days(6)
    assert str(after["LOCATION"]) == "The canteen"


def _calendar(person, coffee) -> Calendar:
    response = person.get(f"{coffee.path}/coffee.ics")
    assert response.status_code == 200
    return Calendar.from_ical(response.data)


def _entry(person, coffee):
    return _calendar(person, coffee).walk("VEVENT")[0]


def _method(person, coffee) -> str:
    return str(_calendar(person, coffee)["METHOD"])


def test_the_file_names_the_other_and_is_taken_back_when_it_is_off(cast):
    coffee = make_coffee(cast.trainee, cast.outsider)
    assert cast.trainee.get(f"{coffee.path}/coffee.ics").status_code == 404
    cast.outsider.post(f"{coffee.path}/times/{slots_of(coffee, now())[0].id}")
    assert str(_entry(cast.trainee, coffee)["SUMMARY"]) == "Coffee with Outsider"
    assert str(_entry(cast.outsider, coffee)["SUMMARY"]) == "Coffee with Trainee"
    assert _entry(cast.trainee, coffee)["UID"] == _entry(cast.outsider, coffee)["UID"]
    assert "Coffee with Outsider" in cast.trainee.get("/calendar").text
    assert "Coffee with Outsider" in cast.trainee.get(f"/calendar?month={in_days(2):%Y-%m}").text
    assert "Coffee with Outsider" not in cast.mentor.get("/calendar").text
    sent = {"reason": "My train is late.", "form_key": "cancel"}
    assert cast.outsider.post(f"{coffee.path}/refusal", sent).status_code == 303
    assert cast.outsider.post(f"{coffee.path}/refusal", sent).status_code == 303
    assert cast.outsider.post(f"{coffee.path}/refusal", {}).status_code == 403
    assert only_coffee().state == "cancelled"
    assert _method(cast.trainee, coffee) == "CANCEL"
    assert str(_entry(cast.trainee, coffee)["STATUS"]) == "CANCELLED"
    assert "My train is late." in text_of(cast.trainee.get(coffee.path))
    assert told(cast.trainee) == ["Cancelled: your coffee with Outsider"]


def test_a_no_needs_no_reason_and_gives_rest(cast):
    coffee = make_coffee(cast.trainee, cast.outsider)
    assert cast.outsider.post(f"{coffee.path}/refusal", {"reason": "x" * 501}).status_code == 422
    assert cast.outsider.post(f"{coffee.path}/refusal", {"reason": ""}).status_code == 303
    assert told(cast.trainee) == ["Outsider would rather not have a coffee now"]
    again = cast.trainee.post(f"/people/{cast.outsider.id}/coffee", filled())
    assert again.status_code == 422
    assert "Leave it for 90 days" in text_of(again)
    assert "Leave it for 90 days" in text_of(cast.trainee.get(f"/people/{cast.outsider.id}/coffee"))
    # Who said no may ask at any time.
    assert cast.outsider.post(f"/people/{cast.trainee.id}/coffee", filled()).status_code == 303


def test_what_nobody_answers_ends_by_itself_and_gives_rest_too(cast):
    coffee = make_coffee(cast.trainee, cast.outsider, starts=[now() - timedelta(minutes=1)])
    settle_coffees()
    settle_coffees()
    assert only_coffee().state == "lapsed"
    assert told(cast.trainee) == ["No time was found for a coffee with Outsider"]
    assert told(cast.outsider) == []
    assert cast.trainee.post(f"/people/{cast.outsider.id}/coffee", filled()).status_code == 422
    coffee = only_coffee()
    coffee.closed_at = now() - policies.REST
    db.session.commit()
    assert cast.trainee.post(f"/people/{cast.outsider.id}/coffee", filled()).status_code == 303


def test_only_so_many_wait_for_an_answer_at_once(cast):
    for person in (cast.alumna, cast.mentor, cast.author):
        assert cast.trainee.post(f"/people/{person.id}/coffee", filled()).status_code == 303
    refused = cast.trainee.post(f"/people/{cast.outsider.id}/coffee", filled())
    assert refused.status_code == 422
    assert "3 people whom you asked have not answered yet" in text_of(refused)
    assert policies.refusal("academy", False, False, 0, policies.MOST_IN_A_MONTH) == "many"


@pytest.mark.parametrize(
    ("choice", "stranger", "peer"), [("academy", 303, 303), ("cohort", 422, 303), ("nobody", 422, 422)]
)
def test_each_decides_who_may_ask(cast, choice, stranger, peer):
    cohort = make_cohort()
    for person in (cast.alumna, cast.mentor):
        make_member(cohort, person, tell=False)
    assert cast.alumna.post("/coffees/choice", {"asked_by": "everybody"}).status_code == 422
    assert cast.alumna.post("/coffees/choice", {"asked_by": choice}).status_code == 303
    for person, status in ((cast.outsider, stranger), (cast.mentor, peer)):
        page = text_of(person.get(f"/people/{cast.alumna.id}"))
        assert ("Have a coffee" in page) == (status == 303)
        response = person.post(f"/people/{cast.alumna.id}/coffee", filled())
        assert response.status_code == status


def test_blocks_look_like_nobody_being_asked(cast):
    block(cast.outsider.user, cast.trainee.id)
    db.session.commit()
    assert "Have a coffee" not in text_of(cast.trainee.get(f"/people/{cast.outsider.id}"))
    response = cast.trainee.post(f"/people/{cast.outsider.id}/coffee", filled())
    assert response.status_code == 422
    assert "would rather not be asked for a coffee at the moment" in text_of(response)
    assert "block" not in text_of(response).lower()
    assert cast.outsider.post(f"/people/{cast.trainee.id}/coffee", filled()).status_code == 422


def test_the_way_to_a_coffee_stands_at_a_post(cast):
    topic = make_topic(space=academy_space(), author=cast.alumna.user)
    post = db.session.scalars(db.select(Post).filter_by(topic_id=topic.id)).one()
    more, way = f"/posts/{post.id}/more", f"/people/{cast.alumna.id}/coffee?topic={topic.id}"
    assert way in cast.trainee.get(more).text
    assert way not in cast.alumna.get(more).text
    deactivate_user(cast.alumna.user)
    db.session.commit()
    assert way not in cast.trainee.get(more).text


def test_both_are_reminded_a_day_and_an_hour_before_and_asked_afterwards(cast):
    coffee = make_coffee(cast.trainee, cast.outsider, starts=[now() + timedelta(hours=20)])
    actions.choose(coffee, db.session.scalars(db.select(CoffeeSlot)).one(), by=cast.outsider.user)
    for _again in range(2):
        remind_of_coffees()
    assert [title.endswith(": Coffee with Trainee") for title in told(cast.outsider)] == [True]
    coffee.starts_at = now() + timedelta(minutes=30)
    for _again in range(2):
        remind_of_coffees()
    assert len(told(cast.outsider)) == 2
    row = db.session.scalars(db.select(Notification).where(Notification.thing.like("coffee-day:%"))).first()
    assert still_standing(db.session.get_one(User, row.user_id), [row]) == []  # at another hour now
    assert cast.trainee.post(f"{coffee.path}/meeting", {"met": "yes"}).status_code == 403
    coffee = only_coffee()
    coffee.starts_at = now() - timedelta(hours=2)
    for _again in range(2):
        settle_coffees()
    db.session.commit()
    assert told(cast.trainee)[-1] == "Did you meet? Your coffee with Outsider"
    assert "Did you meet?" in text_of(cast.trainee.get(coffee.path))
    assert "We met" in text_of(cast.trainee.get("/"))
    assert cast.trainee.post(f"{coffee.path}/meeting", {"met": "perhaps"}).status_code == 422
    for _again in range(2):
        assert cast.trainee.post(f"{coffee.path}/meeting", {"met": "yes"}).status_code == 303
    assert told(cast.trainee) == []
    assert "We met" not in text_of(cast.trainee.get("/"))
    said = dict(db.session.execute(db.select(CoffeePerson.user_id, CoffeePerson.met)).all())
    assert said == {cast.trainee.id: "yes", cast.outsider.id: ""}


def test_of_three_one_may_step_back_and_the_others_go_on(cast):
    coffee = actions.make_coffee([cast.trainee.id, cast.alumna.id, cast.outsider.id])
    actions.offer(coffee, by=cast.trainee.user, starts=[in_days(2)], minutes=30, place="")
    slot = db.session.scalars(db.select(CoffeeSlot)).one()
    db.session.commit()
    assert "1 of 3 can" in text_of(cast.alumna.get(coffee.path))
    assert cast.alumna.post(f"{coffee.path}/times/{slot.id}").status_code == 303
    assert only_coffee().state == "open"
    assert cast.outsider.post(f"{coffee.path}/refusal", {"reason": ""}).status_code == 303
    assert cast.outsider.get(coffee.path).status_code == 404
    assert "Outsider cannot be at your coffee; the others go on" in told(cast.trainee)
    assert only_coffee().state == "agreed"


def test_a_closed_account_ends_what_was_arranged(cast):
    coffee = make_coffee(cast.trainee, cast.outsider)
    deactivate_user(cast.outsider.user)
    settle_coffees()
    db.session.commit()
    assert only_coffee().state == "declined"
    assert cast.trainee.get(coffee.path).status_code == 200


def test_home_and_list_cost_the_same_however_many_there_are(cast):
    pages = ("/coffees", "/")
    counts = []
    for number in (1, 12):
        for n in range(number):
            other = make_person(f"Somebody {number} {n}")
            make_coffee(other, cast.trainee)
        db.session.commit()
        for page in pages:
            cast.trainee.get(page)
            with counted_statements() as count:
                assert cast.trainee.get(page).status_code == 200
            counts.append(count())
    assert counts[:2] == counts[2:]
    assert counts[0] <= 7
    coffee = db.session.scalars(db.select(Coffee)).first()
    with counted_statements() as count:
        assert cast.trainee.get(coffee.path).status_code == 200
    assert count() <= 20
