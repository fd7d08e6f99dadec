// Plays the overflow in the rain, the leaking spray booth, the kilns and the delivery of their bowls as those whom they
// concern, each with a login of their own, against a demo that asks for one and lives fast:
//   node e2e/stories.mjs --base http://127.0.0.1:8080 --password WORD [--pictures DIR]
// The last line is "N passed, N failed".
import assert from 'node:assert/strict'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { STORY, until } from './ask.mjs'
import { newVisitor, withBrowser } from './browser.mjs'
import { isAccessible, isReadable } from './checks.mjs'

const { values } = parseArgs({ options: { base: { type: 'string' }, password: { type: 'string' }, pictures: { type: 'string' } } })
const base = values.base.replace(/\/$/, '')
const BOOTH = 'VOCs 去除效率低于要求'
/** Its EXIF says where and when it was taken. */
const PHOTO = readFileSync(new URL('photo.jpg', import.meta.url))
const wrong = []

/** Somebody who has come in, in a browser of their own. */
async function comesIn(browser, login) {
  const visitor = await newVisitor(browser)
  const page = await visitor.newPage()
  page.setDefaultTimeout(15_000)
  page.on('pageerror', (e) => wrong.push(`${login}: ${e.message}`))
  await page.goto(base)
  await page.locator('input[name=login]').fill(login)
  await page.locator('input[name=password]').fill(values.password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('navigation').waitFor()
  return page
}
const read = (page, path) => page.evaluate(async (path) => (await fetch(path)).json(), path)
/** What the browser's own session is answered. */
const status = (page, path) => page.evaluate(async (path) => (await fetch(path)).status, path)
const send = (page, method, path, body) =>
  page.evaluate(
    async ([method, path, body]) => {
      const { pageToken } = await (await fetch('/api/me')).json()
      const answer = await fetch(path, { method, headers: { 'X-Page-Token': pageToken }, body: JSON.stringify(body) })
      return { status: answer.status, body: await answer.json().catch(() => null) }
    },
    [method, path, body],
  )
const onCase = async (page, id) => {
  await page.goto(`${base}/cases/${id}`)
  await page.locator('[data-stage]').waitFor()
  await page.locator('.plot:not(:has(canvas))').waitFor({ state: 'detached' })
}
const offers = async (page, step) => (await page.locator(`button[data-step="${step}"]`).count()) > 0
async function take(page, step, needs, stage) {
  await page.locator(`button[data-step="${step}"]`).click()
  const form = page.locator(`form[data-step="${step}"]`)
  for (const [name, value] of Object.entries(needs)) {
    const field = form.locator(`[name="${name}"]`)
    if ((await field.evaluate((e) => e.tagName)) === 'SELECT') await field.selectOption(value)
    else await field.fill(value)
  }
  const send = form.locator('button[type=submit]')
  await send.click()
  const taken = page.locator('[data-stage]', { hasText: stage })
  // The clock may wind the limits of a new case up in between: the newest is shown then, and it is sent again.
  const changed = form.getByRole('alert').filter({ hasText: '他人已修改' })
  await taken.or(changed).first().waitFor()
  if (await changed.isVisible()) await send.click()
  await taken.waitFor()
}
const picture = async (page, name) => {
  if (!values.pictures) return
  mkdirSync(values.pictures, { recursive: true })
  for (const language of ['en', 'zh']) {
    await page.evaluate((l) => localStorage.setItem('language', l), language)
    await page.reload()
    await page.waitForTimeout(800)
    await page.screenshot({ path: join(values.pictures, `${name}-${language}.png`), fullPage: true })
  }
}

let passed = 0
let failed = 0
await withBrowser(async (browser) => {
  const people = {}
  const test = async (name, work) => {
    const begin = Date.now()
    try {
      await work()
      assert.deepEqual(wrong.splice(0), [])
      passed++
      console.log(`ok    ${name} (${Date.now() - begin} ms)`)
    } catch (e) {
      failed++
      console.log(`FAIL  ${name}\n${String(e.stack ?? e).replace(/^/gm, '      ')}`)
      if (!values.pictures) return
      mkdirSync(values.pictures, { recursive: true })
      for (const [login, page] of Object.entries(people)) await page.screenshot({ path: join(values.pictures, `failed-${failed}-${login}.png`), fullPage: true }).catch(() => undefined)
    }
  }
  let pump
  let booth
  let complaint

  await test('the duty officer gives the booth to its enterprise, the overflow to street and maintainer, before the rains are over', async () => {
    const duty = (people.duty = await comesIn(browser, 'duty'))
    const opened = (words) => until(120, `a case of ${words}`, async () => (await read(duty, '/api/cases')).find((one) => one.title.includes(words)))
    // Its rains are over within 20 seconds, and a case that nobody has is closed by the proof: too short for hands on a slow machine.
    // The clock may wind its limits up in between: then it is read and sent again.
    const task = { lead: '柳湾街道', coUnits: ['运维公司'], task: '恢复水泵供电，防止溢流' }
    await until(30, 'the overflow is given out', async () => {
      pump = await opened(STORY)
      const given = await send(duty, 'POST', `/api/cases/${pump.id}/steps/give-out`, { version: pump.version, ...task })
      assert.ok(given.status === 200 || given.body.code === 'case-changed', JSON.stringify(given.body))
      return given.status === 200
    })
    // It leaks for another two hours.
    booth = await opened(BOOTH)
    await onCase(duty, booth.id)
    await take(duty, 'give-out', { lead: '云锦喷涂', task: '查明去除效率下降的原因并修复' }, '已交办')
    for (const login of ['street', 'maintainer', 'enterprise', 'inspector', 'leader', 'owner']) people[login] = await comesIn(browser, login)
  })

  await test('street and maintainer see their case and no other; what they prove stands with its hash', async () => {
    const { street, maintainer, inspector, duty } = people
    assert.deepEqual((await read(street, '/api/cases')).map((c) => c.id), [pump.id])
    assert.equal(await status(street, `/api/cases/${booth.id}`), 404)
    await onCase(street, pump.id)
    assert.ok(!(await offers(street, 'close')))
    // The inspector is nobody of this area's street; either may look into it.
    await take(street, 'investigate', { finding: 'true', summary: '两台水泵因配电箱跳闸未启动' }, '已核查')

    await onCase(maintainer, pump.id)
    const row = maintainer.locator('tr[data-piece="运维公司"]')
    await row.getByRole('button', { name: '答复' }).click()
    await row.getByLabel('答复').fill('配电箱已更换')
    await maintainer.keyboard.press('Enter')
    await row.getByText('✓ 配电箱已更换').waitFor()
    const evidence = maintainer.locator('[data-part=evidence]')
    await evidence.getByLabel('说明').fill('更换后的配电箱')
    await evidence.locator('input[type=file]').first().setInputFiles({ name: 'box.jpg', mimeType: 'image/jpeg', buffer: PHOTO })
    await evidence.getByText('box.jpg').first().waitFor()
    await evidence.getByText(/照片自述位置/).waitFor()
    await evidence.getByText(/SHA-256/i).first().waitFor()
    await evidence.locator('input[type=file]').first().setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<script>alert(1)</script>') })
    await evidence.getByRole('alert').getByText('photo.jpg').waitFor()
    assert.equal((await read(maintainer, `/api/cases/${pump.id}/evidence`)).files.length, 1)
    await evidence.getByRole('textbox', { name: /@/ }).fill('@值班员 已恢复供电')
    await evidence.getByRole('textbox', { name: /@/ }).press('Enter')
    await evidence.getByText('@值班员 ·').waitFor()

    await duty.goto(`${base}/mentions`)
    const called = duty.locator('[data-mention]', { hasText: '已恢复供电' })
    await called.waitFor()
    await picture(duty, 'mentions')
    await called.getByRole('button', { name: '已读' }).click()
    await called.waitFor({ state: 'detached' })

    const [pack] = await Promise.all([maintainer.waitForEvent('download'), evidence.getByRole('link', { name: '证据包' }).click()])
    assert.match(pack.suggestedFilename(), /^greenheart-case-.*\.zip$/)
    const [pdf] = await Promise.all([maintainer.waitForEvent('download'), evidence.getByRole('link', { name: '打印 (PDF)' }).click()])
    assert.match(pdf.suggestedFilename(), /\.pdf$/)

    await onCase(street, pump.id)
    await take(street, 'rectify', { measures: '配电箱更换，自动启泵恢复' }, '已整改')
    await take(street, 'apply', { opinion: '已整改，请验收' }, '申请销号')
    assert.ok(await status(inspector, `/api/cases/${pump.id}`) === 200)
  })

  await test('what two change at once is shown to the second as both versions; neither is lost', async () => {
    const { duty, inspector } = people
    await onCase(duty, pump.id)
    await onCase(inspector, pump.id)
    for (const [page, words] of [[duty, '柳湾泵站，水位超过启泵水位'], [inspector, '柳湾泵站，两泵未启动']]) {
      await page.getByRole('button', { name: '修改', exact: true }).click()
      await page.locator('textarea').first().fill(words)
    }
    await duty.getByRole('button', { name: '保存' }).click()
    await duty.locator('dd.description').waitFor()
    await inspector.getByRole('button', { name: '保存' }).click()
    const conflict = inspector.locator('.conflict')
    await conflict.getByText('水位超过启泵水位').waitFor()
    await conflict.getByText('两泵未启动').waitFor()
    await picture(inspector, 'case')
  })

  await test('the enterprise answers for its booth, and finds nothing of others', async () => {
    const { enterprise } = people
    assert.deepEqual((await read(enterprise, '/api/cases')).map((c) => c.id), [booth.id])
    for (const path of ['', '/pack', '/pdf', '/evidence', '/publication']) assert.equal(await status(enterprise, `/api/cases/${pump.id}${path}`), 404)
    const refused = await send(enterprise, 'POST', `/api/cases/${pump.id}/steps/rectify`, { version: 1, measures: 'x' })
    assert.equal(refused.status, 404)
    await onCase(people.inspector, booth.id)
    await take(people.inspector, 'investigate', { finding: 'true', summary: '活性炭吸附箱旁路阀未关' }, '已核查')
    await onCase(enterprise, booth.id)
    await take(enterprise, 'rectify', { measures: '旁路阀已关闭并加封' }, '已整改')
    await take(enterprise, 'apply', { opinion: '去除效率已恢复' }, '申请销号')
  })

  await test('what is verified is not closed before the data prove it', async () => {
    const { inspector, leader } = people
    await onCase(inspector, pump.id)
    await take(inspector, 'verify', { opinion: '现场核实' }, /已验收|已销号/)
    await onCase(leader, booth.id)
    await take(leader, 'verify', { opinion: '同意' }, /已验收|已销号/)
    // The city lives on: the proof may come between the reading and the step.
    for (const file of [booth, pump]) {
      await until(30, 'no close without proof', async () => {
        const seen = await read(leader, `/api/cases/${file.id}`)
        if (seen.criterion.fulfilled) return true
        const answer = await send(leader, 'POST', `/api/cases/${file.id}/steps/close`, { version: seen.version })
        assert.ok(answer.status >= 400, 'closed without proof')
        return answer.body.code === 'proof-missing'
      })
    }
  })

  await test('an owner adds a kind without code, with its faults told, and a day off', async () => {
    const { owner } = people
    await owner.goto(`${base}/cases/kinds?kind=petition`)
    await owner.locator('[data-shown=petition]').waitFor()
    await picture(owner, 'kind')
    await owner.getByRole('button', { name: '新建类型' }).click()
    for (const [name, value] of Object.entries({ code: 'Noise!', zh: '噪声', en: 'Noise', basis: '本地办法' })) await owner.locator(`input[name=${name}]`).fill(value)
    await isAccessible(owner)
    const save = owner.getByRole('button', { name: '保存' })
    await save.click()
    await owner.getByRole('alert').getByText('code').waitFor()
    await owner.locator('input[name=code]').fill('noise')
    await owner.locator('input[name=step-close]').uncheck()
    await save.click()
    await owner.getByRole('alert').getByText('销号').waitFor()
    await owner.locator('input[name=step-close]').check()
    await save.click()
    await owner.locator('[data-shown=noise]').waitFor()

    await owner.goto(`${base}/cases/calendar?year=2026`)
    await owner.getByText('国办发明电').first().waitFor()
    await owner.getByLabel('日期').fill('2026-12-24')
    await owner.getByLabel('名称').fill('本地放假')
    await owner.getByRole('button', { name: '添加' }).click()
    const day = owner.locator('tr[data-day="2026-12-24"]')
    await day.waitFor()
    await isAccessible(owner)
    await picture(owner, 'calendar')
    await day.getByRole('button', { name: /删除/ }).click()
    await day.waitFor({ state: 'detached' })
    const load = (text) => owner.locator('input[type=file]').setInputFiles({ name: 'days.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    await owner.getByRole('button', { name: '导入表格' }).click()
    await load('日期,上班,名称\n2027-01-01,休,元旦\n不是日子,休,\n')
    await owner.getByText('不是日子').waitFor()
    await load('日期,上班,名称\n2027-01-01,休,元旦\n')
    await owner.getByRole('button', { name: /导入 1/ }).click()
    await owner.getByText(/✓/).first().waitFor()
  })

  await test('a complaint is placed with its street and tied to a point and its rule', async () => {
    const { duty, street } = people
    const made = await send(duty, 'POST', '/api/complaints', { channel: 'letter', text: '泵站边污水外溢' })
    assert.equal(made.status, 201)
    complaint = made.body.id
    assert.equal(await status(street, `/api/cases/${complaint}`), 404)
    await onCase(duty, complaint)
    await duty.getByRole('button', { name: '修改', exact: true }).click()
    await duty.locator('select[name=area]').selectOption({ label: '柳湾街道' })
    await duty.getByRole('button', { name: '保存' }).click()
    await duty.locator('dd', { hasText: '柳湾街道' }).waitFor()
    assert.equal(await status(street, `/api/cases/${complaint}`), 200)
    await duty.getByRole('button', { name: '关联数据' }).click()
    const tie = duty.locator('[data-part=tie]')
    await tie.locator('select[name=thing]').selectOption({ label: '柳湾污水提升泵站' })
    await tie.locator('select[name=rule]').selectOption('pump-in-rain-1')
    await tie.getByRole('button', { name: '关联', exact: true }).click()
    await duty.getByText('水泵在接下来 3 场雨中都按时启动').first().waitFor()
    await picture(duty, 'tied')
  })

  // Story 4: the kilns, by the energy manager of their works.
  await test('the energy manager sees its own works alone: what a tonne takes, the kiln as it moves, what changed since its best', async () => {
    const energy = (people.energy = await comesIn(browser, 'energy'))
    await energy.goto(`${base}/energy`)
    const own = energy.locator('.chips a')
    await own.first().waitFor()
    assert.deepEqual(await own.allTextContents(), ['青禾窑火日用瓷有限公司'])
    const stranger = (await read(people.owner, '/api/enterprises')).find((one) => one.name.includes('釉彩'))
    for (const path of ['energy', 'production', 'carbon/2026', 'intensities', 'consents']) assert.equal(await status(energy, `/api/enterprises/${stranger.id}/${path}`), 404)

    await own.first().click()
    const ware = energy.locator('tr', { hasText: 'TW-01' })
    await ware.locator('[data-share="natural gas"]').getByText('m³/t').waitFor()
    await ware.locator('[data-share=electricity]').getByText('kWh/t').waitFor()
    await energy.getByRole('cell', { name: /\/ [\d,.]+$/ }).first().waitFor()
    await energy.getByText('天然气: 计算过程与来源').first().click()
    await energy.getByRole('link', { name: '读数' }).first().waitFor()
    await isAccessible(energy)
    await picture(energy, 'energy-balance')

    await energy.locator('header').getByRole('link', { name: '隧道窑烧成线' }).click()
    const carbon = energy.locator('[data-figure=carbon]')
    await carbon.waitFor()
    assert.ok(Number((await carbon.textContent()).replace(/,/g, '')) > 100)
    const warmth = energy.locator('[data-figure=temperature]')
    const before = await warmth.textContent()
    assert.ok(Number(before.replace(/,/g, '')) > 1_000)
    // Nothing is reloaded: the page itself has to move.
    await energy.waitForFunction((was) => document.querySelector('[data-figure=temperature]')?.textContent !== was, before, { timeout: 60_000 })
    await energy.getByRole('cell', { name: '温度 ℃' }).waitFor()
    await isAccessible(energy)
    await picture(energy, 'kiln')
  })

  await test('it enters a batch, chooses factors, takes the inventory home, and says whether the park may name it', async () => {
    const { energy, owner } = people
    const works = (await read(energy, '/api/enterprises'))[0]
    await energy.goto(`${base}/energy/${works.id}`)
    await energy.getByRole('tab', { name: '产量' }).click()
    await energy.getByLabel('产品', { exact: true }).selectOption('BOWL-5')
    await energy.getByLabel('产线 / 窑炉').last().selectOption('K1')
    await energy.getByLabel('批次').fill('B5-E2E')
    await energy.getByLabel('开始').fill('2026-08-30T08:00')
    await energy.getByLabel('结束').fill('2026-08-30T07:00')
    await energy.getByLabel('产量', { exact: true }).fill('3000')
    await energy.getByRole('button', { name: '录入', exact: true }).click()
    await energy.getByRole('alert').getByText('must be after from').waitFor()
    await energy.getByLabel('结束').fill('2026-08-30T20:00')
    await energy.getByRole('button', { name: '录入', exact: true }).click()
    await energy.getByRole('cell', { name: 'B5-E2E' }).waitFor()
    await energy.getByText('从 Excel / CSV 导入').click()
    const load = (text) => energy.locator('input[type=file]').setInputFiles({ name: 'batches.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    await load('产品编码,批次,开始,结束,产量,单位\nBOWL-5,B6,2026-08-31,2026-08-31,100,t\n')
    await energy.getByText('must be piece').first().waitFor()
    await isAccessible(energy)
    await picture(energy, 'production')

    await energy.getByRole('tab', { name: '碳排放清单' }).click()
    const total = energy.locator('.sum')
    await total.getByText('t CO₂').waitFor()
    const was = await total.textContent()
    await energy.getByLabel('电力因子').fill('Hunan 2023')
    await energy.keyboard.press('Tab')
    await energy.waitForFunction((was) => document.querySelector('.sum')?.textContent !== was, was)
    await energy.getByText('Hunan 2023: 0.4976 tCO2/MWh').first().waitFor()
    const [excel] = await Promise.all([energy.waitForEvent('download'), energy.getByRole('link', { name: '下载清单' }).click()])
    assert.match(excel.suggestedFilename(), /^inventory-.*\.xlsx$/)
    await picture(energy, 'inventory')

    const seen = async () => (await read(people.street, '/api/energy/park?month=2026-08')).rows.map((row) => row.name)
    assert.ok((await seen()).includes(works.name))
    await energy.getByRole('tab', { name: /仪表/ }).click()
    await energy.getByRole('button', { name: '撤回', exact: true }).click()
    await energy.getByRole('button', { name: '同意公开' }).waitFor()
    assert.deepEqual(await seen(), [])
    await owner.goto(`${base}/energy`)
    await owner.getByRole('heading', { level: 1 }).waitFor()
    await energy.getByRole('button', { name: '同意公开' }).click()
    await energy.getByRole('button', { name: '撤回', exact: true }).waitFor()
    assert.ok((await seen()).includes(works.name))

    const lot = (await read(energy, '/api/footprints')).find((one) => one.owner === works.id)
    assert.equal(lot.source, 'metered')
    await energy.goto(`${base}/supply/lots/${lot.lot}`)
    await energy.locator('[data-footprint]', { hasText: '100.00 %' }).waitFor()
  })

  // Story 7: a canteen orders bowls of the kilns; each side sees what is its own to do.
  await test('a buyer orders, the supplier delivers a lot with its carbon, a dispute is settled, each with a login', async () => {
    const buyer = (people.buyer = await comesIn(browser, 'buyer'))
    const supplier = (people.supplier = await comesIn(browser, 'supplier'))
    const open = (page, name) => page.getByRole('button', { name, exact: true }).click()
    const take = (page, name) => page.getByRole('button', { name: `执行: ${name}` }).click()
    const state = (page, text) => page.locator('[data-state]', { hasText: text }).waitFor()
    const delivered = (page, text) => page.locator('[data-delivery-state]', { hasText: text }).waitFor()
    const bell = async (page) => (await read(page, '/api/notices?unread=true')).unread

    await supplier.goto(`${base}/supply?tab=requests`)
    const answer = supplier.locator('td form')
    await supplier.locator('tr[data-request="RQ-00002"]').getByRole('button', { name: '同意' }).click()
    await answer.getByLabel('同意数量').fill('2000')
    await answer.getByRole('button', { name: '同意' }).click()

    await buyer.goto(`${base}/supply?tab=requests`)
    const form = buyer.locator('td form')
    const row = buyer.locator('tr[data-request="RQ-00001"]', { hasText: '已同意' })
    await row.getByRole('button', { name: '下单' }).click()
    await form.getByLabel('数量').fill('999999')
    await form.getByLabel('加一行').selectOption({ index: 1 })
    await form.getByRole('button', { name: '下单' }).click()
    await buyer.getByRole('alert').getByText('超过协议余量').waitFor()
    await form.getByLabel('数量').first().fill('300')
    await form.getByRole('button', { name: '下单' }).click()
    await state(buyer, '已下单')
    await buyer.getByRole('link', { name: /^PO-\d+-2$/ }).waitFor()
    const order = new URL(buyer.url()).pathname
    await until(30, 'the order rings at the supplier', () => bell(supplier))
    const stranger = people.enterprise ?? (people.enterprise = await comesIn(browser, 'enterprise'))
    assert.equal(await status(stranger, `/api${order}`), 404)
    assert.equal(await bell(stranger), 0)

    await supplier.goto(`${base}${order}`)
    assert.equal(await supplier.getByRole('button', { name: '收货', exact: true }).count(), 0)
    await open(supplier, '确认订单')
    await take(supplier, '确认订单')
    await state(supplier, '已确认')
    await open(supplier, '发货')
    await supplier.getByLabel('批次码').selectOption({ index: 0 })
    await take(supplier, '发货')
    await delivered(supplier, '在途')

    await buyer.goto(`${base}${order}`)
    await open(buyer, '收货')
    await buyer.getByLabel('采购方数量').fill('290')
    await take(buyer, '收货')
    await delivered(buyer, '数量有争议')
    await supplier.goto(`${base}${order}`)
    await open(supplier, '提出解决数量')
    await supplier.getByLabel('数量', { exact: true }).fill('295')
    await take(supplier, '提出解决数量')
    await supplier.getByText('提议 295').first().waitFor()
    await buyer.goto(`${base}${order}`)
    await open(buyer, '接受提议')
    await take(buyer, '接受提议')
    await delivered(buyer, '争议已解决')
    assert.match(await buyer.locator('[data-came]').textContent(), /295/)
    await isAccessible(buyer)
    await until(30, 'the steps ring at the buyer', () => bell(buyer))

    await buyer.locator('[data-delivery] td a').first().click()
    await buyer.locator('[data-footprint]', { hasText: 'kg CO₂e' }).first().waitFor()
    const code = (await buyer.locator('header .mono').textContent()).trim()
    await buyer.goto(`${base}/${code}`)
    await buyer.getByText('kg CO₂e / pcs').waitFor()
    await isReadable(buyer)
  })

  await test('an alarm that has no case joins the one of the complaint', async () => {
    const { duty } = people
    // The paint shop and the kiln exceed their permits in the city's next full hour, which is told when it is over.
    await duty.goto(`${base}/alarms`)
    const free = duty.locator('tr[data-alarm] input[type=checkbox]').first()
    await free.waitFor({ timeout: 120_000 })
    await picture(duty, 'alarms')
    // The list lives on: another may come first meanwhile.
    const alarm = await free.evaluate((box) => box.closest('tr').dataset.alarm)
    await duty.locator(`tr[data-alarm="${alarm}"] input[type=checkbox]`).check()
    await duty.locator('[data-part=into-case] select').selectOption(String(complaint))
    await duty.getByRole('button', { name: '并入', exact: true }).click()
    await duty.waitForURL(`**/cases/${complaint}`)
    await duty.locator('tr[data-alarm]').first().waitFor()
  })

  await test('a case is given to a person, paused and prolonged; its twin is merged into it, a third is handed over', async () => {
    const { duty, leader, inspector } = people
    const reader = await read(inspector, '/api/me')
    const opened = async (text) => {
      const made = await send(duty, 'POST', '/api/complaints', { channel: 'phone', text })
      assert.equal(made.status, 201)
      await onCase(duty, made.body.id)
      await take(duty, 'accept', {}, '已受理')
      assert.ok(!(await offers(duty, 'accept')), 'accepted twice, its time would begin anew')
      return made.body
    }
    const first = await opened('河边有异味')
    await duty.locator('button[data-step=give-out]').click()
    const give = duty.locator('form[data-step=give-out]')
    await give.locator('[name=lead]').fill(reader.account.name)
    await give.locator('[name=task]').fill('到现场查看')
    await give.locator('button[type=submit]').click()
    await duty.locator('[data-stage]', { hasText: '已交办' }).waitFor()
    const given = await read(duty, `/api/cases/${first.id}`)
    assert.ok(given.pieces.some((piece) => piece.account === reader.account.id), JSON.stringify(given.pieces))
    await until(30, 'its bell', async () => (await read(inspector, '/api/notices')).notices.some((one) => one.subject === given.id))
    await duty.locator('button[data-step=pause]').waitFor()
    await take(duty, 'pause', { reason: '等待监测结果' }, '已交办')
    await duty.locator('button[data-step=resume]').waitFor()
    await take(duty, 'resume', {}, '已交办')
    await duty.locator('button[data-step=pause]').waitFor()
    await onCase(leader, first.id)
    await take(leader, 'extend', { until: '2026-11-20', reason: '监测需要时间' }, '已交办')
    await until(15, 'the later day', async () => (await read(leader, `/api/cases/${first.id}`)).clock.due?.startsWith('2026-11-20'))

    await opened('河边气味很重')
    await take(duty, 'merge', { into: given.number, reason: '同一件事' }, '已合并')
    await duty.getByRole('link', { name: given.number }).first().waitFor()

    await opened('路口的路灯三天不亮')
    await take(duty, 'hand-over', { body: '城市管理局', reason: '不属于生态环境' }, '已移交')
    await take(duty, 'answer', { answer: '路灯已修好' }, '已销号')
  })

  await test('the data prove it: the page moves by itself, both are closed by the proof and to be looked back at', async () => {
    const { leader } = people
    for (const file of [booth, pump]) {
      await onCase(leader, file.id)
      // Nothing is reloaded: the page itself has to move.
      await leader.getByText('数据已满足销号标准').first().waitFor({ timeout: 120_000 })
      // What was proved before its last piece was answered waits for a person; else the watch may be quicker.
      if (await offers(leader, 'close')) await take(leader, 'close', { opinion: '同意销号' }, '已销号').catch(() => leader.reload())
      await leader.locator('[data-stage]', { hasText: '已销号' }).waitFor()
      await leader.locator('.chart canvas').first().waitFor()
    }
    await isAccessible(leader)
    await picture(leader, 'closed')

    await leader.goto(`${base}/cases/look-backs`)
    await until(90, 'the look-backs are planned', async () => (await read(leader, '/api/look-backs')).length >= 4)
    await leader.reload()
    await leader.locator(`tr[data-look="${pump.number} 30"]`).waitFor()
    await isAccessible(leader)
    await picture(leader, 'look-backs')
  })

  await test('who has no login finds the results and the complaints from the door', async () => {
    const visitor = await newVisitor(browser)
    const page = await visitor.newPage()
    await page.goto(base)
    await page.getByRole('link', { name: '办理结果公开' }).click()
    await page.getByRole('heading', { level: 1, name: '办理结果公开' }).waitFor()
    await page.goto(base)
    await page.getByRole('link', { name: '生态环境投诉' }).click()
    await page.getByLabel('投诉内容').waitFor()
    await visitor.close()
  })
})
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
