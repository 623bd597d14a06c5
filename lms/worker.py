"""`flask worker`: does the jobs in a process of its own, on as many machines as needed."""

import logging

import click
from flask import current_app
from flask.cli import with_appcontext
from huey.consumer import Consumer


@click.command()
@click.option("--threads", default=2, show_default=True, help="Jobs done at the same time.")
@with_appcontext
def worker(threads: int):
    """Do jobs until stopped; a job begun is finished first."""
    logging.getLogger("huey").setLevel(logging.INFO)
    Consumer(current_app.extensions["huey"], workers=threads, periodic=True).run()
