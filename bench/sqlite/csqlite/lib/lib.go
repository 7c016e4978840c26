// Package sqlite3 has the codes of errors that db tells apart.
package sqlite3

const (
	SQLITE_ERROR     = 1
	SQLITE_PERM      = 3
	SQLITE_BUSY      = 5
	SQLITE_LOCKED    = 6
	SQLITE_READONLY  = 8
	SQLITE_INTERRUPT = 9
	SQLITE_IOERR     = 10
	SQLITE_CORRUPT   = 11
	SQLITE_FULL      = 13
	SQLITE_CANTOPEN  = 14
	SQLITE_TOOBIG    = 18
	SQLITE_NOTADB    = 26
)
