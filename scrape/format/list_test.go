package format_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"parallax/article"
	"parallax/scrape/format"
)

func TestReadListNamesABadLineAndGoesOn(t *testing.T) {
	list := "\ufeff" + `{"id":"a","url":"https://example.org/a","file":"a.html","more":[1]}` + "\r\n" +
		"\n  \n" +
		`{"id":7,"file":"7.html"}` + "\n" +
		"no line\n" +
		`{"id":"b"}` + "\n" +
		`{"id":["b"],"file":"b.html"}` + "\n" +
		`["a.html"]` + "\n" +
		`{"file":"` + strings.Repeat("a", 100_000) + `"}` + "\n" +
		`{"file":"last.html"}`
	var got []string
	for l, err := range format.ReadList(t.Context(), strings.NewReader(list), "list") {
		switch {
		case errors.Is(err, article.ErrTooLarge):
			got = append(got, l.Name+" too large")
		case errors.Is(err, article.ErrDamaged):
			got = append(got, l.Name+" bad")
			if strings.Contains(err.Error(), "Go ") {
				t.Errorf("%s is said in words of the program: %v", l.Name, err)
			}
		case err != nil:
			t.Fatal(err)
		default:
			got = append(got, fmt.Sprint(l.ID, " ", l.URL, " ", l.File))
		}
	}
	want := "a https://example.org/a a.html; 7  7.html; list, line 5 bad; list, line 6 bad; list, line 7 bad; list, line 8 bad; list, line 9 too large;   last.html"
	if s := strings.Join(got, "; "); s != want {
		t.Errorf("ReadList gives %s, want %s", s, want)
	}
}

func TestReadListEndsWhenStopped(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	n := 0
	for range format.ReadList(ctx, strings.NewReader(strings.Repeat("{}\n", 10)), "list") {
		if n++; n == 3 {
			stop()
		}
	}
	if n != 3 {
		t.Errorf("%d lines after a stop at the third", n)
	}
}
