import { expect, it } from 'vitest'
import { ordered, sectionOf } from '../src/lib/menu'

const ITEMS = ['overview', 'points', 'alarms', 'cases', 'devices', 'places', 'upkeep', 'limits', 'reports', 'people'].map((name) => ({ name }))
const menu = (kind: 'bureau' | 'park' | 'factory'): string[] => ordered(ITEMS, kind).map((item) => item.name)

it('bureau, park and factory have menus of their own, each with every entry', () => {
  expect(menu('bureau').slice(0, 4)).toEqual(['overview', 'points', 'alarms', 'cases'])
  expect(menu('park').slice(0, 3)).toEqual(['overview', 'places', 'points'])
  expect(menu('factory').slice(0, 5)).toEqual(['overview', 'points', 'alarms', 'upkeep', 'devices'])
  for (const kind of ['bureau', 'park', 'factory'] as const) expect([...menu(kind)].sort()).toEqual(ITEMS.map((item) => item.name).sort())
})

it('what is set up once comes last, unless a kind of place looks at it every day', () => {
  expect(menu('bureau').slice(-2)).toEqual(['limits', 'people'])
  expect(menu('factory').indexOf('limits')).toBeLessThan(menu('factory').indexOf('cases'))
  for (const kind of ['bureau', 'park', 'factory'] as const) {
    const sections = menu(kind).map((name) => sectionOf(name, kind))
    expect(sections).toEqual([...sections].sort())
  }
})
