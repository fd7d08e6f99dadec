import type { Name } from './points'

export interface AlarmNote {
  rule: Name
  /** The quantity that it is about. */
  code: string
  start: string
  peak: string | null
  limit: string | null
  unit: string
}

export interface Alarm {
  id: number
  rule: string
  ruleName: Name
  /** The point that it is about; null for an alarm of an area. */
  thing: number | null
  thingName: string
  /** The area that it is about; null for an alarm of a point. */
  area: { id: number; name: string; nameEn: string } | null
  /** The word of the warning level reached; null where its rule knows none. */
  level: string | null
  code: string
  state: 'open' | 'cleared' | 'withdrawn'
  severity: 'info' | 'warning' | 'danger'
  start: string
  end: string | null
  peak: string | null
  limit: string | null
  unit: string
  basis: string
  raised: string
  acknowledged: string | null
  acknowledgedBy: string | null
  caseId: number | null
  late: boolean
  /** The alarm that this one is a recurrence of. */
  previous: number | null
  /** The older alarm that stays in its place. */
  mergedInto: number | null
  assigned: string | null
  /** The account that sees to it; null where only a name is known. */
  assignedAccount: number | null
  shelvedUntil: string | null
  escalation: number
}

export interface AlarmPage extends Alarm {
  recurrences: number[]
  /** What an alarm of an area rests on. */
  stations: { thing: number; name: string; value: string | null; note: string }[]
}

/** One change of an alarm. */
export interface AlarmEvent {
  id: number
  at: string
  who: string
  what: string
  was: string | null
  is: string | null
  why: string | null
  other: number | null
}

/** How many alarms people had to bear. */
export interface AlarmLoad {
  from: string
  to: string
  operators: number
  total: number
  average: string
  peak: number
  peakAt: string | null
  shareAbove: string
  shareFlood: string
  /** In each ten minutes. */
  counts: number[]
  worstRules: { rule: string; name: Name; count: number; percent: string }[]
  worstPoints: { thing: number; name: string; count: number; percent: string }[]
  staleCount: number
  stale: Alarm[]
}

/** How alarms are handled, whatever their rule. */
export interface AlarmPolicy {
  recurrenceSeconds: number
  operators: number
  steps: { severity: string; level: number; afterSeconds: number; recipient: string }[]
}

/** What an alarm says, or would. */
export interface AlarmSpan {
  start: string
  end: string | null
  peak: string | null
  limit: string | null
}
