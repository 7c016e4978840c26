package story_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"parallax/article"
	"parallax/compare/story"
)

// events are small events with some articles each.
var events = []struct {
	day   string
	texts []string
}{
	{"2018-05-01", []string{
		"A ferry carrying 80 passengers sank off the coast of Luzon on Tuesday, the coast guard said. Captain Ramon Delgado told rescuers that waves had broken the hull of the ferry Santa Clara near Batangas.",
		"Rescuers searched the sea near Batangas after the ferry Santa Clara sank with 80 passengers. The coast guard said Ramon Delgado, the captain, was among the survivors of the sinking.",
		"The sinking of the ferry Santa Clara off Luzon left passengers missing near Batangas. Waves broke the hull, captain Ramon Delgado said after the coast guard had picked him up.",
	}},
	{"2018-05-02", []string{
		"The central bank of Norway raised its key interest rate on Wednesday. Governor Ingrid Solberg said inflation had passed the bank's target and further increases of the interest rate were likely this year.",
		"Norway's central bank lifted the interest rate, citing inflation above its target. Ingrid Solberg, the governor, expects another increase of the rate before the end of the year.",
	}},
	{"2018-08-20", []string{
		"A ferry sank on Lake Victoria on Monday with dozens of passengers. Police commander Joseph Mwangi said the ferry Umoja had carried too many passengers when its hull broke near Mwanza.",
	}},
}

func eventDocs(t *testing.T) []story.Doc {
	t.Helper()
	var out []story.Doc
	for _, e := range events {
		day, err := time.Parse("2006-01-02", e.day)
		if err != nil {
			t.Fatal(err)
		}
		for i, s := range e.texts {
			a := article.Article{ID: article.ID(len(out) + 1), Title: fmt.Sprintf("Report %d of %s", i+1, e.day), Text: s, Language: "en"}
			out = append(out, story.Doc{ID: a.ID, From: day.AddDate(0, 0, i), To: day.AddDate(0, 0, i), Title: a.Title, Vector: story.VectorOf(a)})
		}
	}
	return out
}

func group(t *testing.T, docs []story.Doc, opt story.Options) []story.Assignment {
	t.Helper()
	as, err := story.Group(context.Background(), docs, opt)
	if err != nil {
		t.Fatal(err)
	}
	if len(as) != len(docs) {
		t.Fatalf("%d assignments for %d articles", len(as), len(docs))
	}
	return as
}

func keys(as []story.Assignment) []int {
	var out []int
	for _, a := range as {
		out = append(out, a.Key)
	}
	return out
}

func TestGroupFindsEvents(t *testing.T) {
	as := group(t, eventDocs(t), story.Options{})
	if got, want := keys(as), []int{1, 1, 1, 4, 4, 6}; !slices.Equal(got, want) {
		t.Fatalf("keys = %v, want %v", got, want)
	}
	if as[0].Title == "" || as[0].Title != as[1].Title || as[0].Size != 3 || as[5].Size != 1 {
		t.Errorf("assignments = %+v, want one title and size a story", as)
	}
}

func TestGroupIsTheSameTwice(t *testing.T) {
	docs := eventDocs(t)
	if a, b := group(t, docs, story.Options{}), group(t, docs, story.Options{}); !slices.Equal(a, b) {
		t.Errorf("%v, then %v", a, b)
	}
}

func TestAnArticleWithoutADateJoinsAnyDays(t *testing.T) {
	docs := eventDocs(t)
	docs[2].From, docs[2].To = time.Time{}, time.Time{}
	if got := keys(group(t, docs, story.Options{})); got[2] != got[0] {
		t.Errorf("keys = %v, want the article without a date in the first story", got)
	}
	docs[2].From = docs[0].From.AddDate(0, 2, 0)
	docs[2].To = docs[2].From
	if got := keys(group(t, docs, story.Options{})); got[2] == got[0] {
		t.Errorf("keys = %v, want the article of two months later apart", got)
	}
}

func TestStoriesKeepTheirNumbers(t *testing.T) {
	docs := eventDocs(t)
	docs[0].Story, docs[1].Story, docs[3].Story = 7, 7, 9
	docs[0].Settled, docs[1].Settled, docs[3].Settled = true, true, true
	as := group(t, docs, story.Options{})
	for i, want := range []article.StoryID{7, 7, 7, 9, 9, 0} {
		if as[i].Story != want {
			t.Errorf("story of article %d = %d, want %d", docs[i].ID, as[i].Story, want)
		}
	}
}

func TestPinnedArticlesStay(t *testing.T) {
	docs := eventDocs(t)
	docs[2].Pinned = true // taken out by hand
	docs[5].Pinned, docs[5].Story = true, 9
	docs[3].Story, docs[4].Story = 9, 9
	for _, anew := range []bool{false, true} {
		docs[3].Settled, docs[4].Settled = !anew, !anew
		as := group(t, docs, story.Options{})
		if as[2].Key == as[0].Key || as[2].Size != 1 {
			t.Errorf("anew %v: the article taken out is in a story of %d", anew, as[2].Size)
		}
		if as[5].Story != 9 {
			t.Errorf("anew %v: the article put into story 9 is in %d", anew, as[5].Story)
		}
	}
}

// TestATakenOutArticleStaysOut: a new article that is like a story and like what
// a person took out of it does not bring the two together again.
func TestATakenOutArticleStaysOut(t *testing.T) {
	docs := eventDocs(t)[:3]
	docs[0].Story, docs[0].Settled, docs[0].Known = 7, true, true
	docs[1].Story, docs[1].Pinned, docs[1].Known = 8, true, true
	as := group(t, docs, story.Options{})
	if as[0].Story != 7 || as[1].Story != 8 {
		t.Errorf("stories = %d and %d, want 7 and 8", as[0].Story, as[1].Story)
	}
	if got := as[2].Story; got != 7 && got != 8 {
		t.Errorf("the new article is in story %d, want one of the two", got)
	}
}

func TestAnArticleAloneJoinsWhatComesLater(t *testing.T) {
	docs := eventDocs(t)
	docs[0].Story, docs[0].Known = 4, true // alone until now
	docs[3].Story, docs[3].Known = 2, true // alone until now
	docs[4].Story, docs[4].Known, docs[4].Settled = 9, true, true
	as := group(t, docs, story.Options{})
	if as[0].Story != 4 || as[1].Story != 4 || as[2].Story != 4 {
		t.Errorf("stories of the ferry = %d, %d, %d; want 4", as[0].Story, as[1].Story, as[2].Story)
	}
	if as[3].Story != 2 || as[4].Story != 9 {
		t.Errorf("stories of the bank = %d, %d; want 2 and 9: both were known", as[3].Story, as[4].Story)
	}
	docs[3].Known = false // a new version
	if as := group(t, docs, story.Options{}); as[3].Story != 9 || as[4].Story != 9 {
		t.Errorf("stories of the bank = %d, %d; want 9: others are there", as[3].Story, as[4].Story)
	}
}

func TestAMonthIsNearAllItsDays(t *testing.T) {
	docs := eventDocs(t)
	docs[0].From, docs[0].To = article.ParseDate("2018-05").Days()
	docs[2].From = docs[2].From.AddDate(0, 0, 34)
	docs[2].To = docs[2].From
	if got := keys(group(t, docs, story.Options{})); got[1] != got[0] || got[2] != got[0] {
		t.Errorf("keys = %v, want the article of May with those of 2 May and 6 June", got)
	}
	docs[2].From = docs[2].From.AddDate(0, 0, 7)
	docs[2].To = docs[2].From
	if got := keys(group(t, docs, story.Options{})); got[2] == got[0] {
		t.Errorf("keys = %v, want the one of 13 June apart", got)
	}
}

func TestGroupEndsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := story.Group(ctx, eventDocs(t), story.Options{}); err == nil {
		t.Error("Group(cancelled) = nil, want the context's error")
	}
}

func TestVectorSurvivesBytes(t *testing.T) {
	for _, a := range []article.Article{{}, {Title: "Fire", Text: events[0].texts[0]}, {Text: "朝鲜外相访问莫斯科。 \xff"}} {
		v := story.VectorOf(a)
		data, err := v.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		var back story.Vector
		if err := back.UnmarshalBinary(data); err != nil {
			t.Fatal(err)
		}
		again, err := back.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(data, again) {
			t.Errorf("%q: other bytes after a round trip", a.Title)
		}
	}
}

func FuzzVectorBytes(f *testing.F) {
	data, err := story.VectorOf(article.Article{Text: events[0].texts[0]}).MarshalBinary()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte{3, 255, 1, 255, 255, 255, 255, 255, 255, 255, 1})
	f.Fuzz(func(t *testing.T, data []byte) {
		var v story.Vector
		if v.UnmarshalBinary(data) == nil {
			if _, err := story.Group(context.Background(), []story.Doc{{ID: 1, Vector: v}, {ID: 2, Vector: v}}, story.Options{}); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func BenchmarkVectorOf(b *testing.B) {
	as := news(b, 20)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		story.VectorOf(as[i%len(as)])
	}
}

func BenchmarkGroupThousand(b *testing.B) {
	ds := docs(news(b, 1000))
	for b.Loop() {
		if _, err := story.Group(context.Background(), ds, story.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
