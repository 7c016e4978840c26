// Package charset turns bytes of any encoding into UTF-8. What bytes are written
// in is told by a mark, by the bytes themselves, by a declaration, and where
// nothing declares it by the words they make.
package charset

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"parallax/article"
)

// Decode returns raw as valid UTF-8 without a byte order mark, with every line
// ending as "\n". Bytes that are no text are [article.ErrBinary]. It asks, in
// this order: the byte order mark, the bytes themselves (UTF-8 does not come
// about by chance), a declaration in the markup, the media type, the words.
func Decode(raw []byte, mediaType string, markup bool) (string, error) {
	s, err := toUTF8(raw, mediaType, markup)
	if err != nil {
		return "", err
	}
	s = strings.TrimPrefix(s, "\ufeff")
	if strings.IndexByte(s, 0) >= 0 || !mostlyText(s) {
		return "", fmt.Errorf("decode the text: %w", article.ErrBinary)
	}
	if strings.IndexByte(s, '\r') >= 0 {
		s = strings.ReplaceAll(s, "\r\n", "\n")
		s = strings.ReplaceAll(s, "\r", "\n")
	}
	return s, nil
}

func toUTF8(raw []byte, mediaType string, markup bool) (string, error) {
	if enc := byMark(raw); enc != nil {
		return with(enc, raw)
	}
	if bytes.IndexByte(raw, 0) >= 0 {
		bigEndian, ok := Wide(raw)
		switch {
		case !ok:
			return "", fmt.Errorf("decode the text: %w", article.ErrBinary)
		case bigEndian:
			return with(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), raw)
		}
		return with(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), raw)
	}
	if utf8.Valid(raw) && !escaped(raw) {
		return string(raw), nil
	}
	if markup {
		if enc := declared(raw); enc != nil {
			return with(enc, raw)
		}
	}
	if _, label, ok := strings.Cut(strings.ToLower(mediaType), "charset="); ok {
		if enc, _ := charset.Lookup(strings.Trim(label, `"' ;`)); enc != nil {
			return with(enc, raw)
		}
	}
	// A few broken bytes in much UTF-8 are damage, not another encoding.
	if nearlyUTF8(raw) {
		return strings.ToValidUTF8(string(raw), "\ufffd"), nil
	}
	return with(Guess(raw, markup), raw)
}

func with(enc encoding.Encoding, raw []byte) (string, error) {
	b, err := enc.NewDecoder().Bytes(raw)
	if err != nil {
		return "", fmt.Errorf("decode the text: %w: %w", article.ErrDamaged, err)
	}
	return strings.ToValidUTF8(string(b), "\ufffd"), nil
}

func byMark(raw []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(raw, []byte("\xff\xfe\x00\x00")):
		return utf32.UTF32(utf32.LittleEndian, utf32.ExpectBOM)
	case bytes.HasPrefix(raw, []byte("\x00\x00\xfe\xff")):
		return utf32.UTF32(utf32.BigEndian, utf32.ExpectBOM)
	case bytes.HasPrefix(raw, []byte("\xff\xfe")):
		return unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM)
	case bytes.HasPrefix(raw, []byte("\xfe\xff")):
		return unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM)
	}
	return nil
}

// Wide reports whether bytes without a mark are UTF-16: the NULs of ASCII
// letters all stand on one side of the pairs, and what stands beside them is
// text.
func Wide(b []byte) (bigEndian, ok bool) {
	b = b[:min(len(b), 64<<10)&^1]
	var even, odd, plain int
	for i := 0; i < len(b); i += 2 {
		switch {
		case b[i] == 0 && isPlain(b[i+1]):
			even++
			plain++
		case b[i+1] == 0 && isPlain(b[i]):
			odd++
			plain++
		case b[i] == 0 || b[i+1] == 0:
			return false, false
		}
	}
	most, least := max(even, odd), min(even, odd)
	return even > odd, plain >= 4 && plain*5 >= len(b)/2 && least*20 <= most
}

func isPlain(c byte) bool { return c >= ' ' && c != 0x7f || c == '\n' || c == '\r' || c == '\t' }

// escaped reports whether ASCII bytes are really ISO-2022, which shifts into
// other alphabets by escape sequences.
func escaped(raw []byte) bool {
	return bytes.Contains(raw, []byte("\x1b$B")) || bytes.Contains(raw, []byte("\x1b$@"))
}

var metaCharset = regexp.MustCompile(`(?i)(?:<meta[^>]{0,200}?charset\s*=\s*["']?\s*|<\?xml[^>]{0,100}?encoding\s*=\s*["'])([A-Za-z0-9_:.-]{2,40})`)

// declared returns the encoding that markup names in its head. One that cannot
// be (UTF-16 in single bytes, UTF-8 where the bytes are not) is passed over.
func declared(raw []byte) encoding.Encoding {
	for _, m := range metaCharset.FindAllSubmatch(raw[:min(len(raw), 64<<10)], 4) {
		enc, name := charset.Lookup(string(m[1]))
		if enc == nil || strings.HasPrefix(name, "utf-") || name == "replacement" {
			continue
		}
		return enc
	}
	return nil
}

func nearlyUTF8(raw []byte) bool {
	var bad, multi int
	for i := 0; i < len(raw); {
		if raw[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			multi++
		}
		i += n
	}
	return multi >= 5 && bad*10 <= multi
}

// mostlyText reports whether s reads as text: control characters and what could
// not be decoded are rare in it.
func mostlyText(s string) bool {
	sample := s[:min(len(s), 256<<10)]
	var odd, all int
	for _, r := range sample {
		all++
		if r == utf8.RuneError || r < ' ' && !strings.ContainsRune("\t\n\r\f\v\x1b", r) || r == 0x7f {
			odd++
		}
	}
	return odd*20 <= all
}
