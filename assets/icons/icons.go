// Package icons embeds the program's icon: the source as SVG, and PNGs of the
// sizes that windows and desktops ask for. scripts/icons.sh draws them.
package icons

import "embed"

// FS holds parallax.svg, parallax.png of 512 pixels, and parallax-N.png for N of
// 16, 24, 32, 48, 64, 128 and 256.
//
//go:embed parallax.svg parallax*.png
var FS embed.FS

// PNG is the icon in 256 pixels.
//
//go:embed parallax-256.png
var PNG []byte
