"""What tests of courses share."""

from tests.courses.imports import CORPUS

# These two courses lie beside the project, not in it.
collect_ignore = [] if CORPUS.is_dir() else ["test_import_corpus.py"]
