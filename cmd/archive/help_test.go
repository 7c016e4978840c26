package main

import (
	"bytes"
	"context"
	"flag"
	"regexp"
	"strings"
	"testing"

	"parallax/internal/message"
)

func TestEveryFlagIsInTheHelpOfItsCommand(t *testing.T) {
	for _, cmd := range commands() {
		help := message.New("command." + cmd.name + ".help").String()
		if short := message.New("command." + cmd.name + ".short").String(); strings.HasPrefix(short, "command.") {
			t.Errorf("%s has no line in the help", cmd.name)
		}
		c := &call{command: cmd, args: []string{"--no-such-flag"}, stdout: &bytes.Buffer{}, stderr: &bytes.Buffer{}}
		if err := cmd.run(context.Background(), c); err == nil {
			t.Errorf("archive %s --no-such-flag is accepted", cmd.name)
		}
		c.flags.VisitAll(func(f *flag.Flag) {
			dashes := "--"
			if len(f.Name) == 1 {
				dashes = "-"
			}
			if !regexp.MustCompile(`(?m)^  ` + dashes + f.Name + `\b`).MatchString(help) {
				t.Errorf("archive %s: the help does not explain %s%s", cmd.name, dashes, f.Name)
			}
		})
	}
}
