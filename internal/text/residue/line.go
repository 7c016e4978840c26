package residue

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/article"
)

// longestLeftover is the longest block, in bytes of its normal form, that the
// rules for lines look at.
const longestLeftover = 400

// alone returns the kind of residue a block is whatever stands around it.
func (b *block) alone() (article.ResidueKind, bool) {
	if b.line == "" {
		return "", false
	}
	if rewriteNote(b.line) {
		return article.RewriteNote, true
	}
	if selfSEO(b.line) {
		return article.SEO, true
	}
	if len(b.line) > longestLeftover {
		return "", false
	}
	if breadcrumb(b.line, true) {
		return article.Breadcrumb, true
	}
	if _, ok := sourceLabel(b.words); ok {
		return article.SourceLine, true
	}
	n := countWords(b.line)
	for _, r := range lineRules {
		if n <= r.words && r.re.MatchString(b.line) && !reports(b.line) {
			return r.kind, true
		}
	}
	return "", false
}

// reports reports whether a line tells what somebody said, as headlines do only
// behind a label.
func reports(line string) bool {
	return said.MatchString(line) && !strings.ContainsAny(line[:min(len(line), 80)], ":|»›→")
}

var said = regexp.MustCompile(`, [^,]{2,40} (?:said|told|added)\b|\b(?:said|told) (?:in|on|that|the|reporters)\b`)

// countWords counts words; letters of scripts without blanks count half.
func countWords(s string) int {
	wide := 0
	for _, r := range s {
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) {
			wide++
		}
	}
	return len(strings.Fields(s)) + wide/2
}

var (
	crumbMark = regexp.MustCompile(` ?[›»→] ?| / | > | \| | :: | • `)
	crumbHome = regexp.MustCompile(`^(?:you are here: ?|sie sind hier: ?|vous êtes ici ?: ?)?(?:home|homepage|home page|start|startseite|accueil|inicio|portada|início|capa|главная|الرئيسية|首页|首頁|主页|홈|トップ|hjem|hem|ana sayfa|beranda|strona główna)$`)
)

// crumbParts is how many parts a path to a page has at most.
const crumbParts = 8

// breadcrumb reports whether a line is the path to a page: short parts with
// the same mark between them. Without a home at its beginning, and unless top
// is false, it needs three parts and a mark that prose does not use.
func breadcrumb(line string, home bool) bool {
	if !strings.ContainsAny(line, "/›»→>|:•") {
		return false
	}
	marks := crumbMark.FindAllString(line, crumbParts+1)
	if len(marks) == 0 || len(marks) > crumbParts {
		return false
	}
	mark := strings.TrimSpace(marks[0])
	for _, m := range marks[1:] {
		if strings.TrimSpace(m) != mark {
			// The title at the end may hold a mark of its own.
			return crumbHome.MatchString(strings.TrimSpace(crumbMark.Split(line, 2)[0]))
		}
	}
	parts := crumbMark.Split(line, -1)
	if crumbHome.MatchString(strings.TrimSpace(parts[0])) {
		return true
	}
	if home || len(parts) < 3 || !strings.ContainsAny(mark, "›»→>") {
		return false
	}
	for _, p := range parts[:len(parts)-1] {
		if n := len(strings.Fields(p)); n == 0 || n > 4 || strings.ContainsAny(p, ".!?0123456789") {
			return false
		}
	}
	return true
}

var labelled = regexp.MustCompile(`^(?i:(?:original |news |article |primary |data |content )?sources?(?: link| article| url)?|via|read (?:the )?original(?: article)? (?:at|on|here)|quellen?|sources?|fuentes?|fontes?|источники?|المصدر|المصادر|来源|來源|出处|文章来源|新闻来源|출처|원문|原文链接|原文)\s*[:：|–—-]\s*(.{2,160})$`)

// sourceLabel returns the origin that a line names behind a label: a name, some
// names or an address, and nothing that is a sentence.
func sourceLabel(words string) (name string, ok bool) {
	m := labelled.FindStringSubmatch(strings.Join(strings.Fields(words), " "))
	if m == nil {
		return "", false
	}
	name = strings.Trim(m[1], " .()[]")
	if address.MatchString(name) {
		return name, true
	}
	n := countWords(name)
	if n > 8 || strings.ContainsAny(name, "!?。") || strings.Contains(name, ". ") || n > 3 && strings.HasSuffix(m[1], ".") || proseWords.MatchString(strings.ToLower(name)) {
		return "", false
	}
	first, _ := utf8.DecodeRuneInString(name)
	if unicode.IsLower(first) && (n > 1 || len(name) > 5) { // agencies write themselves small: dpa
		return "", false
	}
	return name, true
}

var (
	address    = regexp.MustCompile(`^(?:https?://\S+|(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?:/\S*)?)$`)
	proseWords = regexp.MustCompile(`\b(?:said|says|say|told|is|are|was|were|has|have|had|will|would|that|who|which|ist|sind|war|sagte|est|sont|était|dit|que|qui|es|son|dijo|disse|foi)\b`)
)
