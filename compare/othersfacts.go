package compare

import (
	"cmp"
	"slices"
	"strings"

	"parallax/internal/text"
	"parallax/internal/text/fingerprint"
)

// dateFacts groups dates by their value, or their words where they have none.
func (c *comparing) dateFacts() []Fact {
	type at struct{ doc, index int }
	groups := map[string][]at{}
	var keys []string
	for i, d := range c.docs {
		for k := range d.Dates {
			m := &d.Dates[k]
			key := m.Value
			if key == "" {
				key = "?" + strings.ToLower(m.Text)
			}
			if _, ok := groups[key]; !ok {
				keys = append(keys, key)
			}
			groups[key] = append(groups[key], at{i, k})
		}
	}
	var out []Fact
	for _, key := range keys {
		f := Fact{Kind: DateFact, Sayings: []Saying{}}
		articles := map[int]bool{}
		seen := map[string]bool{}
		for _, a := range groups[key] {
			d := c.docs[a.doc]
			m := &d.Dates[a.index]
			// One saying for the same words in an article.
			k := d.ID + "\x00" + strings.ToLower(m.Text)
			if seen[k] {
				continue
			}
			seen[k] = true
			articles[a.doc] = true
			f.Sayings = append(f.Sayings, Saying{
				Article: d.ID, Text: m.Text, Value: m.Value, Sayer: c.fullName(a.doc, m.Sayer), Start: m.Start, End: m.End, In: d.in(m.Sentence), Sentence: d.Sentences[m.Sentence].Span,
			})
		}
		first := groups[key][0]
		f.Label = c.clip(first.doc, c.docs[first.doc].Dates[first.index].Sentence, c.docs[first.doc].Dates[first.index].Start)
		switch {
		case key[0] == '?' && len(articles) > 1:
			f.Verdict, f.Why = Unclear, why("unresolved")
		case len(articles) > 1:
			f.Verdict, f.Why = Agree, why("agree", "Count", len(articles), "Value", key)
		default:
			f.Verdict, f.Why = Alone, why("alone")
		}
		f.ID = factID(f)
		out = append(out, f)
	}
	return out
}

// clip returns about ten words of a sentence around an offset, with dots where
// there are more. It does not part names.
func (c *comparing) clip(doc, sentence, at int) string {
	const words = 10
	d := c.docs[doc]
	v := d.parts[sentence]
	src := d.Text
	if d.Sentences[sentence].Title {
		src = d.Title
	}
	if len(v.spans) == 0 {
		return strings.TrimSpace(d.part(sentence))
	}
	k := 0
	for k < len(v.spans)-1 && v.spans[k].Start < at {
		k++
	}
	from := max(0, k-words/2)
	to := min(len(v.spans), from+words)
	from = max(0, to-words)
	name := func(i int) bool { return text.IsUpper(v.spans[i].Of(src)) }
	for from > 0 && name(from-1) && name(from) {
		from--
	}
	for to < len(v.spans) && name(to-1) && name(to) {
		to++
	}
	clipped := strings.Join(strings.Fields(src[v.spans[from].Start:v.spans[to-1].End]), " ")
	if from > 0 {
		clipped = "…" + clipped
	}
	if to < len(v.spans) {
		clipped += "…"
	}
	return clipped
}

// quoteFacts groups quotations that share their words.
func (c *comparing) quoteFacts() []Fact {
	type at struct {
		doc   int
		q     *Quotation
		words []string
	}
	var all []at
	postings := map[string][]int{} // first words of runs → quotations
	root := []int{}
	find := func(i int) int {
		for root[i] != i {
			i = root[i]
		}
		return i
	}
	for i, d := range c.docs {
		for k := range d.Quotes {
			q := &d.Quotes[k]
			words := fingerprint.Words(q.Text)
			n := len(all)
			all = append(all, at{i, q, words})
			root = append(root, n)
			run := min(4, len(words))
			for j := 0; j+run <= len(words) && run > 0; j++ {
				key := strings.Join(words[j:j+run], " ")
				for _, m := range postings[key] {
					if x, y := find(m), find(n); x != y && (run == 4 || len(all[m].words) == run) {
						root[max(x, y)] = min(x, y)
					}
				}
				if len(postings[key]) < 100 {
					postings[key] = append(postings[key], n)
				}
			}
		}
	}
	groups := map[int][]at{}
	var order []int
	for i := range all {
		r := find(i)
		if groups[r] == nil {
			order = append(order, r)
		}
		groups[r] = append(groups[r], all[i])
	}
	var out []Fact
	for _, r := range order {
		f := Fact{Kind: Quote, Sayings: []Saying{}}
		articles, speakers := map[int]bool{}, []string{}
		for _, a := range groups[r] {
			d := c.docs[a.doc]
			speaker := c.fullName(a.doc, a.q.Speaker)
			articles[a.doc] = true
			if speaker != "" && !slices.Contains(speakers, speaker) {
				speakers = append(speakers, speaker)
			}
			f.Sayings = append(f.Sayings, Saying{
				Article: d.ID, Text: a.q.Text, Sayer: speaker, Start: a.q.Start, End: a.q.End, In: d.in(a.q.Sentence), Sentence: d.Sentences[a.q.Sentence].Span,
			})
		}
		f.Label = shorten(groups[r][0].q.Text)
		switch {
		case len(articles) < 2:
			f.Verdict, f.Why = Alone, why("alone")
		case len(speakers) > 1 && !c.samePeople(speakers):
			f.Verdict, f.Why = Unclear, why("speakers", "A", speakers[0], "B", speakers[1])
		default:
			f.Verdict, f.Why = Agree, why("quoted", "Count", len(articles))
		}
		f.ID = factID(f)
		out = append(out, f)
	}
	return out
}

// samePeople reports whether no two of the speakers are different named
// people.
func (c *comparing) samePeople(speakers []string) bool {
	people := map[*entity]bool{}
	for _, s := range speakers {
		for i := range c.docs {
			if e := c.byKey[i][entityKey(s)]; e != nil && e.kind == PersonName {
				people[e] = true
				break
			}
		}
	}
	return len(people) < 2
}

// shorten returns the first words of a quotation.
func shorten(s string) string {
	const words = 14
	f := strings.Fields(s)
	if len(f) > words {
		return strings.Join(f[:words], " ") + " …"
	}
	return strings.Trim(strings.Join(f, " "), ",.;")
}

// sourceFacts lists whom the articles have their statements from.
func (c *comparing) sourceFacts() []Fact {
	groups := map[string]*Fact{}
	articles := map[string]map[int]bool{}
	var keys []string
	for i, d := range c.docs {
		for _, a := range d.Sources {
			name := c.fullName(i, a.Source)
			key := entityKey(name)
			f := groups[key]
			if f == nil {
				f = &Fact{Kind: SourceFact, Label: name, Sayings: []Saying{}}
				groups[key] = f
				articles[key] = map[int]bool{}
				keys = append(keys, key)
			}
			articles[key][i] = true
			f.Sayings = append(f.Sayings, Saying{
				Article: d.ID, Text: a.Text, Sayer: name, Start: a.Start, End: a.End, In: d.in(a.Sentence), Sentence: d.Sentences[a.Sentence].Span,
			})
		}
	}
	slices.SortStableFunc(keys, func(x, y string) int { return cmp.Compare(len(articles[y]), len(articles[x])) })
	out := make([]Fact, 0, len(keys))
	for _, key := range keys {
		f := groups[key]
		if n := len(articles[key]); n > 1 {
			f.Verdict, f.Why = Agree, why("source", "Count", n)
		} else {
			f.Verdict, f.Why = Alone, why("alone")
		}
		f.ID = factID(*f)
		out = append(out, *f)
	}
	return out
}

// timeline lists the dates of all articles in their order in time, those that
// cannot be resolved last.
func (c *comparing) timeline() []TimelineEntry {
	out := []TimelineEntry{}
	at := map[string]int{}
	for i, d := range c.docs {
		for _, m := range d.Dates {
			key := m.Value
			if key == "" {
				key = "?" + strings.ToLower(m.Text)
			}
			k, ok := at[key]
			if !ok {
				k = len(out)
				at[key] = k
				out = append(out, TimelineEntry{Value: m.Value, Precision: m.Precision, Words: m.Text, What: c.clip(i, m.Sentence, m.Start), Articles: []string{}})
			}
			if !slices.Contains(out[k].Articles, d.ID) {
				out[k].Articles = append(out[k].Articles, d.ID)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b TimelineEntry) int {
		if (a.Value == "") != (b.Value == "") {
			if a.Value == "" {
				return 1
			}
			return -1
		}
		return cmp.Compare(a.Value, b.Value)
	})
	return out
}
