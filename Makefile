# make run   — install, start, load the demonstration, serve on 127.0.0.1
# make test  — everything CI runs
# make help  — the rest
.PHONY: help run test test-long check install install-dev bench scale provinces articles tamper screenshots docs pins reset
.DEFAULT_GOAL := help

PYTHON_FOUND = $$(PYTHON="$(PYTHON)" scripts/python)
BIN := .venv/bin
CODE := src tests scripts benchmarks

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /make \1\t/' | expand -t 20

install:
	@python=$(PYTHON_FOUND) && "$$python" scripts/install.py run

install-dev:
	@python=$(PYTHON_FOUND) && "$$python" scripts/install.py dev

run: install ## the product with its demonstration; Ctrl-C ends all
	@exec $(BIN)/python -m thihanh.config.serve

test: install-dev ## everything CI runs
	@exec scripts/test

test-long: install-dev ## the long forms of tests that `make test` holds in short; properties on new examples
	$(BIN)/python -m pytest -n "$${THIHANH_TEST_PROCESSES:-3}" --dist worksteal -m slow
	THIHANH_EXAMPLES=new $(BIN)/python -m pytest -n "$${THIHANH_TEST_PROCESSES:-3}" --dist worksteal \
		-m "not slow" $$(grep -l "from hypothesis" -r tests --include="test_*.py")

check: install-dev ## format, lint, strict types, contracts, glossary
	$(BIN)/ruff format --check --quiet $(CODE)
	$(BIN)/ruff check --quiet $(CODE)
	$(BIN)/mypy src
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest -q tests/repo/test_glossary.py

bench: install-dev ## the speed table, as ratios in one run
	$(BIN)/python -m benchmarks

scale: install-dev ## a million matters in PostgreSQL, ten million in files: DuckDB and Spark (minutes, 12 GB)
	$(BIN)/python -m benchmarks nation committee_nation scale

provinces: install ## the other synthetic provinces, through the import
	$(BIN)/thihanh demo provinces

articles: provinces ## every figure of the articles, with its verdict, into docs/manual/article-figures.md
	$(BIN)/thihanh articles --write docs/manual/article-figures.md

tamper: install ## change a figure in a copy of the record; see the record name it
	$(BIN)/thihanh trail tamper

screenshots: install-dev ## the pictures of the manual
	$(BIN)/python scripts/screenshots.py

docs: install-dev ## the generated pages of docs/
	$(BIN)/python -m tests.spec.law.pages
	$(BIN)/python -m tests.spec.states
	$(BIN)/python -m tests.spec.statistics
	$(BIN)/python -m tests.spec.articles
	$(BIN)/python -m thihanh.offices.manual > docs/manual/access.md
	$(BIN)/python -m thihanh.documents.manual > docs/manual/kinds.md
	$(BIN)/python scripts/compare.py

pins: install-dev ## pin every package anew
	scripts/pins

reset: install ## delete the local database and files; asks first
	@exec $(BIN)/python -m thihanh.config.reset
