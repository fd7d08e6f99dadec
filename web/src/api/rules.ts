import type { AlarmSpan } from './alarms'
import type { Name } from './points'

/** One parameter of a kind of rule. */
export interface RuleField {
  name: string
  type: string
  required: boolean
  usual: string | null
  unit: string
}

export interface RuleKind {
  kind: string
  basis: string
  fields: readonly RuleField[]
}

/** One version of a rule of the watch. */
export interface Rule {
  code: string
  version: number
  kind: string
  name: string
  nameEn: string
  severity: string
  thing: number | null
  scope: string
  target: string
  /** What the target is called; null where it has no name of its own. */
  targetName: Name | null
  schedule: string | null
  validFrom: string
  parameters: Record<string, unknown>
  dwellSeconds: number
  clearSeconds: number
  opensCase: boolean
  criterion: unknown
  basis: string
  enabled: boolean
  author: string
  recorded: string
}

/** What a rule names and cannot judge, and why. */
export interface LeftOut {
  rule: string
  thing: number
  /** Left out in a dry run. */
  thingName?: string
  code: string
  reason: 'factor-missing' | 'unit-mismatch' | 'oxygen-missing' | 'oxygen-of-air'
  asked: string | null
  has: string | null
  /** How many values; null: none is ever judged. */
  values: number | null
  last: string | null
}

/** What a rule would have raised over past data. */
export interface DryRun {
  from: string
  to: string
  alarms: number
  points: number
  rows: number
  cut: string | null
  leftOut: readonly LeftOut[]
  list: readonly {
    thing: number
    thingName: string
    code: string
    unit: string
    episodes: readonly { start: string; end: string | null; peak: string | null; limit: string | null }[]
  }[]
}

/** A rule, as far as its name is needed. */
export interface RuleName {
  code: string
  name: string
  nameEn: string
}

/** How many alarms come out otherwise. */
export interface RejudgedCounts {
  raised: number
  changed: number
  withdrawn: number
  merged: number
}

/** What judging a range again would change. */
export interface Difference {
  points: number
  counts: RejudgedCounts
  changes: {
    kind: 'raised' | 'changed' | 'withdrawn' | 'merged'
    rule: string
    ruleVersion: number
    thing: number
    thingName: string
    signalCode: string
    unit: string
    alarm: number | null
    was: AlarmSpan | null
    is: AlarmSpan | null
  }[]
  /** Whether not all changes are listed. */
  more: boolean
}

/** A range that a person has ordered to be judged again. */
export interface Rejudgement {
  id: number
  rule: string | null
  things: number[]
  from: string
  to: string
  author: string
  reason: string
  ordered: string
  state: 'running' | 'done' | 'cancelled'
  ended: string | null
  points: number
  counts: RejudgedCounts
}
