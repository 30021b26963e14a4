# `make demo` and `make test` set up what they need; `make help` lists the rest.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV   := .venv
PEERS  := .venv-peers
BIN    := $(VENV)/bin
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help bench control demo dev test lint types browser unit thorough docs docs-check grammar grammar-check modules modules-check mutate recordings clean

help: ## List the targets.
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

$(VENV)/.run: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	$(BIN)/python -m compileall -q generator # or every start compiles it, where PYTHONDONTWRITEBYTECODE is set
	touch $@

$(VENV)/.test: pyproject.toml $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	touch $@

demo: $(VENV)/.run ## Render a stack, check it, weaken it, and see the finding and the drift.
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh tools/demo.sh

dev: $(VENV)/.test ## Set up everything for development in .venv.

test: lint types docs-check grammar-check modules-check browser unit ## Everything that CI runs: ruff, mypy, generated files, pytest with real Terraform.

lint: $(VENV)/.test ## ruff: style and format.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.test ## mypy --strict.
	$(BIN)/mypy

browser: ## Install Chromium for the tests of the HTML report, where that is possible.
	sh tools/install-chromium.sh

unit: $(VENV)/.test ## pytest, with the proofs by real Terraform.
	$(BIN)/pytest -n $(WORKERS) --dist loadgroup

control: $(VENV)/.test ## What is about one control, and what a new one lacks: make control ID=kms-rotation-disabled.
	@test -n '$(ID)' || { echo 'which control? make control ID=kms-rotation-disabled' >&2; exit 2; }
	$(BIN)/pytest -q tests/controls tests/teeth tests/edits tests/unit/test_guidance.py \
	  -k '$(ID) or the_controls or every_control'

thorough: $(VENV)/.test ## The fixtures in every notation, and more of the harmless rewritings than `make test` has time for.
	PIPEWARDEN_THOROUGH=1 $(BIN)/pytest -n $(WORKERS) tests/controls/test_notations.py tests/unit/rewriting

docs: $(VENV)/.test ## Write what is generated under docs/.
	$(BIN)/python tools/docs.py

docs-check: $(VENV)/.test ## Fail when what is generated under docs/ is stale.
	$(BIN)/python tools/docs.py --check

grammar: $(VENV)/.test ## Write the compiled grammar that the package brings along.
	$(BIN)/python tools/grammar.py

grammar-check: $(VENV)/.test ## Fail when the compiled grammar in the package is stale.
	$(BIN)/python tools/grammar.py --check

modules: $(VENV)/.run ## Write the reference rendering under modules/.
	$(BIN)/pipewarden render modules/reference.yaml -o modules --reference

modules-check: $(VENV)/.run ## Fail when modules/ is not what the templates render, or breaks a control.
	@$(BIN)/pipewarden render modules/reference.yaml -o modules --reference --check || \
	  { echo 'modules/ is stale: run `make modules` and commit the result' >&2; exit 1; }
	$(BIN)/pipewarden check modules

mutate: $(VENV)/.test ## Weaken the examples one element at a time: what `check` does not notice must be in docs/survivors.md.
	@PYTHONPATH=tools:tests $(BIN)/python -m mutate --processes $(WORKERS)

recordings: $(VENV)/.test ## Record the Terratest examples again, with real Terraform.
	$(BIN)/pytest -q tests/terratest/test_infra.py tests/terratest/test_encrypted_bucket.py --terratest=record

$(PEERS)/not-had.json: tools/bench/peers.txt
	@$(PYTHON) -m venv $(PEERS)
	@$(PYTHON) tools/bench/install_peers.py $(PEERS)

bench: $(VENV)/.run $(PEERS)/not-had.json ## Time everything beside other tools (docs/bench.md); BENCH='show --runs 3' for a part.
	@PYTHONPATH=tools $(BIN)/python -m bench $(BENCH)

clean: ## Remove what these targets made.
	rm -rf $(VENV) $(PEERS) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
