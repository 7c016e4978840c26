package article

import (
	"net/netip"
	"slices"
	"strings"
	"unicode"
)

// longestURL is the longest address that gets a key. Longer ones are data in
// the form of an address, and the key stands in an index.
const longestURL = 16 << 10

// URLKey returns the form of a web address under which an archive knows it:
// two addresses of one page have one key. The key is an https address itself,
// all ASCII, and its own key.
//
//   - scheme and host in lower case; http and https are one
//   - no user name, no www., no port 80 or 443, no dot at the end of the host;
//     m. and amp. hosts are the plain host; other scripts as punycode
//   - path percent-normalised, without dot segments, without a slash or /amp
//     at its end
//   - query sorted by name, without tracking parameters
//   - no fragment, unless it begins with #!
//
// It returns false for what is not an address of a page on the web: other
// schemes, names without a host, and plain words. An address written without
// its scheme is taken where it cannot be a file name: "www.example.org",
// "//example.org/a", "example.org/a".
func URLKey(raw string) (key string, ok bool) {
	if len(raw) > longestURL {
		return "", false
	}
	rest, ok := cutScheme(cleanURL(raw))
	if !ok {
		return "", false
	}
	end := strings.IndexAny(rest, `/\?#`)
	if end < 0 {
		end = len(rest)
	}
	host, ok := hostKey(rest[:end])
	if !ok {
		return "", false
	}
	rest, fragment, _ := strings.Cut(rest[end:], "#")
	path, query, _ := strings.Cut(rest, "?")

	var b strings.Builder
	b.WriteString("https://")
	b.WriteString(host)
	b.WriteString(pathKey(path))
	if q := queryKey(query); q != "" {
		b.WriteString("?")
		b.WriteString(q)
	}
	if len(fragment) > 1 && fragment[0] == '!' {
		b.WriteString("#")
		b.WriteString(normalisePercent(fragment))
	}
	return b.String(), true
}

// cleanURL drops what browsers drop: space and controls around an address, tabs
// and line ends inside it.
func cleanURL(raw string) string {
	raw = strings.TrimFunc(raw, func(r rune) bool { return unicode.IsSpace(r) || r < ' ' })
	return strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(raw, "\uFFFD"))
}

// cutScheme returns what follows the two slashes of a web address.
func cutScheme(s string) (rest string, ok bool) {
	for _, scheme := range []string{"https:", "http:", ""} {
		if len(s) >= len(scheme) && strings.EqualFold(s[:len(scheme)], scheme) {
			rest := s[len(scheme):]
			// Without its scheme, \\server\share is a file on a network.
			if len(rest) > 2 && isSlash(rest[0]) && isSlash(rest[1]) && (scheme != "" || rest[0] == '/') {
				return strings.TrimLeft(rest, `/\`), true
			}
			if scheme != "" {
				return "", false
			}
		}
	}
	host, _, slash := strings.Cut(s, "/")
	if strings.ContainsAny(host, ":@\\?# ") || strings.HasPrefix(host, ".") {
		return "", false
	}
	www := len(host) > 4 && strings.EqualFold(host[:4], "www.") && strings.Contains(host[4:], ".")
	top := host[strings.LastIndexByte(host, '.')+1:]
	named := slash && len(top) < len(host) && len(top) >= 2 && strings.IndexFunc(top, isNotLetter) < 0
	return s, www || named
}

func isSlash(c byte) bool { return c == '/' || c == '\\' }

func isNotLetter(r rune) bool { return !unicode.IsLetter(r) }

// hostKey returns the host of an authority with its port, if it has one of its own.
func hostKey(authority string) (string, bool) {
	host := authority[strings.LastIndexByte(authority, '@')+1:]
	if i := strings.IndexByte(host, ']'); strings.HasPrefix(host, "[") && i > 0 {
		addr, err := netip.ParseAddr(host[1:i])
		port, ok := portKey(host[i+1:])
		return "[" + addr.WithZone("").String() + "]" + port, ok && err == nil && addr.Is6()
	}
	port := ""
	if i := strings.IndexByte(host, ':'); i >= 0 {
		var ok bool
		if port, ok = portKey(host[i:]); !ok {
			return "", false
		}
		host = host[:i]
	}
	host, ok := asciiHost(host)
	if !ok {
		return "", false
	}
	return plainHost(host) + port, true
}

// portKey returns a port with its colon, and "" for the ports that go without
// saying. Both are dropped under either scheme, because the key has only one.
func portKey(s string) (string, bool) {
	if s == "" {
		return "", true
	}
	if s[0] != ':' {
		return "", false
	}
	digits := strings.TrimLeft(s[1:], "0")
	for i := range len(digits) {
		if digits[i] < '0' || digits[i] > '9' {
			return "", false
		}
	}
	if len(digits) > 5 {
		return "", false
	}
	if digits == "" || digits == "80" || digits == "443" {
		return "", true
	}
	return ":" + digits, true
}

// asciiHost returns a host in lower case, other scripts as punycode.
func asciiHost(host string) (string, bool) {
	if strings.IndexByte(host, '%') >= 0 {
		host = string(unescape(host))
	}
	host = strings.ToLower(strings.Map(narrow, strings.ToValidUTF8(host, "\uFFFD")))
	host = strings.TrimSuffix(host, ".")
	if host == "" || len(host) > 1024 {
		return "", false
	}
	labels := strings.Split(host, ".")
	for i, label := range labels {
		if label == "" {
			return "", false
		}
		plain := true
		for _, r := range label {
			switch {
			case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '-', r == '_':
			case r < 0x80, r == '\uFFFD', !unicode.IsGraphic(r), unicode.IsSpace(r):
				return "", false
			default:
				plain = false
			}
		}
		if !plain {
			label = "xn--" + punycode(label)
		}
		if len(label) > 63 {
			return "", false
		}
		labels[i] = label
	}
	host = strings.Join(labels, ".")
	return host, len(host) <= 253
}

// narrow makes the wide letters and full stops that East Asian keyboards type
// the ones that addresses are registered with.
func narrow(r rune) rune {
	switch {
	case r == '\u3002', r == '\uFF61', r == '\uFF0E':
		return '.'
	case r >= '\uFF10' && r <= '\uFF5A' && (unicode.IsLetter(r) || unicode.IsDigit(r)):
		return r - '\uFF10' + '0'
	}
	return r
}

// plainHost drops what a host says about the form of its pages: www., m. and
// amp., and the m. behind a language (en.m.wikipedia.org).
func plainHost(host string) string {
	for {
		first, rest, _ := strings.Cut(host, ".")
		if !isSite(rest) {
			return host
		}
		if first == "www" || first == "m" || first == "amp" {
			host = rest
			continue
		}
		if second, rest, _ := strings.Cut(rest, "."); second == "m" && isSite(rest) {
			host = first + "." + rest
			continue
		}
		return host
	}
}

// isSite reports whether a host can be a site's own name, and not a suffix
// under which others register theirs: com, co.uk.
func isSite(host string) bool {
	name, top, dot := strings.Cut(host, ".")
	if !dot {
		return false
	}
	if len(top) == 2 {
		switch name {
		case "ac", "co", "com", "edu", "go", "gov", "ne", "net", "or", "org":
			return false
		}
	}
	return true
}

// pathKey returns a path without what does not tell pages apart, "" for the
// front page.
func pathKey(path string) string {
	path = normalisePercent(strings.ReplaceAll(path, `\`, "/"))
	var kept []string
	for _, segment := range strings.Split(strings.TrimPrefix(path, "/"), "/") {
		switch segment {
		case ".":
		case "..":
			if len(kept) > 0 {
				kept = kept[:len(kept)-1]
			}
		default:
			kept = append(kept, segment)
		}
	}
	for len(kept) > 0 {
		last := kept[len(kept)-1]
		if last != "" && (last != "amp" || len(kept) == 1) {
			break
		}
		kept = kept[:len(kept)-1]
	}
	if len(kept) == 0 {
		return ""
	}
	return "/" + strings.Join(kept, "/")
}

// queryKey returns the parameters that tell pages apart, sorted by name; those
// of one name keep their order.
func queryKey(query string) string {
	type parameter struct{ name, value string }
	var kept []parameter
	for part := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(strings.ReplaceAll(part, "+", " "), "=")
		n, v := unescape(name), unescape(value)
		if len(n)+len(v) == 0 || isTracking(strings.ToLower(string(n))) {
			continue
		}
		kept = append(kept, parameter{escape(n, ""), escape(v, "")})
	}
	slices.SortStableFunc(kept, func(a, b parameter) int { return strings.Compare(a.name, b.name) })
	var b strings.Builder
	for i, p := range kept {
		if i > 0 {
			b.WriteByte('&')
		}
		b.WriteString(p.name)
		if p.value != "" {
			b.WriteByte('=')
			b.WriteString(p.value)
		}
	}
	return b.String()
}

// tracking names the parameters that say how a reader came to a page and not
// which page it is. Changing the list changes keys: it takes a migration.
var tracking = map[string]bool{
	"__twitter_impression": true, "_ga": true, "_gl": true, "_hsenc": true, "_hsmi": true,
	"amp": true, "amp_gsa": true, "amp_js_v": true, "cmp": true, "cmpid": true, "dclid": true,
	"fb_action_ids": true, "fb_action_types": true, "fb_ref": true, "fb_source": true,
	"fbclid": true, "gad_source": true, "gbraid": true, "gclid": true, "gclsrc": true,
	"guccounter": true, "guce_referrer": true, "guce_referrer_sig": true, "hsctatracking": true,
	"icid": true, "igsh": true, "igshid": true, "mkt_tok": true, "msclkid": true, "ncid": true,
	"ocid": true, "oly_anon_id": true, "oly_enc_id": true, "ref": true, "ref_src": true,
	"ref_url": true, "referrer": true, "s_cid": true, "s_kwcid": true, "scm": true, "smid": true,
	"smtyp": true, "soc_src": true, "soc_trk": true, "spm": true, "sr_share": true, "srsltid": true,
	"ttclid": true, "twclid": true, "usqp": true, "vero_id": true, "wbraid": true,
	"wickedid": true, "wt.mc_id": true, "xtor": true, "yclid": true,
}

var trackingPrefixes = []string{"utm_", "mc_", "at_", "mtm_", "pk_", "piwik_", "matomo_"}

func isTracking(name string) bool {
	return tracking[name] || slices.ContainsFunc(trackingPrefixes, func(p string) bool { return strings.HasPrefix(name, p) })
}

// normalisePercent writes every character of s in one way: letters, digits and
// -._~ plain, the reserved ones as they came, everything else as %XX.
func normalisePercent(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '%' {
			if v, ok := hexByte(s, i+1); ok {
				i += 2
				b.WriteString(escape([]byte{v}, ""))
				continue
			}
		}
		b.WriteString(escape([]byte{c}, "/!$&'()*+,;=:@"))
	}
	return b.String()
}

// unescape returns the bytes that s stands for; a % that is no escape is itself.
func unescape(s string) []byte {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '%' {
			if v, ok := hexByte(s, i+1); ok {
				out = append(out, v)
				i += 2
				continue
			}
		}
		out = append(out, s[i])
	}
	return out
}

// escape writes bytes as a part of an address, those in plain as they are.
func escape(bytes []byte, plain string) string {
	const hex = "0123456789ABCDEF"
	out := make([]byte, 0, len(bytes))
	for _, c := range bytes {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9',
			c == '-', c == '.', c == '_', c == '~', strings.IndexByte(plain, c) >= 0:
			out = append(out, c)
		default:
			out = append(out, '%', hex[c>>4], hex[c&15])
		}
	}
	return string(out)
}

// hexByte reads the two hex digits at i.
func hexByte(s string, i int) (byte, bool) {
	if i+1 >= len(s) {
		return 0, false
	}
	hi, ok1 := hexDigit(s[i])
	lo, ok2 := hexDigit(s[i+1])
	return hi<<4 | lo, ok1 && ok2
}

func hexDigit(c byte) (byte, bool) {
	switch {
	case c >= '0' && c <= '9':
		return c - '0', true
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10, true
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10, true
	}
	return 0, false
}
