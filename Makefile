# make run      set up on a fresh machine and start the demonstration (PORT=8000)
# make test     all tests; what this machine lacks is named (REQUIRE_ALL=1: refused)
# make check    lint, format, layers, types, migrations, deployment checks, templates, sizes
# make bench    speed against the baselines
# make secrets  keys for a real installation
# make lock     refresh the lock files after a change of requirements*.in or package.json

.DEFAULT_GOAL := run
.PHONY: run test check bench secrets lock system vendor

# The first Python of 3.11 or later.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$name; break; fi; done)
VENV := .venv
BIN := $(VENV)/bin
# Without compiling ahead: a third of the time, and Python compiles what it imports.
PIP_INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-input --no-compile --require-hashes
PDF_PACKAGES := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
# Keys for checks only: never the keys of an office.
PRODUCTION_LIKE := env -u DATABASE_URL -u REDIS_URL DEBUG=0 ALLOWED_HOSTS=office.example VAR_DIR=$(VENV)/check \
	SECRET_KEY=check-only-0123456789abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ \
	PERSONAL_DATA_KEYS=Y2hlY2stb25seS1jaGVjay1vbmx5LWNoZWNrLW9ubHk= PERSONAL_INDEX_KEY=check-only

run: $(VENV)/.made
	@$(MAKE) --no-print-directory -j2 vendor system
	@DEBUG=$${DEBUG:-1} exec $(BIN)/python manage.py demo

test: $(VENV)/.development vendor
	@$(BIN)/python scripts/test.py $(PYTEST_ARGS)

check: $(VENV)/.development vendor
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	DEBUG=1 VAR_DIR=$(VENV)/check $(BIN)/python manage.py makemigrations --check --dry-run
	$(PRODUCTION_LIKE) $(BIN)/python manage.py check --deploy --fail-level WARNING
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/python -m pytest -q tests/architecture --ignore tests/architecture/test_url_matrix.py

bench: $(VENV)/.development vendor
	@$(BIN)/python -m bench $(BENCH_ARGS)

secrets: $(VENV)/.runtime
	@$(BIN)/python scripts/new_keys.py

lock: $(VENV)/.development
	for name in requirements requirements-dev requirements-npm; do \
		$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate \
			--custom-compile-command "make lock" $$name.in -o $$name.txt || exit 1; done
	npm install --package-lock-only

# --- set-up; every step is skipped when nothing changed ---

$(VENV)/.made:
	@test -n "$(PYTHON)" || { echo "Cần Python 3.11 trở lên. Gõ:  sudo apt-get install -y python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || scripts/apt.sh "môi trường Python" python3-venv
	@echo "Tạo môi trường Python trong $(VENV) …"
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.runtime: requirements.txt $(VENV)/.made
	@echo "Cài các gói Python (vài chục giây, chỉ lần đầu) …"
	@$(PIP_INSTALL) -r requirements.txt
	@touch $@

$(VENV)/.development: requirements-dev.txt $(VENV)/.made
	@echo "Installing the packages for tests and checks …"
	@$(PIP_INSTALL) -r requirements-dev.txt
	@touch $@ $(VENV)/.runtime

vendor: | $(VENV)/.made
	@test -e $(VENV)/.runtime || $(MAKE) --no-print-directory $(VENV)/.runtime
	@$(BIN)/python scripts/vendor.py

# PDFs need the text libraries; without them the office runs and the PDF button says what is missing.
system:
	@scripts/apt.sh "tệp PDF" $(PDF_PACKAGES) || true
