package charset_test

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"parallax/internal/testkit"
	ours "parallax/scrape/charset"
)

// declaration is what a page or a feed says of its own encoding.
var declaration = regexp.MustCompile(`(?i)(charset\s*=\s*["']?\s*|encoding\s*=\s*["']\s*)([A-Za-z0-9_:.-]{2,40})`)

// undeclared returns raw with the names of encodings overwritten, so that no
// byte moves.
func undeclared(raw []byte) []byte {
	raw = bytes.Clone(raw)
	for _, m := range declaration.FindAllSubmatchIndex(raw, -1) {
		for i := m[4]; i < m[5]; i++ {
			raw[i] = 'x'
		}
	}
	return raw
}

// named returns the encoding that a folder of the corpus is named for, and the
// language behind it.
func named(folder string) encoding.Encoding {
	name := strings.ToLower(folder)
	switch name {
	case "ibm855":
		return charmap.CodePage855
	case "maccyrillic":
		return charmap.MacintoshCyrillic
	case "tis-620":
		return charmap.Windows874
	case "utf-16", "utf-16le":
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case "utf-16be":
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	case "utf-32", "utf-32le":
		return utf32.UTF32(utf32.LittleEndian, utf32.UseBOM)
	case "utf-32be":
		return utf32.UTF32(utf32.BigEndian, utf32.UseBOM)
	case "cp932":
		name = "shift_jis"
	case "cp949":
		name = "euc-kr"
	}
	for {
		if enc, _ := charset.Lookup(name); enc != nil {
			return enc
		}
		i := strings.LastIndexByte(name, '-')
		if i < 0 {
			return encoding.Replacement
		}
		name = name[:i]
	}
}

// TestUndeclaredPagesAreReadRight reads real pages and feeds with their
// declarations taken away. Right is what gives the text that the encoding gives
// which the page is known to be in.
func TestUndeclaredPagesAreReadRight(t *testing.T) {
	if testing.Short() {
		t.Skip("left out under -short: reads hundreds of pages")
	}
	root := testkit.Shared(t, "corpus", "hostile", "charset", "chardet-pages")
	files, err := filepath.Glob(filepath.Join(root, "*", "*"))
	if err != nil || len(files) == 0 {
		t.Skipf("the pages to measure on are not at %s", root)
	}
	all, right, obeyed := map[string]int{}, 0, 0
	wrong := map[string]int{}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		folder := filepath.Base(filepath.Dir(file))
		all[folder]++
		if reads(undeclared(raw), folder) {
			right++
		} else {
			t.Logf("%s/%s is read wrongly", folder, filepath.Base(file))
			wrong[folder]++
		}
		if reads(raw, folder) {
			obeyed++
		}
	}
	for _, folder := range slices.Sorted(maps.Keys(all)) {
		t.Logf("%-28s %d of %d", folder, all[folder]-wrong[folder], all[folder])
	}
	t.Logf("%d of %d are right undeclared, %d with their declarations", right, len(files), obeyed)
	if right*100 < 97*len(files) || obeyed < right {
		t.Errorf("%d of %d are right undeclared, %d with their declarations", right, len(files), obeyed)
	}
}

// reads reports whether raw is read as the encoding reads it that folder is named
// for.
func reads(raw []byte, folder string) bool {
	got, err := ours.Decode(raw, "", true)
	if folder == "Johab" { // which no package reads
		return err == nil && strings.Contains(got, "설치하기 위해서는")
	}
	b, derr := named(folder).NewDecoder().Bytes(raw)
	want := strings.ToValidUTF8(strings.TrimPrefix(string(b), "\ufeff"), "\ufffd")
	want = strings.ReplaceAll(strings.ReplaceAll(want, "\r\n", "\n"), "\r", "\n")
	return err == nil && derr == nil && got == want
}
