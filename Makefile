# People and CI call the same targets. Each sets up what it needs in .venv, and only when
# pyproject.toml or constraints.txt has changed since.

PYTHON ?= python3
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif

# The database and the language of the caller's own work stay out of every target.
unexport CHUYENHOA_DB CHUYENHOA_LANG
# Or each worker would compile all tests anew on every run.
unexport PYTHONDONTWRITEBYTECODE

# Needed on other systems than this one, so that `make pins` pins them wherever it runs.
ELSEWHERE := colorama tzdata

# Of reports.
FORMATS := terminal,markdown,html,docx,xlsx,json

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help assess report test check lint types contracts messages messages-check reference \
	reference-check look pictures bench format pins clean

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' Makefile | expand -t 18

assess: .venv/.run ## load data/sample.yaml into chuyenhoa.db and assess 2023-H1
	$(BIN)/chuyenhoa --db chuyenhoa.db load data/sample.yaml
	$(BIN)/chuyenhoa --db chuyenhoa.db assess --period 2023-H1

report: .venv/.run ## write the reports of the sample in all formats to build/report
	@mkdir -p build
	$(BIN)/chuyenhoa --db build/report.db load data/sample.yaml
	$(BIN)/chuyenhoa --db build/report.db report --periods 2022-H2.. --each-area \
		--template summary --template conference --template matrix \
		--format $(FORMATS) -o build/report --force

test: .venv/.dev ## run the tests, with branch coverage
	@rm -f .coverage .coverage.*
	$(BIN)/python -m pytest -n 2 --cov
	$(BIN)/coverage report --include='src/chuyenhoa/model/*,src/chuyenhoa/intake/*' --fail-under=100

check: lint types contracts messages-check reference-check ## everything that CI checks
	@$(MAKE) --no-print-directory test

lint: .venv/.dev ## ruff: rules and layout
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: .venv/.dev ## mypy, strict
	$(BIN)/mypy

contracts: .venv/.dev ## import-linter: the layers
	$(BIN)/lint-imports --no-logo

messages: .venv/.dev ## extract the messages, update and compile the catalogues
	$(BIN)/python tools/messages.py

messages-check: .venv/.dev
	$(BIN)/python tools/messages.py --check

reference: .venv/.dev ## write docs/reference.md and docs/reference.vi.md
	$(BIN)/python tools/reference.py

reference-check: .venv/.dev
	$(BIN)/python tools/reference.py --check

pictures: .venv/.dev ## take the pictures that the READMEs show; needs Chromium
	$(BIN)/python -m tools.pictures

look: .venv/.dev ## pictures of the sample's reports in build/look, and an accessibility check
	$(BIN)/python -m tools.look

bench: .venv/.bench ## measure against other programs; prints ratios
	$(BIN)/python -m benchmarks

format: .venv/.dev ## lay out the code and mend what ruff can mend
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

pins: ## write constraints.txt anew from what pyproject.toml allows today
	rm -rf build/pins
	$(PYTHON) -m venv build/pins
	build/pins/$(notdir $(BIN))/python -m pip install --quiet '.[dev,bench]' $(ELSEWHERE)
	build/pins/$(notdir $(BIN))/python -m pip freeze --exclude chuyenhoa > build/constraints.txt
	mv build/constraints.txt constraints.txt

clean: ## remove what was built, the environment too
	rm -rf .venv build dist .coverage .coverage.* .hypothesis .*_cache

# One stamp for each set of packages: who only assesses does not wait for the linters.
.venv/.run: extras :=
.venv/.dev: extras := [dev]
.venv/.bench: extras := [dev,bench]

.venv/.run .venv/.dev .venv/.bench: pyproject.toml constraints.txt | $(BIN)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--constraint constraints.txt --editable '.$(extras)'
	@touch $@

$(BIN):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo '$(PYTHON) is older than Python 3.11: make PYTHON=…' >&2; exit 1; }
	$(PYTHON) -m venv .venv \
		|| { rm -rf .venv; echo 'On Debian and Ubuntu: apt install python3-venv' >&2; exit 1; }
