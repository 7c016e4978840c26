// Package message is every sentence a person reads: a key with arguments, made
// anywhere, turned into words by the catalogue of the person's language where
// it is shown. Rooms below the window hand on messages and never wording.
package message

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"parallax/assets/catalogues"
)

// A Message is a sentence: its key in the catalogue and its arguments. The
// zero Message says nothing.
type Message struct {
	Key  string
	Args map[string]any
}

// New returns the message with the key and arguments given as name, value
// pairs. The argument "Count" chooses the plural form.
//
//	New("progress.saving", "Count", 5)
func New(key string, pairs ...any) Message {
	m := Message{Key: key}
	if len(pairs) > 0 {
		m.Args = make(map[string]any, len(pairs)/2)
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		m.Args[pairs[i].(string)] = pairs[i+1]
	}
	return m
}

// IsZero reports whether m says nothing.
func (m Message) IsZero() bool { return m.Key == "" }

// String returns the English sentence.
func (m Message) String() string { return English().Text(m) }

// MarshalJSON writes the English sentence: what programs read does not change
// with the person's language.
func (m Message) MarshalJSON() ([]byte, error) { return json.Marshal(m.String()) }

// A Catalogue turns messages into sentences of one language. It is safe for
// use by several goroutines.
type Catalogue struct {
	localizer *i18n.Localizer
}

var bundle = sync.OnceValue(func() *i18n.Bundle {
	b := i18n.NewBundle(language.English)
	b.RegisterUnmarshalFunc("toml", toml.Unmarshal)
	files, err := fs.Glob(catalogues.FS, "*/*.toml")
	if err != nil {
		panic(err) // the pattern is ours
	}
	for _, f := range files {
		data, err := fs.ReadFile(catalogues.FS, f)
		if err != nil {
			panic(err) // embedded
		}
		// go-i18n takes the language from the file name.
		if _, err := b.ParseMessageFileBytes(data, path.Dir(f)+".toml"); err != nil {
			panic(fmt.Sprintf("catalogue %s: %v", f, err))
		}
	}
	return b
})

// English returns the catalogue every other one falls back to.
var English = sync.OnceValue(func() *Catalogue { return In("en") })

// In returns the catalogue of the first of the languages (BCP 47) that there
// is, and English if there is none.
func In(languages ...string) *Catalogue {
	return &Catalogue{localizer: i18n.NewLocalizer(bundle(), languages...)}
}

// Text returns the sentence of m. A key the catalogue lacks comes back as the
// key itself, so that a missing sentence is seen and not an empty line.
func (c *Catalogue) Text(m Message) string {
	if m.IsZero() {
		return ""
	}
	config := &i18n.LocalizeConfig{MessageID: m.Key}
	if len(m.Args) > 0 {
		args := make(map[string]any, len(m.Args))
		for name, v := range m.Args {
			args[name] = c.argument(v)
		}
		config.TemplateData = args
		if n, ok := count(m.Args["Count"]); ok {
			config.PluralCount = n
		}
	}
	s, err := c.localizer.Localize(config)
	if err != nil {
		return m.Key
	}
	return s
}

// count returns v as the number that chooses a plural.
func count(v any) (int, bool) {
	switch n := v.(type) {
	case int:
		return n, true
	case int64:
		return int(n), true
	}
	return 0, false
}

// argument makes an argument ready to stand in a sentence: messages become
// their sentence and whole numbers are grouped by thousands.
func (c *Catalogue) argument(v any) any {
	switch v := v.(type) {
	case Message:
		return c.Text(v)
	case int:
		return Number(int64(v))
	case int64:
		return Number(v)
	}
	return v
}

// Number writes n with its thousands grouped: 15,000.
func Number(n int64) string {
	s := fmt.Sprint(n)
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign + s
}
