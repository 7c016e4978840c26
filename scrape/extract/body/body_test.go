package body

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"parallax/article"
	"parallax/assets/weights"
)

func segment(t testing.TB, s string) *Page {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(s))
	if err != nil {
		t.Fatal(err)
	}
	return Segment(doc)
}

// outline writes pieces a line each.
func outline(pieces []Piece) string {
	var b strings.Builder
	for _, p := range pieces {
		fmt.Fprintf(&b, "%s %d %s", p.Kind, p.Level, p.Text)
		for _, l := range p.Links {
			fmt.Fprintf(&b, " [%s](%s)", l.Of(p.Text), l.URL)
		}
		for _, i := range p.Images {
			fmt.Fprintf(&b, " <%s|%s|%s>", i.URL, i.Alt, i.Caption)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestSegmentKeepsStructure(t *testing.T) {
	for _, c := range []struct{ name, page, want string }{
		{"paragraphs and headings", "<h2>A</h2><p>one <b>two</b>\n three</p>loose", "heading 2 A\nparagraph 0 one two three\nparagraph 0 loose\n"},
		{"lines parted by two breaks", "<div>a<br> <br>b<br>c</div>", "paragraph 0 a\nparagraph 0 b c\n"},
		{"lists in lists", "<ul><li>a<ul><li>b</ul><li>c</ul>", "list-item 1 a\nlist-item 2 b\nlist-item 1 c\n"},
		{"quotations", "<blockquote><p>a</p><p>b</p></blockquote>", "quotation 0 a\nquotation 0 b\n"},
		{"code keeps its lines", "<pre>a\n  b</pre>", "code 0 a\n  b\n"},
		{"a table of figures", "<table><caption>T</caption><tr><th>x<th>y<tr><td>1<td>2</table>", "caption 0 T\ntable 0 x | y\n1 | 2\n"},
		{"a table for layout", "<table><tr><td><p>" + strings.Repeat("long ", 50) + "</p><td>b</table>", "paragraph 0 " + strings.TrimSpace(strings.Repeat("long ", 50)) + "\nparagraph 0 b\n"},
		{"a link", "<p>see <a href='/x'>the <i>ship</i></a>.</p>", "paragraph 0 see the ship. [the ship](/x)\n"},
		{"a link around blocks", "<a href=/x><p>one</p><p>two</p></a>three", "paragraph 0 one [one](/x)\nparagraph 0 two [two](/x)\nparagraph 0 three\n"},
		{"no letters between", "<p>a\u200bb\u00a0 c\u00add</p>", "paragraph 0 ab cd\n"},
		{"what holds no words", "<p>a<script>x</script><style>y</style><button>z</button></p>", "paragraph 0 a\n"},
		{"elements of the page's own", "<x-body><x-par>a</x-par><x-par>b</x-par></x-body>", "paragraph 0 a\nparagraph 0 b\n"},
		{"a figure", "<p>a</p><figure><img src=a.jpg alt=Pier><figcaption>The pier</figcaption></figure><p>b</p>", "paragraph 0 a\ncaption 0 The pier <a.jpg|Pier|The pier>\nparagraph 0 b\n"},
	} {
		if got := outline(segment(t, c.page).All()); got != c.want {
			t.Errorf("%s: All =\n%swant\n%s", c.name, got, c.want)
		}
	}
}

func TestImagesAreTheRealOnes(t *testing.T) {
	for _, c := range []struct{ name, img, want string }{
		{"plain", `<img src="a.jpg">`, "a.jpg"},
		{"lazy", `<img src="data:image/gif;base64,R0" data-src="a.jpg">`, "a.jpg"},
		{"placeholder", `<img src="/i/placeholder.png" data-lazy-src="a.jpg">`, "a.jpg"},
		{"set", `<img src="s.jpg" srcset="b.jpg 320w, a.jpg 1024w">`, "a.jpg"},
		{"set with commas in addresses", `<img srcset="w_1,h_2/a.jpg 2x, b.jpg">`, "w_1,h_2/a.jpg"},
		{"picture", `<picture><source srcset="a.webp 2x"><img src="data:x"></picture>`, "a.webp"},
		{"noscript", `<img src="spacer.gif"><noscript><img src="a.jpg"></noscript>`, "a.jpg"},
		{"counting pixel", `<img src="a.jpg" width=1 height=1>`, ""},
	} {
		p := segment(t, "<p>one two three</p>"+c.img+"<p>four five six</p>").All()
		var got []string
		for _, piece := range p {
			for _, i := range piece.Images {
				got = append(got, i.URL)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: images = %q, want %q", c.name, got, c.want)
		}
	}
}

// lines are an article of their own, so that no copies of one are left out.
func lines(n int) (out []string) {
	towns := []string{"Lindau", "Bregenz", "Rorschach", "Konstanz", "Meersburg", "Romanshorn", "Arbon", "Hard"}
	for i := range n {
		out = append(out, fmt.Sprintf("The harbour of %s reopened on Monday, %d days after a storm had thrown its cranes into the water, and the ships of %s came back.", towns[i%8], i+3, towns[(i+3)%8]))
	}
	return out
}

const (
	before = `<html><head><title>Harbours reopen</title></head><body><nav><ul><li><a href=/a>News</a><li><a href=/b>Sport</a><li><a href=/c>Weather</a></ul></nav><main><article><h1>Harbours reopen</h1>`
	behind = `</article></main><footer><p><a href=/i>Imprint</a> <a href=/p>Privacy</a> © 2025</p></footer></body></html>`
)

func texts(pieces []Piece) (out []string) {
	for _, p := range pieces {
		out = append(out, p.Text)
	}
	return out
}

func TestFindTakesTheArticle(t *testing.T) {
	l := lines(6)
	got := texts(segment(t, before+"<p>"+strings.Join(l, "</p><p>")+"</p>"+behind).Find(Default()))
	for _, want := range l {
		if !slices.Contains(got, want) {
			t.Errorf("Find leaves out %q", want)
		}
	}
	for _, s := range got {
		if strings.Contains(s, "Imprint") || s == "Weather" {
			t.Errorf("Find takes %q", s)
		}
	}
}

func TestFindTakesEachTextOnce(t *testing.T) {
	l := lines(6)
	ps := "<p>" + strings.Join(l, "</p><p>") + "</p>"
	for name, copied := range map[string]string{
		"for small screens": "<div class=mobile>" + ps + "</div>",
		"for the printer":   "<div class=print>" + strings.Join(l, "<br>") + "</div>",
		"set large":         "<aside class=pullquote><p>" + l[2] + "</p></aside>",
		"set large in part": "<aside class=pullquote><p>“" + strings.Replace(l[2], " on Monday,", "", 1) + "”</p></aside>",
	} {
		got := strings.Join(texts(segment(t, before+ps+copied+behind).Find(Default())), "\n")
		for _, want := range l {
			if n := strings.Count(got, want); n != 1 {
				t.Errorf("%s: Find takes %q %d times", name, want, n)
			}
		}
		if strings.Contains(got, "“") {
			t.Errorf("%s: Find takes it with what it leaves out", name)
		}
	}
}

func TestFindLeavesOutWhatIsNotShown(t *testing.T) {
	l := lines(7)
	page := before + "<p>" + strings.Join(l[:6], "</p><p>") + `</p><p style="display: none">` + l[6] + "</p>" + behind
	if got := texts(segment(t, page).Find(Default())); slices.Contains(got, l[6]) {
		t.Errorf("Find takes a paragraph that is not shown")
	}
	page = strings.Replace(page, "<main>", `<main style="display:none">`, 1) // until a script shows it
	if got := texts(segment(t, page).Find(Default())); !slices.Contains(got, l[0]) {
		t.Errorf("Find leaves out an article that is shown later: %q", got)
	}
}

func TestFindKeepsResidueWithinTheArticle(t *testing.T) {
	l := lines(6)
	const also = "Also Read: The ten finest piers of the lake"
	page := before + "<p>" + strings.Join(l[:3], "</p><p>") + "</p><p>" + also + "</p><p>" + strings.Join(l[3:], "</p><p>") + "</p>" + behind
	if got := texts(segment(t, page).Find(Default())); !slices.Contains(got, also) {
		t.Errorf("Find loses a line that can be marked: %q", got)
	}
}

func TestImagesStandWithTheArticle(t *testing.T) {
	l := lines(6)
	page := before + "<p>" + strings.Join(l[:3], "</p><p>") + "</p><figure><img src=in.jpg alt=Pier></figure><p>" + strings.Join(l[3:], "</p><p>") + "</p>" +
		`</article><aside class=related><h3>More stories</h3><ul><li><a href=/1><img src=out.jpg><h4>Ten finest piers of the lake and its shores</h4></a></li><li><a href=/2><img src=out2.jpg><h4>Where pilots eat when the fog is thick</h4></a></li></ul></aside>` + behind
	got := outline(segment(t, page).Find(Default()))
	if !strings.Contains(got, "<in.jpg|Pier|>") || strings.Contains(got, "out") {
		t.Errorf("Find =\n%swant the image of the article alone", got)
	}
}

func TestWeightsReadAsTheyWereWritten(t *testing.T) {
	m, err := Decode(weights.Body)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(m.Encode(), weights.Body) {
		t.Error("Encode(Decode(weights)) is not weights")
	}
	if len(weights.Body) > 1<<20 {
		t.Errorf("the weights take %d bytes", len(weights.Body))
	}
	for n := range 200 {
		if _, err := Decode(weights.Body[:n]); err == nil {
			t.Fatalf("Decode takes %d bytes of weights", n)
		}
	}
	if _, err := Decode(append(slices.Clone(weights.Body), 0)); err == nil {
		t.Error("Decode takes weights with a byte behind")
	}
}

func FuzzFind(f *testing.F) {
	f.Add(before + "<p>" + strings.Join(lines(3), "</p><p>") + "</p>" + behind)
	f.Add("<table><tr><td><table><caption><ul><li><pre>\n</pre><a href=x><div>a<br><br>b</a>")
	f.Add("<noscript><img srcset=', ,x 1w'></noscript><picture><img srcset=a>")
	f.Fuzz(func(t *testing.T, s string) {
		doc, err := html.Parse(strings.NewReader(s))
		if err != nil {
			return
		}
		p := Segment(doc)
		all := texts(p.All())
		for _, piece := range p.Find(Default()) {
			if piece.Text != "" && !slices.Contains(all, piece.Text) {
				t.Errorf("Find takes %q, which is no leaf", piece.Text)
			}
			for _, l := range piece.Links {
				if l.Start >= l.End || l.End > len(piece.Text) {
					t.Errorf("link %v is not in %q", l, piece.Text)
				}
			}
		}
		for _, piece := range p.All() {
			if piece.Kind != article.Code && piece.Kind != article.Table && piece.Text != oneLine(piece.Text) {
				t.Errorf("leaf %q is not one line", piece.Text)
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	doc, err := html.Parse(strings.NewReader(before + strings.Repeat("<div class=card><a href=/x><h3>Ten finest piers</h3></a></div>", 150) + "<p>" + strings.Join(lines(60), "</p><p>") + "</p>" + behind))
	if err != nil {
		b.Fatal(err)
	}
	Default()
	for b.Loop() {
		Segment(doc).Find(Default())
	}
}
