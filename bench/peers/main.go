//go:build unix

// Command peers measures what a person could use instead of an archive to
// search a heap of articles: Recoll over a folder of text files, ripgrep over
// the same folder, and bleve, the index most programs in Go take. Each takes in
// the same articles and answers the same ten questions. What is not installed
// is left out and said so.
//
//	go run . -n 10000
package main

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
	"text/tabwriter"
	"time"

	"parallax/article"
	"parallax/internal/testkit"
)

// A question is asked of all; how it is put is each peer's matter.
type question struct {
	name   string
	words  []string
	phrase bool // the words stand in a row
}

var questions = []question{
	{name: "a word in next to no article", words: []string{testkit.Word(40_000)}},
	{name: "a rare word", words: []string{testkit.Word(3000)}},
	{name: "a middling word", words: []string{testkit.Word(300)}},
	{name: "a common word", words: []string{testkit.Word(20)}},
	{name: "a word in most articles", words: []string{testkit.Word(0)}},
	{name: "two words", words: []string{testkit.Word(20), testkit.Word(300)}},
	{name: "three words", words: []string{testkit.Word(0), testkit.Word(20), testkit.Word(60)}},
	{name: "a phrase", words: []string{"harbour", "of"}, phrase: true},
	{name: "a Russian word", words: []string{"полиция"}},
	{name: "a word there is not", words: []string{"pxqzkv"}},
}

// A peer takes in articles and finds them.
type peer interface {
	// Index takes in the articles. What is kept for searching, and only that,
	// lies below dir afterwards.
	Index(c *corpus, dir string) error
	// Find returns how many articles it finds, and has the best fifty at hand
	// if it can tell which those are.
	Find(q question) (int, error)
	Close() error
}

// A corpus is the articles, and the same as files for those who read files.
type corpus struct {
	n, size int
	bytes   int64
	texts   string // folder
}

func (c *corpus) articles(yield func(article.Article) bool) {
	m := testkit.New(1, c.size)
	for i := range c.n {
		if a, _ := m.Article(i); !yield(a) {
			return
		}
	}
}

func main() {
	n := flag.Int("n", 10_000, "how many articles")
	size := flag.Int("size", 3000, "how long their texts are on average, in bytes")
	flag.Parse()
	if err := run(*n, *size); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// A cost is what something took.
type cost struct{ wall, cpu time.Duration }

func run(n, size int) error {
	dir, err := os.MkdirTemp("", "bench-peers-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	c := &corpus{n: n, size: size, texts: filepath.Join(dir, "texts")}
	if err := c.write(); err != nil {
		return err
	}
	fmt.Printf("%d articles, %d MB of text\n\n", n, c.bytes/1e6)
	archive := &ours{}
	peers := []struct {
		name, needs string
		peer        peer
	}{
		{"parallax", "", archive},
		{"with rows", "", &shown{archive}},
		{"bleve", "", &bleveIndex{}},
		{"recoll", "recollindex", &recoll{}},
		{"ripgrep", "rg", &ripgrep{}},
	}
	out := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(out, "taking in\twall\tCPU\tCPU, ours = 1\tindex\tof the text\t")
	var first cost
	answers := make([][]answer, len(questions))
	var names []string
	for _, p := range peers {
		if p.needs != "" {
			if _, err := exec.LookPath(p.needs); err != nil {
				fmt.Printf("%s is left out: there is no %s here.\n", p.name, p.needs)
				continue
			}
		}
		at := filepath.Join(dir, p.name)
		if err := os.Mkdir(at, 0o700); err != nil {
			return err
		}
		took, err := measure(func() error { return p.peer.Index(c, at) })
		if err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		first = cmp.Or(first, took)
		kept, err := sizeOf(at)
		if err != nil {
			return err
		}
		if kept > 0 {
			fmt.Fprintf(out, "%s\t%s\t%s\t%.1f\t%d MB\t%.2f\t\n", p.name, short(took.wall), short(took.cpu), ratio(took.cpu, first.cpu), kept/1e6, float64(kept)/float64(c.bytes))
		}
		for i, q := range questions {
			a, err := ask(p.peer, q)
			if err != nil {
				return fmt.Errorf("%s: %s: %w", p.name, q.name, err)
			}
			answers[i] = append(answers[i], a)
		}
		names = append(names, p.name)
		if err := p.peer.Close(); err != nil {
			return err
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	fmt.Print("\nmedian of five, CPU time; in brackets how many articles were found\n\n")
	out = tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(out, "searching for\t")
	for _, name := range names {
		fmt.Fprintf(out, "%s\t", name)
	}
	fmt.Fprintln(out)
	for i, q := range questions {
		fmt.Fprintf(out, "%s\t", q.name)
		for _, a := range answers[i] {
			fmt.Fprintf(out, "%s (%d)\t", short(a.cpu), a.found)
		}
		fmt.Fprintln(out)
	}
	return out.Flush()
}

type answer struct {
	cost
	found int
}

// ask asks six times; the first is not counted, because nothing is in memory
// yet.
func ask(p peer, q question) (a answer, err error) {
	var costs []cost
	for range 6 {
		took, err := measure(func() (err error) { a.found, err = p.Find(q); return err })
		if err != nil {
			return a, err
		}
		costs = append(costs, took)
	}
	costs = costs[1:]
	slices.SortFunc(costs, func(a, b cost) int { return cmp.Compare(a.cpu, b.cpu) })
	a.cost = costs[len(costs)/2]
	return a, nil
}

// measure returns what f took, with the programs it ran.
func measure(f func() error) (cost, error) {
	used, start := cpu(), time.Now()
	err := f()
	return cost{time.Since(start), cpu() - used}, err
}

func cpu() (sum time.Duration) {
	for _, who := range []int{syscall.RUSAGE_SELF, syscall.RUSAGE_CHILDREN} {
		var u syscall.Rusage
		if err := syscall.Getrusage(who, &u); err != nil {
			panic(err) // of this program: there is no reason to fail
		}
		sum += time.Duration(u.Utime.Nano() + u.Stime.Nano())
	}
	return sum
}

// write writes each article into a file of its own, a thousand to a folder.
func (c *corpus) write() error {
	i := 0
	for a := range c.articles {
		dir := filepath.Join(c.texts, fmt.Sprintf("%04d", i/1000))
		if i%1000 == 0 {
			if err := os.MkdirAll(dir, 0o700); err != nil {
				return err
			}
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%07d.txt", i)), []byte(a.Title+"\n\n"+a.Text+"\n"), 0o600); err != nil {
			return err
		}
		c.bytes += int64(len(a.Title) + len(a.Text))
		i++
	}
	return nil
}

// sizeOf returns how many bytes lie below dir.
func sizeOf(dir string) (sum int64, err error) {
	err = filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err == nil {
			sum += info.Size()
		}
		return err
	})
	return sum, err
}

func ratio(a, b time.Duration) float64 { return float64(a) / float64(max(b, 1)) }

func short(d time.Duration) string {
	switch {
	case d >= 10*time.Second:
		return d.Round(100 * time.Millisecond).String()
	case d >= 10*time.Millisecond:
		return d.Round(time.Millisecond).String()
	}
	return d.Round(10 * time.Microsecond).String()
}
