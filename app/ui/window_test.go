package ui

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"parallax/app"
)

// desk is a window on an archive of its own, with a queue that the test pumps.
type desk struct {
	*Window
	t     *testing.T
	queue *Queue
}

// openDesk opens a window on an empty archive under a nasty name.
func openDesk(t *testing.T) *desk {
	t.Helper()
	a, err := app.Open(context.Background(), filepath.Join(t.TempDir(), "ar chive's?#%.parallax"), app.Options{})
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{t: t, queue: NewQueue()}
	d.Window = Open(test.NewTempApp(t), a, d.queue.Post)
	d.win.Resize(fyne.NewSize(1440, 900))
	t.Cleanup(func() {
		d.Close()
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	d.until("the sidebar", func() bool { return d.lib.Side.Loaded })
	return d
}

// openExample opens a window on the five sample articles.
func openExample(t *testing.T) *desk {
	t.Helper()
	d := openDesk(t)
	test.Tap(d.library.start.example)
	d.until("the example", func() bool {
		return d.lib.Side.All == 5 && d.lib.Len() == 5 && d.lib.Reader.Loaded && len(d.lib.Jobs) == 0
	})
	return d
}

// until pumps the queue until everything that was asked for has come and done
// holds: an answer to an older question is not taken for the one waited for.
func (d *desk) until(what string, done func() bool) {
	d.t.Helper()
	if !d.queue.Until(20*time.Second, func() bool { return d.lib.Idle() && done() }) {
		var said []string
		for _, toast := range d.lib.Toasts {
			said = append(said, say(toast.Text))
		}
		d.t.Fatalf("%s did not come; toasts %q", what, said)
	}
}

// typed types letters where the keys are.
func (d *desk) typed(letters string) {
	for _, r := range letters {
		if f := d.win.Canvas().Focused(); f != nil {
			f.TypedRune(r)
		} else if typed := d.win.Canvas().OnTypedRune(); typed != nil {
			typed(r)
		}
	}
}

// key presses a key where the keys are.
func (d *desk) key(name fyne.KeyName) {
	if f := d.win.Canvas().Focused(); f != nil {
		f.TypedKey(&fyne.KeyEvent{Name: name})
	} else if typed := d.win.Canvas().OnTypedKey(); typed != nil {
		typed(&fyne.KeyEvent{Name: name})
	}
}

func TestExampleIsSeenAtOnce(t *testing.T) {
	d := openExample(t)
	if d.library.start.content.Visible() || !d.library.desk.Visible() {
		t.Error("the start screen is still there")
	}
	r := d.library.reader
	if !r.page.Visible() || r.page.Size().Width < 300 || r.text.Size().Height < 300 {
		t.Errorf("the reader: visible %v, page %v, text %v", r.page.Visible(), r.page.Size(), r.text.Size())
	}
}
