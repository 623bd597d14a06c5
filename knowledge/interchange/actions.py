"""Every write of bringing articles in, and of undoing it."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from knowledge import actions as articles
from knowledge.collections.actions import change_collection, create_collection
from knowledge.interchange import queries, removing
from knowledge.interchange.addressing import ArticleAddresses, titles_in, written_here
from knowledge.interchange.format import ABOUT
from knowledge.interchange.models import ArticleImport
from knowledge.interchange.pages import ArticlePage
from knowledge.interchange.planning import Plan, PlannedCollection
from knowledge.links.addresses import title_key
from knowledge.models import Article, Collection
from knowledge.uploads.files import ARTICLE_FILES
from lms.access import STAFF
from lms.admin.audit import audit
from lms.database import db, now
from lms.interchange.actions import InUse, KeptFiles, NothingToImport, begin_import, end_import
from lms.interchange.receipts import Receipt
from lms.interchange.rewriting import count_links, link_name
from lms.interchange.trees import Tree

LONGEST_ALT = 300


def start_import(
    *, source_name: str, source_key: str = "", title: str = "", language: str = "", collection_id: int | None = None,
    publishes: bool = True, by=None,
) -> ArticleImport:  # fmt: skip
    """Write down that somebody brings articles in, into a collection there is or a new one; the work itself follows."""
    options = {"title": title, "language": language, "collection_id": collection_id, "publishes": publishes}
    return begin_import(
        ArticleImport(title=title, options=options), source_name=source_name, source_key=source_key, by=by
    )


def chosen_collection(row: ArticleImport) -> Collection | None:
    """Where the articles are to arrive; None for a new collection. NothingToImport when readers no longer find it."""
    chosen = row.options.get("collection_id")
    collection = db.session.get(Collection, chosen) if chosen else None
    if chosen and (collection is None or collection.archived_at):
        raise NothingToImport(_("The collection they were to arrive in is in the archive. Choose another one."))
    return collection


def build_articles(row: ArticleImport, plan: Plan, tree: Tree, receipt: Receipt, *, by=None) -> Iterator[None]:
    """Make collections and articles, then keep files and write and publish texts; yields after each file, text and
    publication, so that callers can show how far it is."""
    arrivals = _make_all(row, plan, receipt, by)
    places = {page.path: f"/articles/{article.id}" for arrival in arrivals for page, article in arrival.articles}
    everything = {page.path: article for arrival in arrivals for page, article in arrival.articles}
    for arrival in arrivals:
        addresses = ArticleAddresses(tree, plan.pages, places)
        files = KeptFiles(tree, addresses, ARTICLE_FILES, receipt, by)
        for path, (page, words) in arrival.planned.files.items():
            files.keep(path, everything[page.path], words[:LONGEST_ALT])
            yield
        for page, article in arrival.articles:
            _write(page, article, addresses, receipt, by)
            yield
    _pair(plan, everything, receipt)
    for page in plan.pages:
        _publish(page, everything[page.path], row, receipt, by)
        yield
    _report_titles(plan, everything, receipt)
    collection = arrivals[0].collection
    receipt.made = {"id": collection.id, "title": collection.title, "url": f"/collections/{collection.id}"}


def finish_import(row: ArticleImport, receipt: Receipt) -> None:
    end_import(row, receipt)
    audit("articles imported", object_kind="collection", object_id=row.collection_id)


def undo_import(row: ArticleImport, *, by) -> None:
    """Take away what the import made, if nobody has used it; InUse when something of somebody's would be lost."""
    if row.undone_at:
        return
    if reason := queries.use_of(row):
        raise InUse(reason)
    try:
        with db.session.begin_nested():
            removing.remove_made(row)
    except IntegrityError as error:
        # What belongs to somebody holds on to its article: a vote, a suggestion, a conversation.
        raise InUse(_("Somebody has answered, changed or talked about one of its articles since.")) from error
    row.undone_at = now()
    audit("import undone", actor=by, object_kind="article_import", object_id=row.id)


@dataclass
class _Arrival:
    planned: PlannedCollection
    collection: Collection
    articles: list[tuple[ArticlePage, Article]]


def _make_all(row: ArticleImport, plan: Plan, receipt: Receipt, by) -> list[_Arrival]:
    """Every collection and every article, without a text yet, so that texts can lead to all of them."""
    chosen = chosen_collection(row)
    outer = chosen or _make_collection(plan.outer, plan, receipt, by)
    made = [] if chosen else [outer]
    _say_where(plan.outer, outer, row, receipt, is_new=not chosen, by=by)
    arrivals = [_Arrival(plan.outer, outer, [])]
    known_within = queries.collections_within(outer) if chosen else {}
    for planned in plan.inner:
        collection = known_within.pop(title_key(planned.title), None)
        if collection is None:
            collection = _make_collection(planned, plan, receipt, by, within=outer)
            made.append(collection)
        arrivals.append(_Arrival(planned, collection, []))
    for arrival in arrivals:
        known = queries.titles_in(arrival.collection) if arrival.collection not in made else set()
        for page in arrival.planned.pages:
            if title_key(page.title) in known:
                why = _("An article of this title stood in the collection already; now there are two.")
                receipt.change(_("page"), page.path, why)
            words = {"title": page.title, "summary": page.summary, "language": page.language}
            article = articles.create_article(arrival.collection, **words, body="", by=by)
            arrival.articles.append((page, article))
            receipt.count("articles")
    row.collection_id = outer.id
    ids = [article.id for arrival in arrivals for _page, article in arrival.articles]
    row.made = row.made | {"articles": ids, "collections": [collection.id for collection in made]}
    db.session.flush()
    return arrivals


def _make_collection(planned: PlannedCollection, plan: Plan, receipt: Receipt, by, within: Collection | None = None):
    """For staff alone, or as the collection around it: nobody new reads anything before an editor says so."""
    receipt.count("collections")
    return create_collection(
        title=planned.title,
        summary=planned.summary,
        audience_id=within.audience_id if within else STAFF,
        openness=planned.openness or (within.openness if within else "discuss"),
        language=planned.language or plan.language,
        owner_id=within.owner_id if within else (by.id if by else None),
        parent_id=within.id if within else None,
        by=by,
    )


def _say_where(planned: PlannedCollection, outer: Collection, row, receipt: Receipt, *, is_new: bool, by) -> None:
    if is_new:
        why = _("The collection is new and read by staff alone until an editor opens it to others.")
        receipt.change(_("collection"), outer.title, why)
    elif planned.summary and not outer.summary:
        kept = {name: getattr(outer, name) for name in ("title", "openness", "language", "owner_id", "version")}
        change_collection(outer, summary=planned.summary, by=by, **kept)
        row.made = {"summary": planned.summary}
        receipt.change(_("collection"), outer.title, _("It had no words of its own and got those of the source."))
    elif planned.summary and planned.summary != outer.summary:
        receipt.refuse(_("collection"), ABOUT, _("The collection keeps its own words."))
    if not is_new and (planned.openness or outer.openness) != outer.openness:
        receipt.refuse(_("collection"), ABOUT, _("The collection stays as open as it is."))
    if not is_new and (planned.language or outer.language) != outer.language:
        receipt.refuse(_("collection"), ABOUT, _("The collection keeps its language."))


def _write(page: ArticlePage, article: Article, addresses: ArticleAddresses, receipt: Receipt, by) -> None:
    body = written_here(page, addresses, receipt)
    words = {"title": page.title, "summary": page.summary, "body": body}
    articles.save_draft(article, **words, version=article.draft_version, by=by)
    receipt.count("links", count_links(body, "article"))


def _pair(plan: Plan, everything: dict[str, Article], receipt: Receipt) -> None:
    """Two pages that say the same in two languages find each other."""
    paired: set[str] = set()
    for page, other in plan.pairs():
        if page.path in paired or other.path in paired:
            continue
        if page.language == other.language:
            receipt.refuse(_("pair"), page.path, _("Both are in one language, so they stand apart."))
            continue
        articles.pair_articles(everything[page.path], everything[other.path])
        paired |= {page.path, other.path}


def _publish(page: ArticlePage, article: Article, row: ArticleImport, receipt: Receipt, by) -> None:
    if page.is_draft:
        receipt.change(_("page"), page.path, _("It says it is a draft, so it is not published yet."))
    elif row.options.get("publishes", True):
        articles.publish_article(article, by=by)
    else:
        receipt.change(_("page"), page.path, _("It is a draft until somebody publishes it, as was chosen."))


def _report_titles(plan: Plan, everything: dict[str, Article], receipt: Receipt) -> None:
    for page in plan.pages:
        titles = {found[1] for found in titles_in(everything[page.path].draft_body)}
        for title in sorted(queries.unknown_titles(everything[page.path], titles)):
            why = _("No article has this title here. Its words stand there until one is published.")
            receipt.change(link_name(f"[[{title}]]"), page.path, why)
