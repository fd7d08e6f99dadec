import { expect, test } from 'vitest'
import { speak } from '../src/i18n'
import { change, choiceName, figure, hourSeries, thousandth } from '../src/lib/energy'

test('figure_isGrouped_andADashWithoutAValue', () => {
  expect(figure('1234.5678')).toBe('1,234.57')
  expect(figure('0.205529')).toBe('0.206')
  expect(figure(null)).toBe('–')
  expect(thousandth('4512.02')).toBe('4.512')
})

test('change_hasItsSign_andNoneWithoutABase', () => {
  expect(change('110', '100')).toBe('+10.0 %')
  expect(change('90', '100')).toBe('−10.0 %')
  expect(change('90', '0')).toBe('–')
})

test('choice_hasAName_notTheWordOfTheServer', () => {
  speak('zh')
  const name = (of: string): string => (of === 'natural gas' ? '天然气' : of)
  expect(choiceName('kgce natural gas', name)).toBe('天然气：实测折标系数 (kgce)')
  expect(choiceName('factor ± natural gas', name)).toBe('天然气 因子 ± %')
  expect(choiceName('thickness TILE', name)).toBe('TILE：限额厚度系数')
  expect(choiceName('gas at', name)).toBe('气量计量温度')
  expect(choiceName('moon', name)).toBe('moon')
})

test('hourSeries_leavesOutHoursWithoutAValue', () => {
  const hour = { uses: {}, output: null, kgCO2PerUnit: null, kgcePerUnit: null }
  const series = hourSeries([{ ...hour, time: 'a', output: '1' }, { ...hour, time: 'b' }], (h) => h.output)
  expect(series.rows.map((row) => row.time)).toEqual(['a'])
})
