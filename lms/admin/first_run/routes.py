"""Pages of the first run. The first step makes the first administrator; the others can be skipped and found again on home."""

import hmac

from flask import Blueprint, current_app, redirect, request, url_for
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from flask_login import current_user

from lms.access import require
from lms.admin import actions, queries
from lms.admin.brand import HEX, brand_from
from lms.admin.first_run.forms import FounderForm, LanguageForm, LookForm, PeopleForm
from lms.admin.forms import LogoForm
from lms.admin.policies import can_administer
from lms.files.actions import UploadRefused
from lms.pages import not_found, render, then_show
from lms.people import actions as people
from lms.people.accounts.queries import find_user_by_email
from lms.people.address_lists import parse
from lms.people.passwords.rules import why_refused
from lms.people.sessions.actions import start_session
from lms.people.signing_in import academy, comes_from_here, public, set_cookie

bp = Blueprint("first_run", __name__, url_prefix="/first-run")
OPEN_BEFORE = ("first_run.", "observing.", "admin.brand_css", "people.choose_language", "files.")


@bp.before_app_request
def begin_at_the_beginning():
    """Until somebody administers the academy there is nothing else to see."""
    if academy().set_up_at is None and request.endpoint and not request.endpoint.startswith(OPEN_BEFORE):
        return redirect(url_for("first_run.show_founding"))
    return None


@bp.get("")
@public
def show_founding(form=None):
    """Step 1, open only while nobody administers the academy, and only to who sits at the server or has its key."""
    if academy().set_up_at is not None or not _may_found():
        not_found()
    form = form or FounderForm()
    return render(
        "first_run/founding.html",
        form=form,
        step=1,
        key=request.args.get("key", ""),
        status=422 if form.errors else 200,
    )


@bp.post("")
@public
def found():
    if academy().set_up_at is not None or not _may_found():
        not_found()
    form = FounderForm()
    names = {"email": form.email.data or "", "name": form.name.data or "", "academy": form.academy.data or ""}
    if form.validate() and (problem := why_refused(form.password.data, **names)):
        form.password.errors = [problem]
    if form.errors:
        return show_founding(form)
    row = queries.get_academy()
    row.name, row.locale = form.academy.data.strip(), str(get_locale() or row.locale)
    user = people.create_user(
        name=form.name.data, email=form.email.data, password=form.password.data, locale=row.locale
    )
    people.give_role(user.id, "admin")
    actions.finish_first_run(row, by=user)
    token = start_session(user, user_agent=request.user_agent.string, address=request.remote_addr or "")
    return set_cookie(redirect(url_for("first_run.show_look"), 303), token)


@bp.get("/look")
def show_look(form=None, logo_form=None):
    require(can_administer(current_user))
    row = queries.get_academy()
    form, logo_form = form or LookForm(data={"colour": row.brand_colour}), logo_form or LogoForm()
    asked = request.args.get("colour", "")
    return render(
        "first_run/look.html",
        fragments={"colour_preview"},
        form=form,
        logo_form=logo_form,
        preview=brand_from(asked if HEX.fullmatch(asked) else row.brand_colour),
        step=1,
        status=422 if form.errors or logo_form.errors else 200,
    )


@bp.post("/look")
def save_look():
    require(can_administer(current_user))
    form, logo_form, row = LookForm(), LogoForm(), queries.get_academy()
    upload = logo_form.logo.data
    if form.validate() and upload:
        try:
            actions.save_logo(row, upload.read(), upload.filename, by=current_user)
        except UploadRefused as refused:
            logo_form.logo.errors = [refused.reason]
    if form.errors or logo_form.errors:
        return show_look(form, logo_form)
    actions.save_colour(row, form.colour.data, by=current_user)
    return then_show("first_run.show_language")


@bp.get("/language")
def show_language(form=None):
    require(can_administer(current_user))
    form = form or LanguageForm(obj=queries.get_academy())
    return render("first_run/language.html", form=form, step=2, status=422 if form.errors else 200)


@bp.post("/language")
def save_language():
    require(can_administer(current_user))
    form, row = LanguageForm(), queries.get_academy()
    if not form.validate():
        return show_language(form)
    row.locale, row.timezone = form.locale.data, form.timezone.data
    return then_show("first_run.show_course")


@bp.get("/course")
def show_course():
    require(can_administer(current_user))
    return render("first_run/course.html", step=3)


@bp.get("/people")
def show_people(form=None, problems=()):
    require(can_administer(current_user))
    form = form or PeopleForm()
    return render("first_run/people.html", form=form, problems=problems, step=4, status=422 if form.errors else 200)


@bp.post("/people")
def invite_people():
    require(can_administer(current_user))
    form = PeopleForm()
    rows = parse(form.people.data or "")
    problems = [row for row in rows if row.problem]
    if form.validate() and problems:
        form.people.errors = [
            ngettext(
                "%(num)d line cannot be used; nobody was invited yet.",
                "%(num)d lines cannot be used; nobody was invited yet.",
                len(problems),
            )
        ]
    if form.errors:
        return show_people(form, problems)
    newcomers = [row for row in rows if find_user_by_email(row.email) is None]
    for row in newcomers:
        people.invite(row.email, row.name, academy().locale, [], None, current_user)
    return then_show("home.show_home", toast=_("Your academy is open."))


def _may_found() -> bool:
    key = current_app.config.get("FIRST_RUN_KEY", "")
    if key:
        return hmac.compare_digest(request.values.get("key", "").encode(), key.encode())
    return comes_from_here()
