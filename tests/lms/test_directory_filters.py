"""Each filter of the directory finds people by what they show the viewer, in its list, its number and what it offers."""

import pytest

from lms.access import AudienceMember, grant, make_audience
from lms.database import db
from lms.people.models import ProfileWord, User
from lms.people.profiles.indexing import index_person
from lms.people.profiles.words import FIELD_WORDS, listed
from tests.cast import text_of
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.discussions import academy_space, make_question, make_reply, space_of
from tests.factories.people import make_person
from tests.statements import counted_statements

FILTERS = {
    "headline": "q",
    "organisation": "organisation",
    "sector": "sector",
    "region": "region",
    "languages": "language",
    "expertise": "expertise",
    "ask_me_about": "asks",
    "looking_for": "looks",
}
VIEWERS = ("outsider", "alumna", "trainee", "admin")
READERS = {
    "academy": {"outsider", "alumna", "trainee", "admin"},
    "alumni": {"alumna", "trainee"},
    "cohort": {"trainee"},
    "nobody": set(),
}


@pytest.fixture
def heron(cast) -> User:
    """Somebody in a cohort with the trainee; the alumna finished another training, staff and the outsider share nothing."""
    person = make_person("Hedda Heron", **{field: f"{field}word" for field in FILTERS})
    cohort, former = make_cohort(), make_cohort(name="Autumn 2024", starts_in=-400, ends_in=-300)
    for someone in (person, cast.trainee):
        make_member(cohort, someone, tell=False)
    make_member(former, cast.alumna, "alumnus", tell=False)
    return person


def names(browser, address="/people") -> list[str]:
    page = browser.get(address).get_data(as_text=True)
    return [part.split("<")[0].split(">")[1] for part in page.split('<a class="name"')[1:]]


def show(person: User, seen_by: str, *fields) -> None:
    person.visibility = dict.fromkeys(FILTERS, "nobody") | dict.fromkeys(fields, seen_by)
    index_person(person)
    db.session.commit()


@pytest.mark.parametrize("seen_by", READERS)
def test_a_field_is_shown_filtered_counted_and_offered_to_its_readers_alone(cast, heron, seen_by):
    show(heron, seen_by, *FILTERS)
    for viewer in VIEWERS:
        person, may = getattr(cast, viewer), viewer in READERS[seen_by]
        everybody, profile = person.get("/people").text, text_of(person.get(f"/people/{heron.id}"))
        for field, name in FILTERS.items():
            response = person.get(f"/people?{name}={field}word")
            assert (">Hedda Heron</a>" in response.text) is may, (viewer, field)
            assert ("1 of 10 people" in text_of(response)) is may, (viewer, field)
            assert (f"{field}word" in profile) is may, (viewer, field)
            if field in ("sector", "region", "languages", "expertise"):
                assert (f"<option>{field}word</option>" in everybody) is may, (viewer, field)
            elif not may:
                assert f"{field}word" not in everybody


def test_their_owner_finds_themselves(cast, heron):
    cast.outsider.user.expertise = "Silence"
    show(cast.outsider.user, "nobody", "expertise")
    assert names(cast.outsider, "/people?expertise=silence") == ["Outsider"]


def test_words_of_a_list_are_found_one_by_one(cast):
    make_person("Ana", expertise="Debt counselling, Silence", languages="Dutch; Frisian")
    make_person("Bo", expertise="debt  counselling", languages="Dutch")
    assert names(cast.trainee, "/people?expertise=DEBT+Counselling") == ["Ana", "Bo"]
    assert names(cast.trainee, "/people?expertise=debt") == []
    assert names(cast.trainee, "/people?language=frisian&expertise=silence") == ["Ana"]
    page = cast.trainee.get("/people").text
    assert page.count("<option>Debt counselling</option>") == 1
    assert 'href="/people?expertise=Silence"' in page


def test_a_list_holds_each_word_once():
    assert listed("Dutch,  dutch ,, English\nFrisian; ") == ["Dutch", "English", "Frisian"]
    assert len(listed(",".join(map(str, range(50))))) == 12


def test_changed_words_replace_the_former(cast):
    person = make_person("Ana", expertise="Debt")
    person.expertise = "Silence"
    show(person, "academy", "expertise")
    assert [row.key for row in db.session.scalars(db.select(ProfileWord).filter_by(user_id=person.id))] == ["silence"]


@pytest.fixture
def answered(cast):
    """The mentor answered two questions: in a cohort of the trainee's about debt, in the academy about silence."""
    cohort = make_cohort()
    for person in (cast.trainee, cast.mentor):
        make_member(cohort, person, tell=False)
    for space, title in ((space_of(cohort), "Debt"), (academy_space(), "Silence")):
        question = make_question(space=space, title=title)
        reply = make_reply(question, author=cast.mentor.user)
        question.accepted_post_id = reply.id
    db.session.commit()


def test_answers_count_as_far_as_the_viewer_reads_them(cast, answered):
    assert "2 answers that were accepted" in text_of(cast.trainee.get("/people"))
    assert "2 answers that were accepted" in text_of(cast.trainee.get(f"/people/{cast.mentor.id}"))
    for page in ("/people", f"/people/{cast.mentor.id}"):
        words = text_of(cast.outsider.get(page))
        assert "1 answer that was accepted" in words
        assert "2 answers" not in words
    assert names(cast.trainee, "/people?did=answered&about=debt") == ["Mentor"]
    assert names(cast.outsider, "/people?did=answered&about=debt") == []
    assert names(cast.outsider, "/people?about=silence") == ["Mentor"]
    assert names(cast.outsider, "/people?did=verified") == names(cast.outsider, "/people?did=completed") == []


def test_who_keeps_it_to_themselves_is_not_counted(cast, answered):
    cast.mentor.user.visibility = {"work": "cohort"}
    db.session.commit()
    assert "accepted" not in text_of(cast.outsider.get("/people")).replace("Answered questions", "")
    assert names(cast.outsider, "/people?did=answered") == []
    assert names(cast.trainee, "/people?did=answered") == ["Mentor"]


@pytest.mark.parametrize("field", ["sector", "languages", "looking_for"])
def test_who_was_found_by_it_shows_why(cast, heron, field):
    show(heron, "cohort", *FILTERS)
    told = f"{FIELD_WORDS[field]}: {field}word"
    assert told not in text_of(cast.trainee.get("/people"))
    assert told in text_of(cast.trainee.get(f"/people?{FILTERS[field]}={field}word"))
    assert told in text_of(cast.trainee.get(f"/people?q={field}word"))
    assert told not in text_of(cast.trainee.get("/people?q=heron"))
    assert f"{field}word" not in cast.outsider.get("/people?q=heron").text


def test_unknown_kinds_and_odd_words_break_nothing(cast, answered):
    for address in ("?did=nothing", "?about=%25", "?language=%27", "?asks=_", "?group=x"):
        assert cast.trainee.get(f"/people{address}").status_code == 200
    assert names(cast.trainee, "/people?about=%25") == []


def test_two_thousand_people_cost_as_many_statements_as_ten(cast, answered):
    address = "/people?q=person&expertise=silence&language=dutch&region=Drenthe&did=answered&asks=shame&looks=peers"

    def cost(page):
        assert cast.trainee.get(page).status_code == 200
        with counted_statements() as count:
            assert cast.trainee.get(page).status_code == 200
        return count()

    few = cost("/people"), cost(address)
    crowd(2_000)
    assert (cost("/people"), cost(address)) == few
    assert few[0] <= 6


def crowd(number: int) -> None:
    """So many people more, half of whom are in the academy alone and half in a cohort too."""
    words = {"headline": "Debt counsellor", "region": "Drenthe", "expertise": "Silence", "languages": "Dutch"}
    words |= {
        "ask_me_about": "Shame",
        "looking_for": "Peers",
        "visibility": {"region": "cohort", "expertise": "alumni"},
    }
    rows = [
        {
            "name": f"Person {n}",
            "email": f"crowd{n}@test.example",
            "found_by": f"person {n}",
            "mail_reasons": {},
            **words,
        }
        for n in range(number)
    ]
    people = list(db.session.scalars(db.insert(User).returning(User.id), rows))
    cohort = make_audience("cohort", "Large")
    grant(cohort.id, db.session.scalar(db.select(User.id).filter_by(email="trainee@test.example")))
    members = [{"user_id": user_id, "audience_id": cohort.id} for user_id in people[::2]]
    db.session.execute(db.insert(AudienceMember), members)
    listed_words = [("expertise", "silence", "Silence"), ("languages", "dutch", "Dutch")]
    db.session.execute(
        db.insert(ProfileWord),
        [
            {"field": field, "key": key, "word": word, "user_id": user_id}
            for user_id in people
            for field, key, word in listed_words
        ],
    )
    db.session.commit()
