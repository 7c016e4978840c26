#!/bin/sh
# Runs every test there is for this machine, without a display: all packages
# without cgo, the window too (its test driver is pure Go); then, where the
# tools are, the real window on a display of its own, and the rooms below the
# window under the race detector.
set -eu
cd "$(dirname "$0")/.."
. scripts/machine.sh
need_go

CGO_ENABLED=0 go test -timeout 9m -tags "$plain_tags" ./...

if [ ! -f scripts/smoke.sh ]; then
	:
elif ! command -v Xvfb >/dev/null 2>&1; then
	say "The real window was not tried: there is no Xvfb here."
elif ! can_build_window; then
	say "The real window was not tried: its C libraries are not here (scripts/window-packages.sh installs them)."
else
	sh scripts/smoke.sh
fi

if ! has_cc; then
	say "The race detector did not run: it needs a C compiler, and there is none here."
	exit
fi
# Fyne's test driver runs posted work on the caller, which the detector takes
# for a race.
# shellcheck disable=SC2046 # the packages are words
CGO_ENABLED=1 go test -timeout 9m -race -tags "$plain_tags" $(go list -tags "$plain_tags" ./... | grep -v '/app/ui')
