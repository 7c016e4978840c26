package charset

import (
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/transform"
)

// johab is the Korean encoding of DOS that puts a syllable together of the
// numbers of its letters (KS X 1001, annex 3).
type johab struct{}

func (johab) NewDecoder() *encoding.Decoder { return &encoding.Decoder{Transformer: johabDecoder{}} }
func (johab) NewEncoder() *encoding.Encoder { return encoding.Replacement.NewEncoder() }

// iso2022KR is Korean in seven bits: between two control bytes the letters are
// those of EUC-KR without their eighth.
type iso2022KR struct{}

func (iso2022KR) NewDecoder() *encoding.Decoder {
	return &encoding.Decoder{Transformer: transform.Chain(&eighthBit{}, korean.EUCKR.NewDecoder())}
}
func (iso2022KR) NewEncoder() *encoding.Encoder { return encoding.Replacement.NewEncoder() }

// eighthBit makes EUC-KR of ISO-2022-KR.
type eighthBit struct{ out bool }

func (e *eighthBit) Reset() { e.out = false }

func (e *eighthBit) Transform(dst, src []byte, _ bool) (nDst, nSrc int, err error) {
	for _, c := range src {
		switch {
		case c == 0x0e, c == 0x0f:
			e.out = c == 0x0e
			nSrc++
			continue
		case c == '\n':
			e.out = false
		case e.out && c > ' ':
			c |= 0x80
		}
		if nDst == len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		}
		dst[nDst] = c
		nDst++
		nSrc++
	}
	return nDst, nSrc, nil
}

// The numbers of the letters that open, carry and close a syllable, in the order
// in which Unicode counts them; 0xff is none, 0xfe no letter in this place.
var johabLetters = func() (at [3][32]byte) {
	for i := range at {
		for j := range at[i] {
			at[i][j] = 0xff
		}
	}
	for i := range byte(19) {
		at[0][i+2] = i
	}
	n := byte(0)
	for _, run := range [][2]byte{{3, 7}, {10, 15}, {18, 23}, {26, 29}} {
		for i := run[0]; i <= run[1]; i++ {
			at[1][i] = n
			n++
		}
	}
	n = 0
	for _, run := range [][2]byte{{1, 17}, {19, 29}} {
		for i := run[0]; i <= run[1]; i++ {
			at[2][i] = n
			n++
		}
	}
	return at
}()

type johabDecoder struct{ transform.NopResetter }

func (johabDecoder) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		r, size := rune(src[nSrc]), 1
		if r >= utf8.RuneSelf {
			if nSrc+1 == len(src) {
				if !atEOF {
					return nDst, nSrc, transform.ErrShortSrc
				}
				r = utf8.RuneError
			} else {
				r, size = johabRune(src[nSrc], src[nSrc+1])
			}
		}
		if nDst+utf8.RuneLen(r) > len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		}
		nDst += utf8.EncodeRune(dst[nDst:], r)
		nSrc += size
	}
	return nDst, nSrc, nil
}

func johabRune(a, b byte) (r rune, size int) {
	if a >= 0x84 && a <= 0xd3 {
		n := uint(a)<<8 | uint(b)
		x, y, z := johabLetters[0][n>>10&31], johabLetters[1][n>>5&31], johabLetters[2][n&31]
		if x < 19 && y < 21 && z < 28 {
			return 0xac00 + (rune(x)*21+rune(y))*28 + rune(z), 2
		}
		return utf8.RuneError, 1
	}
	// Signs and Chinese letters: two rows of KS X 1001 for each first byte.
	row := 0
	switch {
	case a >= 0xd9 && a <= 0xde:
		row = 2*int(a-0xd9) + 0x21
	case a >= 0xe0 && a <= 0xf9:
		row = 2*int(a-0xe0) + 0x4a
	default:
		return utf8.RuneError, 1
	}
	cell := 0
	switch {
	case b >= 0x31 && b <= 0x7e:
		cell = int(b) - 0x31
	case b >= 0x91 && b != 0xff:
		cell = int(b) - 0x43
	default:
		return utf8.RuneError, 1
	}
	s, err := korean.EUCKR.NewDecoder().Bytes([]byte{byte(row + cell/94 + 0x80), byte(cell%94 + 0xa1)})
	if err != nil {
		return utf8.RuneError, 1
	}
	r, _ = utf8.DecodeRune(s)
	return r, 2
}
