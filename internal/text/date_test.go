package text

import (
	"strings"
	"testing"
	"time"
)

// datesIn returns the dates of s as "text=value".
func datesIn(s, language string, published time.Time) []string {
	var out []string
	r := NewDateReader(language, published)
	for _, sp := range Sentences(s) {
		var toks []Token
		for _, tok := range Tokens(sp.Of(s)) {
			tok.Start += sp.Start
			tok.End += sp.Start
			toks = append(toks, tok)
		}
		found, _ := r.Read(s, toks)
		for _, d := range found {
			out = append(out, d.Of(s)+"="+d.Value)
		}
	}
	return out
}

func TestDatesAgainstThePublicationDay(t *testing.T) {
	day := func(s string) time.Time {
		d, err := time.Parse("2006-01-02", s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, x := range []struct{ published, language, in, want string }{
		{"2014-08-05", "en", "It began Tuesday. On Monday they met, after Friday’s talks.", "Tuesday=2014-08-05; Monday=2014-08-04; Friday=2014-08-01"},
		{"2012-11-13", "en", "The hearing will be on Thursday.", "Thursday=2012-11-15"},
		{"2012-06-11", "en", "It happened over the weekend, said officials last week.", "over the weekend=2012-06-09/2012-06-10; last week=2012-06-04/2012-06-10"},
		{"2012-06-11", "en", "He met him 40 years ago and was sworn in in October.", "40 years ago=1972; October=2011-10"},
		{"2014-08-05", "en", "This summer, in the past month and this year.", "This summer=2014-22; the past month=2014-07-05/2014-08-05; this year=2014"},
		{"2014-08-05", "en", "The war broke out on July 8. That day, a soldier died.", "July 8=2014-07-08; That day=2014-07-08"},
		{"2014-08-05", "en", "In early July, since 2007, in the 1990s, a year ago.", "early July=2014-07; 2007=2007; 1990s=199X; a year ago=2013"},
		{"2018-05-12", "en", "The ceremony is scheduled between May 23 and 25, the summit for June 12th.", "May 23 and 25=2018-05-23/2018-05-25; June 12th=2018-06-12"},
		{"2018-06-28", "en", "June 28, 2018; 28 June 2018; Sept. 3; 2018-06-28; 6/28/2018; 3/4/2018", "June 28, 2018=2018-06-28; 28 June 2018=2018-06-28; Sept. 3=2018-09-03; 2018-06-28=2018-06-28; 6/28/2018=2018-06-28; 3/4/2018="},
		{"", "en", "On Monday, last month, in 2019, on September 3.", "Monday=; last month=; 2019=2019; September 3="},
		{"2018-05-15", "en", "He may march on; 2,000 people died; the fall of Rome.", ""},
		{"2018-05-15", "de", "Am 3. Mai 2018, gestern und letzte Woche, im Januar 2017.", "3. Mai 2018=2018-05-03; gestern=2018-05-14; letzte Woche=2018-05-07/2018-05-13; Januar 2017=2017-01"},
		{"2018-05-15", "fr", "Le 3 mai 2018, hier, lundi dernier.", "3 mai 2018=2018-05-03; hier=2018-05-14; lundi dernier=2018-05-14"},
		{"2018-05-15", "es", "El 3 de mayo de 2018, ayer, el mes pasado.", "3 de mayo de 2018=2018-05-03; ayer=2018-05-14; mes pasado=2018-04"},
		{"2018-05-15", "ru", "3 мая 2018 года, вчера, в прошлом году.", "3 мая 2018 года=2018-05-03; вчера=2018-05-14; прошлом году=2017"},
	} {
		var published time.Time
		if x.published != "" {
			published = day(x.published)
		}
		if got := strings.Join(datesIn(x.in, x.language, published), "; "); got != x.want {
			t.Errorf("dates of %q on %s\n got %s\nwant %s", x.in, x.published, got, x.want)
		}
	}
}
