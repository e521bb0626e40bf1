# Runs on GNU make 3.81 and later. Any target takes PYTHON=/path/to/python3.

.DEFAULT_GOAL := help
UV_VERSION := 0.13.9
BIN := .venv/bin/python
PIP_INSTALL := $(BIN) -m pip install --quiet --disable-pip-version-check --require-hashes

# Prints the first Python that is new enough and can make virtual environments.
FIND_PYTHON = for python in $(if $(PYTHON),"$(PYTHON)",python3 python3.14 python3.13 python3.12 python3.11); do \
	"$$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo "$$python"; exit 0; }; done; \
	echo 'casefile needs Python 3.11 or later with its venv module, and found none.' >&2; \
	echo 'Install one (Debian and Ubuntu: apt install python3-venv) or name it: make PYTHON=/path/to/python3' >&2; \
	exit 1

.PHONY: help
help: ## Print this help.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

.PHONY: setup
setup: .venv/run.stamp ## Make .venv with what casefile needs to run.
	@:

.PHONY: setup-dev
setup-dev: .venv/dev.stamp ## Make .venv with what its tests and checks need, too.
	@:

.PHONY: run
run: setup ## Migrate, load the seed story if the database is new, and serve.
	@$(BIN) manage.py demo

.PHONY: test
test: setup-dev .venv/readers.stamp ## Run the tests on SQLite and PostgreSQL (ARGS="-k refile" for a part).
	@$(PYTEST) $(ARGS)

.PHONY: test-long
test-long: setup-dev .venv/client.stamp .venv/readers.stamp ## Run the same tests in full: all real records, more histories, more kills.
	@CASEFILE_TEST_LONG=1 $(PYTEST) $(ARGS)

PYTEST = $(BIN) -m pytest --numprocesses auto --dist worksteal
# Tests start many programs, and without its compiled files each of them would compile casefile.
unexport PYTHONDONTWRITEBYTECODE

# $(call installed,COMMAND,PACKAGES,what is skipped without them): from Debian's packages.
define installed
	@command -v $(1) >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
		DEBIAN_FRONTEND=noninteractive apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends $(2) >/dev/null; } || \
		echo 'There is no $(1), and it cannot be installed from here: $(3).'
endef

.PHONY: browser
browser: ## Install the Chromium of the tests, where apt and root are there.
	$(call installed,chromium-headless-shell,chromium-headless-shell fonts-liberation,the tests of the pages take another Chromium or are skipped)

.PHONY: node
node: ## Install the Node of the tests, where apt and root are there.
	$(call installed,npm,nodejs npm,two readers of iCalendar are skipped)

.PHONY: pooler
pooler: ## Install the pgbouncer of the tests, where apt and root are there.
	$(call installed,pgbouncer,pgbouncer,the tests behind a pooler are skipped)

.PHONY: proxy
proxy: ## Install the nginx of the tests, where apt and root are there.
	$(call installed,nginx,nginx-light,the test of deploy/nginx.conf is skipped)

.PHONY: readers
readers: .venv/readers.stamp ## Make .venv/readers, with which the tests read the calendar file.
	@:

.PHONY: pictures
pictures: setup-dev ## Make the pictures of the seed story's pages in docs/pictures anew.
	@CASEFILE_PICTURES=docs/pictures $(BIN) -m pytest -q tests/web/test_pictures.py

.PHONY: client
client: .venv/client.stamp ## Make .venv/client, with which the tests make a client of the API.
	@:

.PHONY: lint
lint: setup-dev ## Check style and formatting.
	@$(BIN) -m ruff check .
	@$(BIN) -m ruff format --check .

.PHONY: types
types: setup-dev ## Check types.
	@$(BIN) -m mypy

.PHONY: imports
imports: setup-dev ## Check that every import goes down the layers.
	@$(BIN) .venv/bin/lint-imports --no-logo

.PHONY: check
check: lint ## Everything that must pass before a change is merged.
	@$(MAKE) --no-print-directory --jobs=2 test types imports

.PHONY: format
format: setup-dev ## Format the code and mend what ruff can mend.
	@$(BIN) -m ruff check --fix-only .
	@$(BIN) -m ruff format .

.PHONY: lock
lock: .venv/lock/bin/uv ## Write the lock files anew (UPGRADE=1 takes the newest versions).
	@$(LOCK) --output-file requirements/run.txt pyproject.toml
	@$(LOCK) --output-file requirements/dev.txt --constraints requirements/run.txt --group dev pyproject.toml
	@$(LOCK) --output-file requirements/bench-peers.txt requirements/bench-peers.in
	@$(LOCK) --output-file requirements/client.txt requirements/client.in

LOCK = .venv/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-annotate --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

.PHONY: bench
bench: setup-dev .venv/bench.stamp ## Measure casefile beside what one would pick instead, in brief.
	@$(BIN) -m benchmarks --short $(ARGS)

.PHONY: clean
clean: ## Remove .venv and everything else that was made here, but no database.
	rm -rf .venv .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/made.stamp:
	@python=$$($(FIND_PYTHON)) && echo "Making .venv with $$("$$python" --version)." && "$$python" -m venv .venv
	@touch $@

.venv/run.stamp: requirements/run.txt | .venv/made.stamp
	@echo 'Installing what casefile runs on.'
	@$(PIP_INSTALL) -r requirements/run.txt
	@touch $@

# The development lock holds all of the other lock, at the same versions.
.venv/dev.stamp: requirements/dev.txt | .venv/made.stamp
	@echo 'Installing what casefile runs on and what its tests and checks need.'
	@$(PIP_INSTALL) -r requirements/dev.txt
	@touch .venv/run.stamp $@

# The peers of the benchmarks have an environment of their own; those from npm need Node.
.venv/bench.stamp: requirements/bench-peers.txt requirements/bench-peers/package-lock.json | .venv/made.stamp
	@echo 'Installing the peers of the benchmarks.'
	@$(BIN) -m venv .venv/bench
	@.venv/bench/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
		-r requirements/bench-peers.txt
	@mkdir -p .venv/bench/npm && cp requirements/bench-peers/package*.json .venv/bench/npm
	@if command -v npm >/dev/null; then \
		npm ci --prefix .venv/bench/npm --ignore-scripts --no-audit --no-fund --loglevel=error; \
	else echo 'There is no npm here, so Emmett and message-db are left out.'; fi
	@touch $@

# What makes a client of the API for the tests has an environment of its own.
.venv/client.stamp: requirements/client.txt | .venv/made.stamp
	@echo 'Installing what makes a client of the API.'
	@$(BIN) -m venv .venv/client
	@.venv/client/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
		-r requirements/client.txt
	@touch $@

# The readers of iCalendar from npm are not there where there is no Node, and are asked for again.
.venv/readers.stamp: tests/exports/node/package.json tests/exports/node/package-lock.json | .venv/made.stamp
	@if command -v npm >/dev/null; then \
		echo 'Installing what reads the calendar file in the tests.'; \
		mkdir -p .venv/readers && cp tests/exports/node/package*.json .venv/readers/ && cd .venv/readers && \
		npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null && touch ../readers.stamp || \
		echo 'They cannot be installed from here: two readers of the calendar file are left out of the tests.'; \
	else echo 'There is no npm here, so two readers of the calendar file are left out of the tests.'; fi

.venv/lock/bin/uv: | .venv/made.stamp
	@$(BIN) -m venv .venv/lock
	@.venv/lock/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
