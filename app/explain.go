package app

import (
	"context"
	"errors"
	"io/fs"
	"syscall"

	"parallax/article"
	"parallax/internal/message"
	"parallax/scrape/format"
)

// explained lists the conditions a person is told apart, the most telling
// first: an error may wrap several.
var explained = []struct {
	err error
	key string
}{
	{context.Canceled, "explain.cancelled"},
	{context.DeadlineExceeded, "explain.deadline"},
	{ErrTooMany, "explain.too-many"},
	{article.ErrScripts, "explain.scripts"},
	{article.ErrEmpty, "explain.empty"},
	{article.ErrBinary, "explain.binary"},
	{article.ErrTooLarge, "explain.too-large"},
	{article.ErrUnsupported, "explain.unsupported"},
	{article.ErrUnsafe, "explain.unsafe"},
	{article.ErrNotArchive, "explain.not-archive"},
	{article.ErrLeftLog, "explain.left-log"},
	{article.ErrNewerArchive, "explain.newer-archive"},
	{article.ErrReadOnly, "explain.read-only"},
	{article.ErrBusy, "explain.busy"},
	{article.ErrDiskFull, "explain.disk-full"},
	{syscall.ENOSPC, "explain.disk-full"},
	{article.ErrDamaged, "explain.damaged"},
	{article.ErrTagName, "explain.tag-name"},
	{article.ErrNotFound, "explain.not-found"},
	{article.ErrUsage, "explain.usage"},
	{fs.ErrPermission, "explain.permission"},
	{fs.ErrNotExist, "explain.not-exist"},
}

// Explain turns an error into what a person needs to know: what happened and
// what to do. It is the only place where that is done. Errors it does not know
// are shown as they are.
func Explain(err error) message.Message {
	if err == nil {
		return message.Message{}
	}
	var unsupported *format.UnsupportedError
	if errors.As(err, &unsupported) {
		return message.New("explain.format", "Format", unsupported.Message())
	}
	var said interface {
		error
		Message() message.Message
	}
	if errors.As(err, &said) {
		return said.Message()
	}
	for _, e := range explained {
		if errors.Is(err, e.err) {
			return message.New(e.key, "Error", err.Error(), "Most", MaxCompared)
		}
	}
	return message.New("explain.other", "Error", err.Error())
}
