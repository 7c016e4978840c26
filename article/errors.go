package article

import "errors"

// Conditions that callers treat apart. Test with [errors.Is].
var (
	ErrNotFound    = errors.New("not found")
	ErrEmpty       = errors.New("no text in it")
	ErrScripts     = errors.New("empty until its scripts run")
	ErrBinary      = errors.New("not a text")
	ErrTooLarge    = errors.New("too large")
	ErrUnsupported = errors.New("a format that cannot be read yet")
	ErrDamaged     = errors.New("damaged")
	ErrUnsafe      = errors.New("an unsafe archive")

	ErrPrivate     = errors.New("an address in a private network")
	ErrUnreachable = errors.New("cannot be reached")
	ErrAnswer      = errors.New("the server does not give it")
	ErrIncomplete  = errors.New("not whole")

	ErrNotArchive   = errors.New("not a Parallax archive")
	ErrLeftLog      = errors.New("the log of an archive that is gone")
	ErrNewerArchive = errors.New("an archive of a newer version")
	ErrReadOnly     = errors.New("the archive can only be read")
	ErrBusy         = errors.New("the archive is in use by another program")
	ErrDiskFull     = errors.New("the disk is full")
	ErrTagName      = errors.New("not a name for a tag")
	ErrUsage        = errors.New("wrong usage")
)
