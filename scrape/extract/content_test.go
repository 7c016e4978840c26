package extract_test

import (
	"strings"
	"testing"

	"parallax/scrape/extract"
)

// story is an article's paragraphs with a link and an image among them.
const story = `<p>The harbour of Lindau reopened on Monday, three days after a storm had thrown two of its cranes into the water.</p>
<p>Its pilots had waited on the pier since dawn; <a href="../ships?a=1&amp;b=2">the first ships</a> came in before the <a href="#n1">fog</a> was gone, and <a href="mailto:a@b.example">nobody</a> was hurt.</p>
<figure><img src="data:image/gif;base64,R0" data-src="/img/pier.jpg" alt="The pier"><figcaption>The pier on Monday</figcaption></figure>
<p>Repairs will go on until the autumn, the harbour master said, and will cost more than the town had been told.</p>`

func TestLinksAndImagesOfABodyStandInItsText(t *testing.T) {
	for _, c := range []struct{ name, head, address, link, image string }{
		{"by its address", "", "https://news.example/2025/10/harbour", "https://news.example/2025/ships?a=1&b=2", "https://news.example/img/pier.jpg"},
		{"by its base", `<base href="https://cdn.example/a/b/">`, "https://news.example/x", "https://cdn.example/a/ships?a=1&b=2", "https://cdn.example/img/pier.jpg"},
		{"by what it calls itself", `<link rel="canonical" href="https://news.example/2025/10/harbour">`, "", "https://news.example/2025/ships?a=1&b=2", "https://news.example/img/pier.jpg"},
		{"by nothing", "", "", "../ships?a=1&b=2", "/img/pier.jpg"},
	} {
		it := page("<html><head><title>Harbour reopens</title>" + c.head + "</head><body><article><h1>Harbour reopens</h1>" + story + "</article></body></html>")
		it.Declared.URL = c.address
		a, err := extract.Item(t.Context(), it)
		if err != nil {
			t.Fatal(err)
		}
		sound(t, a)
		if len(a.Links) != 1 || a.Links[0].URL != c.link || a.Links[0].Of(a.Text) != "the first ships" {
			t.Errorf("%s: links = %v", c.name, a.Links)
		}
		if len(a.Images) != 1 || a.Images[0].URL != c.image || a.Images[0].Alt != "The pier" || a.Images[0].Caption != "The pier on Monday" {
			t.Errorf("%s: images = %+v", c.name, a.Images)
			continue
		}
		if rest := a.Text[a.Images[0].At:]; !strings.HasPrefix(rest, "The pier on Monday") && !strings.HasPrefix(rest, "Repairs") {
			t.Errorf("%s: the image stands before %q", c.name, rest)
		}
	}
}

func TestAPageWithoutItsArticleInTheTreeGivesItAllTheSame(t *testing.T) {
	quoted := strings.NewReplacer(`"`, `\"`, "\n", `\n`, "<", `\u003c`).Replace(story)
	for name, s := range map[string]string{
		"in structured data":   `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbour reopens","articleBody":"The harbour of Lindau reopened on Monday.\n\nRepairs will go on until the autumn."}</script><div id=app></div>`,
		"in a script's data":   `<div id=app></div><script type="application/json">{"a":[{"title":"Harbour","html":"` + quoted + `"}]}</script>`,
		"in data of a script":  `<div id=app></div><script>push([1,"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(`{"b":"c","html":"`+quoted+`"}`) + `"])</script>`,
		"for those without js": `<div id=app></div><noscript>` + story + `</noscript>`,
	} {
		a, err := extract.Item(t.Context(), page("<html><head><title>Harbour reopens</title></head><body>"+s+"</body></html>"))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		sound(t, a)
		if len(a.Blocks) < 2 || !strings.Contains(a.Text, "The harbour of Lindau reopened on Monday") || !strings.Contains(a.Text, "until the autumn") || strings.Contains(a.Text, "<p") {
			t.Errorf("%s: the text is %q", name, a.Text)
		}
	}
}
