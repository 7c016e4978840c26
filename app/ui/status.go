package ui

import (
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"parallax/app/screen"
	"parallax/app/ui/theme"
	"parallax/app/ui/widgets"
)

// statusView is the line at the foot: what the archive holds, where it is, and
// what runs.
type statusView struct {
	w       *Window
	content fyne.CanvasObject
	holds   *widgets.Label
	file    *widgets.Label
	jobs    *fyne.Container
	drawn   map[*screen.Job]*jobView
}

var statusLook = widgets.Look{Colour: theme.ColorMuted, Size: theme.SizeSmall}

func newStatusView(w *Window) *statusView {
	s := &statusView{w: w, drawn: make(map[*screen.Job]*jobView)}
	s.holds = widgets.NewLabel("", statusLook)
	s.file = widgets.NewLabel("", statusLook)
	s.jobs = container.New(rowLayout{gap: 18})
	left := container.New(rowLayout{gap: 20}, s.holds, s.file)
	s.content = widgets.NewPanel(theme.ColorPanel, widgets.Inset(4, 14), widgets.Edges{Top: true},
		container.NewBorder(nil, nil, left, s.jobs))
	return s
}

func (s *statusView) refresh() {
	l := s.w.lib
	side := &l.Side
	switch {
	case !side.Loaded:
		s.holds.SetText("")
	case side.StoryCount > 0:
		s.holds.SetText(text("window.status.stories", "Count", side.All, "Stories", text("window.status.story-count", "Count", side.StoryCount)))
	default:
		s.holds.SetText(text("window.status.articles", "Count", side.All))
	}
	file := text("window.status.file", "Name", filepath.Base(l.Path()), "Size", screen.Bytes(side.Bytes))
	if l.ReadOnly() {
		file = text("window.status.read-only", "Name", filepath.Base(l.Path()))
	}
	s.file.SetText(file)
	s.refreshJobs()
	s.content.Refresh()
}

func (s *statusView) refreshJobs() {
	drawn := make(map[*screen.Job]*jobView)
	s.jobs.Objects = nil
	for _, j := range s.w.lib.Jobs {
		v := s.drawn[j]
		if v == nil {
			v = newJobView(s.w, j)
		}
		v.refresh(j)
		drawn[j] = v
		s.jobs.Objects = append(s.jobs.Objects, v.content)
	}
	s.drawn = drawn
}

// jobView is one running job: what it does, how far it is, and a cross to stop
// it.
type jobView struct {
	content fyne.CanvasObject
	label   *widgets.Label
	line    *widgets.ProgressLine
	stop    *widgets.Button
}

func newJobView(w *Window, j *screen.Job) *jobView {
	v := &jobView{
		label: widgets.NewLabel("", statusLook),
		line:  widgets.NewProgressLine(),
		stop:  widgets.NewSignButton("×", func() { w.lib.Cancel(j) }),
	}
	v.stop.SetTip(text("window.tip.stop"))
	v.content = container.New(rowLayout{gap: 10}, v.label, v.line, v.stop)
	return v
}

func (v *jobView) refresh(j *screen.Job) {
	words := say(j.Title)
	if j.Title.IsZero() {
		words = say(j.State.Stage)
	}
	switch {
	case j.Stopping:
		words = text("window.job.stopping", "Name", words)
	case j.Title.IsZero():
		words = text("window.job.bare", "Stage", words, "Done", j.State.Done, "Total", j.State.Total)
	case j.State.Total > 0:
		words = text("window.job.of", "Name", words, "Stage", say(j.State.Stage), "Done", j.State.Done, "Total", j.State.Total)
	case !j.State.Stage.IsZero():
		words = text("window.job.stage", "Name", words, "Stage", say(j.State.Stage), "Done", j.State.Done)
	}
	v.label.SetText(words)
	v.line.SetProgress(int(j.State.Done), int(j.State.Total))
	v.stop.SetEnabled(!j.Stopping)
}

// homely writes a path with ~ for the person's own folder.
func homely(path string) string {
	home, err := os.UserHomeDir()
	if rest, ok := strings.CutPrefix(path, home); err == nil && ok && strings.HasPrefix(rest, string(filepath.Separator)) {
		return "~" + rest
	}
	return path
}
