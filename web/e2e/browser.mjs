// A Chromium that the system has, driven without a download of its own.
import { chromium } from 'playwright-core'

const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium'
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Gives a fresh browser to the work and takes every trace of it away afterwards. */
export async function withBrowser(work) {
  const browser = await chromium.launch({ executablePath: EXECUTABLE, args: ARGUMENTS, headless: true })
  try {
    return await work(browser)
  } finally {
    await browser.close()
  }
}

/** A visitor of its own: what one keeps (language, theme) the others do not see. */
export const newVisitor = (browser, { width = 1440, height = 900 } = {}) =>
  browser.newContext({ locale: 'zh-CN', timezoneId: 'Europe/Berlin', viewport: { width, height }, reducedMotion: 'reduce' })
