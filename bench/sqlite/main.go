//go:build unix

// Command sqlite measures the archive on SQLite in pure Go, which is what we
// ship, against the very same code on SQLite in C, and prints the ratios of CPU
// time. Both programs are built from the same files: c.mod puts csqlite, which
// is github.com/mattn/go-sqlite3, where go.mod has modernc.org/sqlite. They take
// turns on the same archive, and the median of the rounds counts.
//
//	go run .                           4,000 articles of 3 KB
//	go run . -n 100000                 more of them
//	go run . -file archive.parallax    reading only, from an archive of the generator
//	go run . -work save -file archive.parallax -n 1000000 -size 1000    make such an archive
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"text/tabwriter"
	"time"
)

func main() {
	n := flag.Int("n", 4000, "how many articles")
	size := flag.Int("size", 3000, "how long their texts are on average, in bytes")
	rounds := flag.Int("rounds", 3, "how often each program has its turn")
	file := flag.String("file", "", "an archive to read from, instead of making one")
	work := flag.String("work", "", "save or read: do this alone, on SQLite in Go, and print what it took as JSON")
	flag.Parse()
	var err error
	switch *work {
	case "":
		err = compare(*n, *size, *rounds, *file)
	default:
		var results []result
		if *work == "save" {
			results, err = save(*file, *n, *size)
		} else {
			results, err = read(*file)
		}
		if err == nil {
			err = json.NewEncoder(os.Stdout).Encode(results)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// A result is what one thing took once.
type result struct {
	Name string
	Hits int           // what was found or saved
	CPU  time.Duration // of all threads
	Wall time.Duration
}

// A program is one of the two that are compared.
type program struct {
	path    string
	results map[string][]result
}

func compare(n, size, rounds int, file string) error {
	dir, err := os.MkdirTemp("", "bench-sqlite-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	inGo := &program{path: filepath.Join(dir, "go"), results: map[string][]result{}}
	inC := &program{path: filepath.Join(dir, "c"), results: map[string][]result{}}
	if err := build(inGo.path, "CGO_ENABLED=0"); err != nil {
		return err
	}
	// What costs time and modernc.org/sqlite leaves out is left out here too.
	err = build(inC.path, "CGO_ENABLED=1", "CGO_CFLAGS=-O2 -DSQLITE_DEFAULT_MEMSTATUS=0", "-modfile=c.mod", "-tags=sqlite_fts5")
	if err != nil {
		return fmt.Errorf("SQLite in C cannot be built here: %w", err)
	}
	var order []string
	for round := range rounds {
		both := []*program{inGo, inC}
		if round%2 == 1 {
			slices.Reverse(both)
		}
		for _, p := range both {
			at := file
			if file == "" {
				at = filepath.Join(dir, "a.parallax")
				for _, old := range []string{at, at + "-wal", at + "-shm"} {
					os.Remove(old)
				}
				if err := p.run(&order, "-work=save", "-file="+at, fmt.Sprint("-n=", n), fmt.Sprint("-size=", size)); err != nil {
					return err
				}
			}
			if err := p.run(&order, "-work=read", "-file="+at); err != nil {
				return err
			}
		}
	}
	out := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(out, "what\tarticles\tGo, CPU\tC, CPU\tGo : C\tGo, wall\tC, wall\t")
	for _, name := range order {
		g, c := median(inGo.results[name]), median(inC.results[name])
		if g.Hits != c.Hits {
			return fmt.Errorf("%s: %d articles in Go, %d in C", name, g.Hits, c.Hits)
		}
		fmt.Fprintf(out, "%s\t%d\t%s\t%s\t%.2f\t%s\t%s\t\n", name, g.Hits, short(g.CPU), short(c.CPU), float64(g.CPU)/float64(c.CPU), short(g.Wall), short(c.Wall))
	}
	return out.Flush()
}

func build(to, cgo string, more ...string) error {
	env := append(os.Environ(), cgo)
	args := []string{"build", "-o", to}
	for _, m := range more {
		if m[0] == '-' {
			args = append(args, m)
		} else {
			env = append(env, m)
		}
	}
	cmd := exec.Command("go", append(args, ".")...)
	cmd.Env, cmd.Stderr = env, os.Stderr
	return cmd.Run()
}

func (p *program) run(order *[]string, args ...string) error {
	cmd := exec.Command(p.path, args...)
	cmd.Stderr = os.Stderr
	b, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("%s %v: %w", filepath.Base(p.path), args, err)
	}
	var results []result
	if err := json.Unmarshal(b, &results); err != nil {
		return err
	}
	if len(results) == 0 {
		return errors.New("nothing was measured")
	}
	for _, r := range results {
		if !slices.Contains(*order, r.Name) {
			*order = append(*order, r.Name)
		}
		p.results[r.Name] = append(p.results[r.Name], r)
	}
	return nil
}

// median returns the result of the round in the middle by CPU time.
func median(rounds []result) result {
	if len(rounds) == 0 {
		return result{}
	}
	slices.SortFunc(rounds, func(a, b result) int { return int(a.CPU - b.CPU) })
	return rounds[len(rounds)/2]
}

func short(d time.Duration) string {
	switch {
	case d >= 10*time.Second:
		return d.Round(100 * time.Millisecond).String()
	case d >= 10*time.Millisecond:
		return d.Round(100 * time.Microsecond).String()
	}
	return d.Round(time.Microsecond).String()
}
