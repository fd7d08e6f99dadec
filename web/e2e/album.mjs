// Pictures of pages, each look with a browser page of its own that is open before the moment comes.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { newVisitor } from './browser.mjs'

const LOOKS = {
  'light-zh': { theme: 'light', language: 'zh', width: 1440, height: 900 },
  'dark-en': { theme: 'dark', language: 'en', width: 1440, height: 900 },
  'phone-zh': { theme: 'light', language: 'zh', width: 390, height: 844 },
}

/** Takes pictures into a folder: `take(name, path)` in every look, or in those that are named. */
export async function openAlbum(browser, base, folder, looks = Object.keys(LOOKS)) {
  mkdirSync(folder, { recursive: true })
  const pages = new Map(await Promise.all(looks.map(async (look) => [look, await open(browser, base, LOOKS[look])])))
  return {
    async take(name, path, { of = looks, prepare = async () => undefined } = {}) {
      await Promise.all(
        of.map(async (look) => {
          const page = pages.get(look)
          await page.goto(base + path)
          await isDrawn(page)
          await prepare(page)
          await page.screenshot({ path: join(folder, `${name}-${look}.png`) })
        }),
      )
    },
    close: () => Promise.all([...pages.values()].map((page) => page.context().close())),
  }
}

async function open(browser, base, { theme, language, width, height }) {
  const page = await (await newVisitor(browser, { width, height })).newPage()
  page.setDefaultTimeout(15_000)
  await page.addInitScript((kept) => Object.entries(kept).forEach(([key, value]) => localStorage.setItem(key, value)), { theme, language })
  await page.goto(base)
  return page
}

/** Data read, charts and map painted: what is still to come comes within a moment. */
async function isDrawn(page) {
  await page.locator('main > *').first().waitFor({ state: 'attached' })
  await page.waitForFunction(() => !document.querySelector('[aria-busy=true]') && (!document.querySelector('.curve') || document.querySelector('.chart canvas')))
  await page.waitForTimeout(1000)
}
