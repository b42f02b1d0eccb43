# make          installs what is missing and builds the demonstration bulletin into public/
# make test     installs what tests need and runs everything: format, lints, licences, tests
# make fonts    fetches and cuts the fonts that are built in, once; the others do it where it has not been done
# make prove    the tests again, with the long proofs
# make bench    measures builds against Hugo's and `cp -r`, and print against Chromium's and WeasyPrint's, and keeps the
#               tables in benches/RESULTS.md; RECORDS=1000,10000, ISSUES=10 and ROUNDS=2 do less, BENCH_FLAGS=--million more
#
# Where cargo puts things is cargo's business: CARGO_TARGET_DIR is respected and not needed.

SHELL := /bin/sh
CARGO ?= cargo
CARGO_FLAGS := --release --locked

# Python programs of the tests find the packages of .tools first.
export PATH := $(CURDIR)/.tools/venv/bin:$(PATH)

RECORDS ?= 1000,10000,100000
ISSUES ?= 52
ROUNDS ?= 3
# The program itself: with the package's own script, Python's start would be measured too.
HUGO = $(firstword $(wildcard .tools/venv/lib/python*/site-packages/hugo/binaries/hugo) hugo)

.PHONY: all bulletin test lint prove bench fonts test-tools build-tools bench-tools

all: bulletin

bulletin: build-tools
	$(CARGO) run $(CARGO_FLAGS) -- build

test: test-tools lint
	$(CARGO) test $(CARGO_FLAGS)

prove: test-tools lint
	JIANBAO_PROVE=1 $(CARGO) test $(CARGO_FLAGS)

bench: bench-tools
	$(CARGO) bench --profile release --locked --bench micro
	$(CARGO) bench --profile release --locked --bench build -- --records $(RECORDS) --rounds $(ROUNDS) \
		--hugo $(HUGO) --write benches/RESULTS.md $(BENCH_FLAGS)
	$(CARGO) bench --profile release --locked --bench print -- --issues $(ISSUES) --rounds $(ROUNDS) --write benches/RESULTS.md

lint: build-tools
	$(CARGO) fmt --check
	$(CARGO) clippy $(CARGO_FLAGS) --all-targets -- -D warnings

fonts:
	@tools/provide fonts

build-tools:
	@tools/provide build

test-tools:
	@tools/provide test

bench-tools:
	@tools/provide bench
