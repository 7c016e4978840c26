#!/bin/sh
# Checks the form of the code: gofumpt, go vet and staticcheck, in versions that
# are named here so that they say the same everywhere.
set -eu
cd "$(dirname "$0")/.."
. scripts/machine.sh
need_go

gofumpt=mvdan.cc/gofumpt@v0.12.0
staticcheck=honnef.co/go/tools/cmd/staticcheck@v0.8.2

unformatted=$(CGO_ENABLED=0 go run "$gofumpt" -l .)
[ -z "$unformatted" ] || fail "These files are not formatted (go run $gofumpt -w .):
$unformatted"
CGO_ENABLED=$plain_cgo go vet -tags "$plain_tags" ./...
CGO_ENABLED=$plain_cgo go run "$staticcheck" -tags "$plain_tags" ./...
# The comparisons are modules of their own. Whoever has not run them lacks what
# they are made with, and nothing is fetched to check them.
for module in bench/*/go.mod; do
	folder=$(dirname "$module")
	if (cd "$folder" && GOPROXY=off go list -deps . >/dev/null 2>&1); then
		(cd "$folder" && CGO_ENABLED=0 GOPROXY=off go vet .)
	else
		say "$folder was not checked: its modules are not here."
	fi
done
if command -v shellcheck >/dev/null 2>&1; then
	shellcheck -x scripts/*.sh .ci/run
fi
say "gofumpt, go vet and staticcheck have nothing to say."
