package main

import (
	"fmt"
	"slices"

	"parallax/internal/message"
)

// runHelp prints the help of a command, or of the whole program.
func runHelp(c *call, args []string) error {
	if len(args) == 0 {
		c.print("command.help")
		for _, cmd := range commands() {
			fmt.Fprintf(c.stdout, "  %-9s %s\n", cmd.name, message.New("command."+cmd.name+".short"))
		}
		fmt.Fprintf(c.stdout, "  %-9s %s\n\n", "help", message.New("command.help.short"))
		c.print("command.help.end")
		return nil
	}
	name := args[0]
	if !slices.ContainsFunc(commands(), func(cmd command) bool { return cmd.name == name }) {
		return usage("command.unknown", "Name", clean(name))
	}
	c.print("command." + name + ".help")
	return nil
}
