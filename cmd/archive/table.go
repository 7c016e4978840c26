package main

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"parallax/app"
	"parallax/compare"
	"parallax/internal/message"
)

// verdictMarks stand beside the word of a verdict, as in the window.
var verdictMarks = map[compare.Verdict]string{
	compare.Agree: "✓", compare.Conflict: "≠", compare.Spelling: "≠",
	compare.Alone: "•", compare.Compatible: "≈", compare.Unclear: "?",
}

// factKinds is the order in which facts are shown.
var factKinds = []compare.FactKind{
	compare.Number, compare.DateFact, compare.Person, compare.Organisation, compare.Place, compare.Quote, compare.SourceFact,
}

// printComparison prints how the articles relate and the table of what they
// say, conflicts first.
func (c *call) printComparison(r app.Compared) error {
	w := bufio.NewWriter(c.stdout)
	names := shortNames(r)
	origins := map[int]bool{}
	for _, a := range r.Articles {
		origins[a.Origin] = true
	}
	fmt.Fprintln(w, message.New("command.compare.header", "Count", len(r.Articles), "Origins", len(origins)))
	for _, a := range r.Articles {
		title := a.Title
		for i := range r.Texts {
			if r.Articles[i].ID == a.ID {
				title = titleOf(a.Title, r.Texts[i].Text)
			}
		}
		fmt.Fprintf(w, "  %-6s %s\n", names[a.ID], oneLine(title, 100))
		fmt.Fprintf(w, "         %s\n", message.New("command.compare.article", "Source", sourceOf(clean(a.Source)), "Date", dateOf(a.Published), "Words", a.Words, "Sentences", a.Sentences))
		if a.Cut {
			fmt.Fprintf(w, "         %s\n", message.New("command.compare.cut", "Count", a.Words))
		}
	}
	if len(r.Relations) > 0 {
		fmt.Fprintf(w, "\n%s\n", message.New("command.compare.relations"))
		for _, rel := range r.Relations {
			fmt.Fprintf(w, "  %-6s %-6s %s\n", names[rel.A], names[rel.B],
				message.New("command.relation."+string(rel.Relation), "Count", rel.Matched))
		}
	}
	printFactTable(w, r, names)
	if len(r.Upstream) > 0 {
		fmt.Fprintf(w, "\n%s\n", message.New("command.compare.upstream"))
		for _, u := range r.Upstream {
			fmt.Fprintf(w, "  %-6s %s\n", names[u.Article], message.New("command.upstream."+u.Kind, "Name", oneLine(u.Name, 80)))
		}
	}
	if len(r.Residue) > 0 {
		fmt.Fprintf(w, "\n%s\n", message.New("command.compare.residue"))
		for _, x := range r.Residue {
			fmt.Fprintf(w, "  %-6s %s: %s\n", names[x.Article], residueName(x.Kind), oneLine(x.Text, 90))
		}
	}
	return w.Flush()
}

// printFacts prints what one article says.
func (c *call) printFacts(r app.Compared) error {
	w := bufio.NewWriter(c.stdout)
	a := r.Articles[0]
	fmt.Fprintln(w, oneLine(titleOf(a.Title, r.Texts[0].Text), 100))
	fmt.Fprintln(w, clean(a.ID))
	printFactTable(w, r, shortNames(r))
	return w.Flush()
}

func printFactTable(w io.Writer, r app.Compared, names map[string]string) {
	for _, kind := range factKinds {
		facts := slices.DeleteFunc(slices.Clone(r.Facts), func(f compare.Fact) bool { return f.Kind != kind })
		if len(facts) == 0 {
			continue
		}
		fmt.Fprintf(w, "\n%s\n", message.New("command.facts."+string(kind)))
		for _, f := range facts {
			verdict := ""
			if len(r.Articles) > 1 || f.Verdict != compare.Alone {
				verdict = fmt.Sprintf("%s %-11s ", verdictMarks[f.Verdict], message.New("command.verdict."+string(f.Verdict)))
			}
			label := oneLine(f.Label, 90)
			if why := f.Why.String(); why != "" && (f.Verdict == compare.Conflict || f.Verdict == compare.Spelling) {
				label += " (" + oneLine(why, 120) + ")"
			}
			fmt.Fprintf(w, "  %s%s\n", verdict, label)
			for _, line := range saidBy(f, names, len(r.Articles) > 1) {
				fmt.Fprintf(w, "      %s\n", line)
			}
		}
	}
}

// saidBy returns a line for each article that states the fact: its words, or
// the names it uses, each once.
func saidBy(f compare.Fact, names map[string]string, named bool) []string {
	var order []string
	words := map[string][]string{}
	add := func(article, text string) {
		if _, ok := words[article]; !ok {
			order = append(order, article)
		}
		if !slices.Contains(words[article], text) {
			words[article] = append(words[article], text)
		}
	}
	for _, s := range f.Sayings {
		text := oneLine(s.Text, 100)
		if f.Kind == compare.Quote {
			text = "“" + text + "”"
		}
		if s.Sayer != "" && f.Kind != compare.SourceFact {
			text += " — " + oneLine(s.Sayer, 60)
		}
		if f.Variants == nil {
			add(s.Article, text)
		}
	}
	for id, vs := range f.Variants {
		for _, v := range vs {
			add(id, oneLine(v, 60))
		}
	}
	if f.Variants != nil {
		slices.SortFunc(order, func(x, y string) int { return strings.Compare(names[x], names[y]) })
	}
	lines := make([]string, 0, len(order))
	for _, id := range order {
		line := strings.Join(words[id], ", ")
		if named {
			line = fmt.Sprintf("%-6s %s", names[id], line)
		}
		lines = append(lines, line)
	}
	return lines
}

// shortNames gives every article a name that fits a column: the start of its
// file's name, or its ID; letters where those are the same.
func shortNames(r app.Compared) map[string]string {
	out := map[string]string{}
	used := map[string]bool{}
	for i, a := range r.Articles {
		name := a.ID
		if cut := strings.LastIndexAny(name, `/\`); cut >= 0 {
			name = name[cut+1:]
		}
		name, _, _ = strings.Cut(name, ".")
		name, _, _ = strings.Cut(name, "_")
		name = oneLine(name, 6)
		if name == "" || used[name] {
			name = string(rune('A' + i%26))
		}
		for used[name] {
			name += "'"
		}
		used[name] = true
		out[a.ID] = name
	}
	return out
}

func dateOf(published string) string {
	if published == "" {
		return message.New("command.no-date").String()
	}
	return published
}
