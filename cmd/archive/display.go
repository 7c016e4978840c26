package main

import (
	"net"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// hasDisplay reports whether a window can be shown here. On Linux the window is
// built for X11, which a Wayland desktop offers too; its driver ends the program
// where no server answers, so one is looked for first.
func hasDisplay() bool {
	switch runtime.GOOS {
	case "windows", "darwin":
		return true
	}
	return displayAnswers(os.Getenv("DISPLAY"))
}

// displayAnswers reports whether an X server takes connections at a display of
// the form [host]:number[.screen]. A form it does not know is left to the driver.
func displayAnswers(display string) bool {
	if display == "" {
		return false
	}
	host, rest, ok := cutLast(display, ":")
	if !ok {
		return true
	}
	number, _, _ := strings.Cut(rest, ".")
	n, err := strconv.Atoi(number)
	if err != nil {
		return true
	}
	socket := "/tmp/.X11-unix/X" + number
	if host != "" && host != "unix" {
		return dials("tcp", net.JoinHostPort(host, strconv.Itoa(6000+n)))
	}
	return dials("unix", socket) || dials("unix", "@"+socket)
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

func dials(network, address string) bool {
	c, err := net.DialTimeout(network, address, 3*time.Second)
	if err != nil {
		return false
	}
	c.Close()
	return true
}
