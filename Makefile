# Few targets; each says what it does. Nothing else is needed but Python 3.11 or later and the package index.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEMO := demo-workspace

.PHONY: setup demo test test-heavy check bench bench-ui bench-retrieval bench-segments bench-segments-100m lock clean corpora pictures

setup: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	@echo "setup: making $(VENV) and installing the locked libraries (a few minutes the first time)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Verism needs Python 3.11 or later; name one with make PYTHON=...")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.9"
	@$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $@

demo: setup
	@echo "demo: raw files of an invented company -> a published persona and journey, in $(DEMO)/"
	@env -u VERISM_WORKSPACE -u VERISM_ACTOR $(BIN)/python -m ui.cli.demo $(DEMO)

# Bytecode is kept even where the machine says not to: each of many processes would compile everything again.
# Files begin in the order of tests/conftest.py, the longest first. Two processes have the cores: sums are not spread over more threads.
test: setup
	@sh scripts/browser.sh
	@echo "test: every test but the long ones (make test-heavy runs those)"
	@env -u PYTHONDONTWRITEBYTECODE OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 \
		$(BIN)/python -m pytest -q -m "not heavy" -n 2 --dist loadfile --no-loadscope-reorder

test-heavy: setup
	@echo "test-heavy: the long tests"
	@$(BIN)/python -m pytest -q -m heavy

check: setup
	@echo "check: ruff, mypy, import-linter, docs"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check -q .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python scripts/check_docs.py

bench: setup
	@echo "bench: measured comparisons; results go to benchmarks/results/"
	@$(BIN)/python -m benchmarks.run

bench-retrieval: setup
	@echo "bench-retrieval: how well and how fast quotes are found, against LangChain's Chroma; stopped, PARTS=--missing goes on"
	@$(BIN)/python -m benchmarks.retrieval $(PARTS)

bench-ui: setup
	@echo "bench-ui: the review desk in a real browser: key to next claim, first paint"
	@$(BIN)/python -m benchmarks.ui

bench-segments: setup
	@echo "bench-segments: forecasts, drift by simulation, DuckDB beside Spark; a refresh of 10 million generated lines beside the scan of them"
	@missed=0; for part in segments.forecasts drift segments.engines "segments --repeat 5"; do \
		$(BIN)/python -m benchmarks.$$part || missed=$$?; done; exit $$missed

bench-segments-100m: setup
	@echo "bench-segments-100m: the same for 100 million lines (15 minutes and 1 GB of disk while it runs)"
	@$(BIN)/python -m benchmarks.segments --lines 100000000

corpora: setup
	@echo "corpora: building the synthetic example companies again from their texts and seeds"
	@$(BIN)/python -m eval.corpora.build.workwear
	@$(BIN)/python -m eval.corpora.build.bank

pictures: setup
	@echo "pictures: screenshots for the documentation"
	@$(BIN)/python scripts/pictures.py

lock: $(STAMP)
	@echo "lock: resolving pyproject.toml into requirements.lock, with hashes and without any index's name"
	@$(BIN)/uv pip compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
		--python-version 3.11 --extra dev --extra real-data pyproject.toml -o requirements.lock

clean:
	@echo "clean: removing $(VENV), $(DEMO) and caches"
	@rm -rf $(VENV) $(DEMO) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis dist build
