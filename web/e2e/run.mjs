// Plays the console in a real browser against a server that runs.
//   node e2e/run.mjs --base http://127.0.0.1:8080 [--only WORD] [--pictures DIR]
//   node e2e/run.mjs --base http://127.0.0.1:8080 --shots DIR
// The first prints a line for each test and, last, "N passed, N failed"; where one fails, a picture goes to
// DIR. The second tests nothing and takes pictures of every page.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { newVisitor, withBrowser } from './browser.mjs'
import { shots } from './shots.mjs'
import { tests } from './tests.mjs'

const { values } = parseArgs({
  options: { base: { type: 'string' }, only: { type: 'string' }, pictures: { type: 'string' }, shots: { type: 'string' } },
})
if (!values.base) {
  console.error('usage: node e2e/run.mjs --base http://127.0.0.1:8080 [--only WORD] [--pictures DIR] | --shots DIR')
  process.exit(2)
}
const base = values.base.replace(/\/$/, '')
const pictures = values.pictures

if (values.shots) {
  await withBrowser((browser) => shots(browser, base, values.shots))
  process.exit(0)
}

let passed = 0
let failed = 0
await withBrowser(async (browser) => {
  for (const [name, test] of Object.entries(tests)) {
    if (values.only && !name.includes(values.only)) continue
    const visitor = await newVisitor(browser)
    const page = await visitor.newPage()
    page.setDefaultTimeout(15_000)
    const wrong = []
    page.on('pageerror', (e) => wrong.push(`script: ${e.message}`))
    page.on('console', (m) => m.type() === 'error' && !/status of 4\d\d/.test(m.text()) && wrong.push(`console: ${m.text()}`))
    page.on('request', (r) => !/^(data|blob):/.test(r.url()) && !r.url().startsWith(base) && wrong.push(`asks ${r.url()}`))
    const begin = Date.now()
    try {
      await page.goto(base)
      await page.evaluate(() => (localStorage.setItem('language', 'zh'), localStorage.setItem('theme', 'light')))
      await test({ page, base, browser })
      if (wrong.length > 0) throw new Error(wrong.join('\n'))
      passed++
      console.log(`ok    ${name} (${Date.now() - begin} ms)`)
    } catch (e) {
      failed++
      console.log(`FAIL  ${name}\n${String(e.stack ?? e).replace(/^/gm, '      ')}`)
      if (pictures) {
        mkdirSync(pictures, { recursive: true })
        await page.screenshot({ path: join(pictures, `failed-${failed}.png`) }).catch(() => undefined)
      }
    }
    await visitor.close()
  }
})
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
