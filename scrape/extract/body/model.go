package body

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"math"
	"sync"

	"parallax/assets/weights"
)

// A Model judges leaves: the first forest each by itself and its surroundings,
// the second with what the first makes of its neighbours.
type Model struct {
	Lexicon       Lexicon
	First, Second Forest
}

// Default returns the model that the program carries.
func Default() *Model { return loaded() }

var loaded = sync.OnceValue(func() *Model {
	m, err := Decode(weights.Body)
	if err != nil {
		panic(err) // our own file, of another version than the code
	}
	return m
})

// chances returns how likely each leaf is the article's.
func (m *Model) chances(p *Page) []float32 {
	rows := p.Features(m.Lexicon)
	return m.Second.Chances(p.Second(rows, m.First.Chances(rows)))
}

// Chances returns how likely the leaf of each row is the article's.
func (f *Forest) Chances(rows [][]float32) []float32 {
	out := make([]float32, len(rows))
	for i, r := range rows {
		out[i] = f.chance(r)
	}
	return out
}

// A Forest is a sum of regression trees: what they come to is the logarithm of
// the odds that a leaf is the article's.
type Forest struct {
	Bias  float32
	Roots []int32
	Nodes []Node
}

// A Node asks whether a number is at most Split and goes left then. An end has
// no feature and carries its value in Split.
type Node struct {
	Feature     int16 // -1 for an end
	Left, Right int32
	Split       float32
}

func (f *Forest) chance(row []float32) float32 {
	sum := f.Bias
	for _, at := range f.Roots {
		n := &f.Nodes[at]
		for n.Feature >= 0 {
			if row[n.Feature] <= n.Split {
				n = &f.Nodes[n.Left]
			} else {
				n = &f.Nodes[n.Right]
			}
		}
		sum += n.Split
	}
	return float32(1 / (1 + math.Exp(-float64(sum))))
}

// The form of the weights: a mark, a sum over the names of the features, the
// lexicon in the order of its sums, and the two forests; a tree is its nodes
// from the root, left before right, each a feature (end for none) and a number.
const (
	mark = "parallax body 1\n"
	end  = 0xffff
)

var errWeights = errors.New("weights of another form")

// Encode writes a model as [Decode] reads it.
func (m *Model) Encode() []byte {
	b := append([]byte(mark), 0, 0, 0, 0)
	binary.LittleEndian.PutUint32(b[len(mark):], namesSum())
	b = m.Lexicon.encode(b)
	for _, f := range []*Forest{&m.First, &m.Second} {
		b = appendFloat(b, f.Bias)
		b = binary.LittleEndian.AppendUint16(b, uint16(len(f.Roots)))
		for _, r := range f.Roots {
			b = f.encode(b, r)
		}
	}
	return b
}

func (f *Forest) encode(b []byte, at int32) []byte {
	n := f.Nodes[at]
	if n.Feature < 0 {
		return appendFloat(binary.LittleEndian.AppendUint16(b, end), n.Split)
	}
	b = appendFloat(binary.LittleEndian.AppendUint16(b, uint16(n.Feature)), n.Split)
	return f.encode(f.encode(b, n.Left), n.Right)
}

func appendFloat(b []byte, v float32) []byte {
	return binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
}

// Decode reads a model. It returns an error where the weights are of another
// form or of other features than this code describes leaves by.
func Decode(b []byte) (*Model, error) {
	d := &decoder{b: b}
	if string(d.take(len(mark))) != mark {
		return nil, errWeights
	}
	if sum := d.uint32(); d.err == nil && sum != namesSum() {
		return nil, fmt.Errorf("%w: trained on other features; train again", errWeights)
	}
	m := &Model{Lexicon: d.lexicon()}
	for _, f := range []*Forest{&m.First, &m.Second} {
		f.Bias = d.float()
		for range d.uint16() {
			f.Roots = append(f.Roots, d.tree(f, 0))
		}
	}
	if d.err == nil && len(d.b) > 0 {
		d.err = errWeights
	}
	return m, d.err
}

type decoder struct {
	b   []byte
	err error
}

func (d *decoder) take(n int) []byte {
	if len(d.b) < n {
		d.err, d.b = errWeights, nil
		return make([]byte, n)
	}
	b := d.b[:n]
	d.b = d.b[n:]
	return b
}

func (d *decoder) uint32() uint32 { return binary.LittleEndian.Uint32(d.take(4)) }

func (d *decoder) lexicon() Lexicon {
	n := int(d.uint32())
	b := d.take(min(n, 1<<20) * 5)
	x := make(Lexicon, len(b)/5)
	for ; len(b) > 0 && d.err == nil; b = b[5:] {
		x[binary.LittleEndian.Uint32(b)] = float32(int8(b[4])) / finest
	}
	return x
}

func (d *decoder) uint16() uint16 { return binary.LittleEndian.Uint16(d.take(2)) }

func (d *decoder) float() float32 {
	return math.Float32frombits(binary.LittleEndian.Uint32(d.take(4)))
}

func (d *decoder) tree(f *Forest, depth int) int32 {
	at := int32(len(f.Nodes))
	feature, split := d.uint16(), d.float()
	f.Nodes = append(f.Nodes, Node{Feature: -1, Split: split})
	if feature == end || d.err != nil {
		return at
	}
	if int(feature) >= len(names()) || depth > 1000 {
		d.err = errWeights
		return at
	}
	left := d.tree(f, depth+1)
	right := d.tree(f, depth+1)
	f.Nodes[at] = Node{Feature: int16(feature), Left: left, Right: right, Split: split}
	return at
}

// names are what the features are called, those of the second forest last.
var names = sync.OnceValue(func() []string {
	p := &Page{boxes: []box{{parent: -1, end: 1}}, leaves: []leaf{{text: "x"}}}
	_, own := p.features(nil)
	_, more := p.second([][]float32{nil}, []float32{0})
	return append(own, more...)
})

// Widths returns how many numbers describe a leaf to each forest.
func Widths() (w struct{ First, Second int }) {
	w.Second = len(names())
	p := &Page{boxes: []box{{parent: -1, end: 1}}, leaves: []leaf{{text: "x"}}}
	w.First = len(p.Features(nil)[0])
	return w
}

func namesSum() uint32 {
	h := fnv.New32a()
	for _, n := range names() {
		h.Write([]byte(n))
		h.Write([]byte{0})
	}
	return h.Sum32()
}
