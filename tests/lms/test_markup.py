"""What Markdown becomes, and what stays findable after an edit."""

import json
import time

import pytest
from markupsafe import Markup

from lms.markup import (
    DEFAULT_WORDS,
    RENDERER_VERSION,
    Block,
    Heading,
    Picture,
    excerpt,
    find_anchor,
    heading_id,
    plain_text,
    render,
    render_html,
    stored,
    without_front_matter,
)
from lms.markup.sanitising import KINDS
from tests.lms.material import CORPUS, VECTORS, vectors


def html(source, **options):
    return render(source, **options).html


def test_common_constructs_keep_their_meaning():
    made = html("*a* **b** ~~c~~ `d`\n\n- e\n- f\n\n3. g\n\n> h\n\n---\n\nx  \ny")
    for piece in (
        "<em>a</em>",
        "<strong>b</strong>",
        "<s>c</s>",
        "<code>d</code>",
        "<li>e</li>",
        '<ol start="3"',
        "<hr>",
        "<br>",
    ):
        assert piece in made


def test_headings_leave_the_first_level_to_the_page():
    rendered = render("# One\n\ntext\n\n## Two\n\n## Two")
    assert rendered.headings == (
        Heading(2, "One", "h-one"),
        Heading(3, "Two", "h-two"),
        Heading(3, "Two", "h-two-2"),
    )
    assert '<h3 id="h-two-2"' in rendered.html


def test_headings_of_a_post_stay_below_those_of_its_page_and_carry_no_id():
    rendered = render("# One", profile="post")
    assert rendered.html.startswith("<h3 data-block=")
    assert "id=" not in rendered.html


def test_a_link_to_a_heading_of_the_same_text_finds_it():
    rendered = render("## Wat is *één* hand?\n\n[erheen](#wat-is-één-hand)")
    assert rendered.headings[0].slug == heading_id("Wat is één hand?") == "h-wat-is-één-hand"
    assert 'href="#h-wat-is-%C3%A9%C3%A9n-hand"' in rendered.html or 'href="#h-wat-is-één-hand"' in rendered.html


def test_an_author_may_name_an_anchor():
    rendered = render("## Title here {#short}\n\n[commit]{#commit}\n:   A change.\n\n[see](#commit), [up](#short)")
    for piece in (
        '<h2 id="h-short"',
        '<span id="h-commit">',
        'href="#h-commit"',
        'href="#h-short"',
        "<dd>A change.</dd>",
    ):
        assert piece in rendered.html
    assert rendered.headings == (Heading(2, "Title here", "h-short"),)


def test_front_matter_is_not_shown():
    assert render("---\ntitle: A\nteaching: 5\n---\n\nBody").text == "Body"
    assert without_front_matter("---\nNo colon here\n---\nx").startswith("---")
    assert "title" in render("---\ntitle: A\n---\n", profile="post").text


def test_tables_scroll_in_a_named_region():
    made = html("| a | b |\n|---|--:|\n| 1 | 2 |", words={"table": "Tabel"})
    assert '<div class="table-scroll" tabindex="0" role="region" aria-label="Tabel" data-block=' in made
    assert '<td class="align-right">2</td>' in made


def test_grid_tables_hold_markdown_in_their_cells():
    source = "+------+--------+\n| A    | B      |\n+======+========+\n| ```  | - one  |\n| x *  | - two  |\n| ```  |        |\n+------+--------+"
    made = html(source)
    assert "<th>A</th>" in made
    assert "x *\n</code></pre>" in made
    assert "<li>two</li>" in made


def test_tasks_are_marks_not_inputs():
    made = html("- [ ] one\n- [x] two", words={"done": "Klaar"})
    assert "<input" not in made
    assert '<li class="task"><span class="task-mark" role="img" aria-label="To do">☐</span> one' in made
    assert '<li class="task task-done"><span class="task-mark" role="img" aria-label="Klaar">☑</span> two' in made


def test_footnotes_of_two_texts_on_one_page_keep_apart():
    first, second = html("A[^1]\n\n[^1]: note", profile="post"), html("B[^1]\n\n[^1]: note", profile="post")
    ids = lambda made: {piece.split('"')[0] for piece in made.split('id="')[1:]}  # noqa: E731
    assert len(ids(first)) == 2
    assert ids(first).isdisjoint(ids(second))
    for identity in ids(first):
        assert f'href="#{identity}"' in first


def test_code_is_coloured_by_classes():
    made = html("```python\ndef f(): return '<b>'\n```")
    assert '<pre data-block="' in made
    assert 'tabindex="0"><code class="language-python"><span class="k">def</span>' in made
    assert "&lt;b&gt;" in made
    assert "style=" not in made


def test_code_in_an_unknown_language_stays_plain():
    assert '<code class="language-zzz">a &lt; b\n</code>' in html("```zzz\na < b\n```")


def test_formulas_become_mathml():
    made = html("Inline $x^2$ and\n\n$$\\frac{a}{b}$$")
    assert '<math display="inline" alttext="x^2">' in made
    assert "<mfrac>" in made
    assert render("So $x^2$.").text == "So x^2."


def test_prices_are_no_formulas():
    assert "<math" not in html("It costs $5 or $10 a month, or $ 7; run `$ git log`, set $HOME.")


@pytest.mark.parametrize(
    "tex",
    [
        r"\frac{a",
        r"\text{<script>alert(1)</script>}",
        r"\href{javascript:alert(1)}{x}",
        r"\style{color:red}{x}",
        r"\class{evil}{x}",
    ],
)
def test_no_formula_brings_an_attribute_or_element_of_its_own(tex):
    made = html(f"$${tex}$$")
    for piece in ("<script", 'href="', 'style="', 'class="evil'):
        assert piece not in made


def test_callouts_take_any_number_of_colons_and_their_heading_as_title():
    made = html(
        ":::::::::::::::  challenge\n\n## Try *this*\n\nDo it.\n\n:::::  solution\n\n## Solution\n\nSo.\n\n:::::::\n\n:::\n\nAfter."
    )
    assert '<div class="callout callout-challenge" data-block=' in made
    assert '<span class="callout-kind">Challenge</span> Try <em>this</em></p>' in made
    assert '<details class="solution"><summary id="h-solution">Solution</summary>' in made
    assert made.rstrip().endswith("After.</p>")
    assert " open" not in made
    assert ":::" not in made


def test_words_of_callouts_can_be_translated():
    assert "<summary>Uitwerking</summary>" in html(
        "::: solution\nx\n:::", words={"solution": "Uitwerking"}, profile="post"
    )
    assert set(KINDS) - {"tab"} <= set(DEFAULT_WORDS)


def test_callouts_have_other_spellings():
    assert "callout-note" in html("> [!NOTE]\n> Text")
    assert "callout-tip" in html("::: {.callout-tip title='Listen first'}\nx\n:::")
    assert "Listen first" in html("::: {.callout-tip title='Listen first'}\nx\n:::")
    assert "callout-" not in html("> [!WHATEVER]\n> Text")


def test_an_unknown_division_keeps_its_content():
    made = html("::: zebra\ntext\n:::")
    assert made.startswith("<p data-block")
    assert "text" in made


def test_a_division_nobody_closed_runs_to_the_end():
    assert html("::: tip\na\n\nb").count("<p>") == 2


def test_a_fence_inside_code_is_code():
    made = html("::: tip\n```\n:::\n```\ninside\n:::\noutside")
    assert made.index("inside") < made.index("</div>") < made.index("outside")


def test_instructors_notes_reach_instructors_only():
    source = "a\n\n::: instructor\nsecret\n:::"
    assert "secret" not in html(source)
    assert "secret" not in render(source).text
    assert "secret" in html(source, instructor=True)


def test_tabs_fold_under_their_headings():
    made = html("::: group-tab\n### Windows\nw\n### macOS\nm\n:::")
    assert made.count('<details class="tab"') == 2
    assert '<summary id="h-macos">macOS</summary>' in made


def test_solutions_stay_out_of_search_and_excerpts():
    rendered = render("::: challenge\nAsk.\n::: solution\nAnswer.\n:::\n:::")
    assert rendered.text == "Challenge Ask."
    assert "Answer." in rendered.blocks[0].text


def test_a_lone_image_is_a_figure():
    made = html('![A hand](/files/a.png "Drawn by *Jo*")')
    assert '<figure data-block="' in made
    assert '<img src="/files/a.png" alt="A hand" loading="lazy"><figcaption>Drawn by *Jo*</figcaption>' in made


def test_pandoc_attributes_give_the_alternative_text():
    made = html("""![caption *here*](/a.png){alt='The "FINAL" {no} #@$% _x_' width="40%" .wide}""")
    assert 'alt="The &quot;FINAL&quot; {no} #@$% _x_"' in made
    assert "<figcaption>caption <em>here</em></figcaption>" in made
    assert "40%" not in made
    assert "wide" not in made


def test_the_image_callback_gives_address_and_size():
    rendered = render(
        "text ![x](fig/a%20b.png)",
        image=lambda source: Picture("/files/k/a.png", 40, 30) if source == "fig/a%20b.png" else None,
    )
    assert '<img src="/files/k/a.png" alt="x" loading="lazy" width="40" height="30">' in rendered.html
    assert rendered.images == ("/files/k/a.png",)


@pytest.mark.parametrize(
    "address",
    ["https://ext.org/x.png", "//ext.org/x.png", "/\\ext.org/x.png", "\\\\ext.org/x.png", "http:ext.org/x.png"],
)
def test_a_picture_elsewhere_becomes_a_link(address):
    made = render_html(f'<img src="{address}" alt="photo">').html
    assert "<img" not in made
    assert "photo" in made


def test_an_image_that_links_to_a_player_stays_a_link():
    made = html("[![Watch](/v.png)](https://video.example/1)")
    assert (
        '<a href="https://video.example/1" rel="nofollow noopener ugc"><img src="/v.png" alt="Watch" loading="lazy"></a>'
        in made
    )
    assert "<figure" not in made


def test_an_embedded_player_leaves_its_address():
    made = html('<iframe src="https://video.example/1" allowfullscreen></iframe>')
    assert "<iframe" not in made
    assert '<a href="https://video.example/1"' in made


def test_the_link_callback_may_replace_keep_or_drop():
    answers = {"a.md#b": "/lessons/3#h-b", "gone.md": ""}
    rendered = render("[one](a.md#b) [two](gone.md) [three](/c)", link=answers.get)
    assert '<a href="/lessons/3#h-b">one</a>' in rendered.html
    assert "<span>two</span>" in rendered.html
    assert rendered.links == ("/lessons/3#h-b", "/c")


def test_a_callback_cannot_bring_in_a_script_address():
    made = html("[a](b) ![c](d)", link=lambda _: "javascript:alert(1)", image=lambda _: "javascript:alert(1)")
    assert "javascript" not in made


def test_external_links_are_marked_and_own_links_are_not():
    made = html("https://a.example and [b](/c) and [d](mailto:e@f.nl)")
    assert '<a href="https://a.example" rel="nofollow noopener ugc">' in made
    assert '<a href="/c">' in made
    assert "target" not in made


def test_file_names_are_not_taken_for_hosts():
    assert "<a" not in html("Open README.md and notes.nl in guacamole.md")


def test_mentions_resolve_once_and_only_to_people():
    asked = []

    def mention(word):
        asked.append(word)
        return {"jan": ("/people/3", "Jan de Vries"), "Zoë Bakker": ("/people/4", "Zoë Bakker")}.get(word)

    rendered = render("@jan, @jan. @[Zoë Bakker] @nobody a@jan.nl `@jan` [@jan](/x)", mention=mention, profile="post")
    assert rendered.html.count('<a href="/people/3" class="mention">@Jan de Vries</a>') == 2
    assert '<a href="/people/4" class="mention">@Zoë Bakker</a> @nobody' in rendered.html
    assert rendered.mentions == ("jan", "Zoë Bakker")
    assert asked.count("jan") == 1


def test_words_that_look_like_tags_are_not_lost():
    assert render("A List<String> and <your name here>").text == "A List<String> and <your name here>"


def test_useful_html_stays():
    made = html("Press <kbd>Q</kbd>, H<sub>2</sub>O\n\n<details><summary>Log</summary>\n\nlong\n\n</details>")
    assert "<kbd>Q</kbd>" in made
    assert "<details" in made
    assert "<summary" in made


def test_html_comments_are_dropped():
    assert render("<!-- {json} -->\n# Title").text == "Title"


def test_harmless_text_is_unchanged():
    for text in (
        "1 < 2 & 3 > 2",
        "«ça» “va” — 你好 🙂",
        "a\u00a0b",
        "C:\\temp",
        "&amp; stays &amp;amp;",
        "100% *",
        "'quoted' \"text\"",
    ):
        source = text.replace("&", "&amp;") if "amp" in text else text.replace("\\", "\\\\").replace("*", "\\*")
        assert render(source).text == " ".join(text.split())


def test_every_top_level_block_has_a_key_and_repeats_are_told_apart():
    rendered = render(
        "Same.\n\nSame.\n\n- a\n\n> q\n\n```\nc\n```\n\n| a |\n|---|\n| b |\n\n::: tip\nx\n:::\n\n![x](/y.png)\n\n# H"
    )
    assert rendered.html.count("data-block=") == len(rendered.blocks) == 9
    first, second = rendered.blocks[:2]
    assert second.key == f"{first.key}-2"
    assert all(f'data-block="{block.key}"' in rendered.html for block in rendered.blocks)


def test_a_key_survives_edits_elsewhere_and_in_markup():
    before = render("One.\n\nThe anchored words.\n\nThree.").blocks[1]
    after = render("New.\n\nOne, changed.\n\nThe *anchored* words.").blocks[2]
    assert before == after


def test_an_anchor_follows_its_quote_then_the_closest_text():
    blocks = render("Intro.\n\nListening well means asking before advising anyone.\n\nEnd.").blocks
    assert find_anchor(blocks, blocks[1].key, "") == blocks[1].key
    assert find_anchor(blocks, "gone", "asking before advising") == blocks[1].key
    assert find_anchor(blocks, "gone", "Listening well means asking before you advise anyone.") == blocks[1].key
    assert find_anchor(blocks, "gone", "Something entirely different from all of this.") is None
    assert find_anchor(blocks, "gone", "") is None
    assert find_anchor((), "gone", "x") is None


def test_a_repeated_block_that_moved_is_found_by_its_quote():
    blocks = (Block("a", "Yes"), Block("b-2", "No"), Block("b", "No, thanks"))
    assert find_anchor(blocks, "b-2", "thanks") == "b"


def test_stored_html_is_the_only_markup():
    assert isinstance(render("x").html, str)
    assert not isinstance(render("x").html, Markup)
    assert isinstance(stored("<p>x</p>"), Markup)
    assert RENDERER_VERSION >= 1


def test_excerpts_end_between_words():
    assert excerpt("one two three four", 12) == "one two…"
    assert excerpt("short", 12) == "short"
    assert len(excerpt("x" * 500, 100)) == 100


def test_plain_text_separates_blocks():
    assert plain_text("<p>a</p><p>b<br>c</p><script>d</script>") == "a b c"


def test_html_from_a_package_is_finished_like_markdown():
    rendered = render_html(
        '<h1 id="x" onclick="y">Title</h1><p style="z">Text <a href="page.html">on</a></p>',
        link=lambda a: f"/lessons/1#{a}",
    )
    assert rendered.headings == (Heading(2, "Title", "h-title"),)
    assert '<a href="/lessons/1#page.html">' in rendered.html
    assert "style" not in rendered.html


def test_text_beyond_the_limits_is_shown_as_typed():
    rendered = render("<b>x</b> *y*\n" * 20_000)
    assert rendered.html.startswith("<p data-block=")
    assert rendered.text.startswith("<b>x</b> *y*")


def test_control_characters_disappear():
    assert html("a\x00b\x1bc\ud800d").startswith("<p data-block")
    assert render("a\x00b\x1bc\ud800d").text == "abcd"


OWN_PATHOLOGICAL = {
    "brackets": "[" * 50_000,
    "emphasis": "*a _b " * 10_000,
    "quotes": "> " * 20_000 + "a",
    "elements": "<div>" * 20_000,
    "tables": "|a" * 200 + "\n" + "|-" * 200 + "\n" + "|\n" * 3_000,
    "divisions": "::: tip\n" * 4_000,
    "front matter": "---\n" + "a:\n" * 30_000,
    "formulas": "$a^b$ " * 4_000,
    "definitions": "[x]: u\n" * 20_000,
    "fences": "```py\na=1\n```\n" * 1_300,
    "as many fences as are read": "```py\na=1\n```\n" * 500,
    "braces": "`a`{.x =" * 4_000,
    "commas": "# a {#" * 8_000,
}


@pytest.mark.parametrize("profile", ["lesson", "post"])
def test_no_text_holds_the_server(profile):
    texts = OWN_PATHOLOGICAL | {
        made["name"]: made.get("prefix", "") + made["unit"] * made["n"] + made.get("suffix", "")
        for made in (json.loads(vector["vector"]) for vector in vectors("redos"))
    }
    render("warm", profile=profile)

    def seconds(text):
        started = time.process_time()
        render(text, profile=profile)
        return time.process_time() - started

    # The bound is 250 ms on a machine of its own; what is not linear takes minutes, and a machine may do other things.
    slow = {name for name, text in texts.items() if all(seconds(text) > 0.6 for _ in range(3))}
    assert slow == set()
    assert not VECTORS.exists() or len(texts) > len(OWN_PATHOLOGICAL)


def test_real_courses_arrive_whole():
    divisions = figures = folded = 0
    for page in sorted(CORPUS.glob("md-git-novice/*/*.md")):
        source = page.read_text()
        rendered = render(source, profile="lesson")
        divisions += rendered.html.count('class="callout callout-challenge"')
        folded += rendered.html.count('<details class="solution"')
        figures += rendered.html.count("<img ")
        assert ":::::" not in rendered.html
        assert "{alt=" not in rendered.html
        assert "<th>Markdown code</th>" in rendered.html or "Markdown code  " not in source
    for page in CORPUS.glob("md-security-101-en-nl/**/*.md"):
        rendered = render(page.read_text(), profile="lesson")
        assert "CO_OP" not in rendered.html
        assert rendered.headings
    if CORPUS.exists():
        assert (divisions, folded) == (39, 26)
        assert figures >= 30
