"""Administrators keep the academy: settings, brand, accounts, invitations, mails and the audit log."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image

from lms import access
from lms.access import make_audience
from lms.admin import words
from lms.admin.audit import audit, first_broken_entry
from lms.admin.brand import PAPER_DARK, PAPER_LIGHT, brand_from, contrast, to_oklch
from lms.admin.models import Academy, AuditEntry
from lms.database import db
from lms.mail import send_mail
from lms.people.models import Invitation, JoinRequest, RoleGrant, Session, User
from tests.cast import text_of

PAGES = [
    "/admin",
    "/admin/people",
    "/admin/invitations",
    "/admin/join-requests",
    "/admin/settings",
    "/admin/brand",
    "/admin/mails",
    "/admin/audit",
]
SETTINGS = {"name": "Academie Noord", "about": "We *learn*.", "locale": "nl", "timezone": "Europe/Amsterdam"}


def png(width=64, height=64) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (width, height), "#123456").save(stream, "PNG")
    return stream.getvalue()


@pytest.mark.parametrize("address", PAGES)
def test_only_administrators_open_administration(cast, address):
    assert cast.admin.get(address).status_code == 200
    assert cast.trainee.get(address).status_code == 403
    assert cast.author.get(address).status_code == 403
    assert cast.guest.get(address).status_code == 303


def test_settings_are_saved_and_shown(cast):
    assert cast.admin.post("/admin/settings", SETTINGS).status_code == 303
    academy = db.session.get(Academy, 1)
    assert (academy.name, academy.locale, academy.allows_join_requests) == ("Academie Noord", "nl", False)
    assert "Academie Noord" in text_of(cast.trainee.get("/"))


def test_settings_without_a_name_are_explained(cast):
    response = cast.admin.post("/admin/settings", {**SETTINGS, "name": " "})
    assert response.status_code == 422
    assert "Write the name people know the academy by." in text_of(response)
    assert cast.trainee.post("/admin/settings", SETTINGS).status_code == 403


@pytest.mark.parametrize(
    "colour", ["#ffee00", "#ff0000", "#00ff00", "#ffffff", "#000000", "#005b5d", "#ff69b4", "#888888"]
)
def test_every_colour_can_be_read_on_both_papers(colour):
    css = brand_from(colour).css
    for token in ("--brand:", "--brand-text:"):
        light, dark = css.split(token)[1].split(";")[0].removeprefix("light-dark(").split("),")
        assert contrast(oklch(light), PAPER_LIGHT) >= 4.5
        assert contrast(oklch(dark), PAPER_DARK) >= 4.5


def oklch(words: str):
    return tuple(float(number) for number in words.strip().removeprefix("oklch(").rstrip(")").split())


def test_a_readable_colour_is_kept():
    assert not brand_from("#005b5d").corrected
    assert brand_from("#ffcc00").corrected
    assert to_oklch("#ffffff")[0] == pytest.approx(1, abs=0.001)


def test_the_colour_reaches_every_page(cast):
    assert cast.admin.post("/admin/brand/colour", {"colour": "#7a1f5c"}).status_code == 303
    page = cast.trainee.get("/").get_data(as_text=True)
    assert "/brand.css?v=2" in page
    assert "oklch" in cast.guest.get("/brand.css").get_data(as_text=True)
    assert cast.admin.post("/admin/brand/colour", {"colour": "red"}).status_code == 422
    assert cast.trainee.post("/admin/brand/colour", {"colour": "#7a1f5c"}).status_code == 403


def test_a_logo_is_shown_to_everybody_and_can_be_removed(cast):
    sent = {"logo": (io.BytesIO(png()), "logo.png")}
    assert cast.admin.post("/admin/brand/logo", sent, content_type="multipart/form-data").status_code == 303
    key = db.session.get(Academy, 1).logo_key
    assert cast.guest.get(f"/files/{key}/logo").mimetype.startswith("image/")
    assert cast.admin.post("/admin/brand/logo/removal").status_code == 303
    assert cast.guest.get(f"/files/{key}/logo").status_code == 404


@pytest.mark.parametrize("content", [b"<svg onload=alert(1)>", b"not an image", b""])
def test_what_is_no_image_is_refused_as_logo(cast, content):
    sent = {"logo": (io.BytesIO(content), "logo.png")}
    assert cast.admin.post("/admin/brand/logo", sent, content_type="multipart/form-data").status_code == 422


def test_roles_are_given_and_taken(cast):
    address = f"/admin/people/{cast.trainee.id}/roles"
    assert cast.admin.post(address, {"roles": ["author", "editor"]}).status_code == 303
    assert cast.trainee.viewer.roles == {"author", "editor"}
    assert access.STAFF in cast.trainee.viewer.audiences
    assert cast.admin.post(address, {}).status_code == 303
    assert cast.trainee.viewer.roles == frozenset()
    assert access.STAFF not in cast.trainee.viewer.audiences
    assert cast.admin.post(address, {"roles": ["emperor"]}).status_code == 422
    assert cast.editor.post(address, {"roles": ["admin"]}).status_code == 403
    assert cast.admin.post("/admin/people/99999/roles", {}).status_code == 404


def test_the_last_administrator_stays(cast):
    assert cast.admin.post(f"/admin/people/{cast.admin.id}/roles", {"roles": ["author"]}).status_code == 422
    assert cast.admin.post(f"/admin/people/{cast.admin.id}/deactivation").status_code == 422
    assert db.session.scalar(db.select(RoleGrant.id).filter_by(user_id=cast.admin.id, role="admin"))


def test_a_closed_account_is_signed_out_and_can_be_opened_again(cast):
    cast.trainee.get("/")
    address = f"/admin/people/{cast.trainee.id}"
    assert cast.admin.post(f"{address}/deactivation").status_code == 303
    assert not db.session.scalars(db.select(Session).filter_by(user_id=cast.trainee.id)).all()
    assert cast.trainee.get("/account").status_code == 303
    assert cast.admin.post(f"{address}/reactivation").status_code == 303
    assert db.session.get(User, cast.trainee.id).is_active
    assert cast.manager.post(f"{address}/deactivation").status_code == 403


def test_a_list_of_people_is_invited_once_each(cast):
    people = "Noor Bos <noor@new.example>\nnoor2@new.example\ntrainee@test.example"
    assert cast.admin.post("/admin/invitations", {"people": people, "language": "nl"}).status_code == 303
    invited = db.session.scalars(db.select(Invitation.email).order_by(Invitation.id)).all()
    assert invited == ["noor@new.example", "noor2@new.example"]


def test_a_csv_file_is_invited(cast):
    sent = {
        "file": (io.BytesIO("naam;e-mail\nNoor Bos;noor@new.example\n".encode("utf-8-sig")), "mensen.csv"),
        "language": "nl",
    }
    assert cast.admin.post("/admin/invitations", sent, content_type="multipart/form-data").status_code == 303
    assert db.session.scalars(db.select(Invitation.name)).all() == ["Noor Bos"]


def test_a_list_with_a_mistake_invites_nobody_yet(cast):
    response = cast.admin.post("/admin/invitations", {"people": "noor@new.example\nnot an address", "language": "nl"})
    assert response.status_code == 422
    assert "Line 2" in text_of(response)
    assert not db.session.scalars(db.select(Invitation)).all()
    assert cast.admin.post("/admin/invitations", {"people": "", "language": "nl"}).status_code == 422
    assert cast.trainee.post("/admin/invitations", {"people": "noor@new.example", "language": "nl"}).status_code == 403


def test_an_invitation_is_sent_again_and_withdrawn(cast):
    cast.admin.post("/admin/invitations", {"people": "noor@new.example", "language": "en"})
    invitation = db.session.scalars(db.select(Invitation)).one()
    former = invitation.token_hash
    assert cast.admin.post(f"/admin/invitations/{invitation.id}/resending").status_code == 303
    invitation = db.session.scalars(db.select(Invitation)).one()
    assert invitation.token_hash != former
    assert cast.admin.post(f"/admin/invitations/{invitation.id}/revocation").status_code == 303
    assert db.session.scalars(db.select(Invitation)).one().revoked_at
    assert cast.admin.post("/admin/invitations/999/resending").status_code == 404
    assert cast.trainee.post(f"/admin/invitations/{invitation.id}/resending").status_code == 403


def test_requests_to_join_are_answered(cast):
    db.session.add_all([JoinRequest(email=f"{n}@new.example", name=n) for n in ("noor", "bas")])
    db.session.commit()
    noor, bas = db.session.scalars(db.select(JoinRequest.id).order_by(JoinRequest.id)).all()
    assert cast.manager.post(f"/admin/join-requests/{noor}/acceptance").status_code == 303
    assert db.session.scalars(db.select(Invitation.email)).one() == "noor@new.example"
    assert cast.manager.post(f"/admin/join-requests/{bas}/decline", {"reason": ""}).status_code == 422
    assert cast.manager.post(f"/admin/join-requests/{bas}/decline", {"reason": "We are full."}).status_code == 303
    assert cast.manager.post(f"/admin/join-requests/{bas}/acceptance").status_code == 404
    assert cast.trainee.get("/admin/join-requests").status_code == 403


def test_administrators_read_account_mails_but_no_cohorts_words(cast):
    cohort = access.make_audience("cohort", "Spring")
    access.grant(cohort.id, cast.trainee.id)
    open_mail = send_mail(to="x@new.example", subject="Welcome", text="Follow this link")
    closed = send_mail(
        to="t@test.example", subject="Heron secret", text="Heron words", user_id=cast.trainee.id, audience_id=cohort.id
    )
    db.session.commit()
    assert "Follow this link" in text_of(cast.admin.get(f"/admin/mails/{open_mail.id}"))
    assert "Heron" not in text_of(cast.admin.get(f"/admin/mails/{closed.id}"))
    assert "Heron" not in text_of(cast.admin.get("/admin/mails"))
    assert cast.admin.get("/admin/mails/999").status_code == 404
    assert cast.trainee.get(f"/admin/mails/{open_mail.id}").status_code == 403


def test_links_that_open_accounts_are_shown_when_asked_for_and_never_where_mails_leave(app, cast, monkeypatch):
    mail = send_mail(to="x@new.example", subject="Welcome", text="Open /invitations/heron-key", secret="heron-key")
    db.session.commit()
    address = f"/admin/mails/{mail.id}"
    assert "heron-key" not in text_of(cast.admin.get(address))
    assert cast.manager.post(f"{address}/link").status_code == 403
    assert "heron-key" in text_of(cast.admin.post(f"{address}/link"))
    assert "Read the link in a mail" in text_of(cast.admin.get("/admin/audit"))
    monkeypatch.setitem(app.config, "MAIL_URL", "smtp://mail.example")
    assert "heron-key" not in text_of(cast.admin.get(address))
    assert cast.admin.post(f"{address}/link").status_code == 403


def test_a_changed_audit_log_is_noticed(cast):
    for number in range(3):
        audit("tried", object_kind="test", object_id=number)
    db.session.commit()
    assert first_broken_entry() is None
    entry = db.session.scalars(db.select(AuditEntry).filter_by(object_kind="test", object_id=1)).one()
    entry.action = "forged"
    db.session.commit()
    assert first_broken_entry() == entry.id
    assert "was changed" in text_of(cast.admin.get("/admin?check=1"))


def test_a_removed_audit_entry_is_noticed(cast):
    for number in range(3):
        audit("tried", object_kind="test", object_id=number)
    db.session.commit()
    db.session.delete(db.session.scalars(db.select(AuditEntry).filter_by(object_kind="test", object_id=1)).one())
    db.session.commit()
    assert first_broken_entry() is not None


def test_every_action_written_down_has_its_words():
    """The log keeps fixed words; administrators read them in their own language."""
    actions = found_in_the_code(r"\b(?:audit|_note|_note_other_hand)\(\s*\"([a-z -]+)\"")
    objects = found_in_the_code(r"\bobject_kind=\"([a-z_ ]+)\"")
    assert actions
    assert objects
    assert actions - set(words.ACTIONS) == set()
    assert objects - set(words.OBJECTS) == set()


def found_in_the_code(pattern):
    root = Path(__file__).parents[2]
    return {
        name
        for room in ("lms", "knowledge", "courses", "cohorts", "discussions")
        for path in (root / room).rglob("*.py")
        for name in re.findall(pattern, path.read_text())
    }


def test_the_audit_log_is_filtered(cast):
    audit("tried", actor=cast.admin.user, object_kind="test", object_id=1)
    audit("failed", object_kind="test", object_id=2)
    db.session.commit()
    rows = text_of(cast.admin.get("/admin/audit?action=tried"))
    assert "test 1" in rows
    assert "test 2" not in rows
    assert cast.admin.get("/admin/audit?action=unheard").status_code == 404
    rows = text_of(cast.admin.get(f"/admin/audit?who={cast.admin.id}"))
    assert "test 1" in rows
    assert "test 2" not in rows
    assert "Only what Admin did." in rows
    assert cast.admin.get("/admin/audit?who=999999").status_code == 404


def test_the_audit_log_speaks_the_language_of_its_reader(cast):
    audience = make_audience("cohort", "Voorjaar 2026")
    audit("phase changed", actor=cast.facilitator.user, object_kind="membership", object_id=1, audience_id=audience.id,
          user_id=7, from_phase="trainee", to_phase="mentor")  # fmt: skip
    audit("sign-in", object_kind="user", object_id=7, result="refused")
    audit("invited", actor=cast.admin.user, object_kind="invitation", object_id=3, roles=["author", "editor"])
    cast.admin.user.locale = "nl"
    rows = text_of(cast.admin.get("/admin/audit"))
    assert "persoon: 7, eerst: Deelnemer, daarna: Mentor" in rows
    assert "Voorjaar 2026" in rows
    assert "(geweigerd)" in rows
    assert "rollen: Auteur, Kennisredacteur" in rows
