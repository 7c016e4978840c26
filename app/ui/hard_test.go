package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"parallax/app/screen"
	"parallax/app/ui/theme"
)

// write puts files into a folder of the test.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, words := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(words), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestOddArticlesAndSmallWindows(t *testing.T) {
	d := openDesk(t)
	d.lib.Import(write(t, map[string]string{
		"long.md":   "---\ntitle: " + strings.Repeat("A long title ", 800) + "\n---\n\nThe text of it is short, and it is told by nobody.\n",
		"arabic.md": "---\ntitle: وزيرة الخارجية في موسكو\n---\n\nوصلت الوزيرة يوم الاثنين إلى موسكو والتقت الرئيس، كما قال المتحدث باسم الوزارة.\n",
		"korean.md": "---\ntitle: 외무상 모스크바 방문\n---\n\n외무상이 월요일 모스크바에 도착했다. 대변인은 회담이 길었다고 말했다.\n",
		"zero.md":   "---\ntitle: \"a\u200bb\u202ec\u2066d\"\n---\n\nZero\u200bwidth and \u202eoverride\u202c characters stand in this text for no reason.\n",
	}))
	d.until("the report", func() bool { return d.lib.Report != nil })
	d.lib.CloseReport()
	d.until("the articles", func() bool { return d.sheet() == nil && d.lib.Len() == 4 })
	for _, size := range []fyne.Size{fyne.NewSize(1440, 900), fyne.NewSize(1024, 700), fyne.NewSize(400, 300)} {
		for _, percent := range []int{100, 200} {
			d.win.Resize(size)
			d.SetTheme(theme.Light, percent)
			for i := range d.lib.Len() {
				d.lib.Select(i)
				d.until("the article", func() bool { return d.lib.Reader.Loaded && d.lib.Reader.ID == d.lib.ID(i) })
				d.win.Canvas().Capture()
			}
			d.look(fmt.Sprintf("odd-%.0f-%d", size.Width, percent))
		}
	}
}

// Long texts side by side must not hold the window up for long.
func TestLongComparisonIsShownSoon(t *testing.T) {
	if testing.Short() {
		t.Skip("left out under -short: lays out long texts")
	}
	files := make(map[string]string)
	for i := range 3 {
		var b strings.Builder
		fmt.Fprintf(&b, "The long story of the river, part %d\n\n", i)
		for n := range 600 {
			if n%4 == 0 {
				fmt.Fprintf(&b, "On day %d of the flood the river rose by %d metres near the old bridge, officials said.", n, n%7)
			} else {
				fmt.Fprintf(&b, "Source %d wrote about house number %d and the people who lived in it for %d years.", i, n*3+i, n%90)
			}
			b.WriteString(" ")
			if n%3 == 2 {
				b.WriteString("\n\n")
			}
		}
		files[fmt.Sprintf("river %d.txt", i)] = b.String()
	}
	d := openDesk(t)
	d.lib.Import(write(t, files))
	d.until("the report", func() bool { return d.lib.Report != nil })
	d.lib.CloseReport()
	d.until("the articles", func() bool { return d.lib.Len() == 3 })
	d.lib.SelectAll()
	d.until("the selection", func() bool { return d.lib.SelectedCount() == 3 })
	d.compareSelection()
	longest := time.Duration(0)
	for end := time.Now().Add(30 * time.Second); !d.compare.c.Loaded && time.Now().Before(end); {
		start := time.Now()
		d.queue.Until(time.Millisecond, func() bool { return d.compare.c.Loaded })
		if took := time.Since(start); d.compare.c.Loaded {
			longest = max(longest, took)
		}
	}
	start := time.Now()
	d.until("the rows", func() bool { return len(d.compare.side.rows.rows) > 0 || d.compare.c.Tab != screen.SideBySide })
	longest = max(longest, time.Since(start))
	t.Logf("%d rows, the longest step took %v", len(d.compare.c.Rows), longest)
	if longest > 20*time.Second { // what nobody would wait for
		t.Errorf("the window stood still for %v", longest)
	}
}
