import { describe, expect, it } from 'vitest'
import type { Point } from '../src/api/points'
import { marksOf, tally, type Placed } from '../src/lib/marks'

const placed = (id: number, x: number, y: number, judgement: Point['judgement'] = 'normal'): Placed => ({
  point: {
    id, name: `P${id}`, nameEn: null, deviceId: `MN${id}`, protocol: 'hj212', systemType: null, contact: 'fresh', judgement, lastTime: null, expectedSeconds: null,
    lon: 0, lat: 0, area: null, enterprise: null, enterpriseId: null, outlet: null, alarms: 0, alarm: null, headline: null,
  },
  x,
  y,
})
const many = Array.from({ length: 1000 }, (_, i) => placed(i, (i % 10) * 100, Math.floor(i / 500) * 100))

describe('marks on the map', () => {
  it('stand for one point each while they are few, the most urgent on top', () => {
    const marks = marksOf([placed(1, 0, 0, 'exceeded'), placed(2, 1, 1), placed(3, 2, 2, 'near')])
    expect(marks.map((m) => m.key)).toEqual(['p2', 'p3', 'p1'])
  })

  it('stand for all points of a square when they are many, and lose none', () => {
    const marks = marksOf(many)
    expect(marks.length).toBe(20)
    expect(marks.reduce((n, m) => n + m.points.length, 0)).toBe(1000)
  })

  it('never hide what exceeds in a number, and show what else is not normal', () => {
    const marks = marksOf([...many, placed(2000, 5, 5, 'exceeded'), placed(2001, 6, 6, 'near')])
    expect(marks.at(-1)!.key).toBe('p2000')
    expect(marks.find((m) => m.points.some((p) => p.id === 2001))!.state).toBe('near')
  })

  it('count their points by state, the most urgent first', () => {
    expect(tally([placed(1, 0, 0), placed(2, 0, 0, 'near'), placed(3, 0, 0)].map((one) => one.point))).toEqual([['near', 1], ['normal', 2]])
  })
})
