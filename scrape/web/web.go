// Package web fetches pages: one at a time, within limits, and only from where
// a page may be. What is fetched it does not read; feeds, robots.txt and asking
// again only for what has changed are left to those who fetch many.
package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptrace"
	"net/url"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"
	"golang.org/x/net/publicsuffix"

	"parallax/article"
	"parallax/scrape/format"
	"parallax/scrape/guard"
)

// Options say how to fetch.
type Options struct {
	Agent  string   // the program and its version, as servers are told: "Parallax/1.2"
	Allow  []string // hosts, with or without a port, that may be in a private network
	Limits guard.Limits
}

// A Client fetches pages. It may be used from several goroutines.
type Client struct {
	opt       Options
	transport *http.Transport
}

// New returns a client. It uses the proxy that the environment names.
func New(opt Options) *Client {
	c := &Client{opt: opt}
	d := dialer{allow: newHosts(opt.Allow), proxies: &proxies{}, env: http.ProxyFromEnvironment}
	c.transport = &http.Transport{
		Proxy:                  d.proxy,
		DialContext:            d.dial,
		DialTLSContext:         d.dialTLS,
		ForceAttemptHTTP2:      true,
		DisableCompression:     true, // inflated by ourselves, within a ratio
		DisableKeepAlives:      true, // the end of a connection shows whether a body was whole
		MaxResponseHeaderBytes: opt.Limits.HeaderBytes,
		TLSHandshakeTimeout:    stepTime,
		ResponseHeaderTimeout:  stepTime,
	}
	return c
}

// stepTime is how long each step may take before the first byte of a page: the
// connection, its encryption, the answer. All of it may take Limits.FetchTime.
const stepTime = 30 * time.Second

// Page fetches the page at address and returns it as an item with the address
// it was found at in the end. It returns an [*Error] that wraps one of the
// sentinels of package article, or the error of ctx: nothing that is not whole,
// is no page, or lies in a private network that was not allowed.
func (c *Client) Page(ctx context.Context, address string) (article.Item, error) {
	it, err := c.page(ctx, address)
	if err == nil {
		return it, nil
	}
	if ctx.Err() != nil {
		return article.Item{}, ctx.Err()
	}
	return article.Item{}, c.explain(address, err)
}

func (c *Client) page(ctx context.Context, address string) (article.Item, error) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" || !isWeb(u) {
		return article.Item{}, errNoAddress
	}
	ctx, cancel := context.WithTimeout(ctx, c.opt.Limits.FetchTime)
	defer cancel()
	var wire *wire // of the last answer
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GotConn: func(info httptrace.GotConnInfo) { wire = wireOf(info.Conn) },
	})
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return article.Item{}, errNoAddress
	}
	req.Header.Set("User-Agent", c.opt.Agent)
	req.Header.Set("Accept", "text/html,application/xhtml+xml,text/plain;q=0.8,*/*;q=0.1")
	req.Header.Set("Accept-Encoding", "gzip")
	jar, err := cookiejar.New(&cookiejar.Options{PublicSuffixList: publicsuffix.List})
	if err != nil {
		return article.Item{}, err
	}
	// Cookies last for the redirects of one page: some servers send round in
	// circles without.
	client := http.Client{Transport: c.transport, Jar: jar, CheckRedirect: c.follow}
	resp, err := client.Do(req)
	if err != nil {
		return article.Item{}, err
	}
	defer resp.Body.Close()
	wire.hold()
	defer wire.release()
	if resp.StatusCode != http.StatusOK && resp.StatusCode != http.StatusNonAuthoritativeInfo {
		return article.Item{}, &statusError{code: resp.StatusCode, after: retryAfter(resp.Header.Get("Retry-After"))}
	}
	media := resp.Header.Get("Content-Type")
	limit, err := c.limitOf(media)
	if err != nil {
		return article.Item{}, err
	}
	raw, err := c.read(resp, limit)
	if err != nil {
		return article.Item{}, err
	}
	if err := wire.whole(ctx, resp); err != nil {
		return article.Item{}, err
	}
	if len(raw) == 0 {
		return article.Item{}, article.ErrEmpty
	}
	at := *resp.Request.URL
	at.User, u.User = nil, nil // a password is nobody's address
	return article.Item{
		Name:        address,
		Path:        u.String(),
		ContentType: media,
		Raw:         raw,
		Captured:    time.Now(),
		Declared:    article.Declared{URL: at.String(), How: "web"},
	}, nil
}

// follow decides on a redirect. Where it leads to, the dialer looks at.
func (c *Client) follow(req *http.Request, via []*http.Request) error {
	if len(via) > c.opt.Limits.Redirects {
		return errRedirects
	}
	if !isWeb(req.URL) || req.URL.Host == "" {
		return &elsewhereError{req.URL.Redacted()}
	}
	req.URL.User = nil
	req.Header.Del("Referer")
	return nil
}

func isWeb(u *url.URL) bool { return u.Scheme == "http" || u.Scheme == "https" }

// limitOf returns how large a page of a media type may be, or why it is none.
// Where a server does not know what it sends, the bytes will tell.
func (c *Client) limitOf(contentType string) (int64, error) {
	media, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		media, _, _ = strings.Cut(strings.ToLower(contentType), ";")
		media = strings.TrimSpace(media)
	}
	major, _, _ := strings.Cut(media, "/")
	kind := format.Kind("")
	switch media {
	case "", "text/html", "application/xhtml+xml", "application/octet-stream", "unknown/unknown", "text/xml", "application/xml":
		return c.opt.Limits.HTMLBytes, nil
	case "text/plain", "text/markdown":
		return c.opt.Limits.TextBytes, nil
	case "application/pdf":
		kind = format.PDF
	case "application/rss+xml", "application/atom+xml", "application/feed+json":
		kind = format.Feed
	case "application/json", "application/ld+json":
		kind = format.JSON
	case "text/csv":
		kind = format.CSV
	case "application/epub+zip":
		kind = format.EPUB
	case "application/warc":
		kind = format.WARC
	case "multipart/related", "message/rfc822":
		kind = format.MHTML
	default:
		if major == "image" || major == "audio" || major == "video" || major == "font" {
			kind = format.Binary
		}
	}
	if kind != "" {
		return 0, format.Refusal(kind)
	}
	return 0, &typeError{media}
}

// read reads the body whole, inflated.
func (c *Client) read(resp *http.Response, limit int64) ([]byte, error) {
	if resp.ContentLength > limit {
		return nil, fmt.Errorf("read %d bytes: %w", resp.ContentLength, article.ErrTooLarge)
	}
	packed := &guard.Counter{R: resp.Body}
	var body io.Reader = packed
	switch coding := strings.ToLower(strings.TrimSpace(resp.Header.Get("Content-Encoding"))); coding {
	case "", "identity":
	case "gzip", "x-gzip":
		gz, err := gzip.NewReader(packed)
		if errors.Is(err, io.EOF) && packed.N == 0 {
			return nil, nil
		}
		if err != nil {
			return nil, cut(err)
		}
		defer gz.Close()
		body = guard.Inflated(gz, packed, c.opt.Limits)
	default:
		return nil, &typeError{coding}
	}
	raw, err := guard.ReadAll(body, limit)
	if err != nil {
		return nil, cut(err)
	}
	// What follows a gzip stream is read too, so that the length is held
	// against all there is.
	if _, err := io.Copy(io.Discard, io.LimitReader(packed, limit)); err != nil {
		return nil, cut(err)
	}
	return raw, nil
}

// cut adds [article.ErrIncomplete] to an error that ended a body, unless it
// says already what it is.
func cut(err error) error {
	var slow net.Error
	if errors.Is(err, article.ErrTooLarge) || errors.Is(err, article.ErrUnsafe) ||
		errors.Is(err, context.Canceled) || errors.As(err, &slow) && slow.Timeout() {
		return err
	}
	return fmt.Errorf("%w: %w", article.ErrIncomplete, err)
}
