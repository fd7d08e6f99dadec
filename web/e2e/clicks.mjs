// Counts what a duty officer has to click from the overview to a case about an alarm, against a demo that asks for a
// login:
//   node e2e/clicks.mjs --base http://127.0.0.1:8080 --password WORD
// Ends with 1 where it takes more than four.
import { parseArgs } from 'node:util'
import { until } from './ask.mjs'
import { newVisitor, withBrowser } from './browser.mjs'

const MOST = 4
const { values } = parseArgs({ options: { base: { type: 'string' }, password: { type: 'string' } } })
const base = values.base.replace(/\/$/, '')

const clicks = await withBrowser(async (browser) => {
  const page = await (await newVisitor(browser)).newPage()
  page.setDefaultTimeout(15_000)
  // What a person clicks and types, and not what a script does; a reload would lose the count and fail.
  await page.addInitScript(() => {
    window.clicked = 0
    window.addEventListener('click', (e) => e.isTrusted && window.clicked++, true)
  })
  await page.goto(base)
  await page.locator('input[name=login]').fill('duty')
  await page.locator('input[name=password]').fill(values.password)
  await page.locator('input[name=password]').press('Enter')
  await page.getByRole('navigation').waitFor()
  // One that no rule opens a case for: the officer decides.
  const alarm = await until(300, 'an alarm of a point without a case', async () =>
    (await page.evaluate(async () => (await fetch('/api/alarms?state=open')).json())).find((a) => a.thing && !a.caseId),
  )
  await page.goto(base)
  const item = page.locator(`.attention a[href="/points/${alarm.thing}"]`)
  await item.waitFor()
  await page.evaluate(() => (window.clicked = 0))
  const begin = Date.now()
  await item.click()
  await page.getByRole('tab', { name: /报警与案件/ }).click()
  await page.locator(`tr[data-alarm="${alarm.id}"]`).getByRole('button', { name: /立案/ }).click()
  await page.waitForURL('**/cases/*')
  await page.locator('[data-stage]').waitFor()
  const counted = await page.evaluate(() => window.clicked)
  console.log(`alarm to case by a duty officer: ${counted} clicks, ${Date.now() - begin} ms; goal: at most ${MOST} clicks`)
  await page.locator('button[data-step="give-out"]').click()
  const form = page.locator('form[data-step="give-out"]')
  await form.locator('[name=lead]').fill('执法队')
  await form.locator('[name=task]').fill('核查')
  await form.locator('button[type=submit]').click()
  await page.locator('tr[data-piece]').waitFor()
  console.log(`and given out: ${await page.evaluate(() => window.clicked)} clicks, two fields typed, ${Date.now() - begin} ms`)
  return counted
})
process.exit(clicks <= MOST ? 0 : 1)
