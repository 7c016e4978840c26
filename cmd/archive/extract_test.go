package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// pages writes n pages and returns their folder.
func pages(t *testing.T, n int) string {
	t.Helper()
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	dir := t.TempDir()
	for i := range n {
		page := fmt.Sprintf("<html><head><title>Page %d</title></head><body><p>The harbour was opened again on Monday, says page %d of them.</p></body></html>", i, i)
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%d.html", i)), []byte(page), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestExtractSaysByItsCodeHowMuchWasRead(t *testing.T) {
	dir := pages(t, 1)
	good, bad := filepath.Join(dir, "0.html"), filepath.Join(dir, "none.html")
	for _, c := range []struct {
		args []string
		list string
		want int
	}{
		{args: []string{good}, want: exitDone},
		{args: []string{good, bad}, want: exitPartly},
		{args: []string{bad}, want: exitFailed},
		{args: []string{"--json", good, bad}, want: exitPartly},
		{args: []string{"--list", "-"}, list: "", want: exitDone},
		{args: []string{"--json", "--list", "-"}, list: `{"id":"1","file":"` + filepath.ToSlash(good) + `"}`, want: exitDone},
		{args: []string{"--json", "--list", "-"}, list: `{"id":"1","file":"` + filepath.ToSlash(good) + "\"}\n\n{}", want: exitPartly},
		{args: []string{"--json", "--list", "-"}, list: "{}\n{", want: exitFailed},
		{want: exitUsage},
	} {
		var stdout, stderr bytes.Buffer
		if got := run(t.Context(), append([]string{"extract"}, c.args...), strings.NewReader(c.list), &stdout, &stderr); got != c.want {
			t.Errorf("extract %q of %q ends with %d, want %d: %s", c.args, c.list, got, c.want, stderr.String())
		}
	}
}

// TestExtractListKeepsItsOrderAndCanBeStopped stops a list on standard input that
// never ends by itself, after some of its pages.
func TestExtractListKeepsItsOrderAndCanBeStopped(t *testing.T) {
	const n = 40
	dir := pages(t, n)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	in, list := io.Pipe()
	defer in.Close()
	go func() {
		for i := range n {
			fmt.Fprintf(list, `{"id":"%d","file":"%s/%d.html"}`+"\n", i, filepath.ToSlash(dir), i)
		}
	}()
	out := &lines{all: n, full: stop}
	var stderr bytes.Buffer
	if got := run(ctx, []string{"extract", "--json", "--list", "-"}, in, out, &stderr); got != exitInterrupted {
		t.Errorf("extract ends with %d, want %d: %s", got, exitInterrupted, stderr.String())
	}
	for i, l := range out.got {
		if !strings.HasPrefix(l, fmt.Sprintf(`{"id":"%d",`, i)) {
			t.Fatalf("line %d is %.40s", i, l)
		}
	}
	if len(out.got) != n {
		t.Errorf("%d lines, want %d", len(out.got), n)
	}
}

// lines takes lines and calls full with the last of them.
type lines struct {
	got  []string
	all  int
	full func()
}

func (l *lines) Write(b []byte) (int, error) {
	if l.got = append(l.got, string(b)); len(l.got) == l.all {
		l.full()
	}
	return len(b), nil
}
