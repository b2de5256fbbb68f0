# make run     a working office with an example year, at http://localhost:8000
# make test    everything that must hold before a change lands
#
# make setup   prepares without starting; afterwards the program is .venv/bin/lonja
# make lint    style, layers and types alone; make format writes the style
# make clean   takes away what was built; never the records under var/
#
# make run EXAMPLE=no           an empty office, for setting up one's own
# make run PORT=8080            another port
# make run NOTICES=file.atom    reads a file of public notices first

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
# Compiled once and kept: without it every start reads two thousand modules from their source.
unexport PYTHONDONTWRITEBYTECODE
MAKEFLAGS += --no-print-directory
.NOTPARALLEL:
.PHONY: help setup run test lint format test-sqlite test-postgres clean update-requirements screenshots python

# The first Python that is recent enough; another can be named: make run PYTHON=/opt/…/python3
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
  "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)
HANDS ?= 2

help:
	@sed -n '/^#/!q; s/^# \{0,1\}//p' Makefile

setup: .venv/.ready

# A stamp, so that the second time costs nothing.
.venv/.ready: requirements.txt pyproject.toml
	@$(MAKE) python
	@echo "Preparing the environment (once)…"
	@if [ ! -x .boot/bin/pip ]; then rm -rf .boot; $(PYTHON) -m venv .boot; fi
	@if [ ! -x .boot/bin/uv ]; then .boot/bin/pip install -q "uv>=0.9" \
	  || echo "uv is not to be had: going on with pip, which is slower."; fi
	@if [ -x .boot/bin/uv ]; then \
	  [ -x .venv/bin/python ] || .boot/bin/uv venv -q --python "$$(command -v $(PYTHON))" .venv; \
	  .boot/bin/uv pip sync -q --python .venv/bin/python --require-hashes --compile-bytecode \
	    requirements.txt; \
	  .boot/bin/uv pip install -q --python .venv/bin/python --no-deps --no-build-isolation -e .; \
	else \
	  [ -x .venv/bin/pip ] || $(PYTHON) -m venv .venv; \
	  .venv/bin/pip install -q --require-hashes -r requirements.txt; \
	  .venv/bin/pip install -q --no-deps --no-build-isolation -e .; \
	fi
	@touch $@

python:
	@if [ -z "$(PYTHON)" ]; then \
	  echo "Lonja needs Python 3.11 or newer, and finds none here." >&2; \
	  echo "On Debian 12 or newer: apt-get install python3 python3-venv" >&2; exit 1; fi
	@if ! $(PYTHON) -c 'import ensurepip' 2>/dev/null; then \
	  echo "This Python cannot make environments. On Debian: apt-get install python3-venv" >&2; exit 1; fi

# exec: a signal sent to make's child reaches the office itself, which stops all that it started.
run: setup
	@exec .venv/bin/lonja serve $(if $(filter no,$(EXAMPLE)),--no-example) $(if $(NOTICES),--notices "$(NOTICES)")

# The journeys in a browser are walked once, on SQLite; everything else runs on both databases.
test: setup lint test-sqlite test-postgres

lint: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/lint-imports
	.venv/bin/mypy
	@home=$$(mktemp -d); trap 'rm -rf "$$home"' EXIT; \
	  LONJA_HOME=$$home .venv/bin/lonja makemigrations --check --dry-run

format: setup
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

test-sqlite: setup
	.venv/bin/pytest -n $(HANDS)

test-postgres: setup
	LONJA_TEST_DATABASE=postgres .venv/bin/pytest -n $(HANDS) \
	  -m "not browser and not once"

# The pictures of the user guide, from the example year.
screenshots: setup
	.venv/bin/python docs/screenshots.py

update-requirements: setup
	.boot/bin/uv pip compile -q --universal --generate-hashes --python-version 3.11 \
	  --group dev pyproject.toml -o requirements.txt
	@$(MAKE) setup

clean:
	rm -rf .venv .boot build dist src/*.egg-info .pytest_cache .ruff_cache .mypy_cache .hypothesis
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
