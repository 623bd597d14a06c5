"""Sound, film with captions and a video of another site: how an author puts them into a lesson, and what a reader meets."""

import io
import math
import struct
import wave

import pytest
from playwright.sync_api import expect

from tests.browser.looking import faults_of
from tests.browser.making import adds_lesson, makes_a_course, opens_to_the_academy, publishes
from tests.browser.visiting import MANNERS

pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, scope="module", ids=str)
FILM = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(2048)
CUES = b"WEBVTT\n\n00:00.000 --> 00:02.000\nGood morning.\n"
ELSEWHERE = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
PLAYED = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"


def test_sound_and_film_with_captions_play_in_a_lesson(page_as):
    author, reader = page_as("author"), page_as("trainee")
    course = makes_a_course(author, "To hear and to see", "Ringing")
    lesson = adds_lesson(author, course, 1, "A bell")
    for name, kind, data in (
        ("bell.wav", "audio/wav", sound()),
        ("ring.mp4", "video/mp4", FILM),
        ("ring.en.vtt", "text/vtt", CUES),
    ):
        author.opens(f"/lessons/{lesson}/edit")
        form = author.page.locator(f"form[action^='/lessons/{lesson}/files']:has(input[type=file])")
        form.locator("input[type=file]").set_input_files({"name": name, "mimeType": kind, "buffer": data})
        form.locator("input[name$=alt]").fill("A bell that rings")
        author.presses("Upload", form, exact=True)
        expect(author.page.locator("ul.uploads label").filter(has_text=name)).to_be_visible()
    author.opens(f"/lessons/{lesson}/edit")
    lines = [one.input_value() for one in author.page.locator("ul.uploads input.input").all()]
    publishes(author, "\n\n".join(line for line in lines if line.startswith("!")))
    opens_to_the_academy(author, course)

    reader.opens(f"/lessons/{lesson}")
    bell, film = reader.page.locator("main audio"), reader.page.locator("main video")
    expect(bell).to_be_visible()
    expect(film).to_be_visible()
    for player in (bell, film):
        assert player.get_attribute("controls") is not None
        assert player.get_attribute("autoplay") is None
        assert reader.page.request.get(player.get_attribute("src")).status == 200
    captions = film.locator("track[kind=captions]")
    assert captions.get_attribute("srclang") == "en"
    assert "Good morning." in reader.page.request.get(captions.get_attribute("src")).text()
    assert faults_of(reader) == []
    if reader.manner.javascript:
        bell.evaluate("bell => { bell.muted = true; return bell.play() }")
        assert bell.evaluate("bell => bell.duration") > 0
        assert bell.evaluate("bell => bell.error") is None


def test_a_video_elsewhere_is_a_cover_until_the_academy_and_the_reader_want_it(page_as):
    author, admin, reader = page_as("author"), page_as("admin"), page_as("trainee")
    course = makes_a_course(author, "Seen elsewhere", "Watching")
    lesson = adds_lesson(author, course, 1, "A talk", f"![A talk on silence]({ELSEWHERE})")
    opens_to_the_academy(author, course)
    asked = []
    reader.page.context.route(lambda address: "youtube" in address, lambda route: _answers(route, asked))

    _allows_youtube(admin, False)
    reader.opens(f"/lessons/{lesson}")
    cover = reader.page.locator("main a.cover")
    expect(cover).to_contain_text("A talk on silence")
    assert cover.get_attribute("href") == ELSEWHERE
    assert faults_of(reader) == []
    assert asked == []
    cover.click()
    reader.page.wait_for_url(ELSEWHERE)
    assert asked == [ELSEWHERE]

    _allows_youtube(admin, True)
    asked.clear()
    reader.opens(f"/lessons/{lesson}")
    expect(cover).to_be_visible()
    assert asked == []
    cover.click()
    if reader.manner.javascript:
        frame = reader.page.locator("main iframe")
        expect(frame).to_have_attribute("src", PLAYED)
        expect(frame).to_have_attribute("title", "A talk on silence")
        expect(reader.page.frame_locator("main iframe").get_by_text("It plays.")).to_be_visible()
        assert asked == [PLAYED]
        assert reader.has_focus_somewhere()
    else:
        reader.page.wait_for_url(ELSEWHERE)


def _allows_youtube(admin, is_allowed) -> None:
    admin.opens("/admin/settings")
    admin.field("YouTube").set_checked(is_allowed)
    admin.presses("Save settings")
    admin.opens("/admin/settings")
    expect(admin.field("YouTube")).to_be_checked(checked=is_allowed)


def _answers(route, asked) -> None:
    """The other site, which is not asked in truth."""
    asked.append(route.request.url)
    route.fulfill(status=200, content_type="text/html", body="<!doctype html><title>A site</title><p>It plays.")


def sound() -> bytes:
    """A quarter of a second of a bell, as WAV."""
    kept = io.BytesIO()
    with wave.open(kept, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"".join(struct.pack("<h", int(9000 * math.sin(at * 0.6))) for at in range(2000)))
    return kept.getvalue()
