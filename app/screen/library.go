package screen

import (
	"context"

	"parallax/app"
	"parallax/article"
)

// Library is the main screen: a search, its list, the sidebar that narrows it
// and the article that is read. Its fields and methods belong to the goroutine
// that draws; answers of the archive come back to it through post.
type Library struct {
	Search  Search
	Side    Side
	Current int // the row of the cursor, -1 for none
	// AllSelected: everything that the search found is selected, loaded or not.
	AllSelected bool
	Lists       int // how many lists were asked for; a new one is shown from its top
	Reader      Reader
	Jobs        []*Job
	Toasts      []Toast
	Report      *Report      // of the import that ended last, nil when it was put away
	Notices     []app.Notice // what there is to know of the archive
	Adding      Adding       // what the add dialog holds

	// Changed asks for a redraw of parts of the screen. It is called where post
	// runs its functions, once for all that changed together.
	Changed func(Part)

	archive   Archive
	work      *work
	rows      rows
	selected  map[article.ID]bool
	beyond    bool // what is selected is more than what is loaded
	selecting *Job // finds what is to be selected, nil when none does
	opening   question
	counting  question // the sidebar
	tallying  question // how many the search found
	narrowing question // the sidebar of what it found
	gathering question
	noticing  question
	watching  question
	version   int64 // of the archive when it was last looked at, 0 before
	toasts    int   // that were shown so far
	attention attention
}

// NewLibrary returns the library of an archive. post runs a function on the
// goroutine that draws: fyne.Do in the window, a queue in tests. Nothing is
// asked of the archive before Start.
func NewLibrary(a Archive, post func(func())) *Library {
	l := &Library{archive: a, Current: -1, selected: make(map[article.ID]bool)}
	l.Search.Place = AllArticles
	l.Reader.Hit = -1
	l.rows.loaded = make(map[article.ID]article.Summary)
	l.Side.closed = make(map[string]bool)
	l.work = newWork(post, func(p Part) {
		if l.Changed != nil {
			l.Changed(p)
		}
	})
	return l
}

// Start asks for the sidebar and for the list of a search remembered from the
// last session, or of all articles.
func (l *Library) Start(remembered string) {
	l.count()
	l.notice()
	l.Restore(remembered)
}

// Close ends what runs in the background and waits for it. Changes that were
// asked for are made first.
func (l *Library) Close() { l.work.close() }

// Path returns where the archive is.
func (l *Library) Path() string { return l.archive.Path() }

// ReadOnly reports whether nothing in the archive can be changed.
func (l *Library) ReadOnly() bool { return l.archive.ReadOnly() }

// Empty reports whether the archive is known to hold nothing, not even in the
// trash: the start screen stands instead of the list.
func (l *Library) Empty() bool {
	s := l.Side
	return s.Loaded && s.All == 0 && s.Trash == 0
}

// Idle reports whether everything that was asked for is there: no answer is
// awaited, no change is being made and no job runs.
func (l *Library) Idle() bool {
	for _, q := range []*question{
		&l.rows.first, &l.rows.further, &l.opening, &l.counting, &l.tallying, &l.narrowing, &l.gathering, &l.noticing,
	} {
		if q.busy() {
			return false
		}
	}
	return l.work.making == 0 && len(l.Jobs) == 0 && !l.rows.missing && l.work.dirty == 0
}

func (l *Library) changed(p Part) { l.work.changed(p) }

// count asks for the sidebar.
func (l *Library) count() {
	ask(l.work, &l.counting, 0, func(ctx context.Context) (app.Sidebar, error) {
		return l.archive.Sidebar(ctx)
	}, func(s app.Sidebar, err error) {
		if err != nil {
			l.fail(err)
			return
		}
		l.Side.Sidebar, l.Side.Loaded = s, true
		if n, ok := l.placeCount(); ok && l.rows.next != "" {
			l.counted(app.Count{N: n})
		}
		l.changed(PartSidebar | PartSearch)
	})
}

// refresh asks again for everything that is seen, after a change.
func (l *Library) refresh() {
	l.count()
	l.again()
	if l.Reader.ID != 0 {
		l.open(l.Reader.ID)
	}
}
