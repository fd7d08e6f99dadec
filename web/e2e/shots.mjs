// Pictures of every page, for the README and for looking at.
import { answeredRains, ask, minutesInto, storyAlarm, storyCase } from './ask.mjs'
import { openAlbum } from './album.mjs'

/** The alarm's point on the minutes around the beginning of its alarm. */
function around({ thing, code, start }) {
  const at = (minutes) => new Date(Date.parse(start) + minutes * 60_000).toISOString()
  return `/points/${thing}?code=${code}&from=${at(-7)}&to=${at(5)}`
}

/** All pages in all looks. What the alarm is on comes first: it stands for a few minutes of the city. */
export async function shots(browser, base, folder) {
  const album = await openAlbum(browser, base, folder)
  const alarm = await storyAlarm(base, 300)
  await minutesInto(base, alarm, 3)
  await album.take('overview', '/')
  await album.take('point', around(alarm))
  await album.take('alarms', '/alarms')
  await album.take('alarm', `/alarms/${alarm.id}`)
  const { id } = await storyCase(base, 60)
  await album.take('points', '/points')
  const points = await ask(base, '/api/points')
  const limited = points.find((p) => p.headline?.limit) ?? points[0]
  const marked = points.find((p) => p.judgement === 'marked') ?? points[0]
  const enterprises = await ask(base, '/api/enterprises')
  const others = {
    wall: '/?wall',
    'point-limit': `/points/${limited.id}`,
    'point-marked': `/points/${marked.id}`,
    'point-gaps': `/points/${limited.id}?tab=gaps`,
    'point-history': `/points/${alarm.thing}?tab=history`,
    'point-days': `/points/${limited.id}?tab=days`,
    upkeep: '/upkeep',
    frames: `/points/${alarm.thing}?tab=frames`,
    cases: '/cases',
    kinds: '/cases/kinds',
    calendar: '/cases/calendar',
    'look-backs': '/cases/look-backs',
    mentions: '/mentions',
    results: '/results',
    devices: '/devices',
    places: '/places',
    ...(enterprises[0] && { place: `/places/${enterprises[0].id}` }),
    import: '/places/import',
    notices: '/notices',
    recipients: '/notices?tab=people',
    deliveries: '/notices?tab=log',
    reports: '/reports',
    health: '/state',
    lost: '/no/such/page',
  }
  for (const [name, path] of Object.entries(others)) await album.take(name, path)
  await album.take('inspect', '/inspect', {
    prepare: async (page) => {
      await page.getByRole('button', { name: /示例|example/ }).click()
      await page.locator('.frame, .items, table').first().waitFor()
    },
  })
  await answeredRains(base, id, 2, 600)
  await album.take('case', `/cases/${id}`)
  await album.close()
}
