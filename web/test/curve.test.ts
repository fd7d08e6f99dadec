import { describe, expect, it } from 'vitest'
import type { Series } from '../src/api/series'
import { band, beginning, beyond, fitted, gaps, isMarked, line, withRow, type Spot } from '../src/lib/curve'

const T0 = Date.parse('2026-03-01T00:00:00Z')
const at = (minute: number): string => new Date(T0 + minute * 60_000).toISOString()

function series(values: [number, string | null][], more: Partial<Series> = {}): Series {
  return {
    datastream: 1,
    from: at(0),
    to: at(60),
    width: 0,
    gapSeconds: 90,
    rows: values.map(([m, value], i) => ({ id: i + 1, time: at(m), value, flag: 'N', min: null, max: null })),
    buckets: [],
    flags: [],
    ...more,
  }
}
const spot = (t: number, v: number | null): Spot => ({ t, v, text: String(v), id: null, flag: null })

describe('line', () => {
  it('keeps the digits as sent beside the number drawn', () => {
    expect(line(series([[0, '12.50']]))[0]).toMatchObject({ t: T0, v: 12.5, text: '12.50' })
  })

  it('is open where a row is missing', () => {
    const values = line(series([[0, '1'], [1, '2'], [5, '3']])).map((s) => s.v)
    expect(values).toEqual([1, 2, null, 3])
  })

  it('is open where a value could not be read', () => {
    expect(line(series([[0, '1'], [1, null], [2, 'St'], [3, '4']])).map((s) => s.v)).toEqual([1, null, null, 4])
  })

  it('draws the mean of a bucket in its middle', () => {
    const s = series([], { width: 600, gapSeconds: 900, buckets: [{ time: at(0), count: 10, min: '1', mean: '2.00', max: '3' }] })
    expect(line(s)).toEqual([{ t: T0 + 300_000, v: 2, text: '2.00', id: null, flag: null }])
    expect(band(s)).toEqual([{ t: T0 + 300_000, low: 1, high: 3 }])
  })
})

describe('gaps', () => {
  it('are found inside, before the first and after the last row', () => {
    const found = gaps(series([[10, '1'], [11, '1'], [20, '1']]), T0, T0 + 30 * 60_000)
    expect(found.map((g) => [(g.from - T0) / 60_000, (g.to - T0) / 60_000])).toEqual([[0, 10], [12, 20], [21, 30]])
  })

  it('are none where every row is there', () => {
    expect(gaps(series([[0, '1'], [1, '1'], [2, '1']]), T0, T0 + 3 * 60_000)).toEqual([])
  })
})

describe('beyond', () => {
  it('cuts a line where it crosses the limit', () => {
    expect(beyond([spot(0, 40), spot(10, 60), spot(20, 60), spot(30, 40)], 50, 'upper')).toEqual([
      [5, 50], [10, 60], [20, 60], [25, 50], [25, null],
    ])
  })

  it('is empty for a line that keeps the limit', () => {
    expect(beyond([spot(0, 40), spot(10, 50)], 50, 'upper')).toEqual([])
  })

  it('looks below for a lower limit', () => {
    expect(beyond([spot(0, 5), spot(10, 5)], 6, 'lower')).toEqual([[0, 5], [10, 5]])
  })

  it('stays open over a gap', () => {
    expect(beyond([spot(0, 60), spot(1, null), spot(10, 60)], 50, 'upper')).toEqual([[0, 60], [1, null], [10, 60]])
  })
})

describe('isMarked', () => {
  it('knows a row by its own mark, a bucket by the marks of its rows', () => {
    expect(isMarked({ ...spot(T0, 1), flag: 'C' }, series([]))).toBe(true)
    expect(isMarked({ ...spot(T0, 1), flag: 'N' }, series([]))).toBe(false)
    const buckets = series([], { width: 600, flags: [{ from: at(12), to: at(14), flag: 'M' }] })
    expect(isMarked(spot(T0 + 15 * 60_000, 1), buckets)).toBe(true)
    expect(isMarked(spot(T0 + 25 * 60_000, 1), buckets)).toBe(false)
  })
})

describe('withRow', () => {
  const live = (m: number, value: string) => ({ datastream: 1, id: 9, time: at(m), value, flag: 'N', received: null, parameters: {} })

  it('adds a newer row at the end', () => {
    expect(withRow(series([[0, '1']]), live(1, '2')).rows.map((r) => r.value)).toEqual(['1', '2'])
  })

  it('puts a late row where it belongs', () => {
    expect(withRow(series([[0, '1'], [2, '3']]), live(1, '2')).rows.map((r) => r.value)).toEqual(['1', '2', '3'])
  })

  it('replaces the row of the same start', () => {
    expect(withRow(series([[0, '1'], [1, '2']]), live(1, '2.5')).rows.map((r) => r.value)).toEqual(['1', '2.5'])
  })
})

describe('a short history', () => {
  const young = series([[50, '1'], [51, '2'], [55, '3']])
  const hour = [T0, T0 + 3600_000] as const

  it('begins in sight when all rows that there are lie in the series', () => {
    expect(beginning(young, 3)).toBe(T0 + 50 * 60_000)
    expect(beginning(young, 4)).toBeNull()
    expect(beginning(series([]), 0)).toBeNull()
    const buckets = [{ time: at(40), count: 2, min: '1', mean: '2', max: '3' }, { time: at(50), count: 3, min: '1', mean: '2', max: '3' }]
    expect(beginning(series([], { width: 600, buckets }), 5)).toBe(T0 + 40 * 60_000)
  })

  it('is shown over its own time when it lies in the last half', () => {
    const shown = fitted(...hour, [T0 + 40 * 60_000])
    expect(shown.to).toBe(hour[1])
    expect(shown.from).toBeGreaterThan(T0 + 39 * 60_000)
    expect(shown.from).toBeLessThan(T0 + 40 * 60_000)
    expect(fitted(...hour, [T0 + 59 * 60_000]).from).toBe(T0 + 50 * 60_000)
  })

  it('is shown over the whole range when it is longer, or when not all of it is in sight', () => {
    expect(fitted(...hour, [T0 + 20 * 60_000]).from).toBe(T0)
    expect(fitted(...hour, [T0 + 50 * 60_000, null]).from).toBe(T0)
    expect(fitted(...hour, []).from).toBe(T0)
  })

  it('misses nothing before it began', () => {
    const ends = T0 + 56 * 60_000
    expect(gaps(young, T0, ends)).toHaveLength(2)
    expect(gaps(young, T0, ends, beginning(young, 3))).toEqual([{ from: T0 + 52 * 60_000, to: T0 + 55 * 60_000 }])
  })
})
