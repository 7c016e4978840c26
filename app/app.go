// Package app is what a person can do with an archive: import, search, tag,
// compare, export, verify. It joins the rooms that must not know each other
// (db, scrape, compare, export), and it turns errors into words. The window
// and the command line call the same methods.
package app
