"""No hostile text keeps an element, attribute, class or address we did not choose."""

import re
from html.parser import HTMLParser

import pytest

from lms.markup import plain_text, render, render_html, sanitise
from lms.markup.sanitising import PLAIN, _bleached
from tests.lms.material import vectors

# Spelled out here on purpose, apart from the lists the sanitiser works with.
ELEMENTS = set(
    "a abbr b blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure h1 h2 h3 "
    "h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub summary sup table "
    "tbody td tfoot th thead time tr tt u ul var wbr math menclose mfenced mfrac mi mmultiscripts mn mo mover mpadded "
    "mphantom mprescripts mroot mrow mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover "
    "none audio video track".split()
)
ATTRIBUTES = set(
    "alt aria-label class colspan controls data-block data-captions data-embed data-question datetime default dir height "
    "href id kind label lang loading name open preload rel reversed role rowspan scope span src srclang start tabindex "
    "title value width".split()
)
MATHS_ATTRIBUTES = set(
    "accent alttext columnalign columnlines columnspacing depth display displaystyle fence form height largeop "
    "linethickness lspace mathvariant maxsize minsize movablelimits notation rowlines rowspacing rspace scriptlevel "
    "separator stretchy symmetric voffset width".split()
)
CLASS = re.compile(
    r"(?:callout(?:-[a-z]+)?|language-[\w+#.-]+|math-(?:inline|display)|align-(?:left|center|right)|task(?:-\w+)?|"
    r"footnotes?(?:-\w+)?|table-scroll|mention|cover(?:-title|-note)?|file-facts|self-check|tabset|solution|hint|spoiler|tab|anchor|[a-z]{1,3}[0-9]?)\Z"
)
OWN = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="java&#10;script:alert(1)">x</a>',
    "[x](javascript:alert(1)) ![x](data:text/html,x) <javascript:alert(1)>",
    '<div hx-get="/admin" data-hx-post="/x" hx-on::load="alert(1)" id=main name=y style="position:fixed">x</div>',
    "<svg><animate onbegin=alert(1)></svg><math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe><object data=x></object><embed src=javascript:alert(1)>",
    '<form action=/x><input name=a autofocus onfocus=alert(1)><button formaction="javascript:alert(1)">x</button></form>',
    "<base href=//evil.example><meta http-equiv=refresh content='0;url=//evil.example'><link rel=stylesheet href=//e>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template><xmp><img src=x onerror=alert(1)></xmp>",
    '<a href="//evil.example" target=_blank ping=/x>x</a><img srcset="//evil.example/x 1x" src="//evil.example/y">',
    '```"><script>alert(1)</script>\n<script>alert(1)</script>\n```\n$<img src=x onerror=alert(1)>$',
    "::: {.callout-note onclick=alert(1) title='<img src=x onerror=alert(1)>'}\n<x onclick=alert(1)>\n:::",
    "![a](x){alt='\"><script>alert(1)</script>' onerror=alert(1) style='x'}",
    "![a](/files/k/x.mp4){captions='\"><script>alert(1)</script>,javascript:alert(1)' onplay=alert(1)}",
    '![a](https://www.youtube.com/embed/"onload=alert(1))\n\n<video src=x onerror=alert(1) autoplay><track src=//e></video>',
    "<a class=cover data-embed=https://evil.example/ href=/x>x</a>\n\n<details name=x open class=tab>x</details>",
    "::: question 1\" onclick=alert(1)\n:::\n\n<div class=self-check data-question='1 onclick=x'></div>",
    '[x]{#h-x onclick=alert(1)}\n\n# <b id=x>y</b> {#"onclick=alert(1)}',
]


class Judge(HTMLParser):
    """Reads HTML with another parser than the sanitisers use, and names what must not be there."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.faults = []
        self.within_maths = 0

    def handle_starttag(self, tag, attrs):
        self.within_maths += tag == "math"
        allowed = MATHS_ATTRIBUTES if self.within_maths else ATTRIBUTES
        if tag not in ELEMENTS:
            self.faults.append(f"element {tag}")
        for name, value in attrs:
            if name not in allowed:
                self.faults.append(f"attribute {name} on {tag}")
            self.judge_value(tag, name, value or "")

    def judge_value(self, tag, name, value):
        if name == "class" and not all(CLASS.match(word) for word in value.split()):
            self.faults.append(f"class {value}")
        if name in ("id", "name") and not value.startswith("h-"):
            self.faults.append(f"{name} {value}")
        if name == "data-question" and not value.isdecimal():
            self.faults.append(f"question {value}")
        if name == "data-embed" and not re.match(r"https://[a-z0-9.-]+/[A-Za-z0-9/_.~=&?%+-]*\Z", value):
            self.faults.append(f"player {value}")
        if name in ("href", "src"):
            bare = re.sub(r"[\x00-\x20]+", "", value).lower()
            scheme = re.match(r"([^/?#:]*):", bare)
            if scheme and scheme.group(1) not in ("http", "https", "mailto", "tel"):
                self.faults.append(f"address {value}")
            if name == "src" and (scheme or bare.replace("\\", "/").startswith("//")):
                self.faults.append(f"picture from elsewhere {value}")

    def handle_endtag(self, tag):
        self.within_maths -= tag == "math"

    def handle_comment(self, data):
        self.faults.append("comment")

    def handle_decl(self, decl):
        self.faults.append("declaration")

    def handle_pi(self, data):
        self.faults.append("instruction")


def faults(made: str) -> list[str]:
    judge = Judge()
    judge.feed(made)
    judge.close()
    return judge.faults


def hostile() -> list[str]:
    texts = [vector["vector"] for kind in ("xss", "naughty", "identity") for vector in vectors(kind)]
    handlers = [text for text in texts if re.fullmatch(r"on[a-z]+", text)]
    return OWN + texts + [f'<b {name}="alert(1)" {name}=alert(1)>x</b>' for name in handlers]


WAYS = {
    "article": lambda text: render(text, profile="article").html,
    "lesson": lambda text: render(text, profile="lesson", instructor=True).html,
    "post": lambda text: render(text, profile="post", mention=lambda word: ("/people/1", word)).html,
    "package": lambda text: render_html(text, profile="lesson").html,
    "inside": lambda text: render(f"::: solution\n> - {text}\n\n| {text} |\n|---|\n| `{text}` |\n\n# {text}\n").html,
    "address": lambda text: (
        render(f"[a]({text}) [b](<{text}>) ![c]({text}) <{text}>\n\n```{text}\nx\n```\n\n$${text}$$").html
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_only_listed_elements_attributes_classes_and_addresses_come_through(way):
    found = {text: wrong for text in hostile() if (wrong := faults(WAYS[way](text)))}
    assert found == {}


def test_sanitising_alone_is_as_strict():
    allowed_outside = ("picture from elsewhere",)
    found = {}
    for text in hostile():
        wrong = [fault for fault in faults(sanitise(text)) if not fault.startswith(allowed_outside)]
        if wrong:
            found[text] = wrong
    assert found == {}


def test_what_was_sanitised_once_stays_as_it_is():
    for text in hostile():
        once = sanitise(text)
        assert sanitise(once) == once


def test_where_bleach_is_not_asked_it_would_have_changed_nothing():
    plain = ["<p>a &amp; b<br>c</p>", "<ul><li><em>a</em> “b”</li></ul><blockquote><p>&lt;x&gt;</p></blockquote>"]
    passed_over = [text for text in plain + list(map(sanitise, hostile())) if PLAIN.fullmatch(text)]
    assert passed_over[: len(plain)] == plain
    assert [text for text in passed_over if _bleached(text) != text] == []
    for text in ('<p class="x">', "<script>", "<p/onclick>", "<b", "<!--x-->", "\x00", "\U0010ff01"):
        assert not PLAIN.fullmatch(text)


def test_plain_text_holds_no_markup_of_its_own():
    assert plain_text("<p>a<script>b</script><b>c</b>") == "ac"


@pytest.mark.parametrize(
    "markup",
    ['<p id="x">', '<p onclick="x">', '<p class="button">', "<script>", "<svg>", '<a href="data:x">', "<!--x-->"],
)
def test_the_judge_sees_each_kind_of_fault(markup):
    assert faults(markup)
