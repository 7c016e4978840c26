#!/bin/sh
# Runs every test there is for this machine, without a display: all packages,
# the window's too (its test driver needs no C); then, where the
# tools are, the real window on a display of its own, and the rooms below the
# window under the race detector.
set -eu
cd "$(dirname "$0")/.."
. scripts/machine.sh
need_go

CGO_ENABLED=$plain_cgo go test -timeout 9m -tags "$plain_tags" ./...

missing=
for tool in Xvfb openbox xdotool import; do
	command -v "$tool" >/dev/null 2>&1 || missing="$missing $tool"
done
if [ -n "$missing" ]; then
	say "The real window was not tried: it needs a display of its own, and these are not here:$missing (on Debian: xvfb openbox xdotool imagemagick)."
elif ! can_build_window; then
	say "The real window was not tried: the C headers to build it are not here (scripts/window-packages.sh installs them)."
else
	CGO_ENABLED=1 go build -buildvcs=false -tags "$window_tags" -o build/archive-to-try ./cmd/archive
	sh scripts/smoke.sh build/archive-to-try
fi

if ! has_cc; then
	say "The race detector did not run: it needs a C compiler, and there is none here."
	exit
fi
# Fyne's test driver runs posted work on the caller, which the detector takes
# for a race: app/ui is left out. Vet, and tests that are large or wait, had their turn above.
# SQLite's own code, C made Go, is not watched: it takes eight times as long so,
# and its locks are its own.
# shellcheck disable=SC2046 # the packages are words
CGO_ENABLED=1 go test -timeout 9m -race -gcflags=modernc.org/sqlite/lib=-race=false -short -vet=off -tags "$plain_tags" $(go list -tags "$plain_tags" ./... | grep -v '/app/ui')
