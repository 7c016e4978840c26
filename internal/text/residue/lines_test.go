package residue_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parallax/article"
	"parallax/internal/text/residue"
)

// Each file of testdata/lines holds, for one language and for each kind named
// after "=", lines that are leftovers ("+") and lines that look alike and are
// reporting ("-").
func TestFindTellsLeftoversFromReportingInEveryLanguage(t *testing.T) {
	files, err := filepath.Glob("testdata/lines/*.txt")
	if err != nil || len(files) < 15 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var kind article.ResidueKind
		for s := range strings.Lines(string(b)) {
			mark, line, _ := strings.Cut(strings.TrimSpace(s), " ")
			if mark == "=" {
				kind = article.ResidueKind(line)
				continue
			}
			text, bs := blocks(prose, line, prose+" And more.")
			marked, _ := residue.Find("Harbour reopens", text, bs)
			switch {
			case mark == "-" && len(marked) > 0:
				t.Errorf("%s: Find marks %s, want nothing", file, show(text, marked))
			case mark == "+" && (len(marked) != 1 || marked[0].Kind != kind || marked[0].Of(text) != line):
				t.Errorf("%s: Find marks %s in %q, want it as %s", file, show(text, marked), line, kind)
			}
		}
	}
}
