import { describe, expect, it } from 'vitest'
import { families, kindOf, outputs, read, written, type LawFunction } from '../src/lib/law'

describe('fields of the calculator', () => {
  it('are of the kind that their schema says', () => {
    expect(kindOf({ type: ['number', 'string'] })).toBe('number')
    expect(kindOf({ type: 'string', enum: ['a'] })).toBe('choice')
    expect(kindOf({ type: 'string', format: 'date' })).toBe('date')
    expect(kindOf({ type: 'string' })).toBe('text')
    expect(kindOf({ type: 'boolean' })).toBe('flag')
    expect(kindOf({ type: 'array' })).toBe('list')
    expect(kindOf({ type: 'object' })).toBe('named')
  })

  it('keep numbers exact and gaps as gaps', () => {
    expect(read('17.20', 'number')).toBe('17.20')
    expect(read('1, 2 -，4', 'list')).toEqual(['1', '2', null, '4'])
    expect(read('PM2.5 = 66\nO3＝-\nCO', 'named')).toEqual({ 'PM2.5': '66', O3: null, CO: null })
    expect(read('  ', 'number')).toBeUndefined()
  })

  it('read back what they show', () => {
    const values = { SO2: '12', CO: null }
    expect(read(written(values), 'named')).toEqual(values)
    expect(read(written(['1', null]), 'list')).toEqual(['1', null])
  })
})

describe('answers', () => {
  it('show their outputs apart from their rule', () => {
    const answer = { aqi: 111, rule: 'HJ 633-2026', clause: '', confidence: 'high', why: [] }
    expect(outputs(answer)).toEqual([['aqi', 111]])
  })

  it('come from functions grouped by family', () => {
    const f = (name: string): LawFunction => ({
      name, zh: '', en: '', example: {}, input: { properties: {}, required: [] }, output: { properties: {}, required: [] },
    })
    expect(families([f('air/aqi'), f('cems/dry'), f('air/iaqi')]).map(([n, fs]) => [n, fs.length])).toEqual([
      ['air', 2],
      ['cems', 1],
    ])
  })
})
