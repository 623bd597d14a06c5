"""What the knowledge base shows elsewhere: its public collections to guests, and to writers what waits for them."""

from flask import render_template

from knowledge.collections.nesting import nested
from knowledge.queries import find_collections
from knowledge.writing.queries import find_drafts_of, find_misses
from lms.access import GUEST, Viewer

MOST = 5


def front() -> str:
    """The collections everybody may read, on the academy's public face."""
    collections = [row for row in find_collections(GUEST) if row.articles]
    if not collections:
        return ""
    return render_template("knowledge/_front.html", collections=nested(collections))


def home_sections(viewer: Viewer) -> str:
    """Writers see their own drafts, and what readers looked for in vain. Only staff write, so nobody else is asked."""
    if not viewer.is_staff:
        return ""
    drafts, misses = find_drafts_of(viewer, MOST), find_misses(viewer, MOST)
    return render_template("knowledge/_home_sections.html", drafts=drafts, misses=misses) if drafts or misses else ""
