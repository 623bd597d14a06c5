"""The page of one's own account, and confirming another mail address."""

from flask_babel import force_locale
from flask_babel import gettext as _
from flask_login import current_user

from lms.limits import Allowance
from lms.notifications.actions import wants_mail
from lms.notifications.reasons import REASONS
from lms.pages import not_found, render, then_show
from lms.people.accounts import actions, queries
from lms.people.accounts.forms import AddressForm, AskingForm, MailsForm, SettingsForm
from lms.people.blocks.queries import blocked_by
from lms.people.blueprint import bp
from lms.people.messages.forms import ContactForm
from lms.people.passwords.actions import password_is_right, set_password
from lms.people.passwords.forms import ChangePasswordForm
from lms.people.sessions.queries import sessions_of
from lms.people.signing_in import public
from lms.people.tokens.queries import find_token, works

WRONG_PASSWORDS = Allowance.of("wrong passwords inside an account", "10 per 15 minutes")
ADDRESS_CHANGES = Allowance.of("address changes of an account", "5 per hour")


@bp.get("/account")
def show_account():
    return _show(queries.get_user(current_user.id))


@bp.post("/account/settings")
def change_settings():
    user = queries.get_user(current_user.id)
    form = SettingsForm()
    if not form.validate():
        return _show(user, 422, settings=form)
    actions.change_settings(
        user,
        locale=form.locale.data,
        timezone=form.timezone.data,
        theme=form.theme.data,
        shortcuts=form.shortcuts.data,
    )
    with force_locale(form.locale.data):  # said in the language the next page speaks
        return then_show("people.show_account", toast=_("Your settings are kept."))


@bp.post("/account/mail")
def choose_mails():
    user = queries.get_user(current_user.id)
    form = MailsForm()
    if not form.validate():
        return _show(user, 422, mails=form)
    actions.choose_mails(user, {reason: reason in form.reasons.data for reason in REASONS})
    if form.digest.data:
        actions.choose_digest(user, form.digest.data)
    return then_show("people.show_account", anchor="mail", toast=_("Your choice of mails is kept."))


@bp.post("/account/asking")
def choose_asking():
    form = AskingForm()
    user = queries.get_user(current_user.id)
    if not form.validate():
        return _show(user, 422, asking=form)
    actions.choose_asking(user, form.can_be_asked.data)
    toast = _("Questions are brought to you.") if user.can_be_asked else _("No questions are brought to you any more.")
    return then_show("people.show_account", anchor="asking", toast=toast)


@bp.post("/account/password")
def change_password():
    user = queries.get_user(current_user.id)
    form = ChangePasswordForm(user)
    if not (form.validate() and _password_proved(user, form.current_password)):
        return _show(user, 422, password=form)
    set_password(user, form.new_password.data, but=current_user.session_id)
    return then_show(
        "people.show_account", anchor="password", toast=_("Your password is changed. Other browsers are signed out.")
    )


@bp.post("/account/address")
def ask_address_change():
    user = queries.get_user(current_user.id)
    form = AddressForm()
    if not (form.validate() and _password_proved(user, form.address_password)):
        return _show(user, 422, address=form)
    if not ADDRESS_CHANGES.spend(str(user.id)):
        form.new_email.errors = [_("That is often enough for now. Try again in an hour.")]
        return _show(user, 429, address=form)
    # An address that has an account gets no mail; the page says the same, and tells nobody whose it is.
    if queries.find_user_by_email(form.new_email.data) is None:
        actions.ask_address_change(user, form.new_email.data)
    toast = _("A mail is on its way to %(email)s. Open its link to use that address.", email=form.new_email.data)
    return then_show("people.show_account", anchor="address", toast=toast)


@bp.get("/account/address/<secret>")
@public
def show_address_change(secret):
    token, user = find_token(secret, "address") or not_found()
    if not works(token, user):
        return render("people/link_over.html", status=410, kind="address")
    return render("people/address_confirm.html", email=token.data["email"], old=user.email)


@bp.post("/account/address/<secret>")
@public
def confirm_address_change(secret):
    token, user = find_token(secret, "address") or not_found()
    if not works(token, user):
        return render("people/link_over.html", status=410, kind="address")
    if not actions.confirm_address_change(user, token):
        return render("people/link_over.html", status=409, kind="taken")
    toast = _("Your account uses %(email)s from now on.", email=user.email)
    return then_show("people.show_account" if current_user.is_authenticated else "people.sign_in", toast=toast)


def _password_proved(user, field) -> bool:
    """Whether the person behind an open browser is the owner of the account."""
    if WRONG_PASSWORDS.is_spent(str(user.id)):
        field.errors = [_("Too many tries. Wait a quarter of an hour.")]
        return False
    if password_is_right(user, field.data):
        return True
    WRONG_PASSWORDS.spend(str(user.id))
    field.errors = [_("This is not your password.")]
    return False


def _show(user, status: int = 200, **forms):
    mailed = [reason for reason in REASONS if wants_mail(user.mail_reasons, reason)]
    blank = {
        "settings": lambda: SettingsForm(formdata=None, obj=user),
        "mails": lambda: MailsForm(formdata=None, reasons=mailed, digest=user.digest),
        "asking": lambda: AskingForm(formdata=None, obj=user),
        "contact": lambda: ContactForm(formdata=None, obj=user),
        "password": lambda: ChangePasswordForm(user, formdata=None),
        "address": lambda: AddressForm(formdata=None),
    }
    return render(
        "people/account.html",
        status=status,
        user=user,
        sessions=sessions_of(user.id),
        blocked=blocked_by(user.id),
        wrong=next(iter(forms.values()), None),
        **{f"{name}_form": forms.get(name) or make() for name, make in blank.items()},
    )
