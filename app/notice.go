package app

import (
	"context"

	"parallax/internal/message"
)

// NoticeKind says what a notice is about.
type NoticeKind string

// The kinds of notices.
const (
	OldIndex NoticeKind = "index" // made by another version of the program; Reindex cures it
)

// A Notice is what a person should know of an archive, with what to do.
type Notice struct {
	Kind NoticeKind
	Text message.Message
}

// Notices returns what a person should know of the archive. There is nothing
// wrong with it yet.
func (a *App) Notices(ctx context.Context) ([]Notice, error) {
	var notices []Notice
	old, err := a.db.NeedsReindex(ctx)
	if err != nil {
		return nil, err
	}
	if old {
		notices = append(notices, Notice{OldIndex, message.New("notice.index")})
	}
	return notices, nil
}
