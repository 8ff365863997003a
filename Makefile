# Everything a person does with this tree. `make` alone lists the targets.

SHELL := /bin/sh
BIN := .venv/bin
.DEFAULT_GOAL := help
.PHONY: help serve test check format lint types contracts docs house bench bench-quality bench-sharp soak bombs fmt lock clean

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

serve: .venv/runtime.stamp .venv/package.stamp ## Run the service on http://127.0.0.1:8000
	@exec $(BIN)/pixmill serve

test: .venv/dev.stamp .venv/package.stamp ## Run the whole suite, then hold its coverage against the goals
	@rm -f .coverage .coverage.*
	@$(BIN)/python -m pytest --numprocesses=auto --dist=loadfile --cov --cov-report=
	@$(BIN)/python -m tools.coverage_gate

check: format lint types contracts house docs ## Everything but the tests: the same checks that guard a merge

format: .venv/dev.stamp
	@$(BIN)/ruff format --check --quiet || { echo "Run 'make fmt' to format these files."; exit 1; }

lint: .venv/dev.stamp
	@$(BIN)/ruff check --quiet

types: .venv/dev.stamp .venv/package.stamp
	@$(BIN)/mypy

contracts: .venv/dev.stamp .venv/package.stamp
	@PYTHONPATH=src $(BIN)/lint-imports
	@$(BIN)/deptry src

house: .venv/dev.stamp .venv/package.stamp
	@$(BIN)/python -m tools.check

docs: .venv/dev.stamp .venv/package.stamp ## Build the documentation into site/, strictly
	@$(BIN)/python -m tools.reference_pages --check
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

bench: .venv/dev.stamp .venv/package.stamp ## Measure the engine against bare libvips (QUICK=1: under a minute)
	@$(BIN)/python -m benchmarks.engine

bench-quality: .venv/dev.stamp .venv/package.stamp ## Measure the cost and the looks of the resize profiles (PICTURES=folder, QUICK=1)
	@$(BIN)/python -m benchmarks.quality

bench-sharp: .venv/dev.stamp .venv/package.stamp ## Compare the resize profiles with sharp (needs Node.js; PICTURES=folder, QUICK=1)
	@cd benchmarks/compare/sharp && npm ci --silent
	@$(BIN)/python -m benchmarks.compare.sharp

soak: .venv/dev.stamp .venv/package.stamp ## Draw 20,000 mixed renditions and watch the memory (QUICK=1: 500)
	@$(BIN)/python -m benchmarks.soak

bombs: .venv/dev.stamp .venv/package.stamp ## Throw every bomb and thousands of damaged files at the engine
	@BOMBS=all $(BIN)/python -m pytest --capture=no tests/isolation/test_bombs.py tests/isolation/test_lying_files.py

fmt: .venv/dev.stamp .venv/package.stamp ## Format the code, apply safe fixes, write the generated pages anew
	@$(BIN)/ruff format --quiet
	@$(BIN)/ruff check --quiet --fix
	@$(BIN)/python -m tools.reference_pages

lock: ## Resolve the dependencies anew (needs uv)
	@sh tools/lock.sh

clean: ## Remove everything that was made here, except ./data
	rm -rf .venv site dist htmlcov .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# Stamps: a rule runs again only when its lock file or the package's own description has changed.

.venv/bin/python:
	@sh tools/create_venv.sh

.venv/runtime.stamp: requirements.lock | .venv/bin/python
	@echo "Installing what Pixmill needs (once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

.venv/dev.stamp: requirements-dev.lock .venv/runtime.stamp
	@echo "Installing what its checks and tests need (once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

.venv/package.stamp: pyproject.toml .venv/runtime.stamp
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
