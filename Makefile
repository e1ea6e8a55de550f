# Two commands: `make demo` shows the main job on real weights, `make test` proves it.
# Both do all the set-up; the environment lives in .venv, models in the user's cache folder.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help setup model demo test lint clean

help:  ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

setup: $(VENV)/.installed  ## make .venv with the locked packages

$(VENV)/.installed: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Duizhao needs Python 3.11 or newer; set PYTHON=…") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

model: setup  ## install the default model (1.1 GB, once)
	$(BIN)/duizhao models install qwen

demo: model  ## translate examples/ into output/
	$(BIN)/duizhao translate examples --output output --glossary glossary || test $$? -eq 3  # 3: blockers to review

lint: setup  ## ruff and mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: model lint  ## set up, lint, and run every test
	$(BIN)/python -m pytest

clean:  ## remove generated pages and caches, never glossary or memory
	find output -mindepth 1 ! -name README.md -delete
	rm -rf .pytest_cache .mypy_cache .ruff_cache
