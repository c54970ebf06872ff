# Needs Python 3.11 or newer and the network once. Everything it makes lies in .venv (tools) and var (data).
HOST ?= 127.0.0.1
PORT ?= 8080
ARGS ?=
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

MAKEFLAGS += --no-builtin-rules
PY := .venv/bin/python
FLASK := $(PY) -m flask --app app
PYBABEL := $(PY) -m babel.messages.frontend -q
PIP_INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check
CATALOGS := $(patsubst %.po,%.mo,$(wildcard translations/*/LC_MESSAGES/*.po))

# A stamp is written when everything before it went well, so a half-built .venv is never taken for a whole one.
RUNTIME := .venv/.runtime
DEV := .venv/.dev
BROKEN := $(shell $(PY) -c '' 2>/dev/null || echo broken)

.PHONY: help venv run test check words bench fuzz lock screenshots clean broken
.DEFAULT_GOAL := help

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

venv: $(RUNTIME) $(CATALOGS) ## build .venv with what the program needs to run

run: venv ## serve a demo school on SQLite (HOST=127.0.0.1 PORT=8080)
	@$(FLASK) db upgrade
	@$(FLASK) demo --if-empty
	@exec $(FLASK) serve --host $(HOST) --port $(PORT)

# Side by side, a process per core, unless ARGS names some tests: these begin sooner in one process.
PYTEST = $(PY) -m pytest $(if $(findstring tests/,$(ARGS)),,-n auto --maxprocesses 4 --dist worksteal) $(ARGS)
test: $(DEV) $(CATALOGS) ## run the tests (ARGS="tests/core -x"); REQUIRE_ALL=1 makes a missing browser or database fail
	@$(PYTEST)

check: $(DEV) $(CATALOGS) ## lint, format check and tests: green before and after each commit
	@$(PY) -m ruff check
	@$(PY) -m ruff format --check
	@$(PYTEST)

words: $(RUNTIME) ## bring translations/en up to date with the Vietnamese words in the code, and compile it
	@pot=$$(mktemp) && trap 'rm -f "$$pot"' EXIT && \
	$(PYBABEL) extract -F babel.cfg -k _l -k _n:1,2 -k _ln:1,2 -c "L10N:" -s --project "Lắng Nghe" \
	  --add-location=file --no-wrap --sort-by-file -o "$$pot" . && \
	$(PYBABEL) update -i "$$pot" -d translations -l en --init-missing --no-wrap --no-fuzzy-matching \
	  --ignore-obsolete --ignore-pot-creation-date
	@$(MAKE) --no-print-directory venv

bench: $(DEV) $(CATALOGS) ## measure speed and size
	@$(PY) -m bench $(ARGS)

# Beside .venv, so that nothing else needs what searches for crashes.
FUZZ := .fuzz/.ready
fuzz: $(DEV) $(FUZZ) $(CATALOGS) ## give each importer files nobody would write (ARGS="300 pdf": 300 seconds, of PDF)
	@PYTHONPATH=.fuzz $(PY) -m fuzz $(ARGS)

$(FUZZ): requirements-fuzz.txt | $(DEV)
	@$(PIP_INSTALL) --require-hashes --upgrade --target .fuzz -r $< && touch $@

screenshots: $(DEV) $(CATALOGS) ## photograph the pages
	@$(PY) scripts/screenshots.py $(ARGS)

UV_COMPILE := uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-emit-index-url \
  --no-emit-find-links --custom-compile-command "make lock"
lock: $(RUNTIME) ## pin requirements*.txt anew from requirements*.in (ARGS=--upgrade for newer versions)
	@uv=$$(mktemp -d) && trap 'rm -rf "$$uv"' EXIT && $(PIP_INSTALL) --target "$$uv" uv && \
	"$$uv"/bin/$(UV_COMPILE) $(ARGS) requirements.in -o requirements.txt && \
	"$$uv"/bin/$(UV_COMPILE) $(ARGS) requirements-dev.in -o requirements-dev.txt && \
	"$$uv"/bin/$(UV_COMPILE) $(ARGS) requirements-fuzz.in -o requirements-fuzz.txt

clean: ## remove everything that can be made again; the data in var stays
	@rm -rf .venv .fuzz .pytest_cache .ruff_cache .hypothesis $(CATALOGS)
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Two makes at once: the second waits for the lock and finds the work done.
LOCKED = exec 9<Makefile; flock 9; if [ -e $@ ] && [ ! $< -nt $@ ] && $(PY) -c '' 2>/dev/null; then exit 0; fi

# Debian splits pip's installer off the venv module, hence the second and third way.
$(RUNTIME): requirements.txt $(BROKEN)
	@$(LOCKED); py='$(PYTHON)'; : "$${py:?Python 3.11 or newer is missing: sudo apt install python3-venv}"; \
	echo "Building .venv with $$("$$py" --version)"; rm -rf .venv; \
	{ "$$py" -m venv .venv || "$$py" -m venv --clear --without-pip .venv; } >/dev/null 2>&1; \
	has_pip() { $(PY) -m pip --version >/dev/null 2>&1; }; \
	if ! has_pip && "$$py" -m pip --version >/dev/null 2>&1; then "$$py" -m pip install --quiet --target \
	  "$$($(PY) -c 'import site; print(site.getsitepackages()[0])')" pip; fi; \
	has_pip || "$$py" -m virtualenv --clear .venv >/dev/null 2>&1 || \
	  virtualenv --clear --python "$$py" .venv >/dev/null 2>&1; \
	has_pip || { echo "Cannot build .venv: sudo apt install python3-venv" >&2; exit 1; }; \
	$(PIP_INSTALL) --require-hashes -r $< && touch $@

$(DEV): requirements-dev.txt $(RUNTIME)
	@$(LOCKED); $(PIP_INSTALL) --require-hashes -r requirements.txt -r $< && touch $@

%.mo: %.po | $(RUNTIME)
	@$(PYBABEL) compile -i $< -o $@
