# shellcheck shell=sh disable=SC2034
# What this machine has, for the other scripts to ask. Sourced, not run; the
# caller stands in the root of the repository.

# The tags that every build has, and those of a window with X11 and GLES, which
# compile in a third of the time of the desktop's full GL.
plain_tags=nowindow,migrated_fynedo
case $(uname -s) in
Darwin) window_tags=migrated_fynedo ;;
*) window_tags=gles,x11,migrated_fynedo ;;
esac

# Without a window nothing needs C, but that Fyne's widgets do on a Mac.
case $(uname -s) in
Darwin) plain_cgo=1 ;;
*) plain_cgo=0 ;;
esac

say() { printf '%s\n' "$*"; }

fail() {
	printf '%s\n' "$*" >&2
	exit 1
}

# need_go ends the script with clear words unless there is a Go that builds the
# program. Go 1.21 and later fetches a newer one by itself where it may.
need_go() {
	wanted=$(sed -n 's/^go \([0-9]*\.[0-9]*\).*/\1/p' go.mod)
	where="Get it from https://go.dev/dl/, put its bin folder into PATH and try again."
	command -v go >/dev/null 2>&1 || fail "Parallax is built with Go $wanted or newer, and there is no Go here. $where"
	local_go=$(GOTOOLCHAIN=local go version 2>/dev/null | sed 's/^go version go\([^ ]*\).*/\1/')
	if newer_or_same "$local_go" "$wanted"; then
		return
	fi
	found=$(go env GOVERSION 2>/dev/null | sed 's/^go//')
	newer_or_same "$found" "$wanted" || fail "Parallax is built with Go $wanted or newer, and this is Go ${local_go:-of an unknown version}. $where"
}

# newer_or_same compares the first two numbers of two versions.
newer_or_same() {
	major=${1%%.*}
	rest=${1#*.}
	minor=${rest%%[!0-9]*}
	case $major$minor in '' | *[!0-9]*) return 1 ;; esac
	[ "$major" -gt "${2%%.*}" ] || { [ "$major" -eq "${2%%.*}" ] && [ "${minor:-0}" -ge "${2#*.}" ]; }
}

is_mac() { [ "$(uname -s)" = Darwin ]; }

has_display() { is_mac || [ -n "${DISPLAY:-}" ]; }

has_cc() { command -v gcc >/dev/null 2>&1 || command -v cc >/dev/null 2>&1; }

# can_build_window tries what the window is linked with. Compiling one line of C
# tells more than any list of packages.
can_build_window() {
	has_cc || return 1
	compiler=$(command -v gcc || command -v cc)
	if is_mac; then
		printf 'int main(void) { return 0; }\n' | "$compiler" -x c -framework Cocoa -framework OpenGL -o /dev/null - 2>/dev/null
		return
	fi
	command -v pkg-config >/dev/null 2>&1 || return 1
	gl=$(pkg-config --cflags --libs gl 2>/dev/null) || return 1
	# shellcheck disable=SC2086 # the flags are words
	printf '#include <stdio.h>\n#include <X11/%s>\n#include <X11/%s>\n#include <X11/%s>\n#include <X11/%s>\n#include <X11/%s>\n#include <X11/%s>\nint main(void) { return 0; }\n' \
		Xlib.h Xcursor/Xcursor.h extensions/Xrandr.h extensions/Xinerama.h extensions/XInput2.h extensions/xf86vmode.h |
		"$compiler" -x c -o /dev/null - $gl -lX11 -lXcursor -lXrandr -lXinerama -lXi -lXxf86vm 2>/dev/null
}
