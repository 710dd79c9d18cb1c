# make demo    lint examples/ (installs only what linting needs)
# make test    every check that CI runs (adds the real Keras, TensorFlow, NumPy … that the tests compare with)
# make differential  every drawn layer program against real Keras; `make test` runs a fifth of them (about ten minutes)
# make mutate  clean programs with one mistake planted each: what the analysis misses of those that Keras rejects (an hour)
# make fuzz    random Keras programs, analysed and run on both generations: `make fuzz N=5000 SEED=100000`
# make bench   how fast the analysis is: docs/benchmark.md and its plot
# make fixes   every fix of every message and thread, run on real Keras: docs/fixes.md, and what is left (about a quarter of an hour)
# make site    the documentation as a site, in build/site
# make editor  build the VS Code extension and test it (needs Node.js and the npm registry)
# make browser  the pages of `lstmshape show` and of the site in a headless Chromium (needs chromium on the PATH)
# make docs    write docs/rules and the table of messages anew from the rules' docstrings
# make format  sort imports, format, apply ruff's safe fixes
# make lock    work out locks/ anew from pyproject.toml; `make lock UPGRADE=1` takes the newest versions
# make clean   remove all that these commands made

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-input
COMPILE = $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.10 --generate-hashes --no-emit-index-url \
	--no-annotate --custom-compile-command "make lock" --quiet $(if $(UPGRADE),--upgrade)

.PHONY: demo test differential mutate fuzz bench fixes site editor browser docs format lock clean
.NOTPARALLEL:
.DELETE_ON_ERROR:

# Pylint's exit status is a sum: 1 is a crash and 32 wrong usage; the rest are findings, which is what a demo is for.
demo: $(VENV)/.package
	@$(BIN)/pylint --load-plugins=pylint_lstmshape --disable=all --enable=lstmshape examples/ || test $$(($$? & 33)) -eq 0

test: $(VENV)/.dev
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --check --quiet
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/pytest -q -n 2 --dist loadscope --benchmark-disable

differential: $(VENV)/.dev
	LSTMSHAPE_SHARE=1 $(BIN)/pytest -q -s -n 2 --dist loadscope tests/keras/layers/test_differential.py

mutate: $(VENV)/.dev
	$(BIN)/python -m tests.mutation.report 3
	$(BIN)/python -m tests.mutation.report 2

fuzz: $(VENV)/.dev
	$(BIN)/python -m tests.fuzz.report $(or $(N),1000) $(or $(SEED),100000)

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks.report
	$(BIN)/pytest -q --benchmark-only benchmarks/

fixes: $(VENV)/.dev
	$(BIN)/python -m tests.fixes.report

docs: $(VENV)/.package
	$(BIN)/python -m pylint_lstmshape.faces.pages .

site: $(VENV)/.dev
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet

editor:
	npm --prefix editors/vscode ci --ignore-scripts --no-audit --no-fund --loglevel=error
	npm --prefix editors/vscode test

browser: $(VENV)/.dev
	$(BIN)/pytest -q tests/browser

format: $(VENV)/.dev
	$(BIN)/ruff check --fix --quiet || true
	$(BIN)/ruff format --quiet

lock: $(VENV)/.dev
	$(COMPILE) --output-file locks/lint.txt > /dev/null
	$(COMPILE) --group dev --constraint locks/lint.txt --output-file locks/dev.txt > /dev/null

clean:
	rm -rf $(VENV) build dist .benchmarks .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# What is installed, one stamp a step: a second run does nothing, a changed lock is installed again.

$(VENV)/.created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10) and "Python 3.10 or later is needed: make PYTHON=python3.x")'
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.lint: locks/lint.txt $(VENV)/.created
	@echo "Installing pylint …"
	@$(PIP) --require-hashes --no-deps -r locks/lint.txt
	@touch $@

$(VENV)/.package: pyproject.toml $(VENV)/.lint
	@$(PIP) --no-deps --editable .
	@touch $@

$(VENV)/.dev: locks/dev.txt $(VENV)/.package
	@echo "Installing the tools and the libraries that the tests compare with (about 450 MB) …"
	@$(PIP) --require-hashes --no-deps -r locks/dev.txt
	@touch $@
