"""The ledger by passage: kept with the words people saw, followed through edits, and with who wrote that very passage."""

import re
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.models import Course
from discussions.actions import accept_answer
from discussions.asking.models import Deflection, DeflectionAuthor
from discussions.asking.queries import find_passages
from discussions.asking.spots.choosing import Spot, best_block
from discussions.asking.spots.lineage import written_in
from discussions.desk.actions import record_answer
from discussions.desk.queries import passages
from knowledge.collections.actions import change_readers
from knowledge.contributions.actions import place
from knowledge.suggestions.actions import merge_suggestion
from lms.access import ACADEMY, PUBLIC, STAFF
from lms.database import db
from lms.markup import render
from lms.people.queries import viewer_of
from tests.cast import text_of
from tests.factories.courses import let_learn, make_lesson, make_module, revise
from tests.factories.discussions import make_question, make_reply
from tests.factories.knowledge import (
    fresh,
    make_article,
    make_collection,
    make_contribution,
    make_suggestion,
    revise_article,
    verify_article,
)
from tests.factories.people import make_person
from tests.statements import counted_statements

SENTENCE = "How long is the silence before somebody answers?"
OPENING = "Greet everybody by name."
SILENCE = "Keep the silence for five seconds before somebody answers."
BODY = f"{OPENING}\n\n## The pause\n\n{SILENCE}\n\nThen ask again."


@pytest.fixture
def article(cast):
    article = verify_article(make_article(make_collection(audience_id=PUBLIC, openness="contribute"), body=BODY))
    db.session.commit()
    return article


def key_of(text, words):
    return next(key for key, said in text.blocks if words in said)


def find(person, address="/ask"):
    """What the page offers for the sentence, as the form of its first answer would send it."""
    page = person.get(f"{address}?q={SENTENCE}")
    form = page.text.partition('class="act found"')[2]
    return dict(re.findall(r'name="(words|kind|found|language|passage)" value="([^"]*)"', form)), page


def found_by(people, kind="article"):
    for person in people:
        sent, _page = find(person)
        assert sent["kind"] == kind
        assert person.post("/ask/answers", sent).status_code == 303


def rows():
    db.session.expire_all()
    return db.session.query(Deflection).order_by(Deflection.id).all()


def names():
    people = dict.fromkeys(row.user_id for row in db.session.query(DeflectionAuthor).order_by(DeflectionAuthor.user_id))
    return sorted(viewer_of(number).name for number in people)


def five(cast):
    return [cast.trainee, cast.alumna, cast.mentor, cast.outsider, cast.facilitator]


def test_the_answer_shows_the_passage_and_opens_there(cast, article):
    sent, page = find(cast.guest)
    key = key_of(article, "five seconds")
    assert sent["passage"] == key
    assert "for five seconds" in text_of(page)
    assert OPENING not in text_of(page)
    address = f"/articles/{article.id}?at={key}"
    assert f'href="{address}#passage"' in page.text
    opened = cast.guest.get(address)
    assert opened.text.partition('id="passage"')[2].partition(">")[2].startswith("Keep the silence")
    assert "no longer there" not in text_of(opened)


def test_what_was_seen_is_kept_with_who_reads_it(cast, article):
    found_by([cast.trainee])
    [row] = rows()
    kept = (row.anchor_key, row.anchor_quote, row.anchor_language, row.anchor_lost, row.text_audience_id)
    assert kept == (key_of(article, "five seconds"), SILENCE, "en", False, PUBLIC)


def test_a_name_that_is_no_passage_is_the_whole_text(cast, article):
    for name in ("0000000000", "quote-7", "quote-x", "'; --", "x" * 40):
        sent = {"words": SENTENCE, "kind": "article", "found": article.id, "language": "en", "passage": name}
        assert cast.mentor.post("/ask/answers", sent).status_code == 303
    assert cast.mentor.post("/ask/answers", sent | {"passage": "x" * 41}).status_code == 422
    assert [row.anchor_key for row in rows()] == [""]


def test_a_passage_follows_an_edit_and_one_that_is_gone_says_so(cast, article):
    found_by(five(cast))
    revise_article(fresh(article), BODY.replace("five seconds", "six seconds").replace(OPENING, "Welcome."))
    db.session.commit()
    key = key_of(fresh(article), "six seconds")
    assert {(row.anchor_key, row.anchor_quote, row.anchor_lost) for row in rows()} == {(key, SILENCE, False)}
    page = cast.manager.get("/ask/figures")
    assert f'href="/articles/{article.id}?at={key}#passage"' in page.text
    assert "no longer in the text" not in text_of(page)
    revise_article(fresh(article), "All of it is otherwise now, and nothing stays.")
    db.session.commit()
    assert {(row.anchor_key, row.anchor_lost) for row in rows()} == {(key, True)}
    page = text_of(cast.manager.get("/ask/figures"))
    assert SILENCE in page
    assert "These words are no longer in the text" in page
    assert "no longer there" in text_of(cast.manager.get(f"/articles/{article.id}?at={key}"))
    revise_article(fresh(article), BODY)
    db.session.commit()
    assert {row.anchor_lost for row in rows()} == {False}


def test_only_who_wrote_the_passage_is_named(cast, article):
    other = make_person("Pim")
    revise_article(fresh(article), BODY.replace(OPENING, "Say hello to each of them."), by=other)
    db.session.commit()
    found_by([cast.trainee])
    assert names() == ["Editor"]
    revise_article(fresh(article), BODY.replace("five seconds", "six seconds"), by=other)
    db.session.commit()
    found_by([cast.mentor])
    assert names() == ["Editor", "Pim"]


def test_who_suggested_it_and_whose_words_were_taken_up_are_named(cast, article):
    body = BODY.replace("five seconds", "six seconds")
    suggestion = make_suggestion(article, body, by=cast.trainee.user)
    seen = {"version": suggestion.version, "revision_id": article.revision_id}
    words = {"title": article.title, "summary": "", "body": body}
    merge_suggestion(suggestion, words, why="", by=cast.manager.user, **seen)
    db.session.commit()
    found_by([cast.mentor])
    assert names() == ["Editor", "Trainee"], "and not who merged it"
    contribution = make_contribution(
        fresh(article), "We kept the silence long before somebody gave answers to how long it is.", by=cast.alumna.user
    )
    place(contribution, version=contribution.version, by=cast.editor.user)
    article = fresh(article)
    revise_article(article, article.draft_body)
    db.session.commit()
    found_by([cast.outsider])
    assert "Alumna" in names()
    assert rows()[-1].anchor_quote.startswith("We kept the silence")


def test_of_a_lesson_who_published_the_passage_is_named(cast):
    lesson = make_lesson(make_module(), body=BODY)
    let_learn(db.session.get_one(Course, lesson.course_id), cast.trainee.user)
    revise(lesson, BODY.replace(OPENING, "Welcome."), by=cast.admin.user)
    db.session.commit()
    sent, page = find(cast.trainee)
    assert sent["kind"] == "lesson"
    assert cast.trainee.post("/ask/answers", sent).status_code == 303
    [row] = rows()
    assert row.anchor_quote == SILENCE
    assert names() == ["Author"]
    assert f"/lessons/{lesson.id}?language=en&amp;at={row.anchor_key}#passage" in page.text
    revise(lesson, "Otherwise.")
    db.session.commit()
    assert rows()[0].anchor_lost
    assert "no longer there" in text_of(cast.trainee.get(f"/lessons/{lesson.id}?language=en&at={row.anchor_key}"))


def test_another_answer_chosen_later_takes_nothing_from_who_answered(cast, cohort):
    topic = make_question(cohort, title="How long is the silence?", author=cast.trainee.user)
    first = make_reply(topic, author=cast.mentor.user, body="The silence takes five seconds before somebody answers.")
    accept_answer(topic, first, by=cast.trainee.user)
    db.session.commit()
    sent, page = find(cast.alumna)
    assert f'href="/posts/{first.id}"' in page.text
    assert cast.alumna.post("/ask/answers", sent).status_code == 303
    accept_answer(topic, make_reply(topic, author=cast.facilitator.user, body="Ten."), by=cast.trainee.user)
    db.session.commit()
    assert names() == ["Mentor"]
    assert rows()[0].post_id == first.id


def test_passages_few_found_are_counted_with_the_rest_of_the_text(cast, article):
    for number in range(9):
        words = SILENCE if number < 5 else (OPENING if number < 8 else "")
        spot = Spot("article", article.id, "en", key_of(article, words) if words else "", words, audience_id=PUBLIC)
        record_answer(user_id=None, guest=f"guest {number}", words=SENTENCE, spot=spot)
    db.session.commit()
    page = text_of(cast.manager.get("/ask/figures"))
    assert f"{SILENCE} Editor answered 5 questions of 5 people" in page
    assert "at other passages" not in page
    record_answer(user_id=None, guest="guest 9", words=SENTENCE, spot=Spot("article", article.id))
    db.session.commit()
    page = text_of(cast.manager.get("/ask/figures"))
    assert "at other passages, or in the text as a whole Editor answered 5 questions of 5 people" in page
    assert OPENING not in page


def test_words_only_former_readers_read_are_not_shown(cast):
    staff = make_collection(audience_id=STAFF)
    article = verify_article(make_article(staff, body=BODY))
    people = [cast.admin, cast.manager, cast.author, cast.editor, cast.facilitator]
    db.session.commit()
    found_by(people)
    revise_article(fresh(article), "All of it is otherwise now.")
    db.session.commit()
    change_readers(fresh(staff), ACADEMY, by=cast.editor.user)
    db.session.commit()
    member = make_person("Noor", email="noor@test.example")
    for person, words in ((cast.manager, SILENCE), (member, "")):
        [found] = passages(viewer_of(person.id), "Europe/Amsterdam")
        assert (found.title, found.words, found.people) == (article.title, words, 5)


def test_a_passage_three_looked_up_is_proposed_by_its_words(cast, article):
    found_by([cast.trainee, cast.alumna])
    assert SILENCE not in text_of(cast.editor.get("/knowledge/recurring"))
    db.session.query(Deflection).update({"audience_id": PUBLIC})
    db.session.commit()
    found_by([cast.guest])
    page = cast.editor.get("/knowledge/recurring")
    assert "3 people asked or looked it up, at one passage" in text_of(page)
    assert SILENCE in text_of(page)
    assert f'href="/articles/{article.id}?at={key_of(article, "five seconds")}#passage"' in page.text


def test_a_heading_is_chosen_only_where_no_paragraph_says_as_much():
    blocks = [["a", "Silence"], ["b", "Wait a moment."], ["c", "Silence is golden."]]
    headings = [[2, "Silence", "h-silence"]]
    assert best_block(blocks, headings, ["silence"], "en")[0] == "c"
    assert best_block(blocks[:2], headings, ["silence"], "en") == ("a", "Silence", "Silence – Wait a moment.")
    assert best_block(blocks, headings, ["kingfisher"], "en") is None


def test_a_heading_is_jumped_to_and_keeps_its_own_name(cast, article):
    key = key_of(article, "The pause")
    page = cast.guest.get(f"/articles/{article.id}?at={key}").text
    assert page.count('id="passage"') == 1
    assert page.count('id="h-the-pause"') == 1
    assert '<span id="passage"></span>The pause' in page


WORDS = st.lists(
    st.sampled_from("wait five seconds then ask them again by name and keep a pause".split()), min_size=4, max_size=9
)


@given(st.lists(st.tuples(st.integers(0, 3), WORDS), min_size=1, max_size=8))
def test_who_never_touched_a_passage_is_never_its_author(edits):
    """One writer keeps changing other paragraphs, the other one the passage itself."""
    passage, revisions, wrote = "The kingfisher waits above still water in spring.", [], []
    for number, (kind, words) in enumerate(edits):
        touches = kind == 0
        if touches or number == 0:
            passage = f"The kingfisher waits above still water in spring {number}."
            wrote.append(number)
        rendered = render(f"{' '.join(words)}.\n\n{passage}", profile="article")
        revisions.insert(0, SimpleNamespace(number=number, html=rendered.html))
    key, said = next((block.key, block.text) for block in rendered.blocks if block.text == passage)
    assert [revision.number for revision, _key in written_in(revisions, key, said)] == wrote[::-1]


def test_the_statements_do_not_grow_with_what_is_found(cast, article):
    viewer = viewer_of(cast.trainee.id)
    with counted_statements() as one:
        assert len(find_passages(viewer, SENTENCE)) == 1
    for number in range(4):
        verify_article(make_article(make_collection(), title=f"Silence {number}", body=BODY))
    db.session.commit()
    viewer = viewer_of(cast.trainee.id)
    with counted_statements() as many:
        assert len(find_passages(viewer, SENTENCE)) == 5
    assert many() == one()
