import { lawDay } from './time'

/** A limit as the server shows it. */
export interface HeldLimit {
  ref: string
  level: 'permit' | 'local' | 'national'
  holder: string
  standard: string
  medium: string
  condition: string
  place: { point: string; grade: string; facility: string; fuel: string; region: string; condition: string }
  item: string
  itemZh: string
  code: string
  operator: '<=' | '>=' | 'range' | 'from'
  value: string
  unit: string
  averaging: string
  referenceO2: string | null
  from: string | null
  to: string | null
  basis: { document: string; clause: string; confidence: string; source: string }
  entry: { kind: string; author: string; recorded: string | null; reason: string }
  enabled: boolean
  judges: boolean
  text: string
}
export interface LimitPage {
  day: string
  total: number
  limits: HeldLimit[]
}
export interface Step {
  zh: string
  en: string
  expression: string
  result: string
}
export interface LimitChoice {
  outlet: string
  limit: HeldLimit
  candidates: HeldLimit[]
  permitLooser: boolean
  /** Left out by alarms that were judged before it was kept. */
  judges?: 'measured' | 'converted' | 'as-the-rule-says'
  oxygen?: string | null
  steps: Step[]
}
export interface Law {
  document: string
  en: string
  confidence: string
  source: string
}
export interface ChoiceAnswer {
  day: string
  outlet: string | null
  outletName: string | null
  choice: LimitChoice | null
  law: Law | null
  none: string | null
}
export interface Affected {
  from: string | null
  to: string | null
  points: { thing: number; name: string }[]
}
export type Written = HeldLimit & { affected: Affected }

/** What judged an alarm, and why. */
export interface AlarmWhy {
  alarm: number
  rule: { code: string; version: number; name: string; nameEn: string; basis: string }
  input: { thing: number; code: string; value: string | null; unit: string; start: string; end: string | null }
  /** The row whose value is the peak; null when it is not found. */
  peak: { at: string; measured: string; oxygen: string | null; converted: 'device' | 'server' | 'none' } | null
  day: string
  judged: { ref: string; recorded: string; choice: LimitChoice }[]
  law: Law | null
  citation: string | null
  verdict: { exceeded: boolean; judged: string; multiple: string | null; roundingDecides: boolean; steps: Step[] } | null
  now: LimitChoice | null
  changed: boolean
}

const SIGNS: Record<HeldLimit['operator'], string> = { '<=': '≤', '>=': '≥', range: '', from: '≥' }

/** `≤ 50`, `6–9`. */
export const bound = (limit: Pick<HeldLimit, 'operator' | 'value'>): string =>
  `${SIGNS[limit.operator]} ${limit.operator === 'range' ? limit.value.replace('-', '–') : limit.value}`.trim()

export const isShipped = (limit: Pick<HeldLimit, 'ref'>): boolean => limit.ref.startsWith('shipped-')

const dayOf = (time: string): string => lawDay(Date.parse(time))

/** The page that judges again, with the range of a changed limit filled in. */
export function rejudgeLink(affected: Affected): { path: string; query: Record<string, string> } | null {
  if (!affected.from || !affected.to || affected.points.length === 0) return null
  const query: Record<string, string> = { from: dayOf(affected.from), to: dayOf(affected.to) }
  if (affected.points.length === 1) query['thing'] = String(affected.points[0]!.thing)
  return { path: '/alarms/rejudge', query }
}
