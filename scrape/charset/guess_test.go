package charset_test

import (
	"testing"

	"parallax/scrape/charset"
)

// TestDecodeReadsATextTheSameEveryTime decodes bytes that several encodings of
// more bytes a letter fit equally well. A text that is read differently the next
// time would be another article.
func TestDecodeReadsATextTheSameEveryTime(t *testing.T) {
	for _, raw := range []string{
		"--boundary\n\n\xf7\xb3\xb5\xd5",
		"\xb0\xa1\xb0\xa2\xb0\xa3",
		"a \xc4\xe3\xba\xc3 b",
	} {
		first, err := charset.Decode([]byte(raw), "", false)
		if err != nil {
			t.Fatalf("Decode(%q): %v", raw, err)
		}
		for range 300 {
			if again, _ := charset.Decode([]byte(raw), "", false); again != first {
				t.Errorf("Decode(%q) = %q, then %q", raw, first, again)
				break
			}
		}
	}
}
