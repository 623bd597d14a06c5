"""Files: uploads under random keys, in a folder or an S3 bucket, served only to those who may read them."""

from flask import Flask

from lms.files import storage
from lms.files.lines import line_of
from lms.files.routes import bp


def init_app(app: Flask) -> None:
    app.extensions["storage"] = storage.from_url(app.config["STORAGE_URL"], app.config["INSTANCE"])
    app.jinja_env.globals["line_of_file"] = line_of
    app.register_blueprint(bp)
