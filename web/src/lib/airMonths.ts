// A report of the air as calendars: what each day of a month was.
import type { ReportSheet } from '../api/desk'
import { cellText } from './reports'

export interface AirDay {
  /** As `2026-03-01`. */
  day: string
  /** Empty for a day that is not valid. */
  aqi: string
  /** 1 (excellent) to 6 (severely polluted); 0 where there is no index. */
  level: number
  category: string
  primary: string
}

const LEVELS = '一二三四五六'

/** Months from Monday to Sunday, the weeks that have a day of the report; null for a day that has none. */
export function airMonths(sheet: ReportSheet): { month: string; weeks: (AirDay | null)[][] }[] {
  const place = (key: string): number => sheet.columns.findIndex((column) => column.key === key)
  const [time, aqi, level, category, primary] = ['time', 'aqi', 'level', 'category', 'primary'].map(place) as [number, number, number, number, number]
  if (time < 0 || aqi < 0) return []
  const months = new Map<string, (AirDay | null)[][]>()
  for (const row of sheet.rows) {
    const of = (i: number): string => (i < 0 || row[i] === undefined ? '' : cellText(row[i]))
    const day = of(time).slice(0, 10)
    const date = new Date(`${day}T00:00:00Z`)
    if (Number.isNaN(date.getTime())) continue
    const weeks = months.get(day.slice(0, 7)) ?? []
    months.set(day.slice(0, 7), weeks)
    const before = (new Date(`${day.slice(0, 7)}-01T00:00:00Z`).getUTCDay() + 6) % 7
    const cell = before + date.getUTCDate() - 1
    while (weeks.length <= Math.floor(cell / 7)) weeks.push(Array.from({ length: 7 }, () => null))
    weeks[Math.floor(cell / 7)]![cell % 7] = { day, aqi: of(aqi), level: LEVELS.indexOf(of(level).charAt(0) || '?') + 1, category: of(category), primary: of(primary) }
  }
  return [...months].map(([month, weeks]) => ({ month, weeks: weeks.filter((week) => week.some(Boolean)) }))
}
