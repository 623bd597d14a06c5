"""A small SMTP server for the mail server to pass replies on to; it knows no address but the secret ones."""

import asyncio
import logging

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from flask import Flask

from lms.mail_in.addresses import read_address
from lms.mail_in.receiving import MOST, receive

log = logging.getLogger(__name__)


class Doorkeeper:
    """Answers each step of the conversation; a mail is acknowledged once what became of it is kept."""

    def __init__(self, app: Flask):
        self.app = app

    async def handle_RCPT(self, server, session, envelope, address, options):
        with self.app.app_context():
            if read_address(address) is None:
                return "550 5.1.1 nobody receives mail at this address"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 go on"

    async def handle_DATA(self, server, session, envelope):
        take = asyncio.get_running_loop().run_in_executor
        for address in envelope.rcpt_tos:
            if not await take(None, self._take, envelope.content, envelope.mail_from or "", address):
                return "451 4.3.0 try again later"
        return "250 2.0.0 received"

    def _take(self, content: bytes, sender: str, address: str) -> bool:
        with self.app.app_context():
            try:
                receive(content, sender=sender, recipients=[address])
            except Exception:
                log.exception("a mail could not be taken now")
                return False
        return True


class Listener(Controller):
    """The server in a thread of its own; `start()` and `stop()` it."""

    def __init__(self, app: Flask, host: str, port: int):
        super().__init__(Doorkeeper(app), hostname=host, port=port, data_size_limit=MOST)

    def factory(self):
        return SMTP(self.handler, hostname="leerkring", ident="Leerkring", **self.SMTP_kwargs)
