package web

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"syscall"

	"golang.org/x/net/idna"

	"parallax/article"
)

// hosts are hosts that a person allowed to be in a private network, "host" for
// all of its ports or "host:port".
type hosts map[string]bool

func newHosts(names []string) hosts {
	h := hosts{}
	for _, n := range names {
		n = strings.ToLower(strings.TrimSpace(n))
		if a, err := netip.ParseAddr(strings.Trim(n, "[]")); err == nil {
			n = a.String()
		}
		h[n] = true
	}
	return h
}

// has reports whether the host of address, a host with a port, is among them.
func (h hosts) has(address string) bool {
	address = strings.ToLower(address)
	host, _, err := net.SplitHostPort(address)
	return h[address] || err == nil && h[host]
}

// proxies are the addresses of the person's own proxies.
type proxies struct {
	mu sync.Mutex
	at map[string]bool
}

func (p *proxies) add(address string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.at == nil {
		p.at = map[string]bool{}
	}
	p.at[address] = true
}

func (p *proxies) has(address string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.at[address]
}

// A dialer connects to where a page may be.
type dialer struct {
	allow   hosts
	proxies *proxies
	roots   *x509.CertPool // nil for those of the system
	env     func(*http.Request) (*url.URL, error)
}

// proxy returns the proxy for a request. A proxy looks names up itself, so what
// can be told of the host without that is told here.
func (d dialer) proxy(req *http.Request) (*url.URL, error) {
	u, err := d.env(req)
	if u == nil || err != nil {
		return nil, err
	}
	host := req.URL.Hostname()
	name := strings.ToLower(host)
	if ascii, err := idna.Lookup.ToASCII(host); err == nil {
		name = ascii // as the proxy is told: "１２７。0.0.1" is 127.0.0.1
	}
	name = strings.TrimSuffix(name, ".")
	a, perr := netip.ParseAddr(name)
	if !d.allow.has(withPort(req.URL)) && (perr == nil && isPrivate(a) || name == "localhost" || strings.HasSuffix(name, ".localhost")) {
		return nil, privateError{host}
	}
	if perr != nil && isNumber(name) {
		return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
	}
	d.proxies.add(withPort(u))
	return u, nil
}

// isNumber reports whether a name is an IPv4 address in a form of old, such as
// 2130706433, 0x7f.1 or 0177.0.0.1. Without a proxy there is no host of such a
// name; a proxy may take it for any address.
func isNumber(name string) bool {
	last := name[strings.LastIndexByte(name, '.')+1:]
	_, err := strconv.ParseUint(last, 0, 64)
	return err == nil || last != "" && strings.Trim(last, "0123456789") == ""
}

// withPort returns the host and port of an address.
func withPort(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443", "socks5": "1080", "socks5h": "1080"}[u.Scheme]
	}
	return net.JoinHostPort(u.Hostname(), port)
}

// dial connects, and refuses an address in a private network once the name of
// the host is looked up: a name can mean any address, and another one the
// second time it is asked for.
func (d dialer) dial(ctx context.Context, network, address string) (net.Conn, error) {
	dial := net.Dialer{Timeout: stepTime}
	if !d.allow.has(address) && !d.proxies.has(address) {
		dial.Control = func(_, at string, _ syscall.RawConn) error {
			a, err := netip.ParseAddrPort(at)
			if err != nil || isPrivate(a.Addr()) {
				host, _, _ := net.SplitHostPort(address)
				return privateError{host}
			}
			return nil
		}
	}
	conn, err := dial.DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	return newWire(conn), nil
}

// dialTLS connects with encryption. It is not used through a proxy.
func (d dialer) dialTLS(ctx context.Context, network, address string) (net.Conn, error) {
	conn, err := d.dial(ctx, network, address)
	if err != nil {
		return nil, err
	}
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	tcp := conn.(*wire).Conn
	safe := tls.Client(tcp, &tls.Config{ServerName: host, RootCAs: d.roots, NextProtos: []string{"h2", "http/1.1"}, MinVersion: tls.VersionTLS12})
	ctx, cancel := context.WithTimeout(ctx, stepTime)
	defer cancel()
	if err := safe.HandshakeContext(ctx); err != nil {
		tcp.Close()
		return nil, err
	}
	if safe.ConnectionState().NegotiatedProtocol == "h2" {
		return safe, nil // which holds bodies against their length itself
	}
	return newWire(safe), nil
}

// A privateError names a host in a private network.
type privateError struct{ host string }

func (e privateError) Error() string {
	return fmt.Sprintf("connect to %s: %v", e.host, article.ErrPrivate)
}

func (e privateError) Unwrap() error { return article.ErrPrivate }

// notPublic are the networks that package netip does not tell from public ones.
var notPublic = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"),       // this network
	netip.MustParsePrefix("100.64.0.0/10"),   // behind a provider's translation
	netip.MustParsePrefix("192.0.0.0/24"),    // protocols
	netip.MustParsePrefix("198.18.0.0/15"),   // measurements
	netip.MustParsePrefix("240.0.0.0/4"),     // reserved, and broadcast
	netip.MustParsePrefix("fec0::/10"),       // private, of old
	netip.MustParsePrefix("64:ff9b:1::/48"),  // private translation
	netip.MustParsePrefix("2001::/32"),       // tunnels that hide an address
	netip.MustParsePrefix("::ffff:0:0:0/96"), // translated, of old
	netip.MustParsePrefix("::/96"),           // compatible, of old
}

var (
	translated = netip.MustParsePrefix("64:ff9b::/96")
	sixToFour  = netip.MustParsePrefix("2002::/16")
)

// isPrivate reports whether an address is not one of the public network.
func isPrivate(a netip.Addr) bool {
	a = a.WithZone("").Unmap()
	switch b := a.As16(); {
	case translated.Contains(a):
		return isPrivate(netip.AddrFrom4([4]byte(b[12:])))
	case sixToFour.Contains(a):
		return isPrivate(netip.AddrFrom4([4]byte(b[2:6])))
	}
	if !a.IsGlobalUnicast() || a.IsPrivate() {
		return true
	}
	for _, p := range notPublic {
		if p.Contains(a) {
			return true
		}
	}
	return false
}
