# danvan: commands a person types. `make setup` builds .venv once; the others call it.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin

.PHONY: setup demo week guide test check bench proof model lock clean

setup: .venv/.ready

.venv/.ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "danvan needs Python 3.11 or newer")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

demo: setup
	$(BIN)/python -m simulator demo

week: setup
	$(BIN)/python -m simulator week --out out

guide: setup
	$(BIN)/python -m simulator.guide

test: setup
	$(BIN)/python -m pytest -n 2

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) --no-print-directory test

bench: setup
	$(BIN)/python -m tests.bench

proof: setup
	@command -v soffice pdftoppm >/dev/null && fc-list | grep -q LiberationSerif || { apt-get update -q && \
		apt-get install -y -q --no-install-recommends libreoffice-writer poppler-utils fonts-liberation2; }
	$(BIN)/python -m tests.proof

model: .venv-model/.ready
	.venv-model/bin/python -m tests.reading.train

.venv-model/.ready: requirements.model.lock
	$(PYTHON) -m venv .venv-model
	.venv-model/bin/python -m pip install --quiet --require-hashes -r requirements.model.lock
	touch $@

lock:
	$(BIN)/pip-compile --quiet --extra dev --generate-hashes --allow-unsafe --strip-extras \
		--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header --no-annotate \
		--output-file requirements.lock pyproject.toml requirements.build.in
	$(BIN)/pip-compile --quiet --extra model --generate-hashes --allow-unsafe --strip-extras \
		--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header --no-annotate \
		--output-file requirements.model.lock pyproject.toml

clean:
	rm -rf .venv out build *.egg-info
