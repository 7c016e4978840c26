// Command archive is Parallax: with no arguments, or with an archive file, it
// opens the window; with a command it does one thing and ends. Everything the
// window does is a method of package app that a command can call too.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"

	"parallax/app"
	"parallax/article"
	"parallax/internal/message"
)

// Exit codes, as the help documents them.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitPartly      = 3
	exitInterrupted = 130
)

// errPartly says that a command did what it could and some of it failed,
// errFailed that all of it did. What failed has been said already.
var (
	errPartly = errors.New("partly done")
	errFailed = errors.New("nothing done")
)

// A usageError is a command line that cannot be meant as it stands.
type usageError struct{ message.Message }

func (e usageError) Error() string { return e.String() }

func usage(key string, args ...any) error { return usageError{message.New(key, args...)} }

// A command is one word after "archive".
type command struct {
	name string
	run  func(ctx context.Context, c *call) error
	// terms: unknown words that begin with a dash are arguments, because
	// "-word" means "not" in the search language.
	terms bool
}

// commands lists the commands in the order of the help.
func commands() []command {
	return []command{
		{name: "import", run: runImport},
		{name: "search", run: runSearch, terms: true},
		{name: "show", run: runShow},
		{name: "note", run: runNote},
		{name: "searches", run: runSearches, terms: true},
		{name: "tag", run: runTag},
		{name: "untag", run: runUntag},
		{name: "tags", run: runTags},
		{name: "trash", run: runTrash},
		{name: "stories", run: runStories},
		{name: "compare", run: runCompare},
		{name: "facts", run: runFacts},
		{name: "extract", run: runExtract},
		{name: "export", run: runExport},
		{name: "verify", run: runVerify},
		{name: "backup", run: runBackup},
		{name: "compact", run: runCompact},
		{name: "reindex", run: runReindex},
		{name: "info", run: runInfo},
		{name: "tour", run: runTour},
		{name: "version", run: runVersion},
	}
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends what does not listen
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run does what the arguments say and returns the exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	c := &call{stdin: stdin, stdout: stdout, stderr: stderr}
	err := dispatch(ctx, c, args)
	if cerr := c.close(); err == nil {
		err = cerr
	}
	var wrong usageError
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
		return exitDone
	case errors.Is(err, errPartly):
		return exitPartly
	case errors.Is(err, errFailed):
		return exitFailed
	case errors.As(err, &wrong):
		fmt.Fprintln(stderr, "archive: "+wrong.String())
		return exitUsage
	case errors.Is(err, article.ErrUsage):
		fmt.Fprintln(stderr, "archive: "+err.Error())
		return exitUsage
	case ctx.Err() != nil:
		fmt.Fprintln(stderr, "archive: "+app.Explain(ctx.Err()).String())
		return exitInterrupted
	case errors.Is(err, syscall.EPIPE): // the reader of a pipe has seen enough
		return exitDone
	}
	c.complain("", err)
	return exitFailed
}

func dispatch(ctx context.Context, c *call, args []string) error {
	if len(args) == 0 {
		return openWindow(ctx, c, "")
	}
	name := args[0]
	switch {
	case name == "help" || name == "-h" || name == "--help" || name == "-help":
		return runHelp(c, args[1:])
	case name == "--version" || name == "-version":
		name = "version"
	case strings.EqualFold(extension(name), app.Extension):
		if len(args) > 1 {
			return usage("command.one-archive")
		}
		return openWindow(ctx, c, name)
	}
	list := commands()
	i := slices.IndexFunc(list, func(cmd command) bool { return cmd.name == name })
	if i < 0 {
		return usage("command.unknown", "Name", clean(name))
	}
	c.command = list[i]
	c.args = args[1:]
	return c.command.run(ctx, c)
}

func extension(path string) string {
	if i := strings.LastIndexByte(path, '.'); i >= 0 {
		return path[i:]
	}
	return ""
}
