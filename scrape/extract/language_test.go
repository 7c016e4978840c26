package extract_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"parallax/article"
	"parallax/internal/testkit"
	"parallax/internal/text/language"
	"parallax/scrape/extract"
)

func TestItemTakesTheTextsWordAboutItsLanguage(t *testing.T) {
	const (
		german = "<p>Der Minister erklärte am Montag, die Gespräche würden in der kommenden Woche fortgeführt und nicht abgebrochen.</p>" +
			"<p>Zuvor hatten sich die Vertreter beider Länder getroffen, ohne sich auf einen Zeitplan zu einigen.</p>" +
			"<p>Auch über die Kosten, die nach seinen Worten gestiegen sind, soll noch einmal gesprochen werden.</p>"
		croatian = "<p>Ministar je u ponedjeljak rekao da će se razgovori nastaviti idući tjedan te da nitko ne želi prekid suradnje.</p>" +
			"<p>Prije toga sastali su se predstavnici dviju zemalja, ali se nisu dogovorili o tome što slijedi.</p>" +
			"<p>Općina je priopćila da će izvješće biti objavljeno tijekom tjedna, nakon što ga pregleda sveučilište.</p>"
	)
	for _, c := range []struct{ name, html, want, from string }{
		{"none declared", "<html><body>" + german, "de", "text"},
		{"as declared", "<html lang=de-AT><body>" + german, "de-AT", "lang"},
		{"a template's", "<html lang=en-US><body>" + german, "de", "text"},
		{"one that a few words tell apart", "<html lang=sr-Latn><body>" + croatian, "sr-Latn", "lang"},
		{"another name", "<html lang=sh><body>" + croatian, "sh", "lang"},
		{"a country's code", "<html lang=at><body>" + german, "de", "text"},
		{"one that texts do not tell", "<html lang=gsw><body>" + german, "gsw", "lang"},
		{"a sentence", "<html lang=en><body><p>Der Außenminister erklärte am Montag, die Gespräche würden fortgeführt.", "en", "lang"},
		{"numbers", "<html lang=fr><body><p>" + strings.Repeat("12 345 678 9,0 ", 100), "fr", "lang"},
	} {
		a, err := extract.Item(t.Context(), article.Item{Name: "a.html", Raw: []byte(c.html)})
		if err != nil || a.Language != c.want || a.From["language"] != c.from {
			t.Errorf("%s: language %q from %q, %v, want %q from %q", c.name, a.Language, a.From["language"], err, c.want, c.from)
		}
	}
	a, err := extract.Item(t.Context(), article.Item{Raw: []byte(german), ContentType: "text/html", Declared: article.Declared{Language: "en"}})
	if err != nil || a.Language != "en" {
		t.Errorf("declared by the container: language %q, %v, want en", a.Language, err)
	}
}

func TestItemSaysHowBytesWereRead(t *testing.T) {
	raw, err := charmap.KOI8R.NewEncoder().String("<p>" + strings.Repeat("Министр заявил, что переговоры будут продолжены. ", 10))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ raw, contentType, want string }{
		{"<p>Plain words are in UTF-8, as nearly all are.", "text/html", ""},
		{raw, "text/html", "koi8-r, words"},
		{raw, "text/html; charset=koi8-r", "koi8-r, header"},
		{"<meta charset=koi8-r>" + raw, "text/html", "koi8-r, meta"},
	} {
		a, err := extract.Item(t.Context(), article.Item{Raw: []byte(c.raw), ContentType: c.contentType})
		if err != nil || a.From["charset"] != c.want {
			t.Errorf("%s %.25q: charset from %q, %v, want %q", c.contentType, c.raw, a.From["charset"], err, c.want)
		}
	}
}

// wrongLanguage are pages of the corpus, by their hash, whose markup names
// another language than the one they are in, with that one.
var wrongLanguage = map[string]string{
	"1fc3daf27194": "zu", "2bdbd48629d9": "de", "81a719be7b20": "en", "a363b9ac74f9": "de",
	"8b66acac020a": "de", "0af3f52bf601": "es", "c3c9cf6d044e": "en", "4033633a4111": "de",
	"f7e93d75f166": "de", "846df723aa11": "ro", "960ce721614c": "fr",
}

var (
	declaresLanguage = regexp.MustCompile(`(?i)(<html[^>]*?\s(?:xml:)?)(lang)(\s*=\s*["']?)([a-z]{2,3})`)
	otherWitnesses   = regexp.MustCompile(`(?i)(og:locale|content-language)`)
)

// TestMeasureLanguage takes from pages the declaration of their language and asks
// their text for it: every page in another language than English and German that
// the corpus has, and some in these.
func TestMeasureLanguage(t *testing.T) {
	if testing.Short() {
		t.Skip("left out under -short: takes seconds")
	}
	dir := testkit.Shared(t, "corpus", "extract")
	f, err := os.Open(filepath.Join(dir, "gold.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	sc := bufio.NewScanner(z)
	sc.Buffer(nil, 1<<24)
	all, right := map[string]int{}, map[string]int{}
	pages, good, rest := 0, 0, 0
	for sc.Scan() {
		var p struct{ HTML, Sha256 string }
		if err := json.Unmarshal(sc.Bytes(), &p); err != nil {
			t.Fatal(err)
		}
		raw := unzipped(t, filepath.Join(dir, p.HTML))
		m := declaresLanguage.FindSubmatchIndex(raw)
		if m == nil {
			continue
		}
		want := strings.ToLower(string(raw[m[8]:m[9]]))
		if want == "en" || want == "de" {
			if rest++; rest%8 != 0 {
				continue
			}
		}
		if w, ok := wrongLanguage[p.Sha256[:12]]; ok {
			want = w
		}
		raw = declaresLanguage.ReplaceAll(raw, []byte("${1}none${3}${4}"))
		raw = otherWitnesses.ReplaceAll(raw, []byte("none"))
		a, err := extract.Item(t.Context(), article.Item{Name: "page.html", Raw: raw})
		if err != nil || len(a.Text) < 200 {
			continue
		}
		pages++
		all[want]++
		if language.Same(a.Language, want) {
			good++
			right[want]++
		} else {
			t.Logf("%s is in %s, and is said to be in %q: %.80q", p.Sha256[:12], want, a.Language, a.Text)
		}
	}
	for l, n := range all {
		t.Logf("%-3s %d of %d", l, right[l], n)
	}
	t.Logf("%d of %d", good, pages)
	if good*100 < 98*pages {
		t.Errorf("the language of %d pages of %d is told rightly", good, pages)
	}
}

func unzipped(t *testing.T, name string) []byte {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
