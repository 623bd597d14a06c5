"""What tests of knowledge share."""

from tests.courses.imports import CORPUS

# These articles lie beside the project, not in it.
collect_ignore = [] if CORPUS.is_dir() else ["test_import_articles_corpus.py"]
