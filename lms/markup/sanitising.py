"""The allow lists, and the two sanitisers every HTML passes before it is stored."""

import html
import re
from threading import local

import bleach
import nh3

from lms.markup.addresses import SCHEMES, is_safe_address
from lms.markup.films import PLAYABLE, embed_of
from lms.markup.highlighting import TOKEN_CLASSES
from lms.markup.maths import MATHS_ATTRIBUTES, MATHS_ELEMENTS

MAX_DEPTH = 60
MAX_UNCLOSED = 150
MAX_TAGS = 8_000

ELEMENTS = frozenset(
    "a abbr b blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure "
    "h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub summary "
    "sup table tbody td tfoot th thead time tr tt u ul var wbr".split()
)
EVERYWHERE = frozenset({"class", "dir", "lang", "title"})
ATTRIBUTES = {
    "a": frozenset({"href"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "div": frozenset({"data-question", "data-quote"}),
    "img": frozenset({"src", "alt", "width", "height", "data-captions"}),
    "li": frozenset({"value"}),
    "ol": frozenset({"start", "reversed"}),
    "td": frozenset({"colspan", "rowspan"}),
    "th": frozenset({"colspan", "rowspan", "scope"}),
    "time": frozenset({"datetime"}),
}
# What only our own finishing adds, after a person's HTML has been cleaned; the last pass lets it through.
FINISHED_ELEMENTS = ELEMENTS | MATHS_ELEMENTS | {"audio", "video", "track"}
FINISHED_EVERYWHERE = EVERYWHERE | {"id", "data-block", "tabindex", "role", "aria-label"}
FINISHED_ATTRIBUTES = ATTRIBUTES | {
    "a": ATTRIBUTES["a"] | {"rel", "data-embed"},
    "audio": frozenset({"src", "controls", "preload"}),
    "details": frozenset({"name", "open"}),
    "img": ATTRIBUTES["img"] | {"loading"},
    "track": frozenset({"src", "kind", "srclang", "label", "default"}),
    "video": frozenset({"src", "controls", "preload"}),
    "math": MATHS_ATTRIBUTES | {"display", "alttext"},
}

KINDS = frozenset(
    "callout caution challenge checklist danger discussion example exercise hint important info instructor keypoints "
    "note objectives prereq questions quote reflection solution spoiler tab testimonial tip try warning".split()
)
DISCLOSURES = frozenset({"solution", "hint", "spoiler", "tab"})
CLASSES = (
    frozenset(
        "align-left align-center align-right anchor callout callout-title callout-kind footnote-ref footnote-item "
        "footnote-back footnotes mention math-inline math-display quoted self-check tabset task task-done task-list "
        "task-mark".split()
    )
    | {f"callout-{kind}" for kind in KINDS}
    | DISCLOSURES
)
FINISHED_CLASSES = CLASSES | TOKEN_CLASSES | {"table-scroll", "cover", "cover-title", "cover-note", "file-facts"}

CONTENT_DROPPED = frozenset({"script", "style", "template", "noscript", "noembed", "noframes", "xmp", "title"})
EMBEDS = frozenset({"iframe", "video", "audio", "embed", "source"})
EMBED = re.compile(
    rf"<(?:{'|'.join(sorted(EMBEDS))})\b[^<>]{{0,500}}?\bsrc\s*=\s*[\"']?(https?://[^\"'\s<>]{{1,800}})", re.I
)
LANGUAGE_CLASS = re.compile(r"language-[A-Za-z0-9_+#.-]{1,30}\Z")
LANGUAGE_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
OWN_ID = re.compile(r"h-[\w.-]{1,120}\Z")
NUMBER = re.compile(r"-?[0-9]{1,5}\Z")
NUMERIC = frozenset({"width", "height", "colspan", "rowspan", "span", "start", "value", "tabindex"})
NUMBERED = re.compile(r"[0-9]{1,15}\Z")
TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
# Words and tags without any attributes, as most posts are: there is nothing in them to take away.
PLAIN = re.compile(
    r"(?:[^<>\x00-\x08\x0b-\x1f\x7f-\x9f\U0010ff00-\U0010ffff]++|</?(?:blockquote|br|code|em|li|ol|p|strong|ul)>)*+"
)
# Private characters of the last plane, which no font and no keyboard gives to anybody.
STAND_INS = {
    "&amp;": "\U0010ff00",
    "&lt;": "\U0010ff01",
    "&gt;": "\U0010ff02",
    "&quot;": "\U0010ff03",
    "&nbsp;": "\U0010ff04",
}
VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
OPTIONAL_ENDS = VOID | {"p", "li", "dt", "dd", "td", "th", "tr", "thead", "tbody", "tfoot", "option"}


def sanitise(source: str) -> str:
    """Clean a stranger's HTML; what costs too much to clean comes back as the text it was."""
    settled = settle(source)
    return f"<p>{html.escape(source, quote=False)}</p>" if settled is None else settled


def settle(source: str) -> str | None:
    """Bleach first, nh3 last; None when the tags are nested too deeply, or too many, to be meant.

    Bleach is not asked about plain words, for which it took half of the time of a post."""
    if _nests_beyond(source, MAX_UNCLOSED, OPTIONAL_ENDS):
        return None
    # A player from elsewhere is never taken over, but its address is not lost either: a video we know gets a cover.
    source = EMBED.sub(_embedded, source)
    # html5lib, under bleach, needs quadratic time for ill-nested tags; settled HTML it reads in one sweep.
    settled = _person.clean(source)
    if _nests_beyond(settled, MAX_DEPTH, VOID):
        return None
    return settled if PLAIN.fullmatch(settled) else _person.clean(_bleached(settled))


def sanitise_finished(source: str) -> str:
    """The last pass over finished HTML: everything `sanitise` allows and what our own finishing adds."""
    return _finished.clean(source)


def _embedded(found: re.Match) -> str:
    address = found[1]
    if embed_of(html.unescape(address)):
        return f'<figure><img src="{address}" alt=""></figure>{found[0]}'
    return f'<p><a href="{address}">{address}</a></p>{found[0]}'


def _bleached(settled):
    # html5lib spends most of its time on character references; these stand-ins go through as plain text.
    for reference, stand_in in STAND_INS.items():
        settled = settled.replace(stand_in, "").replace(reference, stand_in)
    # Its parser keeps state while it works, and a server has several threads.
    if not hasattr(_of_this_thread, "bleach"):
        _of_this_thread.bleach = bleach.Cleaner(tags=ELEMENTS, attributes=_bleach_allows, protocols=SCHEMES, strip=True)
    bleached = _of_this_thread.bleach.clean(settled)
    for reference, stand_in in STAND_INS.items():
        bleached = bleached.replace(stand_in, reference)
    return bleached


def _bleach_allows(element, name, value):
    return (name in EVERYWHERE or name in ATTRIBUTES.get(element, ())) and (
        _person_attribute(element, name, value) is not None
    )


def _person_attribute(element, name, value):
    return _attribute(element, name, value, CLASSES)


def _finished_attribute(element, name, value):
    if name in ("id", "name"):
        return value if OWN_ID.match(value) else None
    if name == "data-embed":
        return value if PLAYABLE.match(value) else None
    return _attribute(element, name, value, FINISHED_CLASSES)


def _attribute(element, name, value, classes):
    if name == "class":
        known = [
            word for word in value.split() if word in classes or (element == "code" and LANGUAGE_CLASS.match(word))
        ]
        return " ".join(known) or None
    if name in ("href", "src"):
        return value if is_safe_address(value) else None
    if name in ("data-question", "data-quote"):
        return value if NUMBERED.match(value) else None
    if name in NUMERIC:
        return value if NUMBER.match(value) else None
    if name == "lang":
        return value if LANGUAGE_TAG.match(value) else None
    if name == "dir":
        return value if value in ("ltr", "rtl", "auto") else None
    if name == "scope":
        return value if value in ("col", "row", "colgroup", "rowgroup") else None
    return value


def _nests_beyond(source, most, not_nesting):
    depth = 0
    for count, (slash, name) in enumerate(TAG.findall(source)):
        if name.lower() not in not_nesting:
            depth = max(0, depth + (-1 if slash else 1))
        if depth > most or count > MAX_TAGS:
            return True
    return False


def _cleaner(elements, everywhere, attributes, keep) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(elements),
        clean_content_tags=set(CONTENT_DROPPED),
        attributes={"*": set(everywhere)} | {element: set(names) for element, names in attributes.items()},
        attribute_filter=keep,
        strip_comments=True,
        link_rel=None,
        url_schemes=set(SCHEMES),
        url_relative="pass_through",
    )


# Built once: handing over the lists for every text took as long as cleaning a short one.
_person = _cleaner(ELEMENTS, EVERYWHERE, ATTRIBUTES, _person_attribute)
_finished = _cleaner(FINISHED_ELEMENTS, FINISHED_EVERYWHERE, FINISHED_ATTRIBUTES, _finished_attribute)
_of_this_thread = local()
