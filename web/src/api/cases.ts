import type { Alarm } from './alarms'
import type { Name } from './points'

/** What the watch knows of a proof. */
export interface Progress {
  done: number
  needed: number
  fulfilledAt?: string | null
  steps?: { from: string; to: string; outcome: string }[]
}

export interface TimelineEntry {
  at: string
  who: string
  what: string
  /** What a person wrote; empty for entries of the watch. */
  text: string
  /** What the watch wrote. */
  details: { was?: string; became?: string; alarm?: number; code?: string; done?: number; needed?: number; from?: string; to?: string; outcome?: string; fulfilledAt?: string; lead?: string; coUnits?: string[]; until?: string; into?: string; body?: string; clue?: number; verdict?: string } | null
}

/** The clock on a case. */
export interface CaseClock {
  stageDue: string | null
  due: string | null
  next: string | null
  paused: string | null
  colour: 'none' | 'paused' | 'green' | 'yellow' | 'orange' | 'red'
  extensions: number
  askedBy: string | null
  askedWhy: string | null
}

/** Numbers of 0 stand for none. */
export interface Case {
  id: number
  number: string
  kind: string
  title: string
  /** Null where it has one language. */
  titleEn: string | null
  state: 'open' | 'closed'
  stage: string
  version: number
  thing: number
  thingName: string
  rule: string
  code: string
  since: string
  opened: string
  closed: string | null
  source: string
  description: string
  fields: Record<string, string>
  area: number
  enterprise: number
  campaign: number
  parent: number
  mergedInto: number
  lead: string
  body: string
  finding: string
  clock: CaseClock
  criterion: { required: { kind: string; count: number }; progress: Progress | null; fulfilled: boolean } | null
  timeline: TimelineEntry[]
  alarms: Alarm[]
}

export interface CaseKind {
  code: string
  name: Name
  ledger: boolean
  fields: CaseField[]
  steps: { step: string; roles: string[]; fields: string[] }[]
  limits: KindLimit[]
  /** Of the whole; null for none. */
  total: KindLimit | null
  extension: { days: number; times: number } | null
  lookBack: number[]
  basis: string
}

/** How long a stage may last, and who is told. */
export interface KindLimit {
  stage: string | null
  days: number
  unit: 'calendar' | 'working'
  warnDays: number
  escalateDays: number
  to: string
}

/** Days in a row that are not what their day of the week says. */
export interface CalendarDays {
  /** 0 for what the program ships. */
  id: number
  from: string
  to: string
  works: boolean
  name: string
  source: string
  confidence: string
}

/** A look whether what was put right lasted. */
export interface LookBackRow {
  caseId: number
  number: string
  title: string
  /** Null where it has one language. */
  titleEn: string | null
  thing: number
  day: number
  state: 'planned' | 'due' | 'done' | 'void'
  closed: string
  due: string
  checked: string | null
  outcome: string | null
  who: string | null
  details: { text?: string; signed?: { who: string; step: string }[]; alarms?: number[]; tampering?: number[] } | null
}

/** A note that calls upon somebody, with the case that it is in. */
export interface CalledUpon {
  id: number
  caseId: number
  number: string
  title: string
  /** Null where it has one language. */
  titleEn: string | null
  person: string
  who: string
  text: string
  at: string
}

export interface CaseField {
  name: string
  label: Name
  type: 'text' | 'long-text' | 'number' | 'date' | 'flag' | 'choice' | 'choices'
  required: boolean
  choices: { word: string; zh: string; en: string }[]
  /** What of it the public reads. */
  public: 'hidden' | 'masked' | 'shown'
}

export interface CaseNeed {
  name: string
  type: 'text' | 'word' | 'handler' | 'handlers' | 'date' | 'number' | 'case'
  required: boolean
  words: string[]
}

export interface CasePiece {
  id: number
  no: string
  /** The name of the unit or person that has it. */
  unit: string
  /** Of a person; 0 for a unit. */
  account: number
  leads: boolean
  task: string
  due: string | null
  given: string
  answer: string | null
  answered: string | null
  answeredBy: string | null
  version: number
}

export interface CaseItem {
  id: number
  parent: number
  code: string
  title: string
  owner: string
  standard: string
  due: string | null
  progress: number
  parts: number | null
  money: string | null
  yearMoney: string | null
  share: string | null
  stage: string
  evidence: string
  answer: string | null
  done: string | null
  doneBy: string | null
  linked: number
  version: number
}

/** A case with all that hangs on it. */
export interface CasePage extends Case {
  form: CaseKind
  steps: { step: string; needs: CaseNeed[] }[]
  pieces: CasePiece[]
  items: CaseItem[]
  lookBacks: { day: number; due: string; checked: string | null; outcome: string | null; who: string | null; details: { signed?: { who: string; step: string }[] } | null }[]
  complainant: boolean
  beside: { id: number; number: string; title: string; titleEn: string | null; stage: string; thing: number }[]
}

export interface SimilarPlace {
  thing: number
  name: string
  because: string[]
  now: boolean
  lately: number
  check: number
}

export interface LedgerTotal {
  parts: number
  done: number
  money: string | null
  yearMoney: string | null
}

export interface LedgerRow {
  id: number
  number: string
  kind: string
  title: string
  state: string
  parent: number
  fields: Record<string, string>
  total: LedgerTotal
  problems: number
}

export interface LedgerPage extends CasePage {
  total: LedgerTotal
  problems: { item: string; field: string; declared: string; counted: string; code: string }[]
}

export interface Campaign {
  id: number
  code: string
  title: string
  starts: string
  ends: string
  hotline: string
  opens: string
  closes: string
  mailBox: string
  scope: string
}
