package db

import (
	"os"
	"path/filepath"
	"strings"
)

// PlaceKind says what is special about where a file lies.
type PlaceKind string

// The places where an archive is in danger: a network share may not lock files
// as SQLite needs it, and a service that synchronises a folder copies the file
// and its log at different moments.
const (
	Local        PlaceKind = ""
	NetworkShare PlaceKind = "network-share"
	SyncedFolder PlaceKind = "synced-folder"
)

// A Location is where a file lies.
type Location struct {
	Kind    PlaceKind
	Service string // "NFS", "SMB", "Dropbox" …; "" for a local file
	Folder  string // of the service, "" where it is not told by one
}

// Place says whether a file, which need not exist, lies on a network share or
// in a folder that a cloud service synchronises. It follows links, looks at
// nothing but names and the kind of the file system, and where it cannot look
// the file is local.
func Place(path string) Location {
	if path == "" {
		return Location{}
	}
	full, err := filepath.Abs(path)
	if err != nil {
		return Location{}
	}
	folder := existing(filepath.Dir(full))
	if real, err := filepath.EvalSymlinks(full); err == nil { // the file itself may be a link
		folder = filepath.Dir(real)
	} else if real, err := filepath.EvalSymlinks(folder); err == nil {
		folder = real
	}
	for _, folder := range []string{folder, filepath.Dir(full)} {
		if service, synced := syncedBy(folder); service != "" {
			return Location{SyncedFolder, service, synced}
		}
	}
	if service := shareOf(folder); service != "" {
		return Location{Kind: NetworkShare, Service: service}
	}
	return Location{}
}

// existing returns the nearest folder above that is there.
func existing(folder string) string {
	for {
		if _, err := os.Stat(folder); err == nil {
			return folder
		}
		up := filepath.Dir(folder)
		if up == folder {
			return folder
		}
		folder = up
	}
}

// syncMarks are what services put into the folders that they synchronise.
var syncMarks = []struct{ name, service string }{
	{".dropbox", "Dropbox"},
	{".dropbox.cache", "Dropbox"},
	{".stfolder", "Syncthing"},
	{".sync_*.db", "Nextcloud"}, // with its -wal and -shm
	{"._sync_*.db", "Nextcloud"},
	{".nextcloudsync.log", "Nextcloud"},
	{".owncloudsync.log", "ownCloud"},
	{".csync_journal.db", "ownCloud"},
	{".megaignore", "MEGA"},
	{".tmp.drivedownload", "Google Drive"},
	{".tmp.driveupload", "Google Drive"},
	{".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"},
}

// syncNames are how services name their folders; each name is a whole one, or
// the beginning before " - " or " (", where the service adds whose it is.
var syncNames = []struct{ name, service string }{
	{"Dropbox", "Dropbox"},
	{"OneDrive", "OneDrive"},
	{"Google Drive", "Google Drive"},
	{"GoogleDrive", "Google Drive"},
	{"My Drive", "Google Drive"},
	{"iCloud Drive", "iCloud Drive"},
	{"iCloudDrive", "iCloud Drive"},
	{"Nextcloud", "Nextcloud"},
	{"ownCloud", "ownCloud"},
	{"Syncthing", "Syncthing"},
	{"MEGA", "MEGA"},
	{"MEGAsync", "MEGA"},
	{"MEGAsync Downloads", "MEGA"},
	{"Box", "Box"},
	{"Box Sync", "Box"},
	{"pCloudDrive", "pCloud"},
	{"Seafile", "Seafile"},
}

// syncedBy returns the service that synchronises a folder or one above it, and
// which folder that is. What lies in a folder says more than its name.
func syncedBy(folder string) (service, synced string) {
	for at := folder; ; at = filepath.Dir(at) {
		if service := markedBy(at); service != "" {
			return service, at
		}
		if at == filepath.Dir(at) {
			break
		}
	}
	home, _ := os.UserHomeDir()
	if real, err := filepath.EvalSymlinks(home); err == nil {
		home = real
	}
	for at := folder; at != filepath.Dir(at); at = filepath.Dir(at) {
		if service := namedAfter(at, home); service != "" {
			return service, at
		}
	}
	return "", ""
}

// markedBy returns the service whose marks lie in a folder.
func markedBy(folder string) string {
	for _, m := range syncMarks {
		if strings.Contains(m.name, "*") {
			// A name may have what is a pattern to Glob: names are compared here.
			if !hasMark(folder, m.name) {
				continue
			}
			return m.service
		}
		if _, err := os.Lstat(filepath.Join(folder, m.name)); err == nil {
			if m.name == ".dropbox" && !isDropbox(folder) {
				continue
			}
			return m.service
		}
	}
	return ""
}

// isDropbox tells the mark of Dropbox, a file, from the folder of the same name
// in which the program keeps its own things, in the home of its user.
func isDropbox(folder string) bool {
	info, err := os.Lstat(filepath.Join(folder, ".dropbox"))
	return err == nil && info.Mode().IsRegular()
}

// markEntries is how many names of a folder are looked through for marks with
// a part that differs.
const markEntries = 5000

func hasMark(folder, pattern string) bool {
	before, after, _ := strings.Cut(pattern, "*")
	f, err := os.Open(folder)
	if err != nil {
		return false
	}
	defer f.Close()
	names, _ := f.Readdirnames(markEntries)
	for _, name := range names {
		if len(name) > len(before)+len(after) && strings.HasPrefix(name, before) && strings.HasSuffix(name, after) {
			return true
		}
	}
	return false
}

// namedAfter returns the service that a folder is named after. That counts
// where services put their folders, in the home of a user or on a drive: a
// folder "Box" elsewhere is a box.
func namedAfter(folder, home string) string {
	parent := filepath.Dir(folder)
	slashed := filepath.ToSlash(folder)
	switch {
	case strings.HasSuffix(slashed, "/Library/Mobile Documents"):
		return "iCloud Drive"
	case strings.HasSuffix(filepath.ToSlash(parent), "/Library/CloudStorage"): // macOS: Dropbox, OneDrive-Personal, GoogleDrive-me@…
		name, _, _ := strings.Cut(filepath.Base(folder), "-")
		for _, n := range syncNames {
			if strings.EqualFold(name, n.name) {
				return n.service
			}
		}
		return name
	}
	atHome := home != "" && parent == home
	onDrive := parent == filepath.Dir(parent) && filepath.VolumeName(parent) != "" // G:\My Drive
	if !atHome && !onDrive && !isHome(parent) {
		return ""
	}
	name := filepath.Base(folder)
	for _, n := range syncNames {
		rest, ok := cutFold(name, n.name)
		if ok && (rest == "" || strings.HasPrefix(rest, " - ") || strings.HasPrefix(rest, " (")) {
			return n.service
		}
	}
	return ""
}

// isHome reports whether a folder is where homes of users are.
func isHome(folder string) bool {
	switch filepath.ToSlash(strings.TrimPrefix(filepath.Dir(folder), filepath.VolumeName(folder))) {
	case "/home", "/Users":
		return true
	}
	return false
}

func cutFold(s, prefix string) (rest string, ok bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return "", false
	}
	return s[len(prefix):], true
}
