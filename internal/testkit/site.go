package testkit

import (
	"net/http"
	"net/http/httptest"
)

// Site serves the files of a folder as a site on this computer and returns its
// address. end stops it.
func Site(folder string) (address string, end func()) {
	s := httptest.NewServer(http.FileServer(http.Dir(folder)))
	return s.URL, s.Close
}
