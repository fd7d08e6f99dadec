// The first screen must stay light: the entry, all it imports at once, and the page shown first.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const LIMIT = 250 * 1024
const dist = new URL('../dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('manifest.json', dist), 'utf8'))
const files = new Set(['index.html'])
const visit = (name) => {
  const chunk = manifest[name]
  if (files.has(chunk.file)) return
  files.add(chunk.file)
  for (const css of chunk.css ?? []) files.add(css)
  for (const next of chunk.imports ?? []) visit(next)
}
visit('index.html')
// Not part of the entry, but loaded for the first page: the overview with its map.
for (const name of Object.keys(manifest)) {
  if (/OverviewPage\.vue$|PointMap\.vue$/.test(name)) visit(name)
}
const bytes = [...files].reduce((sum, f) => sum + gzipSync(readFileSync(new URL(f, dist))).length, 0)
const line = `first screen: ${(bytes / 1024).toFixed(0)} KB gzip in ${files.size} files (limit ${LIMIT / 1024} KB)`
if (bytes > LIMIT) {
  console.error(line)
  process.exit(1)
}
if (process.argv.includes('--say')) console.log(line)
