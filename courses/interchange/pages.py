"""Reading one Markdown page of a source: its data, its title, its words, and what of it is not for learners."""

import re
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from courses.editing.forms import MOST_MINUTES
from courses.interchange.places import is_for_staff
from lms.interchange.foreign import settle_html
from lms.interchange.pages import SourcePage, page_of, read_text, take_data, take_title
from lms.interchange.receipts import Receipt
from lms.interchange.spans import code_ranges
from lms.interchange.wording import number_of
from lms.markup import MAX_LENGTH
from lms.markup.divisions import CLOSING, OPENING, kind_of

USED = frozenset(
    "title short_title sidebar_label nav_title menu_title lang language minutes duration time reading_time teaching "
    "exercises order weight nav_order position sidebar_position draft published required optional audience "
    "source_file language_code original_hash translation_date".split()
)
PLACEHOLDER = re.compile(r"\b(?:placeholder|fixme|lorem ipsum|coming soon|nog in te vullen)\b", re.I)
ADDRESS = re.compile(r"\]\([^()]*\)")


@dataclass
class Page(SourcePage):
    """A page of the source of a course."""

    @property
    def number(self) -> tuple[int, ...]:
        return number_of(self.key.rpartition("/")[2])

    @property
    def short_title(self) -> str:
        found = next(
            (self.data.get(name) for name in ("short_title", "sidebar_label", "nav_title", "menu_title")), None
        )
        return str(found)[:60] if found else ""

    @property
    def is_required(self) -> bool:
        return self.data.get("optional") is not True and self.data.get("required") is not False

    @property
    def order(self) -> float | None:
        """The place the page itself asks for, below all that numbers in names say."""
        for name in ("order", "weight", "nav_order", "sidebar_position", "position"):
            value = self.data.get(name)
            if isinstance(value, int | float) and not isinstance(value, bool):
                return float(value)
        return None

    @property
    def minutes(self) -> int | None:
        """How long it takes, from the front matter."""
        found = [_number(self.data[name]) for name in ("teaching", "exercises") if name in self.data]
        if not found:
            named = (self.data[name] for name in ("minutes", "duration", "time", "reading_time") if name in self.data)
            found = [_number(next(named, None))]
        total = sum(minutes for minutes in found if minutes)
        return total if 1 <= total <= MOST_MINUTES else None


def read_page(path: str, data: bytes, all_paths: set[str], receipt: Receipt) -> Page | None:
    """The page as its learners will need it; None, with the reason in the receipt, when it is not for them."""
    if is_for_staff(path):
        receipt.refuse(_("page"), path, _("It is written for those who teach; learners must not read it."))
        return None
    text = read_text(path, data, receipt)
    if text is None:
        return None
    text, found = take_data(path, text, USED, receipt)
    if str(found.get("audience", "")).lower() in ("instructor", "instructors", "facilitator", "trainer", "docent"):
        receipt.refuse(_("page"), path, _("It is written for those who teach; learners must not read it."))
        return None
    page = page_of(Page, path, text, found, all_paths)
    take_title(page, receipt)
    page.body = settle_html(path, _without_notes(page, receipt), receipt)
    return page if _is_worth_reading(page, receipt) else None


def is_empty(page: Page) -> bool:
    return not re.sub(r"[\W_]+", "", page.body)


def _without_notes(page: Page, receipt: Receipt) -> str:
    """The body without what its author fenced off for instructors."""
    if ":::" not in page.body:
        return page.body
    code = code_ranges(page.body)
    kept, depth, hidden_from, number, offset = [], 0, None, 0, 0
    for line in page.body.split("\n"):
        is_code = any(start <= offset < end for start, end in code)
        offset += len(line) + 1
        bare = line.strip()
        opening = None if is_code or CLOSING.match(bare) else OPENING.match(bare)
        if opening:
            name = opening["name"] or (opening["attributes"] or "").partition(".")[2].split(" ")[0]
            if hidden_from is None and kind_of(name) == "instructor":
                hidden_from, number = depth, number + 1
            depth += 1
        if hidden_from is None:
            kept.append(line)
        if not is_code and CLOSING.match(bare) and depth:
            depth -= 1
            if depth == hidden_from:
                hidden_from = None
    if number:
        why = ngettext(
            "One note for instructors was left out; learners must not read it.",
            "%(num)d notes for instructors were left out; learners must not read them.",
            number,
        )
        receipt.refuse(_("note for instructors"), page.path, why)
    return "\n".join(kept)


def _is_worth_reading(page: Page, receipt: Receipt) -> bool:
    if len(page.body) > MAX_LENGTH["lesson"]:
        why = _("It is longer than %(max)d characters. Split it and import again.", max=MAX_LENGTH["lesson"])
        receipt.refuse(_("page"), page.path, why)
        return False
    words = ADDRESS.sub("]", page.body)
    if len(words.split()) < 30 and PLACEHOLDER.search(f"{page.title} {words}"):
        receipt.refuse(_("page"), page.path, _("It is a placeholder that nobody has filled in."))
        return False
    return True


def _number(value) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return round(value)
    found = re.search(r"(\d+)\s*(h|u(?:ur)?\b)?", str(value or ""), re.I)
    return int(found[1]) * (60 if found[2] else 1) if found and len(found[1]) < 5 else None
