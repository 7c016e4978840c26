#!/bin/sh
# Builds the program and shows it: the window, or, where there is no display, a
# tour of the same in the terminal, for which nothing need be installed.
set -eu
cd "$(dirname "$0")/.."
. scripts/machine.sh

if has_display; then
	scripts/build.sh
	exec ./build/archive "$@"
fi
say "There is no display here (DISPLAY is empty), so this is the tour in the terminal."
scripts/build.sh nowindow
exec ./build/archive tour
