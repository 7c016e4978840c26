# What can be done here; the work is in scripts/.

.PHONY: help run build test lint bench bench-sqlite bench-peers bench-extract shots

help:
	@echo "make run     build Parallax and open it; installs what the window needs on Debian and Ubuntu"
	@echo "make test    every test, without a display"
	@echo "make build   build/archive with the window"
	@echo "make lint    gofumpt, go vet, staticcheck"
	@echo "make bench   benchmarks; BENCH=pattern chooses"
	@echo "make bench-sqlite  against SQLite in C; BENCH_ARGS='-n 100000' for more articles (needs a C compiler)"
	@echo "make bench-peers   against bleve, Recoll and ripgrep, those of them that are here"
	@echo "make bench-extract BENCH_ARGS='--data DIR'  against other extractors on pages with gold; with npm, those in JavaScript too"
	@echo "make shots   pictures of the main screens in docs/pictures, without a display"

run:
	@sh scripts/run.sh

build:
	@sh scripts/build.sh

test:
	@sh scripts/test.sh

lint:
	@sh scripts/lint.sh

BENCH = .

bench:
	@. scripts/machine.sh && need_go && \
	CGO_ENABLED=$$plain_cgo go test -tags "$$plain_tags" -vet=off -run '^$$' -bench '$(BENCH)' ./...

bench-sqlite:
	@. scripts/machine.sh && need_go && cd bench/sqlite && go run . $(BENCH_ARGS)

bench-peers:
	@. scripts/machine.sh && need_go && cd bench/peers && go run . $(BENCH_ARGS)

bench-extract:
	@. scripts/machine.sh && need_go && cd bench/extract && \
	{ ! command -v npm >/dev/null 2>&1 || npm ci --silent --no-audit --no-fund; } && go run . $(BENCH_ARGS)

shots:
	@. scripts/machine.sh && need_go && \
	CGO_ENABLED=$$plain_cgo go run -tags "$$plain_tags" ./app/ui/shots -o docs/pictures
