package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"parallax/article"
	"parallax/scrape/guard"
)

const page = "<!doctype html><html><body><p>The harbour was opened again on Monday.</p></body></html>"

// serve starts a server and returns its address.
func serve(t *testing.T, h http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

// raw answers with bytes as they are and closes the connection.
func raw(answer string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			panic(err)
		}
		defer conn.Close()
		fmt.Fprint(conn, answer)
	}
}

func packed(b []byte) []byte {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	w.Write(b)
	w.Close()
	return out.Bytes()
}

// local returns a client that may fetch from the test's own servers.
func local() *Client {
	return New(Options{Agent: "Parallax/test", Allow: []string{"127.0.0.1"}, Limits: guard.Default()})
}

func TestPageIsFetchedWithItsLastAddressAndType(t *testing.T) {
	var asked *http.Request
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/old":
			http.SetCookie(w, &http.Cookie{Name: "been", Value: "here", Path: "/"})
			http.Redirect(w, r, "/new?x=1", http.StatusFound)
		default:
			asked = r
			w.Header().Set("Content-Type", "text/html; charset=windows-1252")
			w.Write([]byte(page))
		}
	})
	before := time.Now()
	it, err := local().Page(t.Context(), " "+strings.Replace(at, "://", "://kim:secret@", 1)+"/old ")
	if err != nil {
		t.Fatal(err)
	}
	if string(it.Raw) != page || it.ContentType != "text/html; charset=windows-1252" || it.Declared.URL != at+"/new?x=1" ||
		it.Path != at+"/old" || it.Declared.How != "web" || it.Captured.Before(before) {
		t.Errorf("item %+v", it)
	}
	if _, err := asked.Cookie("been"); asked.Header.Get("User-Agent") != "Parallax/test" || asked.Header.Get("Referer") != "" || err != nil {
		t.Errorf("asked with %v, %v; want the program's name, no referer and the cookie of the redirect", asked.Header, err)
	}
}

func TestPackedPagesAreUnpacked(t *testing.T) {
	for _, coding := range []string{"gzip", "x-gzip", "GZIP"} {
		at := serve(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", coding)
			w.Write(packed([]byte(page)))
		})
		if it, err := local().Page(t.Context(), at); err != nil || string(it.Raw) != page {
			t.Errorf("%s: %q, %v", coding, it.Raw, err)
		}
	}
}

func TestWhatIsNoPageIsRefusedWithTheReason(t *testing.T) {
	lim := guard.Default()
	lim.HTMLBytes, lim.TextBytes = 64<<10, 64<<10
	lim.HeaderBytes = 16 << 10
	lim.RatioFree = 16 << 10
	long := strings.Repeat("a", 70<<10)
	answer := func(header ...string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			for i := 0; i < len(header); i += 2 {
				w.Header().Set(header[i], header[i+1])
			}
			w.Write([]byte(page))
		}
	}
	status := func(code int, header ...string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			for i := 0; i < len(header); i += 2 {
				w.Header().Set(header[i], header[i+1])
			}
			w.WriteHeader(code)
		}
	}
	for _, c := range []struct {
		name   string
		server http.HandlerFunc
		is     error
		why    string // "" where it is not the web's to say
	}{
		{"image", answer("Content-Type", "image/png"), article.ErrBinary, ""},
		{"PDF", answer("Content-Type", "application/pdf"), article.ErrUnsupported, ""},
		{"feed", answer("Content-Type", "application/rss+xml; charset=utf-8"), article.ErrUnsupported, ""},
		{"style", answer("Content-Type", "text/css"), article.ErrUnsupported, "web.type"},
		{"coding", answer("Content-Encoding", "br"), article.ErrUnsupported, "web.type"},
		{"no gzip", answer("Content-Encoding", "gzip"), article.ErrIncomplete, "web.incomplete"},
		{"gone", status(404), article.ErrAnswer, "web.status.gone"},
		{"forbidden", status(403), article.ErrAnswer, "web.status.forbidden"},
		{"busy", status(503), article.ErrAnswer, "web.status.busy"},
		{"later", status(429, "Retry-After", "120"), article.ErrAnswer, "web.status.later"},
		{"part", status(206), article.ErrAnswer, "web.status.other"},
		{"nothing", status(200), article.ErrEmpty, ""},
		{"too large, said", raw("HTTP/1.1 200 OK\r\nContent-Length: 70000\r\n\r\n" + long), article.ErrTooLarge, "web.too-large"},
		{"too large, unsaid", raw("HTTP/1.1 200 OK\r\n\r\n" + long), article.ErrTooLarge, "web.too-large"},
		{"headers", raw("HTTP/1.1 200 OK\r\nX: " + long + "\r\n\r\n" + page), article.ErrTooLarge, "web.too-large"},
		{"bomb", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(packed(make([]byte, 60<<10)))
		}, article.ErrUnsafe, "web.unsafe"},
		{"bomb beyond the size", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(packed([]byte(strings.Repeat(page, 2000))))
		}, article.ErrTooLarge, "web.too-large"},
		{"cut", raw("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + page), article.ErrIncomplete, "web.incomplete"},
		{"cut chunks", raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n0123456789abcdef\r\n"), article.ErrIncomplete, "web.incomplete"},
		{"cut gzip", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(packed([]byte(page))[:40])
		}, article.ErrIncomplete, "web.incomplete"},
		{"length too small", raw("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n" + page), article.ErrIncomplete, "web.incomplete"},
		{"length of a long page too small", raw("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 40000\r\n\r\n" + long[:40_010]), article.ErrIncomplete, "web.incomplete"},
		{"no HTTP", raw("220 mail.example.org ESMTP\r\n"), article.ErrUnreachable, "web.unreachable"},
		{"circle", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/", http.StatusFound) }, article.ErrAnswer, "web.redirects"},
		{"to a file", status(302, "Location", "file:///etc/passwd"), article.ErrUnsupported, "web.elsewhere"},
		{"to nowhere", status(302), article.ErrAnswer, "web.status.other"},
	} {
		t.Run(c.name, func(t *testing.T) {
			client := New(Options{Agent: "Parallax/test", Allow: []string{"127.0.0.1"}, Limits: lim})
			it, err := client.Page(t.Context(), serve(t, c.server))
			if !errors.Is(err, c.is) || it.Raw != nil {
				t.Fatalf("Page = %d bytes, %v; want %v", len(it.Raw), err, c.is)
			}
			var e *Error
			if errors.As(err, &e) != (c.why != "") || e != nil && e.Why.Key != c.why {
				t.Errorf("Page says %+v, want %s", err, c.why)
			}
			if c.name == "later" && e.RetryAfter != 2*time.Minute {
				t.Errorf("RetryAfter = %v, want two minutes", e.RetryAfter)
			}
			if e != nil && strings.Contains(e.Why.String(), "<no value>") {
				t.Errorf("the sentence misses words: %s", e.Why)
			}
		})
	}
}

func TestWholePagesOfAnyLengthAreTaken(t *testing.T) {
	for _, answer := range []string{
		"HTTP/1.1 200 OK\r\nContent-Length: 87\r\n\r\n" + page,
		"HTTP/1.0 200 OK\r\n\r\n" + page,
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n57\r\n" + page + "\r\n0\r\n\r\n",
		"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 87\r\n\r\n" + page,
	} {
		if it, err := local().Page(t.Context(), serve(t, raw(answer))); err != nil || string(it.Raw) != page {
			t.Errorf("%.40q: %q, %v", answer, it.Raw, err)
		}
	}
}

func TestASlowServerIsNotWaitedForForEver(t *testing.T) {
	hold := make(chan struct{})
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Write([]byte(page[:20]))
		w.(http.Flusher).Flush()
		select {
		case <-hold:
		case <-r.Context().Done():
		}
	})
	defer close(hold)
	lim := guard.Default()
	lim.FetchTime = 50 * time.Millisecond
	client := New(Options{Allow: []string{"127.0.0.1"}, Limits: lim})
	var e *Error
	if _, err := client.Page(t.Context(), at); !errors.Is(err, context.DeadlineExceeded) || !errors.As(err, &e) || e.Why.Key != "web.slow" {
		t.Errorf("Page = %v, want that it is too slow", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(10*time.Millisecond, cancel)
	if _, err := local().Page(ctx, at); !errors.Is(err, context.Canceled) || errors.As(err, &e) && e.Err == err {
		t.Errorf("Page, stopped = %v, want Canceled", err)
	}
}

func TestPrivateNetworksAreRefusedUnlessTheHostIsAllowed(t *testing.T) {
	reached := false
	at := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		reached = true
		w.Write([]byte(page))
	})
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(at, "http://"))
	fetch := func(address string, allow ...string) error {
		_, err := New(Options{Allow: allow, Limits: guard.Default()}).Page(t.Context(), address)
		return err
	}
	for _, address := range []string{at, "http://localhost:" + port, "http://[::ffff:127.0.0.1]:" + port, "http://0.0.0.0:" + port, "http://user@127.0.0.1:" + port} {
		if err := fetch(address, "example.org"); !errors.Is(err, article.ErrPrivate) {
			t.Errorf("Page(%s) = %v, want ErrPrivate", address, err)
		}
	}
	if reached {
		t.Error("a server in a private network was asked")
	}
	// Allowing a host allows no other, however one leads to it.
	lead := serve(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, at, http.StatusMovedPermanently) })
	_, leadPort, _ := net.SplitHostPort(strings.TrimPrefix(lead, "http://"))
	if err := fetch("http://localhost:"+leadPort, "localhost"); !errors.Is(err, article.ErrPrivate) || reached {
		t.Errorf("a redirect to 127.0.0.1: %v, reached %v; want ErrPrivate", err, reached)
	}
	if err := fetch("http://localhost:"+port, "LOCALHOST:1"); !errors.Is(err, article.ErrPrivate) {
		t.Errorf("another port of an allowed host: %v, want ErrPrivate", err)
	}
	for _, allow := range []string{"127.0.0.1", "127.0.0.1:" + port} {
		if err := fetch(at, allow); err != nil {
			t.Errorf("Page with %s allowed: %v", allow, err)
		}
	}
}

func TestWhichAddressesArePrivate(t *testing.T) {
	for _, c := range []struct {
		addr    string
		private bool
	}{
		{"93.184.215.14", false},
		{"2606:2800:21f:cb07:6820:80da:af6b:8b2c", false},
		{"64:ff9b::5db8:d70e", false},
		{"2002:5db8:d70e::1", false},
		{"127.0.0.1", true},
		{"127.255.255.254", true},
		{"10.1.2.3", true},
		{"172.16.0.1", true},
		{"172.32.0.1", false},
		{"192.168.1.1", true},
		{"169.254.169.254", true},
		{"100.64.0.1", true},
		{"0.0.0.0", true},
		{"0.1.2.3", true},
		{"224.0.0.1", true},
		{"255.255.255.255", true},
		{"::1", true},
		{"::", true},
		{"::ffff:10.0.0.1", true},
		{"::10.0.0.1", true},
		{"fe80::1", true},
		{"fe80::1%eth0", true},
		{"fd00::1", true},
		{"ff02::1", true},
		{"fec0::1", true},
		{"64:ff9b::7f00:1", true},
		{"64:ff9b:1::1", true},
		{"2002:7f00:1::1", true},
		{"2002:c0a8:101::1", true},
		{"2001:0:53aa:64c::1", true},
	} {
		if got := isPrivate(netip.MustParseAddr(c.addr)); got != c.private {
			t.Errorf("isPrivate(%s) = %v", c.addr, got)
		}
	}
	if !isPrivate(netip.Addr{}) {
		t.Error("no address is none of the public network")
	}
}

func TestAProxyOfThePersonsIsAskedAndLeadsNowherePrivate(t *testing.T) {
	at := serve(t, func(w http.ResponseWriter, r *http.Request) { // a proxy is asked for the whole address
		fmt.Fprintf(w, "<p>%s</p>", r.URL)
	})
	proxy, _ := url.Parse(at)
	client := New(Options{Limits: guard.Default()})
	d := dialer{proxies: &proxies{}, env: func(*http.Request) (*url.URL, error) { return proxy, nil }}
	client.transport.Proxy, client.transport.DialContext = d.proxy, d.dial
	it, err := client.Page(t.Context(), "http://example.org/a")
	if err != nil || string(it.Raw) != "<p>http://example.org/a</p>" {
		t.Errorf("Page over a proxy = %q, %v", it.Raw, err)
	}
	for _, address := range []string{"http://127.0.0.1:1/", "http://localhost/", "http://a.localhost./", "http://[fd00::1]/", "http://127.0.0.1./", "http://１２７。0.0.1/", "http://[fe80::1%25lo]/"} {
		if _, err := client.Page(t.Context(), address); !errors.Is(err, article.ErrPrivate) {
			t.Errorf("Page(%s) over a proxy = %v, want ErrPrivate", address, err)
		}
	}
	for _, address := range []string{"http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://127.1/", "http://127.0.0.0x1/"} {
		if _, err := client.Page(t.Context(), address); !errors.Is(err, article.ErrUnreachable) {
			t.Errorf("Page(%s) over a proxy = %v, want that there is no such host", address, err)
		}
	}
}

func TestConnectionsThatAreNotSafeAreSaidInWords(t *testing.T) {
	answer := func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/short" {
			w.Header().Set("Content-Length", "1000")
		}
		w.Write([]byte(page))
	}
	safe := httptest.NewUnstartedServer(http.HandlerFunc(answer))
	safe.EnableHTTP2 = true
	one := httptest.NewUnstartedServer(http.HandlerFunc(answer)) // HTTP/1
	for _, s := range []*httptest.Server{safe, one} {
		s.Config.ErrorLog = log.New(io.Discard, "", 0)
		s.StartTLS()
		defer s.Close()
	}
	plain := serve(t, answer)
	for _, c := range []struct{ address, why string }{
		{safe.URL, "web.tls.authority"},
		{strings.Replace(plain, "http://", "https://", 1), "web.tls.plain"},
	} {
		_, err := local().Page(t.Context(), c.address)
		var e *Error
		if !errors.Is(err, article.ErrUnreachable) || !errors.As(err, &e) || e.Why.Key != c.why {
			t.Errorf("Page(%s) = %v, want %s", c.address, err, c.why)
		}
	}
	for _, s := range []*httptest.Server{safe, one} {
		client := local()
		d := dialer{allow: newHosts([]string{"127.0.0.1", "localhost"}), proxies: &proxies{}, roots: x509.NewCertPool()}
		d.roots.AddCert(s.Certificate())
		client.transport.DialTLSContext = d.dialTLS
		if it, err := client.Page(t.Context(), s.URL); err != nil || string(it.Raw) != page {
			t.Errorf("Page over TLS = %q, %v", it.Raw, err)
		}
		if _, err := client.Page(t.Context(), s.URL+"/short"); !errors.Is(err, article.ErrIncomplete) {
			t.Errorf("a short page over TLS = %v, want ErrIncomplete", err)
		}
		_, err := client.Page(t.Context(), strings.Replace(s.URL, "127.0.0.1", "localhost", 1))
		var e *Error
		if !errors.As(err, &e) || e.Why.Key != "web.tls.name" {
			t.Errorf("a certificate of another host: %v", err)
		}
	}
}

func TestWhatIsNoAddressOrNotThereIsSaid(t *testing.T) {
	for _, c := range []struct {
		address string
		is      error
	}{
		{"", article.ErrUnsupported},
		{"http://", article.ErrUnsupported},
		{"ftp://example.org/", article.ErrUnsupported},
		{"file:///etc/passwd", article.ErrUnsupported},
		{"http://exa mple.org/", article.ErrUnsupported},
		{"http://127.0.0.1:1/", article.ErrUnreachable},
	} {
		if _, err := local().Page(t.Context(), c.address); !errors.Is(err, c.is) {
			t.Errorf("Page(%q) = %v, want %v", c.address, err, c.is)
		}
	}
}

func TestRetryAfterIsReadToTheSecond(t *testing.T) {
	for _, c := range []struct {
		s    string
		want time.Duration
	}{
		{"", 0},
		{"120", 2 * time.Minute},
		{" 7 ", 7 * time.Second},
		{"-1", 0},
		{"soon", 0},
		{"99999999999999", 0},
		{"Mon, 02 Jan 2006 15:04:05 GMT", 0},
	} {
		if got := retryAfter(c.s); got != c.want {
			t.Errorf("retryAfter(%q) = %v, want %v", c.s, got, c.want)
		}
	}
	in := time.Now().Add(time.Hour).UTC().Format(http.TimeFormat)
	if got := retryAfter(in); got < 59*time.Minute || got > time.Hour {
		t.Errorf("retryAfter(%q) = %v, want an hour", in, got)
	}
}
