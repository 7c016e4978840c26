package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parallax/assets/samples"
)

func TestInterruptedEndsWith130AndSaysWhatIsKept(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var stdout, stderr bytes.Buffer
	code := run(ctx, []string{"import", "--archive", filepath.Join(t.TempDir(), "a.parallax"), "nowhere"}, nil, &stdout, &stderr)
	if code != exitInterrupted || !strings.Contains(stderr.String(), "is kept") {
		t.Errorf("run(import) = %d and %q, want %d and what is kept", code, stderr.String(), exitInterrupted)
	}
}

func TestTerminalIsSafeFromForeignWords(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"plain\ttext\n", "plain\ttext\n"},
		{"\x1b[2Jcleared\x07", "[2Jcleared"},
		{"a\u202eb\u2066c", "abc"},
		{"\u009b31mred", "31mred"},
	} {
		if got := clean(c.in); got != c.want {
			t.Errorf("clean(%q) = %q, want %q", c.in, got, c.want)
		}
	}
	if got := oneLine("one\n two   three", 8); got != "one two…" {
		t.Errorf("oneLine = %q", got)
	}
}

func TestShortNamesAreAllDifferent(t *testing.T) {
	c := &call{}
	var words []string
	dir := t.TempDir()
	for i, name := range samples.Names()[:3] {
		b, _ := samples.FS.ReadFile(name)
		words = append(words, writeFile(t, filepath.Join(dir, string(rune('a'+i)), "same name.txt"), b))
	}
	compared, err := c.compare(t.Context(), words)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, name := range shortNames(compared) {
		if seen[name] || name == "" {
			t.Errorf("two articles are named %q", name)
		}
		seen[name] = true
	}
}

func writeFile(t *testing.T, path string, b []byte) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}
