package screen

import (
	"context"
	"slices"
	"time"

	"parallax/internal/message"
	"parallax/internal/progress"
)

// drawEvery is how often the progress of long work is drawn.
const drawEvery = 100 * time.Millisecond

// A Job is long work that runs: an import, an export, a change of many articles.
type Job struct {
	Title    message.Message // zero where the stage says it all
	State    progress.State
	Stopping bool

	ended  bool
	cancel context.CancelFunc
	fills  bool      // articles come into the archive while it runs
	filled time.Time // when they were looked at last
}

// fillEvery is how often is looked at what an import brought so far.
const fillEvery = 2 * time.Second

// fill shows what an import brought so far: the counts, and the list as long as
// it is so short that nothing in it moves away from who reads it.
func (l *Library) fill(j *Job) {
	if now := time.Now(); j.fills && now.Sub(j.filled) >= fillEvery && !l.counting.busy() && !l.rows.first.busy() {
		j.filled = now
		l.count()
		if l.rows.len() < firstRows {
			l.again()
		}
	}
}

// Share returns how much of the job is done, 0 to 1, and false if unknown.
func (j *Job) Share() (float64, bool) {
	if j.State.Total <= 0 {
		return 0, false
	}
	return min(1, float64(j.State.Done)/float64(j.State.Total)), true
}

// Cancel stops a job as soon as may be. What it did until then is kept.
func (l *Library) Cancel(j *Job) {
	j.Stopping = true
	j.cancel()
	l.changed(PartJobs)
}

// showing returns what reports of j are given to: one that is not the last shows
// j among the jobs.
func (l *Library) showing(j *Job) progress.Func {
	return progress.Throttle(drawEvery, func(s progress.State) {
		l.work.later(func() {
			switch {
			case slices.Contains(l.Jobs, j):
			case s.Final || j.ended:
				return
			default:
				l.Jobs = append(l.Jobs, j)
			}
			j.State = s
			l.fill(j)
			l.changed(PartJobs)
		})
	})
}

// gone takes a job away that has ended.
func (l *Library) gone(j *Job) {
	j.ended = true
	l.Jobs = slices.DeleteFunc(l.Jobs, func(o *Job) bool { return o == j })
	l.changed(PartJobs)
}

// start runs j, long work. call works and reports; done is given what it returned,
// where the screen is drawn.
func start[T any](l *Library, j *Job, call func(context.Context, progress.Func) (T, error), done func(T, error)) {
	w := l.work
	if w.closed {
		return
	}
	ctx, cancel := context.WithCancel(w.ctx)
	j.cancel, j.filled = cancel, time.Now()
	l.Jobs = append(l.Jobs, j)
	l.changed(PartJobs)
	w.group.Go(func() {
		defer cancel()
		v, err := call(ctx, l.showing(j))
		w.later(func() {
			l.gone(j)
			done(v, err)
		})
	})
}
