//go:build race

package compare_test

// raceEnabled is true where the race detector slows everything down.
const raceEnabled = true
