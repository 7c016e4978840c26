// Reads a page a line on standard input, {"url","html"}, and writes what the
// extractor named on the command line makes of it, a line each: its markup, and
// the CPU time that took, with the making of the tree it works on. Nothing is
// fetched.
import { writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { JSDOM, VirtualConsole } from 'jsdom'
import { Readability } from '@mozilla/readability'
import { Defuddle } from 'defuddle/node'

console.log = console.info = console.debug = console.warn = console.error = () => {} // standard output is for answers
globalThis.fetch = () => Promise.reject(new Error('nothing is fetched'))

const extractors = {
	async readability(doc) {
		const a = new Readability(doc).parse()
		return a && { title: a.title, author: a.byline, date: a.publishedTime, sitename: a.siteName, lang: a.lang, html: a.content }
	},
	async defuddle(doc, url) {
		const a = await Defuddle(doc, url, { useAsync: false })
		return { title: a.title, author: a.author, date: a.published, sitename: a.site, lang: a.language, html: a.content }
	},
}

const extract = extractors[process.argv[2]]
const quiet = new VirtualConsole()

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
	const page = JSON.parse(line)
	let answer = {}
	const before = process.cpuUsage()
	try {
		const dom = new JSDOM(page.html, { url: page.url, virtualConsole: quiet })
		answer = (await extract(dom.window.document, page.url)) ?? {}
		dom.window.close()
	} catch (e) {
		answer = { error: String(e) }
	}
	const used = process.cpuUsage(before)
	answer.cpu_ms = (used.user + used.system) / 1000
	const out = Buffer.from(JSON.stringify(answer) + '\n')
	for (let at = 0; at < out.length;) {
		try {
			at += writeSync(1, out, at)
		} catch (e) {
			if (e.code !== 'EAGAIN') throw e
		}
	}
}
