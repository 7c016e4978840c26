package compare

import (
	"slices"

	"parallax/article"
)

// Decisions are corrections by a person. They win over the engine: sayings
// that are not of the same fact stay apart, names of one entity are one, and
// what is no conflict is shown as compatible. A decision whose words do not
// stand in the readings has no effect.
type Decisions []article.Decision

// The kinds of decisions that Compare knows.
const (
	NotSameFact = "not-same-fact"
	SameEntity  = "same-entity"
	NotConflict = "not-conflict"
)

// names reports whether the anchor is the words at span of a reading.
func anchors(a article.Anchor, d *doc, span article.Span) bool {
	return a.Article == d.Article && a.Article != 0 && a.Span.Overlaps(span) && (a.Version == d.Version || a.Exact == a.Span.Of(d.Text))
}

// apart reports whether a person said that two figures are not of one fact.
func (ds Decisions) apart(c *comparing, f, g *figure) bool {
	for _, x := range ds {
		if x.Kind != NotSameFact {
			continue
		}
		d, e := c.docs[f.doc], c.docs[g.doc]
		if anchors(x.A, d, f.q.Span) && anchors(x.B, e, g.q.Span) || anchors(x.B, d, f.q.Span) && anchors(x.A, e, g.q.Span) {
			return true
		}
	}
	return false
}

// join merges the entities that a person said are one.
func (ds Decisions) join(c *comparing) {
	for _, x := range ds {
		if x.Kind != SameEntity {
			continue
		}
		a, b := c.entityAt(x.A), c.entityAt(x.B)
		if a == nil || b == nil {
			continue
		}
		if a != b {
			for k := range b.keys {
				a.keys[k] = true
			}
			a.mentions = append(a.mentions, b.mentions...)
			if a.kind == NoEntity {
				a.kind = b.kind
			}
			c.entities = slices.DeleteFunc(c.entities, func(e *entity) bool { return e == b })
		}
		a.decided = true
	}
}

// entityAt returns the entity whose name stands at an anchor.
func (c *comparing) entityAt(a article.Anchor) *entity {
	for _, e := range c.entities {
		for _, m := range e.mentions {
			d := c.docs[m.doc]
			if n := &d.Names[m.name]; !d.Sentences[n.Sentence].Title && anchors(a, d, n.Span) {
				return e
			}
		}
	}
	return nil
}

// settle sets the verdicts that a person decided.
func (ds Decisions) settle(facts []Fact, c *comparing) {
	if len(ds) == 0 {
		return
	}
	byID := map[string]*doc{}
	for _, d := range c.docs {
		byID[d.ID] = d
	}
	holds := func(f *Fact, a article.Anchor) bool {
		return slices.ContainsFunc(f.Sayings, func(s Saying) bool {
			return s.In == "" && anchors(a, byID[s.Article], article.Span{Start: s.Start, End: s.End})
		})
	}
	for i := range facts {
		f := &facts[i]
		for _, x := range ds {
			switch {
			case x.Kind == NotConflict && f.Verdict == Conflict && holds(f, x.A) && holds(f, x.B):
				f.Verdict, f.Why, f.Decided = Compatible, why("decided"), true
			case x.Kind == NotSameFact && f.Kind == Number && (holds(f, x.A) || holds(f, x.B)):
				f.Decided = true
			}
		}
	}
}
