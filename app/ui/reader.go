package ui

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"parallax/app/screen"
	"parallax/app/ui/theme"
	"parallax/app/ui/widgets"
	"parallax/article"
	"parallax/internal/message"
)

// readerView shows one article, with what can be done with it above and what
// is known about it below.
type readerView struct {
	w       *Window
	content fyne.CanvasObject
	text    *widgets.Text
	find    *findView
	foot    *footView
	star    *widgets.Button
	tag     *widgets.Button
	read    *widgets.Button
	back    *widgets.Button
	origin  *widgets.Button
	compare *widgets.Button
	tools   *fyne.Container
	page    fyne.CanvasObject // bar, text and foot
	nothing *widgets.Paragraph

	shown  article.VersionID // of the text that is set
	drawn  *article.Article
	hit    int
	unfold bool
}

func newReaderView(w *Window) *readerView {
	v := &readerView{w: w, hit: -1}
	l := w.lib
	v.star = widgets.NewFlatButton("☆", l.Star)
	v.star.SetTip(text("window.tip.star"))
	v.tag = widgets.NewFlatButton(text("window.reader.tag"), w.showTag)
	v.tag.SetTip(text("window.tip.tag"))
	v.read = widgets.NewFlatButton(text("window.reader.mark-read"), l.MarkRead)
	v.read.SetTip(text("window.tip.read"))
	v.back = widgets.NewFlatButton(text("window.reader.put-back"), l.PutBack)
	v.origin = widgets.NewFlatButton(text("window.reader.original"), v.openOriginal)
	v.compare = widgets.NewPrimaryButton("", v.compareStory)
	v.text = widgets.NewText(widgets.ReadingStyle())
	v.text.OnCopy = v.withSource
	v.text.OnAttended = l.Attend
	v.text.OnMenu = func(ev *fyne.PointEvent, mark string) { w.popUp(v.menu(mark), ev.AbsolutePosition) }
	v.text.OnTappedMark = func(mark string) {
		if l, ok := v.link(mark); ok {
			v.openAddress(l.Address)
		}
	}
	v.foot = newFootView(w)
	v.tools = container.New(toolLayout{}, v.star, v.tag, v.read, v.back, v.origin, v.compare)
	bar := widgets.NewPanel(theme.ColorPage, widgets.Inset(10, 20), widgets.Edges{Bottom: true}, v.tools)
	v.find = newFindView(w, v.text)
	page := yielding(container.New(column{}, bar, v.find.content), v.foot.content, v.text)
	v.page, v.find.above = page, page
	v.nothing = widgets.NewParagraph(nothingStyle())
	v.content = widgets.NewPanel(theme.ColorPage, widgets.Insets{}, widgets.Edges{}, container.NewStack(v.page, v.nothing))
	return v
}

// focus brings the keys to the text, to scroll and select with them.
func (v *readerView) focus() {
	if v.page.Visible() {
		v.w.win.Canvas().Focus(v.text)
	}
}

func (v *readerView) refresh() {
	r := &v.w.lib.Reader
	if r.ID == 0 {
		v.page.Hide()
		v.drawn = nil
		v.nothing.SetText("")
		if v.w.lib.Len() > 0 {
			v.nothing.SetText(text("window.reader.nothing"))
		}
		v.nothing.Show()
		return
	}
	v.nothing.Hide()
	if !r.Loaded {
		return // what was there stays until the article comes
	}
	v.page.Show()
	v.refreshBar(r)
	v.setText(r)
	v.foot.refresh(r)
	if v.hit != r.Hit && r.Hit >= 0 && r.Hit < len(r.Hits) {
		v.text.ScrollToSpan(r.Hits[r.Hit])
	}
	v.hit = r.Hit
}

func (v *readerView) refreshBar(r *screen.Reader) {
	l := v.w.lib
	if r.Article.Starred {
		v.star.SetText("★")
	} else {
		v.star.SetText("☆")
	}
	if r.Article.Status == article.Read {
		v.read.SetText(text("window.reader.mark-unread"))
	} else {
		v.read.SetText(text("window.reader.mark-read"))
	}
	trash := l.Search.Place == screen.TheTrash
	show(v.back, trash)
	show(v.read, !trash)
	_, page := screen.Browse(r.Article.URL)
	show(v.origin, page)
	for _, b := range []*widgets.Button{v.star, v.tag, v.read, v.back} {
		b.SetEnabled(!l.ReadOnly())
	}
	if all, some := len(r.Story)+1, len(r.ToCompare()); some < all {
		v.compare.SetText(text("window.reader.compare-some", "Count", some, "All", all))
	} else {
		v.compare.SetText(text("window.reader.compare", "Count", all))
	}
	show(v.compare, len(r.Story) > 0)
	v.tools.Refresh()
}

// show shows or hides an object.
func show(o fyne.CanvasObject, visible bool) {
	if visible {
		o.Show()
	} else {
		o.Hide()
	}
}

// setText sets the article; where it is the one that stands there, only what
// is marked in it.
func (v *readerView) setText(r *screen.Reader) {
	a := &r.Article
	same := v.drawn != nil && v.drawn.ID == a.ID && v.drawn.TextHash == a.TextHash && v.unfold == r.Unfolded && sameFace(v.drawn, a)
	copied := *a
	v.drawn, v.unfold = &copied, r.Unfolded
	if same {
		v.text.SetMarks(v.marks(r))
		return
	}
	offset := v.text.Offset()
	keep := v.shown == a.VersionID
	v.shown = a.VersionID
	v.text.SetDoc(widgets.Doc{
		Title: r.Headline(), Byline: v.byline(r), Text: a.Text, Blocks: a.Blocks,
		Marks: v.marks(r), Folds: v.folds(r), CutNote: text("window.reader.cut"),
	})
	v.find.again()
	if keep {
		v.text.ScrollTo(offset)
	}
}

// sameFace reports whether two states of an article look the same above the
// text.
func sameFace(a, b *article.Article) bool {
	return a.Title == b.Title && a.Source == b.Source && a.Published == b.Published &&
		a.Updated == b.Updated && a.Section == b.Section && a.PageType == b.PageType && equal(a.Agencies, b.Agencies) && equal(a.Keywords, b.Keywords) &&
		equal(a.Authors, b.Authors) && equal(a.Tags, b.Tags) && equal(a.Notes, b.Notes)
}

func (v *readerView) marks(r *screen.Reader) []widgets.Mark {
	var marks []widgets.Mark
	for _, res := range r.Article.Residue {
		marks = append(marks, widgets.Mark{Span: res.Span, Colour: theme.ColorFaint, Tip: say(screen.ResidueName(res.Kind))})
	}
	for i, l := range r.Links {
		marks = append(marks, widgets.Mark{
			Span: l.Span, ID: strconv.Itoa(i), Underline: widgets.SolidUnderline, Line: theme.ColorUnderline,
			Tip: text("window.reader.link", "Address", l.Shown),
		})
	}
	for _, h := range r.Article.Highlights {
		if h.Version == r.Article.VersionID { // one of an older version is of other words
			marks = append(marks, widgets.Mark{Span: h.Span, Background: theme.ColorHighlight, Tip: h.Note})
		}
	}
	for i, h := range r.Hits {
		m := widgets.Mark{Span: h, Background: theme.ColorHit, Colour: theme.ColorHitText}
		if i == r.Hit {
			m.Background = theme.ColorHitNow
		}
		marks = append(marks, m)
	}
	return marks
}

func (v *readerView) folds(r *screen.Reader) []widgets.Fold {
	var folds []widgets.Fold
	for i, p := range r.Parts {
		if p.Folded {
			folds = append(folds, widgets.Fold{Span: p.Span, ID: strconv.Itoa(i), Label: foldLabel(r.Article.Text, p.Span, p.Residue), Open: r.Unfolded})
		}
	}
	return folds
}

// foldLabel is the line that stands for folded residue.
func foldLabel(words string, s article.Span, kinds []article.ResidueKind) string {
	var names []string
	warn := ""
	for _, k := range kinds {
		names = append(names, say(screen.ResidueName(k)))
		if telling(k) {
			warn = warnSign
		}
	}
	return warn + text("window.reader.folded", "Words", screen.Opening(s.Of(words)), "Kinds", strings.Join(names, ", "))
}

// link returns the link that a mark in the text stands for.
func (v *readerView) link(mark string) (screen.ReadLink, bool) {
	links := v.w.lib.Reader.Links
	i, err := strconv.Atoi(mark)
	if err != nil || i < 0 || i >= len(links) {
		return screen.ReadLink{}, false
	}
	return links[i], true
}

// openOriginal opens the page in the browser.
func (v *readerView) openOriginal() {
	if a, ok := screen.Browse(v.w.lib.Reader.Article.URL); ok {
		v.openAddress(a)
	}
}

// openAddress opens an address in the browser, and says where that leads if it
// may look like another.
func (v *readerView) openAddress(a screen.Address) {
	if err := v.w.app.OpenURL(a.URL); err != nil {
		v.w.lib.Problem(err)
	} else if a.Alike {
		v.w.lib.Say(message.New("window.toast.alike", "Address", a.Shown))
	}
}

// compareStory holds the article against the others of its story.
func (v *readerView) compareStory() {
	v.w.Compare(v.w.lib.Reader.ToCompare())
}

// compareSelection compares what is selected.
func (w *Window) compareSelection() {
	if ids, ok := w.lib.ToCompare(); ok {
		w.Compare(ids)
	}
}

// withSource puts a line with the source behind words that are copied.
func (v *readerView) withSource(words string) string {
	a := &v.w.lib.Reader.Article
	return text("window.reader.copied", "Words", words, "Line", sourceLine(a))
}

// sourceLine names an article in one line.
func sourceLine(a *article.Article) string {
	var parts []string
	for _, p := range []string{strings.Join(a.Authors, ", "), a.Title, a.Source, a.Published.Day(), a.URL} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	if a.Source == "" && a.URL == "" && a.ImportedFrom != "" {
		parts = append(parts, screen.FileName(a.ImportedFrom))
	}
	return strings.Join(parts, ". ")
}

// copyArticle puts the open article with its source on the clipboard.
func (w *Window) copyArticle() {
	r := &w.lib.Reader
	if r.Loaded {
		w.app.Clipboard().SetContent(text("window.reader.copied", "Words", r.Article.Text, "Line", sourceLine(&r.Article)))
		w.lib.Say(messageCopied)
	}
}

// menu is what a secondary click on the text offers.
func (v *readerView) menu(mark string) *fyne.Menu {
	m := fyne.NewMenu("")
	if l, ok := v.link(mark); ok {
		m.Items = append(m.Items,
			fyne.NewMenuItem(text("window.reader.link", "Address", l.Shown), func() { v.openAddress(l.Address) }),
			fyne.NewMenuItem(text("window.reader.copy-link"), func() { v.w.app.Clipboard().SetContent(l.URL.String()) }),
			fyne.NewMenuItemSeparator())
	}
	if words := v.text.SelectedText(); words != "" {
		m.Items = append(m.Items,
			fyne.NewMenuItem(text("window.reader.copy"), func() { v.w.app.Clipboard().SetContent(words) }),
			fyne.NewMenuItem(text("window.reader.copy-source"), func() { v.w.app.Clipboard().SetContent(v.withSource(words)) }),
			fyne.NewMenuItem(text("window.reader.search"), func() { v.w.lib.Submit(`"` + strings.ReplaceAll(words, `"`, "") + `"`) }),
			fyne.NewMenuItemSeparator())
	}
	return fyne.NewMenu("", append(m.Items, v.w.articleMenu().Items...)...)
}
