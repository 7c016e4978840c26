// Package guard holds every limit that foreign bytes are read under, with the
// reason beside each, and the readers that enforce them. What a limit stops is
// told as a sentinel of package article; deciding what to keep of an item that
// went over a limit is left to the caller.
package guard

import "time"

// Limits are the bounds foreign bytes are read under. A person raises them by
// hand; zero or less means "no bound" nowhere: start from [Default].
type Limits struct {
	HTMLBytes   int64         // of markup that is parsed into a tree
	TextBytes   int64         // of a file that is read whole
	MemberBytes int64         // of a compressed member that is read whole
	LineBytes   int64         // of one record of a line format
	Entries     int           // of one archive
	Ratio       int64         // inflated to packed bytes
	RatioFree   int64         // inflated bytes before the ratio counts
	FrontMatter int64         // of YAML at the head of a text
	Depth       int           // of folders
	Nodes       int           // of a tree that is walked
	PageTime    time.Duration // of a page, from its bytes to its article
	HeapGrowth  uint64        // meanwhile
	RuleTime    time.Duration
	HeaderBytes int64 // of an answer
	Redirects   int
	FetchTime   time.Duration // of one page with its redirects
}

// Default returns the limits that hold unless a person raises them.
func Default() Limits {
	return Limits{
		// The largest saved news pages are 3 MB without their images; trees take
		// about twenty times their source.
		HTMLBytes: 10 << 20,
		// A book is 1 MB and a year of a mailing list 50 MB. Text is held whole,
		// because every span is an offset into one string.
		TextBytes: 100 << 20,
		// A member is held whole while its name is already trusted to a directory
		// that an attacker wrote.
		MemberBytes: 64 << 20,
		// One article with its page as a string.
		LineBytes: 64 << 20,
		// The largest real exports have about 200,000 entries.
		Entries: 1_000_000,
		// Prose packs 3:1, markup with templates 20:1, and deflate ends at 1032:1.
		Ratio: 100,
		// A short file of blanks may pack far better and harms nobody.
		RatioFree: 1 << 20,
		// Notes carry some hundred bytes; a YAML parser is not linear.
		FrontMatter: 64 << 10,
		// File systems end a path at 4,096 bytes; links may go on for ever.
		Depth: 128,
		// The largest real page measured had 31,000. Whoever walks a tree may look
		// at each node's ancestors, of which the parser of x/net takes up to 512.
		Nodes: 60_000,
		// Honest pages take under 0.3 s; 140 KB of repeated body tags took 15 s to
		// parse. What is given up is still read as words, which takes up to 1 s.
		PageTime: 4 * time.Second,
		// The same 140 KB allocated 6.6 GB; 54 KB of open fonts keep as much as they
		// are given. Until it is collected, twice of this is taken.
		HeapGrowth: 384 << 20,
		// A selector takes 5 ms on the largest real page; one that counts siblings
		// is quadratic and took 6 s over 20,000 of them.
		RuleTime: time.Second,
		// Servers send 1 KB; those that set many cookies some 20.
		HeaderBytes: 256 << 10,
		// Honest pages need up to five, over a shortener, a login and back.
		Redirects: 10,
		// A slow server may send a byte a minute for ever.
		FetchTime: time.Minute,
	}
}
