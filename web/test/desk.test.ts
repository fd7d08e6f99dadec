import { beforeEach, describe, expect, it } from 'vitest'
import type { ReportSheet } from '../src/api/desk'
import { speak } from '../src/i18n'
import { linkOf } from '../src/lib/bell'
import { address, cellText, headingOf, isNumber, lines, parameters, type Wanted } from '../src/lib/reports'

const wanted: Wanted = { kind: 'data', step: 'day', by: 'point', point: 7, codes: ' a21026, a21002 ', from: '2026-03-01', to: '2026-03-31', template: '' }
const sheet = (rows: ReportSheet['rows']): ReportSheet => ({
  title: { zh: '窑', en: 'Kiln' },
  columns: [
    { key: 'time', heading: { zh: '时间', en: 'Time' }, unit: '' },
    { key: 'a21026.value', heading: { zh: '二氧化硫', en: 'SO2' }, unit: 'ug/m3' },
  ],
  rows,
})

beforeEach(() => speak('zh'))

describe('a report', () => {
  it('is asked for with what was chosen, nothing empty', () => {
    expect(parameters(wanted, 'zh')).toEqual({
      kind: 'data', step: 'day', by: 'point', points: '7', codes: 'a21026,a21002', from: '2026-03-01', to: '2026-03-31', language: 'zh',
    })
    expect(parameters({ ...wanted, kind: 'cases', point: 0, codes: '' }, 'en')).toEqual({ kind: 'cases', from: '2026-03-01', to: '2026-03-31', language: 'en' })
    expect(address(wanted, 'zh', 'xlsx')).toContain('format=xlsx')
  })

  it('shows texts in the language read, numbers as they are', () => {
    expect(cellText({ zh: '是', en: 'yes' })).toBe('是')
    expect(cellText('12.50')).toBe('12.50')
    expect(headingOf(sheet([]), 1)).toBe('二氧化硫 (µg/m³)')
    expect(['12.50', '-1', '2026-03-01', '', 'N'].map(isNumber)).toEqual([true, true, false, false, false])
  })

  it('draws a curve with gaps where values are missing', () => {
    const drawn = lines(sheet([['1', '0'], ['2', '10'], ['3', ''], ['4', '5'], ['5', '5']]))
    expect(drawn.most).toBe(10)
    expect(drawn.all).toHaveLength(1)
    expect(drawn.all[0]!.path).toBe('M0.00 100.00L25.00 0.00M75.00 50.00L100.00 50.00')
    expect(lines(sheet([['1', 'N']])).all).toEqual([])
  })
})

describe('a notice', () => {
  it('leads to what it is about', () => {
    expect(linkOf({ kind: 'alarm-escalated', subject: 5 })).toBe('/alarms/5')
    expect(linkOf({ kind: 'case-deadline', subject: 6 })).toBe('/cases/6')
    expect(linkOf({ kind: 'report', subject: 1 })).toBe('/reports')
    expect(linkOf({ kind: 'test', subject: 1 })).toBeNull()
  })
})
