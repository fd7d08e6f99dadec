import { expect, it } from 'vitest'
import type { ReportSheet } from '../src/api/desk'
import { airMonths } from '../src/lib/airMonths'

const column = (key: string): ReportSheet['columns'][number] => ({ key, heading: { zh: key, en: key }, unit: '' })
const sheet: ReportSheet = {
  title: { zh: '站', en: 'Station' },
  columns: ['time', 'aqi', 'level', 'category', 'primary'].map(column),
  rows: [
    ['2026-03-31', '112', '三级', { zh: '轻度污染', en: 'Lightly polluted' }, 'O3'],
    ['2026-04-01', '', '', '', ''],
    ['2026-04-06', '42', '一级', { zh: '优', en: 'Excellent' }, ''],
  ],
}

it('days stand in the weeks of their months, with index and level', () => {
  const [march, april] = airMonths(sheet)
  expect(march!.month).toBe('2026-03')
  // The last of March 2026 is a Tuesday, alone in its week.
  expect(march!.weeks).toHaveLength(1)
  expect(march!.weeks[0]![1]).toMatchObject({ aqi: '112', level: 3, primary: 'O3' })
  expect(april!.weeks[0]![2]).toMatchObject({ day: '2026-04-01', aqi: '', level: 0 })
  expect(april!.weeks[1]![0]).toMatchObject({ aqi: '42', level: 1 })
  expect(april!.weeks.flat().filter(Boolean)).toHaveLength(2)
})

it('a report without an index has no calendar', () => {
  expect(airMonths({ ...sheet, columns: sheet.columns.slice(0, 1) })).toEqual([])
})
