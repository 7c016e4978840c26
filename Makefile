# What can be done here; the work is in scripts/.

.PHONY: help run build test lint bench shots

help:
	@echo "make run     build Parallax and open it; installs what the window needs on Debian and Ubuntu"
	@echo "make test    every test, without a display"
	@echo "make build   build/archive with the window"
	@echo "make lint    gofumpt, go vet, staticcheck"
	@echo "make bench   benchmarks; BENCH=pattern chooses"
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
	CGO_ENABLED=0 go test -tags nowindow,migrated_fynedo -run '^$$' -bench '$(BENCH)' ./...

shots:
	CGO_ENABLED=0 go run -tags nowindow,migrated_fynedo ./app/ui/shots -o docs/pictures
