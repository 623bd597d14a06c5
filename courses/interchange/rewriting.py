"""Giving links and pictures of a page the addresses they have here; what leads nowhere becomes its words."""

import posixpath
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from flask_babel import gettext as _

from courses.interchange.foreign import about_covers
from courses.interchange.outlines import linked_page
from courses.interchange.pages import Page
from courses.interchange.receipts import Receipt
from courses.interchange.spans import Span, find_spans, hidden_letters
from courses.interchange.trees import Tree
from lms.markup import embed_of, heading_id, render
from lms.markup.addresses import is_safe_address, scheme_of

OWN_ID = re.compile(r'\bid="(h-[^"]+)"')
QUESTION = re.compile(r"(?m)^:{3,}[ \t]*question[ \t]+#?[0-9]+[ \t]*:*$")
TEMPLATE_CODE = re.compile(r"\{%[^{}%]{0,300}%\}|\{\{[^{}]{0,300}\}\}")


@dataclass
class Addresses:
    """Where things of the source are found here, once they have arrived."""

    tree: Tree
    lessons: dict[str, int] = field(default_factory=dict)  # path of a page → id of its lesson
    front_paths: set[str] = field(default_factory=set)  # pages that became the course page
    course_url: str = ""
    files: dict[str, str] = field(default_factory=dict)  # path of a file → its address
    pages: dict[str, Page] = field(default_factory=dict)
    _ids: dict[str, set[str]] = field(default_factory=dict)

    def ids_of(self, path: str) -> set[str]:
        """The anchors of a page, as its readers’ browsers will know them."""
        if path not in self._ids:
            page = self.pages.get(path)
            html = render(page.body, profile="lesson").html if page else ""
            self._ids[path] = set(OWN_ID.findall(html))
        return self._ids[path]


def rewrite(page: Page, addresses: Addresses, receipt: Receipt) -> str:
    """The body of a page with addresses that work here."""
    _report_template_code(page, receipt)
    _report_questions(page, receipt)
    edits: list[tuple[int, int, str]] = []
    dropped: list[Span] = []
    for span in find_spans(page.body):
        found = _address(span, page, addresses, receipt)
        if found is None and span.form == "reference":
            dropped.append(span)
        edits += _edits(span, found)
    body = _edited(page.body, edits)
    for span in dropped:
        body = _without_reference(body, span.words)
    return body


def files_shown(page: Page, tree: Tree) -> list[str]:
    """The files of the source a page shows or leads to."""
    found = (tree.find(span.address, page.path) for span in find_spans(page.body) if not scheme_of(span.address))
    return [path for path in found if path]


def count_links(body: str) -> int:
    """Links as their readers meet them: the same address twice is two."""
    met: list[str] = []
    render(body, profile="lesson", link=met.append)
    return len(met)


def _address(span: Span, page: Page, addresses: Addresses, receipt: Receipt) -> str | None:
    find = _link if span.kind == "link" else _picture
    return find(span, page, addresses, receipt)


def _edits(span: Span, found: str | None) -> list[tuple[int, int, str]]:
    if found is None:
        return _unlinked(span)
    return [(span.address_start, span.address_end, found)] if found != span.address else []


def _link(span: Span, page: Page, addresses: Addresses, receipt: Receipt) -> str | None:
    address = span.address
    target = linked_page(address, page.path, addresses.tree)
    fragment = address.partition("#")[2]
    if target and target in addresses.lessons:
        return f"/lessons/{addresses.lessons[target]}{_anchor(fragment, target, page, addresses, receipt)}"
    if target and target in addresses.front_paths:
        return addresses.course_url
    if address.startswith("#"):
        return _anchor(fragment, page.path, page, addresses, receipt) or None
    if scheme_of(address) or address.startswith("//"):
        if is_safe_address(address):
            return _readable(address)
        receipt.refuse(_link_name(address), page.path, _("Addresses of this kind are not opened from a lesson."))
        return None
    path = target or addresses.tree.find(address, page.path)
    if path in addresses.files:
        return addresses.files[path]
    if path:
        why = _("What it leads to is not for learners or did not arrive, so its words stand alone.")
    else:
        why = _("There is no such page or file in the source, so its words stand alone.")
    receipt.refuse(_link_name(address), page.path, why)
    return None


def _picture(span: Span, page: Page, addresses: Addresses, receipt: Receipt) -> str | None:
    address = span.address
    if scheme_of(address) or address.startswith("//"):
        if not is_safe_address(address):
            receipt.refuse(_picture_name(address), page.path, _("Addresses of this kind are not shown in a lesson."))
            return None
        why = _("It stands elsewhere; readers see a link to it, for their browsers fetch nothing from other sites.")
        if embed_of(address):
            why = about_covers()
        receipt.change(_picture_name(address), page.path, why)
        return _readable(address)
    path = addresses.tree.find(address, page.path)
    if path in addresses.files:
        return addresses.files[path]
    why = (
        _("It did not arrive, so its description stands alone.") if path else _("There is no such file in the source.")
    )
    receipt.refuse(_picture_name(address), page.path, why)
    return None


def _anchor(fragment: str, target: str, page: Page, addresses: Addresses, receipt: Receipt) -> str:
    """`#…` for a heading of the target, whichever way the source’s own site spelled it."""
    if not fragment or fragment.startswith(":~:"):
        return ""
    target_page = addresses.pages.get(target)
    if target_page and fragment in target_page.anchors:
        return ""
    known = addresses.ids_of(target)
    wanted = heading_id(fragment)
    if wanted not in known:
        wanted = next((own for own in sorted(known) if _squashed(own[2:]) == _squashed(fragment)), "")
    if wanted:
        return f"#{wanted}"
    receipt.change(
        _link_name(f"#{fragment}"), page.path, _("There is no such heading; the link leads to the top of the page.")
    )
    return ""


def _unlinked(span: Span) -> list[tuple[int, int, str]]:
    """Edits that leave the words of a link, or the description of a picture, without their address."""
    if span.form == "inline" and span.kind == "link":
        return [(span.start, span.words_start, ""), (span.words_end, span.end, "")]
    if span.form == "reference":
        return [(span.start, span.end, "")]
    if span.form == "html" and span.kind == "link":
        return [(span.start, span.end, "")]
    return [(span.start, span.end, span.words)]


def _without_reference(source: str, name: str) -> str:
    """What used a reference that is gone keeps its words."""
    name = re.escape(name)
    source = re.sub(rf"!?\[((?:[^\[\]]|\\.)*)\]\[{name}\]", r"\1", source, flags=re.I)
    return re.sub(rf"!?\[({name})\](?:\[\])?(?![\[(:])", r"\1", source, flags=re.I)


def _edited(source: str, edits: list[tuple[int, int, str]]) -> str:
    """Edits never overlap, but one may lie inside what another one replaces whole; then the outer one counts."""
    pieces, position = [], 0
    for start, end, new in sorted(edits, key=lambda edit: (edit[0], -edit[1])):
        if start < position:
            continue
        pieces += [source[position:start], new]
        position = end
    return "".join([*pieces, source[position:]])


def _report_template_code(page: Page, receipt: Receipt) -> None:
    hidden = hidden_letters(page.body)
    if any(not hidden[found.start()] for found in TEMPLATE_CODE.finditer(page.body)):
        why = _("Code of another site’s templates; readers see it as it stands.")
        receipt.change(_("template code"), page.path, why)


def _report_questions(page: Page, receipt: Receipt) -> None:
    if QUESTION.search(page.body):
        why = _("Its question stands in another bank. Write the number of one of this course, or readers see none.")
        receipt.change(_("question"), page.path, why)


def _readable(address: str) -> str:
    """Spaces would end an address in Markdown."""
    return address.replace(" ", "%20") if " " in address else address


def _squashed(words: str) -> str:
    return re.sub(r"[\W_]+", "", words.casefold())


def _name(address: str) -> str:
    return posixpath.basename(urlsplit(address).path) or address


def _link_name(address: str) -> str:
    return _("link %(address)s", address=address[:200])


def _picture_name(address: str) -> str:
    return _("image %(address)s", address=address[:200])
