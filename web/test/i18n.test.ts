import { describe, expect, it } from 'vitest'
import { speak, t, told } from '../src/i18n'
import { en } from '../src/i18n/en'
import { zh } from '../src/i18n/zh-CN'

const holes = (text: string): string[] => [...text.matchAll(/\{(\w+)}/g)].map((m) => m[1]!).sort()

describe('messages', () => {
  it('have the same keys in both languages', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort())
  })

  it.each(Object.keys(zh) as (keyof typeof zh)[])('%s takes the same values in both languages', (key) => {
    expect(holes(en[key])).toEqual(holes(zh[key]))
  })

  it('count one and many', () => {
    speak('en')
    expect([1, 2].map((n) => t('import.do', { n }))).toEqual(['Import 1 row', 'Import 2 rows'])
    speak('zh')
    expect(t('import.do', { n: 1 })).toBe('导入 1 行')
  })

  it('tell what the server told by its code, and in its own words where the code is new', () => {
    speak('zh')
    expect(told('importRule', 'cell-blank', 'must not be blank')).toBe('不能为空')
    expect(told('importRule', 'word-unknown', 'must be one of air, water')).toBe('不是可用的词（must be one of air, water）')
    expect(told('importRule', 'quite-new', 'must be new')).toBe('must be new')
  })

  it('are never empty, never italic, never blaming', () => {
    for (const text of [...Object.values(zh), ...Object.values(en)]) {
      expect(text.trim()).not.toBe('')
      expect(text).not.toMatch(/\berror\b|错误/i)
    }
  })
})
