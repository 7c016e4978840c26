package ui

import (
	"fyne.io/fyne/v2/lang"

	"parallax/internal/message"
)

// words is the catalogue of the person's language.
var words = message.In(string(lang.SystemLocale()))

// text returns the sentence of a key of the catalogue, with its arguments as
// name, value pairs.
func text(key string, args ...any) string { return words.Text(message.New(key, args...)) }

// say returns the words of a message that a screen made.
func say(m message.Message) string { return words.Text(m) }

// count writes a number with its thousands apart.
func count(n int) string { return message.Number(int64(n)) }

// warnSign stands before what deserves a second look. Like every sign in the
// window it is in a face that is bundled: not every desktop has fonts for signs.
const warnSign = "⚠ "

// messageCopied says that something is on the clipboard now.
var messageCopied = message.New("window.toast.copied")
