# Buywell. `make` alone says what there is to do.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-builtin-rules --no-print-directory
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup frontend run test test-fast test-most lint format chromium bench soak screenshots drawing mutation lock migration teams-app chat-tools clean

BIN := .venv/bin
UV := $(BIN)/uv
OURS := actions bot buying desk web
# A file in each environment that says what was installed is what the lock asks for.
SERVICE := .venv/.installed
ENGINE := .venv-engine/.installed
FRONTEND := web/static/dist/stamp

ifdef PORT
export BUYWELL_PORT := $(PORT)
endif

help: ## Say what there is to do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

setup: $(SERVICE) ## Install everything, start nothing (about a minute the first time)
	@$(MAKE) -s -j2 $(ENGINE) $(FRONTEND)

run: setup ## Install, train, add demonstration data, start (PORT=9000 make run)
	@$(BIN)/python -m compileall -q $(OURS)
	@exec $(BIN)/buywell up

test: setup chromium chat-tools lint ## Check the code, then run every test (about ten minutes)
	@# Rasa and a browser keep both cores busy by themselves, so those tests run one by one.
	@$(BIN)/python -m pytest -q -n 2 -m "not engine and not browser"
	@$(BIN)/python -m pytest -m "engine or browser"

test-fast: $(SERVICE) ## Run the tests of the rules and the sums (seconds)
	@$(BIN)/python -m pytest --hypothesis-profile=fast -m "not slow" \
	    tests/domain tests/rulebook

test-most: $(SERVICE) ## Run the tests that need neither Rasa nor a browser (some minutes)
	@$(BIN)/python -m pytest -n 2 -m "not engine and not browser"

lint: $(SERVICE) ## Check style, types, who imports whom, and the rulebook
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check . || { echo "Run make format."; exit 1; }
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-cache > /dev/null || $(BIN)/lint-imports --no-cache
	@$(BIN)/buywell rulebook check
	@for each in $(dir $(filter-out %/common/variation.yml, \
	    $(wildcard variations/*/variation.yml variations/*/*/variation.yml))); do \
	    $(BIN)/buywell rulebook check "$$each"; done

format: $(SERVICE) ## Put the code into its usual form
	@$(BIN)/ruff check --quiet --fix . ; $(BIN)/ruff format --quiet .

bench: setup ## Measure the sums against NumPy and a turn against a stock Rasa bot (some minutes)
	@$(BIN)/python -m benchmarks

soak: setup ## Take 10,000 turns through Slack and Teams while all goes wrong (an hour; TURNS=500)
	@$(BIN)/python -m benchmarks.soak $(if $(TURNS),--turns $(TURNS))

screenshots: setup chromium chat-tools ## Take the pictures in docs/images again
	@$(BIN)/python -m web.screenshots

drawing: $(SERVICE) ## Draw the flow of the rulebook into docs/images/flow.svg again
	@$(BIN)/buywell rulebook draw --on 2026-12-01 --format svg --out docs/images/flow.svg

teams-app: $(SERVICE) ## Make the package of the app for Teams from the settings, in dist/
	@$(BIN)/python -m bot.teams.package

frontend: $(SERVICE) ## Build the styles and scripts of the pages, if anything changed
	@$(BIN)/python -m web.build

chat-tools: $(SERVICE) ## Prepare what tests and pictures of the chats need from npm, once
	@$(BIN)/python -m web.chat_tools

chromium:
	@scripts/install-chromium

mutation: $(SERVICE) ## Change the rulebook bit by bit and see that a worked example notices (a minute)
	@$(BIN)/python -m benchmarks.mutation

lock: $(SERVICE) ## Write both lock files again from what is asked for (add UPGRADE=--upgrade)
	@$(UV) pip compile --quiet --universal --generate-hashes --no-header $(UPGRADE) \
	    --python-version 3.11 --all-extras pyproject.toml -o requirements.lock
	@$(UV) pip compile --quiet --universal --generate-hashes --no-header $(UPGRADE) \
	    --python-version 3.10 engine/requirements.in -o engine/requirements.lock

migration: $(SERVICE) ## Write a migration from the tables (NAME="what changes")
	@export BUYWELL_DATA_DIR="$$(mktemp -d)"; trap 'rm -r "$$BUYWELL_DATA_DIR"' EXIT; \
	    $(BIN)/alembic upgrade head && $(BIN)/alembic revision --autogenerate -m "$(NAME)"

clean: ## Remove what setup installed; keeps the data folder
	@rm -rf .venv .venv-engine web/static/dist web/frontend/node_modules \
	    web/frontend/chats/node_modules web/frontend/chats/build

$(SERVICE): requirements.lock pyproject.toml
	@echo "Installing the service: about half a minute, longer when packages must be fetched."
	@$(BIN)/python -c '' 2>/dev/null || "$$(scripts/find-python service)" -m venv --clear .venv
	@# uv installs the rest; pip installs uv itself, at the version and hashes of the lock.
	@awk '/^[^ ]/ {on = /^uv==/} on' requirements.lock > .venv/uv.txt
	@$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r .venv/uv.txt
	@$(UV) pip sync --quiet --python .venv --require-hashes --compile-bytecode requirements.lock
	@$(UV) pip install --quiet --python .venv --no-deps --no-build-isolation --editable .
	@touch $@

$(ENGINE): $(SERVICE) engine/requirements.lock
	@echo "Installing the engine: about a minute, longer when packages must be fetched (2.5 GB)."
	@.venv-engine/bin/python -c '' 2>/dev/null || \
	    $(UV) venv --quiet --clear --python "$$(scripts/find-python engine)" .venv-engine
	@$(UV) pip sync --quiet --python .venv-engine --require-hashes --compile-bytecode \
	    engine/requirements.lock
	@touch $@

$(FRONTEND): $(SERVICE) web/build.py $(wildcard web/frontend/*.*)
	@$(BIN)/python -m web.build
	@touch $@
