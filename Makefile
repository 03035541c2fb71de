# Every command does the set-up it needs by itself, once: system packages, .venv, pinned packages.

PYTEST = QT_QPA_PLATFORM=offscreen .venv/bin/python -m pytest

.PHONY: help run test lint format package archive bench bench-smoke crosscheck fuzz open-day soak stale pictures lock clean

help:
	@echo "make run        open the window (FILE=x.upstream opens a file, ARGS passes options)"
	@echo "make test       ruff, mypy, import-linter and all tests"
	@echo "make lint       the same without the tests;  make format  lay the code out"
	@echo "make package    build the program into dist/upstream and smoke-test it;  make archive  pack it"
	@echo "make crosscheck  compare the engine with PyTorch, installed for itself (SEED=n draws the same again)"
	@echo "make fuzz       read 10,000 damaged documents and as many CSV files (CASES=n, SEED=n)"
	@echo "make soak       try out everything for half an hour and watch the memory (MINUTES=n, SEED=n)"
	@echo "make open-day   let twelve hours of an open day pass at high speed and watch the memory (HOURS=n)"
	@echo "make stale      compare every panel with a fresh window's after many more random actions (FAR=n)"
	@echo "make bench      measure (ROUNDS=n);  make pictures  the window's main states into build/pictures"
	@echo "make lock       pin the newest packages that fit pyproject.toml;  make clean  take everything back"

run:
	@packaging/bootstrap run
	@packaging/run $(ARGS)

test: lint
	@$(PYTEST) $(ARGS)

lint:
	@packaging/bootstrap test
	@.venv/bin/ruff check --quiet
	@.venv/bin/ruff format --check --quiet
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-logo

format:
	@packaging/bootstrap test
	@.venv/bin/ruff check --fix --quiet
	@.venv/bin/ruff format

package:
	@packaging/bootstrap package
	@echo "upstream: building dist/upstream, about half a minute"
	@PYI_LOG_LEVEL=ERROR .venv/bin/python -m PyInstaller --noconfirm packaging/upstream.spec
	@.venv/bin/python packaging/smoke.py dist/upstream

archive: package
	@.venv/bin/python packaging/archive.py dist/upstream

bench bench-smoke pictures: export QT_QPA_PLATFORM = offscreen

bench:
	@packaging/bootstrap test
	@.venv/bin/python -m benchmarks $(if $(ROUNDS),--rounds $(ROUNDS)) $(ARGS)

bench-smoke:
	@packaging/bootstrap test
	@.venv/bin/python -m benchmarks --rounds 2

crosscheck:
	@packaging/bootstrap crosscheck
	@PYTHONPATH=packaging build/crosscheck/bin/python -m crosscheck $(if $(SEED),--seed $(SEED)) $(ARGS)

fuzz:
	@packaging/bootstrap test
	@.venv/bin/python -m tests.fuzz $(if $(CASES),--cases $(CASES)) $(if $(SEED),--seed $(SEED)) $(ARGS)

soak:
	@packaging/bootstrap test
	@.venv/bin/python -m tests.soak $(if $(MINUTES),--minutes $(MINUTES)) $(if $(SEED),--seed $(SEED)) $(ARGS)

open-day:
	@packaging/bootstrap test
	@.venv/bin/python -m benchmarks.open_day $(HOURS)

stale:
	@packaging/bootstrap test
	@UPSTREAM_WANDERINGS=$(or $(FAR),20) $(PYTEST) tests/gui/test_nothing_stale.py $(ARGS)

pictures:
	@packaging/bootstrap test
	@.venv/bin/upstream pictures build/pictures

lock:
	@packaging/lock

clean:
	rm -rf .venv build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +
