import { describe, expect, it } from 'vitest'
import { explanation, families, isShown, kindOf, label, outputs, read, said, unitOf, wordOf, written, type LawFunction, type Property } from '../src/lib/law'

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

describe('what people read', () => {
  const fuel: Property = {
    type: 'string',
    title: '燃料，如 natural gas、天然气',
    description: 'Fuel',
    'x-label': { zh: '燃料', en: 'Fuel' },
    'x-unit': 'yuan',
    'x-unitLabel': { zh: '元', en: 'yuan' },
    'x-known': ['natural gas', 'diesel'],
    'x-words': { diesel: { zh: '柴油', en: 'diesel' } },
  }
  const vocabulary = { 'natural gas': { zh: '天然气', en: 'natural gas' } }

  it('is a label, a unit, and what the label leaves open', () => {
    expect(label(fuel, 'fuel', 'zh')).toBe('燃料')
    expect(unitOf(fuel, 'zh')).toBe('元')
    expect(explanation(fuel, 'zh')).toBe('燃料，如 natural gas、天然气')
    expect(explanation(fuel, 'en')).toBe('')
    expect(label({ type: 'string', title: '燃料' }, 'fuel', 'zh')).toBe('燃料')
    expect(label(undefined, 'fuel', 'en')).toBe('fuel')
    expect(isShown({ type: 'string', 'x-label': { zh: '级别', en: '-' } }, 'en')).toBe(false)
    expect(isShown(fuel, 'en')).toBe(true)
  })

  it('is sent by the word of the law, in whichever language it was written', () => {
    expect(said(fuel, vocabulary, 'natural gas', 'zh')).toBe('天然气')
    expect(['天然气', 'natural gas', '柴油', 'own slurry'].map((text) => wordOf(fuel, vocabulary, text))).toEqual(['natural gas', 'natural gas', 'diesel', 'own slurry'])
    expect(read('natural gas = 520\n天然气 = 50', 'named', (text) => wordOf(fuel, vocabulary, text))).toEqual({ 'natural gas': '520', 天然气: '50' })
    expect(read('天然气 = 520\n柴油 = -', 'named', (text) => wordOf(fuel, vocabulary, text))).toEqual({ 'natural gas': '520', diesel: null })
    expect(written({ diesel: 35 }, (word) => said(fuel, vocabulary, word, 'zh'))).toBe('柴油 = 35')
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
