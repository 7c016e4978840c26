package app

import (
	"context"

	"parallax/db"
	"parallax/internal/message"
)

// NoticeKind says what a notice is about.
type NoticeKind string

// The kinds of notices.
const (
	OldIndex     NoticeKind = "index" // made by another version of the program; Reindex cures it
	NetworkShare NoticeKind = "network-share"
	SyncedFolder NoticeKind = "synced-folder"
)

// badRules begins the kind of a notice about a file of rules: what was put away
// of one says nothing of another.
const badRules = "rules "

// A Notice is what a person should know of an archive, with what to do.
type Notice struct {
	Kind NoticeKind
	Text message.Message
}

// Notices returns what a person should know of the archive: that it lies where
// it is in danger, that its search index is old, or that rules for a site are
// left out. Nothing is wrong with it yet.
func (a *App) Notices(ctx context.Context) ([]Notice, error) {
	notices := placeNotices(a.Path())
	old, err := a.db.NeedsReindex(ctx)
	if err != nil {
		return nil, err
	}
	if old {
		notices = append(notices, Notice{OldIndex, message.New("notice.index")})
	}
	_, wrong := OwnRules(a.rules)
	for _, err := range wrong {
		why := Explain(err)
		notices = append(notices, Notice{NoticeKind(badRules + why.String()), why})
	}
	return notices, nil
}

// placeNotices says why a file is in danger where it lies.
func placeNotices(path string) []Notice {
	at := db.Place(path)
	switch at.Kind {
	case db.NetworkShare:
		return []Notice{{NetworkShare, message.New("notice.network-share", "Service", at.Service)}}
	case db.SyncedFolder:
		return []Notice{{SyncedFolder, message.New("notice.synced-folder", "Service", at.Service, "Folder", at.Folder)}}
	}
	return nil
}
