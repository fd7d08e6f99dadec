// What the server's REST interface answers. Exact numbers come as strings and are shown as sent.
import type { AlarmNote } from './alarms'
import type { Limit } from './limits'

export type Contact = 'fresh' | 'late' | 'silent' | 'pending'

export type Judgement = 'normal' | 'near' | 'exceeded' | 'alarm' | 'marked' | 'invalid'

export interface Name {
  zh: string
  en: string
}

export interface Point {
  id: number
  name: string
  nameEn: string | null
  deviceId: string
  protocol: string
  systemType: string | null
  contact: Contact
  judgement: Judgement
  /** When the newest data was received. */
  lastTime: string | null
  /** How often data is expected, in seconds; null when not known yet. */
  expectedSeconds: number | null
  lon: number | null
  lat: number | null
  area: string | null
  enterprise: string | null
  enterpriseId: number | null
  outlet: string | null
  alarms: number
  /** The newest of the open alarms. */
  alarm: AlarmNote | null
  headline: Headline | null
}

export interface Headline {
  datastream: number
  name: Name
  value: string | null
  /** What its limit judges of it; null when that was not sent. */
  judged: string | null
  unit: string
  flag: string | null
  interval: Interval
  limit: Limit | null
}

export interface LatestRow {
  id: number
  time: string
  end: string | null
  value: string | null
  flag: string | null
  received: string | null
  parameters: Record<string, unknown>
  byHand: boolean
}

export type Interval = 'realtime' | 'minute' | 'hour' | 'day'

export interface Datastream {
  id: number
  code: string
  sentCode: string | null
  name: Name
  unit: string
  interval: Interval
  /** Seconds from one row to the next; null when not known. */
  period: number | null
  computed: boolean
  count: number
  latest: LatestRow | null
  limit: Limit | null
}

export interface PointPage extends Point {
  deviceNumber: number | null
  datastreams: Datastream[]
}

/** What a removal takes along, and what stands against it. */
export interface Removal {
  name: string
  datastreams: number
  observations: number
  since: string | null
  until: string | null
  alarms: number
  cases: number
  rules: number
  pairs: number
  reports: number
  /** `point-held`, `datastream-held`, `point-pending`; null when it can be removed. */
  refusal: string | null
}

/** What a person says of a point for a time. */
export interface PersonMark {
  id: number
  thing: number
  from: string
  to: string | null
  kind: string
  note: string
  author: string
  recorded: string
  withdrawn: string | null
}
