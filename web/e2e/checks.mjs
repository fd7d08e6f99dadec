// What must hold on every page.
import assert from 'node:assert/strict'

/** Everything that can be used has a name, every picture a text, and there is one main heading. */
export async function isAccessible(page) {
  const problems = await page.evaluate(() => {
    const visible = (e) => e.checkVisibility({ checkVisibilityCSS: true })
    const name = (e) =>
      (
        e.getAttribute('aria-label') ||
        (e.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ') ||
        (e.labels && [...e.labels].map((l) => l.textContent).join(' ')) ||
        e.textContent ||
        e.getAttribute('title') ||
        ''
      ).trim()
    const out = []
    for (const e of document.querySelectorAll('a[href], button, input, select, textarea, [role=tab], [role=img], [role=dialog], dialog')) {
      if (visible(e) && name(e) === '') out.push(`no name: ${e.outerHTML.slice(0, 120)}`)
    }
    for (const e of document.querySelectorAll('img')) if (!e.hasAttribute('alt')) out.push('picture without alt')
    if (document.querySelectorAll('h1').length > 1) out.push('more than one h1')
    if (!document.documentElement.lang) out.push('no language')
    const ids = [...document.querySelectorAll('[id]')].map((e) => e.id)
    for (const id of ids) if (ids.filter((other) => other === id).length > 1) out.push(`id ${id} is there twice`)
    return [...new Set(out)]
  })
  assert.deepEqual(problems, [])
}

/** The contrast of every text on what lies behind it is at least AA. */
export async function isReadable(page) {
  const problems = await page.evaluate(() => {
    const parse = (c) => {
      const m = c.match(/[\d.]+/g)?.map(Number) ?? [0, 0, 0, 0]
      if (c.startsWith('color(srgb')) return [m[0] * 255, m[1] * 255, m[2] * 255, m[3] ?? 1]
      return [m[0], m[1], m[2], m[3] ?? 1]
    }
    const mix = (over, under) => [0, 1, 2].map((i) => over[i] * over[3] + under[i] * (1 - over[3])).concat(1)
    const behind = (e) => {
      const layers = []
      for (let at = e; at; at = at.parentElement) layers.push(parse(getComputedStyle(at).backgroundColor))
      return layers.reverse().reduce((under, over) => mix(over, under), [255, 255, 255, 1])
    }
    const light = (c) => {
      const [r, g, b] = c.map((v) => (v / 255 <= 0.03928 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4))
      return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }
    const out = []
    for (const e of document.querySelectorAll('body *')) {
      if (![...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim() !== '')) continue
      if (!e.checkVisibility({ checkVisibilityCSS: true }) || e.closest('.map, .chart, [aria-hidden=true], :disabled, .sr')) continue
      const style = getComputedStyle(e)
      const back = behind(e)
      const front = mix(parse(style.color), back)
      const [a, b] = [light(front), light(back)].sort((x, y) => y - x)
      const ratio = (a + 0.05) / (b + 0.05)
      const opacity = Number(style.opacity) * Number(getComputedStyle(e.parentElement).opacity)
      if (ratio < 4.5 && opacity === 1) out.push(`${ratio.toFixed(2)} ${e.tagName}.${e.className}: ${e.textContent.trim().slice(0, 40)}`)
    }
    return [...new Set(out)].slice(0, 10)
  })
  assert.deepEqual(problems, [])
}

/** Nothing sticks out to the side. */
export async function fitsTheScreen(page) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  assert.ok(over <= 0, `the page is ${over} px wider than the screen`)
}
