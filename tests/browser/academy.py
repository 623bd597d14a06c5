"""An academy served by the real web server from a folder of its own, as `make run` does it."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pysqlite3.dbapi2 as sqlite

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120  # seconds until the first answer: a demo is written whole before it
OF_THE_MACHINE = (
    "DATABASE_URL", "REDIS_URL", "STORAGE_URL", "MAIL_URL", "PUBLIC_URL", "TRUSTED_PROXIES", "SECRET_KEY", "HOST",
    "GUNICORN_CMD_ARGS", "WEB_THREADS", "FLASK_DEBUG",
)  # fmt: skip
RUN_PERIODIC = """
from app import create_app
from lms.jobs import run_periodic
with create_app().app_context():
    run_periodic()
"""


class Academy:
    """A web server in a process of its own; `address` is where it listens, `folder` holds everything it keeps."""

    def __init__(self, folder: Path, *, demo: bool):
        self.folder, self.demo = folder, demo
        self._server = None

    def open(self) -> "Academy":
        self.folder.mkdir(parents=True, exist_ok=True)
        port = _free_port()
        self.address = f"http://127.0.0.1:{port}"
        with self._log.open("ab") as log:
            self._server = subprocess.Popen(
                [sys.executable, "-m", "gunicorn"],
                cwd=ROOT,
                env=self._environment | {"PORT": str(port)},
                stdout=log,
                stderr=log,
            )
        self._wait_until_open()
        return self

    def close(self) -> None:
        if self._server:
            self._server.terminate()
            try:
                self._server.wait(30)
            except subprocess.TimeoutExpired:
                self._server.kill()
                self._server.wait()
            self._server = None

    def copy_to(self, folder: Path) -> "Academy":
        """The same academy in another folder; this one must be closed."""
        shutil.copytree(self.folder, folder, ignore=shutil.ignore_patterns("*.log"))
        return Academy(folder, demo=self.demo)

    def rows(self, statement: str, **values) -> list[tuple]:
        """What the database holds, asked beside the server; also for what only time would do, such as ending a session."""
        with contextlib.closing(sqlite.connect(self.folder / "leerkring.sqlite3", timeout=20)) as connection:
            found = connection.execute(statement, values).fetchall()
            connection.commit()
            return found

    def one(self, statement: str, **values):
        """The first value of the first row, which must be there."""
        found = self.rows(statement, **values)
        assert found, f"nothing found by {statement} with {values}"
        return found[0][0]

    def does_anew(self, task: str) -> None:
        """A periodic task runs now, as if its time had come again."""
        self.rows("DELETE FROM beats WHERE name = :task", task=task)
        subprocess.run([sys.executable, "-c", RUN_PERIODIC], cwd=ROOT, env=self._environment, check=True)

    def failures(self) -> list[str]:
        """What the server wrote down as wrong."""
        return [
            line for line in self._log.read_text().splitlines() if '"level": "error"' in line or "Traceback" in line
        ]

    @property
    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in OF_THE_MACHINE}
        return kept | {
            "INSTANCE_PATH": str(self.folder),
            "DEMO": "1" if self.demo else "0",
            "WEB_CONCURRENCY": "1",
        }

    @property
    def _log(self) -> Path:
        return self.folder / "server.log"

    def _wait_until_open(self) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self._server.poll() is not None:
                break
            with contextlib.suppress(urllib.error.URLError, OSError), urllib.request.urlopen(self.address + "/healthz"):
                return
            time.sleep(0.05)
        words = self._log.read_text()
        self.close()
        raise RuntimeError(f"the academy did not open:\n{words[-4000:]}")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]
