/** What people measure, as the server has it. */
import type { LimitChoice } from '../lib/heldLimits'

export interface ManualJudged {
  outcome: 'met' | 'exceeded' | 'not-judged'
  reason: string
  value: string | null
  converted: boolean
  lower: string | null
  upper: string | null
  longerMean: boolean
  ref: string | null
  choice: LimitChoice | null
}

export interface ManualResult {
  code: string
  name: string
  nameEn: string
  value: string | null
  unit: string
  below: boolean
  detectionLimit: string | null
  converted: string | null
  method: string | null
  instrument: string | null
  judged: ManualJudged
  automatic: { interval: 'hour' | 'minute' | 'realtime'; mean: string; count: number; marked: number; difference: string | null } | null
}

export interface ManualReport {
  id: number
  revision: number
  thing: number
  thingName: string
  thingNameEn: string
  kind: 'laboratory' | 'reading'
  number: string
  sample: string
  laboratory: string | null
  accreditation: string | null
  from: string
  to: string
  analysed: string | null
  sampler: string | null
  remark: string | null
  results: ManualResult[]
  withdrawn: boolean
  author: string
  recorded: string
  why: string | null
  official: boolean
  caseFile: { id: number; number: string; stage: string } | null
  /** That it needs no case though it exceeds, as somebody said of this revision. */
  dismissal: { why: string; author: string; recorded: string } | null
}

export interface ManualFile {
  id: number
  name: string
  media: string
  bytes: number
  sha256: string
  added: string
  addedBy: string
  struck: string | null
  struckBy: string | null
  struckWhy: string | null
}

/** The newest revision first: the report as it stands. */
export interface ManualPage {
  revisions: ManualReport[]
  files: ManualFile[]
}

export interface ManualList {
  reports: ManualReport[]
  more: boolean
}
