import { expect, test } from 'vitest'
import { change, figure, hourSeries, thousandth } from '../src/lib/energy'

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

test('hourSeries_leavesOutHoursWithoutAValue', () => {
  const hour = { uses: {}, output: null, kgCO2PerUnit: null, kgcePerUnit: null }
  const series = hourSeries([{ ...hour, time: 'a', output: '1' }, { ...hour, time: 'b' }], (h) => h.output)
  expect(series.rows.map((row) => row.time)).toEqual(['a'])
})
