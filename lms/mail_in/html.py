"""The words of an HTML mail as Markdown; what mail programs mark as a signature is left out, what they quote is marked."""

import re
from collections import Counter
from html.parser import HTMLParser

from lms.mail_in.cutting import HERE_IT_ENDS

SILENT = frozenset({"style", "script", "head", "title", "template", "object"})
VOID = frozenset({"br", "img", "hr", "input", "meta", "link", "col", "wbr", "area", "base", "source"})
BLOCKS = frozenset(
    {"p", "div", "tr", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "section", "article"}
)
PARAGRAPHS = frozenset({"p", "ul", "ol", "h1", "h2", "h3", "h4", "pre", "blockquote", "table"})
SIGNATURES = re.compile(
    r"gmail_signature|moz-signature|signature_block|ms-outlook-mobile-signature|applemailsignature|^x?_?signature$|"
    r"^pm-signature|mobile_?signature|edo-signature|yahoo-signature|mail-footer",
    re.I,
)
REST_IS_QUOTED = re.compile(
    r"divrplyfwdmsg|appendonsend|olk_src_body_section|mail-editor-reference-message-container|yahoo_quoted|protonmail_quote|"
    r"ms-outlook-mobile-reference-message|tutanota_quote|zmail_extra|replysplit|_stopspelling|isforwardcontent|edo-original",
    re.I,
)
DEEPEST = 20  # quotes in quotes and lists in lists that are still told apart
OUTLOOK_LINE = re.compile(r"border-top:\s*solid\s+#(?:e1e1e1|b5c4df|ccc)", re.I)


def text_of(html: str) -> str:
    """The mail as text: emphasis, links, lists and pictures as Markdown, quotes with “>” before each line."""
    reader = _Reader()
    whole, end, rest = html.rpartition(">")
    # Without a tag that never ends: Python would look for its end again and again.
    reader.feed(whole + end + rest.partition("<")[0])
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = [""]
        self._open: list[tuple[str, str]] = []  # (tag, what ending it does)
        self._open_tags: Counter[str] = Counter()
        self._silent = self._quoted = self._preformatted = 0
        self._lists: list[int | None] = []

    def handle_starttag(self, tag, attributes):
        if tag in VOID:
            self._void(tag, dict(attributes))
            return
        ends, named = "", dict(attributes)
        names = f"{named.get('class') or ''} {named.get('id') or ''}".split()
        if not self._silent and self._begins_the_quoted_rest(tag, names, named):
            self._line()
            self._write(HERE_IT_ENDS)
            self._line()
        if tag in SILENT or any(SIGNATURES.search(name) for name in names) or named.get("data-smartmail"):
            ends, self._silent = "silent", self._silent + 1
        elif tag == "blockquote":
            self._line()
            ends, self._quoted = "quote", self._quoted + 1
            self._line()
        elif tag in BLOCKS or tag == "li":
            self._block(tag)
            ends = tag
        elif tag in ("b", "strong"):
            self._write("\x01")
            ends = "bold"
        elif tag in ("i", "em"):
            self._write("\x03")
            ends = "italic"
        elif tag == "a":
            self._write("\x05")
            ends = f"link {named.get('href') or ''}"
        elif tag in ("td", "th"):
            self._write(" ")
        self._open.append((tag, ends))
        self._open_tags[tag] += 1

    def handle_endtag(self, tag):
        if not self._open_tags[tag]:
            return
        while self._open:
            name, ends = self._open.pop()
            self._open_tags[name] -= 1
            self._end(ends)
            if name == tag:
                return

    def handle_data(self, data):
        if self._preformatted:
            for number, line in enumerate(data.split("\n")):
                if number:
                    self._line(always=True)
                self._write(line)
        else:
            self._write(re.sub(r"[ \t\r\n\f]+", " ", re.sub(r"[\x00-\x08]", "", data)))

    def text(self) -> str:
        text = "\n".join(self._lines)
        text = re.sub(r"\x01([^\x01\x02\n]*+)\x02", _marked("**"), text)
        text = re.sub(r"\x03([^\x03\x04\n]*+)\x04", _marked("*"), text)
        text = re.sub(r"[\x01-\x08]", "", text)
        return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in text.split("\n"))).strip("\n")

    def _begins_the_quoted_rest(self, tag, names, named) -> bool:
        return any(REST_IS_QUOTED.search(name) for name in names) or (
            tag == "div" and bool(OUTLOOK_LINE.search(named.get("style") or ""))
        )

    def _void(self, tag, named):
        if tag == "br":
            self._line(always=True)
        elif tag == "img" and (named.get("src") or "").lower().startswith("cid:"):
            words = re.sub(r"[^\w .-]", " ", named.get("alt") or "")
            self._write(f"![{words}]({named['src'].strip()})")

    def _block(self, tag):
        self._line()
        if tag in PARAGRAPHS and not self._lists:
            self._line(blank=True)
        if tag in ("ul", "ol"):
            self._lists.append(1 if tag == "ol" else None)
        elif tag == "li":
            number = self._lists[-1] if self._lists else None
            self._write("  " * min(max(0, len(self._lists) - 1), DEEPEST) + (f"{number}. " if number else "- "))
            if number:
                self._lists[-1] = number + 1
        elif tag == "pre":
            self._preformatted += 1

    def _end(self, ends):
        if ends == "silent":
            self._silent -= 1
        elif ends == "quote":
            self._line()
            self._quoted -= 1
            self._line(blank=True)
        elif ends == "bold":
            self._write("\x02")
        elif ends == "italic":
            self._write("\x04")
        elif ends.startswith("link "):
            self._end_link(ends.removeprefix("link "))
        elif ends:
            if ends == "pre":
                self._preformatted -= 1
            if ends in ("ul", "ol") and self._lists:
                self._lists.pop()
            self._line(blank=ends in PARAGRAPHS and not self._lists)

    def _end_link(self, address):
        before, mark, words = self._lines[-1].rpartition("\x05")
        bare = re.sub(r"[\x01-\x08]", "", words).strip()
        is_worth_it = mark and bare and re.match(r"https?://", address) and bare.rstrip("/") != address.rstrip("/")
        if not self._silent and is_worth_it and "![" not in bare and "]" not in bare:
            self._lines[-1] = f"{before}[{bare}]({address.replace(' ', '%20').replace(')', '%29')})"
        else:
            self._lines[-1] = before + words

    def _write(self, text):
        if self._silent or not text:
            return
        line = self._lines[-1]
        if not self._preformatted and text.startswith(" ") and (not line.strip("> ") or line.endswith(" ")):
            text = text.lstrip(" ")
        if text and not line:
            line = self._quote_marks()
        self._lines[-1] = line + text

    def _quote_marks(self) -> str:
        return "> " * min(self._quoted, DEEPEST)

    def _line(self, *, always=False, blank=False):
        """A new line where one has begun; `blank` leaves one empty, `always` also where nothing stands yet."""
        if self._silent:
            return
        if self._lines[-1].strip("> ") or always:
            self._lines.append("")
        if blank and len(self._lines) > 1 and self._lines[-2].strip("> "):
            self._lines[-1] = self._quote_marks()
            self._lines.append("")


def _marked(mark):
    def replace(found):
        words = found[1].strip()
        return found[1].replace(words, f"{mark}{words}{mark}", 1) if words else found[1]

    return replace
