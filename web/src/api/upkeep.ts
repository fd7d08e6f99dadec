export interface UpkeepEntry {
  id: number
  thing: number
  thingName: string
  kind: string
  from: string
  to: string | null
  who: string
  note: string
  source: 'person' | 'mark'
  struck: string | null
  struckBy: string | null
  struckWhy: string | null
}

export interface UpkeepEvent {
  number: number
  command: string
  time: string
  fields: Record<string, string>
}

export interface UpkeepLedger {
  entries: UpkeepEntry[]
  /** What the point's device told of itself. */
  events: UpkeepEvent[]
}

/** What a day brought; counts are hours of Datastreams. */
export interface PointDay {
  day: string
  state: 'none' | 'exceeded' | 'missing' | 'marked' | 'valid'
  expected: number
  received: number
  valid: number
  marked: number
  stopped: number
  alarms: number
  exceeded: number
}
