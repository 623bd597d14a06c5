"""A person's page, and one's own profile."""

from flask_babel import gettext as _
from flask_login import current_user

from lms.files.actions import UploadRefused
from lms.limits import Allowance
from lms.markup import stored
from lms.pages import not_found, render, then_show
from lms.people.accounts.queries import get_user
from lms.people.blueprint import bp
from lms.people.directory import evidence
from lms.people.models import PROFILE_FIELDS
from lms.people.profiles import actions, queries
from lms.people.profiles.forms import PhotoForm, ProfileForm
from lms.people.profiles.words import FIELD_WORDS, SEEN_BY, listed
from lms.people.queries import face_of

LARGEST_PHOTO = 20 * 1024 * 1024  # bytes
PHOTOS = Allowance.of("photographs of a person", "30 per hour")


@bp.get("/people/<int:user_id>")
def show_person(user_id):
    person = queries.find_profile(current_user, user_id) or not_found()
    return render(
        "people/profile.html",
        person=person,
        face=face_of(person),
        about=stored(person.about_html),
        facts=[
            (FIELD_WORDS[field], words)
            for field in ("looking_for", "languages", "sector", "region")
            if (words := getattr(person, field))
        ],
        expertise=listed(person.expertise),
        did=evidence.done_by([person.id] if person.shows_work else [], current_user).get(person.id, []),
        is_self=person.id == current_user.id,
        seen_by=_fields_by_reader(get_user(user_id)) if person.id == current_user.id else {},
    )


@bp.get("/account/profile")
def edit_profile():
    user = get_user(current_user.id)
    return _show_editor(user, _profile_form(user))


@bp.post("/account/profile")
def save_profile():
    user = get_user(current_user.id)
    form = ProfileForm()
    if not form.validate():
        return _show_editor(user, form, status=422)
    actions.save_profile(
        user,
        name=form.name.data,
        fields={field: form[field].data or "" for field in actions.WRITTEN},
        visibility={field: form[f"{field}_seen_by"].data for field in actions.PARTS},
    )
    return then_show("people.show_person", user_id=user.id, toast=_("Your profile is kept."))


@bp.post("/account/photo")
def change_photo():
    user = get_user(current_user.id)
    form = PhotoForm()
    if not form.validate():
        return _show_editor(user, _profile_form(user), photo=form, status=422)
    if not PHOTOS.spend(str(user.id)):
        form.photo.errors = [_("That is often enough for now. Try again in an hour.")]
        return _show_editor(user, _profile_form(user), photo=form, status=429)
    data = form.photo.data.read(LARGEST_PHOTO + 1)
    try:
        if len(data) > LARGEST_PHOTO:
            raise UploadRefused(_("This picture is larger than 20 MB. Choose a smaller one."))
        actions.set_photo(user, data, form.photo.data.filename or "face")
    except UploadRefused as refused:
        form.photo.errors = [str(refused.reason)]
        return _show_editor(user, _profile_form(user), photo=form, status=422)
    return then_show("people.edit_profile", toast=_("Your photograph is in its place."))


@bp.post("/account/photo/removal")
def remove_photo():
    actions.remove_photo(get_user(current_user.id))
    return then_show("people.edit_profile", toast=_("Your photograph is removed; your initials stand in its place."))


def _profile_form(user) -> ProfileForm:
    readers = {f"{field}_seen_by": user.visibility_of(field) for field in actions.PARTS}
    return ProfileForm(formdata=None, obj=user, data=readers)


def _show_editor(user, form, *, photo=None, status: int = 200):
    return render(
        "people/profile_edit.html",
        status=status,
        user=user,
        face=face_of(user),
        form=form,
        photo_form=photo or PhotoForm(formdata=None),
        fields=actions.WRITTEN,
    )


def _fields_by_reader(user) -> dict[str, list[str]]:
    """For each kind of reader the names of the filled fields they see."""
    filled = [*(field for field in PROFILE_FIELDS if getattr(user, field)), "work"]
    return {
        reader: [str(FIELD_WORDS[field]) for field in filled if user.visibility_of(field) == reader]
        for reader, _words in SEEN_BY
    }
