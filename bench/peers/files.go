//go:build unix

package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// recoll indexes a folder of files; an answer is the program recollq run once,
// as from a terminal.
type recoll struct{ conf string }

func (r *recoll) Index(c *corpus, dir string) error {
	r.conf = dir
	conf := "topdirs = " + c.texts + "\nindexstemminglanguages = english\n"
	if err := os.WriteFile(filepath.Join(dir, "recoll.conf"), []byte(conf), 0o600); err != nil {
		return err
	}
	if out, err := exec.Command("recollindex", "-c", dir).CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	return nil
}

func (r *recoll) Find(q question) (int, error) {
	words := strings.Join(q.words, " ")
	if q.phrase {
		words = `"` + words + `"`
	}
	out, err := exec.Command("recollq", "-c", r.conf, "-n", "50", words).Output()
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(out)) { // "123 results (printing  50 max):"
		if n, rest, ok := strings.Cut(line, " result"); ok && rest != "" {
			if n, err := strconv.Atoi(n); err == nil {
				return n, nil
			}
		}
	}
	return 0, nil
}

func (r *recoll) Close() error { return nil }

// ripgrep reads every file for every question. It has no order to put the
// answer into.
type ripgrep struct{ texts string }

func (r *ripgrep) Index(c *corpus, _ string) error {
	r.texts = c.texts
	return nil
}

func (r *ripgrep) Find(q question) (int, error) {
	args := q.words
	if q.phrase {
		args = []string{strings.Join(q.words, `\W+`)}
	}
	var files []byte
	for i, w := range args {
		rg := exec.Command("rg", "--no-config", "-l0iw", w, r.texts)
		if i > 0 { // of those files, by way of xargs as in a terminal
			rg = exec.Command("xargs", "-0", "rg", "--no-config", "-l0iw", w)
			rg.Stdin = bytes.NewReader(files)
		}
		out, err := rg.Output()
		var exit *exec.ExitError
		if err != nil && !(errors.As(err, &exit) && len(out) == 0) { // 1 says that nothing is found, 123 is how xargs says it
			return 0, err
		}
		if files = out; len(files) == 0 {
			return 0, nil
		}
	}
	return bytes.Count(files, []byte{0}), nil
}

func (r *ripgrep) Close() error { return nil }
