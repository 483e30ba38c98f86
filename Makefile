# What can be done here. Each target first installs what this machine lacks; the second time that takes no time.
# The work is done by the scripts in deploy/.

.DEFAULT_GOAL := help
# Python keeps what it has compiled: tests start our programs hundreds of times.
unexport PYTHONDONTWRITEBYTECODE
.PHONY: help run test check bench bench-fleet test-soak test-power test-chaos test-debian13 test-hardware screens voices lock clean

help: ## what can be done here
	@echo 'Hubtap: library-card check-in for youth hubs.'
	@echo
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo 'New here? "make run" installs what is missing and starts a demo of the whole system.'

run: ## try it: badge service, kiosk, touchscreen and a tray of made-up cards
	@deploy/setup run
	@exec .venv/bin/hubtap demo

# One more than there are cores: many tests wait for other programs. In the order of files, for the last are short.
test: ## all tests, on every core
	@deploy/setup dev
	@.venv/bin/python -m pytest --numprocesses=$$(($$(nproc) + 1)) --dist=loadfile --no-loadscope-reorder

check: ## style, types, import rules, QML, shell scripts: warnings count
	@deploy/setup dev
	@deploy/check

bench: ## measure speed and memory: a table, and build/bench.json
	@deploy/setup dev
	@.venv/bin/python -m tests.bench

test-soak: ## a very long day: 20,000 taps, two readers, pcscd killed 20 times; some minutes
	@deploy/setup dev
	@.venv/bin/python -m tests.soak

test-power: ## cut the power 2,050 times, kill each program 200 times, count what is lost; a quarter of an hour
	@deploy/setup dev
	@.venv/bin/python -m tests.faults.power

test-chaos: ## kills, failing networks and jumping clocks, all at once: SECONDS=240 SEED=1; six minutes
	@deploy/setup dev
	@.venv/bin/python -m tests.faults.chaos $(if $(SECONDS),--seconds $(SECONDS)) $(if $(SEED),--seed $(SEED))

test-debian13: ## the kiosk's tests on the Python packages that a Raspberry Pi has (needs root)
	@deploy/setup debian13
	@deploy/debian13/test

test-hardware: ## with a real reader and your hands: READER=pcsc IS='ACR122U', see docs/developer.md
	@$(if $(READER),,$(error which reader? See "With a real reader" in docs/developer.md))deploy/setup dev
	@HUBTAP_READER='$(READER)' HUBTAP_READER_IS='$(IS)' HUBTAP_BARCODE='$(BARCODE)' \
		.venv/bin/python -m pytest --capture=no tests/hardware

bench-fleet: ## 500 kiosks come back at once: two services on one PostgreSQL; two minutes
	@deploy/setup dev
	@.venv/bin/python -m tests.bench.fleet

screens: ## the picture book: every screen in its states and languages, and the pictures of the staff guide
	@deploy/setup dev
	@.venv/bin/python -m ui.picture_book --guide docs/pictures/staff
	@.venv/bin/python -m ui.picture_book

voices: ## speak the phrases anew, once their words have changed
	@deploy/setup dev
	@.venv/bin/python -m ui.i18n.voices

lock: ## pin all requirements to today's releases
	@deploy/lock

clean: ## remove what was built here, but for the virtual environment
	@rm -rf --one-file-system build 2>/dev/null || sudo rm -rf --one-file-system build
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage
