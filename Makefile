# The project's commands. `make help` lists them.

PREFIX ?= /usr/local
SWIFT ?= swift
STATIC_LIBS := .build/static-libs
# All in one file, libc too: a start looks for no shared libraries and relocates none. The program has one thread, so
# references are counted without the processor's locks: they took a tenth of the time of a page.
RELEASE_FLAGS := -c release --static-swift-stdlib -Xswiftc -static-executable -Xswiftc -use-ld=lld -Xlinker -s \
  -Xswiftc -Xfrontend -Xswiftc -assume-single-threaded \
  -Xlinker --no-eh-frame-hdr -Xlinker -T$(CURDIR)/.ci/no-unwinding.ld \
  -Xlinker -L$(CURDIR)/$(STATIC_LIBS)
BINARY = $(shell $(SWIFT) build $(RELEASE_FLAGS) --show-bin-path)/tracepage
PAGES := .build-pages
RELEASE := .build-release
# What `--version` of a release names. From a tarball without git: make release TRACEPAGE_COMMIT=…
TRACEPAGE_COMMIT ?= $(shell git describe --always --dirty --abbrev=12 --exclude '*' 2>/dev/null)

BENCH ?=
FUZZ_SECONDS ?= 60

.PHONY: help demo build test unit script browser python pictures lint pages release bench fuzz share install clean deps \
  deps-lint deps-test deps-bench

help:
	@echo "make demo     build, render the returns-policy example, say where the page is"
	@echo "make test     install what the tests need and run all of them"
	@echo "make build    the release binary: one file, statically linked"
	@echo "make release  tarball, Debian package, Python wheel, list of what is linked and checksums, in $(RELEASE)"
	@echo "make install  put the binary, its manual and completions for bash, zsh and fish under PREFIX ($(PREFIX))"
	@echo "make bench    what a page costs beside the least it could cost and beside other programs; BENCH=--full for all"
	@echo "make fuzz     made-up and mutated inputs for all that reads strangers' bytes, FUZZ_SECONDS (60) a harness"
	@echo "make lint     check the format of the sources and the types of the page's script"
	@echo "make python   build the wheel, install it in .build-python, run the Python package's tests"
	@echo "make pages    render every example into $(PAGES)"

deps:
	@.ci/install build

deps-lint:
	@.ci/install lint

deps-test:
	@.ci/install build lint test engines

deps-bench:
	@.ci/install build bench

# The folder holds only the archives, so the linker cannot choose the shared libraries.
$(STATIC_LIBS): Makefile | deps
	@mkdir -p $@ && touch $@
	@for name in cmark-gfm cmark-gfm-extensions deflate sqlite3 yaml z zstd; do \
	  archive=$$(cc -print-file-name=lib$$name.a); \
	  test "$$archive" != "lib$$name.a" || { echo "make: lib$$name.a is missing; install its -dev package" >&2; exit 1; }; \
	  ln -sf "$$archive" $@/; \
	done

build: deps $(STATIC_LIBS)
	$(SWIFT) build $(RELEASE_FLAGS) --product tracepage

release: export TRACEPAGE_COMMIT := $(TRACEPAGE_COMMIT)
release: build
	.ci/release $(BINARY) $(RELEASE)
	.ci/try-release $(RELEASE)

demo: build
	@mkdir -p $(PAGES)
	@$(BINARY) examples/returns-policy/trace.json -o $(PAGES)/returns-policy.html
	@echo "The page: file://$(CURDIR)/$(PAGES)/returns-policy.html"

pages: build
	@mkdir -p $(PAGES)
	@for folder in examples/*/; do \
	  for trace in $$folder/trace.json $$folder/trace.jsonl; do \
	    if [ -f $$trace ]; then $(BINARY) $$trace -o $(PAGES)/$$(basename $$folder).html || exit 1; fi; \
	  done; \
	done

lint: deps-lint
	$(SWIFT) format lint --strict --recursive Package.swift Plugins Sources Tests
	tsc -p Tests/Script

script: deps-lint
	.ci/script

unit: deps
	$(SWIFT) test

browser: deps-test pages
	.ci/browser $(PAGES) $(BINARY)

# Takes the reviewed pictures of pages anew. Look at them before you keep them.
pictures: deps-test pages
	TRACEPAGE_RECORD=1 .ci/browser $(PAGES) $(BINARY) Tests/Browser/test_pictures.py

python: deps-test build
	.ci/python $(BINARY)

test: deps-test lint script unit browser python

# The peers that read the same sessions, each as PyPI has it.
.build-bench/venv: Benchmarks/peers.txt
	python3 -m venv --clear $@
	$@/bin/pip install -q -r Benchmarks/peers.txt
	@touch $@

.build-bench/limit: Benchmarks/limit/limit.cpp | deps-bench
	@mkdir -p $(@D)
	$(CXX) -O2 -std=c++17 -Wall $< -o $@ -lsimdjson -lcmark-gfm -lcmark-gfm-extensions -ldeflate

bench: deps-bench build .build-bench/venv .build-bench/limit
	python3 Benchmarks/bench.py $(BINARY) $(BENCH)

# All of the readers and the page, with the fuzzer's and the address sanitizer's instruments.
# Both in one option: of two the compiler takes the last, and a fuzzer that sees no edges only makes noise.
fuzz: deps
	$(SWIFT) build --product template-compiler
	mkdir -p Benchmarks/fuzz/Page/Generated
	.build/debug/template-compiler templates assets Benchmarks/fuzz/Page/Generated/Templates.swift \
	  Benchmarks/fuzz/Page/Generated/Assets.swift
	$(SWIFT) build --package-path Benchmarks/fuzz -c release --sanitize fuzzer -Xswiftc -sanitize=fuzzer,address
	python3 Benchmarks/fuzz/run.py Benchmarks/fuzz/.build/release/fuzz --seconds $(FUZZ_SECONDS)

# Completions and the manual, below .build/share as below /usr/share.
share: build
	rm -rf .build/share
	.ci/share $(BINARY) .build/share

install: share
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share
	install -m 755 $(BINARY) $(DESTDIR)$(PREFIX)/bin/tracepage
	cp -R .build/share/. $(DESTDIR)$(PREFIX)/share

clean:
	rm -rf .build .build-pages .build-browser .build-bench .build-fuzz .build-python .build-release
