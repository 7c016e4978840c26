#!/bin/sh
# Draws the icon's PNGs from its two SVG sources. Needs rsvg-convert
# (package librsvg2-bin); the PNGs are kept in the repository, so that nobody
# needs it to build.
set -eu
cd "$(dirname "$0")/../assets/icons"

for size in 16 24 32; do
	rsvg-convert -w "$size" -h "$size" parallax-small.svg -o "parallax-$size.png"
done
for size in 48 64 128 256; do
	rsvg-convert -w "$size" -h "$size" parallax.svg -o "parallax-$size.png"
done
rsvg-convert -w 512 -h 512 parallax.svg -o parallax.png
