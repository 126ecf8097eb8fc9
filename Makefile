# Everything sets itself up: a machine needs only Python >= 3.11 and make.
HOST ?= 127.0.0.1
PORT ?= 8866
BIN := .venv/bin
.DEFAULT_GOAL := help
.PHONY: help serve lab test lint types unit notebooks browser lms bench bench-lms data clean

help: ## show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 18

.venv/.serve: pyproject.toml
	@.ci/setup serve
.venv/.dev: pyproject.toml .ci/browser
	@.ci/setup dev

serve: .venv/.serve ## open the course in a browser (HOST=127.0.0.1 PORT=8866)
	@$(BIN)/mirrorwell serve --host "$(HOST)" --port "$(PORT)"
lab: .venv/.serve ## open the notebooks in JupyterLab
	@$(BIN)/mirrorwell lab
test: lint types unit notebooks browser lms ## run every ring of tests
lint: .venv/.dev ## check style
	@$(BIN)/ruff check . && $(BIN)/ruff format --check --quiet .
types: .venv/.dev ## check types
	@$(BIN)/mypy -p mirrorwell.datasets -p mirrorwell.widgets -p mirrorwell.course
unit: .venv/.dev ## logic, figures, messages: seconds
	@$(BIN)/pytest -q -n 2 tests/unit
notebooks: .venv/.dev ## run every notebook, compare what it prints
	@$(BIN)/pytest -q --nbval --dist loadscope -n 2 modules tests/notebooks
browser: .venv/.dev ## pages and widgets in Chromium
	@$(BIN)/pytest -q -n 2 --dist loadfile tests/browser
lms: .venv/.dev ## play the packages in learning systems
	@$(BIN)/python .ci/lab
	@$(BIN)/pytest -q -n 2 --dist loadgroup tests/lms
bench: .venv/.dev ## measure what the course promises about speed
	@$(BIN)/python tests/bench/run.py
bench-lms: .venv/.dev ## measure packages: bytes, time to open and build, results that must not be lost
	@$(BIN)/python tests/bench/lms_run.py
data: .venv/.serve ## check every figure and its source
	@$(BIN)/mirrorwell data check
clean: ## remove what was set up and built
	rm -rf .venv .lab .typing build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache
