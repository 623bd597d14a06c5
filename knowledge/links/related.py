"""Articles that are about the same as one, among those its reader finds."""

from knowledge.models import Article
from lms.access import Viewer
from lms.search.queries import find_resembling
from lms.search.telling import count_shared, stems, telling_words

MOST = 5
LOOKED_AT = 25


def related_to(viewer: Viewer, article: Article) -> list:
    """Those that share most of the telling words of its title and summary, two of them at least where it has two."""
    title, summary = article.title or article.draft_title, article.summary or article.draft_summary
    words = telling_words(f"{title} {summary}")
    if not words:
        return []
    hits = find_resembling(viewer, [tuple(sorted(stems(word))) for word in words], ("article",), LOOKED_AT)
    found = {}
    for hit in hits:
        shared = count_shared(words, f"{hit.title} {hit.body}", hit.language)
        if hit.object_id not in (article.id, article.pair_id) and shared >= min(2, len(words)):
            found[hit.object_id] = (hit.extra.get("obsolete", False), -shared, hit)
    return [hit for _obsolete, _shared, hit in sorted(found.values(), key=lambda one: one[:2])[:MOST]]
