package archtest

import (
	"fmt"
	"slices"
	"strings"
)

// A room is a folder with everything below it that has no line of its own.
type room struct {
	path string
	may  []string // the rooms it imports, beside itself
	only only     // what it imports from outside
	pure bool     // no files, no network, no processes
}

type only int

const (
	anything only = iota
	stdOnly
)

// rooms are the arrows, from the door to the ground. Neighbours on one step do
// not know each other, unless a line says so.
var rooms = []room{
	// The command line prints what the engine found and names the forms of
	// export, so it knows their types.
	{path: "cmd/archive", may: []string{
		"app/ui", "app/screen", "app", "compare", "export",
		"internal/query", "internal/message", "internal/progress", "article", "assets",
	}},

	// The window draws what the screens hold.
	{path: "app/ui", may: []string{
		"app/screen", "app", "compare", "internal/message", "internal/progress", "article", "assets",
	}},
	{path: "app/screen", may: []string{
		"app", "compare", "internal/query", "internal/message", "internal/progress", "internal/text", "article", "assets",
	}},

	// The only room that knows all four below it.
	{path: "app", may: []string{
		"db", "scrape", "compare", "export",
		"internal/query", "internal/text", "internal/message", "internal/progress", "article", "assets",
	}},

	{path: "db", may: []string{"internal/query", "internal/text", "internal/message", "internal/progress", "article", "assets"}},
	{path: "scrape", may: []string{"internal/text", "internal/message", "internal/progress", "article", "assets"}},
	{path: "compare", pure: true, may: []string{"internal/text", "internal/message", "internal/progress", "article", "assets"}},
	// Tables of facts are made of the engine's result types.
	{path: "export", may: []string{"compare", "internal/text", "internal/message", "internal/progress", "article", "assets"}},

	{path: "internal/query", pure: true, may: []string{"internal/text", "internal/message", "article"}},
	{path: "internal/text", pure: true, may: []string{"article", "assets"}},
	{path: "internal/progress", only: stdOnly, pure: true, may: []string{"internal/message"}},
	{path: "internal/message", pure: true, may: []string{"assets"}},

	{path: "article", only: stdOnly, pure: true},
	{path: "assets", only: stdOnly, pure: true},

	// What serves the building of the house and is not part of it.
	{path: "internal/archtest", only: stdOnly},
	// It reads what others counted, and writes a file of assets.
	{path: "internal/text/language/train"},
	{path: "internal/testkit", may: []string{
		"app", "db", "scrape", "compare", "export",
		"internal/query", "internal/text", "internal/message", "internal/progress", "article", "assets",
	}},
}

// testArrows are what tests import beyond their room's arrows, to show that two
// ends meet.
var testArrows = []struct{ from, to string }{
	{"scrape", "export"}, // what was exported is read back
	{"compare", "scrape"},
	{"compare", "db"},
}

// serving are the rooms that tests may import from anywhere and code from
// nowhere.
var serving = []string{"internal/testkit"}

// A ban keeps something from outside in its rooms.
type ban struct {
	what []string // import paths, with everything below them
	in   []string
	why  string
}

var bans = []ban{
	{[]string{"fyne.io/fyne/v2", "fyne.io/systray", "fyne.io/x/fyne"}, []string{"app/ui"}, "only app/ui may draw"},
	{[]string{"database/sql", "modernc.org/sqlite"}, []string{"db"}, "only db may speak SQL"},
	{
		[]string{"github.com/PuerkitoBio/goquery", "golang.org/x/net/html", "github.com/andybalholm/cascadia"},
		[]string{"scrape"},
		"only scrape may read pages",
	},
	{[]string{"net/http"}, []string{"scrape", "internal/testkit"}, "only scrape may reach the network"},
	{[]string{"github.com/xuri/excelize/v2"}, []string{"export", "scrape"}, "only export and scrape know workbooks"},
	{[]string{"github.com/nicksnyder/go-i18n/v2"}, []string{"internal/message"}, "only internal/message turns keys into words"},
	// Catalogues and the rules of sites are files that people write.
	{[]string{"github.com/BurntSushi/toml"}, []string{"internal/message", "scrape"}, "only internal/message and scrape read TOML"},
	{[]string{"C"}, nil, "the program has no C of its own"},
	{[]string{"unsafe"}, nil, "memory is left to Go"},
}

// outside is what a pure room does not touch.
var outside = []string{"database/sql", "net", "net/http", "os", "os/exec", "os/signal", "path/filepath", "plugin", "syscall"}

// needDisplay are the packages that bring C and a display.
var needDisplay = []string{"fyne.io/fyne/v2/app", "fyne.io/fyne/v2/driver/desktop/glfw", "fyne.io/fyne/v2/internal/driver/glfw"}

// emptyNames are the names of folders and packages that say nothing.
var emptyNames = []string{"util", "utils", "common", "helper", "helpers", "types", "misc", "lib", "shared", "base"}

// roomOf returns the room of a folder.
func roomOf(dir string) (room, bool) {
	best := -1
	for i, r := range rooms {
		if within(dir, r.path) && (best < 0 || len(r.path) > len(rooms[best].path)) {
			best = i
		}
	}
	if best < 0 {
		return room{}, false
	}
	return rooms[best], true
}

// mayImport returns why a room may not import one of our packages, and "" if it
// may.
func (r room) mayImport(pkg string, test bool) string {
	to, ok := roomOf(pkg)
	if !ok {
		return pkg + " is no room of the house"
	}
	if to.path == r.path || slices.Contains(r.may, to.path) {
		return ""
	}
	if test && slices.ContainsFunc(testArrows, func(a struct{ from, to string }) bool { return a.from == r.path && a.to == to.path }) {
		return ""
	}
	if slices.Contains(serving, to.path) {
		if test {
			return ""
		}
		return "only tests may"
	}
	if len(r.may) == 0 {
		return fmt.Sprintf("%s stands on the ground and knows no other room", r.path)
	}
	return fmt.Sprintf("%s may know %s", r.path, strings.Join(r.may, ", "))
}

func (b ban) covers(name string) bool {
	return slices.ContainsFunc(b.what, func(w string) bool { return within(name, w) })
}

func (b ban) allows(dir string) bool {
	return slices.ContainsFunc(b.in, func(in string) bool { return within(dir, in) })
}
