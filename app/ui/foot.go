package ui

import (
	"path"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"parallax/app/screen"
	"parallax/app/ui/theme"
	"parallax/app/ui/widgets"
	"parallax/article"
)

// footView is the four boxes under an article: where it was found, where it
// says it comes from, who else tells the story, and what in it is no story.
type footView struct {
	w       *Window
	content fyne.CanvasObject
	boxes   [4]*fyne.Container
}

// footLines is how many lines a box has room for.
const footLines = 4

var footKeys = [4]string{"window.foot.evidence", "window.foot.origin", "window.foot.story", "window.foot.residue"}

func newFootView(w *Window) *footView {
	v := &footView{w: w}
	boxes := make([]fyne.CanvasObject, 0, len(v.boxes))
	for i := range v.boxes {
		v.boxes[i] = container.New(column{gap: 1})
		boxes = append(boxes, v.boxes[i])
	}
	v.content = widgets.NewPanel(theme.ColorBand, widgets.Inset(12, 22), widgets.Edges{Top: true},
		container.New(footColumns{}, boxes...))
	return v
}

func (v *footView) refresh(r *screen.Reader) {
	v.set(0, v.evidence(&r.Article))
	v.setOrigin(r)
	v.setStory(r)
	v.set(3, v.residue(r))
}

func (v *footView) box(i int, lines ...fyne.CanvasObject) {
	head := widgets.NewShrinkingLabel(text(footKeys[i]), widgets.Look{Face: widgets.SansBold, Size: theme.SizeSnippet})
	v.boxes[i].Objects = append([]fyne.CanvasObject{head}, lines...)
	v.boxes[i].Refresh()
}

func (v *footView) set(i int, lines []string) {
	var labels []fyne.CanvasObject
	for _, words := range lines[:min(len(lines), footLines)] {
		labels = append(labels, widgets.NewShrinkingLabel(words, widgets.Look{Colour: theme.ColorMuted, Size: theme.SizeSnippet}))
	}
	v.box(i, labels...)
}

// evidence says where an article came from and what proves that it is as it
// was.
func (v *footView) evidence(a *article.Article) []string {
	var lines []string
	if a.ImportedFrom != "" {
		lines = append(lines, text("window.foot.imported", "From", path.Base(filepath.ToSlash(a.ImportedFrom))))
	} else if a.How == "paste" {
		lines = append(lines, text("window.foot.pasted"))
	}
	if !a.Captured.IsZero() {
		lines = append(lines, a.Captured.Local().Format("2 Jan 2006 15:04"))
	}
	hash := a.RawHash
	if hash == "" {
		hash = a.TextHash
	}
	if len(hash) > 12 {
		lines = append(lines, text("window.foot.hash", "Hash", hash[:4]+"…"+hash[len(hash)-4:]))
	}
	if a.Version > 1 {
		lines = append(lines, text("window.foot.version", "Count", a.Version))
	}
	return lines
}

// setOrigin says what an article is a copy of, and where it says it comes from.
func (v *footView) setOrigin(r *screen.Reader) {
	var lines []fyne.CanvasObject
	look := widgets.Look{Colour: theme.ColorMuted, Size: theme.SizeSnippet}
	if o := &r.Original; o.ID != 0 {
		words := text("window.foot.copy", "Of", storyLine(*o))
		if nearly(r.Article.Likeness) {
			words = text("window.foot.near-copy", "Percent", r.Article.Likeness, "Of", storyLine(*o))
		}
		link := widgets.NewLinkText(words, look, func() { v.w.lib.Open(o.ID) })
		link.SetTip(words)
		lines = append(lines, link)
	}
	for _, words := range v.origin(&r.Article) {
		lines = append(lines, widgets.NewShrinkingLabel(words, look))
	}
	v.box(1, lines[:min(len(lines), footLines)]...)
}

func (v *footView) origin(a *article.Article) []string {
	var declared, cited []string
	for _, u := range a.Upstream {
		if u.Kind == "cited" {
			cited = append(cited, u.Name)
		} else {
			declared = append(declared, u.Name)
		}
	}
	var lines []string
	if len(declared) > 0 {
		lines = append(lines, strings.Join(declared, ", "))
	} else {
		lines = append(lines, text("window.foot.nothing-declared"))
	}
	if len(cited) > 0 {
		lines = append(lines, text("window.foot.cites", "Names", strings.Join(cited, ", ")))
	}
	return lines
}

func (v *footView) setStory(r *screen.Reader) {
	if len(r.Story) == 0 {
		v.set(2, []string{text("window.foot.no-story")})
		return
	}
	var lines []fyne.CanvasObject
	for _, s := range r.Story[:min(len(r.Story), footLines-1)] {
		lines = append(lines, widgets.NewLinkText(storyLine(s), widgets.Look{Colour: theme.ColorMuted, Size: theme.SizeSnippet}, func() { v.w.lib.Open(s.ID) }))
	}
	if more := len(r.Story) - len(lines); more > 0 {
		lines = append(lines, widgets.NewLinkText(text("window.foot.more-story", "Count", more), widgets.Look{Colour: theme.ColorMuted, Size: theme.SizeSnippet}, v.w.library.reader.compareStory))
	}
	v.box(2, lines...)
}

// storyLine names an article of the same story.
func storyLine(s article.Summary) string {
	name, title := s.Source, s.Title
	if name == "" {
		name = screen.FileName(s.ImportedFrom)
	}
	if title == "" {
		title = s.Opening
	}
	if name == "" {
		return title
	}
	return name + " — " + title
}

func (v *footView) residue(r *screen.Reader) []string {
	counts := r.Residue()
	if len(counts) == 0 {
		return []string{text("window.foot.no-residue")}
	}
	var lines []string
	for _, c := range counts {
		line := say(screen.ResidueName(c.Kind))
		if c.Count > 1 {
			line = text("window.foot.residue-count", "Name", line, "Count", c.Count)
		}
		if telling(c.Kind) {
			line = warnSign + line
		}
		lines = append(lines, line)
	}
	if len(lines) > footLines {
		lines = append(lines[:footLines-1], text("window.foot.more-residue", "Count", len(lines)-footLines+1))
	}
	return lines
}

// footColumns sets the four boxes; the first three need more room.
type footColumns struct{}

var footShares = [4]float32{0.32, 0.24, 0.28, 0.16}

func (footColumns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	h := theme.Scaled(86)
	for _, o := range objects {
		h = max(h, o.MinSize().Height)
	}
	return fyne.NewSize(theme.Scaled(320), h)
}

func (footColumns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	var x float32
	for i, o := range objects {
		w := float32(int(size.Width * footShares[i]))
		o.Resize(fyne.NewSize(w-theme.Scaled(18), size.Height))
		o.Move(fyne.NewPos(x, 0))
		x += w
	}
}
