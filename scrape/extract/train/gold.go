package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/net/publicsuffix"
)

// A sample is a page and what people say its article is.
type sample struct {
	ID   string `json:"id"`
	Set  string `json:"ds"`
	URL  string `json:"url"`
	File string `json:"html"`
	Gold struct {
		Text          string
		With, Without []string
	} `json:"gold"`
}

// mayTrain are the sets whose licence and making allow training; what other
// programs made is none of them.
func mayTrain(set string) bool {
	switch set {
	case "aeb", "fundus", "traf", "hd-def", "hd-mc", "postlight", "np4k", "goose3":
		return true
	}
	return strings.HasPrefix(set, "wcxb-")
}

// site is what the pages are parted by.
func (s *sample) site() string {
	u, err := url.Parse(s.URL)
	if err != nil || u.Hostname() == "" {
		return s.ID
	}
	if d, err := publicsuffix.EffectiveTLDPlusOne(u.Hostname()); err == nil {
		return d
	}
	return u.Hostname()
}

// raw returns the bytes of the page.
func (s *sample) raw(dir string) ([]byte, error) {
	return readPacked(filepath.Join(dir, filepath.FromSlash(s.File)))
}

func readPacked(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		z, err := gzip.NewReader(f)
		if err != nil {
			return nil, fmt.Errorf("unpack %s: %w", name, err)
		}
		r = z
	}
	return io.ReadAll(r)
}

// readGold returns the samples of a folder in order.
func readGold(dir string) ([]sample, error) {
	name := filepath.Join(dir, "gold.jsonl")
	if _, err := os.Stat(name); err != nil {
		name += ".gz"
	}
	b, err := readPacked(name)
	if err != nil {
		return nil, err
	}
	var out []sample
	sc := bufio.NewScanner(strings.NewReader(string(b)))
	sc.Buffer(nil, 64<<20)
	for sc.Scan() {
		var s sample
		if err := json.Unmarshal(sc.Bytes(), &s); err != nil {
			return nil, fmt.Errorf("read %s, line %d: %w", name, len(out)+1, err)
		}
		out = append(out, s)
	}
	return out, sc.Err()
}
