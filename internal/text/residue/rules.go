package residue

import (
	"regexp"
	"strings"

	"parallax/article"
)

// A rule marks lines of one kind. A phrase of whole is the line, but for a
// closing mark; a phrase of lead is followed by a colon or a dash and at most
// words more words; a pattern of full is the whole line as it stands. Patterns
// are written for lower case, single blanks and plain quotes.
type rule struct {
	kind  article.ResidueKind
	words int // at most, of the line
	whole []string
	lead  []string
	full  []string
}

// The media of these rules' invitations.
const networks = `(?:facebook|twitter|x|instagram|telegram|whatsapp|youtube|linkedin|tiktok|threads|bluesky|pinterest|reddit|google news|google discover|vk|вконтакте|телеграм\w*|дзен\w*|weibo|微信|微博|facebook-seite|viber|line|snapchat|flipboard|signal)`

var rules = []rule{
	{
		kind:  article.CommentForm,
		words: 30,
		whole: []string{
			`leave (?:a|your) (?:reply|comment|response)(?: below)?(?: cancel reply)?`, `(?:post|add|write|submit|make) (?:a|your) (?:comment|reply)(?: cancel reply)?`,
			`(?:cancel reply|leave a reply cancel reply)`, `join the (?:conversation|discussion|debate)(?: below)?`, `have your say`,
			`(?:view|read|show|see|load|hide) (?:all |more |the )?(?:\d+ )?(?:comments?|replies)(?: \(\d+\))?`, `comments? ?(?:\(?\d+\)?)?`,
			`comments? (?:are |have been |is )?(?:closed|off|disabled|turned off)(?: on this .{1,20}| for this .{1,20})?`, `\d+ (?:comments?|replies|responses)`, `(?:no|zero) comments(?: yet)?`,
			`be the first to (?:comment|reply)(?: on .{1,100})?`, `(?:log|sign) ?in(?: or register)? to (?:leave a |post a |add a )?(?:comment|reply)s?`,
			`you must be (?:logged|signed) in to (?:post a comment|leave a comment|comment|reply)`,
			`share(?: (?:this|the|on|via|with|article|story|post|it)(?: (?:this|the|article|story|post|page|on|via|with|friends|by|email|e-mail|` + networks + `))*)?`, `(?:share|tweet|pin|email|e-mail|print|save)(?:[ ,|/·]+(?:share|tweet|pin|email|e-mail|print|save|` + networks + `))+`,
			`(?:click|tap) to share(?: .{1,60})?`, `copy link`, `link copied`, `(?:tweet|e-?mail|print|pin it|whatsapp|facebook|twitter|linkedin|pocket|reddit)(?: this)?`,
			`(?:schreiben? sie |schreibe |schreib )?(?:einen |deinen |ihren )?kommentar(?: (?:hinterlassen|schreiben|verfassen|abgeben))?`, `kommentare(?: ?\(\d+\)| anzeigen| lesen)?`, `\d+ kommentare?`,
			`(?:artikel |beitrag |seite )?(?:teilen|drucken|merken)(?: (?:auf|per|via) ` + networks + `)?`, `antwort(?:en)? (?:abbrechen|hinterlassen)`, `schreibe einen kommentar antwort abbrechen`,
			`(?:laisser|laissez|ajouter|ajoutez|écrire|poster|publier) (?:un|votre|le) (?:commentaire|réponse)`, `(?:\d+ )?commentaires?(?: ?\(\d+\))?`, `partage[rz](?: (?:cet article|l'article|sur .{1,40}|cette page))?`, `(?:réagir|voir les commentaires|annuler la réponse)`,
			`(?:deja|dejar|deje|escribe|añade|añadir|publicar) (?:un|una|tu|su) (?:comentario|respuesta)`, `(?:\d+ )?comentarios?(?: ?\(\d+\))?`, `compart(?:ir|e|a)(?: (?:en .{1,40}|este artículo|esta noticia|la noticia))?`, `cancelar (?:la )?respuesta`,
			`(?:deixe|deixar|escreva|adicione) (?:um|uma|o seu|seu|sua) (?:comentário|resposta)(?: cancelar resposta)?`, `(?:\d+ )?comentários?(?: ?\(\d+\))?`, `(?:compartilh(?:e|ar)|partilh(?:e|ar))(?: (?:esta notícia|este artigo|no .{1,30}|isso))?`,
			`(?:оставить|добавить|написать|оставьте) (?:свой )?(?:комментарий|отзыв|ответ)`, `(?:\d+ )?комментари(?:и|ев|й)(?: ?\(\d+\))?`, `поделиться(?: (?:в .{1,40}|новостью|статьёй|статьей|ссылкой))?`, `обсудить`, `отменить ответ`,
			`(?:اترك|أضف|اكتب|ترك) (?:تعليقا|تعليقاً|تعليقًا|تعليق|ردا|رداً|ردًا|رد|تعليقك)`, `(?:\d+ )?(?:التعليقات|تعليقات|تعليق)`, `(?:شارك|شاركها|مشاركة|شارك هذا المقال|شارك الخبر|شارك على .{1,30})`,
			`(?:发表|发布|我要|添加|查看|网友|發表|我要)(?:评论|评论|回复|留言|評論|回覆)`, `(?:全部)?(?:评论|評論|留言)(?:[(（ ]?\d+[)）]?条?)?`, `分享(?:到|至|给).{0,12}`, `分享`,
			`댓글(?: ?\d+개?)?(?: ?(?:쓰기|달기|남기기|보기))?`, `(?:기사 ?)?공유(?:하기)?`, `(?:コメント(?:する|を書く)?|シェア(?:する)?|共有)`,
		},
		full: []string{
			`(?:listen to (?:this )?article [\d: ]+(?:min(?:utes)? )?)?share (?:this )?(?:article|story|post).{0,60}`, `share this: .{0,60}`, `read or share this (?:story|article).*`, `your e-?mail address will not be published.*`, `required fields are marked.*`, `save my name,? e-?mail,? and website.*`, `this site uses akismet.*`, `notify me of (?:new posts|follow-?up comments|new comments).*`,
			`(?:please )?(?:let us know|tell us|share) (?:what you think |your (?:thoughts|views|opinions?|comments?) |your thoughts and views )?in the comments?(?: section)?(?: below)?.?`, `(?:have an opinion|what do you think)\?? (?:let us know|tell us|share|leave|join|comment).*`,
			`(?:deine|ihre) e-mail-adresse wird nicht veröffentlicht.*`, `erforderliche felder sind mit.*`, `votre adresse (?:e-mail|de messagerie|email) ne sera pas publiée.*`, `les champs obligatoires sont.*`,
			`(?:tu|su) dirección de correo electrónico no será publicad[ao].*`, `los campos obligatorios están marcados.*`, `o seu endereço de e-?mail não será publicado.*`, `campos obrigatórios são marcados.*`,
			`ваш (?:адрес )?(?:e-?mail|адрес электронной почты)(?: адрес)? не будет опубликован.*`, `обязательные поля помечены.*`, `لن يتم نشر عنوان بريدك الإلكتروني.*`, `(?:您的)?(?:电子)?邮箱地址不会被公开.*`, `(?:이메일 주소는|이메일은) 공개되지 않습니다.*`,
		},
	},
	{
		kind:  article.RelatedLink,
		words: 35,
		whole: []string{
			`related(?: (?:stories|articles?|news|posts?|content|coverage|topics|links?|videos?|story|reading|items))?`, `(?:read|see|learn|find out|discover|explore|watch|view) more(?: (?:here|stories|news|articles))?`, `read (?:the )?(?:full|whole|entire|original)? ?(?:story|article|report|post|interview)(?: here)?`,
			`more (?:stories|news|coverage|articles|videos|headlines|to read|to explore)`, `more (?:on|about) (?:this|this (?:story|topic|subject))`, `more from [a-z0-9.'& ]{2,30}`, `(?:you (?:may|might) also (?:like|enjoy)|you (?:may|might) (?:like|be interested in))`, `recommended(?: for you| stories| reading| articles| videos)?`, `(?:don't|do not) miss`,
			`(?:trending|popular|most (?:read|popular|viewed|watched|shared|commented))(?: (?:now|stories|articles|news|posts|today|videos|this week))?`, `latest (?:news|stories|articles|headlines|posts|videos|updates)`, `(?:what to )?read next`, `up next`, `in case you missed it`, `editor'?s'? (?:picks?|choice)`, `top (?:stories|picks|news|headlines)`,
			`(?:keep|continue) reading(?: (?:below|the main story))?`, `(?:story|article) continue[sd](?: below)?(?: (?:this )?(?:ad|advertisement|advertising))?`, `(?:skip |close )?(?:advertisement|ads?)`, `advertisement[:.]? ?(?:story continues below|scroll to continue|continue reading below|skip .{1,30})`, `sponsored(?: content| links?| stories)?`, `paid content`, `(?:next|previous|prev) (?:article|story|post|page)`, `back to (?:top|home|the top)`, `skip to (?:main )?content`, `from (?:the|our) (?:archives?|partners)`, `around the web`, `more for you`, `view (?:gallery|photos|slideshow|all|more)`, `(?:also|must|see) (?:read|see|watch|also)`,
			`(?:das könnte (?:sie|dich|euch) (?:auch )?interessieren|auch interessant|lesen sie auch|lesen sie mehr|mehr (?:zum thema|dazu|lesen|nachrichten|artikel)|zum thema|weiterlesen|siehe auch|passend dazu|verwandte (?:artikel|themen|beiträge)|mehr lesen|anzeige|werbung|meistgelesen|neueste artikel|nächster artikel|vorheriger artikel)`,
			`(?:à lire(?: aussi| également)?|lire (?:la suite|aussi|également|plus)|voir aussi|à voir(?: aussi)?|sur le même (?:sujet|thème)|(?:articles|contenus|sujets) (?:liés|similaires|associés|connexes)|publicité|en savoir plus|les plus lus|notre sélection|vous aimerez aussi|la suite après la publicité)`,
			`(?:(?:lea|lee|leer|ver|vea|mira|mire) (?:también|además|más)|(?:también )?(?:te|le) puede interesar|(?:noticias|artículos|notas|contenidos?|temas) relacionad[oa]s?|relacionad[oa]s?|no te (?:lo )?pierdas|publicidad|(?:sigue|seguir) leyendo|leer más|más (?:información|noticias|leídas|leídos)|lo más (?:leído|visto)|te recomendamos)`,
			`(?:(?:leia|veja|confira|assista) (?:também|mais|ainda|a seguir)|saiba mais|(?:notícias|matérias|conteúdos?|artigos) relacionad[oa]s?|mais lid[ao]s|publicidade|continua (?:após|depois) d?a publicidade|continue lendo|veja mais|últimas notícias)`,
			`(?:(?:читайте|читать|смотрите|смотри|смотреть) (?:также|далее|дальше|полностью|ещё|еще)|(?:материалы |новости |ещё |еще )?по теме|подробнее|реклама|популярное|самое читаемое|главное (?:сегодня|за день)|другие новости|похожие (?:новости|материалы|статьи)|рекомендуем|вам (?:также |может быть )?(?:может быть )?интересно)`,
			`(?:(?:اقرأ|إقرأ|اقرا|شاهد|شاهدوا|اقرئي) (?:أيضا|أيضاً|أيضًا|ايضا|المزيد|كذلك)|(?:أخبار|مواضيع|موضوعات|مقالات) (?:ذات صلة|متعلقة|مشابهة)|ذات صلة|المزيد|إعلان|اعلان|الأكثر قراءة|قد يعجبك أيضا|قد يهمك(?: أيضا)?)`,
			`(?:(?:相关|延伸|推荐|更多|热门|相關|延伸|推薦|熱門|点击)(?:阅读|新闻|报道|文章|链接|推荐|内容|视频|閱讀|新聞|報導|報道|文章|連結|推薦|查看)|阅读(?:原文|全文|更多)|閱讀(?:原文|全文|更多)|看更多|广告|廣告|猜你喜欢|为您推荐|上一篇|下一篇)`,
			`(?:관련 ?(?:기사|뉴스|글|콘텐츠)|추천 ?(?:기사|뉴스|콘텐츠)|인기 ?(?:기사|뉴스)|더 ?보기|(?:많이|가장 많이) 본 (?:뉴스|기사)|기사 더 ?보기|광고|함께 (?:보면|읽으면) 좋은 .{1,10})`, `(?:関連(?:記事|ニュース|リンク)|あわせて読みたい|続きを読む|おすすめ(?:記事)?|広告)`,
		},
		lead: []string{
			`(?:also|must|further|recommended|suggested|related|related news|more) ?(?:read|reads|reading|watch)`, `read (?:also|more|next|this|on|too|further|here)(?: (?:on|about|at|from) [^:|»>]{2,60})?`, `related(?: (?:stories|articles?|news|posts?|content|coverage|topics|links?|videos?|story|reading))?`, `see (?:also|more)`, `(?:watch|listen|look)(?: (?:also|more|now|here|this|live|video|below|again))?`, `more(?: (?:on this|from|stories|news|here|like this))?`, `(?:you (?:may|might) (?:also )?(?:like|enjoy)|recommended|don't miss|trending(?: now)?|up next|in case you missed it|icymi|editor'?s'? picks?|read next|what to read next|keep reading|continue reading)`, `(?:full|live) (?:coverage|updates)`, `(?:photos|video|videos|gallery|slideshow|now watch|also on .{2,30}|in pictures|in photos|just watched|must watch)`,
			`(?:lesen|sehen) sie (?:auch|mehr|hier|dazu)(?: dazu| hier)?`, `(?:lies|siehe|mehr|lest) (?:auch|dazu|mehr|zum thema)`, `(?:auch interessant|zum thema|passend dazu|hintergrund)`,
			`(?:à )?(?:lire|voir|écouter|regarder)(?: aussi| également| la suite| plus)?`, `sur le même (?:sujet|thème)`, `>> (?:à )?lire(?: aussi)?`,
			`(?:lea|lee|leer|ver|vea|mira|mire|escucha) (?:también|además|más|aquí)`, `(?:te|le) puede interesar`, `(?:noticias? relacionadas?|no te pierdas|más información)`,
			`(?:leia|veja|confira|assista|ouça) (?:também|mais|ainda)`, `saiba mais`,
			`(?:читайте|смотрите|слушайте|читать|смотреть) (?:также|ещё|еще|далее)`, `(?:материалы |новости )?по теме`, `подробнее(?: (?:об этом|читайте))?`,
			`(?:اقرأ|إقرأ|اقرا|شاهد|شاهدوا) (?:أيضا|أيضاً|أيضًا|ايضا|المزيد|كذلك)`, `(?:أخبار|مواضيع) ذات صلة`, `قد يهمك(?: أيضا)?`,
			`(?:相关|延伸|推荐|更多|相關|延伸|推薦)(?:阅读|新闻|报道|文章|链接|閱讀|新聞|報導|報道|連結)`, `(?:관련 ?(?:기사|뉴스)|추천 ?(?:기사|뉴스)|함께 보기)`, `(?:関連(?:記事|ニュース)|あわせて読みたい)`,
		},
		full: []string{
			`more (?:on|about|from) [^.:]{2,50}:`, `(?:slideshow|gallery|photos?|images?) \(?\d+ (?:images?|photos?|pictures?)\)?`, `[^.]{10,160} read more`, `(?:please )?(?:click|tap) here (?:to|for) .*`, `(?:click|tap|scroll) (?:through|down|below|on the .{1,30}) (?:to|for) .*`, `for (?:more(?:,| (?:on|about|information|info|news|details|stories|from|coverage|of)\b)|the latest|all the latest)[^.?!"]{0,80}?(?:visit|click|go to|head to|check out|follow|sign up|subscribe|download|read|see) [^"]*`,
			`\[ ?(?:read|watch|see|listen|sign up|related|more|follow|get|also|click)\b[^\]]*\]\.?`, `just watched .* must watch .*`, `(?:play|pause|mute|unmute|fullscreen|loading|current time|duration)(?: (?:video|time|audio))?.?`, `(?:video|audio|media) (?:caption|playback|player).{0,60}`, `(?:hide|show|toggle) (?:caption|transcript)`, `►.{0,150}|▶.{0,150}|>> .{0,150}|>>> .{0,150}`,
			`media playback is (?:un)?supported on (?:your|this) device`, `(?:this )?video (?:is )?(?:not|un)available.*`, `your browser does not support.*`, `(?:please )?enable javascript.*`, `(?:the )?most (?:read|viewed) .{0,40}stories.{0,40}`,
		},
	},
	{
		kind:  article.Newsletter,
		words: 45,
		whole: []string{
			`(?:subscribe|sign up|register|log in|sign in|follow us|follow|newsletters?|get the app|download (?:the|our) app|become a member|donate|support us)(?: (?:now|today|here|free|for free))?`, `already a (?:subscriber|member)\??(?: (?:log|sign) in)?`, `enter your e-?mail(?: address)?`, `thanks? (?:you )?for (?:signing up|subscribing)`, `(?:don't|do not|never) miss (?:a story|an update|out)`, `get (?:email )?alerts?`, `stay (?:informed|connected|up to date|updated|in the know|tuned)`,
			`(?:jetzt |hier )?(?:den |unseren |zum )?newsletter(?: (?:abonnieren|bestellen|anmelden|anmeldung))?`, `(?:jetzt )?abonnieren`, `folgen sie uns(?: (?:auf|bei) .{1,60})?`, `(?:s'abonner|je m'abonne|abonnez-vous|inscrivez-vous|déjà abonné ?\??(?: .{1,30})?|suivez-nous(?: sur .{1,60})?|newsletter)`, `(?:suscríbete|suscríbase|suscribirse|síguenos(?: en .{1,60})?|síganos(?: en .{1,60})?|regístrate)`, `(?:inscreva-se|assine(?: já| agora)?|siga-nos(?: .{1,60})?|cadastre-se)`, `(?:подписаться|подпишитесь|подписывайтесь|подписывайся)(?: (?:на|в) .{1,60})?`, `(?:اشترك(?: الآن)?|تابعنا|تابعونا)(?: (?:على|عبر|في) .{1,60})?`, `(?:订阅|訂閱|关注我们|關注我們|立即订阅|扫码关注|點擊訂閱).{0,24}`, `(?:구독(?:하기|신청)?|뉴스레터(?: ?구독.{0,10})?|구독하고 .{1,30})`,
		},
		full: []string{
			`(?:sign up|subscribe|register|join|opt in)(?: now| here| today| free| for free)?(?:,)? (?:to|for|with|here)\b.*(?:newsletters?|inbox|e-?mails?|alerts?|briefing|updates|channel|digest|podcast|app|membership|list|access|notifications?|telegram|whatsapp).*`,
			`(?:get|receive|have) .*(?:to your inbox|in your inbox|by email|via email|to your email|newsletter|news alerts?|e-?mail alerts?|on your phone|straight to your phone|notifications).*`,
			`(?:want|like|love|enjoy|enjoying|looking for) .*\? .*(?:newsletter|sign up|subscribe|inbox).*`,
			`(?:please )?(?:follow|like|join|find|add|connect with|keep up with|contact|reach|email|e-mail) (?:us|me|him|her|them|our|the author|the reporter|@|[\w .'-]{2,40}) ?.*\b(?:on|via|at) ` + networks + `\b.*`, `(?:you can )?follow (?:us|him|her|them|@\w+|[\w .'-]{2,40}) (?:(?:on|at) )?(?:@|https?:|www\.|[\w-]+\.(?:com|org|net)).{0,80}`, `follow @\w+`,
			`(?:by (?:signing up|subscribing|clicking|providing|entering|continuing|registering)),? .*(?:agree|consent|privacy|terms).*`, `(?:you can |you may )?(?:unsubscribe|opt out) (?:at any time|any time|anytime).*`, `this site is protected by recaptcha.*`, `(?:please )?(?:check your inbox|verify your e-?mail|enter a valid e-?mail).*`,
			`(?:have a|got a|send (?:us |your )?(?:news )?)tips? .{0,100}`, `do you have (?:a tip|information|a story|news)\b.{0,120}`, `[\p{L} .'-]{3,60} (?:can be reached|may be reached|is on twitter|is reachable|tweets|can be followed)\b.{0,12}\b(?:at|on|by|via|as)\b.{0,80}(?:@|\[email).{0,60}`, `(?:download|get|install|try) (?:the|our) .{0,40}\bapp\b.*`, `(?:support|help (?:us|fund|support)|donate to|contribute to|consider (?:donating|supporting|becoming|making)) .{0,60}(?:journalism|newsroom|reporting|a (?:donation|member|subscriber|contribution)).*`, `(?:subscribe|listen) (?:to|on|via) .{0,100}(?:podcast|apple podcasts|spotify|youtube|channel).*`,
			`(?:jetzt |hier )?(?:melden sie sich|meld dich|abonnieren sie|abonniere|registrieren sie sich|holen sie sich) .*`, `(?:folgen sie|folge|folgt) (?:uns|unserem|der|dem) .*(?:auf|bei|in) ` + networks + `.*`, `(?:abonnez-vous|inscrivez-vous|recevez|téléchargez|suivez(?:-nous)?|rejoignez)\b.*(?:newsletter|lettre|e-?mail|boîte|application|alertes?|chaîne|sur ` + networks + `).*`,
			`(?:suscríbete|suscríbase|regístrate|recibe|reciba|únete|síguenos|sigue|descarga)\b.*(?:newsletter|boletín|boletines|correo|canal|grupo|app|aplicación|alertas|en ` + networks + `|whatsapp|telegram).*`, `(?:inscreva-se|assine|cadastre-se|receba|siga|participe|entre|baixe|clique)\b.*(?:newsletter|e-?mail|canal|grupo|aplicativo|app|no ` + networks + `|nas redes sociais|whatsapp|telegram).*`,
			`(?:подпис(?:ывайтесь|ывайся|аться)|подпишитесь|подпишись|следите|присоединяйтесь|читайте нас|установите)\b?.*(?:канал|телеграм|telegram|рассылк|новост|в соцсетях|вконтакте|дзен|приложени|viber|facebook|twitter|нас).*`, `(?:اشترك|تابع|تابعوا|تابعونا|تابعنا|انضم|سجل|حمل)\b? ?.*(?:قناتنا|قناة|نشرتنا|النشرة|البريد|تطبيق|صفحتنا|تلغرام|تليغرام|واتساب|فيسبوك|تويتر|يوتيوب).*`,
		},
	},
	{
		kind:  article.Hashtags,
		words: 40,
		full: []string{
			`#[\p{L}\p{M}\p{N}_]*[\p{L}][\p{L}\p{M}\p{N}_'’-]*(?:[ ,;|·]+(?:and )?#[\p{L}\p{M}\p{N}_'’-]+)*[ ,;.]*`,
			`(?:post |article )?(?:tags?|tagged|topics|filed under|schlagw(?:ö|oe)rter|schlagworte|themen|mots[- ]clés|étiquettes|etiquetas|temas|assuntos|теги|метки|tags associés|الوسوم|وسوم|标签|標籤|태그) ?[:：] ?[^.!?]*`,
		},
	},
	{
		kind:  article.SEO,
		words: 60,
		full: []string{
			`(?:seo|meta|focus|target|primary|secondary|lsi)[ -](?:key ?(?:words?|phrases?)|title|description|tags?|slug)(?: ?\(s\))? ?[:：–—-] ?.*`, `(?:url |suggested |permalink )?slug ?: ?[a-z0-9/-]+`, `keywords? ?: [^.!?]*`, `key ?phrases? ?: [^.!?]*`,
		},
	},
	{
		kind:  article.CaptionCredit,
		words: 22,
		full: []string{
			`[(\[]?(?:file |stock |handout |archive |representative |representational |cover |featured |feature |main |lead |header |hero )?(?:photos?|images?|pictures?|pics?|photographs?|videos?|graphics?|illustrations?|screenshots?|screengrabs?|footage|artwork) ?(?:(?:credits?|sources?) ?[:：/]|(?:courtesy(?: of)?|by|via) ?:?|courtesy ?/) ?[^.!?]{2,90}[)\]]?\.?`, `[(\[]?(?:file |stock |representative |representational )?(?:photos?|images?|pictures?|pics?|credits?|photo ?credit|image ?credit|courtesy|photographer|illustration|graphic) ?[:：] ?[^.!?]{2,80}[)\]]?\.?`, `[(\[]?(?:file|stock|representative|representational|representation) (?:photo|image|picture|pic)[)\]]?\.?`, `image for representation(?: only)?.{0,40}`,
			`[(\[]?(?:[^()\[\].!?]{0,60}[/|] ?)?(?:getty images(?: .{1,30})?|shutterstock|istock(?:photo)?|alamy(?: stock photo)?|ap photo|ap|reuters|afp|epa|epa-efe|eyevine|zuma press|unsplash|pexels|pixabay|picture alliance|imago|dpa|tass|sputnik|xinhua|bloomberg)(?: ?[/|] ?[^()\[\].!?]{2,60}| via (?:ap|getty images|reuters|afp)(?: .{1,20})?| (?:file )?(?:photo|images?|pool))[)\]]?\.?`,
			`\((?:[^()]{2,50}[/,] ?)?(?:getty images|shutterstock|istock|alamy|ap photo|ap|reuters|afp|epa|unsplash|pexels|pixabay|wikimedia(?: commons)?|youtube|screenshot|imago|dpa|tass|xinhua|bloomberg|file photo|file)\)`, `(?:enlarge this image )?(?:toggle caption|hide caption) [^.!?]{2,90}`, `enlarge this image.{0,60}`,
			`(?:© ?|\(c\) ?|copyright )[^.!?]{0,40}(?:getty images|shutterstock|istock|alamy|ap photo|reuters|afp|epa|imago|dpa|picture alliance|keystone)[^.!?]{0,30}`, `[^.!?()]{2,50}/(?:getty images|ap|afp|reuters|epa|shutterstock|ap photo|afp via getty images|tass|sipa|rex|zuma|bloomberg)`,
			`(?:bild|foto|fotos|bildquelle|fotoquelle|quelle foto|grafik|archivbild|archivfoto|symbolbild|symbolfoto) ?[:：] ?[^.!?]{2,70}`, `(?:symbolbild|symbolfoto|archivbild|archivfoto)\.?`, `(?:crédits?(?: photo)?|photo|photos|image|illustration|légende) ?: ?[^.!?]{2,70}`, `(?:foto|fotos|fotografía|imagen|crédito|créditos|archivo|imagem|reprodução|divulgação) ?[:/] ?[^.!?]{2,70}`, `(?:фото|фотография|изображение|иллюстрация) ?[:：] ?[^!?]{2,70}`, `(?:الصورة|صورة|تصوير|مصدر الصورة) ?[:：]? ?[^.!?]{2,50}`, `(?:图片来源|图片|图源|摄影|圖片來源|圖|图|资料图|配图|圖片) ?[:：/] ?[^。！？]{1,40}`, `[\[(<]?사진 ?[=:：] ?[^.!?]{1,40}[\])>]?`,
		},
	},
	{
		kind:  article.SourceLine,
		words: 40,
		whole: []string{
			`(?:original |news |article )?source(?: link| article| url)?s?`, `(?:view|read|see|visit|go to) (?:the )?(?:original|source)(?: (?:article|source|post|story|content|link))?(?: here)?`, `original (?:article|story|post|link|text|content)`, `link to (?:the )?(?:original|source)(?: .{1,20})?`, `(?:quelle|quellen|source|sources|fuente|fuentes|fonte|fontes|источник|источники|المصدر|المصادر|来源|來源|出处|출처|原文链接|原文|원문)(?: link)?`,
		},
		full: []string{
			`(?:this|the (?:following|above|original|preceding)|an? (?:\w+ ){0,2}?version of (?:this|the)|\(?this) (?:[\w-]+ ){0,2}?(?:article|story|post|piece|report|content|item|column|op-?ed|interview|essay|version|text)(?: .{0,100}?)? (?:was |has been |is |is being )?(?:first |originally |previously )?(?:re)?(?:published|appeared|posted|produced|syndicated|distributed|provided|supplied|reproduced) (?:first |originally )?(?:on|by|in|at|with|from|via|under|as)\b.{1,160}`, `(?:first|originally|previously) (?:published|appeared|posted|reported) (?:on|in|at|by|via|as)\b.{1,100}`, `the post .{3,200} (?:first appeared|appeared first) on .{2,60}`,
			`\(?(?:with )?(?:additional )?(?:reporting|writing|editing|inputs?|files|contributions?|material) (?:by|from) [^.]{2,60}(?:[;,/] ?(?:[^.]{2,80}))*[.)]*`, `\(?with (?:inputs?|files|additional reporting|reporting|agency inputs|agencies)(?: from)? [^.]{0,60}[.)]*`, `\(?(?:this|the) (?:story|report|article|copy) (?:has been|is|was) (?:not been )?(?:edited|auto-generated|published|sourced|generated).{0,120}(?:feed|staff|agency|syndicat).{0,40}`,
			`[^.]{3,80} contributed(?: reporting)? (?:to|for) this (?:report|story|article|piece|column)(?: from .{2,40})?\.?`, `\(?contribut(?:ing|ors?) ?: ?[^.]{3,120}\.?`, `[-–— ]*with assistance (?:by|from) [^.]{3,120}\.?`, `this (?:article|story|post) is (?:more than|over|almost) (?:\d+|a|one) (?:days?|weeks?|months?|years?) old\.?`,
			`(?:© ?copyright|copyright ?(?:©|\(c\))|©|copyright:?) ?.{0,160}`, `\(c\) ?(?:copyright )?(?:19|20)\d\d.{0,160}`, `all rights reserved\.?.{0,120}`,
		},
	},
}

// A compiled rule is one pattern a kind, tried in the order of rules.
type compiled struct {
	kind  article.ResidueKind
	words int
	re    *regexp.Regexp
}

var lineRules = func() []compiled {
	out := make([]compiled, 0, len(rules))
	for _, r := range rules {
		var alts []string
		if len(r.whole) > 0 {
			alts = append(alts, `[»›>•*|#\[(–—-]* ?(?:`+strings.Join(r.whole, "|")+`) ?[:：.…!»›>→|\])*–—-]*`)
		}
		if len(r.lead) > 0 {
			alts = append(alts, `[»›>•*|#\[(–—-]* ?(?:`+strings.Join(r.lead, "|")+`) ?(?:[:：|»›→]| [–—-] | >+ ).*`)
		}
		alts = append(alts, r.full...)
		out = append(out, compiled{kind: r.kind, words: r.words, re: regexp.MustCompile(`^(?:` + strings.Join(alts, "|") + `)$`)})
	}
	return out
}()
