"""Reading one article of a source: as we wrote it ourselves word for word, or as others write them."""

from dataclasses import dataclass

from flask_babel import gettext as _

from knowledge.interchange.format import body_of
from knowledge.quotes.marks import without_quotes
from lms.interchange.foreign import settle_html
from lms.interchange.pages import (
    LONGEST_TITLE,
    SourcePage,
    page_of,
    read_text,
    take_data,
    take_front_matter,
    take_title,
)
from lms.interchange.receipts import Receipt
from lms.markup import MAX_LENGTH

LONGEST_SUMMARY = 600
SUMMARIES = ("summary", "description", "excerpt", "abstract")
USED = frozenset(
    (*SUMMARIES, *"title id slug lang language language_code source_file original_hash translation_date".split())
    + tuple("draft published pair".split())
)


@dataclass
class ArticlePage(SourcePage):
    """An article of the source; `is_own` when it was written by an export, so that nothing in it needs to be settled."""

    summary: str = ""
    is_own: bool = False

    @property
    def names(self) -> list[str]:
        """What its own site calls it in addresses, besides its file name."""
        return [str(self.data[name]) for name in ("id", "slug") if isinstance(self.data.get(name), str | int)]

    @property
    def pair(self) -> str:
        """The path, from its folder, of the same article in another language."""
        found = self.data.get("pair")
        return found if isinstance(found, str) else ""


def read_article(path: str, data: bytes, all_paths: set[str], is_own: bool, receipt: Receipt) -> ArticlePage | None:
    """The article as its readers will find it; None, with the reason in the receipt, when it cannot be one."""
    text = read_text(path, data, receipt)
    if text is None:
        return None
    page = _own_page(path, text, receipt) if is_own else None
    page = page or _page_of_others(path, text, all_paths, receipt)
    _take_summary(page, receipt)
    body = without_quotes(page.body)
    if body != page.body:
        page.body = body
        why = _(
            "A quotation from a conversation belongs to the one article its writer said yes to, so its place was left out."
        )
        receipt.change(_("quotation"), path, why)
    if len(page.body) > MAX_LENGTH["article"]:
        why = _("It is longer than %(max)d characters. Split it and import again.", max=MAX_LENGTH["article"])
        receipt.refuse(_("page"), path, why)
        return None
    return page


def _own_page(path: str, text: str, receipt: Receipt) -> ArticlePage | None:
    """None for a page somebody laid beside ours."""
    rest, data = take_front_matter(path, text, USED, Receipt())
    title, language = data.get("title"), data.get("language")
    if not isinstance(title, str) or not isinstance(language, str) or not 0 < len(title.strip()) <= LONGEST_TITLE:
        return None
    take_front_matter(path, text, USED, receipt)
    return ArticlePage(path, path, language, title, body_of(rest), data, is_own=True)


def _page_of_others(path: str, text: str, all_paths: set[str], receipt: Receipt) -> ArticlePage:
    text, data = take_data(path, text, USED, receipt)
    page = page_of(ArticlePage, path, text, data, all_paths)
    take_title(page, receipt)
    page.body = settle_html(path, page.body, receipt)
    return page


def _take_summary(page: ArticlePage, receipt: Receipt) -> None:
    found = next((page.data[name] for name in SUMMARIES if isinstance(page.data.get(name), str)), "")
    page.summary = found if page.is_own else " ".join(found.split())
    if len(page.summary) > LONGEST_SUMMARY:
        why = _("Shortened: it was longer than %(max)d characters.", max=LONGEST_SUMMARY)
        receipt.change(_("summary"), page.path, why)
        page.summary = page.summary[: LONGEST_SUMMARY - 1].rstrip() + "…"
