package screen

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"parallax/app"
	"parallax/article"
	"parallax/compare"
	"parallax/internal/message"
)

// told makes a comparison of texts of one sentence a block. Sentences with the
// same letter before a colon match.
func told(texts ...[]string) app.Compared {
	c := &compare.Comparison{}
	out := app.Compared{Comparison: c}
	type place struct {
		sentence compare.Sentence
		letter   string
	}
	var all [][]place
	for i, blocks := range texts {
		a := text(blocks...)
		a.ID, a.Title = article.ID(i+1), "title "+string(rune('A'+i))
		id := string(rune('1' + i))
		out.Texts = append(out.Texts, a)
		c.Articles = append(c.Articles, compare.ArticleInfo{ID: id, Sentences: len(blocks), Origin: i})
		var places []place
		for j, b := range a.Blocks {
			if strings.HasPrefix(blocks[j], "!") {
				continue
			}
			letter, _, _ := strings.Cut(blocks[j], ":")
			places = append(places, place{compare.Sentence{Article: id, Start: b.Start, End: b.End}, letter})
		}
		all = append(all, places)
	}
	matched := map[compare.Sentence]bool{}
	for i := range all {
		for _, other := range all[i+1:] {
			for _, a := range all[i] {
				for _, b := range other {
					if a.letter == b.letter && a.letter != "-" {
						c.Passages = append(c.Passages, compare.Passage{Kind: compare.SameMeaning, Score: 0.8, A: a.sentence, B: &b.sentence})
						matched[a.sentence], matched[b.sentence] = true, true
					}
				}
			}
		}
	}
	for _, places := range all {
		for _, p := range places {
			if !matched[p.sentence] {
				c.Passages = append(c.Passages, compare.Passage{Kind: compare.OnlyHere, A: p.sentence})
			}
		}
	}
	return out
}

// compared runs test with a comparison that has come.
func compared(t *testing.T, r app.Compared, test func(t *testing.T, c *Compare, d *desk)) {
	t.Helper()
	s := newShelf("one", "two", "three")
	s.compared = r
	synctest.Test(t, func(t *testing.T) {
		d := &desk{}
		c := NewCompare(s, d.post, []article.ID{1, 2})
		d.settle()
		test(t, c, d)
		c.Close()
	})
}

// drawn writes the rows as the first letters of what stands in them.
func drawn(c *Compare) []string {
	var out []string
	for _, row := range c.Rows {
		var cells []string
		for i, stack := range row.Stacks {
			var words []string
			for _, cell := range stack {
				if cell.Residue != nil {
					words = append(words, "!")
					continue
				}
				for line := range strings.Lines(cell.Span.Of(c.Text(c.Shown[i]))) {
					words = append(words, line[:1])
				}
			}
			cells = append(cells, strings.Join(words, ""))
		}
		out = append(out, strings.Join(cells, "|"))
	}
	return out
}

func TestWhatMatchesStandsInOneRow(t *testing.T) {
	tests := []struct {
		name  string
		texts [][]string
		want  []string
	}{
		{"in order", [][]string{{"a: x", "-: y", "b: z"}, {"a: x", "b: z", "-: w"}}, []string{"a|a", "-|", "b|b", "|-"}},
		{"between", [][]string{{"-: 1", "-: 2", "a: x"}, {"-: 1", "a: x"}}, []string{"--|-", "a|a"}},
		{"three columns", [][]string{{"a: x", "b: y"}, {"a: x"}, {"b: y", "a: x"}}, []string{"|b", "a|a|a", "b"}},
		{"nothing", [][]string{{"-: x"}, {"-: y"}}, []string{"-|-"}},
		{"residue", [][]string{{"!home", "a: x"}, {"a: x", "!note"}}, []string{"!|", "a|a", "|!"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			compared(t, told(test.texts...), func(t *testing.T, c *Compare, _ *desk) {
				got := drawn(c)
				if test.name == "three columns" { // two of three cross: the one in all three wins
					if !slices.Contains(got, "a|a|a") {
						t.Errorf("rows = %q, want one with a|a|a", got)
					}
					return
				}
				if !slices.Equal(got, test.want) {
					t.Errorf("rows = %q, want %q", got, test.want)
				}
			})
		})
	}
}

// Every word of every text is seen once, whatever matches.
func TestRowsHoldWholeTexts(t *testing.T) {
	texts := [][]string{
		{"a: one", "b: two", "c: three", "-: four", "!five"},
		{"c: three", "a: one", "-: six", "b: two"},
		{"b: two", "-: seven", "c: three", "d: eight"},
		{"d: eight", "!nine", "a: one"},
	}
	compared(t, told(texts...), func(t *testing.T, c *Compare, _ *desk) {
		for i := range texts {
			at := 0
			for _, row := range c.Rows {
				for _, cell := range row.Stacks[i] {
					if cell.Span.Start < at {
						t.Fatalf("column %d: %v after byte %d", i, cell.Span, at)
					}
					if !blank(c.Text(i)[at:cell.Span.Start]) {
						t.Errorf("column %d: %q is not seen", i, c.Text(i)[at:cell.Span.Start])
					}
					at = cell.Span.End
				}
			}
			if !blank(c.Text(i)[at:]) {
				t.Errorf("column %d: %q is not seen", i, c.Text(i)[at:])
			}
		}
	})
}

func TestFarMatchesLeaveNoHole(t *testing.T) {
	long := "-: " + strings.Repeat("words ", 400)
	compared(t, told([]string{long, "a: x"}, []string{"a: x", "-: y"}), func(t *testing.T, c *Compare, _ *desk) {
		if got, want := drawn(c), []string{"-a|a-"}; !slices.Equal(got, want) {
			t.Errorf("rows = %q, want %q: the match is far down in one column", got, want)
		}
		if c.MatchCount() != 1 || c.Columns[0].Matched != 1 {
			t.Errorf("%d matches, %d sentences of the first column matched", c.MatchCount(), c.Columns[0].Matched)
		}
	})
}

func TestNextMatchGoesRoundInTheOrderOfRows(t *testing.T) {
	compared(t, told([]string{"a: x", "b: y", "c: z"}, []string{"a: x", "b: y", "c: z"}), func(t *testing.T, c *Compare, _ *desk) {
		var rows []int
		for range 4 {
			rows = append(rows, c.MatchRow())
			c.NextMatch(1)
		}
		if want := []int{0, 1, 2, 0}; !slices.Equal(rows, want) {
			t.Errorf("rows of matches = %v, want %v", rows, want)
		}
		if got := key(c.Standing()); got != "window.compare.match-all" {
			t.Errorf("Standing() = %s", got)
		}
	})
}

func TestHeaderSaysWhetherItIsOneEvent(t *testing.T) {
	pair := func(a, b string, r compare.Relation) compare.RelationPair {
		return compare.RelationPair{A: a, B: b, Relation: r}
	}
	tests := []struct {
		pairs []compare.RelationPair
		want  string
	}{
		{[]compare.RelationPair{pair("1", "2", compare.SameEvent), pair("2", "3", compare.Copy), pair("1", "3", compare.SameTopic)}, "window.compare.same-event"},
		{[]compare.RelationPair{pair("1", "2", compare.SameEvent), pair("2", "3", compare.SameTopic)}, "window.compare.some-same-event"},
		{[]compare.RelationPair{pair("1", "2", compare.SameTopic)}, "window.compare.same-topic"},
		{[]compare.RelationPair{pair("1", "2", compare.Unrelated)}, "window.compare.unrelated"},
	}
	for _, test := range tests {
		r := told([]string{"-: x"}, []string{"-: y"}, []string{"-: z"})
		r.Relations = test.pairs
		compared(t, r, func(t *testing.T, c *Compare, _ *desk) {
			if got := key(c.Header()); got != test.want {
				t.Errorf("Header() of %v = %s, want %s", test.pairs, got, test.want)
			}
		})
	}
}

// facts adds facts with one saying an article to a comparison.
func facts(r *app.Compared, facts ...compare.Fact) {
	for i := range facts {
		facts[i].ID = facts[i].Label
		r.Facts = append(r.Facts, facts[i])
	}
}

func saying(article, words string) compare.Saying {
	return compare.Saying{Article: article, Text: words, Start: 0, End: 4, Sentence: article0}
}

var article0 = article.Span{Start: 0, End: 10}

func TestFactsAreByKindWithConflictsFirst(t *testing.T) {
	r := told([]string{"a: 15,000 came"}, []string{"a: 10,000 came"})
	facts(&r,
		compare.Fact{Kind: compare.Person, Label: "Kim", Verdict: compare.Agree, Sayings: []compare.Saying{saying("1", "Kim"), saying("2", "Kim")}},
		compare.Fact{Kind: compare.Number, Label: "wounded", Verdict: compare.Alone, Sayings: []compare.Saying{saying("1", "600")}},
		compare.Fact{Kind: compare.Number, Label: "troops", Verdict: compare.Conflict, Sayings: []compare.Saying{saying("1", "about 15,000 troops"), saying("2", "10,000")}},
	)
	compared(t, r, func(t *testing.T, c *Compare, _ *desk) {
		var got []string
		for _, row := range c.FactRows() {
			if row.Fact == nil {
				got = append(got, strings.ToUpper(string(row.Kind)))
			} else {
				got = append(got, row.Fact.Label)
			}
		}
		if want := []string{"NUMBER", "troops", "wounded", "PERSON", "Kim"}; !slices.Equal(got, want) {
			t.Errorf("rows = %q, want %q", got, want)
		}
		cell := c.FactRows()[1].Cells[0]
		if cell.Text != "about 15,000 troops" || len(cell.Bold) != 1 || cell.Bold[0].Of(cell.Text) != "15,000" {
			t.Errorf("cell = %+v, want 15,000 in bold", cell)
		}
		if c.Fact != "troops" {
			t.Errorf("picked is %q, want the conflict", c.Fact)
		}
		if got := key(c.FactRows()[4].Verdict); got != "window.verdict.both-agree" {
			t.Errorf("verdict = %s", got)
		}
		c.FilterFacts(OnlyOne)
		if rows := c.FactRows(); len(rows) != 2 || c.Fact != "wounded" {
			t.Errorf("filtered: %d rows, picked %q", len(rows), c.Fact)
		}
		c.FilterFacts(OnlyOne)
		if rows := c.FactRows(); len(rows) != 5 {
			t.Errorf("widened: %d rows", len(rows))
		}
		c.PickFact("troops")
		c.MoveFact(1)
		if c.Fact != "wounded" {
			t.Errorf("MoveFact(1) from troops = %q", c.Fact)
		}
	})
}

func TestSentencesShowTheWordsThatSayIt(t *testing.T) {
	r := told([]string{"a: first", "a: 15,000 came"}, []string{"a: 10,000 came"})
	start := strings.Index(r.Texts[0].Text, "15,000")
	facts(&r, compare.Fact{Kind: compare.Number, Label: "troops", Verdict: compare.Alone, Sayings: []compare.Saying{
		{Article: "1", Text: "15,000", Start: start, End: start + 6, Sentence: r.Texts[0].Blocks[1].Span},
	}})
	compared(t, r, func(t *testing.T, c *Compare, _ *desk) {
		said := c.Sentences()
		if len(said) != 1 || said[0].Paragraph != 2 || said[0].Marks[0].Of(said[0].Text) != "15,000" {
			t.Fatalf("Sentences() = %+v", said)
		}
		c.Go(Facts)
		c.GoTo(said[0])
		if c.Tab != SideBySide || c.Row != c.RowOf(0, start) {
			t.Errorf("GoTo: tab %s, row %d, want the row of the sentence %d", c.Tab, c.Row, c.RowOf(0, start))
		}
	})
}

func TestMatrixCountsSentencesBothWays(t *testing.T) {
	compared(t, told([]string{"a: x", "-: y", "-: z"}, []string{"a: x", "a: again"}), func(t *testing.T, c *Compare, _ *desk) {
		m := c.Matrix()
		if m[0][1] != (Share{1, 3}) || m[1][0] != (Share{2, 2}) {
			t.Errorf("Matrix() = %v", m)
		}
	})
}

func TestTimelineIsInOrderWithUnresolvedLast(t *testing.T) {
	r := told([]string{"-: x"}, []string{"-: y"})
	r.Timeline = []compare.TimelineEntry{{Words: "Monday"}, {Value: "2024"}, {Value: "2019-05"}}
	compared(t, r, func(t *testing.T, c *Compare, _ *desk) {
		var got []string
		for _, row := range c.TimelineRows() {
			got = append(got, row.Value)
		}
		if want := []string{"2019-05", "2024", ""}; !slices.Equal(got, want) || c.Unresolved() != 1 {
			t.Errorf("timeline = %q, %d unresolved", got, c.Unresolved())
		}
	})
}

func TestShowKeepsTwoToFourColumns(t *testing.T) {
	x := []string{"a: x"}
	compared(t, told(x, x, x, x, x), func(t *testing.T, c *Compare, _ *desk) {
		c.Show(4)
		if want := []int{1, 2, 3, 4}; !slices.Equal(c.Shown, want) {
			t.Errorf("Show(4): %v, want %v", c.Shown, want)
		}
		for n := range 5 {
			if slices.Contains(c.Shown, n) {
				c.Show(n)
			}
		}
		if len(c.Shown) != 2 {
			t.Errorf("%d columns are left, want 2", len(c.Shown))
		}
		c.ShowPair(3, 0)
		if want := []int{0, 3}; !slices.Equal(c.Shown, want) || c.Tab != SideBySide {
			t.Errorf("ShowPair(3, 0): %v", c.Shown)
		}
	})
}

func TestTheFirstAskedForStandSideBySide(t *testing.T) {
	s := newShelf("1", "2", "3", "4", "5", "6")
	s.compared = told([]string{"a: 1"}, []string{"a: 2"}, []string{"a: 3"}, []string{"a: 4"}, []string{"a: 5"}, []string{"a: 6"})
	synctest.Test(t, func(t *testing.T) {
		d := &desk{}
		c := NewCompare(s, d.post, []article.ID{6, 2, 5, 1, 3, 4})
		d.settle()
		if want := []article.ID{1, 2, 3, 4, 5, 6}; !slices.Equal(c.IDs, want) {
			t.Errorf("columns = %v, want %v", c.IDs, want)
		}
		if want := []int{0, 1, 4, 5}; !slices.Equal(c.Shown, want) {
			t.Errorf("Shown = %v, want %v", c.Shown, want)
		}
		c.Remove(3)
		d.settle()
		c.Add(4)
		d.settle()
		if !slices.Contains(c.first, 4) || len(c.first) != MostColumns {
			t.Errorf("after Add(4) %v stand side by side first", c.first)
		}
		c.Close()
	})
}

func TestOthersOfEveryStoryAreOffered(t *testing.T) {
	s := newShelf("one", "two", "three", "four")
	s.compared = told([]string{"a: one"}, []string{"b: two"})
	s.stories = map[article.ID][]article.Summary{
		1: {{ID: 1}},
		2: {{ID: 2}, {ID: 1}, {ID: 4}, {ID: 3}},
	}
	synctest.Test(t, func(t *testing.T) {
		d := &desk{}
		c := NewCompare(s, d.post, []article.ID{1, 2})
		d.settle()
		var got []article.ID
		for _, o := range c.Others {
			got = append(got, o.ID)
		}
		if want := []article.ID{4, 3}; !slices.Equal(got, want) {
			t.Errorf("Others = %v, want %v", got, want)
		}
		c.Close()
	})
}

func TestComparisonIsNamedAfterTheStoryThatAllAreOf(t *testing.T) {
	for _, test := range []struct {
		stories []article.StoryID
		want    string
	}{
		{[]article.StoryID{7, 7}, "the story"},
		{[]article.StoryID{7, 8}, "title A"},
		{[]article.StoryID{7, 0}, "title A"},
		{[]article.StoryID{0, 0}, "title A"},
	} {
		r := told([]string{"a"}, []string{"b"})
		for i, id := range test.stories {
			if r.Texts[i].StoryID = id; id != 0 {
				r.Texts[i].Story = "the story"
			}
		}
		compared(t, r, func(t *testing.T, c *Compare, _ *desk) {
			if got := c.Title(); got != test.want {
				t.Errorf("Title() of stories %v = %q, want %q", test.stories, got, test.want)
			}
		})
	}
}

func TestColumnSaysThatItsArticleWasCut(t *testing.T) {
	r := told([]string{"a"}, []string{"b"})
	r.Articles[1].Cut = true
	compared(t, r, func(t *testing.T, c *Compare, _ *desk) {
		if c.Columns[0].Cut || !c.Columns[1].Cut {
			t.Errorf("Cut = %v, %v, want the second", c.Columns[0].Cut, c.Columns[1].Cut)
		}
	})
}

func TestComparisonThatFailsSaysWhy(t *testing.T) {
	s := newShelf("one")
	s.broken = errOut
	synctest.Test(t, func(t *testing.T) {
		d := &desk{}
		c := NewCompare(s, d.post, []article.ID{1, 2})
		d.settle()
		if c.Problem.IsZero() || c.Loaded || c.Busy {
			t.Errorf("problem %v, loaded %v", c.Problem, c.Loaded)
		}
		if c.Title() != "" || c.Header().Key != (message.Message{}).Key || len(c.FactRows()) != 0 || c.Picked() != nil {
			t.Error("a comparison that is not there says something")
		}
		c.Close()
	})
}
