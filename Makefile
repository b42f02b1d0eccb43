# make          installs what is missing and builds the demonstration bulletin into public/
# make test     installs what tests need and runs everything: format, lints, licences, tests
# make prove    the tests again, with the long proofs
#
# Where cargo puts things is cargo's business: CARGO_TARGET_DIR is respected and not needed.

SHELL := /bin/sh
CARGO ?= cargo
CARGO_FLAGS := --release --locked

# Python programs of the tests find the packages of .tools first.
export PATH := $(CURDIR)/.tools/venv/bin:$(PATH)

.PHONY: all bulletin test lint prove test-tools build-tools

all: bulletin

bulletin: build-tools
	$(CARGO) run $(CARGO_FLAGS) -- build

test: test-tools lint
	$(CARGO) test $(CARGO_FLAGS)

prove: test-tools lint
	JIANBAO_PROVE=1 $(CARGO) test $(CARGO_FLAGS)

lint: build-tools
	$(CARGO) fmt --check
	$(CARGO) clippy $(CARGO_FLAGS) --all-targets -- -D warnings

build-tools:
	@tools/provide build

test-tools:
	@tools/provide test
