// From what the server sends to what a chart draws. Numbers become floating point here and only
// here: what people read stays text.
import type { LiveRow } from '../api/live'
import type { Series } from '../api/series'

/** A place on a curve; a null value opens the line. `text` is the value as sent. */
export interface Spot {
  t: number
  v: number | null
  text: string
  id: number | null
  flag: string | null
}

export interface BandSpot {
  t: number
  low: number | null
  high: number | null
}

const numberOf = (text: string | null): number | null => {
  if (text === null || text.trim() === '') return null
  const n = Number(text)
  return Number.isFinite(n) ? n : null
}

/** The line: rows, or the means of buckets. Where data is missing the line is open. */
export function line(series: Series): Spot[] {
  const spots: Spot[] =
    series.width === 0
      ? series.rows.map((row) => ({ t: Date.parse(row.time), v: numberOf(row.value), text: row.value ?? '–', id: row.id, flag: row.flag }))
      : series.buckets.map((b) => ({
          // A mean stands for the whole of its bucket: it is drawn in the middle.
          t: Date.parse(b.time) + series.width * 500,
          v: numberOf(b.mean),
          text: b.mean,
          id: null,
          flag: null,
        }))
  return openGaps(spots, series.gapSeconds * 1000, (t) => ({ t, v: null, text: '–', id: null, flag: null }))
}

/** The soft band from smallest to largest; empty when the rows carry neither. */
export function band(series: Series): BandSpot[] {
  const spots: BandSpot[] =
    series.width === 0
      ? series.rows
          .filter((row) => row.min !== null && row.max !== null)
          .map((row) => ({ t: Date.parse(row.time), low: numberOf(row.min), high: numberOf(row.max) }))
      : series.buckets.map((b) => ({ t: Date.parse(b.time) + series.width * 500, low: numberOf(b.min), high: numberOf(b.max) }))
  return openGaps(spots, series.gapSeconds * 1000, (t) => ({ t, low: null, high: null }))
}

function openGaps<T extends { t: number }>(spots: T[], gap: number, hole: (t: number) => T): T[] {
  if (gap <= 0) return spots
  const out: T[] = []
  let before: T | undefined
  for (const spot of spots) {
    if (before && spot.t - before.t > gap) out.push(hole(before.t + 1))
    out.push(spot)
    before = spot
  }
  return out
}

/** When the data begins, when all rows that there are, so many, lie in the series; null when there may be earlier ones. */
export function beginning(series: Series, count: number): number | null {
  const first = series.width === 0 ? series.rows[0] : series.buckets[0]
  const held = series.width === 0 ? series.rows.length : series.buckets.reduce((sum, b) => sum + b.count, 0)
  return first && held >= count ? Date.parse(first.time) : null
}

/** So much time is shown at least, in ms. */
const LEAST = 600_000

/** The time to show of what was asked for: where all data lies in its last half, that part, with a little room before. */
export function fitted(from: number, to: number, begins: readonly (number | null)[]): { from: number; to: number } {
  if (begins.length === 0 || begins.includes(null)) return { from, to }
  const first = Math.min(...(begins as number[]))
  if (to - first > (to - from) / 2) return { from, to }
  return { from: Math.max(from, Math.min(first - (to - first) * 0.03, to - LEAST)), to }
}

/**
 * Stretches of the shown time without data, from the end of one row to the start of the next. Before
 * the data began there was nothing to miss.
 */
export function gaps(series: Series, from: number, to: number, begins: number | null = null): { from: number; to: number }[] {
  const gap = series.gapSeconds * 1000
  const times = (series.width === 0 ? series.rows : series.buckets).map((r) => Date.parse(r.time))
  if (gap <= 0 || times.length === 0) return []
  const out: { from: number; to: number }[] = []
  const step = series.width > 0 ? series.width * 1000 : gap / 1.5
  let before = Math.max(from, begins ?? from)
  for (const t of times) {
    if (t - before > gap) out.push({ from: before, to: t })
    before = t + step
  }
  if (to - before > gap) out.push({ from: before, to })
  return out
}

/** Whether a mark other than N lies on a place of the curve: its own, or that of rows in its bucket. */
export function isMarked(spot: Spot, series: Series): boolean {
  if (series.width === 0) return spot.flag !== null && spot.flag !== 'N'
  const half = series.width * 500
  return series.flags.some((run) => Date.parse(run.from) < spot.t + half && Date.parse(run.to) > spot.t - half)
}

/**
 * The parts of a line beyond a limit, cut where it crosses, open between: drawn thicker over the
 * line itself.
 */
export function beyond(spots: readonly Spot[], limit: number, kind: 'upper' | 'lower'): [number, number | null][] {
  const out = (v: number): boolean => (kind === 'upper' ? v > limit : v < limit)
  const parts: [number, number | null][] = []
  let before: Spot | null = null
  for (const spot of spots) {
    const a = before?.v ?? null
    const b = spot.v
    if (before && a !== null && b !== null && out(a) !== out(b)) {
      const cross = before.t + ((limit - a) / (b - a)) * (spot.t - before.t)
      parts.push([cross, limit])
      if (out(a)) parts.push([cross, null])
    }
    if (b !== null && out(b)) parts.push([spot.t, b])
    else if (b === null && parts.length > 0) parts.push([spot.t, null])
    before = spot
  }
  return parts
}

/** A row that came live, put where it belongs; one with the same start is replaced. */
export function withRow(series: Series, row: LiveRow): Series {
  if (series.width !== 0) return series
  const t = Date.parse(row.time)
  const rows = series.rows.slice()
  let at = rows.length
  while (at > 0 && Date.parse(rows[at - 1]!.time) > t) at--
  const same = at > 0 && Date.parse(rows[at - 1]!.time) === t
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
  rows.splice(same ? at - 1 : at, same ? 1 : 0, {
    id: row.id,
    time: row.time,
    value: row.value,
    flag: row.flag,
    min: text(row.parameters.min),
    max: text(row.parameters.max),
  })
  return { ...series, rows }
}
