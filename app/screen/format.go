package screen

import (
	"fmt"
	"path"
	"strings"
	"time"
	"unicode/utf8"
)

// Milliseconds writes a short duration as a person reads it.
func Milliseconds(d time.Duration) string {
	if d < time.Millisecond {
		return "1 ms"
	}
	if d < 10*time.Second {
		return fmt.Sprintf("%d ms", d.Milliseconds())
	}
	return fmt.Sprintf("%.1f s", d.Seconds())
}

// Bytes writes the size of a file.
func Bytes(n int64) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d bytes", n)
	case n < 1000_000:
		return fmt.Sprintf("%.0f KB", float64(n)/1e3)
	case n < 1000_000_000:
		return fmt.Sprintf("%.1f MB", float64(n)/1e6)
	}
	return fmt.Sprintf("%.1f GB", float64(n)/1e9)
}

// FileName returns the short name of a file for a person: without folders and
// ending, and without the checksum that a collection puts behind a number.
func FileName(file string) string {
	name := path.Base(strings.ReplaceAll(file, `\`, "/"))
	name = strings.TrimSuffix(name, path.Ext(name))
	if name == "." || name == "/" {
		return ""
	}
	if head, tail, found := strings.Cut(name, "_"); found && len(head) > 1 && len(tail) >= 12 && !strings.ContainsAny(tail, "_- ") {
		name = head
	}
	return shorten(name, 20)
}

// shorten cuts s to n letters and says that it did.
func shorten(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return strings.TrimSpace(string([]rune(s)[:n-1])) + "…"
}

// Opening returns the first words of a text, for where there is no title.
func Opening(text string) string {
	words := strings.Join(strings.Fields(first(text, 400)), " ")
	short := shorten(words, 80)
	if at := strings.LastIndex(short, " "); short != words && at > 0 && !strings.HasPrefix(words, strings.TrimSuffix(short, "…")+" ") {
		short = short[:at] + "…" // not within a word
	}
	return short
}

func first(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}
