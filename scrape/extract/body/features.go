package body

import (
	"math"
	"strconv"
	"strings"
)

func log(x float32) float32 { return float32(math.Log1p(float64(x))) }

func ratio(a, b float32) float32 {
	if b <= 0 {
		return 0
	}
	return a / b
}

func flag(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

// A row takes numbers with their names; the names are kept of the first row.
type row struct {
	v     []float32
	names *[]string
}

func (r *row) put(name string, v float32) {
	if r.names != nil {
		*r.names = append(*r.names, name)
	}
	r.v = append(r.v, v)
}

// Features describes every leaf of the page by numbers, a row each.
func (p *Page) Features(x Lexicon) [][]float32 {
	rows, _ := p.features(x)
	return rows
}

func (p *Page) features(x Lexicon) (rows [][]float32, names []string) {
	n := len(p.leaves)
	if n == 0 {
		return nil, nil
	}
	stats, sums := p.describe()
	whole := sums[0]

	// Leaves of one path are set the same way: the paragraphs of an article are
	// the largest group of a page as a rule.
	type group struct{ words, para, count float32 }
	paths, styles := map[uint64]*group{}, map[uint64]*group{}
	first, count := map[uint64]int{}, map[uint64]float32{}
	at := func(m map[uint64]*group, k uint64) *group {
		g := m[k]
		if g == nil {
			g = &group{}
			m[k] = g
		}
		return g
	}
	styleOf := func(l *leaf) uint64 {
		b := &p.boxes[l.box]
		k := b.style
		if b.parent >= 0 {
			k = k*31 + p.boxes[b.parent].style
		}
		return k
	}
	var largest float32
	for i := range p.leaves {
		l := &p.leaves[i]
		for _, g := range []*group{at(paths, p.boxes[l.box].path), at(styles, styleOf(l))} {
			g.words += stats[i].words
			g.para += stats[i].para
			g.count++
		}
		k := stats[i].key
		if _, ok := first[k]; !ok {
			first[k] = i
		}
		count[k]++
	}
	for i := range p.leaves {
		largest = max(largest, paths[p.boxes[p.leaves[i].box].path].para)
	}

	// Cards of a list are set the same way too, but stand in boxes that repeat.
	type kin struct{ count, words, leaves float32 }
	type kind struct {
		parent int32
		style  uint64
	}
	kins := map[kind]*kin{}
	order := make([]float32, len(p.boxes))
	for b := 1; b < len(p.boxes); b++ {
		k := kind{p.boxes[b].parent, p.boxes[b].style}
		if kins[k] == nil {
			kins[k] = &kin{}
		}
		order[b] = kins[k].count
		kins[k].count++
		kins[k].words += sums[b].words
		kins[k].leaves += sums[b].leaves
	}

	// What the page is about: how often its longer words stand in paragraphs.
	topic := map[uint64]int16{}
	long := make([][]uint64, n)
	about := newGrams(p.headline()+" . "+p.description, 1)
	for i := range p.leaves {
		long[i] = longWords(p.leaves[i].text)
		if stats[i].para > 0 {
			for _, w := range long[i] {
				topic[w]++
			}
		}
	}

	half := p.deepest(sums, 0.5)
	most := p.deepest(sums, 0.8)
	top := p.top(sums)
	head := p.headAt(stats)
	p.head = head

	// Sums along the page.
	cum := make([]float32, n+1)
	cumWords := make([]float32, n+1)
	for i := range stats {
		cum[i+1] = cum[i] + stats[i].para
		cumWords[i+1] = cumWords[i] + stats[i].words
	}
	prevPara, nextPara := make([]int, n), make([]int, n)
	prevHead := make([]int, n)
	last, lastHead := -1, -1
	for i := range stats {
		prevPara[i], prevHead[i] = last, lastHead
		if stats[i].para > 0 {
			last = i
		}
		if p.leaves[i].kind == "heading" {
			lastHead = i
		}
	}
	last = n
	for i := n - 1; i >= 0; i-- {
		nextPara[i] = last
		if stats[i].para > 0 {
			last = i
		}
	}
	articles := float32(0)
	for i := range p.boxes {
		if p.boxes[i].tag == tagIDs["article"] {
			articles++
		}
	}

	rows = make([][]float32, n)
	width := 0
	for i := range p.leaves {
		r := &row{v: make([]float32, 0, width)}
		if i == 0 {
			r.names = &names
		}
		l, st := &p.leaves[i], &stats[i]
		b := &p.boxes[l.box]

		r.words("", l, st)
		r.put("commas", float32(st.commas))
		r.put("stops", float32(st.stops))
		r.put("signs", float32(st.signs))
		r.put("digits", ratio(float32(st.digits), float32(len(l.text))))
		r.put("letters/word", ratio(float32(l.letters), st.words))
		r.put("lower", flag(st.lower))
		r.put("quote", flag(st.quote))
		r.put("caps", flag(st.caps))
		r.put("anchors", float32(l.anchors))
		r.put("breaks", float32(l.breaks))
		r.put("bold", ratio(float32(l.bold), float32(l.letters)))
		r.put("italic", ratio(float32(l.italic), float32(l.letters)))
		r.put("small", ratio(float32(l.small), float32(l.letters)))
		r.put("level", float32(l.level))
		r.put("loose", flag(l.loose))
		r.put("wide", flag(st.wide))
		for k := range phraseKinds {
			r.put("phrase "+phraseKinds[k].name, flag(st.phrase&(1<<k) != 0))
		}
		r.put("in title", st.overTitle)
		r.put("title in", st.titleIn)
		r.put("in lead", st.overLead)
		r.put("in said", st.overSaid)
		r.put("copies", count[st.key])
		r.put("copy", flag(first[st.key] != i))

		for k := range flagsAsked {
			r.put("flag "+strconv.Itoa(k), flag(b.flags&(1<<k) != 0))
		}
		r.hints(p, l)
		r.lexicon(x, p, i)

		// The boxes it stands in, from the inside.
		at := l.box
		for k := range 5 {
			s := strconv.Itoa(k)
			c := &p.boxes[at]
			u := &sums[at]
			if k < 4 {
				r.put("tag "+s, float32(c.tag))
			}
			r.put("box words "+s, log(u.words))
			r.put("box share "+s, ratio(u.para, whole.para))
			r.put("box links "+s, ratio(u.linked, u.letters))
			r.put("box leaves "+s, u.leaves)
			r.put("box paras "+s, ratio(u.paras, u.leaves))
			r.put("box mean "+s, ratio(u.words, u.leaves))
			r.put("box after "+s, ratio(float32(i)-float32(c.first), float32(c.end-c.first)))
			if c.parent >= 0 {
				at = c.parent
			}
		}
		at = l.box
		for k := range 5 {
			s := strconv.Itoa(k)
			g := kins[kind{p.boxes[at].parent, p.boxes[at].style}]
			if g == nil {
				g = &kin{count: 1}
			}
			r.put("kin count "+s, g.count)
			r.put("kin words "+s, ratio(g.words, g.count))
			r.put("kin leaves "+s, ratio(g.leaves, g.count))
			r.put("kin order "+s, ratio(order[at], g.count))
			if p.boxes[at].parent >= 0 {
				at = p.boxes[at].parent
			}
		}
		known, often, named := float32(0), float32(0), float32(0)
		for _, w := range long[i] {
			c := topic[w]
			if st.para > 0 {
				c-- // its own
			}
			if c > 0 {
				known++
			}
			if c > 2 {
				often++
			}
			named += flag(about.set[w1(w)])
		}
		r.put("topic known", ratio(known, float32(len(long[i]))))
		r.put("topic often", ratio(often, float32(len(long[i]))))
		r.put("topic named", ratio(named, float32(len(long[i]))))
		r.put("topic names", named)
		g := paths[b.path]
		r.put("path words", log(g.words))
		r.put("path para", ratio(g.para, whole.para))
		r.put("path largest", ratio(g.para, largest))
		r.put("path count", g.count)
		r.put("path mean", ratio(g.words, g.count))
		g = styles[styleOf(l)]
		r.put("style para", ratio(g.para, whole.para))
		r.put("style count", g.count)
		r.put("style mean", ratio(g.words, g.count))

		r.place(p, "half", half, l.box, i)
		r.place(p, "most", most, l.box, i)
		r.place(p, "top", top, l.box, i)
		r.put("depth", float32(b.depth))

		// Where in the page.
		r.put("position", float32(i))
		r.put("from end", float32(n-i))
		r.put("done", ratio(float32(i), float32(n)))
		r.put("para done", ratio(cum[i], whole.para))
		r.put("words done", ratio(cumWords[i], whole.words))
		r.put("from head", float32(i-head))
		r.put("since para", float32(min(i-prevPara[i], 40)))
		r.put("to para", float32(min(nextPara[i]-i, 40)))
		r.put("since heading", float32(min(i-prevHead[i], 40)))
		pw, nw := float32(0), float32(0)
		if prevPara[i] >= 0 {
			pw = float32(p.apart(l.box, p.leaves[prevPara[i]].box))
		}
		if nextPara[i] < n {
			nw = float32(p.apart(l.box, p.leaves[nextPara[i]].box))
		}
		r.put("up to last para", pw)
		r.put("up to next para", nw)
		r.put("before 4", log(cum[i]-cum[max(0, i-4)]))
		r.put("after 4", log(cum[min(n, i+5)]-cum[i+1]))
		r.put("before 10", log(cum[i]-cum[max(0, i-10)]))
		r.put("after 10", log(cum[min(n, i+11)]-cum[i+1]))
		r.put("all before", log(cum[i]))
		r.put("all after", log(cum[n]-cum[i+1]))

		// What stands beside it.
		for _, d := range []int{-3, -2, -1, 1, 2, 3} {
			s := strconv.Itoa(d) + " "
			j := i + d
			if j < 0 || j >= n {
				r.words(s, &leaf{}, &stat{})
				r.put(s+"tag", -1)
				r.put(s+"same path", 0)
				r.put(s+"up", 20)
				continue
			}
			o := &p.leaves[j]
			r.words(s, o, &stats[j])
			r.put(s+"tag", float32(p.boxes[o.box].tag))
			r.put(s+"same path", flag(p.boxes[o.box].path == b.path))
			r.put(s+"up", float32(p.apart(l.box, o.box)))
		}

		// The page.
		r.put("page words", log(whole.words))
		r.put("page para", log(whole.para))
		r.put("page leaves", float32(n))
		r.put("page links", ratio(whole.linked, whole.letters))
		r.put("page largest", ratio(largest, whole.para))
		r.put("page articles", articles)
		r.put("page half", ratio(sums[half].para, whole.para))
		r.put("page article", flag(p.ogType == "article"))
		r.put("page said", log(float32(len(p.Said.Text))))
		rows[i] = r.v
		width = len(r.v)
	}
	return rows, names
}

// words puts what is asked of a leaf and of those beside it.
func (r *row) words(s string, l *leaf, st *stat) {
	r.put(s+"words", st.words)
	r.put(s+"links", st.linkDensity)
	r.put(s+"ends", flag(st.ends))
	r.put(s+"colon", flag(st.colon))
	r.put(s+"capital", st.capital)
	kind := 0
	switch l.kind {
	case "heading":
		kind = 1
	case "list-item":
		kind = 2
	case "quotation":
		kind = 3
	case "caption":
		kind = 4
	case "table":
		kind = 5
	case "code":
		kind = 6
	}
	r.put(s+"kind", float32(kind))
	r.put(s+"phrases", float32(st.phrase&0xffff))
}

// hints puts how far up the nearest box is that each hint is of.
func (r *row) hints(p *Page, l *leaf) {
	var near [64]int8
	for i := range near {
		near[i] = 30
	}
	for k := range hints {
		if l.inline&(1<<k) != 0 {
			near[k] = -1
		}
	}
	up := int8(0)
	for b := l.box; b >= 0 && up < 30; b = p.boxes[b].parent {
		if own := p.boxes[b].own; own != 0 {
			for k := range hints {
				if own&(1<<k) != 0 && near[k] == 30 {
					near[k] = up
				}
			}
		}
		up++
	}
	for k := range hints {
		name, _, _ := strings.Cut(hints[k], " ")
		r.put("hint "+name, float32(near[k]))
	}
}

// place puts where a leaf stands to a box.
func (r *row) place(p *Page, name string, box, of int32, i int) {
	b := &p.boxes[box]
	in := int32(i) >= b.first && int32(i) < b.end
	r.put(name+" in", flag(in))
	switch {
	case in:
		r.put(name+" depth", float32(p.boxes[of].depth-b.depth))
		r.put(name+" at", ratio(float32(int32(i)-b.first), float32(b.end-b.first)))
		r.put(name+" from", 0)
	case int32(i) < b.first:
		r.put(name+" depth", -float32(p.apart(of, box)))
		r.put(name+" at", -1)
		r.put(name+" from", -float32(b.first-int32(i)))
	default:
		r.put(name+" depth", -float32(p.apart(of, box)))
		r.put(name+" at", 2)
		r.put(name+" from", float32(int32(i)-b.end+1))
	}
}

// apart returns how many boxes lie above a on the way to b.
func (p *Page) apart(a, b int32) int {
	n := 0
	for a != b {
		if p.boxes[a].depth >= p.boxes[b].depth {
			a = p.boxes[a].parent
			n++
		} else {
			b = p.boxes[b].parent
		}
	}
	return n
}

// deepest returns the innermost box that holds a share of the page's
// paragraphs.
func (p *Page) deepest(sums []sum, share float32) int32 {
	best := int32(0)
	for i := range p.boxes {
		if sums[i].para >= share*sums[0].para && sums[0].para > 0 && p.boxes[i].depth > p.boxes[best].depth {
			best = int32(i)
		}
	}
	return best
}

// top returns the box in which most words of paragraphs stand directly.
func (p *Page) top(sums []sum) int32 {
	best, score := int32(0), float32(-1)
	for i := range p.boxes {
		s := sums[i].direct * (1 - ratio(sums[i].linked, sums[i].letters))
		if s > score {
			best, score = int32(i), s
		}
	}
	return best
}

// headAt returns the leaf that is the title, 0 if none is.
func (p *Page) headAt(stats []stat) int {
	best, at := float32(0.5), 0
	for i := range stats {
		s := stats[i].overTitle * stats[i].titleIn
		if p.leaves[i].kind == "heading" {
			s += 0.3
			if p.leaves[i].level == 1 {
				s += 0.2
			}
		}
		if stats[i].titleIn > 0.3 && s > best {
			best, at = s, i
		}
	}
	return at
}
