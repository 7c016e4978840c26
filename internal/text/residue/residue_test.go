package residue_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"parallax/article"
	"parallax/internal/text/residue"
)

// blocks parts a text at its empty lines; a line that begins with "# " is a
// heading, with "- " an item.
func blocks(lines ...string) (string, []article.Block) {
	var b strings.Builder
	var out []article.Block
	for _, l := range lines {
		kind := article.Paragraph
		if h, ok := strings.CutPrefix(l, "# "); ok {
			kind, l = article.Heading, h
		} else if i, ok := strings.CutPrefix(l, "- "); ok {
			kind, l = article.ListItem, i
		}
		if b.Len() > 0 {
			b.WriteString("\n\n")
		}
		start := b.Len()
		b.WriteString(l)
		out = append(out, article.Block{Kind: kind, Span: article.Span{Start: start, End: b.Len()}})
	}
	return b.String(), out
}

const prose = "The port authority said on Monday that the harbour would reopen in three days, and that nobody had been hurt in the storm."

func TestFindMarksALine(t *testing.T) {
	for _, c := range []struct {
		kind article.ResidueKind
		line string
	}{
		{article.RewriteNote, "Note: This rewrite prioritizes originality, readability and flow, and avoids jargon."},
		{article.RewriteNote, "This rewritten version keeps the meaning of the original article and aims for a conversational tone."},
		{article.RewriteNote, "Here is the rewritten article in AP style:"},
		{article.RewriteNote, "This article was generated with the help of artificial intelligence and checked by an editor."},
		{article.RewriteNote, "Hinweis: Dieser Artikel wurde mit KI erstellt."},
		{article.RewriteNote, "Word count: 523"},
		{article.SEO, "Focus keyword: harbour storm"},
		{article.SEO, "Meta description: The harbour reopens after the storm of last week."},
		{article.SEO, "In this article, we have incorporated relevant keywords to improve its ranking on search engines."},
		{article.Breadcrumb, "Home / World / Harbour reopens – Latest News"},
		{article.Breadcrumb, "Home > News > Europe"},
		{article.Breadcrumb, "Startseite › Politik › Ausland"},
		{article.Breadcrumb, "首页 > 新闻 > 国际"},
		{article.RelatedLink, "Also Read: The ten finest piers"},
		{article.RelatedLink, "READ MORE: Storm hits the lake"},
		{article.RelatedLink, "Related Articles"},
		{article.RelatedLink, "You may also like"},
		{article.RelatedLink, "[Read more about the storm.]"},
		{article.Advertisement, "Advertisement"},
		{article.RelatedLink, "Click here to read the full report."},
		{article.RelatedLink, "Lesen Sie auch: Die schönsten Häfen"},
		{article.RelatedLink, "À lire aussi : Les plus beaux ports"},
		{article.RelatedLink, "Lea también: Los puertos más bellos"},
		{article.RelatedLink, "Leia também: Os portos mais belos"},
		{article.RelatedLink, "Читайте также: Самые красивые порты"},
		{article.RelatedLink, "اقرأ أيضا: أجمل الموانئ"},
		{article.RelatedLink, "相关阅读：最美的港口"},
		{article.RelatedLink, "관련 기사: 가장 아름다운 항구"},
		{article.CommentForm, "Leave a Reply"},
		{article.CommentForm, "12 Comments"},
		{article.CommentForm, "Your email address will not be published. Required fields are marked *"},
		{article.Share, "Share this article"},
		{article.CommentForm, "Schreibe einen Kommentar"},
		{article.CommentForm, "Laisser un commentaire"},
		{article.CommentForm, "Deja un comentario"},
		{article.CommentForm, "Оставить комментарий"},
		{article.CommentForm, "اترك تعليقا"},
		{article.CommentForm, "发表评论"},
		{article.CommentForm, "댓글 쓰기"},
		{article.Hashtags, "#WorldNews #MiddleEastNews"},
		{article.Hashtags, "#новости, #порт"},
		{article.Hashtags, "Tags: harbour, storm, Lindau"},
		{article.SourceLine, "Original Source: www.news.example"},
		{article.SourceLine, "Source: AP"},
		{article.SourceLine, "Source link"},
		{article.SourceLine, "This article originally appeared in The Lindau Gazette."},
		{article.SourceLine, "The post Harbour reopens appeared first on Lindau News."},
		{article.SourceLine, "The Associated Press contributed to this report."},
		{article.Legal, "© 2025 The Lindau Gazette. All rights reserved."},
		{article.SourceLine, "Quelle: dpa"},
		{article.SourceLine, "Источник: ТАСС"},
		{article.SourceLine, "来源：新华社"},
		{article.SourceLine, "출처: 연합뉴스"},
		{article.Newsletter, "Sign up for our daily newsletter and get the news in your inbox."},
		{article.Share, "Follow us on Twitter and Facebook."},
		{article.Newsletter, "Subscribe now"},
		{article.Newsletter, "Abonnez-vous à notre newsletter"},
		{article.Newsletter, "Suscríbete a nuestro boletín"},
		{article.Share, "Подписывайтесь на наш канал в Telegram"},
		{article.Share, "تابعنا على تويتر"},
		{article.CaptionCredit, "Photo: Anna Lind / Reuters"},
		{article.CaptionCredit, "(AP Photo/Anna Lind)"},
		{article.CaptionCredit, "Image credit: Getty Images"},
		{article.CaptionCredit, "Foto: Anna Lind/dpa"},
	} {
		text, bs := blocks(prose, c.line, prose+" And more.")
		marked, _ := residue.Find("Harbour reopens", text, bs)
		if len(marked) != 1 || marked[0].Kind != c.kind || marked[0].Of(text) != c.line {
			t.Errorf("Find marks %s in %q, want it as %s", show(text, marked), c.line, c.kind)
		}
		if kind, ok := residue.Line(c.line); !ok || kind != c.kind {
			t.Errorf("Line(%q) = %q, %v, want %q", c.line, kind, ok, c.kind)
		}
	}
}

func show(text string, marked []article.Residue) string {
	if len(marked) == 0 {
		return "nothing"
	}
	var parts []string
	for _, r := range marked {
		parts = append(parts, string(r.Kind)+" "+r.Of(text))
	}
	return strings.Join(parts, " · ")
}

func TestFindLeavesReportingAlone(t *testing.T) {
	for _, line := range []string{
		"Note: the ministry said that the figures for October would be published next week.",
		"Source: the ministry's figures for 2019 show that 12,000 people lost their homes in the floods.",
		"The source said that the talks would go on.",
		"Sources close to the minister said he would resign.",
		"Search engine optimization has become a business of billions, and keywords are its currency.",
		"This article of the constitution has been rewritten twice to meet the guidelines of the court.",
		"This version of the treaty avoids the tone of the original text, diplomats said.",
		"The company rewrote its article on artificial intelligence after complaints about readability.",
		"He used the hashtag #metoo in a post on Monday.",
		"Share prices fell on Monday.",
		"Share this burden, the bishop told the crowd, and you will be lighter.",
		"Comment is free, but facts are sacred.",
		"Comments by the minister drew anger.",
		"Read his lips: no new taxes.",
		"See what happens, he told reporters.",
		"Watch sales rose by 5 per cent.",
		"More than 100 people were hurt.",
		"More on the table: the budget of the European Union, which ministers will discuss until Friday.",
		"Related costs rose as well.",
		"Follow the money, the investigator said.",
		"Sign language is taught at the school.",
		"Subscribe to that theory if you like, he wrote.",
		"Get well soon, read the card in his hand.",
		"Home to 3 million people / and to their dogs, the city grows.",
		"Photo finishes are rare in marathons.",
		"Photos of the two men were shown to the court.",
		"Image matters, she said.",
		"The report of the allegation was published on the same website.",
		"An excerpt of the interview was posted on the website on Tuesday.",
		"This story was told in the pubs of Lindau for years.",
		"(c) The authority shall end upon a vacancy in the office.",
		"Copy that, said the pilot.",
		"Two experts contributed to the report.",
		"Teilen sich die Partner den Gewinn, zahlen sie weniger Steuern.",
		"Source de tensions, le port reste fermé.",
		"Подписание договора ожидается в понедельник.",
		"来源不明的资金流入了市场，监管机构表示将展开调查。",
		"Tags and labels will be required on all clothes from next year.",
		"Follow the same rules as for the other attribute",
		"Follow up on every answer and count your guests",
		"Photo sources and display controls",
		"More on the harbour of Lindau",
		"For more than a year, the town has asked to visit the site and to see the plans.",
	} {
		text, bs := blocks(prose, line, prose+" And more.")
		if marked, _ := residue.Find("Harbour reopens", text, bs); len(marked) != 0 {
			t.Errorf("Find marks %s, want nothing", show(text, marked))
		}
	}
}

func TestFindMarksWhatAHeadingOpens(t *testing.T) {
	const self = "Throughout this article, we have integrated the focus keyword “harbour” for search engines."
	for _, c := range []struct {
		name  string
		lines []string
		want  []string
	}{
		{
			"keywords at the end",
			[]string{"# A", prose, prose + " B", "# SEO Keywords", self, "It stays informed.", "Source link"},
			[]string{"SEO Keywords", self, "It stays informed.", "Source link"},
		},
		{"an article about it", []string{"SEO is a business.", "# SEO keywords", "SEO agencies sell keywords to their clients.", "# What SEO costs", prose}, nil},
		{
			"related stories at the end",
			[]string{prose, "# Related stories", "Storm hits the lake", "Crane falls into harbour"},
			[]string{"Related stories", "Storm hits the lake", "Crane falls into harbour"},
		},
		{
			"related stories as a list",
			[]string{prose, "Related stories", "- Storm hits the lake", "- Crane falls into harbour", prose + " C"},
			[]string{"Related stories", "Storm hits the lake", "Crane falls into harbour"},
		},
		{"a heading after an advertisement", []string{prose, "Advertisement", "# What the mayor says", prose + " D"}, []string{"Advertisement"}},
		{"a heading after related stories", []string{prose, "Related stories", "# What the mayor says", prose + " E"}, []string{"Related stories"}},
		{"a form", []string{prose, "Leave a Reply", "Name *", "Email *", "Website"}, []string{"Leave a Reply", "Name *", "Email *", "Website"}},
		{"the title again", []string{"Harbour reopens!", prose}, []string{"Harbour reopens!"}},
		{"a path without a home", []string{"News › Europe › Lindau", prose}, []string{"News › Europe › Lindau"}},
	} {
		text, bs := blocks(c.lines...)
		marked, _ := residue.Find("Harbour reopens", text, bs)
		var got []string
		for _, r := range marked {
			got = append(got, r.Of(text))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: Find marks %q, want %q", c.name, got, c.want)
		}
	}
}

func TestFindMarksTheTailOfAParagraph(t *testing.T) {
	for _, c := range []struct {
		line, want string
		kind       article.ResidueKind
	}{
		{"The mayor at the pier on Monday. (AP Photo/Anna Lind)", "(AP Photo/Anna Lind)", article.CaptionCredit},
		{"The mayor at the pier (Reuters photo: Anna Lind)", "(Reuters photo: Anna Lind)", article.CaptionCredit},
		{"The harbour reopened on Monday. Also Read: Crane falls into the lake", "Also Read: Crane falls into the lake", article.RelatedLink},
		{"They met in the capital (photo albums were shown).", "", ""},
		{"Talks failed (Credit bureaus are partly regulated by agencies.)", "", ""},
	} {
		text, bs := blocks(prose, c.line, prose)
		marked, _ := residue.Find("", text, bs)
		switch {
		case c.want == "" && len(marked) > 0:
			t.Errorf("Find marks %s in %q, want nothing", show(text, marked), c.line)
		case c.want != "" && (len(marked) != 1 || marked[0].Kind != c.kind || marked[0].Of(text) != c.want):
			t.Errorf("Find marks %s in %q, want %s %q", show(text, marked), c.line, c.kind, c.want)
		}
	}
}

func TestFindNamesOrigins(t *testing.T) {
	for _, c := range []struct{ line, kind, name, text string }{
		{"Original Source: www.news.example", "declared", "www.news.example", "Original Source: www.news.example"},
		{"Source: https://news.example/2025/a", "declared", "news.example", "Source: https://news.example/2025/a"},
		{"This article first appeared in the Lindau Gazette.", "declared", "Lindau Gazette", "This article first appeared in the Lindau Gazette."},
		{"The post Harbour reopens appeared first on Lindau News.", "declared", "Lindau News", "The post Harbour reopens appeared first on Lindau News."},
		{"The Associated Press contributed to this report.", "declared", "Associated Press", "The Associated Press contributed to this report."},
		{"CNN’s Anna Lind and The Associated Press contributed to this report.", "declared", "Associated Press", "CNN’s Anna Lind and The Associated Press contributed to this report."},
		{"Fox News’ Anna Lind contributed to this report.", "", "", ""},
		{"LINDAU, Oct 27 (Reuters) - The harbour reopened.", "byline", "Reuters", "LINDAU, Oct 27 (Reuters) -"},
		{"Lindau (dpa) - Der Hafen ist wieder offen.", "byline", "dpa", "Lindau (dpa) -"},
		{"As reported by the Korean Central News Agency, the ship left.", "cited", "Korean Central News Agency", "As reported by the Korean Central News Agency"},
		{"The deal was first reported by Axios.", "cited", "Axios", "was first reported by Axios"},
		{"According to a report in the Lindau Gazette, two cranes fell.", "cited", "Lindau Gazette", "According to a report in the Lindau Gazette"},
		{"Two cranes fell, state news agency Xinhua said, citing Lindau Radio’s morning news.", "cited", "Lindau Radio", "citing Lindau Radio"},
		{"Wie die Nachrichtenagentur Reuters berichtet, fielen zwei Kräne.", "cited", "Reuters", "Wie die Nachrichtenagentur Reuters berichtet"},
		{"Selon l'agence Reuters, deux grues sont tombées.", "cited", "Reuters", "Selon l'agence Reuters"},
		{"据新华社报道，港口重新开放。", "cited", "新华社", "据新华社报道"},
		{"연합뉴스에 따르면 항구가 다시 열렸다.", "cited", "연합뉴스", "연합뉴스에 따르면"},
		{"Об этом сообщает РИА Новости.", "cited", "РИА Новости", "сообщает РИА Новости"},
		{"HONOLULU, Hawaii (HawaiiNewsNow) - The harbour reopened.", "byline", "HawaiiNewsNow", "HONOLULU, Hawaii (HawaiiNewsNow) -"},
		{"(AFP) — The harbour reopened.", "byline", "AFP", "(AFP) —"},
		{"(Leipzig) - The harbour reopened.", "", "", ""},
		{"Anna Lind (Labour) - elected in 2019 - said so.", "", "", ""},
		{"Olaf Maier (SPD) – Bürgermeister seit 2019 – sagte das.", "", "", ""},
		{"According to the mayor, two cranes fell.", "", "", ""},
		{"According to the Defense Intelligence Agency, two cranes fell.", "", "", ""},
		{"The fee was first reported on Monday.", "", "", ""},
		{"The minister (Labour) - who resigned - said so.", "", "", ""},
		{"Laut dpa fielen zwei Kräne.", "cited", "dpa", "Laut dpa"},
		{"Zwei Kräne fielen, berichtet die Nachrichtenagentur AFP.", "cited", "AFP", "berichtet die Nachrichtenagentur AFP"},
		{"Nach Angaben der Nachrichtenagentur Reuters fielen zwei Kräne.", "cited", "Reuters", "Nach Angaben der Nachrichtenagentur Reuters"},
		{"The EPA reported on Monday that the lake is clean.", "", "", ""},
		{"According to the APA, two cranes fell.", "", "", ""},
		{"Unter Berufung auf französische Quellen fielen zwei Kräne.", "", "", ""},
		{"Laut Gesetz ist der Hafen offen.", "", "", ""},
		{"Nach Angaben der Polizei fielen zwei Kräne.", "", "", ""},
		{"Wie Maier berichtet, fielen zwei Kräne.", "", "", ""},
		{"Selon l’AFP, deux grues sont tombées.", "cited", "AFP", "Selon l’AFP"},
		{"Deux grues sont tombées, a rapporté l’agence Reuters.", "cited", "Reuters", "a rapporté l’agence Reuters"},
		{"D’après le quotidien Le Monde, deux grues sont tombées.", "cited", "Le Monde", "D’après le quotidien Le Monde"},
		{"Selon la Banque de France, deux grues sont tombées.", "", "", ""},
		{"Selon Anne Lind, deux grues sont tombées.", "", "", ""},
		{"D’après le maire, deux grues sont tombées.", "", "", ""},
		{"Dos grúas cayeron, según informó EFE.", "cited", "EFE", "según informó EFE"},
		{"Según la agencia Reuters, dos grúas cayeron.", "cited", "Reuters", "Según la agencia Reuters"},
		{"De acuerdo con el diario El País, dos grúas cayeron.", "cited", "El País", "De acuerdo con el diario El País"},
		{"Según Ana Lind, dos grúas cayeron.", "", "", ""},
		{"Según la Policía Nacional, dos grúas cayeron.", "", "", ""},
		{"Según informó el Banco Central, dos grúas cayeron.", "", "", ""},
		{"Segundo a Reuters, dois guindastes caíram.", "cited", "Reuters", "Segundo a Reuters"},
		{"De acordo com a agência Lusa, dois guindastes caíram.", "cited", "Lusa", "De acordo com a agência Lusa"},
		{"Dois guindastes caíram, informou a agência AFP.", "cited", "AFP", "informou a agência AFP"},
		{"Segundo Ana Lind, dois guindastes caíram.", "", "", ""},
		{"De acordo com o Banco Central, dois guindastes caíram.", "", "", ""},
		{"Segundo o Ministério da Saúde, dois guindastes caíram.", "", "", ""},
		{"Два крана упали, сообщает ТАСС.", "cited", "ТАСС", "сообщает ТАСС"},
		{"Два крана упали, передает Интерфакс.", "cited", "Интерфакс", "передает Интерфакс"},
		{"Об этом пишет газета «Известия».", "cited", "Известия", "пишет газета «Известия"},
		{"По данным полиции, упали два крана.", "", "", ""},
		{"Об этом сообщает в понедельник полиция.", "", "", ""},
		{"По информации Анны Линд, упали два крана.", "", "", ""},
		{"据路透社报道，两台起重机倒塌。", "cited", "路透社", "据路透社报道"},
		{"據中央社報導，港口重新開放。", "cited", "中央社", "據中央社報導"},
		{"据《人民日报》报道，港口重新开放。", "cited", "人民日报", "据《人民日报》报道"},
		{"据警方报道称，港口关闭。", "", "", ""},
		{"据了解，港口重新开放。", "", "", ""},
		{"根据法律，港口重新开放。", "", "", ""},
		{"로이터통신에 따르면 항구가 열렸다.", "cited", "로이터통신", "로이터통신에 따르면"},
		{"조선일보에 따르면 항구가 열렸다.", "cited", "조선일보", "조선일보에 따르면"},
		{"경찰에 따르면 항구가 열렸다.", "", "", ""},
		{"시장에 따르면 항구가 열렸다.", "", "", ""},
		{"وبحسب ما ذكرت وكالة رويترز سقطت رافعتان.", "cited", "وكالة رويترز", "ذكرت وكالة رويترز"},
		{"سقطت رافعتان، بحسب رويترز.", "cited", "رويترز", "بحسب رويترز"},
		{"سقطت رافعتان، نقلا عن وكالة فرانس برس.", "cited", "وكالة فرانس برس", "نقلا عن وكالة فرانس برس"},
		{"سقطت رافعتان، بحسب الشرطة.", "", "", ""},
		{"ذكرت المدينة أن الميناء مفتوح.", "", "", ""},
		{"МОСКВА, 5 октября. /ТАСС/. Порт открыт.", "byline", "ТАСС", "МОСКВА, 5 октября. /ТАСС/."},
		{"(서울=연합뉴스) 홍길동 기자 = 항구가 열렸다.", "byline", "연합뉴스", "(서울=연합뉴스)"},
		{"新华社北京10月5日电 港口重新开放。", "byline", "新华社", "新华社北京10月5日电"},
		{"Lindau/dpa – Der Hafen ist offen.", "byline", "dpa", "Lindau/dpa –"},
		{"PARIS (AFP) — Le port est ouvert.", "byline", "AFP", "PARIS (AFP) —"},
		{"Quelle: dpa", "declared", "dpa", "Quelle: dpa"},
		{"Источник: ТАСС", "declared", "ТАСС", "Источник: ТАСС"},
		{"Fonte: Agência Brasil", "declared", "Agência Brasil", "Fonte: Agência Brasil"},
		{"المصدر: رويترز", "declared", "رويترز", "المصدر: رويترز"},
		{"来源：新华社", "declared", "新华社", "来源：新华社"},
		{"출처: 연합뉴스", "declared", "연합뉴스", "출처: 연합뉴스"},
		{"(Contributing: Anna Lind; The Associated Press)", "declared", "Associated Press", "(Contributing: Anna Lind; The Associated Press)"},
		{"Contributing: Anna Lind", "", "", ""},
		{"Autor: Anna Lind", "", "", ""},
		{"Source link", "", "", ""},
		{"This interview was originally published on November 15, 2018.", "", "", ""},
		{"Additional reporting by Anna Lind in Bregenz.", "", "", ""},
	} {
		text, bs := blocks(c.line, prose)
		_, up := residue.Find("", text, bs)
		switch {
		case c.name == "" && len(up) > 0:
			t.Errorf("Find names %+v in %q, want nothing", up, c.line)
		case c.name != "" && (len(up) != 1 || up[0].Name != c.name || up[0].Kind != c.kind || up[0].Text != c.text || up[0].Of(text) != c.text):
			t.Errorf("Find names %+v in %q, want %s %q as %q", up, c.line, c.kind, c.name, c.text)
		}
	}
}

func TestFindNeverMarksCode(t *testing.T) {
	text, bs := blocks("Also Read: x", prose)
	bs[0].Kind = article.Code
	if marked, up := residue.Find("", text, bs); len(marked)+len(up) > 0 {
		t.Errorf("Find marks %s", show(text, marked))
	}
}

func FuzzFind(f *testing.F) {
	f.Add("Harbour", "Also Read: x\n\nSource: AP\n\n"+prose+"\n\nHarbour")
	f.Add("", "Home / a\n\n# SEO Keywords\n\n(AP Photo/x)\n\nAs reported by Reuters’s man. Also read: 世界 (photo: y)")
	f.Add("", "LINDAU (Reuters) - x, according to Zoe of CNN News's of AP. citing AP")
	f.Fuzz(func(t *testing.T, title, s string) {
		s = strings.ToValidUTF8(s, "?")
		text, bs := blocks(strings.Split(s, "\n\n")...)
		marked, up := residue.Find(title, text, bs)
		at := 0
		for _, r := range marked {
			at = inside(t, text, r.Span, at)
			if !slices.Contains(article.ResidueKinds, r.Kind) {
				t.Errorf("kind %q", r.Kind)
			}
		}
		at = 0
		for _, u := range up {
			at = inside(t, text, u.Span, at)
			if u.Name == "" || u.Of(text) != u.Text {
				t.Errorf("origin %+v says %q", u, u.Of(text))
			}
		}
	})
}

func inside(t *testing.T, text string, s article.Span, at int) int {
	t.Helper()
	if s.Start < at || s.End <= s.Start || s.End > len(text) || !utf8.RuneStart(text[s.Start]) || s.End < len(text) && !utf8.RuneStart(text[s.End]) {
		t.Errorf("span %v does not fit %q, read up to %d", s, text, at)
	}
	if words := s.Of(text); strings.TrimSpace(words) != words {
		t.Errorf("span %v is not tight: %q", s, words)
	}
	return s.End
}
