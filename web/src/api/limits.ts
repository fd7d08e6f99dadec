import type { Interval } from './points'

export interface Limit {
  lower: string | null
  upper: string | null
  /** The means that it is about. */
  averaging: Interval
  /** Where it comes from, such as a permit's number. */
  basis: string
  /** Of one that counts at the outlet; left out where an alarm alone told it. */
  whose?: 'permit' | 'local' | 'national'
  ref?: string
  confidence?: string
  /** Which value it judges: that converted to its reference oxygen (percent) and no other, or the measured one. */
  judges?: 'measured' | 'converted' | 'as-the-rule-says'
  oxygen?: string | null
  /** Digits after the point that a value is rounded to before it is compared; null: all are. */
  digits?: number | null
}

/** A limit for as long as it counted. */
export interface LimitSpan {
  from: string
  to: string
  limit: Limit | null
}

/** Which standards apply at which outlets on a day. */
export interface StandardsInUse {
  day: string
  standards: {
    standard: string
    medium: string
    from: string | null
    limits: number
    enabled: number
    confidence: string | null
    outlets: { outlet: number; name: string; enterprise: string }[]
  }[]
  industries: {
    industry: string
    area: string
    medium: string
    standard: string
    from: string | null
    to: string | null
    document: string
    clause: string
    confidence: string
    source: string
  }[]
}

/** What somebody has said of where a standard applies. */
export interface StandardUse {
  id: number
  scope: 'outlet' | 'enterprise' | 'area' | 'industry' | 'all'
  target: string
  medium: string
  standard: string
  from: string | null
  to: string | null
  applies: boolean
  author: string
  reason: string
  recorded: string
}
