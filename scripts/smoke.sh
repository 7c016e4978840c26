#!/bin/sh
# Drives the real window on a display of its own: starts it on a fresh archive,
# looks at the example, searches, tags, compares, exports, and takes a picture of
# each step. Fails when the program died or a picture is blank.
#
#	scripts/smoke.sh [PROGRAM [FOLDER]]
set -eu

program=${1:-./build/archive}
out=${2:-build/smoke}

for tool in Xvfb openbox xdotool import convert; do
	if ! command -v "$tool" >/dev/null 2>&1; then
		echo "smoke: skipped, because $tool is not installed (apt: xvfb openbox xdotool imagemagick)"
		exit 0
	fi
done
if [ ! -x "$program" ]; then
	echo "smoke: there is no program at $program; build it first" >&2
	exit 1
fi

mkdir -p "$out"
work=$(mktemp -d)
export HOME="$work" XDG_CONFIG_HOME="$work/config" XDG_DATA_HOME="$work/data" XDG_CACHE_HOME="$work/cache"
export LIBGL_ALWAYS_SOFTWARE=1 LANG=C.UTF-8

xvfb='' wm='' app=''
finish() {
	for pid in $app $wm $xvfb; do
		kill "$pid" 2>/dev/null || true
		wait "$pid" 2>/dev/null || true
	done
	rm -rf "$work"
}
trap finish EXIT INT TERM

# A display that nobody uses: Xvfb picks one and says which.
Xvfb -displayfd 3 -screen 0 1440x900x24 -nolisten tcp 3>"$work/display" >"$work/xvfb.log" 2>&1 &
xvfb=$!
tries=0
while [ ! -s "$work/display" ]; do
	tries=$((tries + 1))
	if [ $tries -gt 100 ]; then
		echo "smoke: the display did not start" >&2
		cat "$work/xvfb.log" >&2
		exit 1
	fi
	sleep 0.1
done
DISPLAY=":$(cat "$work/display")"
export DISPLAY
openbox >"$work/openbox.log" 2>&1 &
wm=$!

"$program" "$work/archive.parallax" >"$work/out.log" 2>&1 &
app=$!

fail() {
	echo "smoke: $1" >&2
	cat "$work/out.log" >&2
	import -window root "$out/failed.png" 2>/dev/null || true
	exit 1
}

alive() {
	kill -0 "$app" 2>/dev/null || fail "the program ended at: $1"
}

# shot NAME [BEFORE]: takes a picture, of what is there once it differs from the
# picture BEFORE. Fails where nothing changes or the picture is of one colour.
shot() {
	tries=0
	while :; do
		alive "$1"
		import -window root "$out/$1.png"
		if [ -z "${2:-}" ]; then
			break
		fi
		if [ "$(compare -metric AE "$out/$1.png" "$out/$2.png" null: 2>&1 | cut -d. -f1)" != 0 ]; then
			break
		fi
		tries=$((tries + 1))
		[ $tries -lt 40 ] || fail "$1 looks like $2"
		sleep 0.25
	done
	sleep 0.7 # what comes late: an answer, a drawn text
	import -window root "$out/$1.png"
	colours=$(convert "$out/$1.png" -resize 25% -format %k info:)
	if [ "$colours" -lt 12 ]; then
		fail "the picture of $1 is blank ($colours colours)"
	fi
	echo "smoke: $1 ($colours colours)"
}

tries=0
until win=$(xdotool search --onlyvisible --name '^Parallax' 2>/dev/null | head -n 1) && [ -n "$win" ]; do
	tries=$((tries + 1))
	[ $tries -lt 150 ] || fail "no window came"
	alive "start"
	sleep 0.2
done
xdotool windowactivate --sync "$win" windowmove "$win" 0 0 windowsize "$win" 1440 900
sleep 1
shot 1-start

# The page has a fixed size, so places are fixed too: the third card.
xdotool mousemove 1010 480 click 1
sleep 1
shot 2-library 1-start

xdotool key slash
sleep 0.3
xdotool type --delay 60 'troops'
shot 3-search 2-library
xdotool key Return
sleep 0.3
xdotool key Down
shot 4-open 3-search

xdotool key t
sleep 0.5
xdotool type --delay 60 'kursk'
shot 5-tag 4-open
xdotool key Return
shot 6-tagged 5-tag

xdotool key Escape
sleep 0.5
xdotool key s
sleep 0.5
xdotool key question
shot 7-help 6-tagged
xdotool key Escape
sleep 0.5

xdotool key c
shot 8-compare 7-help
xdotool key n
sleep 0.3
xdotool key f
shot 9-facts 8-compare
xdotool key Escape
shot 10-library 9-facts

xdotool key ctrl+o
shot 11-add 10-library
xdotool key Escape
sleep 0.5
xdotool key ctrl+e
shot 12-export 11-add
xdotool key Return # to the file dialog, which offers a name in the home folder
sleep 1.5
xdotool key Return
shot 13-exported 12-export
tries=0
until [ -s "$work/articles.csv" ]; do
	tries=$((tries + 1))
	[ $tries -lt 40 ] || fail "nothing was exported"
	sleep 0.25
done

# Closing it by key ends it well and leaves the archive behind.
xdotool key ctrl+q
tries=0
while kill -0 "$app" 2>/dev/null; do
	tries=$((tries + 1))
	[ $tries -lt 50 ] || fail "it does not close"
	sleep 0.2
done
wait "$app" || fail "it ended with an error"
app=''
[ -s "$work/archive.parallax" ] || fail "there is no archive"
echo "smoke: done, pictures in $out"
