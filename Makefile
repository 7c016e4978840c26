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
	@. scripts/machine.sh && need_go && \
	CGO_ENABLED=$$plain_cgo go test -tags "$$plain_tags" -vet=off -run '^$$' -bench '$(BENCH)' ./...

shots:
	@. scripts/machine.sh && need_go && \
	CGO_ENABLED=$$plain_cgo go run -tags "$$plain_tags" ./app/ui/shots -o docs/pictures
