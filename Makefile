# make install   the environment (.venv) from the lock
# make demo      a synthetic county through the whole road, then the dashboard at 127.0.0.1:8050
# make test      the tests            make soak    the long campaigns, whole
# make county    the promises that are made about the county, on 60,000 reports
# make bundle    build/bundle: all an offline machine needs to install with one command
# make check     all that CI runs     make bench   every benchmark
PYTHON ?= python3
BIN := .venv/bin
HOME_DEMO ?= demo-home
WORKERS ?= 2

.PHONY: install demo test county soak check lint bench bundle lock

install: .venv/installed

.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -c "import sys; sys.exit(0 if sys.version_info >= (3, 11) else 'Fengqiao needs Python 3.11 or newer, this is ' + sys.version.split()[0])"
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet -e . --no-deps --no-build-isolation
	touch $@

demo: install
	$(BIN)/fengqiao demo --home $(HOME_DEMO)

test: install
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile -m "not county"

county: install
	$(BIN)/python -m pytest -m county

soak: install
	FENGQIAO_SOAK=1 $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

lint: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test

bench: install
	$(BIN)/python -m benchmarks all

bundle: install
	docs/bundle/make.sh build/bundle $(BIN)/python $(BIN)/uv

lock:
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url -o requirements.lock
