package body

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// phraseKinds are what boilerplate says in many languages. Openings count at
// the beginning of a leaf, the others anywhere in a short one.
var phraseKinds = []struct {
	name             string
	opening, holding []string
}{
	{"read more", []string{
		"read more", "read also", "also read", "see also", "related:", "related articles", "related stories", "more:", "more on", "more from", "more stories", "don't miss", "you may also", "you might", "recommended", "keep reading", "continue reading", "watch:", "listen:", "click here", "further reading", "next article", "previous", "next", "up next", "read next", "read the full",
		"lesen sie", "mehr zum", "mehr dazu", "mehr:", "auch interessant", "das könnte", "weitere", "weiterlesen", "zum thema", "lire aussi", "à lire", "lire la suite", "voir aussi", "sur le même", "lea también", "lee también", "leer más", "te puede", "más información", "ver también", "relacionad", "leia também", "leia mais", "veja também", "saiba mais", "leggi anche", "leggi tutto", "approfondi", "ti potrebbe",
		"читайте также", "читать", "по теме", "смотрите также", "читайте", "читай також", "lees ook", "lees meer", "bekijk", "läs också", "läs mer", "les også", "les mer", "læs også", "læs mere", "lue myös", "czytaj", "zobacz", "przeczytaj", "čtěte", "ayrıca", "devamı", "ilgili", "اقرأ", "المزيد", "اقرا", "관련", "더보기", "関連", "続きを", "もっと見る", "相关", "延伸閱讀", "延伸阅读", "更多", "baca juga", "selengkapnya", "xem thêm", "đọc thêm", "ดูเพิ่มเติม", "อ่าน", "यह भी पढ़ें", "olvass", "citește", "διαβάστε",
	}, []string{"read more", "read the full story", "weiterlesen", "lire la suite", "читать далее"}},
	{"newsletter", []string{
		"subscribe", "sign up", "get the latest", "get our", "join our", "download our", "download the", "want more", "newsletter", "enter your email", "stay up to date", "never miss", "support", "donate", "become a member",
		"abonnieren", "jetzt abonnieren", "newsletter", "melden sie", "inscrivez", "abonnez", "recevez", "suscríb", "regístr", "recibe", "inscreva", "assine", "cadastre", "receba", "iscriviti", "abbonati", "подпи", "підпи", "schrijf je in", "abonneer", "prenumerera", "abonner", "tilmeld", "tilaa", "zapisz", "subskry", "abone", "اشترك", "구독", "購読", "登録", "订阅", "訂閱", "berlangganan", "đăng ký",
	}, []string{"newsletter", "your inbox", "email address", "subscribe", "e-mail-adresse", "push notification"}},
	{"share", []string{
		"share", "follow", "tweet", "like us", "facebook", "twitter", "whatsapp", "email", "print", "copy link", "pin it", "telegram", "linkedin", "reddit", "save", "bookmark",
		"teilen", "folgen", "drucken", "merken", "partager", "suivez", "imprimer", "compart", "síguenos", "sigue", "siga", "seguici", "condividi", "поделит", "следите", "подел", "поширити", "delen", "deel", "volg", "dela", "följ", "del ", "følg", "jaa", "udostępnij", "obserwuj", "sdílet", "paylaş", "takip", "شارك", "تابع", "공유", "シェア", "分享", "关注", "bagikan", "chia sẻ", "แชร์",
	}, []string{"follow us", "on facebook", "on twitter", "auf facebook", "sur facebook", "en facebook", "google news", "whatsapp channel"}},
	{"photo", []string{
		"photo", "photos", "image", "picture", "credit", "file photo", "getty", "pic:", "illustration", "video:", "gallery", "(photo", "(image", "advertisement photo",
		"foto", "bild", "quelle", "© ", "crédit", "photo :", "crédito", "imagen", "imagem", "immagine", "фото", "иллюстрация", "джерело", "kép", "kuva", "zdj", "fot.", "رويترز", "صورة", "사진", "写真", "画像", "图片", "圖", "图：", "ảnh", "ภาพ",
	}, []string{"getty images", "/getty", "photo by", "photo credit", "image credit", "file photo", "picture alliance", "/reuters", "/afp", "/ap)", "shutterstock", "imago", "(c)", "photograph:", "via ap"}},
	{
		"copyright",
		[]string{"©", "copyright", "all rights", "(c)", "alle rechte", "tous droits", "todos los derechos", "todos os direitos", "tutti i diritti", "все права", "版权", "版權", "무단", "저작권", "無断", "terms of", "privacy", "disclaimer", "this article was originally", "this story was originally", "the views expressed", "originally published"},
		[]string{"all rights reserved", "alle rechte vorbehalten", "tous droits réservés", "derechos reservados", "direitos reservados", "may not be published", "may not be reproduced", "without permission", "무단전재", "privacy policy", "terms of use", "terms of service", "creative commons"},
	},
	{"comments", []string{
		"comment", "leave a", "reply", "post a comment", "join the conversation", "no comments", "add comment", "view comments", "report", "log in to",
		"kommentar", "kommentieren", "diskutieren", "commentaire", "réagir", "coment", "deja un", "deixe", "comenta", "lascia un", "коммент", "комент", "reageer", "reacties", "comentários", "yorum", "تعليق", "댓글", "コメント", "评论", "評論", "komentar", "bình luận",
	}, []string{"leave a comment", "your email address will not", "leave a reply", "comments are closed"}},
	{"advertisement", []string{"advert", "sponsored", "ad ", "anzeige", "werbung", "publicité", "publicidad", "publicidade", "pubblicità", "реклама", "advertentie", "annons", "annonse", "annonce", "mainos", "reklam", "reklama", "إعلان", "광고", "広告", "广告", "廣告", "iklan", "quảng cáo", "affiliate", "we may earn", "story continues", "article continues", "scroll to"}, []string{"affiliate link", "commission", "continues below"}},
	{"byline", []string{
		"by ", "written by", "posted by", "reporting by", "author", "about the author", "editing by", "edited by", "contributor", "staff writer", "compiled by", "contact",
		"von ", "autor", "par ", "por ", "escrito por", "publicado por", "di ", "автор", "door ", "av ", "af ", "tekst", "przez", "yazan", "بقلم", "كتب", "기자", "文/", "作者", "记者", "記者", "编辑", "責任編輯", "责任编辑", "oleh", "penulis", "editor", "redaktion", "redacción", "redação", "redazione",
	}, []string{"is a freelance", "is a reporter", "is a senior", "is a writer", "is the author", "staff writer", "writes about", "has written for", "covers ", "@"}},
	{"date", []string{
		"published", "updated", "posted", "last updated", "last modified", "on ", "date", "first published", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "may ", "june", "july", "august", "september", "october", "november", "december",
		"veröffentlicht", "aktualisiert", "stand:", "erstellt", "publié", "mis à jour", "le ", "publicado", "actualizado", "atualizado", "pubblicato", "aggiornato", "опубликован", "обновлен", "gepubliceerd", "publicerad", "uppdaterad", "publisert", "oppdatert", "julkaistu", "opublikowano", "yayın", "güncelle", "نشر", "입력", "수정", "公開", "更新", "发布", "發布", "diterbitkan",
	}, []string{"min read", "minute read", "minutes ago", "hours ago", "days ago", "lesezeit", "min de lecture", "à lire en", "views", "aufrufe"}},
	{
		"account",
		[]string{"log in", "login", "sign in", "register", "create account", "already", "my account", "cookie", "we use cookies", "accept", "anmelden", "registrieren", "connexion", "se connecter", "iniciar", "entrar", "accedi", "войти", "inloggen", "logga in", "logg inn", "kirjaudu", "zaloguj", "giriş", "تسجيل", "로그인", "ログイン", "登录", "登入", "masuk", "skip to", "menu", "search", "home", "close", "toggle", "open ", "this website", "javascript", "please enable", "your browser"},
		[]string{"cookies", "javascript", "your browser", "log in", "sign in", "free trial"},
	},
	{"topics", []string{"tags", "tag:", "topics", "topic", "categories", "category", "filed under", "keywords", "in this article", "in this story", "tagged", "schlagwörter", "themen", "mots-clés", "sujets", "thèmes", "etiquetas", "temas", "tópicos", "argomenti", "теги", "темы", "тэги", "onderwerpen", "ämnen", "emner", "aiheet", "tagi", "etiketler", "الوسوم", "태그", "タグ", "标签", "關鍵字", "kata kunci", "trending", "popular", "most read", "most popular", "latest", "top stories", "meistgelesen", "les plus lus", "lo más", "mais lidas", "più letti", "популярное", "table of contents", "contents", "inhalt", "sommaire"}, nil},
	{"source", []string{"source", "sources", "via", "quelle", "fuente", "fonte", "источник", "bron", "källa", "kilde", "lähde", "źródło", "kaynak", "المصدر", "출처", "来源", "來源", "sumber", "nguồn", "with files from", "with reporting", "additional reporting", "references", "notes", "the associated press", "reuters", "afp", "dpa"}, nil},
}

var phraseFirst = func() map[rune][]struct {
	kind int
	text string
} {
	m := map[rune][]struct {
		kind int
		text string
	}{}
	for k, p := range phraseKinds {
		for _, o := range p.opening {
			r, _ := utf8.DecodeRuneInString(o)
			m[r] = append(m[r], struct {
				kind int
				text string
			}{k, o})
		}
	}
	return m
}()

// phrases returns the kinds of boilerplate that a text opens with or, where it
// is short, holds.
func phrases(t string) uint32 {
	const short = 400
	s := strings.ToLower(t[:min(len(t), short)])
	s = strings.TrimLeftFunc(s, func(r rune) bool {
		return r != '©' && r != '(' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	var found uint32
	first, _ := utf8.DecodeRuneInString(s)
	for _, p := range phraseFirst[first] {
		if strings.HasPrefix(s, p.text) {
			found |= 1 << p.kind
		}
	}
	if len(t) <= short {
		for k := range phraseKinds {
			for _, h := range phraseKinds[k].holding {
				if strings.Contains(s, h) {
					found |= 1 << k
					break
				}
			}
		}
	}
	return found
}
