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
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"parallax/article"
	"parallax/internal/text/language"
)

// Decode returns raw as valid UTF-8 without a byte order mark, with every line
// ending as "\n". Bytes that are no text are [article.ErrBinary].
func Decode(raw []byte, mediaType string, markup bool) (string, error) {
	s, _, err := Read(raw, mediaType, markup)
	return s, err
}

// A Source is what bytes were written in and what told it.
type Source struct {
	Encoding string // as the web names it: "utf-8", "windows-1251"
	By       By
}

// By is what tells an encoding.
type By string

const (
	ByMark   By = "mark"   // the byte order mark
	ByBytes  By = "bytes"  // their form, which does not come about by chance
	ByHeader By = "header" // the media type
	ByMarkup By = "meta"   // a declaration in the markup
	ByWords  By = "words"  // what makes words of a language
)

// Read is [Decode] and says how the bytes were read. It asks, in this order: the
// byte order mark, the bytes themselves, the media type, a declaration in the
// markup, the words. A declaration that the bytes do not fit is passed over.
func Read(raw []byte, mediaType string, markup bool) (string, Source, error) {
	s, src, err := toUTF8(raw, mediaType, markup)
	if err != nil {
		return "", src, err
	}
	s = strings.TrimPrefix(s, "\ufeff")
	if strings.IndexByte(s, 0) >= 0 || !mostlyText(s) {
		return "", src, fmt.Errorf("decode the text: %w", article.ErrBinary)
	}
	if strings.IndexByte(s, '\r') >= 0 {
		s = strings.ReplaceAll(s, "\r\n", "\n")
		s = strings.ReplaceAll(s, "\r", "\n")
	}
	return s, src, nil
}

func toUTF8(raw []byte, mediaType string, markup bool) (string, Source, error) {
	if enc, name := byMark(raw); enc != nil {
		s, err := with(enc, raw)
		return s, Source{name, ByMark}, err
	}
	if bytes.IndexByte(raw, 0) >= 0 {
		enc, name := wide(raw)
		switch {
		case enc != nil:
			s, err := with(enc, raw)
			return s, Source{name, ByBytes}, err
		case !StrayNULs(raw):
			return "", Source{}, fmt.Errorf("decode the text: %w", article.ErrBinary)
		}
		raw = bytes.ReplaceAll(raw, []byte{0}, nil)
	}
	if enc, name := shifted(raw); enc != nil {
		if s, err := with(enc, raw); err == nil {
			return s, Source{name, ByBytes}, nil
		}
	}
	by := ByBytes
	if b, ok := bytes.CutPrefix(raw, []byte("\ufeff")); ok {
		raw, by = b, ByMark
	}
	if utf8.Valid(raw) {
		return string(raw), Source{"utf-8", by}, nil
	}
	// A few broken bytes in much UTF-8 are damage, not another encoding.
	if nearlyUTF8(raw, declaresUTF8(raw, mediaType, markup)) {
		return strings.ToValidUTF8(string(raw), "\ufffd"), Source{"utf-8", by}, nil
	}
	if _, label, ok := strings.Cut(strings.ToLower(mediaType), "charset="); ok {
		label, _, _ = strings.Cut(label, ";")
		if s, name, ok := labelled(strings.Trim(label, "\"' "), raw); ok {
			return s, Source{name, ByHeader}, nil
		}
	}
	if markup {
		head := comment.ReplaceAll(raw[:min(len(raw), 64<<10)], nil)
		for _, m := range metaCharset.FindAllSubmatch(head, 4) {
			if s, name, ok := labelled(string(m[1]), raw); ok {
				return s, Source{name, ByMarkup}, nil
			}
		}
	}
	enc, name := guess(raw, markup)
	s, err := with(enc, raw)
	return s, Source{name, ByWords}, err
}

func with(enc encoding.Encoding, raw []byte) (string, error) {
	b, err := enc.NewDecoder().Bytes(raw)
	if err != nil {
		return "", fmt.Errorf("decode the text: %w: %w", article.ErrDamaged, err)
	}
	return strings.ToValidUTF8(string(b), "\ufffd"), nil
}

func byMark(raw []byte) (enc encoding.Encoding, name string) {
	switch {
	case bytes.HasPrefix(raw, []byte("\xff\xfe\x00\x00")):
		return utf32.UTF32(utf32.LittleEndian, utf32.ExpectBOM), "utf-32le"
	case bytes.HasPrefix(raw, []byte("\x00\x00\xfe\xff")):
		return utf32.UTF32(utf32.BigEndian, utf32.ExpectBOM), "utf-32be"
	case bytes.HasPrefix(raw, []byte("\xff\xfe")):
		return unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM), "utf-16le"
	case bytes.HasPrefix(raw, []byte("\xfe\xff")):
		return unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM), "utf-16be"
	}
	return nil, ""
}

// wide returns the encoding of bytes with NULs and without a mark, nil if they
// are no text.
func wide(raw []byte) (enc encoding.Encoding, name string) {
	if bigEndian, ok := wide32(raw); ok {
		if bigEndian {
			return utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), "utf-32be"
		}
		return utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), "utf-32le"
	}
	if bigEndian, ok := wide16(raw); ok {
		if bigEndian {
			return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "utf-16be"
		}
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "utf-16le"
	}
	return nil, ""
}

// Wide reports whether bytes without a mark are UTF-16 or UTF-32.
func Wide(b []byte) bool {
	enc, _ := wide(b)
	return enc != nil
}

// wide32 reports whether b is UTF-32: every four bytes are the number of a
// letter, and most letters are on the first plane.
func wide32(b []byte) (bigEndian, ok bool) {
	b = b[:min(len(b), 64<<10)&^3]
	var little, big int
	for i := 0; i < len(b); i += 4 {
		if b[i+2] == 0 && b[i+3] == 0 && (b[i+1] != 0 || isPlain(b[i])) {
			little++
		}
		if b[i] == 0 && b[i+1] == 0 && (b[i+2] != 0 || isPlain(b[i+3])) {
			big++
		}
	}
	least := max(4, len(b)/4*19/20)
	return big >= least, big >= least || little >= least
}

// wide16 reports whether bytes without a mark are UTF-16: the NULs of ASCII
// letters all stand on one side of the pairs, and what stands beside them is
// text.
func wide16(b []byte) (bigEndian, ok bool) {
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

// shifted returns the encoding of ASCII bytes that shift into another alphabet by
// escapes: ISO-2022 or HZ. It returns nil where they are plain ASCII.
func shifted(raw []byte) (enc encoding.Encoding, name string) {
	plain := ascii(raw)
	switch {
	case !plain && utf8.Valid(raw): // an escape in it is damage
		return nil, ""
	case bytes.Contains(raw, []byte("\x1b$B")), bytes.Contains(raw, []byte("\x1b$@")):
		return japanese.ISO2022JP, "iso-2022-jp"
	case bytes.Contains(raw, []byte("\x1b$)C")):
		return iso2022KR{}, "iso-2022-kr"
	case !plain:
		return nil, ""
	}
	// What stands behind a brace is of letters in pairs, and reads as Chinese.
	open := bytes.Index(raw, []byte("~{"))
	if open < 0 {
		return nil, ""
	}
	s, err := simplifiedchinese.HZGB2312.NewDecoder().Bytes(raw[open:min(len(raw), open+sampleSize)])
	signs := 0
	for _, r := range string(s) {
		if r >= utf8.RuneSelf {
			signs++
		}
	}
	if points, _ := language.Likeness(string(s), chinese); err != nil || signs == 0 || float64(points) < readsWell*float64(signs) {
		return nil, ""
	}
	return simplifiedchinese.HZGB2312, "hz-gb-2312"
}

var comment = regexp.MustCompile(`(?s)<!--.*?-->`)

var metaCharset = regexp.MustCompile(`(?i)(?:<meta[^>]{0,200}?charset\s*=\s*["']?\s*|<\?xml[^>]{0,100}?encoding\s*=\s*["'])([A-Za-z0-9_:.-]{2,40})`)

// labelled reads raw by a declaration. One that cannot be is passed over: UTF-16
// in single bytes, UTF-8 where the bytes are not, and an encoding of more bytes a
// letter that much of them does not fit.
func labelled(label string, raw []byte) (s, name string, ok bool) {
	enc, name := charset.Lookup(label)
	if enc == nil || strings.HasPrefix(name, "utf-") || name == "replacement" {
		return "", "", false
	}
	s, err := with(enc, raw)
	if err != nil {
		return "", "", false
	}
	letters, broken := 0, 0
	for _, r := range s {
		switch {
		case isBroken(r):
			broken++
		case r >= utf8.RuneSelf:
			letters++
		}
	}
	return s, name, broken*4 <= letters || broken <= 3
}

// StrayNULs reports whether so few NULs stand in b that they are damage to a
// text: one in a thousand bytes.
func StrayNULs(b []byte) bool { return bytes.Count(b, []byte{0})*1000 <= len(b) }

// declaresUTF8 reports whether the media type, or else the markup, says so.
func declaresUTF8(raw []byte, mediaType string, markup bool) bool {
	if _, label, ok := strings.Cut(strings.ToLower(mediaType), "charset="); ok {
		return strings.HasPrefix(strings.Trim(label, "\"' "), "utf-8")
	}
	if !markup {
		return false
	}
	m := metaCharset.FindSubmatch(comment.ReplaceAll(raw[:min(len(raw), 64<<10)], nil))
	return m != nil && strings.EqualFold(string(m[1]), "utf-8")
}

// nearlyUTF8 reports whether raw is UTF-8 but for some damage. Where it says that
// it is, as many broken letters as whole ones are damage: the whole ones do not
// come about by chance.
func nearlyUTF8(raw []byte, declared bool) bool {
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
	return multi >= 5 && bad*10 <= multi || declared && multi >= 2 && bad <= multi
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
