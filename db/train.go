package db

import (
	"bytes"

	"github.com/klauspost/compress/zstd"
)

// How a dictionary is made, measured on 6,000 articles: one of 64 KB packs
// texts 2 percent worse, one of 256 KB not better.
const (
	dictionaryBytes = 110 << 10
	runBytes        = 6  // a run that stands in several texts is worth keeping
	segmentBytes    = 64 // what is kept at a time
	trainingRounds  = 2  // through the texts; more cost time and gain little
	runBits         = 18 // of the table that counts runs
)

// train makes a dictionary of what the samples have in common. The same
// samples make the same one. It is nil if they have too little.
func train(id uint32, samples [][]byte) []byte {
	total := 0
	for _, s := range samples {
		total += len(s)
	}
	// One as large as an eighth of what it was made from has all that was said twice.
	history := common(samples, min(dictionaryBytes, total/8))
	if len(history) < 1<<10 {
		return nil
	}
	d, err := zstd.BuildDict(zstd.BuildDictOptions{
		ID: id, Contents: samples[:min(len(samples), 200)], History: history, Offsets: [3]int{1, 4, 8}, Level: zstd.SpeedFastest,
	})
	if err != nil {
		return nil // samples that have no use for one: all alike, or all different
	}
	return d
}

// common picks the segments of the samples whose runs stand in most of them,
// each run counted for the first segment that has it (after COVER of zstd). The
// samples are gone through in stretches that give one segment each, so that the
// whole of them is represented. The best stand last, where they are cheapest to
// refer to.
func common(samples [][]byte, size int) []byte {
	c := coverer{count: make([]uint32, 1<<runBits), within: make([]uint16, 1<<runBits)}
	last := make([]uint32, 1<<runBits)
	for n, s := range samples {
		for i := 0; i+runBytes <= len(s); i++ {
			if h := run(s[i:]); last[h] != uint32(n+1) {
				last[h] = uint32(n + 1)
				c.count[h]++
			}
		}
	}
	for h, n := range c.count {
		if n == 1 {
			c.count[h] = 0 // nobody else says it
		}
	}
	all := bytes.Join(samples, nil)
	stretch := max(len(all)*segmentBytes*trainingRounds/max(size, 1), 4*segmentBytes)
	out := make([]byte, size)
	free := size
	for range trainingRounds {
		for from := 0; from < len(all) && free >= segmentBytes; from += stretch {
			segment := c.best(all[from:min(from+stretch, len(all))])
			free -= len(segment)
			copy(out[free:], segment)
		}
	}
	return out[free:]
}

type coverer struct {
	count  []uint32 // in how many samples a run stands, 0 once it is covered
	within []uint16 // how often a run stands in the segment that is looked at
	runs   []uint32 // of the stretch
}

// best returns the segment of a stretch whose runs count most and covers them.
func (c *coverer) best(stretch []byte) []byte {
	const most = segmentBytes - runBytes + 1 // runs of a segment
	c.runs = c.runs[:0]
	var sum, best uint64
	at := -1
	for i := 0; i+runBytes <= len(stretch); i++ {
		h := run(stretch[i:])
		c.runs = append(c.runs, h)
		if c.within[h]++; c.within[h] == 1 {
			sum += uint64(c.count[h])
		}
		if i < most-1 {
			continue
		}
		if sum > best {
			best, at = sum, i-most+1
		}
		out := c.runs[i-most+1]
		if c.within[out]--; c.within[out] == 0 {
			sum -= uint64(c.count[out])
		}
	}
	for _, h := range c.runs {
		c.within[h] = 0
	}
	if at < 0 {
		return nil
	}
	for _, h := range c.runs[at : at+most] {
		c.count[h] = 0
	}
	return stretch[at : at+segmentBytes]
}

// run returns the number of the run that b begins with.
func run(b []byte) uint32 {
	v := uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 | uint64(b[4])<<32 | uint64(b[5])<<40
	return uint32(v * 0x9E3779B97F4A7C15 >> (64 - runBits))
}
