import assert from 'node:assert/strict'
import { ask } from './ask.mjs'
import { fitsTheScreen, isAccessible, isReadable } from './checks.mjs'
import { frame, send, stamp } from './device.mjs'
import { modbusMeter } from './modbus.mjs'

const PAGES = ['/', '/?wall', '/points', '/alarms', '/upkeep', '/manual', '/cases', '/cases?list=tasks', '/cases/look-backs', '/cases/kinds', '/cases/calendar', '/mentions', '/results', '/campaigns', '/ledgers', '/complain', '/follow', '/supply', '/supply?tab=requests', '/supply?tab=stock', '/devices', '/devices/meters', '/places', '/places/import', '/energy', '/inspect', '/law', '/rules', '/limits', '/notices', '/notices?tab=people', '/notices?tab=log', '/reports', '/state', '/no/such/page']

/** A point that sends, with a value. */
const livePoint = async (base) => {
  const points = await ask(base, '/api/points')
  const point = points.find((p) => p.contact === 'fresh' && p.headline?.value) ?? points.find((p) => p.headline?.value)
  assert.ok(point, 'the server has no point with a value')
  return point
}
const newDeviceId = () => `E2E${Date.now().toString(16).toUpperCase().padStart(21, '0')}`

export const tests = {
  'overview shows map, attention and states': async ({ page, base }) => {
    await page.goto(base)
    await page.locator('.map canvas').first().waitFor()
    await page.getByRole('heading', { name: '需要关注' }).waitFor()
    await page.waitForFunction(() => /\d/.test(document.querySelector('.states .n')?.textContent ?? ''))
    const total = (await page.locator('.states .n').allTextContents()).reduce((sum, n) => sum + Number(n.replace(/,/g, '')), 0)
    const points = await ask(base, '/api/points')
    assert.equal(total, points.length)
  },

  'points are filtered by chips and search, kept in the address': async ({ page, base }) => {
    await page.goto(`${base}/points`)
    await page.locator('tbody tr').first().waitFor()
    const all = await page.locator('tbody tr').count()
    const name = (await page.locator('tbody tr td.name a').last().textContent()).trim()
    await page.getByRole('searchbox', { name: '名称、编号或企业' }).fill(name)
    await page.waitForFunction((n) => document.querySelectorAll('tbody tr').length <= n, all)
    assert.ok(decodeURIComponent(page.url()).includes(`q=${name.split(' ')[0]}`))
    await page.reload()
    await page.locator('tbody tr').first().waitFor()
    assert.ok((await page.locator('tbody').textContent()).includes(name))
    await page.getByRole('button', { name: '清除筛选' }).click()
    await page.waitForFunction((n) => document.querySelectorAll('tbody tr').length === n, all)
    await page.locator('.filters .chip').first().click()
    assert.match(page.url(), /state=/)
  },

  'a point shows its curve and its newest values with units and marks': async ({ page, base }) => {
    const point = await livePoint(base)
    await page.goto(`${base}/points/${point.id}`)
    await page.getByRole('heading', { level: 1, name: point.name }).waitFor()
    await page.locator('.chart canvas').first().waitFor()
    const row = page.locator('tbody tr').first()
    await row.waitFor()
    assert.match(await row.locator('.value').textContent(), /\S/)
    assert.ok((await page.locator('.head .state').first().textContent()).trim().length > 1)
  },

  'a laboratory report is entered with its file, judged, drawn beside the curve and corrected': async ({ page, base }) => {
    const kiln = (await ask(base, '/api/points')).find((p) => p.name === '窑火日用瓷二号隧道窑')
    assert.ok(kiln, 'the demo has no second kiln')
    const number = `E2E-${Date.now()}`
    await page.goto(`${base}/points/${kiln.id}?tab=manual`)
    await page.getByRole('button', { name: '录入' }).click()
    const form = page.getByRole('dialog')
    await form.getByLabel('报告编号').fill(number)
    await form.getByLabel('检测机构').fill('示例检测')
    await form.locator('datalist option').first().waitFor({ state: 'attached' })
    const result = (n) => form.getByRole('group', { name: `监测结果 ${n}` })
    await result(1).getByLabel('监测项目').fill('氮氧化物')
    await result(1).getByLabel('结果').fill('88 mg/m3')
    await result(1).getByLabel('方法标准').fill('HJ 693-2014')
    await form.getByRole('button', { name: '再加一项' }).click()
    await result(2).getByLabel('监测项目').fill('a19001')
    await result(2).getByLabel('结果').fill('19.5')
    await result(2).getByLabel('方法标准').fill('HJ 1301-2023')
    await form.getByLabel('附件').setInputFiles(new URL('photo.jpg', import.meta.url).pathname)
    await form.getByRole('button', { name: '保存' }).click()
    await form.getByRole('alert').getByText('结果 1：').waitFor()
    await result(1).getByLabel('结果').fill('88')
    await form.getByRole('button', { name: '保存' }).click()
    // 88 mg/m3 at 19.5 % of oxygen is 176 at the 18 % of the standard: above the 150 of the permit.
    const row = page.locator('tr[data-code=a21002]')
    await row.getByText('超标').waitFor()
    assert.match(await row.textContent(), /折算 176/)
    await page.getByText('photo.jpg').waitFor()
    await page.getByRole('button', { name: '转为案件' }).waitFor()

    await page.getByRole('button', { name: '更正' }).click()
    await result(1).getByLabel('结果').fill('58')
    await form.getByLabel('更正原因').fill('两份样品弄混')
    await form.getByRole('button', { name: '保存' }).click()
    await row.getByText('达标').waitFor()
    const revisions = page.locator('.revisions li')
    await revisions.nth(1).waitFor()
    assert.match(await revisions.first().textContent(), /两份样品弄混/)
    assert.match(await revisions.nth(1).textContent(), /氮氧化物 88/)

    await page.goto(`${base}/points/${kiln.id}?code=a21002&range=24h&tab=manual`)
    await page.locator('.chart canvas').first().waitFor()
    await page.locator('.by-hand').waitFor()
    await page.getByRole('link', { name: number }).waitFor()
  },

  'a value leads to its raw frame; Esc leads back': async ({ page, base }) => {
    const point = await livePoint(base)
    await page.goto(`${base}/points/${point.id}`)
    const value = page.locator('tbody tr .value').first()
    await value.waitFor()
    await value.click()
    const panel = page.getByRole('dialog')
    await panel.getByText('这个数值从哪里来').first().waitFor()
    await panel.locator('pre').waitFor()
    assert.match(await panel.locator('pre').textContent(), /^##\d{4}/)
    // The value may have moved on since it was chosen: what counts is the row that the panel shows.
    const traced = (await panel.locator('.value b').textContent()).trim()
    const row = await panel.locator('.asked').textContent()
    assert.ok(row.includes(traced), `the frame says ${row}, not ${traced}`)
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
  },

  'a frame of the list opens and is explained': async ({ page, base }) => {
    const point = await livePoint(base)
    await page.goto(`${base}/points/${point.id}?tab=frames`)
    const row = page.getByRole('button', { name: '解读' }).first()
    await row.waitFor()
    const sent = (await row.textContent()).trim().slice(0, 30)
    await row.click()
    const panel = page.getByRole('dialog')
    await panel.locator('pre').waitFor()
    assert.ok((await panel.locator('pre').textContent()).startsWith(sent))
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
  },

  'a page that is not there says so, and each page titles the window in the language read': async ({ page, base }) => {
    await page.goto(`${base}/points/424242`)
    await page.getByText('没有这个点位').waitFor()
    assert.equal(await page.getByRole('button', { name: '重试' }).count(), 0)
    await page.getByRole('link', { name: '点位', exact: true }).last().click()
    await page.waitForFunction(() => document.title === '点位 · 绿心')
    await page.getByRole('button', { name: '切换到英文' }).click()
    await page.waitForFunction(() => document.title === 'Points · Greenheart')
    const point = await livePoint(base)
    await page.goto(`${base}/points/${point.id}`)
    await page.waitForFunction((name) => document.title === `${name} · Greenheart`, point.nameEn ?? point.name)
  },

  'a recipient is told by the bell, which is read; the delivery log shows it': async ({ page, base }) => {
    const code = `e2e-${Date.now()}`
    await page.goto(`${base}/notices?tab=people`)
    await page.getByRole('button', { name: '添加接收人' }).click()
    const fresh = page.locator('[data-recipient=new]')
    await fresh.getByLabel('名称').fill('值班室')
    await fresh.getByLabel('代号（升级时所写）').fill(code)
    await fresh.getByRole('button', { name: '保存' }).click()
    const card = page.locator(`[data-recipient="${code}"]`)
    await card.getByText('尚无规则').waitFor()
    await card.getByRole('button', { name: '添加', exact: true }).click()
    await card.getByLabel('邮件').uncheck()
    await card.getByLabel('页面铃铛').check()
    await card.getByRole('button', { name: '保存' }).click()
    await card.locator('[data-rule]').waitFor()
    await card.getByRole('button', { name: '发送测试' }).click()
    // The bell moves by itself.
    await page.getByRole('link', { name: /通知：[1-9]\d* 条未读/ }).click()
    await page.locator('[data-notice]', { hasText: '测试通知' }).first().waitFor()
    await page.getByRole('button', { name: '全部标为已读' }).click()
    await page.getByRole('link', { name: '通知：0 条未读' }).waitFor()
    await page.getByRole('tab', { name: '发送记录' }).click()
    await page.locator('[data-delivery]', { hasText: '值班室' }).first().waitFor()
    const made = (await ask(base, '/api/notices/recipients')).find((r) => r.code === code)
    await fetch(`${base}/api/notices/recipients/${made.id}`, { method: 'DELETE' })
  },

  'a report is shown with curve and table, and leaves as Excel and CSV': async ({ page, base }) => {
    await page.goto(`${base}/reports`)
    await page.getByRole('button', { name: '查看' }).click()
    await page.locator('.sheets table tbody tr').first().waitFor()
    await page.locator('.sheets svg path').first().waitFor({ state: 'attached' })
    const [excel] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '下载 Excel' }).click()])
    assert.match(excel.suggestedFilename(), /^data-hour-.*\.xlsx$/)
    const csv = await (await fetch(new URL(await page.getByRole('link', { name: '下载 CSV' }).getAttribute('href'), base))).text()
    assert.match(csv, /^\ufeff?时间,点位,设备编号/)
    await page.locator('form select').first().selectOption('rates')
    await page.getByRole('button', { name: '查看' }).click()
    await page.getByRole('columnheader', { name: /有效率\(有效\/实传\)/ }).waitFor()
  },

  'a device knocks, is accepted with one click, and its value moves on an open page': async ({ page, base }) => {
    const { hj212Port: port, now } = await ask(base, '/api/status')
    const mn = newDeviceId()
    let ms = Math.floor(Date.parse(now) / 60_000) * 60_000 - 120_000
    const upload = (value) => {
      ms += 1000
      return frame(
        `QN=${stamp(ms)};ST=32;CN=2011;PW=123456;MN=${mn};Flag=5;CP=&&DataTime=${stamp(ms).slice(0, 14)};w01018-Rtd=${value},w01018-Flag=N&&`,
      )
    }
    assert.match(await send(port, upload('12.50')), /CN=9014/)
    await page.goto(`${base}/devices`)
    const row = page.locator(`tr[data-device="${mn}"]`)
    await row.waitFor()
    await row.getByRole('textbox').fill('试验排口')
    await row.getByRole('button', { name: `接入设备 ${mn}` }).click()
    await page.getByText(`已接入 ${mn}`).waitFor()
    await row.getByRole('link', { name: '试验排口' }).click()
    await page.getByRole('heading', { level: 1, name: '试验排口' }).waitFor()
    const value = page.locator('tr[data-code="w01018"] .value')
    await value.waitFor()
    assert.equal((await value.textContent()).trim(), '12.50')
    assert.match(await send(port, upload('13.70')), /CN=9014/)
    await page.waitForFunction(() => document.querySelector('tr[data-code="w01018"] .value')?.textContent?.trim() === '13.70')
    await value.click()
    const panel = page.getByRole('dialog')
    await panel.getByText('w01018').first().waitFor()
    assert.match(await panel.textContent(), /13\.70/)
    await page.keyboard.press('Escape')
    await page.goto(`${base}/devices?q=${mn}`)
    await page.locator(`tr[data-device="${mn}"]`).getByLabel(`校验码: ${mn}`).selectOption('strict')
    await page.getByText('已保存').waitFor()
    const device = (await ask(base, '/api/devices')).find((d) => d.deviceId === mn)
    assert.equal(device.crc, 'strict')
    await fetch(`${base}/api/devices/${device.number}/reject`, { method: 'POST' })
  },

  'a point is removed after a look at what goes, and its device knocks again when it sends': async ({ page, base }) => {
    const { hj212Port: port, now } = await ask(base, '/api/status')
    const mn = newDeviceId()
    const upload = (ms) =>
      frame(`QN=${stamp(ms)};ST=32;CN=2011;PW=123456;MN=${mn};Flag=5;CP=&&DataTime=${stamp(ms).slice(0, 14)};w01018-Rtd=9.5,w01018-Flag=N&&`)
    const ms = Math.floor(Date.parse(now) / 1000) * 1000 - 60_000
    assert.match(await send(port, upload(ms)), /CN=9014/)
    const waiting = (await ask(base, '/api/devices')).find((d) => d.deviceId === mn)
    const accepted = await fetch(`${base}/api/devices/${waiting.number}/accept`, { method: 'POST' }).then((answer) => answer.json())
    await page.goto(`${base}/points/${accepted.thing}`)
    await page.getByRole('button', { name: '移除…' }).click()
    const panel = page.getByRole('dialog')
    await panel.locator('.observations').waitFor()
    assert.equal((await panel.locator('.observations').textContent()).trim(), '1')
    await panel.getByRole('checkbox').check()
    await panel.getByRole('button', { name: '确认删除 1 个观测值' }).click()
    await page.waitForURL('**/points*')
    assert.equal((await fetch(`${base}/api/points/${accepted.thing}`)).status, 404)
    assert.match(await send(port, upload(ms + 1000)), /CN=9014/)
    const again = (await ask(base, '/api/devices?status=pending')).find((d) => d.deviceId === mn)
    assert.equal(again.frames, 1)
    await fetch(`${base}/api/devices/${again.number}/reject`, { method: 'POST' })
  },

  'an unwanted device is rejected with one click': async ({ page, base }) => {
    const { hj212Port: port, now } = await ask(base, '/api/status')
    const mn = newDeviceId()
    const at = stamp(Date.parse(now))
    await send(port, frame(`QN=${at};ST=31;CN=2011;PW=123456;MN=${mn};Flag=5;CP=&&DataTime=${at.slice(0, 14)};a21026-Rtd=1.0,a21026-Flag=N&&`))
    await page.goto(`${base}/devices`)
    await page.locator(`tr[data-device="${mn}"]`).getByRole('button', { name: `拒绝设备 ${mn}` }).click()
    await page.getByText(`已拒绝 ${mn}`).waitFor()
    assert.equal((await ask(base, '/api/devices')).find((d) => d.deviceId === mn).status, 'rejected')
  },

  'the inspector names what is wrong with a frame': async ({ page, base }) => {
    await page.goto(`${base}/inspect`)
    await page.getByRole('button', { name: '填入示例' }).click()
    await page.getByText('完全符合标准').waitFor()
    const text = page.getByRole('textbox', { name: /粘贴一帧/ })
    await text.fill((await text.inputValue()).replace(/1C80$/, '0759'))
    await page.getByRole('button', { name: '解读', exact: true }).click()
    await page.getByText('crc-modbus').waitFor()
    await text.fill('no frame at all')
    await page.getByRole('button', { name: '解读', exact: true }).click()
    await page.getByText('没有找到完整的一帧').waitFor()
  },

  'the calculator answers by the standard of the data\'s day, and names what is wrong': async ({ page, base }) => {
    await page.goto(`${base}/law?f=air/iaqi`)
    const field = (name) => page.locator(`#law-${name}`)
    await field('pollutant').fill('PM2.5')
    await field('period').fill('day')
    await field('concentration').fill('66')
    await field('date').fill('2026-05-01')
    const compute = page.getByRole('button', { name: '计算', exact: true })
    await compute.click()
    await page.getByText('HJ 633-2026').waitFor()
    assert.equal(await page.locator('[data-output=iaqi] .value').innerText(), '106')
    await field('date').fill('2026-02-28')
    await compute.click()
    await page.getByText('HJ 633-2012').waitFor()
    assert.equal(await page.locator('[data-output=iaqi] .value').innerText(), '89')
    await field('concentration').fill('-1')
    await compute.click()
    await page.getByRole('alert').waitFor()
    assert.equal(await field('concentration').getAttribute('aria-invalid'), 'true')
  },

  'language and theme change at once and stay': async ({ page, base }) => {
    await page.goto(`${base}/points`)
    await page.getByRole('button', { name: '切换到英文' }).click()
    await page.getByRole('heading', { level: 1, name: 'Points' }).waitFor()
    await page.getByRole('button', { name: /^Theme/ }).click()
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark')
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Points' }).waitFor()
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark')
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'en')
  },

  'the keyboard is enough: search, open, go back': async ({ page, base }) => {
    const point = await livePoint(base)
    await page.goto(base)
    await page.locator('.states li').first().waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type(point.deviceId)
    await page.getByRole('option', { name: new RegExp(point.name) }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: point.name }).waitFor()
    await page.keyboard.press('/')
    await page.keyboard.press('Escape')
    assert.notEqual(await page.evaluate(() => document.activeElement?.tagName), 'INPUT')
    await page.goto(base)
    await page.locator('.states li').first().waitFor()
    await page.keyboard.press('Tab')
    assert.equal(await page.evaluate(() => document.activeElement?.textContent?.trim()), '跳到正文')
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle)
    assert.notEqual(outline, 'none')
  },

  'the wall shows map and attention alone; keys lead there and back': async ({ page, base }) => {
    await page.goto(base)
    await page.locator('.states li').first().waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog').getByText('大屏').first().waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('w')
    await page.getByRole('navigation').waitFor({ state: 'detached' })
    await page.locator('.map canvas').first().waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('navigation').waitFor()
    await page.keyboard.press('2')
    await page.getByRole('heading', { level: 1, name: '点位' }).waitFor()
  },

  'enterprises are listed, an import is tried first and says which rows are wrong': async ({ page, base }) => {
    await page.goto(`${base}/places`)
    const first = page.locator('tbody tr a').first()
    if ((await ask(base, '/api/enterprises')).length > 0) {
      await first.click()
      await page.getByRole('heading', { name: '排口', exact: true }).waitFor()
    }
    await page.goto(`${base}/places/import?kind=areas`)
    const csv = 'code,name,level\n99E2E1,试验区,city\n,无编码,city\n'
    await page.locator('input[type=file]').setInputFiles({ name: 'areas.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
    await page.getByText(/处问题/).waitFor()
    assert.equal((await page.locator('tbody tr').first().locator('td').first().textContent()).trim(), '3')
    assert.ok(!(await ask(base, '/api/areas')).some((a) => a.code === '99E2E1'))
  },

  'an alarm shows what happened and takes a comment; a point has a calendar and a ledger': async ({ page, base }) => {
    const [alarm] = await ask(base, '/api/alarms')
    if (alarm) {
      await page.goto(`${base}/alarms/${alarm.id}`)
      await page.locator('[data-event=raised]').waitFor()
      const said = `已通知 ${Date.now()}`
      await page.getByLabel('添加说明').fill(said)
      await page.getByRole('button', { name: '记录', exact: true }).click()
      await page.locator('[data-event=commented]').getByText(said).waitFor()
    }
    const [point] = await ask(base, '/api/points')
    await page.goto(`${base}/points/${point.id}?tab=days`)
    const day = page.locator('.day[data-state]').last()
    await day.focus()
    await page.keyboard.press('Enter')
    await page.getByText('应有小时数').waitFor()
    await page.goto(`${base}/points/${point.id}?tab=upkeep`)
    const note = `更换滤芯 ${Date.now()}`
    await page.getByLabel('谁', { exact: true }).fill('运维员')
    await page.getByLabel('内容', { exact: true }).fill(note)
    await page.getByRole('button', { name: '登记' }).click()
    await page.locator('td').getByText(note).waitFor()
  },

  'alarms and cases are listed; a case shows its criterion and what happened': async ({ page, base }) => {
    const alarms = await ask(base, '/api/alarms')
    await page.goto(`${base}/alarms`)
    if (alarms.length === 0) await page.getByText('没有报警。').waitFor()
    else await page.locator('tr[data-alarm]').first().waitFor()
    const cases = await ask(base, '/api/cases')
    await page.goto(`${base}/cases`)
    if (cases.length === 0) await page.getByText('没有案件。').waitFor()
    const file = cases.find((c) => c.criterion)
    if (!file) return
    await page.locator(`tr[data-case="${file.id}"] a`).first().click()
    await page.getByRole('heading', { name: '经过' }).waitFor()
    await page.getByRole('heading', { name: '销号标准' }).waitFor()
    await page.locator('.timeline li').first().waitFor()
  },

  'a complaint is filed without login, followed by its PIN, and goes its whole way until it is closed': async ({ page, base }) => {
    const { now } = await ask(base, '/api/status')
    const day = (days) => new Date(Date.parse(now) + days * 86_400_000 + 8 * 3600_000).toISOString().slice(0, 10)
    await fetch(`${base}/api/campaigns`, {
      method: 'POST',
      body: JSON.stringify({ code: 'E2E', title: '试验督察', starts: day(-10), ends: day(20), hotline: '12369', mailBox: '1 号信箱', scope: '生态环境' }),
    })
    await page.goto(`${base}/complain`)
    assert.equal(await page.getByRole('navigation').count(), 0)
    await page.getByText('试验督察').first().waitFor()
    await page.getByLabel('投诉内容').fill('东桥下有黑水流入小溪，气味很重')
    await page.getByLabel('地点').fill('东桥')
    await page.getByLabel('姓名').fill('某人')
    await page.getByRole('button', { name: '提交投诉' }).click()
    const number = (await page.locator('[data-number]').textContent()).trim()
    const pin = (await page.locator('[data-pin]').textContent()).trim()
    const follow = async (stage) => {
      await page.goto(`${base}/follow?number=${number}`)
      await page.getByLabel('查询码').fill(pin)
      await page.getByRole('button', { name: '查询', exact: true }).click()
      await page.locator('[data-stage]', { hasText: stage }).waitFor()
    }
    await follow('受理中')

    const [file] = await ask(base, `/api/cases?q=${number}`)
    await page.goto(`${base}/cases/${file.id}`)
    assert.ok(!(await page.content()).includes('某人'))
    const take = async (step, values, stage) => {
      await page.locator(`button[data-step="${step}"]`).click()
      const form = page.locator(`form[data-step="${step}"]`)
      for (const [name, value] of Object.entries(values)) {
        const field = form.locator(`[name="${name}"]`)
        if ((await field.evaluate((e) => e.tagName)) === 'SELECT') await field.selectOption(value)
        else await field.fill(value)
      }
      await form.locator('button[type=submit]').click()
      await page.locator('[data-stage]', { hasText: stage }).waitFor()
    }
    await take('accept', {}, '已受理')
    await take('give-out', { lead: '东街', coUnits: '水务局', task: '查清来源' }, '已交办')
    await page.getByRole('textbox', { name: '事项', exact: true }).fill('封堵排口')
    await page.getByRole('button', { name: '添加事项' }).click()
    await take('investigate', { finding: 'true', summary: '排口漏水' }, '已核查')
    await take('rectify', { measures: '排口已封堵' }, '已整改')
    await page.locator('tr[data-item]').getByRole('button', { name: '销项' }).click()
    await page.locator('tr[data-item]').getByLabel('答复').fill('已封堵')
    await page.locator('tr[data-item]').getByRole('button', { name: '销项' }).click()
    await page.locator('tr[data-item]').getByText('✓ 已封堵').waitFor()
    assert.equal(await page.locator('button[data-step=apply]').count(), 0)
    await page.locator('tr[data-piece="水务局"]').getByRole('button', { name: '答复' }).click()
    await page.locator('tr[data-piece="水务局"]').getByLabel('答复').fill('已巡查')
    await page.keyboard.press('Enter')
    await page.locator('tr[data-piece="水务局"]').getByText('✓ 已巡查').waitFor()
    await take('apply', { opinion: '全部完成' }, '申请销号')
    await take('verify', { opinion: '现场核实' }, '已验收')
    await take('publicise', { media: '政府网站', from: day(-7), to: day(-1) }, '公示中')
    await take('close', {}, '已销号')
    await follow('已销号')
    await page.getByText('排口已封堵').waitFor()
  },

  'a ledger is made, its sheet refused where it does not add up, then kept': async ({ page, base }) => {
    await page.goto(`${base}/ledgers`)
    await page.getByRole('button', { name: '新建台账' }).click()
    await page.getByLabel('类型').selectOption('programme')
    await page.getByLabel('标题').fill(`项目盘子 ${Date.now()}`)
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByRole('button', { name: '导入表格' }).click()
    const sheet = (total) => `编号,名称,上级编号,项数,总投资\nP,合计,,2,${total}\nA,一,P,,1.5\nB,二,P,,2.0\n`
    const load = (total) => page.locator('input[type=file]').setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(sheet(total)) })
    await load('3.6')
    await page.getByText('3.5').first().waitFor()
    await load('3.5')
    await page.getByRole('button', { name: /导入 3/ }).click()
    await page.locator('tr[data-item=A]').waitFor()
    await page.getByText('合计相符').waitFor()
  },

  'a meter is entered by its register map: mistakes told by row, tried, saved, switched on, and its readings arrive': async ({ page, base }) => {
    const registers = [0x0001, 0x86a0, 0x0000, 0x41c8]
    const meter = await modbusMeter(registers)
    const map = (unit) => Buffer.from(`因子编码,名称,寄存器地址,数据类型,字节序,倍率,单位,累计量\nkwh,电量,0,u32,ABCD,0.01,${unit},是\nx02001,功率,2,float32,CDAB,1,kW,否\n`)
    const code = `e2e-${Date.now().toString(36)}`
    try {
      await page.goto(`${base}/devices/meters`)
      await page.getByRole('button', { name: '添加数据源' }).first().click()
      const panel = page.getByRole('dialog')
      await panel.getByLabel('名称 *').fill('试验电表')
      await panel.getByLabel('代号 *').fill(code)
      await panel.getByLabel('地址 *', { exact: true }).fill('127.0.0.1')
      await panel.getByLabel('端口 *').fill(String(meter.port))
      await panel.getByLabel(/周期/).fill('1')
      await panel.getByLabel('启用').uncheck()
      const choose = (unit) => panel.locator('input[type=file]').setInputFiles({ name: 'map.csv', mimeType: 'text/csv', buffer: map(unit) })
      await choose('0.01')
      await panel.getByText('这一列要写单位').waitFor()
      assert.equal(await panel.getByRole('button', { name: '保存' }).isEnabled(), false)
      await choose('kWh')
      await panel.getByRole('button', { name: '试读' }).click()
      const tried = panel.locator('[data-unit="1"]')
      await tried.getByText('1000.00').waitFor()
      await tried.getByText('0001 86A0').first().waitFor()
      await panel.getByRole('button', { name: '保存' }).click()
      const card = page.locator(`[data-source="${code}"]`)
      await card.getByText('停用').waitFor()
      await card.getByRole('button').click()
      await panel.getByLabel('启用').check()
      await panel.getByRole('button', { name: '保存' }).click()
      await card.locator('[data-unit="1"]').getByText('1000.00').waitFor()
      registers[1] = 0x8704
      await card.locator('[data-unit="1"]').getByText('1001.00').waitFor()
      const { id } = (await ask(base, '/api/points')).find((one) => one.name === '试验电表')
      await page.goto(`${base}/points/${id}`)
      await page.locator('tr[data-code="kwh"]').getByText('1001.00').waitFor()
      await page.goto(`${base}/devices/meters`)
      await card.getByRole('button').click()
      await panel.getByRole('button', { name: '删除数据源' }).click()
      await panel.getByRole('button', { name: '确定删除' }).click()
      await card.waitFor({ state: 'detached' })
    } finally {
      meter.close()
    }
  },

  'health says that all is well, or why not': async ({ page, base }) => {
    await page.goto(`${base}/state`)
    await page.getByText(/一切正常|需要有人看一下|未能正常收数/).waitFor()
    await page.getByText('每分钟应答帧数').waitFor()
  },

  'the air of a city is told with its targets, standards in use are listed, a point says whose limit counts and why': async ({ page, base }) => {
    await page.goto(`${base}/air`)
    const city = page.locator('section[data-city]').first()
    await city.getByText('本小时').waitFor()
    await city.locator('tr[data-target="good-days"]').waitFor()

    await page.goto(`${base}/limits/standards`)
    await page.locator('tr[data-standard="GB 25464-2010"]').getByText('个排口').waitFor()

    const kiln = (await ask(base, '/api/points')).find((p) => p.headline?.limit?.judges === 'converted')
    assert.ok(kiln, 'no point is judged by converted values')
    await page.goto(`${base}/points/${kiln.id}`)
    await page.getByRole('button', { name: /^为何执行此限值/ }).first().click()
    await page.getByRole('dialog').getByText('排污许可证的限值优先').waitFor()
    await page.getByRole('dialog').getByText(/只判定折算到/).waitFor()
  },

  'a limit is found, its outlet told whose it is, a low one enabled and switched off, one added; nothing of the past is judged': async ({ page, base }) => {
    const points = await ask(base, '/api/points')
    const kiln = points.find((p) => p.outlet === 'DA001' && /窑/.test(p.name))
    assert.ok(kiln, 'the city has no kiln')
    await page.goto(`${base}/limits`)
    await page.locator('tr[data-limit]').first().waitFor()
    await page.getByRole('combobox', { name: /^点位/ }).selectOption(String(kiln.id))
    await page.getByRole('textbox', { name: '污染物' }).fill('a21026')
    await page.getByRole('button', { name: '查看' }).click()
    await page.getByText('排污许可证的限值优先').waitFor()
    await page.getByText('未采用').waitFor()

    await page.goto(`${base}/limits?q=a21018&confidence=low`)
    const low = page.locator('tr[data-limit]').first()
    await low.waitFor()
    const ref = await low.getAttribute('data-limit')
    const turn = async (name, why) => {
      await page.locator(`tr[data-limit="${ref}"]`).getByRole('button', { name: /^(启用|停用)/ }).focus()
      await page.keyboard.press('Enter')
      const panel = page.getByRole('dialog')
      await panel.getByLabel(/原因/).fill(why)
      await panel.getByRole('button', { name, exact: true }).click()
      await panel.waitFor({ state: 'detached' })
      await page.getByText('过去的判定没有改变').waitFor()
    }
    await turn('启用限值', '已对照原文')
    await page.locator(`tr[data-limit="${ref}"] button[aria-pressed="true"]`).waitFor()
    await turn('停用限值', '复核')
    await page.locator(`tr[data-limit="${ref}"] button[aria-pressed="false"]`).waitFor()
    await page.locator(`tr[data-limit="${ref}"]`).getByRole('button', { name: '沿革' }).click()
    await page.getByRole('dialog').getByText('已对照原文').waitFor()
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: '新增限值' }).click()
    const panel = page.getByRole('dialog')
    const standard = `DB99/${Date.now() % 100000}-2026`
    await panel.getByLabel('标准编号 *').fill(standard)
    await panel.getByLabel('污染物 *').fill('SO2')
    await panel.getByLabel('限值 *').fill('30')
    await panel.getByLabel('单位 *').fill('ppm')
    await panel.getByRole('button', { name: '记录限值' }).click()
    await panel.getByText('单位不符').waitFor()
    await panel.getByLabel('单位 *').fill('mg/m3')
    await panel.getByRole('button', { name: '记录限值' }).click()
    await panel.waitFor({ state: 'detached' })
    await page.goto(`${base}/limits?q=${encodeURIComponent(standard)}`)
    await page.locator('tr[data-limit]').filter({ hasText: '30' }).waitFor()

    await page.getByRole('button', { name: '导入限值' }).click()
    await page.getByRole('dialog').locator('input[type=file]').setInputFiles({ name: 'limits.csv', mimeType: 'text/csv', buffer: Buffer.from(`标准,介质,污染物,限值,单位\n${standard},废气,不存在的,1,mg/m3\n`) })
    await page.getByRole('dialog').getByText('unknown-pollutant').waitFor()
    await page.keyboard.press('Escape')
  },

  'a zoomed view can be shared by its address': async ({ page, base }) => {
    const point = await livePoint(base)
    await page.goto(`${base}/points/${point.id}`)
    const canvas = page.locator('.chart canvas').first()
    await canvas.waitFor()
    const box = await canvas.boundingBox()
    await page.waitForTimeout(500)
    await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.4)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * 0.8, box.y + box.height * 0.4, { steps: 8 })
    await page.mouse.up()
    await page.waitForFunction(() => /from=.*to=/.test(location.search))
    await page.getByRole('button', { name: '返回上一视图' }).click()
    await page.waitForFunction(() => !/from=/.test(location.search))
  },

  'every page is accessible and readable in both themes, and fits wide screen and phone': async ({ page, base }) => {
    const point = await livePoint(base)
    const cases = await ask(base, '/api/cases')
    const all = [...PAGES, `/points/${point.id}`, `/points/${point.id}?tab=frames`, `/points/${point.id}?tab=marks`, ...(cases[0] ? [`/cases/${cases[0].id}`] : [])]
    const problems = []
    for (const [theme, width, height] of [['light', 1440, 900], ['dark', 1440, 900], ['light', 390, 844]]) {
      await page.setViewportSize({ width, height })
      await page.evaluate((name) => localStorage.setItem('theme', name), theme)
      for (const path of all) {
        await page.goto(base + path)
        await page.waitForTimeout(500)
        for (const check of [isAccessible, isReadable, fitsTheScreen]) {
          try {
            await check(page)
          } catch (e) {
            problems.push(`${path} ${theme} ${width}: ${e.message.replace(/\n+/g, ' ').slice(0, 600)}`)
          }
        }
      }
    }
    assert.deepEqual(problems, [])
  },
}
