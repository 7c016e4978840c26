#!/bin/sh
# Makes sure that the window can be built: says what is missing and why, then
# installs it on Debian and its children, and names it on other systems.
set -eu
cd "$(dirname "$0")/.."
. scripts/machine.sh

if can_build_window; then
	exit 0
fi

why="The window is drawn through OpenGL and X11, which are C libraries: building it
needs a C compiler and their headers."

# name_packages says what to type and stops.
name_packages() {
	say "$why"
	say "Install them like this and run make again:"
	say
	say "    $*"
	exit 1
}

is_mac && name_packages xcode-select --install

if command -v apt-get >/dev/null 2>&1 && command -v dpkg-query >/dev/null 2>&1; then
	packages="gcc libc6-dev pkg-config libgl1-mesa-dev libx11-dev libxcursor-dev libxrandr-dev libxinerama-dev libxi-dev libxxf86vm-dev"
	missing=
	for package in $packages; do
		case $(dpkg-query -W -f='${Status}' "$package" 2>/dev/null) in
		*'ok installed') ;;
		*) missing="$missing $package" ;;
		esac
	done
	[ -n "$missing" ] || fail "$why
Every package for that is installed, but a test program cannot be compiled.
See what it says: pkg-config --libs gl && gcc --version"
	sudo=
	[ "$(id -u)" -eq 0 ] || sudo=sudo
	say "$why"
	say "Missing here:$missing"
	[ -z "$sudo" ] || command -v sudo >/dev/null 2>&1 ||
		fail "There is no sudo here. As root, type this and run make again:

    apt-get update && apt-get install$missing"
	say "Installing them: ${sudo:+$sudo }apt-get install$missing"
	say
	# The lists of a fresh machine are empty; old ones still do, where there is
	# no network to renew them.
	$sudo apt-get update || true
	# shellcheck disable=SC2086 # the packages are words
	$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing ||
		fail "
They could not be installed. Once they are, run make again:

    ${sudo:+$sudo }apt-get install$missing"
	can_build_window || fail "They are installed, but a test program still cannot be compiled. See what it says: pkg-config --libs gl && gcc --version"
	exit 0
fi

if command -v dnf >/dev/null 2>&1; then
	name_packages sudo dnf install gcc pkgconf-pkg-config mesa-libGL-devel libX11-devel libXcursor-devel libXrandr-devel libXinerama-devel libXi-devel libXxf86vm-devel
elif command -v pacman >/dev/null 2>&1; then
	name_packages sudo pacman -S --needed gcc pkgconf mesa libx11 libxcursor libxrandr libxinerama libxi libxxf86vm
elif command -v zypper >/dev/null 2>&1; then
	name_packages sudo zypper install gcc pkgconf-pkg-config Mesa-libGL-devel libX11-devel libXcursor-devel libXrandr-devel libXinerama-devel libXi-devel libXxf86vm-devel
fi
fail "$why
Install a C compiler, pkg-config and the headers of GL, X11, Xcursor, Xrandr,
Xinerama, Xi and Xxf86vm, and run make again."
