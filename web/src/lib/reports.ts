// What a report page asks for, and how it shows the answer.
import type { ReportCell, ReportSheet } from '../api/desk'
import { nameOf } from '../i18n'
import { prettyUnit } from './numbers'

export const KINDS = ['data', 'exceedances', 'rates', 'alarms', 'cases', 'air'] as const
export const STEPS = ['hour', 'day', 'month', 'year'] as const
export type Kind = (typeof KINDS)[number]
export type Step = (typeof STEPS)[number]

export interface Wanted {
  kind: Kind
  step: Step
  by: 'point' | 'period'
  point: number
  codes: string
  from: string
  to: string
  template: string
}

/** The parameters of /api/reports; what is left empty is left out. */
export function parameters(w: Wanted, language: string): Record<string, string> {
  const all: Record<string, string> = { kind: w.kind, from: w.from, to: w.to, language }
  if (w.kind === 'data') {
    all.step = w.step
    all.by = w.by
  }
  if (w.point) all.points = String(w.point)
  if (w.codes.trim()) all.codes = w.codes.replace(/\s+/g, '')
  if (w.template) all.template = w.template
  return all
}

export const address = (w: Wanted, language: string, format: string): string =>
  `/api/reports?${new URLSearchParams({ ...parameters(w, language), format })}`

export const cellText = (cell: ReportCell): string => (typeof cell === 'string' ? cell : nameOf(cell))

export const isNumber = (cell: ReportCell): boolean => typeof cell === 'string' && /^-?\d+(\.\d+)?$/.test(cell)

export const headingOf = (sheet: ReportSheet, i: number): string => {
  const column = sheet.columns[i]!
  return column.unit ? `${nameOf(column.heading)} (${prettyUnit(column.unit)})` : nameOf(column.heading)
}

export interface Line {
  name: string
  path: string
}

const MOST_LINES = 5

/** The first quantities of a sheet as curves in a box of 100 x 100; a gap where a value is missing. */
export function lines(sheet: ReportSheet): { all: Line[]; least: number; most: number } {
  const places = sheet.columns.flatMap((c, i) => (c.key.endsWith('.value') || c.key === 'aqi' ? [i] : [])).slice(0, MOST_LINES)
  const values = places.map((i) => sheet.rows.map((row) => (isNumber(row[i]!) ? Number(row[i]) : NaN)))
  const known = values.flat().filter((v) => !Number.isNaN(v))
  if (known.length === 0 || sheet.rows.length < 2) return { all: [], least: 0, most: 0 }
  const least = Math.min(0, known.reduce((a, b) => Math.min(a, b)))
  const most = known.reduce((a, b) => Math.max(a, b))
  const x = (i: number): string => ((i / (sheet.rows.length - 1)) * 100).toFixed(2)
  const y = (v: number): string => (100 - ((v - least) / (most - least || 1)) * 100).toFixed(2)
  const all = places.map((place, n) => {
    let path = ''
    let pen = false
    values[n]!.forEach((v, i) => {
      if (Number.isNaN(v)) pen = false
      else {
        path += `${pen ? 'L' : 'M'}${x(i)} ${y(v)}`
        pen = true
      }
    })
    return { name: headingOf(sheet, place), path }
  })
  return { all: all.filter((line) => line.path !== ''), least, most }
}
