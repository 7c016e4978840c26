package testkit

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// The sentences of testdata are our own prose. A letter in braces is the place
// of a word.
//
//go:embed testdata/sentences
var prose embed.FS

// A part of a sentence is fixed words and the slot after them, 0 for none.
type part struct {
	words string
	slot  byte
}

// A form is what a word is in a sentence; its letter is that of its slot.
type form byte

const (
	noun       form = 'n'
	plural     form = 'N'
	verb       form = 'v'
	infinitive form = 'i'
	adjective  form = 'a'
)

type language struct {
	code      string
	share     int      // of the sources, in hundredths
	names     []string // of sources, %s is a place
	alphabet  *alphabet
	spaceless bool
	letters   []string // instead of an alphabet
	endings   map[form][]string
	article   string // stuck to the noun, every second time
	months    []string
	days      []string

	sentences, titles [][]part
	ends              [128][]string
}

var languages = func() []*language {
	all := []*language{
		{
			code: "en", share: 52, alphabet: &latin,
			names: []string{"The %s Herald", "%s Gazette", "The %s Times", "%s Post", "%s Courier", "The %s Observer", "Radio %s"},
			endings: map[form][]string{
				noun: {"", "", "", "er"}, plural: {"s", "s", "s", "ers"}, verb: {"ed"}, infinitive: {"ing"}, adjective: {"ive", "al", "ly"},
			},
			months: strings.Fields("January February March April May June July August September October November December"),
			days:   strings.Fields("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
		},
		{
			code: "de", share: 10, alphabet: &latin,
			names: []string{"%ser Zeitung", "%ser Anzeiger", "Tageblatt %s", "Radio %s"},
			endings: map[form][]string{
				noun: {"", "", "er"}, plural: {"en", "e", "er"}, verb: {"te", "ten"}, infinitive: {"en"}, adjective: {"ige", "igen", "liche"},
			},
			months: strings.Fields("Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
			days:   strings.Fields("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag"),
		},
		{
			code: "fr", share: 9, alphabet: &latin,
			names: []string{"Le Journal de %s", "Le Courrier de %s", "La Voix de %s"},
			endings: map[form][]string{
				noun: {"", "", "é"}, plural: {"s", "s", "és"}, verb: {"ait", "é"}, infinitive: {"er"}, adjective: {"if", "ive", "eux"},
			},
			months: strings.Fields("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
			days:   strings.Fields("lundi mardi mercredi jeudi vendredi samedi dimanche"),
		},
		{
			code: "es", share: 9, alphabet: &latin,
			names: []string{"El Diario de %s", "La Voz de %s", "El Correo de %s"},
			endings: map[form][]string{
				noun: {"", "", "ción"}, plural: {"es", "os", "ciones"}, verb: {"aron", "ado"}, infinitive: {"ar"}, adjective: {"oso", "osa", "al"},
			},
			months: strings.Fields("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
			days:   strings.Fields("lunes martes miércoles jueves viernes sábado domingo"),
		},
		{
			code: "ru", share: 8, alphabet: &cyrillic,
			names: []string{"Вестник %s", "Новости %s", "%s сегодня"},
			endings: map[form][]string{
				noun: {"", "", "а", "ом"}, plural: {"ы", "ов", "ами"}, verb: {"или", "ены"}, infinitive: {"ить"}, adjective: {"ный", "ные", "ного"},
			},
			months: strings.Fields("январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре"),
			days:   strings.Fields("понедельник вторник среду четверг пятницу субботу воскресенье"),
		},
		{
			code: "ar", share: 4, alphabet: &arabic, article: "ال",
			names: []string{"صحيفة %s", "أخبار %s"},
			endings: map[form][]string{
				noun: {"", "", "ة"}, plural: {"ات", "ون", "ين"}, verb: {"", "وا", "ت"}, infinitive: {""}, adjective: {"", "ة"},
			},
			months: strings.Fields("يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"),
			days:   strings.Fields("الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد"),
		},
		{
			code: "zh", share: 5, spaceless: true,
			names:   []string{"%s日报", "%s晚报", "%s新闻"},
			endings: map[form][]string{noun: {""}, plural: {"", "们"}, verb: {""}, infinitive: {""}, adjective: {""}},
			months:  strings.Fields("一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月"),
			days:    strings.Fields("星期一 星期二 星期三 星期四 星期五 星期六 星期日"),
		},
		{
			code: "ko", share: 3,
			names:   []string{"%s일보", "%s신문"},
			endings: map[form][]string{noun: {"은", "이", "가"}, plural: {"들이", "들은"}, verb: {"했", "됐"}, infinitive: {"을", "를"}, adjective: {"한", "의"}},
			months:  strings.Fields("1월 2월 3월 4월 5월 6월 7월 8월 9월 10월 11월 12월"),
			days:    strings.Fields("월요일 화요일 수요일 목요일 금요일 토요일 일요일"),
		},
	}
	for _, l := range all {
		l.read()
	}
	return all
}()

// read takes the sentences of the language apart.
func (l *language) read() {
	b, err := prose.ReadFile("testdata/sentences/" + l.code + ".txt")
	if err != nil {
		panic(err) // it is embedded
	}
	for line := range strings.Lines(string(b)) {
		parts := split(strings.TrimSpace(line))
		l.sentences = append(l.sentences, parts)
		if len(parts) < 7 { // a headline is short and has no stop
			last := &parts[len(parts)-1]
			title := slices.Clone(parts)
			title[len(parts)-1].words = strings.TrimRight(last.words, ".。")
			l.titles = append(l.titles, title)
		}
	}
	for f, endings := range l.endings {
		l.ends[f] = endings
	}
	if l.alphabet == nil {
		own := strings.Map(func(r rune) rune {
			if unicode.Is(unicode.Han, r) && l.code == "zh" || unicode.Is(unicode.Hangul, r) {
				return r
			}
			return -1
		}, string(b))
		l.letters = strings.Split(own, "")
		slices.Sort(l.letters)
		l.letters = slices.Compact(l.letters)
	}
}

func split(sentence string) []part {
	var parts []part
	for {
		words, rest, ok := strings.Cut(sentence, "{")
		if !ok {
			return append(parts, part{words: words})
		}
		parts = append(parts, part{words, rest[0]})
		sentence = rest[2:]
	}
}

// word appends the word of a rank in a form; choice is any number.
func (l *language) word(b []byte, rank int, f form, choice uint32) []byte {
	if l.article != "" && f != verb && choice%2 == 0 {
		b = append(b, l.article...)
	}
	if l.letters != nil {
		b = appendLetters(b, l.letters, rank)
	} else {
		b = appendRoot(b, l.alphabet, rank)
	}
	endings := l.ends[f]
	return append(b, endings[choice/2%uint32(len(endings))]...)
}

// name appends the word of a rank as a name.
func (l *language) name(rank int) string {
	if l.letters != nil {
		return string(appendLetters(nil, l.letters, rank))
	}
	s := []rune(string(appendRoot(nil, l.alphabet, rank)))
	return string(unicode.ToUpper(s[0])) + string(s[1:])
}

// Names are of words that are rare otherwise.
func (l *language) place(n int) string { return l.name(vocabulary - 1 - n) }

func (l *language) person(n int) string {
	if l.letters != nil {
		return l.name(vocabulary/2 + n)
	}
	return l.name(vocabulary/2+n%400) + " " + l.name(vocabulary/3+n)
}

// sources is how many sources the corpus has.
const sources = 200

// languageOf returns the language of a source; the languages take turns, so
// that large and small sources are of each.
func languageOf(source int) *language {
	at := source * 37 % 100
	for _, l := range languages {
		if at -= l.share; at < 0 {
			return l
		}
	}
	panic("the shares of the languages are not 100")
}

// Source returns the name of a source of the corpus by how large it is, 0 to
// 199.
func Source(n int) string {
	l := languageOf(n)
	return fmt.Sprintf(l.names[n%len(l.names)], l.place(n))
}

func host(source int) string { return fmt.Sprintf("%s%d.example", Word(vocabulary-1-source), source) }
