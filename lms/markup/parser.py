"""The Markdown parser: CommonMark, the extensions course authors use, and limits on what one text may cost."""

import re
from html import escape

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.parser_inline import ParserInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from lms.markup.arranging import arrange, mark_alerts, mark_anchors, mark_tasks
from lms.markup.divisions import divisions
from lms.markup.grids import grids
from lms.markup.sanitising import ELEMENTS, EMBEDS
from lms.markup.spans import spans

MAX_NESTING = 24
MAX_MARKS_PER_PARAGRAPH = 1_500
MAX_MARKS = 9_000
MARK = re.compile(r"[!#$%&*+:<=>@\[\\\]^_`{}~-]")
TAG_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")


class ThriftyInline(ParserInline):
    """Inline parsing that takes a text without its marks when those are too many to be meant."""

    def parse(self, src, md, env, tokens):
        marks = len(MARK.findall(src))
        env["marks"] = env.get("marks", 0) + marks
        if marks > MAX_MARKS_PER_PARAGRAPH or env["marks"] > MAX_MARKS:
            tokens.append(Token("typed", "", 0, content=src))
            return tokens
        return super().parse(src, md, env, tokens)


def build_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "linkify": True, "maxNesting": MAX_NESTING})
    parser.inline = ThriftyInline()
    parser.enable(["table", "strikethrough", "linkify"])
    parser.linkify.set({"fuzzy_link": False, "fuzzy_ip": False})
    for plugin in (deflist_plugin, footnote_plugin, divisions, grids, spans):
        parser.use(plugin)
    parser.use(dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True)
    parser.core.ruler.after("block", "tasks", mark_tasks)
    parser.core.ruler.after("block", "alerts", mark_alerts)
    parser.core.ruler.after("block", "anchors", mark_anchors)
    parser.core.ruler.push("arrange", arrange)
    for name, rule in RULES.items():
        parser.renderer.rules[name] = rule
    return parser


def _markup(tokens, index, options, env):
    return tokens[index].content


def _typed(tokens, index, options, env):
    return escapeHtml(tokens[index].content)


def _anchor(tokens, index, options, env):
    return f'<span class="anchor" title="{escape(tokens[index].content)}"></span>'


def _image(tokens, index, options, env):
    token = tokens[index]
    attributes = token.meta.get("attributes", {})
    alt = attributes.get("alt") or plain(token.children)
    size = "".join(
        f' {side}="{escape(attributes[side])}"' for side in ("width", "height") if attributes.get(side, "").isdigit()
    )
    title = f' title="{escape(token.attrs["title"])}"' if token.attrs.get("title") else ""
    captions = attributes.get("captions", "")
    captions = f' data-captions="{escape(captions)}"' if captions else ""
    return f'<img src="{escape(token.attrs["src"])}" alt="{escape(alt)}"{title}{size}{captions}>'


def _fence(tokens, index, options, env):
    token = tokens[index]
    language = re.split(r"[\s{},.]+", token.info.strip(" \t{.}"), maxsplit=1)[0]
    name = f' class="language-{escape(language)}"' if language else ""
    return f"<pre><code{name}>{escapeHtml(token.content)}</code></pre>\n"


def _formula(tokens, index, options, env):
    token = tokens[index]
    kind = "inline" if token.type == "math_inline" else "display"
    code = f'<code class="math-{kind}">{escapeHtml(token.content.strip())}</code>'
    return f"<p>{code}</p>\n" if token.type == "math_block" else code


def _html_inline(tokens, index, options, env):
    content = tokens[index].content
    found = TAG_NAME.match(content)
    # "List<String>" is text, not an element: nobody's words disappear because they look like a tag.
    return content if not found or found[1].lower() in ELEMENTS else escapeHtml(content)


def _html_block(tokens, index, options, env):
    content = tokens[index].content
    found = TAG_NAME.match(content.lstrip())
    return content if not found or found[1].lower() in ELEMENTS | EMBEDS else f"<p>{escapeHtml(content.strip())}</p>\n"


def _cell_open(tokens, index, options, env):
    token = tokens[index]
    align = str(token.attrs.get("style", "")).partition(":")[2]
    name = f' class="align-{align}"' if align in ("left", "center", "right") else ""
    return f"<{token.tag}{name}>"


def _footnote_ref(tokens, index, options, env):
    number = tokens[index].meta["id"] + 1
    return f'<sup class="footnote-ref"><a href="#fn-{number}">{number}</a></sup>'


def _footnote_anchor(tokens, index, options, env):
    return f' <a class="footnote-back" href="#fnref-{tokens[index].meta["id"] + 1}">↩</a>'


def plain(tokens) -> str:
    """The words of inline tokens, without their markup."""
    words = []
    for token in tokens or []:
        if token.type in ("softbreak", "hardbreak"):
            words.append(" ")
        elif token.type == "image":
            words.append(token.meta.get("attributes", {}).get("alt") or plain(token.children))
        elif token.type not in ("html_inline", "anchor"):
            words.append(token.content)
    return "".join(words)


RULES = {
    "markup": _markup,
    "typed": _typed,
    "anchor": _anchor,
    "image": _image,
    "fence": _fence,
    "math_inline": _formula,
    "math_inline_double": _formula,
    "math_block": _formula,
    "html_inline": _html_inline,
    "html_block": _html_block,
    "th_open": _cell_open,
    "td_open": _cell_open,
    "footnote_ref": _footnote_ref,
    "footnote_anchor": _footnote_anchor,
    "footnote_block_open": lambda *_: '<section class="footnotes"><ol>\n',
    "footnote_block_close": lambda *_: "</ol></section>\n",
    "footnote_open": lambda *_: '<li class="footnote-item">',
    "footnote_close": lambda *_: "</li>\n",
}
