"""Carrying out an import of articles, and clearing away what one that did not reach its end has made."""

from knowledge.interchange import actions, removing
from knowledge.interchange.models import ArticleImport
from knowledge.interchange.planning import make_plan
from knowledge.interchange.receipts import empty_receipt
from lms.database import db
from lms.interchange.receipts import Receipt
from lms.interchange.running import bare_name, import_sent, in_steps
from lms.interchange.trees import Tree
from lms.jobs import job
from lms.people.models import User


def carry_out(row: ArticleImport, tree: Tree) -> Receipt:
    """Make the articles, in steps that are each committed; their receipt."""
    receipt = empty_receipt()
    by = db.session.get(User, row.started_by) if row.started_by else None
    collection = actions.chosen_collection(row)
    asked = {name: row.options.get(name, "") for name in ("title", "language")}
    is_flat = bool(collection and collection.parent_id)
    plan = make_plan(tree, receipt, **asked, name=bare_name(row.source_name), is_flat=is_flat)
    work = actions.build_articles(row, plan, tree, receipt, by=by)
    in_steps(row, plan.steps, work, lambda: actions.finish_import(row, receipt), clear_away)
    return receipt


def clear_away(row: ArticleImport) -> None:
    """Remove what an import that did not reach its end has made."""
    removing.remove_made(row)
    row.collection_id, row.steps_done = None, 0
    db.session.commit()


@job("article_import")
def import_uploaded(import_id: int) -> None:
    """Import the articles somebody uploaded."""
    import_sent(db.session.get_one(ArticleImport, import_id), carry_out, clear_away)
