"""The yardstick: a bare Flask view that renders a 30 kB page from memory, in the same server with the same settings."""

from flask import Flask, render_template_string

ROWS = [{"name": f"Person {n}", "words": "Reflect the effort, not the conclusion. " * 8} for n in range(78)]
PAGE = """<!doctype html><title>Yardstick</title><body>
{% for row in rows %}<article><h2>{{ row.name }}</h2><p>{{ row.words }}</p></article>
{% endfor %}"""


def create_app() -> Flask:
    app = Flask(__name__)

    @app.get("/")
    def page():
        return render_template_string(PAGE, rows=ROWS)

    return app
