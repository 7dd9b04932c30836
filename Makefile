# Every target does its own set-up: a virtual environment in .venv, filled once and
# again only when pyproject.toml, constraints.txt or what is copied into it changes.
PYTHON ?= python3
VENV ?= .venv
ARGS ?=

BIN := $(VENV)/bin
# What is copied into the environment when the package is installed, and again when it changes.
COPIED := $(wildcard src/complaints_workbook/lab/labextensions/*/*.json src/complaints_workbook/lab/labextensions/*/static/* \
	src/complaints_workbook/lab/labextensions/*/static/*/* src/complaints_workbook/lab/environment/* \
	src/complaints_workbook/nbgrader_steps/environment/*.py)
INSTALL = @echo "Setting up, which takes some minutes the first time. Each line is a part that is fetched; the last takes longest." && \
	$(BIN)/python -m pip install --disable-pip-version-check --constraint constraints.txt

.PHONY: help study test lowest bench bench-learner bench-marking bench-site bench-hub lint release site badge clean javascript-lint javascript-test

help:
	@echo "make study    open the workbook in JupyterLab (ARGS=--no-browser on a server)"
	@echo "make test     run every test that can run here (REQUIRE_BROWSER=1, REQUIRE_NODE=1, REQUIRE_POSTGRESQL=1,"
	@echo "              REQUIRE_HUB=1: fail without)"
	@echo "make lowest   run the tests without a browser on the lowest versions that are allowed"
	@echo "make bench    measure it: bench-learner against a bare notebook, bench-site in the browser alone, and"
	@echo "              bench-marking against nbgrader as it comes (ARGS='--cohort 20000' of that alone: a large one too)"
	@echo "make bench-hub  put 30 learners on a hub at once and measure it, as root (ARGS='--learners 60': more)"
	@echo "make lint     check style, layers, dependencies, types, content and, where there is Node, JavaScript"
	@echo "make release  make release/ from source/ and datasets/, where something changed (ARGS=--force: all)"
	@echo "make site     make build/site: the workbook as a folder of plain files for any web server (ARGS=study: with keys;"
	@echo "              ARGS=--serve: show it here)"
	@echo "make badge    write the button that opens this repository on Binder into README, once it is published"
	@echo "make clean    remove what was made; your work in my-work/ stays"

study: $(VENV)/.study
	$(BIN)/workbook study $(ARGS)

# What fails in one language leaves the other to be tested.
test: $(VENV)/.test
	@$(MAKE) --no-print-directory javascript-test; javascript=$$?; \
	$(BIN)/python -m pytest $(ARGS) && exit $$javascript

# Old versions may warn of what newer ones of their own dependencies will drop; a test that runs pytest lets them too.
lowest:
	$(PYTHON) -m venv --clear $(VENV)/lowest
	$(PYTHON) tools/lowest_versions.py > $(VENV)/lowest/constraints.txt
	$(VENV)/lowest/bin/python -m pip install --quiet --disable-pip-version-check \
		--constraint $(VENV)/lowest/constraints.txt --editable ".[test]"
	PYTEST_ADDOPTS="--override-ini filterwarnings=default" $(VENV)/lowest/bin/python -m pytest -m "not browser" $(ARGS)

bench: bench-learner bench-marking bench-site

bench-learner: $(VENV)/.test
	$(BIN)/python tools/bench_learner.py $(ARGS)

bench-marking: $(VENV)/.test
	$(BIN)/python tools/bench_marking.py $(ARGS)

bench-site: $(VENV)/.test
	$(BIN)/python tools/bench_site.py $(ARGS)
bench-hub: $(VENV)/.test node_modules/.filled
	$(BIN)/python tools/bench_hub.py $(ARGS)

lint: $(VENV)/.dev javascript-lint
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports --no-cache --no-logo
	$(BIN)/deptry .
	$(BIN)/mypy
	$(BIN)/workbook check

# Node checks JavaScript; nothing else needs it.
javascript-lint javascript-test: javascript-%:
	@if command -v npm >/dev/null && node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)'; then \
		$(MAKE) --no-print-directory --silent node_modules/.filled && npm run --silent $*; \
	elif [ -n "$(REQUIRE_NODE)" ]; then \
		echo "There is no Node 20 or later on this machine, and REQUIRE_NODE is set."; exit 1; \
	else \
		echo "There is no Node 20 or later on this machine: the $* of JavaScript is skipped."; \
	fi

release: $(VENV)/.study
	$(BIN)/workbook release $(ARGS)

site: $(VENV)/.site
	$(BIN)/workbook site $(ARGS)

badge:
	$(PYTHON) tools/binder_badge.py

clean:
	rm -rf $(VENV) node_modules build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "The workbook needs Python 3.11 or later; name one with PYTHON=, such as make study PYTHON=python3.12."; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.study: $(BIN)/python pyproject.toml constraints.txt $(COPIED)
	$(INSTALL) --editable .
	@touch $@

$(VENV)/.site: $(BIN)/python pyproject.toml constraints.txt $(COPIED)
	$(INSTALL) --editable ".[site]"
	@touch $@ $(VENV)/.study

$(VENV)/.test: $(BIN)/python pyproject.toml constraints.txt $(COPIED)
	$(INSTALL) --editable ".[test]"
	@touch $@ $(VENV)/.study

$(VENV)/.dev: $(BIN)/python pyproject.toml constraints.txt $(COPIED)
	$(INSTALL) --editable ".[dev]"
	@touch $@ $(VENV)/.test $(VENV)/.study

node_modules/.filled: package.json package-lock.json
	npm ci --loglevel=error --ignore-scripts --no-audit --no-fund
	@touch $@
