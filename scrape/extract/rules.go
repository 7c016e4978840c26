package extract

import (
	"errors"
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
	"golang.org/x/net/idna"

	"parallax/internal/message"
	"parallax/scrape/format"
	"parallax/scrape/guard"
)

// Rules say where the pages of sites hold what: a person's word on what is
// otherwise found out. They do not change once they are loaded and may be used
// by several goroutines; nil is no rules.
type Rules struct {
	hosts map[string]*siteRules
}

// siteRules are the rules of one file.
type siteRules struct {
	file   string
	source string // the outlet, "" if the file does not say

	title, authors, published, updated, section, body, remove []selector
}

// Limits of rules, so that no collection of them makes a page slow.
const (
	maxRuleFile  = 64 << 10 // bytes; the longest public ones have 8 KB
	maxRuleFiles = 5000     // public collections have 2,000
	maxHosts     = 100      // of a file
	maxSelectors = 200      // of a file
)

// A RuleError says what is wrong with a file of rules, which is then left out
// whole.
type RuleError struct {
	File string
	Key  string // "page.title", "" where the file as such is wrong
	Why  message.Message
	Err  error // what the system or the parser says, if it does
}

func (e *RuleError) Error() string {
	if e.Key == "" {
		return fmt.Sprintf("read the rules in %s: %s", e.File, e.Why)
	}
	return fmt.Sprintf("read the rules in %s: %s: %s", e.File, e.Key, e.Why)
}

func (e *RuleError) Unwrap() error { return e.Err }

// Message says it to a person.
func (e *RuleError) Message() message.Message {
	if e.Key == "" {
		return message.New("explain.rule", "File", e.File, "Why", e.Why)
	}
	return message.New("explain.rule-key", "File", e.File, "Key", e.Key, "Why", e.Why)
}

// ruleFile is a file of rules as it is written.
type ruleFile struct {
	Site struct {
		Hosts  oneOrMore `toml:"hosts"`
		Source string    `toml:"source"`
	} `toml:"site"`
	Page struct {
		Title   oneOrMore `toml:"title"`
		Author  oneOrMore `toml:"author"`
		Date    oneOrMore `toml:"date"`
		Updated oneOrMore `toml:"updated"`
		Section oneOrMore `toml:"section"`
		Body    oneOrMore `toml:"body"`
		Remove  oneOrMore `toml:"remove"`
	} `toml:"page"`
}

// oneOrMore is one string or a list of them.
type oneOrMore []string

// UnmarshalTOML takes "a" for ["a"].
func (w *oneOrMore) UnmarshalTOML(v any) error {
	switch v := v.(type) {
	case string:
		*w = oneOrMore{v}
		return nil
	case []any:
		for _, each := range v {
			s, ok := each.(string)
			if !ok {
				return errNoWords
			}
			*w = append(*w, s)
		}
		return nil
	}
	return errNoWords
}

var errNoWords = errors.New("neither a text nor a list of texts")

// LoadRules reads the file at path, or the files of the folder at path whose
// names end in .toml. A file that cannot be used is left out and named by a
// [*RuleError]; the others hold. Of two files for one host the first by name
// holds.
func LoadRules(path string) (*Rules, []error) {
	r := &Rules{hosts: map[string]*siteRules{}}
	files, err := ruleFiles(path)
	if err != nil {
		return r, []error{err}
	}
	var wrong []error
	for _, f := range files {
		if err := r.load(f); err != nil {
			wrong = append(wrong, err)
		}
	}
	return r, wrong
}

func ruleFiles(path string) ([]string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	if !info.IsDir() {
		return []string{path}, nil
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	var files []string
	for _, e := range entries {
		if strings.EqualFold(filepath.Ext(e.Name()), ".toml") && !strings.HasPrefix(e.Name(), ".") {
			files = append(files, filepath.Join(path, e.Name()))
		}
	}
	if len(files) > maxRuleFiles {
		return nil, &RuleError{File: path, Why: message.New("rule.files", "Most", maxRuleFiles)}
	}
	return files, nil
}

func unreadable(path string, err error) error {
	return &RuleError{File: path, Why: message.New("rule.unreadable", "Error", reason(err)), Err: err}
}

// reason returns what the system says of a file, without its path.
func reason(err error) string {
	var p *os.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}

// load reads one file and takes its rules for its hosts, or none of them.
func (r *Rules) load(path string) error {
	raw, err := readRuleFile(path)
	if err != nil {
		return unreadable(path, err)
	}
	var f ruleFile
	known, err := toml.Decode(string(raw), &f)
	if err != nil {
		return &RuleError{File: path, Why: message.New("rule.syntax", "Error", err.Error()), Err: err}
	}
	if more := known.Undecoded(); len(more) > 0 {
		return &RuleError{File: path, Key: more[0].String(), Why: message.New("rule.unknown-key")}
	}
	s := &siteRules{file: path, source: oneLine(f.Site.Source)}
	n := 0
	for _, k := range []struct {
		key   string
		words oneOrMore
		to    *[]selector
		whole bool // elements are wanted, not what an attribute says
	}{
		{"page.title", f.Page.Title, &s.title, false},
		{"page.author", f.Page.Author, &s.authors, false},
		{"page.date", f.Page.Date, &s.published, false},
		{"page.updated", f.Page.Updated, &s.updated, false},
		{"page.section", f.Page.Section, &s.section, false},
		{"page.body", f.Page.Body, &s.body, true},
		{"page.remove", f.Page.Remove, &s.remove, true},
	} {
		for _, text := range k.words {
			sel, err := parseSelector(text)
			if err == nil && k.whole && sel.attr != "" {
				err = wrongSelector("whole")
			}
			if n++; n > maxSelectors {
				err = wrongSelector("many", "Most", maxSelectors)
			}
			var wrong selectorError
			if errors.As(err, &wrong) {
				return &RuleError{File: path, Key: k.key, Why: message.New("rule.selector", "Selector", text, "Why", wrong.Message)}
			}
			*k.to = append(*k.to, sel)
		}
	}
	if n == 0 && s.source == "" {
		return &RuleError{File: path, Key: "page", Why: message.New("rule.says-nothing")}
	}
	hosts, err := r.free(path, f.Site.Hosts)
	for _, h := range hosts {
		r.hosts[h] = s
	}
	return err
}

func readRuleFile(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &format.UnsupportedError{Kind: format.Special}
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return guard.ReadAll(f, maxRuleFile)
}

// free returns the hosts that a file names, or what is wrong with them.
func (r *Rules) free(path string, names []string) ([]string, error) {
	wrong := func(why string, args ...any) error {
		return &RuleError{File: path, Key: "site.hosts", Why: message.New("rule.hosts."+why, args...)}
	}
	switch {
	case len(names) == 0:
		return nil, wrong("none")
	case len(names) > maxHosts:
		return nil, wrong("many", "Most", maxHosts)
	}
	var hosts []string
	for _, name := range names {
		h, ok := hostOf(name)
		if !ok {
			return nil, wrong("bad", "Host", name)
		}
		if other := r.hosts[h]; other != nil {
			return nil, wrong("twice", "Host", name, "File", other.file)
		}
		if !slices.Contains(hosts, h) {
			hosts = append(hosts, h)
		}
	}
	return hosts, nil
}

// hostOf returns a host as rules are kept by it: in lower case and ASCII,
// without "www.".
func hostOf(name string) (string, bool) {
	name = strings.TrimSuffix(strings.ToLower(strings.TrimSpace(name)), ".")
	if addr, err := netip.ParseAddr(strings.Trim(name, "[]")); err == nil {
		return addr.String(), true
	}
	h, err := idna.Lookup.ToASCII(name)
	h = strings.TrimPrefix(h, "www.")
	return h, err == nil && h != "" && !strings.ContainsAny(h, "/:@*?# ")
}

// of returns the rules for the pages of a host: those for it, or for the
// nearest host it is below of, nil if there are none.
func (r *Rules) of(host string) *siteRules {
	h, ok := hostOf(host)
	if !ok {
		return nil
	}
	for s := r.hosts[h]; ; s = r.hosts[h] {
		if s != nil {
			return s
		}
		_, h, _ = strings.Cut(h, ".")
		if _, err := netip.ParseAddr(h); err == nil || h == "" {
			return nil // nothing is below an address of numbers
		}
	}
}
