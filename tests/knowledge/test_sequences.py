"""Whatever people do to articles, in any order, no words of anybody are lost and no link within them breaks."""

import re

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from knowledge import actions
from knowledge.links.queries import broken_addresses, broken_titles
from knowledge.models import Article, ArticleRevision, Collection
from knowledge.moving.actions import CannotMove, move_article
from knowledge.suggestions import actions as suggesting
from knowledge.suggestions.copies.actions import forget_copy, keep_copy
from knowledge.suggestions.copies.models import SuggestionCopy
from knowledge.suggestions.models import Suggestion, SuggestionEvent
from lms.access import STAFF
from lms.database import db
from lms.merging import conflicts
from lms.people.queries import viewer_of
from lms.revisions.drafts import Conflict
from tests.factories.knowledge import fresh, make_article, make_collection

TITLES = ("Letters", "Doors", "Money", "Silence")
WORD = re.compile(r"\bword\d+\b")
LINES = 4  # of each text that people change, below the one with its links
MARKS = re.compile(r"^(?:<<<<<<<|=======|>>>>>>>).*\n?", re.M)
SMALL = st.integers(0, 5)
STEPS = (
    "write", "write_from_an_old_page", "publish", "rename", "restore", "move", "archive", "bring_back", "begin_a_copy",
    "send_a_copy", "suggest", "suggest_from_old_text", "change_suggestion", "merge", "merge_and_keep_both", "decline",
    "take_back", "reopen",
)  # fmt: skip


class Desk:
    """Three articles that lead to each other, and everybody who works on them; remembers each word that was written."""

    def __init__(self, cast):
        self.editor, self.members = cast.editor.user, (cast.trainee.user, cast.alumna.user)
        self.viewer = viewer_of(cast.editor.id)
        self.places = [
            make_collection(title="One", openness="contribute"),
            make_collection(title="Two", openness="contribute"),
            make_collection(title="Staff", audience_id=STAFF),
        ]
        self.count, self.written, self.taken_out, self.shown = 0, set(), set(), []
        self.pages: list[tuple[int, int, dict]] = []  # opened and not saved yet: article, version, words
        self.articles = [make_article(self.places[0], title=title, body="x", published=False) for title in TITLES[:3]]
        for number, article in enumerate(self.articles):
            others = [one for place, one in enumerate(self.articles) if place != number]
            links = " ".join([f"[[{one.draft_title}]] [by number](/articles/{one.id})" for one in others])
            body = "\n\n".join([links, *(self.word() for _ in range(LINES))])
            self.save(article, body=body)
            actions.publish_article(article, by=self.editor)
        for article in self.articles:  # now each has a title the others can find
            self.save(article, body=f"{article.draft_body}\n\n{self.word()}")
            actions.publish_article(article, by=self.editor)

    # ---- What people do ----

    def write(self, article: Article, where: int, more: int) -> None:
        self.pages.append((article.id, article.draft_version, self.draft_of(article)))
        self.save(article, body=self.changed(article.draft_body, where, replaces=more % 2))

    def write_from_an_old_page(self, article: Article, where: int, more: int) -> None:
        """Somebody's page is older than the draft: what they wrote is kept, or both texts are shown."""
        if self.pages:
            article_id, version, words = self.pages[more % len(self.pages)]
            body = self.changed(words["body"], where, replaces=False)
            try:
                stored = db.session.get_one(Article, article_id)
                actions.save_draft(stored, **{**words, "body": body}, version=version, by=self.editor)
            except Conflict as conflict:
                self.shown.append(conflict.body)

    def publish(self, article: Article, where: int, more: int) -> None:
        if not article.archived_at:
            actions.publish_article(article, by=self.editor)

    def rename(self, article: Article, where: int, more: int) -> None:
        self.save(article, title=TITLES[more % len(TITLES)])
        self.publish(fresh(article), where, more)

    def restore(self, article: Article, where: int, more: int) -> None:
        revisions = db.session.scalars(db.select(ArticleRevision).filter_by(article_id=article.id)).all()
        actions.restore_revision(article, revisions[more % len(revisions)], by=self.editor)

    def move(self, article: Article, where: int, more: int) -> None:
        try:
            place = self.places[more % len(self.places)]
            move_article(article, place.id, former_id=article.collection_id, by=self.editor)
        except CannotMove:
            pass

    def archive(self, article: Article, where: int, more: int) -> None:
        actions.archive_article(article, by=self.editor)

    def bring_back(self, article: Article, where: int, more: int) -> None:
        actions.unarchive_article(article, by=self.editor)

    def begin_a_copy(self, article: Article, where: int, more: int) -> None:
        member, base = self.members[more % 2], db.session.get_one(ArticleRevision, article.revision_id)
        copy = self.copy_of(article, member)
        if copy is None or not copy.is_unsent:
            body, version = self.changed(base.body, where, replaces=more % 3), 0
        else:
            body, version = self.changed(copy.draft_body, where, replaces=False), copy.draft_version
        words = {"title": base.title, "summary": "", "body": body, "why": self.word()}
        if copy is not None and copy.is_unsent:
            words["why"] = f"{copy.draft_why} {words['why']}"
        keep_copy(article, words, base=base, version=version, key="", by=member)

    def send_a_copy(self, article: Article, where: int, more: int) -> None:
        member = self.members[more % 2]
        copy = self.copy_of(article, member)
        if copy is not None and copy.is_unsent:
            words = {name: getattr(copy, f"draft_{name}") for name in ("title", "summary", "body")}
            base = db.session.get_one(ArticleRevision, copy.revision_id)
            suggesting.suggest(article, words, base=base, why=copy.draft_why, by=member)
            forget_copy(article, base=base, by=member)

    def suggest(self, article: Article, where: int, more: int) -> None:
        self._suggest(article, db.session.get_one(ArticleRevision, article.revision_id), where, more)

    def suggest_from_old_text(self, article: Article, where: int, more: int) -> None:
        read = (
            db.select(ArticleRevision).filter_by(article_id=article.id).where(ArticleRevision.published_at.is_not(None))
        )
        revisions = db.session.scalars(read.order_by(ArticleRevision.id)).all()
        self._suggest(article, revisions[more % len(revisions)], where, more)

    def _suggest(self, article: Article, base: ArticleRevision, where: int, more: int) -> None:
        title = f"{base.title} {self.word()}" if more == 5 else base.title
        words = {
            "title": title,
            "summary": "",
            "body": self.changed(base.body, where, replaces=more % 2, forgets=False),
        }
        suggesting.suggest(article, words, base=base, why=self.word(), by=self.members[more % 2])

    def change_suggestion(self, article: Article, where: int, more: int) -> None:
        if suggestion := self.suggestion_of(article, more, open_only=True):
            words = {
                "title": suggestion.title,
                "summary": "",
                "body": self.changed(suggestion.body, where, replaces=False),
            }
            by = next(one for one in self.members if one.id == suggestion.author_id)
            suggesting.change(suggestion, words, why=suggestion.why, version=suggestion.version, by=by)

    def merge(self, article: Article, where: int, more: int, *, keeps_both: bool = False) -> None:
        """Where both changed the same, the editor keeps what readers see, or both."""
        suggestion = self.suggestion_of(article, more, open_only=True)
        if suggestion is None or article.archived_at:
            return
        base, current = (
            db.session.get_one(ArticleRevision, one) for one in (suggestion.revision_id, article.revision_id)
        )
        words, pieces, _both = suggesting.merged_with(suggestion, base, current)
        clashing = conflicts(pieces)
        if clashing and keeps_both:
            words["body"] = MARKS.sub("", words["body"])
        elif clashing:
            words["body"] = current.body
        taken = set(WORD.findall(words["body"]))
        suggesting.merge_suggestion(
            suggestion, words, why="Better", version=suggestion.version, revision_id=current.id, by=self.editor
        )
        if not clashing or keeps_both:
            given = set(WORD.findall(suggestion.body)) - set(WORD.findall(base.body))
            assert given <= taken, "what was suggested is in the text"
            kept = set(WORD.findall(current.body)) - set(WORD.findall(base.body))
            assert kept <= taken, "what others wrote meanwhile is still there"
        assert taken <= set(WORD.findall(db.session.get_one(ArticleRevision, fresh(article).revision_id).body))

    def merge_and_keep_both(self, article: Article, where: int, more: int) -> None:
        self.merge(article, where, more, keeps_both=True)

    def decline(self, article: Article, where: int, more: int) -> None:
        if suggestion := self.suggestion_of(article, more, open_only=True):
            suggesting.decline(suggestion, self.word(), version=suggestion.version, by=self.editor)

    def take_back(self, article: Article, where: int, more: int) -> None:
        if suggestion := self.suggestion_of(article, more, open_only=True):
            by = next(one for one in self.members if one.id == suggestion.author_id)
            suggesting.take_back(suggestion, version=suggestion.version, by=by)

    def reopen(self, article: Article, where: int, more: int) -> None:
        suggestion = self.suggestion_of(article, more)
        if suggestion is not None and suggestion.state in ("declined", "withdrawn"):
            suggesting.reopen(suggestion, version=suggestion.version, by=self.editor)

    # ---- What must hold ----

    def readable(self) -> str:
        """Everything somebody can still read: texts, drafts, history, suggestions, copies, and conflicts that were shown."""
        event = SuggestionEvent
        columns = (
            (Article.draft_title, Article.draft_body), (ArticleRevision.title, ArticleRevision.body), (event.words,),
            (Suggestion.title, Suggestion.body, Suggestion.why), (SuggestionCopy.draft_body, SuggestionCopy.draft_why),
        )  # fmt: skip
        rows = [row for names in columns for row in db.session.execute(db.select(*names))]
        return "\n".join([*("\n".join(row) for row in rows), *self.shown])

    def check_words(self, step: str) -> None:
        lost = self.written - self.taken_out - set(WORD.findall(self.readable()))
        assert not lost, f"{step} lost {sorted(lost)}"

    def check_links(self) -> None:
        """With everything back from the archive, every link of every text leads to an article its editor finds."""
        for article in self.articles:
            actions.unarchive_article(fresh(article), by=self.editor)
        assert broken_titles(self.viewer) == []
        assert broken_addresses(self.viewer) == []
        for number, article in enumerate(self.articles):
            html = fresh(article).html
            for one in (one for place, one in enumerate(self.articles) if place != number):
                assert f'<a href="/articles/{one.id}">by number</a>' in html
            assert "[[" not in html
            assert html.count('<a href="/articles/') == 4

    # ---- How it is done ----

    def word(self) -> str:
        self.count += 1
        self.written.add(f"word{self.count}")
        return f"word{self.count}"

    def changed(self, body: str, where: int, *, replaces, forgets: bool = True) -> str:
        """Another line in the text, or other words in one; what stood there was taken out on purpose."""
        lines = body.split("\n\n")
        place = 1 + where % (len(lines) - 1)
        if replaces:
            if forgets:
                self.taken_out |= set(WORD.findall(lines[place])) - self._kept()
            lines[place] = self.word()
        else:
            lines.insert(place, self.word())
        return "\n\n".join(lines)

    def _kept(self) -> set[str]:
        """What the history holds: that nobody can take out."""
        return {word for body in db.session.scalars(db.select(ArticleRevision.body)) for word in WORD.findall(body)}

    def save(self, article: Article, **words) -> None:
        actions.save_draft(
            article, **{**self.draft_of(article), **words}, version=article.draft_version, by=self.editor
        )

    @staticmethod
    def draft_of(article: Article) -> dict[str, str]:
        return {"title": article.draft_title, "summary": article.draft_summary, "body": article.draft_body}

    @staticmethod
    def copy_of(article: Article, member) -> SuggestionCopy | None:
        which = db.select(SuggestionCopy).filter_by(article_id=article.id, draft_by=member.id, suggestion_id=None)
        return db.session.scalars(which).one_or_none()

    @staticmethod
    def suggestion_of(article: Article, which: int, *, open_only: bool = False) -> Suggestion | None:
        of_article = db.select(Suggestion).filter_by(article_id=article.id).order_by(Suggestion.id)
        found = [one for one in db.session.scalars(of_article) if one.is_open or not open_only]
        return found[which % len(found)] if found else None


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 2), SMALL, SMALL), max_size=14))
@example([("write", 0, 1, 1), ("suggest", 0, 1, 1), ("merge", 0, 0, 0), ("restore", 0, 0, 0), ("publish", 0, 0, 0)])
@example(
    [
        ("suggest", 0, 1, 1),
        ("write", 0, 1, 1),
        ("publish", 0, 0, 0),
        ("write", 0, 1, 1),
        ("merge_and_keep_both", 0, 0, 0),
    ]
)
@example([("write", 0, 0, 0), ("write", 0, 0, 0), ("write_from_an_old_page", 0, 2, 0), ("restore", 0, 0, 1)])
@example([("rename", 0, 0, 3), ("rename", 1, 0, 0), ("archive", 0, 0, 0), ("write", 2, 0, 0), ("publish", 2, 0, 0)])
@example(
    [("begin_a_copy", 0, 0, 1), ("write", 0, 0, 1), ("publish", 0, 0, 0), ("send_a_copy", 0, 0, 1), ("merge", 0, 0, 0)]
)
def test_no_words_are_lost_and_no_link_breaks(cast, steps):
    db.session.rollback()
    desk = Desk(cast)
    for name, number, where, more in steps:
        getattr(desk, name)(fresh(desk.articles[number]), where, more)
        db.session.flush()
        desk.check_words(name)
    desk.check_links()
    db.session.rollback()


@pytest.mark.parametrize("name", STEPS)
def test_each_step_does_something(cast, name):
    """So that the sequences above are about what they say."""
    desk = Desk(cast)
    article = desk.articles[0]
    for before in ("write", "begin_a_copy", "suggest"):
        getattr(desk, before)(fresh(article), 1, 1)
    if name in ("reopen",):
        desk.decline(fresh(article), 0, 0)
    if name == "bring_back":
        desk.archive(fresh(article), 0, 0)
    before = _state()
    getattr(desk, name)(fresh(article), 1, 1)
    assert _state() != before or (name == "write_from_an_old_page" and desk.shown)


def _state() -> list:
    db.session.flush()
    columns = (
        (Article.draft_body, Article.draft_title, Article.revision_id, Article.collection_id, Article.archived_at),
        (Suggestion.id, Suggestion.body, Suggestion.state, Suggestion.version),
        (SuggestionCopy.draft_body, SuggestionCopy.is_unsent),
        (Collection.id,),
    )
    return [tuple(row) for names in columns for row in db.session.execute(db.select(*names).order_by(names[0]))]
