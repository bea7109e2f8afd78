# make serve   the site, checked, built and served at http://127.0.0.1:8000/, renewed at every save
# make test    everything that can be tested on this machine
# make build   the site as files in site/
# make check   every problem of every record
# make lint    style and types of the code
# make bench   measurements at 44 to 21,715 talks beside their peers, written to the page "how fast" (takes long)
# make bench-search   the search beside Pagefind, MiniSearch and Material's (BENCH_NODE names a folder with both installed by npm)
# make lock    renew requirements.lock from pyproject.toml
# make clean   remove what these commands made

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: serve build check test lint bench bench-search lock clean setup
.DEFAULT_GOAL := serve

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ". Name another: make PYTHON=python3.12") if sys.version_info < (3, 11) else 0'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

serve: $(READY)
	@$(BIN)/kbsite serve

build: $(READY)
	@$(BIN)/kbsite build

check: $(READY)
	@$(BIN)/kbsite check

test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n auto --dist loadgroup $(ARGS)

lint: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/mypy

bench: $(READY)
	$(BIN)/python -m pytest tests/bench/test_speed.py -m bench -s -n 0 $(ARGS)

bench-search: $(READY)
	BENCH_NODE=$(BENCH_NODE) $(BIN)/python -m pytest tests/bench/rivals -m bench -s -n 0 $(ARGS)

lock: $(READY)
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	  --group dev pyproject.toml --output-file requirements.lock $(UPGRADE)

clean:
	rm -rf $(VENV) site .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis
