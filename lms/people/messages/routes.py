"""Pages of messages: with whom one wrote, writing to somebody, and whether one takes messages."""

from flask import request
from flask_babel import gettext as _
from flask_login import current_user

from lms.access import require
from lms.forms import act_once
from lms.pages import not_found, number, render, then_show
from lms.people.accounts.queries import get_user
from lms.people.blueprint import bp
from lms.people.messages import actions, policies, queries
from lms.people.messages.forms import LONGEST, ContactForm, MessageForm
from lms.people.messages.limits import may_write_now
from lms.people.queries import face_of


@bp.get("/messages")
def show_correspondences():
    rows, more_before = queries.written_with(current_user, before=request.args.get("before", type=number))
    return render("people/messages/all.html", rows=rows, more_before=more_before, is_first="before" not in request.args)


@bp.get("/people/<int:user_id>/messages")
def show_messages(user_id):
    return _show(_other(user_id), MessageForm(formdata=None, body=request.args.get("body", "")[:LONGEST]))


@bp.post("/people/<int:user_id>/messages")
def write_message(user_id):
    other = _other(user_id)
    require(policies.can_write(current_user, other))
    form = MessageForm()
    if not form.validate():
        return _show(other, form, status=422)
    if not may_write_now(current_user, other):
        form.body.errors = [_("That is much in a short time. Your words stay here; send them a little later.")]
        return _show(other, form, status=429)
    act_once(form, current_user)
    actions.write_to(user_id, author=current_user, body=form.body.data)
    toast = _("Your message is written. It is up to %(name)s to answer.", name=other.name)
    return then_show("people.show_messages", user_id=user_id, toast=toast)


@bp.post("/account/contact")
def choose_contact():
    user, form = get_user(current_user.id), ContactForm()
    actions.choose_contact(user, form.can_be_contacted.data)
    toast = _("Others may write to you.") if user.can_be_contacted else _("Nobody writes to you first any more.")
    return then_show("people.show_account", anchor="contact", toast=toast)


def _other(user_id: int) -> queries.Other:
    other = queries.find_other(current_user, user_id) or not_found()
    require(policies.can_correspond(current_user, other))
    return other


def _show(other: queries.Other, form: MessageForm, status: int = 200):
    messages, more_before = queries.messages_with(
        current_user, other.id, before=request.args.get("before", type=number)
    )
    return render(
        "people/messages/one.html",
        status=status,
        other=other,
        face=face_of(other),
        messages=messages,
        more_before=more_before,
        is_latest="before" not in request.args,
        form=form,
        can_write=policies.can_write(current_user, other),
    )
