# Every target explains itself: make help.
# A fresh machine needs Python 3.11 or later (with venv), git and make.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
RUN_STAMP := $(VENV)/.installed-run
DEV_STAMP := $(VENV)/.installed-dev
SITE ?= sample_sites/vitre
OUT ?= rota-demo
TEST_ARGS ?= -n 4 --dist loadfile

.DEFAULT_GOAL := help
.PHONY: help demo test slow check format lint types contracts docs docs-check screens bench mutants lock clean

help: ## List what can be asked
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(RUN_STAMP) ## Plan a month across a CHU and a CH, and show it (files in rota-demo/)
	$(BIN)/rota demo --out $(OUT)

test: $(DEV_STAMP) ## Run all tests
	$(BIN)/python -m pytest $(TEST_ARGS)

slow: $(DEV_STAMP) ## Run the long proofs (crashes, races) that make test leaves out
	$(BIN)/python -m pytest -m slow

check: lint types contracts docs-check test ## Everything CI checks: format, lint, types, contracts, docs, tests

lint: $(DEV_STAMP) ## Check format and style
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

format: $(DEV_STAMP) ## Rewrite files in the house format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

types: $(DEV_STAMP) ## Check types, strictly
	$(BIN)/mypy rota exports tui tests

contracts: $(DEV_STAMP) ## Check that imports point one way
	$(BIN)/lint-imports

docs: $(DEV_STAMP) ## Write the generated pages of docs, and the generated parts of the others
	$(BIN)/rota rules --markdown --lang fr > docs/reference/rules.fr.md
	$(BIN)/rota rules --markdown --lang en > docs/reference/rules.en.md
	$(BIN)/python -m tests.seeded.page
	$(BIN)/python -m tests.ledger.worked
	$(BIN)/python -m tests.ledger.hostile_page > docs/reference/ledger-hostile.md
	$(BIN)/python -m tests.compliance.example

docs-check: $(DEV_STAMP) ## Check that the generated pages are those of the code
	$(BIN)/rota rules --markdown --lang fr | diff -u docs/reference/rules.fr.md -
	$(BIN)/rota rules --markdown --lang en | diff -u docs/reference/rules.en.md -

screens: $(DEV_STAMP) ## Write the screens kept by tests/tui, and the keys and pictures of docs/guide
	WRITE_SCREENS=1 $(BIN)/python -m pytest -q tests/tui -k "as_it_was or as_they_were"
	$(BIN)/python docs/guide/make.py

bench: $(DEV_STAMP) ## Measure the figures of benchmarks/README.md, beside CP-SAT and CBC
	$(BIN)/python -m pip install --quiet "ortools>=9.14,<10"
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.ledger
	$(BIN)/python -m benchmarks.feed
	$(BIN)/python -m benchmarks.tui

mutants: $(DEV_STAMP) ## Seed faults into the code and see that the tests catch each
	$(BIN)/python -m tests.mutants

lock: $(DEV_STAMP) ## Choose versions anew and write the locks (needs uv)
	printf 'hatchling>=1.27,<2\neditables>=0.5,<1\n' | uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-annotate --no-header pyproject.toml - -o requirements.lock
	printf 'hatchling>=1.27,<2\neditables>=0.5,<1\n' | uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-annotate --no-header -c requirements.lock pyproject.toml --group dev - -o requirements-dev.lock

clean: ## Remove the environment and caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis rota-demo

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "rota needs Python 3.11 or later: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv $(VENV)

$(RUN_STAMP): requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(DEV_STAMP): requirements-dev.lock $(RUN_STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@
