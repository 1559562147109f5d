# Everything a person needs to run, test and check this project. `make help` lists it.

PORT ?= 8000
STAGE ?= negotiating

VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/.stamps
BUILT := app/static/build/.built
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq install --no-cache-dir --require-hashes
export PATH := $(CURDIR)/$(BIN):$(PATH)
export FLASK_APP := wsgi
export npm_config_cache := $(CURDIR)/$(VENV)/.cache/npm

.DEFAULT_GOAL := help
.PHONY: help install install-tests system run test test-sqlite test-postgresql check docs translations screenshots bench check-documents clean

help: ## List these targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F'\t' '{ printf "  make %-18s %s\n", $$1, $$2 }'
	@echo "  PORT=8000, STAGE=consulting|answering|negotiating|delivering and DATABASE_URL= change what make run serves"

# --- set-up ------------------------------------------------------------------------------------------------------------

install: $(STAMPS)/python $(BUILT) ## Set everything up that running needs

install-tests: install $(STAMPS)/tests $(STAMPS)/node-tests ## Set everything up that tests need, but for Debian's packages

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed. Install it, or say where it is: make $(MAKECMDGOALS) PYTHON=/path/to/python3"; exit 1; }
	@echo "Making the virtual environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python cannot make virtual environments here. On Debian: apt-get install python3-venv"; exit 1; }

$(STAMPS)/python: requirements.txt | $(BIN)/python
	@echo "Installing the locked dependencies"
	@$(PIP) --requirement requirements.txt
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/tests: requirements-dev.txt $(STAMPS)/python
	@echo "Installing what tests and checks need"
	@$(PIP) --requirement requirements-dev.txt
	@mkdir -p $(STAMPS) && touch $@

# Where there is no Node.js, pip brings it.
$(STAMPS)/node: requirements-node.txt | $(BIN)/python
	@command -v npm >/dev/null || { echo "Installing Node.js"; $(PIP) --requirement requirements-node.txt; }
	@mkdir -p $(STAMPS) && touch $@

$(BUILT): package-lock.json app/assets/build.py $(STAMPS)/node
	@echo "Building the front end"
	@test node_modules/.package-lock.json -nt package-lock.json || npm ci --omit=dev --ignore-scripts --no-progress --loglevel=error
	@$(BIN)/python app/assets/build.py
	@touch $@

$(STAMPS)/node-tests: package-lock.json $(BUILT)
	@echo "Installing what tests need from npm"
	@npm ci --ignore-scripts --no-progress --loglevel=error
	@touch $@

system:
	@.ci/packages

# --- use ---------------------------------------------------------------------------------------------------------------

run: export REHEARSAL := $(or $(REHEARSAL),1)
run: export DATABASE_URL := $(or $(DATABASE_URL),sqlite:///$(CURDIR)/instance/$(STAGE).sqlite)
run: export PORT := $(PORT)
run: install ## Open the demonstration on http://127.0.0.1:8000
	@mkdir -p instance
	@exec $(BIN)/python -m app.serve --stage $(STAGE) --port $(PORT)

# --- proof -------------------------------------------------------------------------------------------------------------

test: install-tests system test-sqlite test-postgresql ## Run every test, on SQLite and on PostgreSQL

test-sqlite: install-tests
	@echo "On SQLite, with the browser"
	@$(BIN)/pytest --numprocesses 2 --dist loadgroup --database sqlite

test-postgresql: install-tests # leaves out what knows no database, and says so: tests/conftest.py
	@echo "On PostgreSQL"
	@$(BIN)/pytest --numprocesses 2 --dist loadgroup --database postgresql

check: export REHEARSAL := 1
check: export DATABASE_URL := sqlite:///$(CURDIR)/$(STAMPS)/check.sqlite
check: install-tests ## Format, lint, types, import contracts, templates, security, drift of migrations
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --quiet --lint templates
	$(BIN)/bandit --quiet --recursive app workflows config.py wsgi.py --configfile pyproject.toml --severity-level medium
	$(BIN)/pytest tests/house/test_templates.py tests/house/test_layout.py
	@rm -f $(STAMPS)/check.sqlite*
	$(BIN)/flask db upgrade
	$(BIN)/flask db check
	@rm -f $(STAMPS)/check.sqlite*

docs: install ## Write the generated documentation again
	@$(BIN)/python -m workflows.diagram docs/workflows.md

translations: install ## Bring the Welsh catalogue up to the words of the pages
	@$(BIN)/python -m app.languages.update

screenshots: install-tests system ## Take the pictures of the README
	@$(BIN)/python -m tests.screenshots docs/pictures

bench: install-tests ## Measure pages and documents against the floor
	@$(BIN)/python -m bench

check-documents: install-tests system ## Make and validate all 166 agreements as Word documents
	@$(BIN)/python -m tests.documents.check_all

clean: ## Remove what was installed and built; data in instance/ stays
	rm -rf $(VENV) node_modules app/static/build .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
