"""Sound, film with captions, videos of other sites, files and tabs in a text."""

import pytest

from lms.markup import Attached, Captions, Media, embed_of, render, render_html

ANSWERS = {
    "/files/key-0001/talk.mp4": Media("/files/key-0001/talk.mp4", "video"),
    "/files/key-0002/talk.mp3": Media("/files/key-0002/talk.mp3", "audio"),
    "/files/key-0003/talk.nl.vtt": Captions("/files/key-0003/talk.nl.vtt", "nl", "Nederlands"),
    "/files/key-0004/plan.pdf": Attached("/files/key-0004/plan.pdf"),
}
FACTS = {"/files/key-0004/plan.pdf": "PDF, 1.2 MB"}


def made(source: str):
    return render(source, profile="lesson", image=ANSWERS.get, facts=FACTS.get)


def test_a_film_plays_with_its_captions_and_its_title_below():
    html = made("![The opening](/files/key-0001/talk.mp4){captions=/files/key-0003/talk.nl.vtt}").html
    assert '<video controls="" preload="metadata" src="/files/key-0001/talk.mp4" aria-label="The opening">' in html
    assert (
        '<track kind="captions" src="/files/key-0003/talk.nl.vtt" srclang="nl" label="Nederlands" default="">' in html
    )
    assert "<figcaption>The opening</figcaption>" in html


def test_what_is_no_caption_file_is_none():
    html = made(
        "![The opening](/files/key-0001/talk.mp4){captions=/files/key-0002/talk.mp3,https://e.example/x.vtt}"
    ).html
    assert "<video" in html
    assert "<track" not in html


def test_sound_has_a_player_and_no_captions():
    html = made("![Rain](/files/key-0002/talk.mp3){captions=/files/key-0003/talk.nl.vtt}").html
    assert "<audio" in html
    assert "<track" not in html


def test_a_link_to_a_file_says_what_it_is_and_its_block_stays_the_same():
    rendered = made("The [plan](/files/key-0004/plan.pdf) of today.")
    assert 'plan <span class="file-facts">(PDF, 1.2 MB)</span></a>' in rendered.html
    assert rendered.blocks[0].text == "The plan of today."


def test_a_file_written_as_a_picture_is_a_link():
    assert '<a href="/files/key-0004/plan.pdf">Plan' in made("![Plan](/files/key-0004/plan.pdf)").html


def test_a_player_never_stands_in_a_link():
    html = made(
        "[![x](/files/key-0001/talk.mp4)](/lessons/1) and [![y](https://youtu.be/dQw4w9WgXcQ)](/lessons/2)"
    ).html
    assert "<video" not in html
    assert "data-embed" not in html
    assert '<a href="/lessons/1"><span>x</span></a>' in html


def test_a_video_elsewhere_is_a_cover_that_fetches_nothing():
    html = made("![A talk](https://www.youtube.com/watch?v=dQw4w9WgXcQ)").html
    assert '<a class="cover" href="https://www.youtube.com/watch?v=dQw4w9WgXcQ"' in html
    assert 'data-embed="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"' in html
    assert "Plays on youtube.com, which then knows that you watch it." in html
    assert not {"<iframe", "<img", "src="} & set(html.split())
    assert "src=" not in html


def test_an_embedded_video_of_a_package_becomes_a_cover():
    html = render_html('<iframe src="https://player.vimeo.com/video/76979871?h=abc12345"></iframe>').html
    assert 'data-embed="https://player.vimeo.com/video/76979871?dnt=1&amp;h=abc12345"' in html
    assert "<iframe" not in html


@pytest.mark.parametrize(
    ("address", "played"),
    [
        ("https://youtu.be/dQw4w9WgXcQ?t=43s", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=43"),
        ("https://www.youtube.com/shorts/dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
        ("https://vimeo.com/123456/abcdef12", "https://player.vimeo.com/video/123456?dnt=1&h=abcdef12"),
        (
            "https://tube.example.org/w/kkGMgK9ZtnKfYAgnEtQxbv",
            "https://tube.example.org/videos/embed/kkGMgK9ZtnKfYAgnEtQxbv",
        ),
        ("https://video.example.nl/embed/12", "https://video.example.nl/embed/12"),
        ("https://www.youtube.com/@somebody", ""),
        ("https://img.example/badge.svg", ""),
        ("https://user@video.example/embed/1", ""),
        ("https://video.example:8080/embed/1", ""),
        ("https://video.example/embed/<x>", ""),
        ("javascript://www.youtube.com/embed/dQw4w9WgXcQ", ""),
        ("//www.youtube.com/embed/dQw4w9WgXcQ", ""),
        ("https://[", ""),
    ],
)
def test_where_a_video_plays_follows_from_its_address(address, played):
    assert embed_of(address) == played


def test_of_tabs_one_is_open_and_they_know_each_other():
    html = made("::: tabs\n### Windows\nw\n### macOS\nm\n:::\n\n::: tabs\n### A\na\n:::").html
    assert html.count('<div class="tabset"') == 2
    assert html.count(" open=") == 2
    names = {part.split('"')[0] for part in html.split(' name="')[1:]}
    assert len(names) == 2
    assert all(name.startswith("h-tabs-") for name in names)


def test_a_question_leaves_its_number_and_no_words():
    rendered = made("Before.\n\n::: question 12\n:::\n\n::: tip\n::: question #7\n:::\n:::")
    assert '<div class="self-check" data-question="12"></div>' in rendered.html
    assert '<div class="self-check" data-question="7"></div>' in rendered.html
    assert rendered.text == "Before. Tip"


def test_a_question_without_a_number_is_a_text():
    assert "data-question" not in made("::: question hello\nwords\n:::").html
