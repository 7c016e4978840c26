//go:build unix

package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"time"
)

// patience is how long a page may take in Node before it counts as empty.
const patience = 2 * time.Minute

// A node extractor runs in a process of its own that is given a page a line.
type node struct {
	name string

	cmd   *exec.Cmd
	in    io.WriteCloser
	lines chan []byte
}

func (n *node) start() (err error) {
	n.cmd = exec.Command("node", "--max-old-space-size=2048", "peers.mjs", n.name)
	n.cmd.Stderr = os.Stderr
	if n.in, err = n.cmd.StdinPipe(); err != nil {
		return err
	}
	out, err := n.cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := n.cmd.Start(); err != nil {
		return err
	}
	n.lines = make(chan []byte, 1)
	go func(lines chan<- []byte) { // ends with the process
		defer close(lines)
		r := bufio.NewReader(out)
		for {
			line, err := r.ReadBytes('\n')
			if err != nil {
				return
			}
			lines <- line
		}
	}(n.lines)
	return nil
}

func (n *node) Extract(p page) (prediction, error) {
	if n.cmd == nil {
		if err := n.start(); err != nil {
			return prediction{}, err
		}
	}
	question, err := json.Marshal(map[string]string{"url": p.URL, "html": p.html})
	if err != nil {
		return prediction{}, err
	}
	go n.in.Write(append(question, '\n')) // a process that has ended answers nothing, which is seen below
	var answer struct {
		prediction
		HTML  string `json:"html"`
		Error string `json:"error"`
	}
	select {
	case line, ok := <-n.lines:
		if !ok {
			n.Close()
			return prediction{}, errors.New("the process ended")
		}
		if err := json.Unmarshal(line, &answer); err != nil {
			return prediction{}, err
		}
	case <-time.After(patience):
		n.Close()
		return prediction{}, errors.New("it takes too long")
	}
	if answer.Error != "" {
		err = errors.New(answer.Error)
	}
	answer.Text = textOfMarkup(answer.HTML)
	return answer.prediction, err
}

func (n *node) Close() error {
	if n.cmd == nil {
		return nil
	}
	n.in.Close()
	n.cmd.Process.Kill()
	err := n.cmd.Wait()
	n.cmd = nil
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return nil // it was ended
	}
	return err
}
