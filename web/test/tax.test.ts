import { describe, expect, it } from 'vitest'
import { lastQuarter, money, short } from '../src/lib/tax'

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

describe('the last quarter to be filed', () => {
  it('is the one before the day', () => {
    expect(lastQuarter('2026-05-20')).toEqual({ from: '2026-01', to: '2026-03' })
    expect(lastQuarter('2026-02-01')).toEqual({ from: '2025-10', to: '2025-12' })
  })
})
