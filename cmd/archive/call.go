package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/term"

	"parallax/app"
	"parallax/article"
	"parallax/internal/message"
	"parallax/internal/progress"
)

// A call is one run of a command: its arguments, flags and streams, and the
// archive it opened.
type call struct {
	command command
	args    []string
	stdin   io.Reader
	stdout  io.Writer
	stderr  io.Writer
	flags   *flag.FlagSet
	json    bool
	archive string
	yes     bool // what cannot be undone is meant

	opened *app.App
	rules  *app.Rules // the person's own, nil where they were not asked for
	drawn  bool       // a progress line stands on the terminal
}

// define makes the flag set of a command. Every command knows --help; most
// take --archive, and --json where they print data.
func (c *call) define(json bool) *flag.FlagSet {
	c.flags = flag.NewFlagSet(c.command.name, flag.ContinueOnError)
	c.flags.SetOutput(io.Discard)
	c.flags.StringVar(&c.archive, "archive", "", "")
	if json {
		c.flags.BoolVar(&c.json, "json", false, "")
	}
	return c.flags
}

// parse reads flags wherever they stand and leaves the other words in c.args.
// After "--" every word is an argument.
func (c *call) parse() error {
	var words []string
	rest := c.args
	for len(rest) > 0 {
		word := rest[0]
		if word == "--" {
			words = append(words, rest[1:]...)
			break
		}
		if len(word) < 2 || word[0] != '-' || c.command.terms && !c.knows(word) {
			words, rest = append(words, word), rest[1:]
			continue
		}
		end := c.flagsEnd(rest)
		if err := c.flags.Parse(rest[:end]); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				return errors.Join(runHelp(c, []string{c.command.name}), flag.ErrHelp)
			}
			return usage("command.flag", "Error", clean(err.Error()), "Name", c.command.name)
		}
		rest = rest[end-c.flags.NArg():]
		// Parse swallows a "--" that ends the flags: what follows are words.
		if n := len(c.args) - len(rest); n > 0 && c.args[n-1] == "--" {
			words = append(words, rest...)
			break
		}
	}
	c.args = words
	return nil
}

// flagsEnd returns where words begin that are no flags to a command that takes
// search terms: "-japan" is one even after a flag.
func (c *call) flagsEnd(words []string) int {
	if !c.command.terms {
		return len(words)
	}
	for i, word := range words {
		if word == "--" {
			break
		}
		if len(word) > 1 && word[0] == '-' && !c.knows(word) {
			return i
		}
	}
	return len(words)
}

// knows reports whether a word is a flag of the command.
func (c *call) knows(word string) bool {
	name, _, _ := strings.Cut(strings.TrimLeft(word, "-"), "=")
	return c.flags.Lookup(name) != nil || name == "h" || name == "help" || strings.HasPrefix(word, "--")
}

// open opens the archive the person named, or theirs.
func (c *call) open(ctx context.Context, opt app.Options) (*app.App, error) {
	if c.opened != nil {
		return c.opened, nil
	}
	path := c.archive
	if path == "" {
		var err error
		if path, err = app.DefaultPath(); err != nil {
			return nil, err
		}
	}
	opt.Rules, _ = app.RulesFolder() // without one there are no rules
	a, err := app.Open(ctx, path, opt)
	if err != nil {
		return nil, c.because(path, err)
	}
	c.opened = a
	return a, nil
}

// ownRules returns the person's rules for sites. Files of them that are left out
// are said once.
func (c *call) ownRules() *app.Rules {
	if c.rules != nil {
		return c.rules
	}
	folder, _ := app.RulesFolder() // without one there are no rules
	rules, wrong := app.OwnRules(folder)
	for _, err := range wrong {
		c.complain("", err)
	}
	c.rules = rules
	return rules
}

// rulesFrom returns the rules in a file or folder that the person named, or
// what is wrong with it.
func (c *call) rulesFrom(path string) (*app.Rules, error) {
	rules, wrong := app.LoadRules(path)
	for _, err := range wrong {
		c.complain("", err)
	}
	if len(wrong) > 0 {
		return nil, errFailed
	}
	return rules, nil
}

// notices says on stderr what is to know of the archive.
func (c *call) notices(ctx context.Context, a *app.App) {
	notices, err := a.Notices(ctx)
	if err != nil {
		c.complain("", err)
	}
	for _, n := range notices {
		line := n.Text.String()
		if n.Kind == app.OldIndex {
			line += " " + message.New("command.notice.reindex").String()
		}
		fmt.Fprintln(c.stderr, "archive: "+clean(line))
	}
}

func (c *call) close() error {
	if c.opened == nil {
		return nil
	}
	return c.opened.Close()
}

// about is an error with the thing it is about, as a person names it.
type about struct {
	what string
	err  error
}

func (e about) Error() string { return e.what + ": " + e.err.Error() }
func (e about) Unwrap() error { return e.err }

func (c *call) because(what string, err error) error { return about{what, err} }

// complain says on stderr what went wrong with what.
func (c *call) complain(what string, err error) {
	var a about
	if what == "" && errors.As(err, &a) {
		what = a.what
	}
	line := app.Explain(err).String()
	if what != "" {
		line = what + ": " + line
	}
	c.clearLine()
	fmt.Fprintln(c.stderr, "archive: "+clean(line))
}

// ids reads article IDs from words.
func ids(words []string) ([]article.ID, error) {
	out := make([]article.ID, 0, len(words))
	for _, w := range words {
		n, err := strconv.ParseInt(strings.TrimPrefix(w, "#"), 10, 64)
		if err != nil || n <= 0 {
			return nil, usage("command.not-an-id", "Word", clean(w))
		}
		out = append(out, article.ID(n))
	}
	return out, nil
}

// printJSON writes v as one line of JSON, or indented on a terminal.
func (c *call) printJSON(v any) error {
	enc := json.NewEncoder(c.stdout)
	enc.SetEscapeHTML(false)
	if isTerminal(c.stdout) {
		enc.SetIndent("", "  ")
	}
	return enc.Encode(v)
}

// printJSONLine writes v as one line, whatever reads it: one article a line.
func (c *call) printJSONLine(v any) error {
	enc := json.NewEncoder(c.stdout)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// print writes a sentence of the catalogue as a line.
func (c *call) print(key string, args ...any) {
	fmt.Fprintln(c.stdout, message.New(key, args...).String())
}

func isTerminal(w any) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// clean makes foreign words safe for a terminal: what could move the cursor or
// change its state is left out.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r < ' ' || r >= 0x7f && r < 0xa0:
			return -1
		case r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069: // bidi overrides
			return -1
		}
		return r
	}, s)
}

// oneLine cleans s and folds it to one line of at most n runes.
func oneLine(s string, n int) string {
	s = strings.Join(strings.Fields(clean(s)), " ")
	runes := []rune(s)
	if len(runes) <= n {
		return s
	}
	return strings.TrimSpace(string(runes[:n-1])) + "…"
}

// printable is a progress.State as a line.
func printable(s progress.State) string {
	line := s.Stage.String()
	if s.Total > 0 {
		line += fmt.Sprintf(" %s / %s", message.Number(s.Done), message.Number(s.Total))
	} else if s.Done > 0 {
		line += " " + message.Number(s.Done)
	}
	return line
}
