package main

import (
	"fmt"
	"net"
	"testing"
)

func TestDisplayThatDoesNotAnswerIsNone(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	display := fmt.Sprintf("127.0.0.1:%d.0", l.Addr().(*net.TCPAddr).Port-6000)
	if !displayAnswers(display) {
		t.Errorf("displayAnswers(%q) = false with a server there", display)
	}
	l.Close()
	for _, d := range []string{"", display, ":48213", "unix:48213.1"} {
		if displayAnswers(d) {
			t.Errorf("displayAnswers(%q) = true with no server there", d)
		}
	}
	if !displayAnswers("wayland-0") {
		t.Error("a form that is not known is not left to the driver")
	}
}
