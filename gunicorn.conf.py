"""The web server: gunicorn's settings, and what happens once before the first page is served."""

import gc
import ipaddress
import os
import sys

from gunicorn.workers.gthread import ThreadWorker

from app import create_app, prepare
from lms.database import db
from lms.jobs import start_embedded_worker
from lms.search.compounds import known_words

host, port = os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000"))
bind = f"{host}:{port}"
wsgi_app = "app:create_app()"
workers = int(os.environ.get("WEB_CONCURRENCY", "1"))
# Threads that listen for news wait nearly all the time; lms/turns.py lets WEB_THREADS of them work at once.
threads = int(os.environ.get("WEB_THREADS", "8")) + int(os.environ.get("STREAMS", "256"))
worker_connections = 1000 + threads
keepalive = 5
timeout = 120
graceful_timeout = 20
loglevel = os.environ.get("LOG_LEVEL", "warning")
no_control_socket = True


class Worker(ThreadWorker):
    """gthread, which ends the open event streams at once when it is told to stop."""

    def handle_exit(self, sig, frame):
        self._say_goodbye()
        super().handle_exit(sig, frame)

    def handle_quit(self, sig, frame):
        self._say_goodbye()
        super().handle_quit(sig, frame)

    def _say_goodbye(self):
        if getattr(self, "wsgi", None):  # a signal may come before the application is there
            self.wsgi.extensions["live"].close()


worker_class = Worker


def on_starting(server) -> None:
    """Bring the tables up to date, found the academy, and refuse to show a demo to a network."""
    app = create_app()
    is_demo = prepare(app, demo=os.environ.get("DEMO") == "1")
    with app.app_context():
        db.engine.dispose()
    if is_demo and not _is_loopback(host):
        sys.exit("A demo academy serves on the loopback address only. Start with DEMO=0, or leave HOST unset.")


def when_ready(server) -> None:
    print(f"Leerkring is open at http://{host}:{port}", flush=True)


def post_worker_init(worker) -> None:
    """Nobody waits for what is needed once; with no worker configured elsewhere, the first web process does the jobs too."""
    known_words()  # with the first reply they would be read while every other writer waits
    gc.collect()
    gc.freeze()  # a look through all that was loaded finds nothing and would halt everybody for a third of a second
    if worker.age == 1 and not os.environ.get("REDIS_URL"):
        start_embedded_worker(worker.wsgi)


def _is_loopback(name: str) -> bool:
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"
