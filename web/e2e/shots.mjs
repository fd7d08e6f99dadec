// Pictures of every page, for the README and for looking at.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

const LOOKS = [
  { name: 'light-zh', theme: 'light', language: 'zh', width: 1440, height: 900 },
  { name: 'dark-en', theme: 'dark', language: 'en', width: 1440, height: 900 },
  { name: 'phone-zh', theme: 'light', language: 'zh', width: 390, height: 844 },
]

/** The pages by name; those of one thing take the most telling one there is. */
async function pages(base) {
  const ask = async (path) => {
    const answer = await fetch(base + path)
    return answer.ok ? answer.json() : []
  }
  const points = await ask('/api/points')
  const enterprises = await ask('/api/enterprises')
  const cases = await ask('/api/cases')
  const point = points.find((p) => p.judgement === 'exceeded') ?? points.find((p) => p.headline?.limit) ?? points[0]
  const limited = points.find((p) => p.headline?.limit) ?? points[0]
  return {
    overview: '/',
    points: '/points',
    ...(point && { point: `/points/${point.id}` }),
    ...(limited && { 'point-limit': `/points/${limited.id}` }),
    ...(point && { frames: `/points/${point.id}?tab=frames` }),
    alarms: '/alarms',
    cases: '/cases',
    ...(cases[0] && { case: `/cases/${cases[0].id}` }),
    devices: '/devices',
    places: '/places',
    ...(enterprises[0] && { place: `/places/${enterprises[0].id}` }),
    import: '/places/import',
    inspect: '/inspect',
    health: '/state',
  }
}

export async function shots({ context, base, folder }) {
  mkdirSync(folder, { recursive: true })
  const all = await pages(base)
  const page = await context.newPage()
  await page.goto(base)
  for (const look of LOOKS) {
    await page.setViewportSize({ width: look.width, height: look.height })
    await page.evaluate((l) => (localStorage.setItem('language', l.language), localStorage.setItem('theme', l.theme)), look)
    for (const [name, path] of Object.entries(all)) {
      await page.goto(base + path)
      await page.waitForTimeout(1500)
      if (name === 'inspect') {
        await page.getByRole('button', { name: /示例|example/ }).click()
        await page.waitForTimeout(400)
      }
      await page.screenshot({ path: join(folder, `${name}-${look.name}.png`) })
    }
  }
  await page.close()
}
