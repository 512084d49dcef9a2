# The two commands of the README: `make demo` and `make test`. Each sets up .venv by itself.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test lint bench bench-formats fuzz-formats bench-spoken bench-check bench-check-speed bench-sources bench-commands bench-styles bench-styles-update bench-library bench-documents docs clean bench-reading bench-matching train-reading

$(STAMP): pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $(STAMP)

demo: $(STAMP)
	$(BIN)/citetrail demo

lint: $(STAMP)
	$(BIN)/ruff check src tests
	$(BIN)/ruff format --check src tests
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	$(BIN)/pytest -n auto --dist loadfile

docs: $(STAMP)
	$(BIN)/python -m citetrail.cli.reference > docs/cli.md

# All that measure against the shared data folder in some minutes; bench-library and bench-commands take longer.
bench: bench-reading bench-documents bench-spoken bench-sources bench-styles

bench-check: $(STAMP)
	$(BIN)/python tests/benchmark/bench_check.py --write

bench-check-speed: $(STAMP)
	PYTHONPATH=tests $(BIN)/python tests/benchmark/check_speed.py

bench-sources: $(STAMP)
	PYTHONPATH=tests $(BIN)/python tests/benchmark/sources.py

bench-commands: $(STAMP)
	$(BIN)/python tests/benchmark/commands.py

bench-reading: $(STAMP)
	$(BIN)/python tests/benchmark/reading.py --update

bench-matching: $(STAMP)
	$(BIN)/python tests/benchmark/matching.py --update

train-reading: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[training]'
	$(BIN)/python training/train_reading.py

# The suite against its pass list, then every style and all times; some minutes.
bench-styles: $(STAMP)
	$(BIN)/python tests/benchmark/csl_suite.py
	$(BIN)/python tests/benchmark/styles_bench.py --write

bench-styles-update: $(STAMP)
	$(BIN)/python tests/benchmark/csl_suite.py --update

# Imports 100,000 works, searches them, kills writers 200 times and lets eight write at once: some minutes.
bench-library: $(STAMP)
	$(BIN)/python tests/benchmark/library.py all

# Writes its table into docs/benchmarks.md; needs the shared data folder.
bench-formats: $(STAMP)
	$(BIN)/python tests/benchmark/formats.py --write

# Ten minutes of mutated files at every reader and writer of bibliographies.
fuzz-formats: $(STAMP)
	$(BIN)/python tests/benchmark/fuzz_formats.py

bench-documents: $(STAMP)
	$(BIN)/python tests/benchmark/documents.py --write

bench-spoken: $(STAMP)
	$(BIN)/python tests/benchmark/spoken.py

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
