// Days are China's, wherever the place is: devices send Beijing time (HJ 212) and the law counts by it.
// The time of the day is shown in the zone that the place named at its first visit, whatever the browser's own.
import { ref } from 'vue'
import { language, t } from '../i18n'

export const CHINA = 'Asia/Shanghai'
const CHINA_OFFSET = 8 * 3600_000

/** Of the place. */
export const zone = ref(CHINA)
let offsets: Intl.DateTimeFormat | null = null

/** A zone that this browser does not know is shown as China's. */
export function setZone(name: string): void {
  try {
    offsets = name === CHINA ? null : new Intl.DateTimeFormat('en', { timeZone: name, timeZoneName: 'longOffset' })
    zone.value = name
  } catch {
    offsets = null
    zone.value = CHINA
  }
}

/** How far the place's clock is ahead of UTC at a moment, in ms. */
function offset(ms: number): number {
  if (!offsets) return CHINA_OFFSET
  const name = offsets.formatToParts(ms).find((part) => part.type === 'timeZoneName')?.value ?? ''
  const [, sign, hours, minutes] = /([+-])(\d+):(\d+)/.exec(name) ?? []
  return sign ? (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000 : 0
}

/** Parts of an instant as a clock of the place shows them. */
function parts(ms: number): { date: string; month: string; time: string; seconds: string } {
  const iso = new Date(ms + offset(ms)).toISOString()
  return { date: iso.slice(0, 10), month: iso.slice(5, 10), time: iso.slice(11, 16), seconds: iso.slice(11, 19) }
}

/** The day that an instant belongs to by law: China's. */
export const lawDay = (ms: number): string => new Date(ms + CHINA_OFFSET).toISOString().slice(0, 10)

/** What a field for date and time shows of an instant: `2026-03-01T08:00`. */
export const toField = (ms: number): string => new Date(ms + offset(ms)).toISOString().slice(0, 16)
/** The instant that such a field means, with the clock of the place. */
export function ofField(text: string): string {
  const there = Date.parse(`${text}:00Z`)
  // The offset of that moment, also near the end of summer time.
  const guess = there - offset(there)
  return new Date(there - offset(guess)).toISOString()
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
    timeZone: zone.value,
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
