package extract

import (
	"regexp"
	"strings"
)

// What classes, addresses and software say of a page, by the conventions of
// many publishing systems.
var (
	dateClass = lazily(`(?i)(?:^|[-_ ])(?:date|time|timestamp|posted|published|datum|fecha)`)
	nameClass = lazily(`(?i)(?:^|[-_ ])(?:author|user|username|member|poster|nick|avatar|profile)`)
	menuClass = lazily(`(?i)(?:^|[-_ ])(?:nav|navbar|navigation|navcontainer|menu|sidebar|footer|breadcrumbs?|masthead)(?:[-_ ]|$)`)
	dateText  = lazily(`(?:^|\D)(?:19|20)\d\d(?:\D|$)|\d{1,2}:\d\d`)
	wallClass = lazily(`(?i)pay-?wall|reg-?wall|(?:^|[-_ ])piano(?:[-_ ]|$)|(?:^|[-_ ])tp-(?:container|modal)|subscri(?:be|ption|ber)s?[-_]?(?:wall|gate|barrier|only|offer|prompt|box)|premium[-_]?(?:wall|gate|barrier|content|box|teaser)|content-?gate|login-?wall|(?:^|[-_ ])meter(?:ed)?(?:[-_ ]|$)|abo-?(?:wall|box)`)
	mountID   = lazily(`(?i)^(?:root|app|application|mount|main-app|react-root|react-app|app-root|ember-app|svelte|__next|__nuxt|___gatsby|gatsby-focus-wrapper)$`)
	priceText = lazily(`(?:[$€£¥₹₽₩₺₴]|\b(?:USD|EUR|GBP|CHF|PLN|Rs\.?))\s?\d|\d[\d.,]*\s?(?:[$€£¥₹₽₩₺₴元円원]|(?:USD|EUR|GBP|CHF|PLN|Kč|kr|zł|руб|грн|lei|Ft|TL)(?:[^\pL]|$))`)

	forumSoftware  = lazily(`discourse|phpbb|vbulletin|xenforo|invision|ips community|mybb|simple machines|vanilla|flarum|nodebb|bbpress|fluxbb|punbb|woltlab|burning board`)
	forumHost      = lazily(`^(?:forums?|boards?|bbs|community|answers|discuss|foren|foros?|forumas)\.`)
	forumPath      = lazily(`(?:^|/)(?:forums?|boards?|bbs|community|threads?|topics?|discussions?|questions?|foren|foros?)(?:[-/.]|$)|view_?topic|show_?topic|show_?thread|view_?thread|/t/[^/]+/\d+`)
	productPath    = lazily(`(?:^|/)(?:products?|p|dp|item|shop|store|produkte?|produits?|productos?|prodott[io]|produtos?|tovar|goods)/`)
	listPath       = lazily(`(?:^|/)(?:category|categories|tags?|search|archives?|collections?|browse|shop|c|list|topics?|authors?|page|issues|index|kategorien?|rubrik|categorias?|categorie|thema|suche|recherche|buscar|ricerca)(?:/|\.\w+$|$)`)
	companyPath    = lazily(`(?:^|/)(?:(?:about(?:-us)?|services?|contact|privacy(?:-policy)?|terms|impressum|datenschutz|legal|pricing|features|careers|jobs)(?:\.\w+)?|(?:service-areas?|locations|solutions|what-we-do)/[^/]*)/?$`)
	manualHost     = lazily(`^(?:docs?|documentation|manual|developers?)\.`)
	manualPath     = lazily(`(?:^|/)(?:docs?|documentation|manual|reference|api|wiki|help|support|faq)(?:/|$)`)
	manualSoftware = lazily(`mkdocs|sphinx|docusaurus|gitbook|mdbook|rustdoc|javadoc|doxygen|vitepress|antora|asciidoctor`)
	consentHost    = lazily(`^(?:consent|cookies?|privacy|zustimmung|cmp)\.`)
)

// The words below are those that publishing systems and browsers write in place
// of a text, in lower case.

// errorName are headings that say that a page could not be shown.
var errorName = anyOf(`^(?:`, `)[\s.!?…:]*$`,
	`(?:(?:http|status|server|client)\s)?(?:error|fehler|erreur|erro|errore|ошибка|помилка|błąd|fout|hata|エラー|错误|錯誤|오류|خطأ)?(?:\s(?:code|page|seite|http))?\s?[:#]?\s?(?:40[0134569]|410|429|451|50[0-4]|52\d)(?:\s(?:error|fehler|erreur|page|seite))?`,
	`(?:(?:error\s)?(?:40[0134569]|410|429|451|50[0-4]|52\d)\s?[-–—:.!]?\s?)?(?:not found|forbidden|access(?: to this page (?:has been|is))? denied|bad request|unauthorized|gone|internal server error|bad gateway|service (?:temporarily )?unavailable|gateway time-?out|too many requests|page unavailable|unavailable)`,
	`error`, `oops`, `just a moment`, `one moment, please`, `please wait`, `attention required`, `security check(?:point)?`, `robot check`, `captcha`, `are you a robot`, `robot or human`, `blocked`, `request (?:rejected|blocked)`, `site (?:is )?(?:under maintenance|maintenance|offline|suspended)`, `account suspended`, `maintenance`,
	`nicht gefunden`, `zugriff verweigert`, `wartungsarbeiten`, `introuvable`, `accès (?:refusé|interdit)`, `no encontrad[ao]`, `acceso denegado`, `não encontrad[ao]`, `acesso negado`, `non trovat[ao]`, `accesso negato`, `niet gevonden`, `toegang geweigerd`, `nie znaleziono`, `odmowa dostępu`, `brak dostępu`, `не найдено?`, `доступ (?:запрещ[её]н|ограничен)`, `не знайдено`, `nenalezeno`, `hittades inte`, `ikke fundet`, `ikke funnet`, `ei löytynyt`, `bulunamadı`, `erişim engellendi`, `غير موجودة?`, `الوصول مرفوض`, `یافت نشد`, `לא נמצא`, `未找到`, `访问被拒绝`, `見つかりません`, `アクセスが拒否されました`, `찾을 수 없습니다`, `접근이 거부되었습니다`,
)

// errorWords say so within a longer heading.
var errorWords = anyOf(``, ``,
	`page (?:was |is |could )?not (?:be )?found`, `(?:can[’']?t|cannot|can not|couldn[’']?t|could not|unable to) (?:be )?f(?:i|ou)nd (?:that|this|the|your|the requested) ?page`, `page (?:that )?you (?:are|were|requested|'re|’re) .{0,40}(?:not (?:exist|found|available)|no longer|moved)`, `page (?:doesn[’']t|does not|no longer) exists?`, `page isn[’']t available`, `error 404`, `404 error`, `404 not found`, `403 forbidden`, `verify (?:that )?you are (?:a )?human`, `verifying you are human`, `checking (?:if the site connection is secure|your browser)`, `pardon our interruption`, `access to this page has been denied`, `unavailable for legal reasons`, `unavailable in your (?:region|country|location)`,
	`seite (?:wurde |konnte |existiert |ist )?(?:leider )?nicht (?:mehr )?(?:gefunden|verfügbar|vorhanden)`, `seite existiert nicht`, `fehler 404`, `page (?:demandée )?(?:est )?(?:introuvable|non trouvée|n[’']existe (?:pas|plus))`, `erreur 404`, `página (?:no|não) (?:fue |foi |se ha )?(?:encontrad[ao]|existe|disponible)`, `no (?:se )?(?:ha )?(?:encontramos|encontr[oó]|encontrado) la página`, `error 404`, `erro 404`, `pagina non (?:è stata )?(?:trovata|esiste|disponibile)`, `errore 404`, `pagina (?:werd )?niet gevonden`, `(?:nie znaleziono|brak) strony`, `strona (?:nie istnieje|nie została znaleziona)`, `страница (?:не найдена|не существует|удалена)`, `ошибка 404`, `сторінк[уа] не (?:знайдено|існує)`, `stránka (?:nebyla )?(?:nenalezena|neexistuje|nebola nájdená)`, `sid(?:an|en) (?:hittades inte|kunde inte hittas|finns inte|finnes ikke|blev ikke fundet|findes ikke|ble ikke funnet)`, `sivua ei (?:löydy|löytynyt)`, `sayfa bulunamadı`, `az oldal nem található`, `pagina nu (?:a fost găsită|există)`, `страницата не е намерена`, `stranica nije pronađena`, `страница није пронађена`, `η σελίδα δεν (?:βρέθηκε|υπάρχει)`, `الصفحة (?:غير موجودة|المطلوبة غير)`, `لم يتم العثور على الصفحة`, `صفحه (?:مورد نظر )?(?:یافت|پیدا) نشد`, `(?:הדף|העמוד) (?:לא נמצא|אינו קיים)`, `पृष्ठ नहीं मिला`, `পাতাটি পাওয়া যায়নি`, `không tìm thấy trang`, `trang không tồn tại`, `halaman tidak ditemukan`, `ไม่พบหน้า`, `页面(?:不存在|未找到|找不到|无法访问)`, `(?:找不到|无法找到)(?:该|此|您访问的)?页面`, `(?:找不到|無法找到)(?:此|您要的)?(?:網頁|頁面)`, `頁面不存在`, `ページ(?:が|は)(?:見つかりません|存在しません)`, `お探しのページ`, `페이지를 찾을 수 없`, `존재하지 않는 페이지`,
)

// challengeWords ask a visitor to prove that he is none of us.
var challengeWords = anyOf(``, ``,
	`checking your browser`, `verify(?:ing)? (?:that )?you are (?:a |not a )?(?:human|robot)`, `confirm (?:that )?you(?:[’']re| are) (?:a |not a )?(?:human|robot)`, `prove (?:that )?you(?:[’']re| are) (?:a |not a )?(?:human|robot)`, `complete the (?:security check|captcha)`, `unusual (?:traffic|activity) from your`, `automated (?:access|requests|queries|traffic)`, `press (?:&|&amp;|and) hold`, `enable (?:js|javascript) and (?:cookies|disable any ad ?blocker)`, `cookies to continue`, `you have been blocked`, `incapsula incident`, `cloudflare ray id`, `ddos protection by`, `you don[’']?t have permission to access`, `http error 40[0-9]`, `request url is forbidden`,
	`bestätigen sie, dass sie (?:ein mensch|kein roboter)`, `ihr browser wird (?:überprüft|geprüft)`, `vérifi(?:er|ez) que vous (?:êtes humain|n[’']êtes pas un robot)`, `no (?:eres|soy) un robot`, `(?:não é|não sou) um robô`, `non sei un robot`, `(?:что )?вы не робот`, `проверка (?:вашего )?браузера`, `nie jesteś robotem`, `robot olmadığınızı`, `确认您(?:是真人|不是机器人)`, `安全验证`, `人机验证`, `ロボットではない`, `로봇이 아닙니다`, `لست (?:روبوت|برنامج روبوت)`,
)

// scriptWords apologise to readers without scripts.
var scriptWords = anyOf(``, ``, `java ?script`, `\bjs\b`, `джаваскрипт`, `جافا ?سكريبت`)

// callWords invite to subscribe, or to log in, in order to read on.
var callWords = anyOf(``, ``,
	`(?:subscribe|sign up|sign in|log ?in|register|join)(?: now| today)?(?: or (?:log|sign) ?in)? to (?:continue|keep|read|unlock|view|access|see)`, `(?:continue|keep) reading (?:with|for|by)`, `to (?:continue|keep) reading`, `(?:read|unlock|access|get) (?:the |this )?(?:full|rest of (?:the|this)|complete) (?:article|story)`, `unlock this (?:article|story)`, `already (?:a |an )?(?:subscriber|subscribed|member|have (?:an account|a subscription))`, `(?:for|exclusive to|available to|exclusively for) (?:our )?(?:paid |paying |premium |digital )?(?:subscribers|members)(?: only)?`, `(?:subscribers?|members?)[- ]only`, `reached your (?:limit|monthly limit|article limit)`, `free articles? (?:left|remaining|this month)`, `this (?:article|story|content) is (?:for|reserved|only available|premium)`,
	`bereits (?:\S+[- ])?abonn(?:ent|iert)`, `sie haben (?:bereits|schon) ein (?:abo|konto)`, `schon (?:abonnent|ein abo|kunde)`, `(?:nur|exklusiv) für (?:\S+[- ])?(?:abonnenten|abonnentinnen|mitglieder)`, `(?:jetzt|diesen artikel|artikel) (?:weiterlesen|freischalten|kaufen)`, `weiterlesen mit`, `um (?:diesen artikel|den artikel|weiter) ?(?:weiter|zu)?(?:lesen| lesen)`, `(?:kostenlos|gratis) (?:testen|weiterlesen)`, `jetzt abonnieren`, `mit einem abo`,
	`réservée? (?:à nos |aux )abonn`, `déjà abonn`, `il vous reste .{0,12} ?(?:%|pour cent)?.{0,20}à (?:lire|découvrir)`, `pour lire la suite`, `lire (?:la suite|l[’']intégralité)`, `abonnez-vous pour`, `article réservé`,
	`(?:solo|exclusivo|exclusiva) para (?:nuestros )?(?:suscriptores|socios)`, `ya (?:soy|eres) suscriptor`, `suscríbe(?:te|ase) para (?:seguir|continuar|leer)`, `para (?:seguir|continuar) leyendo`, `(?:riservato|esclusivo|solo) (?:agli|per gli) abbonati`, `(?:sei già|già) abbonat`, `abbonati (?:per|e) (?:leggere|continuare|continua)`, `per continuare a leggere`, `(?:exclusivo|só|apenas) para assinantes`, `já (?:é|sou) assinante`, `assine para (?:ler|continuar)`, `para continuar (?:a )?lendo`,
	`(?:alleen|enkel|exclusief) voor (?:abonnees|leden)`, `al abonnee`, `(?:verder|volledig) lezen`, `för (?:våra )?prenumeranter`, `(?:redan|är du) prenumerant`, `läs vidare`, `(?:kun )?for (?:vores )?abonnenter`, `allerede (?:abonnent|kunde)`, `(?:læs|les) (?:videre|hele)`, `vain tilaajille`, `oletko jo tilaaja`,
	`(?:tylko |wyłącznie )?dla (?:prenumeratorów|subskrybentów)`, `masz już (?:prenumeratę|subskrypcję|konto)`, `czytaj dalej z`, `pouze pro předplatitele`, `len pre predplatiteľov`, `csak előfizető`, `doar pentru abonați`, `само за абонати`, `только (?:для|по) подпис`, `доступ(?:ен|но)? (?:только )?(?:для )?подписчик`, `оформите подписку`, `чтобы (?:читать|прочитать|продолжить)`, `лише для передплатників`, `оформ(?:іть|ити) передплату`, `μόνο (?:για|σε) συνδρομητές`, `(?:sadece|yalnızca) abonelere?`, `okumaya devam etmek için`,
	`للمشتركين فقط`, `لمتابعة القراءة`, `ویژه مشترکان`, `למנויים בלבד`, `להמשך קריאה`, `(?:订阅|登录|登陆|付费)(?:后|即可)?(?:继续|后可)?(?:阅读|查看)(?:全文)?`, `(?:仅限|仅供)(?:会员|订阅)`, `(?:會員|訂戶)(?:專屬|限定)`, `訂閱.{0,6}閱讀`, `(?:有料)?会員(?:限定|専用)`, `この記事は(?:有料|会員)`, `続き(?:を読む|は)(?:に|には)?.{0,8}(?:登録|会員|ログイン)`, `残り ?\d+文字`, `(?:유료|구독) ?(?:회원|자) ?(?:전용|만)`, `(?:전문|계속|이어서).{0,6}(?:보려면|읽으려면)`, `केवल (?:सदस्यों|ग्राहकों) के लिए`, `chỉ dành cho (?:hội viên|người đăng ký)`, `khusus pelanggan`,
)

// consentWords stand where a page asks what it may keep of its readers.
var consentWords = anyOf(``, ``,
	`cookie`, `consent`, `gdpr`, `\bccpa\b`, `personal (?:data|information)`, `personali[sz]ed (?:ads|advertising|content)`, `your privacy`, `privacy (?:policy|settings|preferences|notice)`, `data processing`, `legitimate interest`, `tracking`,
	`dsgvo`, `einwilligung`, `zustimm`, `datenschutz`, `personenbezogen`, `werbetracking`, `consentement`, `données personnelles`, `confidentialité`, `traceurs`, `consentimiento`, `datos personales`, `privacidad`, `consenso`, `dati personali`, `consentimento`, `dados pessoais`, `privacidade`, `toestemming`, `persoonsgegevens`, `samtycke`, `samtykke`, `personuppgifter`, `personopplysninger`, `suostumus`, `evästei`, `ciastecz`, `zgod[aęy]`, `danych osobowych`, `souhlas`, `osobních údajů`, `hozzájárul`, `sütik`, `consimțământ`, `съгласие`, `бисквитк`, `куки`, `согласи[ея]`, `персональных данных`, `файлы cookie`, `згод[ауи]`, `συγκατάθεση`, `προσωπικών δεδομένων`, `çerez`, `kişisel veri`, `kolačić`, `ملفات تعريف الارتباط`, `الموافقة`, `الخصوصية`, `کوکی`, `עוגיות`, `隐私`, `隱私`, `個人情報`, `クッキー`, `プライバシー`, `쿠키`, `개인정보`, `quyền riêng tư`, `privasi`,
)

// acceptWords stand on the button that agrees.
var acceptWords = anyOf(`^(?:`, `)`,
	`(?:i |yes,? i )?(?:accept|agree|allow|consent)`, `got it`, `ok(?:ay)?$`, `(?:alle |alles )?(?:cookies )?(?:akzeptieren|zulassen|annehmen)`, `zustimmen`, `einwilligen`, `ich stimme zu`, `einverstanden`, `(?:tout )?accepter`, `j[’']accepte`, `(?:sí, )?acept`, `aceit`, `concordo`, `accett`, `acconsent`, `akkoord`, `(?:alles |alle cookies )?accepteren`, `godkänn`, `acceptera`, `godta`, `tillad`, `accepter`, `hyväksy`, `akcept`, `zgadzam`, `przejdź do serwisu`, `souhlasím`, `přijmout`, `súhlasím`, `elfogad`, `accept`, `приемам`, `принять`, `принимаю`, `соглас`, `прийняти`, `погоджуюсь`, `αποδοχή`, `συμφωνώ`, `kabul`, `prihva[tć]`, `slažem se`, `قبول`, `موافق`, `أوافق`, `می.?پذیرم`, `אני מסכימ`, `אישור`, `同意`, `接受`, `(?:すべて)?(?:に)?同意`, `受け入れる`, `동의`, `모두 동의`, `स्वीकार`, `chấp nhận`, `đồng ý`, `setuju`, `ยอมรับ`,
)

// basketWords stand on the button that buys.
var basketWords = anyOf(`^(?:`, `)`,
	`add (?:item )?to (?:shopping |my |your )?(?:cart|bag|basket|trolley)`, `buy (?:it )?now`, `in den (?:warenkorb|einkaufswagen)`, `ajouter au panier`, `añadir (?:al? |a la )(?:carrito|cesta|bolsa)`, `agregar al carrito`, `comprar(?: agora| ahora)?$`, `aggiungi al carrello`, `adicionar ao (?:carrinho|cesto)`, `(?:добавить )?в корзину`, `купить$`, `до кошика`, `(?:dodaj )?do koszyka`, `in (?:de )?winkel(?:wagen|mand)`, `lägg i (?:varukorg|kundvagn)`, `læg i kurv`, `legg i handlekurv`, `lisää (?:ostos)?koriin`, `sepete ekle`, `加入购物车`, `加入購物車`, `カートに(?:入れる|追加)`, `장바구니`, `أضف إلى (?:السلة|العربة)`, `thêm vào giỏ`, `kosárba`, `(?:přidat )?do košíku`, `tambah(?:kan)? ke keranjang`, `adaugă în coș`,
)

// anyOf returns an expression of alternatives between two ends.
func anyOf(before, after string, words ...string) func() *regexp.Regexp {
	return lazily(before + strings.Join(words, "|") + after)
}
