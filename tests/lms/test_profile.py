"""A profile shows each reader what its owner decided: everybody, people of the same cohort, or nobody."""

import io

import pytest
from PIL import Image

from lms.access import grant
from lms.database import db, now
from lms.files.models import File
from lms.people.actions import deactivate_user
from lms.people.profiles.actions import PARTS
from lms.search.queries import search
from tests.cast import text_of
from tests.factories.people import make_group
from tests.vectors import vectors

WORDS = {
    "headline": "headlineword",
    "organisation": "organisationword",
    "sector": "sectorword",
    "region": "regionword",
    "languages": "languagesword",
    "expertise": "expertiseword",
    "about": "aboutword",
    "ask_me_about": "askword",
    "looking_for": "lookingword",
}


def profile(seen_by="academy", **changes):
    """A filled form."""
    return {
        "name": "Trainee",
        **WORDS,
        **{f"{field}_seen_by": seen_by for field in PARTS},
        **changes,
    }


def save(cast, **changes):
    response = cast.trainee.post("/account/profile", profile(**changes))
    assert response.status_code == 303
    return response


def seen(browser, cast) -> set[str]:
    """The words of the trainee's profile this person gets to see, on the page and in the directory."""
    page = text_of(browser.get(f"/people/{cast.trainee.id}")) + text_of(browser.get("/people"))
    return {word for word in (*WORDS.values(), "trainee@test.example") if word in page}


def test_everybody_sees_what_is_for_everybody(cast):
    assert save(cast).location == f"/people/{cast.trainee.id}"
    assert seen(cast.outsider, cast) == {*WORDS.values(), "trainee@test.example"}


def test_cohort_members_see_what_outsiders_do_not(cast):
    make_group(cast.trainee, cast.mentor)
    save(cast, seen_by="cohort")
    assert seen(cast.mentor, cast) == {*WORDS.values(), "trainee@test.example"}
    assert seen(cast.outsider, cast) == set()
    assert seen(cast.admin, cast) == set()


def test_a_course_in_common_is_no_cohort_in_common(cast):
    make_group(cast.trainee, cast.mentor, kind="course")
    save(cast, seen_by="cohort")
    assert seen(cast.mentor, cast) == set()


def test_visiting_a_cohort_is_not_belonging_to_it(cast):
    group = make_group(cast.trainee)
    grant(group, cast.admin.id, until=now().replace(year=2099))
    save(cast, seen_by="cohort")
    assert seen(cast.admin, cast) == set()


def test_nobody_else_sees_what_is_for_nobody(cast):
    make_group(cast.trainee, cast.mentor)
    save(cast, seen_by="nobody")
    assert seen(cast.mentor, cast) == set()
    assert seen(cast.trainee, cast) == {*WORDS.values(), "trainee@test.example"}


def test_a_mail_address_is_hidden_until_its_owner_shows_it(cast):
    assert "trainee@test.example" not in text_of(cast.outsider.get(f"/people/{cast.trainee.id}"))


def test_the_owner_reads_who_sees_what(cast):
    save(cast, region_seen_by="cohort", sector_seen_by="nobody")
    words = text_of(cast.trainee.get(f"/people/{cast.trainee.id}"))
    assert "Only people who share a cohort with you see: Region." in words
    assert "Nobody but you sees: Sector." in words


def test_search_finds_only_what_the_academy_may_see(cast):
    make_group(cast.trainee, cast.mentor)
    save(cast, region_seen_by="cohort", sector_seen_by="nobody")
    for browser in (cast.mentor, cast.outsider):
        assert search(browser.viewer, "askword").hits
        assert not search(browser.viewer, "regionword").hits
        assert not search(browser.viewer, "sectorword").hits
    save(cast, ask_me_about_seen_by="nobody")
    assert not search(cast.outsider.viewer, "askword").hits


def test_guests_are_asked_to_sign_in(cast):
    assert cast.guest.get(f"/people/{cast.trainee.id}").status_code == 303
    assert cast.guest.get("/account/profile").status_code == 303


def test_nobody_is_not_found(cast):
    assert cast.trainee.get("/people/99999").status_code == 404


def test_a_closed_account_has_no_page(cast):
    deactivate_user(cast.trainee.user, by=cast.admin)
    assert cast.outsider.get(f"/people/{cast.trainee.id}").status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [{"name": "  "}, {"name": "x" * 121}, {"name": "a\u202eb"}, {"region_seen_by": "world"}, {"about": "x" * 4001}],
)
def test_what_cannot_be_kept_is_refused_and_nothing_changes(cast, wrong):
    response = cast.trainee.post("/account/profile", profile(**wrong))
    assert response.status_code == 422
    assert "askword" in response.get_data(as_text=True), "what was typed is still in the form"
    assert cast.trainee.user.ask_me_about == ""


def test_words_about_oneself_are_markdown_made_safe(cast):
    save(cast, about="**Bold** <script>alert(1)</script> [x](javascript:alert(1))")
    page = cast.outsider.get(f"/people/{cast.trainee.id}").get_data(as_text=True)
    assert "<strong>Bold</strong>" in page
    assert "<script>alert" not in page
    assert 'href="javascript' not in page


def test_no_hostile_name_breaks_the_page(cast):
    for vector in vectors("identity/own_spoof.jsonl"):
        response = cast.trainee.post("/account/profile", profile(name=vector))
        assert response.status_code in (303, 422)
    save(cast, name="<b>Tess</b> & co")
    assert "&lt;b&gt;Tess&lt;/b&gt; &amp; co" in cast.outsider.get("/people").get_data(as_text=True)


def test_a_name_is_kept_in_one_spelling(cast):
    save(cast, name="  Zoe\u0308   de  Vries ")
    assert cast.trainee.user.name == "Zoë de Vries"


class TestPhotograph:
    def picture(self, kind="JPEG", size=(300, 200), **more) -> io.BytesIO:
        data = io.BytesIO()
        Image.new("RGB", size, "teal").save(data, kind, **more)
        data.seek(0)
        return data

    def upload(self, browser, data, name="face.jpg"):
        return browser.post("/account/photo", {"photo": (data, name)}, content_type="multipart/form-data")

    def test_a_photograph_becomes_the_face(self, cast):
        assert self.upload(cast.trainee, self.picture()).location == "/account/profile"
        address = f"/files/{cast.trainee.user.photo_key}/face"
        assert address in cast.outsider.get("/people").get_data(as_text=True)
        assert cast.outsider.get(address).status_code == 200
        assert cast.guest.get(address).status_code == 404

    def test_what_is_no_picture_is_refused(self, cast):
        assert self.upload(cast.trainee, io.BytesIO(b"<svg onload=alert(1)>"), "x.svg").status_code == 422
        assert self.upload(cast.trainee, io.BytesIO(b"not a picture")).status_code == 422
        assert cast.trainee.post("/account/photo", {}).status_code == 422
        assert cast.trainee.user.photo_key is None

    def test_a_drawing_or_a_moving_picture_is_no_face(self, cast):
        drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
        assert self.upload(cast.trainee, io.BytesIO(drawing), "face.svg").status_code == 422
        frames = [Image.new("RGB", (20, 20), colour) for colour in ("teal", "white")]
        moving = self.picture("GIF", save_all=True, append_images=frames)
        assert self.upload(cast.trainee, moving, "face.gif").status_code == 422

    def test_a_large_photograph_becomes_a_small_face(self, cast):
        self.upload(cast.trainee, self.picture(size=(3000, 2000)))
        file = db.session.scalars(db.select(File)).one()
        assert (file.width, file.height) == (384, 256)

    def test_a_new_photograph_replaces_the_old(self, cast):
        self.upload(cast.trainee, self.picture())
        old = cast.trainee.user.photo_key
        self.upload(cast.trainee, self.picture("PNG"), "face.png")
        assert cast.trainee.user.photo_key != old
        assert cast.outsider.get(f"/files/{old}/face").status_code == 404

    def test_it_can_be_removed(self, cast):
        self.upload(cast.trainee, self.picture())
        key = cast.trainee.user.photo_key
        assert cast.trainee.post("/account/photo/removal").status_code == 303
        assert cast.trainee.user.photo_key is None
        assert cast.outsider.get(f"/files/{key}/face").status_code == 404
        assert db.session.scalars(db.select(File)).one().deleted_at
