import type { AlarmNote } from './alarms'
import type { Contact, Headline, Judgement } from './points'

/** One row as it arrives, over the live events. */
export interface LiveRow {
  datastream: number
  id: number
  time: string
  value: string | null
  flag: string | null
  received: string | null
  parameters: Record<string, unknown>
}

export interface LivePoint {
  id: number
  contact: Contact
  judgement: Judgement
  lastTime: string | null
  alarms: number
  /** The newest of the open alarms. */
  alarm: AlarmNote | null
  headline: Headline | null
}
