// Package widgets holds the window's own widgets: the text of an article, the
// list of rows and the small parts with the look of the house. They know
// nothing of archives; every word they show comes from outside, colours and
// sizes come from the theme.
//
// Most of them draw themselves with a brush (a pool of rectangles and texts),
// so that what is not seen has no objects. All of it belongs to the one
// goroutine that Fyne draws on.
//
// Keys and shortcuts that a focused widget has no use for are passed on to the
// canvas: a window's own keys work wherever the focus is.
package widgets
