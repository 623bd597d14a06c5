"""`flask receive-mail`: takes one mail from a mail server’s pipe, or listens for mails as a small SMTP server."""

import os
import sys
import threading

import click
from flask import current_app
from flask.cli import with_appcontext

from lms.database import db
from lms.mail_in.listener import Listener
from lms.mail_in.receiving import receive

NO_SUCH_ADDRESS, TRY_LATER = os.EX_NOUSER, os.EX_TEMPFAIL


@click.command()
@click.option("--sender", help="The sender the mail server was told; empty for reports of delivery.")
@click.option(
    "--listen", metavar="HOST:PORT", help="Listen as an SMTP server instead, for the mail server to pass mails on."
)
@click.argument("recipients", nargs=-1)
@with_appcontext
def receive_mail(sender: str | None, listen: str | None, recipients: tuple[str, ...]):
    """Take a mail from standard input: a reply to a mail of ours becomes a post, a failure is answered by mail."""
    if listen:
        _listen(*listen.rsplit(":", 1))
        return
    try:
        outcome = receive(sys.stdin.buffer.read(), sender=sender, recipients=list(recipients))
    except Exception as error:
        db.session.rollback()
        click.echo(f"try again later: {type(error).__name__}", err=True)
        sys.exit(TRY_LATER)
    click.echo(outcome)
    if outcome == "unknown":
        sys.exit(NO_SUCH_ADDRESS)


def _listen(host: str, port: str) -> None:
    if not current_app.config["MAIL_REPLY_DOMAIN"]:
        raise click.ClickException("set MAIL_REPLY_DOMAIN to the domain replies go to")
    listener = Listener(current_app._get_current_object(), host, int(port))
    listener.start()
    click.echo(f"Listening for mail on {host}:{listener.port}")
    try:
        threading.Event().wait()
    finally:
        listener.stop()
