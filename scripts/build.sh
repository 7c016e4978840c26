#!/bin/sh
# Builds build/archive: with the window, or without it (build.sh nowindow).
set -eu
cd "$(dirname "$0")/.."
. scripts/machine.sh
need_go

# Without the commit in the program, which Go refuses to look up in a folder
# that belongs to somebody else.
export GOFLAGS="${GOFLAGS:-} -buildvcs=false"

if [ "${1:-}" = nowindow ]; then
	say "Building build/archive without a window; the first time takes a minute or two …"
	CGO_ENABLED=0 go build -tags "$plain_tags" -o build/archive ./cmd/archive
	exit
fi
scripts/window-packages.sh
say "Building build/archive; the first time takes a minute or two …"
CGO_ENABLED=1 go build -tags "$window_tags" -o build/archive ./cmd/archive
