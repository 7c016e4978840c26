// Package fonts embeds the faces of the window: Source Serif 4 for reading and
// Inter for the interface, one face a file, both under the SIL Open Font
// License (Inter-OFL.txt, SourceSerif4-OFL.txt). Only the window imports it, so
// that a build without a window carries no fonts.
package fonts

import _ "embed"

// The faces as TrueType files. Callers must not change the bytes.
var (
	//go:embed SourceSerif4-Regular.ttf
	SerifRegular []byte
	//go:embed SourceSerif4-Italic.ttf
	SerifItalic []byte
	//go:embed SourceSerif4-SemiBold.ttf
	SerifSemiBold []byte

	//go:embed Inter-Regular.ttf
	SansRegular []byte
	//go:embed Inter-Italic.ttf
	SansItalic []byte
	//go:embed Inter-Medium.ttf
	SansMedium []byte
	//go:embed Inter-SemiBold.ttf
	SansSemiBold []byte
)

// The licences, to be shown and shipped with the faces.
var (
	//go:embed SourceSerif4-OFL.txt
	SerifLicence string
	//go:embed Inter-OFL.txt
	SansLicence string
)
