package text

import "strings"

// telling are short words that one language uses all the time and the others
// seldom or never.
var telling = map[string]string{}

func init() {
	for lang, list := range map[string]string{
		"en": "the of and to that is was for with his her they have from by this are which would said",
		"de": "der die und das ist nicht ein eine mit für auf dem den von wird sich auch nach bei wurde sind",
		"fr": "le les des est une dans pour que qui avec sur pas du au ce été sont aux plus cette",
		"es": "el los las una que por con para del se su como más fue este según ha sido sus al",
		"it": "il che di gli della una per con sono è nel alla anche dei più stato delle dal",
		"pt": "o os uma não para com que em do da dos das foi são ao mais pelo pela",
		"nl": "het een van en dat niet met voor zijn aan door ook bij naar wordt deze",
		"ru": "в и не на что с по это как из за он его к от для был будет также",
		"pl": "w i nie na że się z do jest to po przez oraz od jak został",
		"sv": "och att det som är på en för med till den har inte av om",
		"tr": "ve bir bu için ile olarak olan daha da de çok sonra kadar",
		"uk": "та що не у на це як його від за є був також який",
	} {
		for w := range strings.FieldsSeq(list) {
			if _, twice := telling[w]; twice {
				telling[w] = "" // says nothing alone
				continue
			}
			telling[w] = lang
		}
	}
}

// Language guesses the language of s by its short words: BCP 47, or "" where
// they do not decide.
func Language(s string) string {
	const enough = 4000 // tokens
	count := map[string]int{}
	seen := 0
	if len(s) > 40_000 {
		s = s[:40_000]
	}
	for i, t := range Tokens(s) {
		if i > enough {
			break
		}
		if t.Kind != Word {
			continue
		}
		seen++
		if lang := telling[strings.ToLower(t.Of(s))]; lang != "" {
			count[lang]++
		}
	}
	best, second := "", 0
	for _, lang := range []string{"en", "de", "fr", "es", "it", "pt", "nl", "ru", "pl", "sv", "tr", "uk"} {
		switch n := count[lang]; {
		case best == "" && n > 0:
			best = lang
		case n > 0 && n > count[best]:
			best, second = lang, count[best]
		case n > second:
			second = n
		}
	}
	if best == "" || count[best]*20 < seen || count[best] <= second {
		return ""
	}
	return best
}
