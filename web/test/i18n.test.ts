import { describe, expect, it } from 'vitest'
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

  it('are never empty, never italic, never blaming', () => {
    for (const text of [...Object.values(zh), ...Object.values(en)]) {
      expect(text.trim()).not.toBe('')
      expect(text).not.toMatch(/\berror\b|错误/i)
    }
  })
})
