//go:build unix

// Command extract holds what the archive makes of pages against what other
// extractors make of the same pages, by the gold that people made of them. All
// are given the same text, decoded by the archive: encodings are not what is
// compared. What gives markup is made text the same way. Nothing is fetched.
//
//	npm ci          # for those in JavaScript
//	go run . --data DIR
//
// DIR has gold.jsonl or gold.jsonl.gz, a line a page: {"id","ds","url","html",
// "gold":{"text","with","without","title","author","date","sitename","lang"}},
// where html names the page's file in DIR, gzipped or not. What each extractor
// says goes to --out, a line a page; what stands there already for the same
// input is not asked again, but of the archive.
package main

import (
	"bufio"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"parallax/scrape/charset"
)

// A page is a page with what people say stands in it.
type page struct {
	ID   string `json:"id"`
	Set  string `json:"ds"`
	URL  string `json:"url"`
	File string `json:"html"`
	Gold gold   `json:"gold"`

	html  string // decoded
	input string // its hash
}

type gold struct {
	Text     string   `json:"text"`
	With     []string `json:"with"`
	Without  []string `json:"without"`
	Title    string   `json:"title"`
	Author   names    `json:"author"`
	Date     string   `json:"date"`
	Sitename string   `json:"sitename"`
	Lang     string   `json:"lang"`
}

// A prediction is what an extractor says of a page, in the form that the scorers
// of public sets read.
type prediction struct {
	ID       string  `json:"id"`
	Title    string  `json:"title,omitempty"`
	Author   names   `json:"author,omitempty"`
	Date     string  `json:"date,omitempty"`
	Sitename string  `json:"sitename,omitempty"`
	Lang     string  `json:"lang,omitempty"`
	Text     string  `json:"text"`
	Input    string  `json:"input,omitempty"`
	CPU      float64 `json:"cpu_ms,omitempty"`
}

// names may be written as one string.
type names []string

func (n *names) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '[' {
		return json.Unmarshal(b, (*[]string)(n))
	}
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	if s != "" {
		*n = names{s}
	}
	return nil
}

// A peer is a line of the tables.
type peer struct {
	name, file string
	trained    string // what to know of its text, "" for nothing
	lacks      string // what it cannot run without, "" if all is there
	extractor
}

func main() {
	data := flag.String("data", "", "folder with gold.jsonl and the pages")
	out := flag.String("out", filepath.Join(os.TempDir(), "bench-extract"), "folder for what each extractor says")
	sets := flag.String("sets", "aeb,fundus,wcxb-art,traf", "which sets")
	held := flag.String("cv", "", "what the archive says of pages of sites it was not trained on: the output of scrape/extract/train --cv")
	only := flag.String("only", "", "which of the extractors to run, by the names of their files; the others' answers are taken as they stand")
	flag.Parse()
	if err := run(*data, *out, *held, strings.Split(*sets, ","), *only); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(data, out, held string, sets []string, only string) error {
	if data == "" {
		return errors.New("--data names no folder")
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	pages, err := pagesOf(data, sets)
	if err != nil {
		return err
	}
	lacks := ""
	if _, err := exec.LookPath("node"); err != nil {
		lacks = "node"
	} else if _, err := os.Stat("node_modules"); err != nil {
		lacks = "node_modules (npm ci)"
	}
	peers := []peer{
		{"**Parallax**", "parallax", ", as shipped, trained on these pages", "", inProcess(ours)},
		{"go-trafilatura, with fallback", "go-trafilatura", "", "", trafilaturaWith(true)},
		{"go-trafilatura, without", "go-trafilatura-alone", "", "", trafilaturaWith(false)},
		{"go-readability", "go-readability", "", "", inProcess(goReadability)},
		{"go-domdistiller", "go-domdistiller", "", "", inProcess(domDistiller)},
		{"Readability.js", "readability", "", lacks, &node{name: "readability"}},
		{"defuddle", "defuddle", "", lacks, &node{name: "defuddle"}},
	}
	var rows []row
	if held != "" {
		said, err := predictionsOf(held)
		if err != nil {
			return err
		}
		rows = append(rows, rowOf("**Parallax**", ", cross-validated by site", pages, said))
		rows[0].textOnly = true
	}
	for _, p := range peers {
		path := filepath.Join(out, p.file+".jsonl")
		if only == "" || slices.Contains(strings.Split(only, ","), p.file) {
			if p.lacks != "" {
				fmt.Fprintf(os.Stderr, "%s is left out: there is no %s here.\n", p.name, p.lacks)
				continue
			}
			if err := ask(p, pages, path); err != nil {
				return fmt.Errorf("%s: %w", p.name, err)
			}
		}
		said, err := predictionsOf(path)
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		rows = append(rows, rowOf(p.name, p.trained, pages, said))
	}
	return tables(os.Stdout, sets, rows)
}

// pagesOf reads gold and pages.
func pagesOf(data string, sets []string) ([]page, error) {
	raw, err := contents(filepath.Join(data, "gold.jsonl"))
	if errors.Is(err, os.ErrNotExist) {
		raw, err = contents(filepath.Join(data, "gold.jsonl.gz"))
	}
	if err != nil {
		return nil, err
	}
	var pages []page
	for line := range strings.Lines(string(raw)) {
		var p page
		if err := json.Unmarshal([]byte(line), &p); err != nil {
			return nil, err
		}
		if !slices.Contains(sets, p.Set) {
			continue
		}
		raw, err := contents(filepath.Join(data, p.File))
		if err != nil {
			return nil, err
		}
		if p.html, err = charset.Decode(raw, "text/html", true); err != nil {
			return nil, fmt.Errorf("%s: %w", p.ID, err)
		}
		sum := sha256.Sum256([]byte(p.html))
		p.input = hex.EncodeToString(sum[:8])
		pages = append(pages, p)
	}
	return pages, nil
}

// contents returns the bytes of a file, unpacked.
func contents(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if !strings.HasSuffix(path, ".gz") {
		return io.ReadAll(f)
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return io.ReadAll(z)
}

func predictionsOf(path string) (map[string]prediction, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	said := map[string]prediction{}
	for d := json.NewDecoder(bufio.NewReader(f)); ; {
		var p prediction
		switch err := d.Decode(&p); {
		case errors.Is(err, io.EOF):
			return said, nil
		case err != nil:
			return said, fmt.Errorf("%s: %w", path, err)
		}
		said[p.ID] = p
	}
}

// ask has a peer read the pages and writes what it says, a page at a time so
// that what an interrupted run has is kept.
func ask(p peer, pages []page, path string) (err error) {
	defer p.Close()
	said := map[string]prediction{}
	if p.file != "parallax" {
		said, _ = predictionsOf(path) // as far as it goes
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	write := json.NewEncoder(f)
	write.SetEscapeHTML(false)
	for _, pg := range pages {
		if old, ok := said[pg.ID]; ok && old.Input == pg.input {
			if err := write.Encode(old); err != nil {
				return err
			}
		}
	}
	failed := 0
	for _, pg := range pages {
		if old, ok := said[pg.ID]; ok && old.Input == pg.input {
			continue
		}
		before := cpu()
		got, err := p.Extract(pg)
		if err != nil { // one page does not end it: it found nothing
			failed++
		}
		if got.CPU == 0 {
			got.CPU = float64(cpu()-before) / float64(time.Millisecond)
		}
		got.ID, got.Input = pg.ID, pg.input
		if err := write.Encode(got); err != nil {
			return err
		}
	}
	if failed > 0 {
		fmt.Fprintf(os.Stderr, "%s gave nothing on %d pages.\n", p.name, failed)
	}
	return nil
}

// cpu returns what this process has used.
func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err) // of this program: there is no reason to fail
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// A row is one extractor in the tables.
type row struct {
	name, trained string
	textOnly      bool
	sets          map[string]*score
	cpu           float64 // median of a page, 0 if unknown
}

func rowOf(name, trained string, pages []page, said map[string]prediction) row {
	r := row{name: name, trained: trained, sets: map[string]*score{}}
	var took []float64
	for _, p := range pages {
		if r.sets[p.Set] == nil {
			r.sets[p.Set] = &score{}
		}
		got := said[p.ID]
		r.sets[p.Set].add(p.Gold, got)
		if got.CPU > 0 {
			took = append(took, got.CPU)
		}
	}
	if len(took) > 0 {
		slices.Sort(took)
		r.cpu = took[len(took)/2]
	}
	return r
}

// tables writes a table a metric, a column a set.
func tables(w io.Writer, sets []string, rows []row) error {
	var b strings.Builder
	for _, m := range []struct {
		name   string
		ofText bool
		value  func(*score) (float64, bool)
	}{
		{"text, F1", true, (*score).f1},
		{"snippets, F1", true, (*score).snippets},
		{"title", false, func(s *score) (float64, bool) { return s.title.value() }},
		{"authors, F1", false, func(s *score) (float64, bool) { return s.author.value() }},
		{"date", false, func(s *score) (float64, bool) { return s.date.value() }},
		{"site name", false, func(s *score) (float64, bool) { return s.site.value() }},
		{"language", false, func(s *score) (float64, bool) { return s.lang.value() }},
	} {
		var has []string // sets whose gold says something of it
		for _, set := range sets {
			if len(rows) > 0 && rows[0].sets[set] != nil {
				if _, ok := m.value(rows[0].sets[set]); ok {
					has = append(has, set)
				}
			}
		}
		if len(has) == 0 {
			continue
		}
		fmt.Fprintf(&b, "| %s | %s |\n|---|%s\n", m.name, strings.Join(has, " | "), strings.Repeat("---:|", len(has)))
		for _, r := range rows {
			switch {
			case m.ofText:
				fmt.Fprintf(&b, "| %s%s |", r.name, r.trained)
			case r.textOnly:
				continue
			default:
				fmt.Fprintf(&b, "| %s |", r.name)
			}
			for _, set := range has {
				v, _ := m.value(r.sets[set])
				fmt.Fprintf(&b, " %s |", strings.TrimPrefix(fmt.Sprintf("%.3f", v), "0"))
			}
			b.WriteByte('\n')
		}
		b.WriteByte('\n')
	}
	b.WriteString("| CPU time of a page, median | ms |\n|---|---:|\n")
	for _, r := range rows {
		if r.cpu > 0 {
			fmt.Fprintf(&b, "| %s | %.0f |\n", r.name, r.cpu)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
