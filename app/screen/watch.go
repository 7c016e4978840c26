package screen

import "time"

// watchEvery is how often the library looks whether anybody wrote to the
// archive: a command beside the window, say.
const watchEvery = 2 * time.Second

// Watch keeps what is seen up to date with what other programs write to the
// archive, until the library is closed.
func (l *Library) Watch() {
	ask(l.work, &l.watching, watchEvery, l.archive.DataVersion, func(version int64, err error) {
		// An import of our own draws what it does; an archive that cannot be
		// asked now is asked again.
		if err == nil && version != l.version {
			switch {
			case l.version == 0 || len(l.Jobs) > 0:
			case l.Current > keepIDs: // so far down the list is not asked for again and again
				l.count()
			default:
				l.refresh()
			}
			l.version = version
		}
		l.Watch()
	})
}
