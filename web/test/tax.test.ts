import { describe, expect, it } from 'vitest'
import { laboratoryBody, lastQuarter, money, nothingSaid, pageOf, short } from '../src/lib/tax'

describe('sums of the tax', () => {
  it('are grouped and rounded from their exact text', () => {
    expect(short('7073.684210526')).toBe('7,073.68')
    expect(short('718.898')).toBe('718.9')
    expect(short('-5')).toBe('-5')
  })
  it('have two digits where they are money', () => {
    expect(money('12732.63')).toBe('12,732.63')
    expect(money('504')).toBe('504.00')
  })
})

describe('what is said of samples', () => {
  it('leaves out what is empty', () => {
    expect(laboratoryBody(nothingSaid())).toEqual({ ran: {}, carryOver: false, notDetected: null, voluntary: [] })
    expect(laboratoryBody({ ...nothingSaid(), ran: { DA001: { hours: '640', volumeM3: '' }, DA002: { hours: '', volumeM3: '' } } })).toMatchObject({
      ran: { DA001: { hours: '640', volumeM3: null } },
    })
  })
})

describe('what a clue rests on', () => {
  it('leads to the hours of the month in China', () => {
    expect(pageOf('points/7/datastreams/31/2026-12')).toBe('/points/7?s=31&from=2026-11-30T16:00:00.000Z&to=2026-12-31T16:00:00.000Z')
    expect(pageOf('points/7')).toBe('/points/7')
    expect(pageOf('places/3/permits/8')).toBe('/places/3')
    expect(pageOf('manual/12')).toBe('/manual/12')
  })
  it('is shown in its place when it is a row of a list', () => {
    expect(pageOf('declarations/5')).toBeNull()
  })
})

describe('the last quarter to be filed', () => {
  it('is the one before the day', () => {
    expect(lastQuarter('2026-05-20')).toEqual({ from: '2026-01', to: '2026-03' })
    expect(lastQuarter('2026-02-01')).toEqual({ from: '2025-10', to: '2025-12' })
  })
})
