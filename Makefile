# Two commands do all the set-up: `make run` and `make test`. Both test or run the built wheel.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SOURCES := $(shell find src api models -type f -not -path '*/__pycache__/*' 2>/dev/null) pyproject.toml README.md LICENSE

.PHONY: run test bench check-example dev lock format browser ocr clean

run: $(VENV)/.installed
	$(BIN)/fairscreen serve

check-example: $(VENV)/.installed
	$(BIN)/fairscreen check examples/barnskotare.txt --fail-on never

test: $(VENV)/.tests $(VENV)/.installed browser ocr
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/python -m pytest

bench: $(VENV)/.tests $(VENV)/.installed
	$(BIN)/python -m benchmarks

# The package as its users get it: a wheel, built here and installed.
$(VENV)/.installed: $(SOURCES) | $(VENV)/.locked
	rm -rf build/wheel
	$(PIP) wheel --no-deps --no-build-isolation --wheel-dir build/wheel .
	$(PIP) install --no-deps --force-reinstall build/wheel/*.whl
	@touch $@

$(VENV)/.locked: requirements/run.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed (package python3 on Debian)." >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes -r requirements/run.txt
	@touch $@

$(VENV)/.tests: requirements/test.txt | $(VENV)/.locked
	$(PIP) install --require-hashes -r requirements/test.txt
	@touch $@

# The browser tests drive Debian's Chromium.
browser:
	@if command -v chromium >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "Installing Debian's chromium for the browser tests"; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; \
	else echo "The browser tests are left out: they need Debian's package chromium."; fi

# Scanned applications are read by Tesseract, a program of its own.
ocr:
	@if tesseract --list-langs 2>/dev/null | grep -qx swe; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "Installing Debian's tesseract-ocr and tesseract-ocr-swe for scanned applications"; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq tesseract-ocr tesseract-ocr-swe >/dev/null; \
	else echo "Scanned applications cannot be read: that needs Debian's packages tesseract-ocr and tesseract-ocr-swe."; fi

# For work on the code: the same environment with the package editable.
dev: $(VENV)/.tests
	$(PIP) install --no-deps --no-build-isolation --editable .
	@rm -f $(VENV)/.installed

lock:
	$(BIN)/python -m pip install --quiet 'uv>=0.9'
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade pyproject.toml requirements/build.in -o requirements/run.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra test -c requirements/run.txt pyproject.toml requirements/build.in -o requirements/test.txt

format:
	$(BIN)/ruff check --quiet --fix . ; $(BIN)/ruff format --quiet .

clean:
	rm -rf build dist $(VENV)
