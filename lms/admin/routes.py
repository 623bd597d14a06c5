"""Pages of administration: health, settings, brand, mails and the audit log."""

from flask import Blueprint, Response, abort, current_app, request
from flask_babel import gettext as _
from flask_login import current_user

from lms.access import require
from lms.admin import actions, policies, queries, words
from lms.admin.accounts.queries import find_account
from lms.admin.audit import first_broken_entry
from lms.admin.brand import HEX, brand_from
from lms.admin.forms import ColourForm, LogoForm, SettingsForm
from lms.files.actions import UploadRefused
from lms.mail import TAKEN_OUT
from lms.pages import not_found, number, render, then_show
from lms.people.signing_in import public

bp = Blueprint("admin", __name__)


@bp.get("/brand.css")
@public
def brand_css():
    """The academy's four colours; its address changes with them, so browsers may keep it."""
    response = Response(queries.get_academy().brand_css, mimetype="text/css")
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


@bp.get("/admin")
def show_overview():
    require(policies.can_administer(current_user))
    return render(
        "admin/overview.html",
        health=queries.get_health(),
        has_mail_server=bool(current_app.config["MAIL_URL"]),
        broken=first_broken_entry() if request.args.get("check") else None,
        checked=bool(request.args.get("check")),
    )


@bp.get("/admin/settings")
def show_settings(form=None):
    require(policies.can_administer(current_user))
    form = form or SettingsForm.showing(queries.get_academy())
    return render("admin/settings.html", form=form, status=422 if form.errors else 200)


@bp.post("/admin/settings")
def save_settings():
    require(policies.can_administer(current_user))
    form = SettingsForm()
    if not form.validate():
        return show_settings(form)
    names = ("name", "about", "locale", "timezone", "allows_join_requests", "shows_meter")
    values = {name: form[name].data for name in names}
    values["video_hosts"] = form.video_hosts
    actions.save_settings(queries.get_academy(), by=current_user, **values)
    return then_show("admin.show_settings", toast=_("Settings saved."))


@bp.get("/admin/brand")
def show_brand(colour_form=None, logo_form=None):
    require(policies.can_administer(current_user))
    academy = queries.get_academy()
    colour_form = colour_form or ColourForm(data={"colour": academy.brand_colour})
    logo_form = logo_form or LogoForm()
    asked = request.args.get("colour", "")
    return render(
        "admin/brand.html",
        fragments={"colour_preview"},
        colour_form=colour_form,
        logo_form=logo_form,
        preview=brand_from(asked) if HEX.fullmatch(asked) else brand_from(academy.brand_colour),
        status=422 if colour_form.errors or logo_form.errors else 200,
    )


@bp.post("/admin/brand/colour")
def save_colour():
    require(policies.can_administer(current_user))
    form = ColourForm()
    if not form.validate():
        return show_brand(colour_form=form)
    brand = actions.save_colour(queries.get_academy(), form.colour.data, by=current_user)
    return then_show(
        "admin.show_brand",
        toast=_("Colour saved, made a little different so that words stay readable.")
        if brand.corrected
        else _("Colour saved."),
    )


@bp.post("/admin/brand/logo")
def save_logo():
    require(policies.can_administer(current_user))
    form = LogoForm()
    upload = form.logo.data
    if form.validate() and upload:
        try:
            actions.save_logo(queries.get_academy(), upload.read(), upload.filename, by=current_user)
            return then_show("admin.show_brand", toast=_("Logo saved."))
        except UploadRefused as refused:
            form.logo.errors = [refused.reason]
    elif not form.logo.errors:
        form.logo.errors = [_("Choose an image first.")]
    return show_brand(logo_form=form)


@bp.post("/admin/brand/logo/removal")
def remove_logo():
    require(policies.can_administer(current_user))
    actions.remove_logo(queries.get_academy(), by=current_user)
    return then_show("admin.show_brand", toast=_("Logo removed."))


@bp.get("/admin/mails")
def show_mails():
    require(policies.can_administer(current_user))
    rows = queries.list_mails(request.args.get("before", type=number))
    return render(
        "admin/mails.html",
        mails=rows[: queries.PAGE],
        can_read=policies.can_read_mail,
        older=rows[queries.PAGE - 1].id if len(rows) > queries.PAGE else None,
        has_mail_server=bool(current_app.config["MAIL_URL"]),
    )


@bp.get("/admin/mails/<int:mail_id>")
def show_mail(mail_id):
    require(policies.can_administer(current_user))
    return _show_mail(queries.find_mail(mail_id) or not_found())


@bp.post("/admin/mails/<int:mail_id>/link")
def show_link_of_mail(mail_id):
    """A link that opens an account is for its reader; where no mail leaves, an administrator passes it on."""
    require(policies.can_administer(current_user))
    mail = queries.find_mail(mail_id) or not_found()
    require(policies.can_read_mail(current_user, mail) and not current_app.config["MAIL_URL"])
    actions.read_link(mail, by=current_user)
    return _show_mail(mail, with_link=True)


@bp.get("/admin/audit")
def show_audit():
    require(policies.can_administer(current_user))
    action = request.args.get("action", "")
    known = queries.list_audit_actions()
    if action and action not in known:
        abort(404)
    actor_id = request.args.get("who", type=number)
    rows = queries.list_audit(before=request.args.get("before", type=number), action=action, actor_id=actor_id)
    return render(
        "admin/audit.html",
        who=(find_account(actor_id) or not_found()) if actor_id else None,
        entries=rows[: queries.PAGE],
        older=rows[queries.PAGE - 1][0].id if len(rows) > queries.PAGE else None,
        actions=known,
        chosen=action,
        action_words=words.ACTIONS,
        object_words=words.OBJECTS,
        details_of=words.details_of,
        in_words=words.in_words,
    )


def _show_mail(mail, *, with_link: bool = False):
    is_hidden = bool(mail.secret) and not with_link
    return render(
        "admin/mail.html",
        mail=mail,
        text=mail.text.replace(mail.secret, TAKEN_OUT) if is_hidden else mail.text,
        readable=policies.can_read_mail(current_user, mail),
        can_show_link=is_hidden and not current_app.config["MAIL_URL"],
    )
