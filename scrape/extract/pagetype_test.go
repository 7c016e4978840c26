package extract_test

import (
	"fmt"
	"strings"
	"testing"

	"parallax/article"
	"parallax/scrape/extract"
)

// news is what an article of some length has for its body.
var news = strings.Repeat("<p>"+body+" The mayor thanked the crews, and the first ferries left before noon.</p>", 8)

// head returns a page's head with a title.
func head(title, more string) string {
	return "<!DOCTYPE html><html><head><title>" + title + "</title>" + more + "</head>"
}

func ld(json string) string { return `<script type="application/ld+json">` + json + `</script>` }

// repeat returns n elements of a kind, each with its number in it.
func repeat(n int, form string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(form, "#", fmt.Sprint(i+1)))
	}
	return b.String()
}

const banner = `<div class="cookie-banner"><p>We use cookies to give you the best experience on our site.</p><button>Accept all</button></div>`

func TestItemSaysWhatAPageIs(t *testing.T) {
	for _, c := range []struct {
		name, url, markup string
		want              article.PageType
	}{
		// Articles, whatever stands around them.
		{"plain article", "", head("Harbour reopens", "") + "<h1>Harbour reopens</h1>" + news, article.ArticlePage},
		{"article with a cookie banner", "", head("Harbour reopens", "") + banner + "<h1>Harbour reopens</h1>" + news, article.ArticlePage},
		{"article on consent", "", head("New cookie rules for all of Europe", "") + banner + "<article><h1>New cookie rules for all of Europe</h1>" + strings.Repeat("<p>Sites must ask for consent before they set cookies, the court ruled on Monday, and may not make refusing harder than accepting.</p>", 8) + news + "</article>", article.ArticlePage},
		{"article with comments", "https://gazette.example/2025/harbour", head("Harbour reopens", ld(`{"@type":"NewsArticle","headline":"Harbour reopens"}`)) + "<article><h1>Harbour reopens</h1>" + news + "</article><div class=comments>" +
			repeat(12, `<div class="comment"><a class="comment-author" href="/u/#">Reader #</a><time>2025-10-#</time><p>I was there when the second crane fell, number # in the row, and it was as loud as they say.</p></div>`) + "</div>", article.ArticlePage},
		{"article among teasers", "https://gazette.example/2025/harbour", head("Harbour reopens", "") + "<h1>Harbour reopens</h1>" + news + "<section>" +
			repeat(30, `<div class=card><a href="/n/#"><img src="/i/#.jpg">What the council decided on Monday, part #</a></div>`) + "</section>", article.ArticlePage},
		{"article titled with a number", "", head("404 people saved from the lake", "") + "<h1>404 people saved from the lake</h1><p>" + body + "</p>", article.ArticlePage},
		{"article on errors", "", head("Page not found: how archives lose the web", "") + "<h1>Page not found: how archives lose the web</h1>" + news, article.ArticlePage},
		{"article for subscribers in full", "", head("Harbour reopens", ld(`{"@type":"NewsArticle","headline":"Harbour reopens","isAccessibleForFree":false}`)) + "<h1>Harbour reopens</h1>" + news + news + news + `<p class=abo>Already a subscriber? Log in.</p>`, article.ArticlePage},
		{"article with a product in it", "", head("The best kettles", ld(`[{"@type":"Article","headline":"The best kettles"},{"@type":"Product","name":"Kettle","offers":{"price":"30"}}]`)) + "<h1>The best kettles</h1>" + news + `<a href="/buy">Buy now</a> $30`, article.ArticlePage},
		{"poem", "", head("Drei Gedichte", "") + `<div id=menu><ul>` + repeat(8, `<li><a href="/#">Teil # der Zeitung</a></li>`) + "</ul></div><h2>Drei Gedichte</h2><p>Der Nebel steht wie eine Wand,<br>und wer da fährt, glaubt kaum ans Land.</p><p>Im Winter geht die Fähre nicht.<br>Im Winter ist das Eis ein Licht.</p><div id=sidebar><ul>" + repeat(5, `<li><a href="/n/#">Was der Rat am Montag beschloss, Teil #</a></li>`) + "</ul></div>", article.ArticlePage},
		{"short notice", "", head("Notice", "") + "<p>" + body + "</p>", article.ArticlePage},
		{"fragment", "", "<p>Short words.</p>", article.ArticlePage},

		// Lists.
		{"front page", "https://gazette.example/", head("The Gazette", "") + "<main>" + repeat(20, `<article class=teaser><h2><a href="/n/#">What the council decided on Monday, part #</a></h2><p>A short summary of what stands behind it.</p></article>`) + "</main>", article.ListingPage},
		{"section", "https://gazette.example/category/politics", head("Politics", "") + "<ul>" + repeat(25, `<li class=item><a href="/n/#">What the council decided on Monday, part #</a> <span class=date>2025-10-#</span></li>`) + "</ul>", article.ListingPage},
		{"results", "https://gazette.example/search?q=harbour", head("harbour", ld(`{"@type":"SearchResultsPage"}`)) + repeat(10, `<div class=hit><a href="/n/#">What the council decided on Monday, part #</a><p>… the harbour of Lindau reopened …</p></div>`), article.ListingPage},
		{"shelf", "https://shop.example/collections/kettles", head("Wasserkocher", "") + repeat(16, `<div class=card><a href="/p/#"><img src="/#.jpg">Wasserkocher Modell #</a><span>3#,00 €</span></div>`), article.ListingPage},
		{"section in Japanese", "https://shimbun.example/category/seiji", head("政治ニュース", "") + repeat(20, `<div class=item><a href="/n/#">外務大臣が会談を来週も続けると述べた第#回</a></div>`), article.ListingPage},

		// Forums.
		{"thread", "https://forum.example/threads/crane.12/", head("Which crane is this?", "") + "<h1>Which crane is this?</h1>" + repeat(6, `<div class="post"><a class="username" href="/u/#">user#</a> <time>2025-10-0#</time><div>I think it is the older one of the two, because number # on its side was painted over before the storm came.</div></div>`), article.ForumPage},
		{"thread for readers without scripts", "https://forum.example/t/which-crane/12", head("Which crane is this?", `<meta name=generator content="Discourse 3.1">`+ld(`{"@type":"DiscussionForumPosting"}`)) + "<div id=main></div><noscript><h1>Which crane is this?</h1>" + repeat(6, `<div class="post"><span class="creator">user#</span> <time>2025-10-0#</time><p>I think it is the older one of the two, because number # on its side was painted over before the storm came.</p></div>`) + "</noscript>", article.ForumPage},
		{"thread without an address", "", head("Kettensäge springt nicht an", `<meta name=generator content="phpBB">`) + repeat(4, `<div class="post"><p class="author">von <strong>Nutzer #</strong> » Mi 2. Feb 2011, 10:0#</p><div class="content">Vergaser reinigen, vor allem das Sieb, bei der # war es eine Spinne.</div></div>`), article.ForumPage},
		{"thread in Russian", "https://board.example/viewtopic.php?t=5", head("Какой это кран?", `<meta name=generator content="phpBB">`) + repeat(5, `<div class="post"><span class="author">Пользователь #</span><span class="date">0#.10.2025</span><div>Мне кажется, что это старый кран, потому что номер # на борту закрасили ещё до бури.</div></div>`), article.ForumPage},
		{"question", "https://ask.example/questions/7/crane", head("Which crane is this?", ld(`{"@type":"QAPage","mainEntity":{"@type":"Question","name":"Which crane is this?"}}`)) + "<h1>Which crane is this?</h1><p>" + body + "</p>" + repeat(3, `<div class=answer><p>It is the older one of the two, because number # on its side was painted over before the storm came.</p></div>`), article.ForumPage},

		// Products.
		{"product", "https://shop.example/products/kettle", head("Kettle", ld(`{"@type":"Product","name":"Kettle","offers":{"price":"30"}}`)) + "<h1>Kettle</h1><p>$30.00</p><p>It boils a litre of water in two minutes and is made of steel that does not rust, says the maker.</p><button>Add to cart</button>", article.ProductPage},
		{"product in Polish", "https://sklep.example/produkt/czajnik", head("Czajnik", `<meta property="og:type" content="product">`) + "<h1>Czajnik</h1><p>129,00 zł</p><p>Czajnik gotuje litr wody w dwie minuty i jest wykonany ze stali nierdzewnej, jak podaje producent.</p><button>Dodaj do koszyka</button>", article.ProductPage},

		// Manuals and descriptions.
		{"manual", "https://docs.example/install", head("Install", `<meta name=generator content="mkdocs-1.5">`) + "<h1>Install</h1><p>Unpack the archive into a folder of its own and start the program that is in it.</p><p>It asks where the archive is to be kept, and makes it there.</p>", article.OtherPage},
		{"company", "https://cranes.example/", head("Lindau Cranes", `<meta property="og:type" content="website">`) + "<h1>We lift</h1><p>" + strings.Repeat("Our cranes have stood in the harbours of the lake for a hundred years, and they stand there in every weather. ", 6) + "</p>", article.OtherPage},

		// Errors.
		{"not found", "", head("404 Not Found", "") + "<center><h1>404 Not Found</h1></center><hr><center>nginx</center>", article.ErrorPage},
		{"not found, of a site", "", head("Page not found | The Gazette", "") + "<h1>Page not found</h1><p>The page you are looking for has moved or never was. Try the search, or go back to the first page.</p>" + repeat(8, `<li><a href="/n/#">What the council decided on Monday, part #</a></li>`), article.ErrorPage},
		{"not found in German", "", head("Seite nicht gefunden – Zeitung", "") + "<h1>Hoppla!</h1><p>Die gesuchte Seite gibt es nicht mehr.</p>", article.ErrorPage},
		{"not found in Spanish", "", head("Página no encontrada - Diario", "") + "<p>Lo sentimos, la página que busca no existe o ha cambiado de dirección.</p>", article.ErrorPage},
		{"not found in Arabic", "", head("الصفحة غير موجودة", "") + "<h1>الصفحة غير موجودة</h1><p>عذرا، لم نتمكن من العثور على ما تبحث عنه.</p>", article.ErrorPage},
		{"not found in Chinese", "", head("页面不存在", "") + "<p>抱歉，您访问的页面已被删除或从未存在。</p>", article.ErrorPage},
		{"not found in Korean", "", head("오류", "") + "<h1>페이지를 찾을 수 없습니다</h1><p>주소를 다시 확인해 주세요.</p>", article.ErrorPage},
		{"forbidden", "", head("403 Forbidden", "") + "<h1>Forbidden</h1><p>You don't have permission to access this resource.</p>", article.ErrorPage},
		{"denied", "", head("Access Denied", "") + "<h1>Access Denied</h1><p>You don't have permission to access this page on this server. Reference #18.2f</p>", article.ErrorPage},
		{"challenge", "", head("Just a moment...", "<script src=x></script>") + "<noscript>Enable JavaScript and cookies to continue</noscript><div>gazette.example needs to review the security of your connection before proceeding.</div>", article.ErrorPage},
		{"robot check", "", head("gazette.example", "") + "<p>Please confirm you are a human by completing the captcha below.</p><iframe src=/c></iframe>", article.ErrorPage},
		{"server error", "", head("502 Bad Gateway", "") + "<h1>502 Bad Gateway</h1>cloudflare", article.ErrorPage},

		// Consent.
		{"consent", "", head("Before you continue", "") + `<h1>Before you continue</h1><p>We and our 843 partners store cookies on your device and process personal data, such as unique identifiers, for personalised ads and content.</p><p>You can withdraw your consent at any time in our privacy settings.</p><form><button>Accept all</button><button>Reject all</button></form>`, article.ConsentPage},
		{"consent in German", "", head("Zeitung", "") + `<p>Mit Ihrer Zustimmung verwenden wir und unsere Partner Cookies, um personenbezogene Daten zu verarbeiten und Ihnen Werbung anzuzeigen.</p><p>Ihre Einwilligung können Sie jederzeit in der Datenschutzerklärung widerrufen.</p><button>Alle akzeptieren</button><a href="/abo">PUR-Abo</a>`, article.ConsentPage},
		{"consent in French", "", head("Journal", "") + `<p>Avec votre consentement, nos partenaires et nous utilisons des cookies pour stocker et consulter des données personnelles comme votre visite sur ce site.</p><button>Tout accepter</button>`, article.ConsentPage},
		{"consent in Polish", "", head("Gazeta", "") + `<p>Administratorem Twoich danych osobowych jest wydawca. Prosimy o zgodę na pliki cookies oraz na przetwarzanie danych osobowych w celach reklamowych przez naszych partnerów.</p><button>Przejdź do serwisu</button>`, article.ConsentPage},

		// Paywalls.
		{"paywall", "", head("Harbour reopens", ld(`{"@type":"NewsArticle","headline":"Harbour reopens","datePublished":"2025-10-27","isAccessibleForFree":false}`)) + "<article><h1>Harbour reopens</h1><p>" + body + "</p><p>" + body + `</p></article><div class=offer><h2>Subscribe to continue reading</h2><p>Already a subscriber? Log in.</p></div>`, article.PaywallPage},
		{"paywall by its box", "", head("Hafen wieder offen", "") + "<article><h1>Hafen wieder offen</h1><p>Der Hafen von Lindau ist seit Montag wieder offen, drei Tage nachdem ein Sturm zwei Kräne ins Wasser geworfen hatte.</p><p>Der Bürgermeister dankte den Helfern, und die ersten Fähren …</p></article>" + `<div class="paywall"><p>Jetzt weiterlesen mit dem Digitalabo</p><p>Bereits Abonnent? Anmelden</p></div>`, article.PaywallPage},
		{"paywall in French", "", head("Le port rouvre", ld(`{"@type":"NewsArticle","headline":"Le port rouvre","isAccessibleForFree":"False"}`)) + "<article><h1>Le port rouvre</h1><p>Le port de Lindau a rouvert lundi, trois jours après la tempête qui avait jeté deux de ses grues dans les eaux du lac.</p></article><section><p>Il vous reste 82 % de cet article à lire. La suite est réservée aux abonnés.</p></section>", article.PaywallPage},
		{"paywall in Japanese", "", head("港が再開", ld(`{"@type":"NewsArticle","headline":"港が再開","isAccessibleForFree":false}`)) + "<article><h1>港が再開</h1><p>" + strings.Repeat("リンダウの港は月曜日に再開した。嵐で二基のクレーンが水に落ちてから三日後のことである。", 3) + "</p></article><div><p>この記事は有料会員限定です。残り1234文字</p></div>", article.PaywallPage},

		// Shells.
		{"shell", "", head("App", "<script src=/a.js></script>") + `<div id="root"><img src=/wait.gif>Loading</div><noscript>You need to enable JavaScript to run this app.</noscript>`, article.ShellPage},
		{"shell in German", "", head("App", "") + `<div id="app"><p>Wird geladen …</p></div><script src=/a.js></script>`, article.ShellPage},
	} {
		it := page(c.markup)
		it.Declared.URL = c.url
		a, err := extract.Item(t.Context(), it)
		if err != nil {
			t.Errorf("%s: Item: %v", c.name, err)
			continue
		}
		if a.PageType != c.want {
			t.Errorf("%s: Item says the page is %q, want %q; its text is %.200q", c.name, a.PageType, c.want, a.Text)
		}
	}
}

func TestItemOfAFileIsNoPage(t *testing.T) {
	a, err := extract.Item(t.Context(), text("Harbour reopens\n\n"+body))
	if err != nil || a.PageType != "" {
		t.Errorf("Item says that a text is a page of type %q, %v", a.PageType, err)
	}
}
