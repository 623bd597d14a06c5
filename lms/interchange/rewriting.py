"""Giving links and pictures of a page the addresses they have here; what leads nowhere becomes its words."""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from flask_babel import gettext as _

from lms.interchange.foreign import about_covers
from lms.interchange.pages import SourcePage
from lms.interchange.receipts import Receipt
from lms.interchange.spans import Span, find_spans, hidden_letters
from lms.interchange.trees import Tree, linked_page
from lms.markup import embed_of, heading_id, render
from lms.markup.addresses import is_safe_address, scheme_of

OWN_ID = re.compile(r'\bid="(h-[^"]+)"')
TEMPLATE_CODE = re.compile(r"\{%[^{}%]{0,300}%\}|\{\{[^{}]{0,300}\}\}")


@dataclass
class Addresses:
    """Where things of the source are found here, once they have arrived. `profile` is that of lms.markup.render."""

    tree: Tree
    profile: str
    pages: dict[str, SourcePage] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)  # path of a page → its address here
    without_headings: set[str] = field(default_factory=set)  # pages whose place does not show their headings
    files: dict[str, str] = field(default_factory=dict)  # path of a file → its address here
    _ids: dict[str, set[str]] = field(default_factory=dict)

    def find_page(self, address: str, page: SourcePage, receipt: Receipt) -> str | None:
        """The path of the page a link in another means; None when it means none."""
        return linked_page(address, page.path, self.tree)

    def ids_of(self, path: str) -> set[str]:
        """The anchors of a page, as its readers’ browsers will know them."""
        if path not in self._ids:
            page = self.pages.get(path)
            html = render(page.body, profile=self.profile).html if page else ""
            self._ids[path] = set(OWN_ID.findall(html))
        return self._ids[path]


def rewrite(page: SourcePage, addresses: Addresses, receipt: Receipt) -> str:
    """The body of a page with addresses that work here."""
    _report_template_code(page, receipt)
    edits: list[tuple[int, int, str]] = []
    dropped: list[Span] = []
    for span in find_spans(page.body):
        found = _address(span, page, addresses, receipt)
        if found is None and span.form == "reference":
            dropped.append(span)
        edits += _edits(span, found)
    body = edited(page.body, edits)
    for span in dropped:
        body = _without_reference(body, span.words)
    return body


def readdressed(body: str, new_address: Callable[[str], str | None]) -> str:
    """The text with other addresses and not a letter changed besides.

    `new_address` gets each address of a link or picture as it is written; None leaves it as it is."""
    edits = []
    for span in find_spans(body):
        written = body[span.address_start : span.address_end]
        is_bracketed = written.startswith("<") and written.endswith(">")
        bare = written[1:-1] if is_bracketed else written
        found = new_address(bare)
        if found is not None:
            edits.append((span.address_start, span.address_end, f"<{found}>" if is_bracketed else found))
    return edited(body, edits)


def files_shown(page: SourcePage, tree: Tree) -> list[tuple[str, str]]:
    """(path, what its picture says) of the files of the source a page shows or leads to."""
    spans = [span for span in find_spans(page.body) if not scheme_of(span.address)]
    found = ((tree.find(span.address, page.path), span.words if span.kind == "picture" else "") for span in spans)
    return [(path, words) for path, words in found if path]


def count_links(body: str, profile: str) -> int:
    """Links as their readers meet them: the same address twice is two."""
    met: list[str] = []
    render(body, profile=profile, link=met.append)
    return len(met)


def _address(span: Span, page: SourcePage, addresses: Addresses, receipt: Receipt) -> str | None:
    find = _link if span.kind == "link" else _picture
    return find(span, page, addresses, receipt)


def _edits(span: Span, found: str | None) -> list[tuple[int, int, str]]:
    if found is None:
        return _unlinked(span)
    return [(span.address_start, span.address_end, found)] if found != span.address else []


def _link(span: Span, page: SourcePage, addresses: Addresses, receipt: Receipt) -> str | None:
    address = span.address
    target = addresses.find_page(address, page, receipt)
    fragment = address.partition("#")[2]
    if target and target in addresses.places:
        place = addresses.places[target]
        return (
            place
            if target in addresses.without_headings
            else place + _anchor(fragment, target, page, addresses, receipt)
        )
    if address.startswith("#"):
        return _anchor(fragment, page.path, page, addresses, receipt) or None
    if scheme_of(address) or address.startswith("//"):
        if is_safe_address(address):
            return _readable(address)
        receipt.refuse(link_name(address), page.path, _("Addresses of this kind are not opened from here."))
        return None
    path = target or addresses.tree.find(address, page.path)
    if path in addresses.files:
        return addresses.files[path]
    if path:
        why = _("What it leads to did not arrive here, so its words stand alone.")
    else:
        why = _("There is no such page or file in the source, so its words stand alone.")
    receipt.refuse(link_name(address), page.path, why)
    return None


def _picture(span: Span, page: SourcePage, addresses: Addresses, receipt: Receipt) -> str | None:
    address = span.address
    if scheme_of(address) or address.startswith("//"):
        if not is_safe_address(address):
            receipt.refuse(_picture_name(address), page.path, _("Addresses of this kind are not shown here."))
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


def _anchor(fragment: str, target: str, page: SourcePage, addresses: Addresses, receipt: Receipt) -> str:
    """`#…` for a heading of the target, whichever way the source’s own site spelled it."""
    if not fragment or fragment.startswith(":~:"):
        return ""
    target_page = addresses.pages.get(target)
    if target_page and fragment in target_page.anchors:
        return ""
    known = addresses.ids_of(target)
    wanted = heading_id(fragment)
    if wanted not in known:
        wanted = next((own for own in sorted(known) if squashed(own[2:]) == squashed(fragment)), "")
    if wanted:
        return f"#{wanted}"
    receipt.change(
        link_name(f"#{fragment}"), page.path, _("There is no such heading; the link leads to the top of the page.")
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


def edited(source: str, edits: list[tuple[int, int, str]]) -> str:
    """The text with (start, end, new words) put in. Edits never overlap, but one may lie inside what another one replaces whole; then the outer one counts."""
    pieces, position = [], 0
    for start, end, new in sorted(edits, key=lambda edit: (edit[0], -edit[1])):
        if start < position:
            continue
        pieces += [source[position:start], new]
        position = end
    return "".join([*pieces, source[position:]])


def _report_template_code(page: SourcePage, receipt: Receipt) -> None:
    hidden = hidden_letters(page.body)
    if any(not hidden[found.start()] for found in TEMPLATE_CODE.finditer(page.body)):
        why = _("Code of another site’s templates; readers see it as it stands.")
        receipt.change(_("template code"), page.path, why)


def _readable(address: str) -> str:
    """Spaces would end an address in Markdown."""
    return address.replace(" ", "%20") if " " in address else address


def squashed(words: str) -> str:
    return re.sub(r"[\W_]+", "", words.casefold())


def _name(address: str) -> str:
    return posixpath.basename(urlsplit(address).path) or address


def link_name(address: str) -> str:
    return _("link %(address)s", address=address[:200])


def _picture_name(address: str) -> str:
    return _("image %(address)s", address=address[:200])
