package fingerprint

// How texts that say nearly the same are found: of all runs of a text, the
// smallest hash in each of some bins, three bins together a band. Texts that
// share nine tenths of their runs share a band in 996 of 1,000 cases, those that
// share half in 500, and those that share a tenth in 5.
const (
	BandCount = 5
	bandBins  = 3
	bins      = BandCount * bandBins

	leastRuns = 2 * bins // of a text with bands: in shorter ones a word more is half a text
)

// Bands returns the bands of a text whose words are prepared, folded and with
// spaces between, in parts. It is nil for a text that is too short to be told
// from another.
func Bands(parts ...string) []uint32 {
	var least [bins]uint32
	var filled [bins]bool
	n := 0
	prepared(parts, func(h uint64) {
		n++
		bin, v := h>>32*bins>>32, uint32(h)
		if !filled[bin] || v < least[bin] {
			least[bin], filled[bin] = v, true
		}
	})
	if n < leastRuns {
		return nil
	}
	bands := make([]uint32, BandCount)
	for i := range bands {
		h := uint64(i + 1)
		for bin := i * bandBins; bin < (i+1)*bandBins; bin++ {
			// An empty bin takes what the next one has that is not, so that two
			// texts which have the same bins empty do not agree for that alone.
			from := bin
			for !filled[from] {
				from = (from + 1) % bins
			}
			h = scatter(h<<8 + uint64(least[from]) + uint64(from-bin)<<40)
		}
		bands[i] = uint32(h >> 16)
	}
	return bands
}

// OfPrepared returns the print of a text as Bands takes it. It differs from
// that of the text before it was prepared.
func OfPrepared(parts ...string) Print {
	n := 0
	for _, s := range parts {
		n += len(s) / 5
	}
	runs := make([]uint32, 0, n)
	prepared(parts, func(h uint64) { runs = append(runs, uint32(h)) })
	return Set(runs)
}

// Resemblance returns the share of the hashes of both prints that they have in
// common, 0 to 1.
func Resemblance(p, q Print) float64 {
	shared := Shared(p, q)
	all := len(p) + len(q) - shared
	if all == 0 {
		return 0
	}
	return float64(shared) / float64(all)
}

// prepared yields the hash of each run of each part.
func prepared(parts []string, yield func(uint64)) {
	// The hash of a run is a sum over its words, of which the first falls out
	// when the next comes in.
	const base uint64 = 0x9E3779B97F4A7C15
	out := uint64(1)
	for range Length {
		out *= base
	}
	for _, s := range parts {
		var words [Length]uint64 // the last
		var sum uint64
		n := 0
		h := uint64(offset)
		for i := 0; i <= len(s); i++ {
			if i < len(s) && s[i] != ' ' {
				h = (h ^ uint64(s[i])) * prime
				continue
			}
			if h == offset {
				continue
			}
			sum = sum*base + h - words[n%Length]*out
			words[n%Length] = h
			n++
			h = offset
			if n >= Length {
				yield(scatter(sum))
			}
		}
	}
}

// What FNV-1a begins and goes on with.
const (
	offset = 14695981039346656037
	prime  = 1099511628211
)

// scatter makes every bit of h count in every bit of what it returns.
func scatter(h uint64) uint64 {
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	return h ^ h>>32
}
