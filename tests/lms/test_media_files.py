"""Films and captions: checked when they come in, sent in parts to who may fetch them, played only from chosen sites."""

import pytest

from lms.access import ACADEMY
from lms.database import db
from lms.files.actions import UploadRefused, copy_file, store_upload
from lms.files.captions import BadCaptions, as_webvtt
from lms.files.storage import from_url
from tests.lms.test_storage import object_storage  # noqa: F401

FILM = b"\0\0\0\x18ftypmp42" + bytes(range(256)) * 8
CUES = b"WEBVTT\n\n00:00.000 --> 00:02.000\nGood morning.\n"


@pytest.fixture(params=["folder", "bucket"])
def stored(request, app, tmp_path, monkeypatch):
    if request.param == "bucket":
        url = request.getfixturevalue("object_storage")
        monkeypatch.setitem(app.extensions, "storage", from_url(url, tmp_path))


def film(cast):
    file = store_upload(FILM, "talk.mp4", audience_id=ACADEMY, by=cast.author.user)
    db.session.commit()
    return file


def test_a_part_of_a_film_is_sent_alone(stored, cast):
    address = f"/files/{film(cast).key}/talk.mp4"
    whole = cast.trainee.get(address)
    assert (whole.status_code, whole.data) == (200, FILM)
    assert whole.headers["Accept-Ranges"] == "bytes"
    part = cast.trainee.get(address, headers={"Range": "bytes=100-199"})
    assert (part.status_code, part.data) == (206, FILM[100:200])
    assert part.headers["Content-Range"] == f"bytes 100-199/{len(FILM)}"
    last = cast.trainee.get(address, headers={"Range": "bytes=-10"})
    assert (last.status_code, last.data) == (206, FILM[-10:])
    assert cast.trainee.get(address, headers={"Range": f"bytes={len(FILM)}-"}).status_code == 416
    assert cast.trainee.get(address, headers={"If-None-Match": whole.headers["ETag"]}).status_code == 304


def test_a_copy_has_a_key_and_readers_of_its_own(stored, cast):
    copy = copy_file(film(cast), audience_id=ACADEMY)
    db.session.commit()
    assert cast.trainee.get(f"/files/{copy.key}/talk.mp4").data == FILM


def test_captions_are_checked_and_subrip_becomes_webvtt(app, cast):
    file = store_upload(b"1\r\n00:00:01,500 --> 00:00:02,000\r\nHallo\r\n", "talk.nl.srt", audience_id=ACADEMY)
    assert (file.name, file.media_type) == ("talk.nl.vtt", "text/vtt")
    assert as_webvtt(CUES, "talk.vtt") == (CUES, "talk.vtt")
    for data in (
        b"\0\x01",
        b"Hello",
        b"WEBVTT\n",
        CUES.replace(b"00:02", b"00:xx"),
        CUES.replace(b"00:02.000", b"00:00.000"),
    ):
        with pytest.raises(BadCaptions):
            as_webvtt(data, "talk.vtt")
    with pytest.raises(UploadRefused):
        store_upload(b"no captions", "talk.vtt", audience_id=ACADEMY)


def test_administrators_choose_whose_videos_play(cast):
    form = {"name": "Academy", "locale": "en", "timezone": "Europe/Amsterdam", "plays_vimeo": "y"}
    answer = cast.admin.post(
        "/admin/settings", form | {"other_hosts": "https://Video.example.nl/embed/1\ntube.example.org"}
    )
    assert answer.status_code == 303
    page = cast.admin.get("/admin/settings").text
    assert "tube.example.org\nvideo.example.nl" in page
    assert 'id="plays_vimeo" name="plays_vimeo" type="checkbox" value="y"' in page.replace(" checked", "")
    assert cast.admin.post("/admin/settings", form | {"other_hosts": "evil;script-src *"}).status_code == 422
