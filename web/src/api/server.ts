export interface Status {
  now: string
  speed: number
  version: string
  place: string
  demo: boolean
  open: boolean
  started: string
  framesPerMinute: number
  openAlarms: number
  openCases: number
  pendingDevices: number
  queue: { waiting: number; bytes: number }
  lastArrival: number
  positions: { reader: string; position: number; behind: number }[]
  disk: Disk
  connections: number
  hj212Port: number
  java: string
  health: Health
}

export type DiskPart = 'frames' | 'realtime' | 'minute' | 'lasting' | 'other'

export interface Disk {
  used: number
  free: number
  total: number
  growthPerDay: number | null
  measuredSince: string | null
  /** 3650: not foreseen to be full. */
  daysLeft: number | null
  parts: { kind: DiskPart; bytes: number; perDay: number | null; growsUntil: string | null }[]
}

export type KeptKind = 'frames' | 'realtime' | 'minute' | 'hour' | 'day'

export interface Retention {
  /** null: for ever. */
  keptDays: Record<KeptKind, number | null>
  framesSince: string | null
  nextRun: string
  lastRun: {
    at: string
    millis: number
    upTo: number
    framesBefore: string | null
    frames: number
    framesHeld: Record<string, number>
    rows: { interval: KeptKind; before: string; deleted: number; held: number }[]
  } | null
  failure: string | null
}

export interface Health {
  status: 'ok' | 'degraded' | 'failing'
  reasons: { level: string; code: string; message: string; nextStep: string }[]
}
