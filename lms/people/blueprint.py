"""The blueprint all pages of people hang on, however many nouns they are split over."""

from flask import Blueprint

bp = Blueprint("people", __name__)
