package article

import (
	"strings"
	"testing"
)

func TestURLKeyIsOneForAllAddressesOfAPage(t *testing.T) {
	const page = "https://example.org/2025/10/story"
	for _, raw := range []string{
		"https://example.org/2025/10/story",
		"http://example.org/2025/10/story",
		"HTTPS://EXAMPLE.org/2025/10/story",
		"https://www.example.org/2025/10/story",
		"https://m.example.org/2025/10/story",
		"https://amp.example.org/2025/10/story",
		"https://www.m.example.org/2025/10/story",
		"https://example.org./2025/10/story",
		"https://example.org:443/2025/10/story",
		"http://example.org:80/2025/10/story",
		"http://example.org:/2025/10/story",
		"https://reader:secret@example.org/2025/10/story",
		"https://example.org/2025/10/story/",
		"https://example.org/2025/10/story//",
		"https://example.org/2025/10/story/amp",
		"https://example.org/2025/10/story/amp/",
		"https://example.org/2025/10/story#comments",
		"https://example.org/2025/10/story#",
		"https://example.org/2025/10/story#!",
		"https://example.org/2025/10/story?",
		"https://example.org/2025/10/story?utm_source=x&utm_medium=y",
		"https://example.org/2025/10/story?UTM_Source=x",
		"https://example.org/2025/10/story?fbclid=1&gclid=2&mc_cid=3&ref=4&spm=5",
		"https://example.org/2025/10/story?amp=1",
		"https://example.org/2025/10/story?&&",
		"https://example.org/2025/./10/x/../story",
		"https://example.org/2025/%31%30/st%6fry",
		"https://example.org/2025/10/%73tory",
		"https:\\\\example.org\\2025\\10\\story",
		"  https://example.org/2025/10/story \r\n",
		"https://example.org/2025/10/\n  story",
		"\x00https://example.org/2025/10/story",
		"//example.org/2025/10/story",
		"example.org/2025/10/story",
		"www.example.org/2025/10/story",
		"https://ｅｘａｍｐｌｅ。org/2025/10/story",
		"https://%65xample.org/2025/10/story",
	} {
		want := page
		if strings.Contains(raw, "\n  ") {
			want = "https://example.org/2025/10/%20%20story" // line ends go, spaces do not
		}
		if got, ok := URLKey(raw); got != want || !ok {
			t.Errorf("URLKey(%q) = %q, %v, want %q", raw, got, ok, want)
		}
	}
}

func TestURLKey(t *testing.T) {
	for _, c := range []struct{ raw, want string }{
		// The front page.
		{"https://example.org", "https://example.org"},
		{"https://example.org/", "https://example.org"},
		{"https://example.org/?utm_source=x", "https://example.org"},
		{"https://example.org?id=1", "https://example.org?id=1"},
		{"https://example.org#top", "https://example.org"},
		{"https://example.org/..", "https://example.org"},

		// The path keeps its case and what is reserved.
		{"https://example.org/A/b", "https://example.org/A/b"},
		{"https://example.org/a%2fb", "https://example.org/a%2Fb"},
		{"https://example.org/a;b,c:d@e", "https://example.org/a;b,c:d@e"},
		{"https://example.org/a b", "https://example.org/a%20b"},
		{"https://example.org/a+b", "https://example.org/a+b"},
		{"https://example.org/100%", "https://example.org/100%25"},
		{"https://example.org/100%25", "https://example.org/100%25"},
		{"https://example.org/%zz", "https://example.org/%25zz"},
		{"https://example.org/für", "https://example.org/f%C3%BCr"},
		{"https://example.org/f%c3%bcr", "https://example.org/f%C3%BCr"},
		{"https://example.org/ko/기사", "https://example.org/ko/%EA%B8%B0%EC%82%AC"},
		{"https://example.org/%7Eme", "https://example.org/~me"},
		{"https://example.org/a//b", "https://example.org/a//b"},
		{"https://example.org/index.html", "https://example.org/index.html"},
		{"https://example.org/x/%2e%2e/y", "https://example.org/y"},
		{"https://example.org/<a>", "https://example.org/%3Ca%3E"},

		// The tail /amp is one, a page of that name is not.
		{"https://example.org/amp", "https://example.org/amp"},
		{"https://example.org/amp/story", "https://example.org/amp/story"},
		{"https://example.org/x/amp/amp/", "https://example.org/x"},
		{"https://example.org/stamp", "https://example.org/stamp"},
		{"https://example.org/a/amp?id=2", "https://example.org/a?id=2"},

		// The query is sorted by name and tells pages apart.
		{"https://example.org/a?b=2&a=1", "https://example.org/a?a=1&b=2"},
		{"https://example.org/a?id=2&id=1", "https://example.org/a?id=2&id=1"},
		{"https://example.org/a?id=2&utm_campaign=z", "https://example.org/a?id=2"},
		{"https://example.org/a?q=x+y", "https://example.org/a?q=x%20y"},
		{"https://example.org/a?q=x%20y", "https://example.org/a?q=x%20y"},
		{"https://example.org/a?u=/b", "https://example.org/a?u=%2Fb"},
		{"https://example.org/a?u=%2fb", "https://example.org/a?u=%2Fb"},
		{"https://example.org/a?q=50%", "https://example.org/a?q=50%25"},
		{"https://example.org/a?print", "https://example.org/a?print"},
		{"https://example.org/a?print=", "https://example.org/a?print"},
		{"https://example.org/a?x=%26&y=%3d", "https://example.org/a?x=%26&y=%3D"},
		{"https://example.org/a?ID=1", "https://example.org/a?ID=1"},
		{"https://example.org/a/?id=1", "https://example.org/a?id=1"},
		{"https://example.org/a?reference=1", "https://example.org/a?reference=1"},
		{"https://example.org/a?x=1?y", "https://example.org/a?x=1%3Fy"},
		{"https://example.org/a?x==1", "https://example.org/a?x=%3D1"},
		{"https://example.org/a?%75tm_source=1&x=2", "https://example.org/a?x=2"},
		{"https://example.org/a?CMP=share&WT.mc_id=7&at_medium=rss", "https://example.org/a"},

		// #! is part of the address.
		{"https://example.org/#!/a/b", "https://example.org#!/a/b"},
		{"https://example.org/x#!a b", "https://example.org/x#!a%20b"},
		{"https://example.org/x?b#!y", "https://example.org/x?b#!y"},

		// Hosts.
		{"https://news.example.org/a", "https://news.example.org/a"},
		{"https://en.m.wikipedia.org/wiki/Go", "https://en.wikipedia.org/wiki/Go"},
		{"https://www.www.example.org/a", "https://example.org/a"},
		{"https://www.gov.uk/a", "https://www.gov.uk/a"},
		{"https://amp.com.au/a", "https://amp.com.au/a"},
		{"https://m.bbc.co.uk/a", "https://bbc.co.uk/a"},
		{"https://www.com/a", "https://www.com/a"},
		{"https://m.co/a", "https://m.co/a"},
		{"https://t.co/a", "https://t.co/a"},
		{"https://medium.com/a", "https://medium.com/a"},
		{"http://localhost:8080/a", "https://localhost:8080/a"},
		{"http://example.org:08080/a", "https://example.org:8080/a"},
		{"http://127.0.0.1/a", "https://127.0.0.1/a"},
		{"http://[2001:DB8::1]/a", "https://[2001:db8::1]/a"},
		{"http://[2001:db8:0:0::1]:8080/a", "https://[2001:db8::1]:8080/a"},
		{"https://a_b.example.org/a", "https://a_b.example.org/a"},
		{"https://a@b@example.org/a", "https://example.org/a"},

		// Other scripts.
		{"https://bücher.de/a", "https://xn--bcher-kva.de/a"},
		{"https://BÜCHER.de/a", "https://xn--bcher-kva.de/a"},
		{"https://xn--bcher-kva.de/a", "https://xn--bcher-kva.de/a"},
		{"https://b%C3%BCcher.de/a", "https://xn--bcher-kva.de/a"},
		{"https://правда.рф/a", "https://xn--80aafi6cg.xn--p1ai/a"},
		{"https://조선일보.한국/a", "https://xn--on3b99etzg31a.xn--3e0b707e/a"},
		{"https://例え。テスト/a", "https://xn--r8jz45g.xn--zckzah/a"},
		{"https://💩.la/a", "https://xn--ls8h.la/a"},
	} {
		if got, ok := URLKey(c.raw); got != c.want || !ok {
			t.Errorf("URLKey(%q) = %q, %v, want %q", c.raw, got, ok, c.want)
		}
	}
}

func TestURLKeyRefusesWhatIsNoPage(t *testing.T) {
	for _, raw := range []string{
		"", " ", "https://", "http:", "https:///", "https:example.org", "https://?q=1", "https://#a",
		"javascript:alert(1)", "JavaScript://example.org/%0aalert(1)", "data:text/html,x",
		"mailto:a@example.org", "tel:+49301234", "file:///etc/passwd", "ftp://example.org/a",
		"about:blank", "urn:isbn:1", "blob:https://example.org/1", "chrome://settings",
		"C:\\articles\\a.txt", "C:/articles/a.txt", "\\\\server\\share\\a.txt",
		"article.txt", "./a.txt", "../a.txt", "/a/b.txt", "folder/a.txt", "nk news",
		"Reuters", "12.5", "3/4", "1.5/2", "a@example.org", "#top", "?q=1",
		"https://exa mple.org/a", "https://a..b/c", "https://.example.org/a", "https://example.org:port/a",
		"https://example.org:123456/a", "https://exam<ple.org/a", "https://[::1/a", "https://[1.2.3.4]/a",
		"https://a\u200b.org/b", "https://" + strings.Repeat("a", 64) + ".org/b",
		"https://" + strings.Repeat("a.", 130) + "org", "https://example.org/" + strings.Repeat("a", longestURL),
	} {
		if got, ok := URLKey(raw); ok || got != "" {
			t.Errorf("URLKey(%.80q) = %q, %v, want none", raw, got, ok)
		}
	}
}

func FuzzURLKeyIsItsOwnKey(f *testing.F) {
	for _, raw := range []string{
		"https://www.example.org:443/a/../b/?b=1&a=%zz#!x", "http://bücher.de/ü?ö=ä", "//a.b/c", "www.x.org",
		"https://[::1%25eth0]:80/", "https://m.amp.co.uk/amp/amp", "https://a.m.m.b.c/%2e%2e/.",
		"http://1.m.2.3", "https://10.m.1.2/", "https://İ.com/", "https://%EF%BC%8F.com",
	} {
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		key, ok := URLKey(raw)
		if !ok {
			if key != "" {
				t.Fatalf("URLKey(%q) = %q, false", raw, key)
			}
			return
		}
		for i := range len(key) {
			if key[i] <= ' ' || key[i] > '~' {
				t.Fatalf("URLKey(%q) = %q, not printable ASCII", raw, key)
			}
		}
		if again, ok := URLKey(key); again != key || !ok {
			t.Fatalf("URLKey(%q) = %q, but its key is %q, %v", raw, key, again, ok)
		}
	})
}

func BenchmarkURLKey(b *testing.B) {
	for b.Loop() {
		URLKey("https://www.example.org/2025/10/27/kim-sends-troops/?utm_source=feed&id=12")
	}
}
