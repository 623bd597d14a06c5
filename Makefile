# make run · make test · make check · make bench   (see README.md)
PYTHON ?= python3
DEMO ?= 1
VENV := .venv
BIN := $(VENV)/bin
STATIC := $(shell find lms/static -type f ! -name "*.gz" ! -name "*.br")
CATALOGUE := lms/translations/nl/LC_MESSAGES/messages

.PHONY: run install test test-fast check bench bench-search words clean

run: install
	@DEMO=$(DEMO) $(BIN)/gunicorn

install: $(VENV)/installed $(CATALOGUE).mo $(VENV)/static-compressed

$(VENV)/installed: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Leerkring needs Python 3.11 or newer.")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/installed-for-tests: requirements-test.txt $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	@touch $@

$(CATALOGUE).mo: $(CATALOGUE).po $(VENV)/installed
	@$(BIN)/pybabel --quiet compile --statistics -i $< -o $@

$(VENV)/static-compressed: $(VENV)/installed $(STATIC)
	@$(BIN)/python -m whitenoise.compress --quiet lms/static
	@touch $@

# Everything: both databases (PostgreSQL when TEST_DATABASE_URL is set or a local server answers), then Chromium.
test: install $(VENV)/installed-for-tests
	$(BIN)/python -m tests.everything

# The quick half while working: SQLite only, no browser.
test-fast: install $(VENV)/installed-for-tests
	$(BIN)/pytest -n auto -m "not browser and not slow"

check: install $(VENV)/installed-for-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

# After writing new sentences: brings them into the Dutch catalogue, to be translated there.
words: install
	@mkdir -p build
	$(BIN)/pybabel --quiet extract -F lms/translations/babel.cfg -k _l -k lazy_gettext --no-location --omit-header --sort-output -o build/messages.pot app.py lms knowledge courses cohorts discussions templates
	$(BIN)/pybabel --quiet update -i build/messages.pot -d lms/translations -l nl --no-fuzzy-matching --ignore-obsolete --width 100
	sed -E '/^"(Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By):/d; s/^("Project-Id-Version:) +/\1 /' $(CATALOGUE).po > build/messages.po
	mv build/messages.po $(CATALOGUE).po

bench: install $(VENV)/installed-for-tests
	$(BIN)/python -m tests.bench $(ARGS)

# How good search is, and how its time grows; fails when it is worse than promised.
bench-search: install $(VENV)/installed-for-tests
	$(BIN)/python -m tests.bench.searching $(ARGS)

clean:
	rm -rf $(VENV) instance build
