// Package catalogues embeds the sentences people read, one folder a language,
// one TOML file a room.
package catalogues

import "embed"

// FS holds LANGUAGE/ROOM.toml.
//
//go:embed */*.toml
var FS embed.FS
