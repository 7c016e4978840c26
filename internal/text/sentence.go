package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentences returns the spans of the sentences of s, in order and without
// overlap, trimmed of white space and of list marks; what lies between them is
// white space and such marks only. A line break ends a sentence, unless the
// lines of the text are broken by width.
func Sentences(s string) []Span {
	var out []Span
	wrapped := wrappedLines(s)
	start := 0
	for i := 0; i < len(s); {
		j := strings.IndexByte(s[i:], '\n')
		if j < 0 {
			break
		}
		at := i + j
		if !wrapped || blankAfter(s, at) || listMark(s[at+1:]) > 0 {
			out = paragraph(out, s, start, at)
			start = at + 1
		}
		i = at + 1
	}
	return paragraph(out, s, start, len(s))
}

// blankAfter reports whether the line after the break at i is empty.
func blankAfter(s string, i int) bool {
	for _, r := range s[i+1:] {
		if r == '\n' {
			return true
		}
		if !unicode.IsSpace(r) {
			return false
		}
	}
	return true
}

// wrappedLines reports whether s is text with hard line breaks: most lines
// are about as long as a line of a terminal or mail and end inside a sentence.
func wrappedLines(s string) bool {
	lines, inside, n := 0, 0, 0
	for line := range strings.Lines(s) {
		if n++; n > 400 {
			break
		}
		line = strings.TrimRight(line, " \t\r\n")
		if line == "" {
			continue
		}
		lines++
		last := line[len(line)-1]
		if len(line) >= 45 && len(line) <= 90 && last != '.' && last != '!' && last != '?' && last != '"' && last != ':' {
			inside++
		}
	}
	return lines >= 4 && inside*10 >= lines*6
}

// listMark returns how many bytes at the start of s are a list mark and the
// space after it, or 0.
func listMark(s string) int {
	i := 0
	for i < len(s) && (s[i] == ' ' || s[i] == '\t') {
		i++
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	if !strings.ContainsRune("*-•·▪◦‣–—●○■", r) || n == 0 {
		return 0
	}
	j := i + n
	for j < len(s) && (s[j] == ' ' || s[j] == '\t') {
		j++
	}
	if j == i+n {
		return 0
	}
	return j
}

// paragraph appends the sentences of s[start:end].
func paragraph(out []Span, s string, start, end int) []Span {
	start += listMark(s[start:end])
	from := start
	for i := start; i < end; {
		r, n := utf8.DecodeRuneInString(s[i:end])
		if !strings.ContainsRune(".!?…。！？", r) {
			i += n
			continue
		}
		stop := i
		i += n
		// The run of marks and what closes with it.
		for i < end {
			r, n = utf8.DecodeRuneInString(s[i:end])
			if !strings.ContainsRune(".!?…。！？\"'”’»)]›", r) {
				break
			}
			if (r == '\'' || r == '"') && i > 0 && unicode.IsSpace(lastRune(s[:i])) {
				break
			}
			i += n
		}
		if i >= end || boundary(s, from, stop, i, end) {
			out = trimmed(out, s, from, i)
			from = i
		}
	}
	return trimmed(out, s, from, end)
}

// trimmed appends s[from:to] without the white space around it, if anything
// is left.
func trimmed(out []Span, s string, from, to int) []Span {
	t := strings.TrimLeftFunc(s[from:to], isBlank)
	from = to - len(t)
	to = from + len(strings.TrimRightFunc(t, isBlank))
	if from < to {
		out = append(out, Span{Start: from, End: to})
	}
	return out
}

func isBlank(r rune) bool { return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' }

// boundary reports whether the marks s[stop:after] end the sentence that
// began at from.
func boundary(s string, from, stop, after, end int) bool {
	marks := s[stop:after]
	next, _ := utf8.DecodeRuneInString(s[after:end])
	if strings.ContainsAny(marks, "。！？") {
		return true
	}
	before := lastWord(s[max(from, stop-wordLimit):stop])
	if !isBlank(next) {
		// "the region.The next": a space was lost, unless it is a host name.
		return marks == "." && unicode.IsUpper(next) && len(before) >= 3 && lowerCase(before) &&
			letterAt(s, after+1) && !hostAhead(s[after:end])
	}
	rest := strings.TrimLeftFunc(s[after:end], isBlank)
	if rest == "" {
		return true
	}
	closed := strings.ContainsAny(marks, "\"'”’»")
	first, n := utf8.DecodeRuneInString(rest)
	if strings.ContainsRune("\"'“‘«„([", first) {
		first, _ = utf8.DecodeRuneInString(rest[n:])
	}
	word := firstWord(rest)
	switch marks[0] {
	case '!', '?':
		// “Really?” he said; Yahoo! said.
		return !unicode.IsLower(first) && !(closed && speaks(rest))
	case '.':
		if strings.HasPrefix(marks, "..") || strings.HasPrefix(marks, "…") {
			return !unicode.IsLower(first)
		}
	default: // …
		return !unicode.IsLower(first)
	}
	if strings.ContainsAny(marks, "!?") {
		return !unicode.IsLower(first)
	}
	lower := strings.ToLower(before)
	switch {
	case closed && unicode.IsLower(first):
		return false
	case closed && speaks(rest):
		return false
	case before == "":
		return true
	case stop-len(before) <= from && isNumber(before): // "1. First"
		return false
	case len(before) <= 2 && isNumber(before) && ordinalMonths[word]: // am 3. Mai
		return false
	case neverEnds[lower] && !closed && !strings.ContainsAny(marks, ")]"):
		return false
	case mayEnd[lower] || strings.Contains(before, "."):
		return unicode.IsUpper(first) && opens(word) || !letterAt(rest, 0) && !unicode.IsDigit(first) && opens(word)
	case utf8.RuneCountInString(before) == 1 && IsUpper(before) && before != "I":
		return opens(word) // an initial
	}
	return true
}

// speaks reports whether rest opens like the words after a quotation: "he
// said", "said Mr".
func speaks(rest string) bool {
	w := strings.Fields(rest[:min(len(rest), 60)])
	return len(w) >= 1 && saidWords[strings.ToLower(strings.Trim(w[0], ",."))] ||
		len(w) >= 2 && unicode.IsLower(rune(w[0][0])) && saidWords[strings.ToLower(strings.Trim(w[1], ",."))]
}

var saidWords = set("said says told asked added wrote tweeted replied shouted yelled cried")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// opens reports whether w is a word that opens sentences more often than it
// follows an abbreviation.
func opens(w string) bool { return openers[strings.ToLower(w)] }

var openers = set(`the a an this that these those it he she they we i you there here his her their its our my
	in on at by for from with after before during while when where what who why how if as but and or so yet
	however meanwhile also although though because since until both all some many most several few no not
	one two three four five another other each every officials police according asked now then still just
	even only once last next more such is are was were will would could should may might can do does did has have had
	let please see under over among despite unlike like instead earlier later today yesterday tomorrow`)

// ordinalMonths follow a day with a full stop.
var ordinalMonths = set("Januar Jänner Februar März April Mai Juni Juli August September Oktober November Dezember")

// neverEnds are abbreviations that something follows.
var neverEnds = set(`mr mrs ms mx dr prof gen lt col maj capt sgt cpl pvt cmdr adm rep reps sen sens gov govs rev hon
	pres st messrs mme mlle supt det insp ft mt vs no nos fig figs vol pp ed eds approx est cf al e.g i.e eg ie
	art sec para dept univ jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun
	sr. jr. brig spc pfc atty asst assoc dir hr bzw z.b ca nr str dipl ing abs bd inkl usw. м г ул тыс млн млрд руб долл`)

// mayEnd are abbreviations that can be the last word of a sentence.
var mayEnd = set(`inc corp co ltd llc plc jr sr etc bros u.s u.k u.n d.c a.m p.m am pm ala ariz ark calif colo conn del
	fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex vt va wash wis wyo
	ave blvd rd ph.d m.d b.a esq usw и т.д т.п`)

func lastWord(s string) string {
	i := strings.LastIndexFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("(\"“‘'«[-–—/", r) })
	if i < 0 {
		return strings.Trim(s, ".")
	}
	_, n := utf8.DecodeRuneInString(s[i:])
	return s[i+n:]
}

func firstWord(s string) string {
	s = strings.TrimLeftFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsSpace(r) })
	if i := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }); i >= 0 {
		return s[:i]
	}
	return s
}

func lowerCase(w string) bool {
	for _, r := range w {
		if !unicode.IsLower(r) {
			return false
		}
	}
	return true
}

func isNumber(w string) bool {
	for _, r := range w {
		if r < '0' || r > '9' {
			return false
		}
	}
	return w != ""
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// hostAhead reports whether s opens like the rest of a host name: "Com/x".
func hostAhead(s string) bool {
	w := firstWord(s)
	return len(w) <= 3 || strings.HasPrefix(s[len(w):], "/") || strings.HasPrefix(s[len(w):], ".") && letterAt(s, len(w)+1)
}
