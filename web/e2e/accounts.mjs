// Plays the accounts in a real browser against a server that nobody has an account on yet:
//   node e2e/accounts.mjs --base http://127.0.0.1:8080 --devices 9212 [--pictures DIR]
// The last line is "N passed, N failed".
import assert from 'node:assert/strict'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { newVisitor, withBrowser } from './browser.mjs'
import { isAccessible } from './checks.mjs'
import { frame, send, stamp } from './device.mjs'

const { values } = parseArgs({
  options: { base: { type: 'string' }, devices: { type: 'string' }, pictures: { type: 'string' }, provider: { type: 'boolean' } },
})
const base = values.base.replace(/\/$/, '')
const PASSWORD = 'river and reed'
let code = ''

const picture = async (page, name) => {
  if (!values.pictures) return
  mkdirSync(values.pictures, { recursive: true })
  for (const [language, locale] of [['zh', 'zh'], ['en', 'en']]) {
    const now = await page.evaluate(() => document.documentElement.lang.startsWith('zh') ? 'zh' : 'en')
    if (now !== locale) await page.getByRole('button', { name: now === 'zh' ? '切换到英文' : 'Switch to Chinese' }).first().evaluate((b) => b.click())
    await page.waitForTimeout(200)
    await page.screenshot({ path: join(values.pictures, `${name}-${language}.png`), fullPage: true })
  }
  await page.getByRole('button', { name: 'Switch to Chinese' }).first().evaluate((b) => b.click())
}
const asOwner = async (page, path, method = 'GET', body = undefined) =>
  page.evaluate(
    async ([path, method, body]) => {
      const { pageToken } = await (await fetch('/api/me')).json()
      const answer = await fetch(path, {
        method,
        headers: { 'Content-Type': 'application/json', 'X-Page-Token': pageToken },
        body: body === undefined ? undefined : JSON.stringify(body),
      })
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`)
      return text === '' ? undefined : JSON.parse(text)
    },
    [path, method, body],
  )
const logIn = async (page, login) => {
  await page.goto(base)
  await page.locator('input[name=login]').fill(login)
  await page.locator('input[name=password]').fill(PASSWORD)
  await page.getByRole('button', { name: '登录', exact: true }).click()
}

const steps = {
  'the first visit makes the owner, by the keyboard alone': async ({ page }) => {
    await page.goto(base)
    await page.getByRole('heading', { name: '欢迎使用绿心' }).waitFor()
    await isAccessible(page)
    await picture(page, 'setup')
    await page.locator('input[name=place]').fill('柳湾区生态环境局')
    await page.locator('input[name=name]').fill('所有者')
    await page.locator('input[name=login]').fill('owner')
    await page.locator('input[name=password]').fill('1234567890')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').waitFor()
    await page.locator('input[name=password]').fill(PASSWORD)
    await page.keyboard.press('Enter')
    await page.getByRole('navigation').waitFor()
    await page.getByText('柳湾区生态环境局').first().waitFor()
  },
  'a wrong password is told kindly, the right one lets in': async ({ page }) => {
    await page.goto(base)
    await page.locator('input[name=login]').fill('owner')
    await page.locator('input[name=password]').fill('not the one')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').waitFor()
    await picture(page, 'login')
    await logIn(page, 'owner')
    await page.getByRole('navigation').waitFor()
  },
  'the owner makes an account for an enterprise': async ({ page }) => {
    await logIn(page, 'owner')
    await page.getByRole('navigation').waitFor()
    const ids = []
    for (const [i, creditCode] of ['91440300708461136T', '91310000MA1FL70B67'].entries()) {
      ids.push((await asOwner(page, '/api/enterprises', 'POST', { creditCode, name: i === 0 ? '禾清排水' : '骥程汽车', industry: '4620' })).id)
    }
    for (const [i, mn] of ['E2EACCOUNTS00000000000A', 'E2EACCOUNTS00000000000B'].entries()) {
      await send(Number(values.devices), frame(`QN=${stamp(Date.now())};ST=32;CN=2011;PW=123456;MN=${mn};Flag=5;CP=&&DataTime=${stamp(Date.now()).slice(0, 14)};w01018-Rtd=1${i}.5,w01018-Flag=N&&`))
      const device = (await asOwner(page, '/api/devices')).find((d) => d.deviceId === mn)
      const accepted = await asOwner(page, `/api/devices/${device.number}/accept`, 'POST', { name: i === 0 ? '禾清总排口' : '骥程总排口' })
      await asOwner(page, `/api/places/${accepted.thing ?? device.thing}`, 'PUT', { enterprise: ids[i] })
    }
    await page.goto(`${base}/people`)
    await page.getByRole('button', { name: '新建账号' }).click()
    await page.locator('input[name=login]').fill('heqing')
    await page.locator('input[name=name]').fill('禾清环保员')
    await page.getByLabel('值班员').uncheck()
    await page.getByLabel('企业', { exact: true }).first().check()
    await page.locator('select[name=enterprises]').selectOption({ label: '禾清排水' })
    await picture(page, 'people-new')
    await page.getByRole('button', { name: '建立' }).click()
    code = await page.locator('[data-code]').innerText()
    await page.goto(`${base}/people`)
    await page.locator('tr[data-account=heqing]').waitFor()
    await isAccessible(page)
    await picture(page, 'people')
  },
  'the enterprise sets its password and sees its own point alone': async ({ page }) => {
    await page.goto(`${base}/reset#${encodeURIComponent(code)}`)
    await page.locator('input[name=new-password]').fill(PASSWORD)
    await page.getByRole('button', { name: '设置密码' }).click()
    await page.getByText('密码已设置').waitFor()
    await page.locator('input[name=password]').fill(PASSWORD)
    await page.keyboard.press('Enter')
    await page.getByRole('navigation').waitFor()
    const wrong = []
    page.on('pageerror', (e) => wrong.push(e.message))
    for (const path of ['/', '/alarms', '/cases', '/places', '/upkeep', '/account']) {
      await page.goto(`${base}${path}`)
      await page.getByRole('navigation').waitFor()
      await page.waitForTimeout(500)
    }
    assert.deepEqual(wrong, [])
    await page.goto(`${base}/points`)
    await page.getByText('禾清总排口').first().waitFor()
    assert.equal(await page.getByText('骥程总排口').count(), 0)
    assert.equal(await page.getByRole('navigation').getByText('人员').count(), 0)
    await picture(page, 'enterprise-points')
    const refused = await page.evaluate(async () => [(await fetch('/api/accounts')).status, (await (await fetch('/v1.1/Things')).json()).value.length])
    assert.deepEqual(refused, [403, 1])
  },
  // The lists are those of the demo; story 6 is the prosecutor's.
  'story 6: the prosecutor runs the rules, checks a clue, opens its case and the class, suggests, and closes with the reply': async ({ page, browser }) => {
    await logIn(page, 'owner')
    await page.getByRole('navigation').waitFor()
    await page.goto(`${base}/people`)
    await page.getByRole('button', { name: '新建账号' }).click()
    await page.locator('input[name=login]').fill('prosecutor')
    await page.locator('input[name=name]').fill('检察官')
    await page.getByLabel('值班员').uncheck()
    await page.getByLabel('检察', { exact: true }).check()
    await page.getByRole('button', { name: '建立' }).click()
    const reset = await page.locator('[data-code]').innerText()
    const visitor = await newVisitor(browser)
    const mine = await visitor.newPage()
    mine.setDefaultTimeout(15_000)
    await mine.goto(`${base}/reset#${encodeURIComponent(reset)}`)
    await mine.locator('input[name=new-password]').fill(PASSWORD)
    await mine.getByRole('button', { name: '设置密码' }).click()
    await mine.getByText('密码已设置').waitFor()
    await mine.locator('input[name=password]').fill(PASSWORD)
    await mine.keyboard.press('Enter')
    await mine.getByRole('navigation').waitFor()
    const lists = ['permits', 'taxpayers', 'monitoring', 'wastes', 'penalties', 'projects', 'electricity', 'water-bills', 'gas', 'output', 'explanations']
    const file = (list) => new URL(`../../simulator/src/main/resources/org/greenheart/simulator/city/tax/${list}.csv`, import.meta.url)
    for (const list of lists) {
      await mine.evaluate(
        async ([list, body]) => {
          const { pageToken } = await (await fetch('/api/me')).json()
          await fetch(`/api/tax/import/${list}`, { method: 'POST', headers: { 'X-Page-Token': pageToken }, body })
        },
        [list, readFileSync(file(list), 'utf8')],
      )
    }
    // The declarations by the page: tried first, then kept.
    await mine.goto(`${base}/supervision?tab=lists`)
    await mine.locator('input[type=file]').setInputFiles(file('declarations').pathname)
    await mine.getByRole('button', { name: /导入/ }).click()
    await mine.getByText(/✓/).waitFor()
    await isAccessible(mine)
    await picture(mine, 'tax-lists')
    await mine.goto(`${base}/supervision`)
    await mine.getByRole('button', { name: '运行规则' }).click()
    await mine.getByText(/23 条线索/).waitFor()
    await mine.locator('tr[data-clue]').nth(22).waitFor()
    assert.equal(await mine.locator('tr[data-clue]').count(), 23)
    await isAccessible(mine)
    await picture(mine, 'tax-clues')
    await mine.locator('tr[data-rule=R3]').first().getByRole('link').first().click()
    await mine.getByText('2,147.37').first().waitFor()
    await mine.locator('select[name=verdict]').selectOption('confirmed')
    await mine.getByRole('button', { name: '保存结论' }).click()
    await mine.getByText(/检察官/).first().waitFor()
    await mine.getByRole('button', { name: '立案' }).click()
    await mine.getByRole('link', { name: /^案件/ }).waitFor()
    await isAccessible(mine)
    await picture(mine, 'tax-clue')
    await mine.getByRole('link', { name: '并入类案' }).click()
    await mine.getByRole('button', { name: /立类案/ }).click()
    await mine.waitForURL(/cases/)
    // The case leads back to its clues.
    await mine.locator('section[data-clues] a').nth(3).waitFor()
    for (const [step, fields] of [['受理', {}], ['移交', { body: '税务局', reason: '检察建议 2026-7：复核四户申报' }], ['登记答复', { answer: '已补缴' }]]) {
      await mine.getByRole('button', { name: step }).first().click()
      for (const [name, value] of Object.entries(fields)) await mine.locator(`[name=${name}]`).fill(value)
      await mine.locator('form[data-step] button[type=submit]').click()
      await mine.locator('form[data-step]').waitFor({ state: 'detached' })
    }
    await mine.getByText('已销号').first().waitFor()
    await picture(mine, 'tax-class')
    // Who may not read tax data sees neither the menu nor the clues.
    assert.equal(await page.evaluate(async () => (await (await fetch('/api/audit?text=clue&limit=50')).json()).length > 0), true)
    await mine.goto(`${base}/supervision?tab=rules`)
    await mine.locator('tr[data-rule=R10]').waitFor()
    await isAccessible(mine)
    await picture(mine, 'tax-rules')
    await mine.goto(`${base}/supervision?tab=doubts`)
    await mine.locator('tr[data-doubt]').waitFor()
    await picture(mine, 'tax-doubts')
    await visitor.close()
  },
  'the owner finds it all in the audit': async ({ page }) => {
    await logIn(page, 'owner')
    await page.getByRole('navigation').waitFor()
    await page.goto(`${base}/audit`)
    await page.locator('tr[data-entry]').first().waitFor()
    await page.getByRole('button', { name: '校验' }).click()
    await page.getByText(/完整/).waitFor()
    await isAccessible(page)
    await picture(page, 'audit')
    await page.goto(`${base}/account`)
    await page.getByRole('button', { name: '启用' }).click()
    await page.getByAltText('用手机应用扫描的二维码').waitFor()
    await isAccessible(page)
    await picture(page, 'account')
  },
  ...(values.provider && {
    'somebody comes in from another provider, with the role that it names': async ({ page }) => {
      await page.goto(base)
      await page.getByRole('link', { name: /OpenID/ }).click()
      await page.locator('input[name=login]').fill('duty')
      await page.locator('input[name=password]').fill('any')
      await page.locator('button[type=submit]').click()
      await page.locator('button[type=submit]').click()
      await page.waitForURL(`${base}/`)
      await page.getByRole('navigation').waitFor()
      const me = await page.evaluate(async () => (await (await fetch('/api/me')).json()).account)
      assert.deepEqual([me.name, me.roles], ['Name of duty', ['duty']])
    },
    'who the provider gives no role waits for an administrator': async ({ page }) => {
      await page.goto(base)
      await page.getByRole('link', { name: /OpenID/ }).click()
      await page.locator('input[name=login]').fill('newcomer')
      await page.locator('input[name=password]').fill('any')
      await page.locator('button[type=submit]').click()
      await page.locator('button[type=submit]').click()
      await page.getByText('等待管理员').waitFor()
    },
    'a forged answer of the provider is refused': async ({ page }) => {
      await page.goto(`${base}/api/oidc/callback?code=made-up&state=made-up`)
      await page.getByText('外部登录没有成功').waitFor()
    },
  }),
}

let passed = 0
let failed = 0
await withBrowser(async (browser) => {
  for (const [name, step] of Object.entries(steps)) {
    const visitor = await newVisitor(browser)
    const page = await visitor.newPage()
    page.setDefaultTimeout(15_000)
    try {
      await step({ page, browser })
      passed++
      console.log(`ok    ${name}`)
    } catch (e) {
      failed++
      console.log(`FAIL  ${name}\n${String(e.stack ?? e).replace(/^/gm, '      ')}`)
      if (values.pictures) await page.screenshot({ path: join(values.pictures, `failed-${failed}.png`) }).catch(() => undefined)
    }
    await visitor.close()
  }
})
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
