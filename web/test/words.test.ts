import { beforeEach, describe, expect, it } from 'vitest'
import type { Point } from '../src/api/points'
import { speak } from '../src/i18n'
import { isOutside, judgedOf } from '../src/lib/limits'
import { areaName, enterpriseName, ownName, pointName, takeNames } from '../src/lib/names'
import { bytes, prettyUnit } from '../src/lib/numbers'
import { byUrgency, fits, reason, streamName } from '../src/lib/points'
import { COLOUR, SHAPE, STATES, stateOf } from '../src/lib/state'
import { fullTime, setServerTime, shortTime, span } from '../src/lib/time'

const NOW = '2026-03-01T04:00:00Z'
const point = (more: Partial<Point>): Point => ({
  id: 1, name: '总排口', nameEn: 'Main outfall', deviceId: 'MN1', protocol: 'hj212', systemType: '32', contact: 'fresh', judgement: 'normal', lastTime: NOW,
  expectedSeconds: 60, lon: null, lat: null, area: '柳湾区', enterprise: '禾清排水', enterpriseId: 1, outlet: 'DW001', alarms: 0, alarm: null, headline: null, ...more,
})

beforeEach(() => {
  speak('zh')
  setServerTime(NOW, 1)
})

describe('time', () => {
  it('is shown as a Beijing clock, whatever the browser says', () => {
    expect(fullTime(NOW)).toBe('2026-03-01 12:00:00')
  })

  it('leaves the date out on the same day, the year in the same year', () => {
    const now = Date.parse(NOW)
    expect(shortTime('2026-02-28T16:01:00Z', now)).toBe('00:01')
    expect(shortTime('2026-02-28T15:59:00Z', now)).toBe('02-28 23:59')
    expect(shortTime('2025-12-31T00:00:00Z', now)).toBe('2025-12-31 08:00')
  })

  it('counts in the unit that people use', () => {
    expect([40, 60, 3599, 3600, 47 * 3600, 49 * 3600].map(span)).toEqual(['40 秒', '1 分钟', '59 分钟', '1 小时', '47 小时', '2 天'])
  })
})

describe('states', () => {
  it('have a shape and a colour each; only the two loudest share theirs', () => {
    expect(new Set(STATES.map((s) => SHAPE[s])).size).toBe(STATES.length - 1)
    expect(SHAPE.alarm).toBe(SHAPE.exceeded)
    for (const state of STATES) expect(COLOUR[state]).toBeTruthy()
  })

  it('put what exceeds before what is silent, and what is pending before all judging', () => {
    expect(stateOf({ contact: 'silent', judgement: 'exceeded' })).toBe('exceeded')
    expect(stateOf({ contact: 'silent', judgement: 'near' })).toBe('silent')
    expect(stateOf({ contact: 'pending', judgement: 'exceeded' })).toBe('pending')
    expect(stateOf({ contact: 'fresh', judgement: 'marked' })).toBe('marked')
  })

  it('sort the most urgent first', () => {
    const sorted = [point({ id: 1 }), point({ id: 2, contact: 'silent' }), point({ id: 3, judgement: 'exceeded' })].sort(byUrgency)
    expect(sorted.map((p) => p.id)).toEqual([3, 2, 1])
  })
})

describe('reason', () => {
  it('says for how long nothing came and what was expected', () => {
    expect(reason(point({ contact: 'silent', lastTime: '2026-03-01T03:48:00Z' }))).toBe('12 分钟无数据（应每 1 分钟一次）。检查供电或网络。')
  })

  it('says value and limit with the digits as sent', () => {
    const limit = { lower: null, upper: '50', averaging: 'day' as const, basis: '' }
    const headline = { datastream: 1, name: { zh: '化学需氧量', en: 'COD' }, value: '52.50', judged: '52.50', unit: 'mg/L', flag: 'N', interval: 'minute' as const, limit }
    expect(reason(point({ judgement: 'exceeded', headline }))).toBe('化学需氧量 52.50 mg/L，限值 50')
    expect(reason(point({ judgement: 'near', headline }))).toBe('化学需氧量 52.50 mg/L，高于日均值的限值 50')
    expect(reason(point({ judgement: 'near', headline: { ...headline, value: '48.0', judged: '48.0' } }))).toBe('化学需氧量 48.0 mg/L，接近限值 50')
  })

  it('says the value that the limit judges', () => {
    const limit = { lower: null, upper: '50', averaging: 'hour' as const, basis: '', judges: 'converted' as const, oxygen: '18', digits: 0 }
    const headline = { datastream: 1, name: { zh: '二氧化硫', en: 'SO2' }, value: '30.1', judged: '52.5', unit: 'mg/m3', flag: 'N', interval: 'hour' as const, limit }
    expect(reason(point({ judgement: 'exceeded', headline }))).toBe('二氧化硫 52.5 mg/m³，限值 50')
    expect(isOutside('50.5', limit)).toBe(false) // a tie goes to the even digit
    expect(isOutside('51.5', limit)).toBe(true)
    expect(judgedOf({ value: '60', parameters: {} }, limit)).toBeNull()
    expect(judgedOf({ value: '60', parameters: { corrected: '45' } }, limit)).toBe('45')
  })
})

describe('an open alarm', () => {
  it('is told with its rule, its beginning and its peak', () => {
    const alarm = { rule: { zh: '雨天水泵未启动', en: 'Pump not started' }, code: 'e41601', start: '2026-03-01T03:32:00Z', peak: '3.493', limit: '2.0', unit: 'm' }
    expect(reason(point({ judgement: 'alarm', alarms: 1, alarm }))).toBe('e41601：雨天水泵未启动，自 11:32 起，峰值 3.493 m（限值 2.0）')
  })

  it('is told with its lowest value where that is the worst', () => {
    const alarm = { rule: { zh: '去除效率低', en: 'Removal low' }, code: 'a24088', start: '2026-03-01T03:32:00Z', peak: '71.48', limit: '80', unit: '%' }
    expect(reason(point({ judgement: 'exceeded', alarms: 1, alarm }))).toContain('最低 71.48 %（应不低于 80）')
  })
})

describe('search', () => {
  it('finds by any words of name, device, enterprise or area', () => {
    expect(fits(point({}), '禾清 总排')).toBe(true)
    expect(fits(point({}), 'mn1')).toBe(true)
    expect(fits(point({}), '别处')).toBe(false)
  })

  it('finds by English names too, whatever language is read', () => {
    takeNames([], [{ id: 1, nameEn: 'Heqing Drainage' }], [{ name: '柳湾区', nameEn: 'Liuwan' }])
    expect(fits(point({}), 'main outfall')).toBe(true)
    expect(fits(point({}), 'heqing liuwan')).toBe(true)
  })
})

describe('names', () => {
  const heqing = { id: 1, nameEn: 'Heqing Drainage' }

  it('are English to those who read English, where there is one', () => {
    takeNames([{ id: 7, nameEn: 'Main outfall' }, { id: 8, nameEn: null }], [heqing], [{ name: '柳湾区', nameEn: 'Liuwan' }])
    speak('en')
    expect([pointName(7, '总排口'), pointName(8, '泵站'), enterpriseName(1, '禾清排水'), enterpriseName(null, '别家'), areaName('柳湾区')]).toEqual([
      'Main outfall', '泵站', 'Heqing Drainage', '别家', 'Liuwan',
    ])
    expect(ownName(point({}))).toBe('Main outfall')
    expect(ownName(point({ nameEn: null }))).toBe('总排口')
  })

  it('stay Chinese to those who read Chinese', () => {
    takeNames([{ id: 7, nameEn: 'Main outfall' }], [heqing], [])
    expect([pointName(7, '总排口'), enterpriseName(1, '禾清排水'), ownName(point({}))]).toEqual(['总排口', '禾清排水', '总排口'])
  })
})

describe('numbers', () => {
  it('name sizes and units for people', () => {
    expect(bytes(1_234_567)).toBe('1.2 MB')
    expect(prettyUnit('ug/m3')).toBe('µg/m³')
    expect(prettyUnit('mg/L')).toBe('mg/L')
  })
})

describe('quantities of a point', () => {
  it('of the same name are told apart by their codes', () => {
    const stream = (id: number, code: string, zh: string) => ({ id, code, sentCode: null, name: { zh, en: zh }, unit: 'A', interval: 'minute' as const, period: 60, computed: false, count: 1, latest: null, limit: null })
    const all = [stream(1, 'e40101', '污水提升泵'), stream(2, 'e40102', '污水提升泵'), stream(3, 'e41601', '提升泵池液位')]
    expect(all.map((d) => streamName(d, all))).toEqual(['污水提升泵 e40101', '污水提升泵 e40102', '提升泵池液位'])
  })
})
