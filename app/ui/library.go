package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"parallax/app/screen"
	"parallax/app/ui/theme"
	"parallax/app/ui/widgets"
)

// libraryView is the main screen: bar, sidebar, list, reader and status, or
// the start where there is nothing to list.
type libraryView struct {
	w       *Window
	content *fyne.Container

	bar     *barView
	notices *noticeView
	sidebar *sidebarView
	list    *listView
	reader  *readerView
	status  *statusView
	start   *startView

	desk   *widgets.Split // sidebar, and list with reader
	shelf  *widgets.Split // list, and reader
	middle *fyne.Container
	hidden bool // the sidebar, by hand
	tight  bool // the window is too narrow for the sidebar
}

func newLibraryView(w *Window) *libraryView {
	v := &libraryView{w: w}
	v.bar = newBarView(w)
	v.notices = newNoticeView(w)
	v.sidebar = newSidebarView(w)
	v.list = newListView(w)
	v.reader = newReaderView(w)
	v.status = newStatusView(w)
	v.start = newStartView(w)
	r := w.remembered()
	v.shelf = widgets.NewSplit(v.list.content, v.reader.content, r.list)
	v.shelf.OnDragged = func(width float32) { w.app.Preferences().SetFloat(prefList, float64(width)) }
	v.desk = widgets.NewSplit(v.sidebar.content, v.shelf, r.sidebar)
	v.desk.OnDragged = func(width float32) { w.app.Preferences().SetFloat(prefSidebar, float64(width)) }
	v.start.content.Hide()
	v.middle = container.New(deskLayout{v}, v.desk, v.start.content)
	v.content = frame(container.New(column{}, v.bar.content, v.notices.content), v.status.content, v.middle)
	return v
}

// refresh draws the parts that changed.
func (v *libraryView) refresh(p screen.Part) {
	if p&(screen.PartSidebar|screen.PartSearch|screen.PartList) != 0 {
		v.bar.refresh()
	}
	if p&(screen.PartSidebar|screen.PartSearch) != 0 {
		v.showStart(v.w.lib.Empty())
		v.sidebar.refresh()
	}
	if p&screen.PartList != 0 {
		v.list.refresh()
	}
	if p&(screen.PartReader|screen.PartList) != 0 {
		v.reader.refresh()
	}
	if p&screen.PartNotice != 0 {
		v.notices.refresh()
		v.content.Refresh()
	}
	if p&(screen.PartJobs|screen.PartSidebar|screen.PartSearch) != 0 {
		v.status.refresh()
		v.start.refresh()
	}
}

// showStart shows the start screen instead of the list, or the other way round.
func (v *libraryView) showStart(empty bool) {
	if empty == v.start.content.Visible() {
		return
	}
	if empty {
		v.desk.Hide()
		v.start.content.Show()
	} else {
		v.start.content.Hide()
		v.desk.Show()
	}
	v.middle.Refresh()
}

// toggleSidebar hides the sidebar or shows it again.
func (v *libraryView) toggleSidebar() {
	v.hidden = !v.hidden
	v.desk.ShowLeft(!v.hidden)
}

// narrow is the width at 100 % text below which there is no room for the
// sidebar.
const narrow = 760

// deskLayout gives all the room to what is shown, and takes the sidebar away in
// a narrow window.
type deskLayout struct{ v *libraryView }

func (deskLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.Size{}
}

func (d deskLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if tight := size.Width < theme.Scaled(narrow); tight != d.v.tight {
		d.v.tight = tight
		d.v.desk.ShowLeft(!tight && !d.v.hidden)
	}
	content{}.Layout(objects, size)
}

// redraw makes every view anew, after colours or sizes changed.
func (w *Window) redraw() {
	hidden, offset := w.library.hidden, w.library.list.rows.Offset()
	w.library = newLibraryView(w)
	if hidden {
		w.library.toggleSidebar()
	}
	w.ground.FillColor = theme.Color(theme.ColorPage)
	w.ground.Refresh()
	w.library.refresh(screen.Everything)
	if w.compare != nil {
		w.compare = newCompareView(w, w.compare.c)
		w.show(w.compare.content)
	} else {
		w.show(w.library.content)
		w.library.list.rows.ScrollTo(offset)
	}
	w.toasts.refresh()
	for _, s := range w.sheets {
		s.colour()
		s.content.Refresh()
	}
}
