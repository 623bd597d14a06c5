"""How an article stands follows from its history: whatever happens in whatever order, it shows what the history says."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge import actions
from knowledge.counting import recount
from knowledge.doubts.actions import notice_expired
from knowledge.models import Article, ArticleRevision
from knowledge.verification.actions import ChangedMeanwhile, mark_obsolete, revive, verify
from knowledge.verification.recounting import SHOWN, shown_by_history
from knowledge.verification.standing import WEIGHTS, standing_of
from lms.database import db, now
from lms.search.models import SearchDocument
from tests.factories.knowledge import fresh, make_article, make_collection, revise_article, verify_article

DAY = timedelta(days=1)
STEPS = st.one_of(
    st.tuples(st.just("publish"), st.sampled_from(("One.", "Two.", "Three."))),
    st.tuples(st.just("verify"), st.sampled_from((90, 180))),
    st.tuples(st.just("expire"), st.none()),
    st.tuples(st.just("restore"), st.integers(1, 3)),
    st.tuples(st.sampled_from(("obsolete", "revive", "archive", "return")), st.none()),
)


def do(article, by, step, value):
    if step == "publish":
        revise_article(article, value)
    elif step == "verify":
        verify(article, revision_id=fresh(article).revision_id, days=value, by=by)
    elif step == "expire":  # it was verified so long ago that its time is over by now
        verify(article, revision_id=fresh(article).revision_id, days=90, by=by, at=now() - 100 * DAY)
    elif step == "restore":
        revision = db.session.scalars(db.select(ArticleRevision).filter_by(article_id=article.id, number=value)).first()
        if revision:
            actions.restore_revision(article, revision, by=by)
            actions.publish_article(article, by=by)
    else:
        acts = {
            "obsolete": mark_obsolete, "revive": revive, "archive": actions.archive_article,
            "return": actions.unarchive_article,
        }  # fmt: skip
        acts[step](article, by=by)


@given(steps=st.lists(STEPS, max_size=8))
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_shown_is_what_the_history_says(cast, steps):
    article = make_article(make_collection(title="History"), body="One.")  # one of its own for every example
    for step, value in steps:
        do(article, cast.editor.user, step, value)
        notice_expired()
        shown, said = fresh(article), shown_by_history(article.id)
        assert {name: getattr(shown, name) for name in SHOWN} == {name: getattr(said, name) for name in SHOWN}
        assert standing_of(shown, now()) == standing_of(said, now())
        found = db.select(SearchDocument.weight).filter_by(kind="article", object_id=article.id)
        weights = [] if shown.archived_at else [WEIGHTS[standing_of(shown, now())]]
        assert db.session.scalars(found).all() == weights
    assert recount()["verifications of articles"] == 0


def test_a_count_puts_right_what_shows_something_else(cast):
    article = verify_article(make_article())
    db.session.execute(db.update(Article).values(is_changed_since=True, verified_by=None))
    assert recount()["verifications of articles"] == 1
    assert (fresh(article).is_changed_since, fresh(article).verified_by) == (False, cast.editor.id)


def test_a_verification_is_of_one_text_for_a_time(cast):
    article = make_article(body="One.")
    assert standing_of(article, now()) == "unverified"
    verify_article(article, days=90)
    assert standing_of(article, now()) == "verified"
    assert standing_of(article, now() + 91 * DAY) == "expired"
    revise_article(article, "Two.")
    assert standing_of(fresh(article), now()) == "changed"
    revise_article(article, "One.")
    assert standing_of(fresh(article), now()) == "verified"
    mark_obsolete(article, by=cast.editor.user)
    assert standing_of(fresh(article), now()) == "obsolete"


def test_nobody_vouches_for_words_they_have_not_seen(cast):
    article = make_article(body="One.")
    seen = article.revision_id
    revise_article(article, "Two.")
    with pytest.raises(ChangedMeanwhile):
        verify(article, revision_id=seen, days=90, by=cast.editor.user)
    assert fresh(article).verified_at is None
