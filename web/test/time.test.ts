import { afterEach, describe, expect, it } from 'vitest'
import { CHINA, fullTime, lawDay, ofField, setZone, shortTime, toField, zone } from '../src/lib/time'

describe('times', () => {
  afterEach(() => setZone(CHINA))
  const late = Date.parse('2026-03-01T17:30:00Z')

  it('are shown in the zone of the place, days stay those of China', () => {
    expect(fullTime(late)).toBe('2026-03-02 01:30:00')
    setZone('Asia/Urumqi')
    expect(fullTime(late)).toBe('2026-03-01 23:30:00')
    expect(shortTime('2026-03-01T17:30:00Z', late)).toBe('23:30')
    expect(lawDay(late)).toBe('2026-03-02')
  })

  it('of a field mean the clock of the place, also in summer', () => {
    for (const name of [CHINA, 'Asia/Urumqi', 'UTC', 'Europe/London']) {
      setZone(name)
      for (const ms of [late, Date.parse('2026-07-01T23:10:00Z')]) {
        expect(Date.parse(ofField(toField(ms)))).toBe(ms)
      }
    }
    setZone('Europe/London')
    expect(ofField('2026-07-01T08:00')).toBe('2026-07-01T07:00:00.000Z')
  })

  it('of a zone that nobody knows are those of China', () => {
    setZone('Moon/Crater')
    expect(zone.value).toBe(CHINA)
    expect(fullTime(late)).toBe('2026-03-02 01:30:00')
  })
})
