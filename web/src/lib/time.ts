// All times are shown as Beijing time, whatever the browser's own zone.
import { ref } from 'vue'
import { language, t } from '../i18n'

const BEIJING_OFFSET = 8 * 3600_000

/** Parts of an instant as a Beijing clock shows them. */
function parts(ms: number): { date: string; month: string; time: string; seconds: string } {
  const iso = new Date(ms + BEIJING_OFFSET).toISOString()
  return { date: iso.slice(0, 10), month: iso.slice(5, 10), time: iso.slice(11, 16), seconds: iso.slice(11, 19) }
}

export const fullTime = (iso: string | number): string => {
  const p = parts(typeof iso === 'number' ? iso : Date.parse(iso))
  return `${p.date} ${p.seconds}`
}

/** The date is left out on the day of `now`. */
export function shortTime(iso: string | number, now: number, seconds = false): string {
  const p = parts(typeof iso === 'number' ? iso : Date.parse(iso))
  const clock = seconds ? p.seconds : p.time
  if (p.date === parts(now).date) return clock
  return `${p.date.slice(0, 4) === parts(now).date.slice(0, 4) ? p.month : p.date} ${clock}`
}

export const clockTime = (ms: number): string => parts(ms).seconds
export const dateOf = (ms: number): string => parts(ms).date

/** How long, in one unit: "40 s", "3 min", "5 h", "2 d". */
export function span(seconds: number): string {
  const s = Math.max(0, Math.round(seconds))
  if (s < 60) return t('span.s', { n: s })
  if (s < 3600) return t('span.min', { n: Math.floor(s / 60) })
  if (s < 48 * 3600) return t('span.h', { n: Math.floor(s / 3600) })
  return t('span.d', { n: Math.floor(s / 86400) })
}

export function weekday(ms: number): string {
  return new Intl.DateTimeFormat(language.value === 'zh' ? 'zh-CN' : 'en-GB', {
    weekday: 'short',
    timeZone: 'Asia/Shanghai',
  }).format(ms)
}

let base = Date.now()
let taken = performance.now()
let rate = 1

/** The server's present moment in ms, ticking once a second. A demo may run faster than real time. */
export const now = ref(base)

let tell: () => void
/** Done when the server has told its time: until then `now` is this machine's, which may be wrong. */
export const timeIsKnown = new Promise<void>((resolve) => (tell = resolve))

export function setServerTime(iso: string, speed: number): void {
  tell()
  base = Date.parse(iso)
  taken = performance.now()
  rate = speed
  tick()
}

function tick(): void {
  now.value = base + (performance.now() - taken) * rate
}

export function startClock(): void {
  setInterval(tick, 1000)
}
