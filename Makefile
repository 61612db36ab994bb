# `make help` lists what can be typed here.

PYTHON ?= python3
VENV_PYTHON := .venv/bin/python
PYTEST := $(VENV_PYTHON) -m pytest
COMPILE := $(VENV_PYTHON) -m piptools compile --quiet --strip-extras --no-header \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options \
	--pip-args="--only-binary :all:"

# One plain line where there is no Python at all; the bootstrap says the rest.
BOOTSTRAP = command -v $(PYTHON) >/dev/null 2>&1 \
	|| { echo "CLIC needs Python 3.11 or newer: install python3, then type make again."; exit 1; }; \
	exec $(PYTHON) clic_site/bootstrap.py

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev setup-test run dev test test-unit test-browser lint format screenshots \
	bench relevance requirements

help: ## Show this list
	@grep -E '^[a-z-]+:.*## ' Makefile | awk -F ':.*## ' '{ printf "  make %-14s %s\n", $$1, $$2 }'

setup: ## Make the virtual environment and install what the site needs
	@$(BOOTSTRAP) setup

run: ## Start the site with its demo content on http://localhost:8000
	@CLIC_STOP_WITH_STARTER=1; export CLIC_STOP_WITH_STARTER; $(BOOTSTRAP) run

dev: ## The same with tracebacks; restarts when code or styles change
	@CLIC_STOP_WITH_STARTER=1; export CLIC_STOP_WITH_STARTER; $(BOOTSTRAP) dev

test: setup-test lint test-unit test-browser ## Check everything: lint, unit tests, browser tests

test-unit: setup-dev ## Run the unit tests
	@$(PYTEST) --quiet --ignore=tests/browser --numprocesses auto --dist loadscope --no-loadscope-reorder

test-browser: setup-test ## Walk the really started site in Chromium
	@$(PYTEST) --quiet tests/browser

lint: setup-dev ## Check style, formatting, import directions, migrations and settings
	@$(VENV_PYTHON) -m ruff check .
	@$(VENV_PYTHON) -m ruff format --check --quiet . \
		|| { echo "Some files are not formatted: type make format."; exit 1; }
	@$(VENV_PYTHON) -m djhtml --tabwidth 2 --check templates
	@$(VENV_PYTHON) -c "from importlinter.cli import lint_imports_command as lint; lint()"
	@$(VENV_PYTHON) manage.py build_styles
	@$(VENV_PYTHON) manage.py check --fail-level WARNING
	@$(VENV_PYTHON) manage.py makemigrations --check --dry-run

format: setup-dev ## Bring code and templates into the one format
	@$(VENV_PYTHON) -m ruff check --fix .
	@$(VENV_PYTHON) -m ruff format .
	@$(VENV_PYTHON) -m djhtml --tabwidth 2 templates

screenshots: setup-test ## Take the pictures in docs/images again, or PICTURES="pack video" only
	@$(VENV_PYTHON) -m docs.screenshots

bench: setup-dev ## Measure what a search costs in a small, a large and a very large index (some minutes)
	@$(VENV_PYTHON) -m bench.search

relevance: setup-dev ## Show how well search answers judged questions over the demo's content
	@$(VENV_PYTHON) -m bench.relevance

requirements: setup-dev ## Pin again what requirements.in and requirements-dev.in ask for
	@$(COMPILE) --output-file requirements.txt requirements.in
	@$(COMPILE) --output-file requirements-dev.txt requirements-dev.in

setup-dev:
	@$(BOOTSTRAP) setup-dev

setup-test:
	@$(BOOTSTRAP) test
