import type { LatestRow, Name } from './points'

export interface Deviation {
  code: string
  offset: number
  text: Name
}

export interface DecodedItem {
  code: string
  /** A field without a code, such as DataTime. */
  plain: boolean
  name: Name | null
  unit: string | null
  fields: { field: string; value: string }[]
}

export interface DecodedFrame {
  text: string
  hex: string
  version: string
  lengthOk: boolean
  declaredLength: number | null
  actualLength: number
  crc: string
  crcSent: string
  crcExpected: string
  crcOk: boolean
  encrypted: boolean
  header: { field: string; value: string }[]
  dataTime: string | null
  items: DecodedItem[]
  deviations: Deviation[]
}

export interface FrameRow {
  arrival: number
  received: string
  source: string
  outcome: string
  bytes: number
  rows: number
  deviations: number
  text: string
}

export interface Trace {
  observation: LatestRow & { datastream: number; name: Name; unit: string; thing: number }
  arrival: {
    number: number
    received: string
    source: string
    outcome: string
    rows: number
    replays: number
  } | null
  frame: DecodedFrame | null
  /** Why there is no frame to show; a code. */
  missing: 'computed' | 'not-kept' | 'by-hand' | null
  /** What came, where it was no frame of HJ 212. */
  raw: string | null
  /** Frames that came before are kept no more. */
  keptSince: string | null
  earlier: { value: string | null; flag: string | null; time: string | null } | null
}
