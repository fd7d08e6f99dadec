/** Sources of meters and counters, as the server has them. */
export type MeterKind = 'modbus' | 'dlt645' | 'mqtt'

export interface MeterEntry {
  code: string
  name: string | null
  place: string
  area: string | null
  type: string | null
  order: string | null
  scale: string | null
  shift: string | null
  unit: string | null
  counter: boolean | null
  wrapsAt: string | null
  mostPerHour: string | null
}

export interface MeterProblem {
  code: string
  message: string
  since: string
}

export interface ReadValue {
  code: string
  raw: string
  value: string | null
  problem: string | null
}

export interface MeterState {
  unit: string
  device: number | null
  kept: string | null
  values: ReadValue[]
  problem: MeterProblem | null
}

export interface SourceLayout {
  topic: string | null
  device: string | null
  time: string | null
  tls: boolean
  acceptUnknown: boolean
  registration: string | null
}

export interface MeterSource {
  id: number
  code: string
  name: string
  kind: MeterKind
  host: string
  port: number
  enabled: boolean
  units: string[]
  period: number
  timeout: number
  login: string | null
  hasSecret: boolean
  layout: SourceLayout
  entries: MeterEntry[]
  changed: string
  changedBy: string
  state: 'off' | 'starting' | 'ok' | 'partly' | 'failing'
  problem: MeterProblem | null
  answers: number
  missed: number
  meters: MeterState[]
}

/** A gateway that has connected to the server. */
export interface Gateway {
  registration: string
  meters: string[]
  address: string
  since: string
}

export interface TriedMeter {
  unit: string
  raw: string
  values: ReadValue[]
  problem: MeterProblem | null
}

export interface Counter {
  datastream: number
  thing: number
  point: string
  code: string
  name: string
  unit: string
  wrapsAt: string | null
  mostPerHour: string | null
  time: string | null
  value: string | null
  open: number
}

export interface CounterStep {
  thing: number
  point: string
  name: string
  unit: string
  open: boolean
  step: {
    id: number
    datastream: number
    at: string
    kind: string
    was: string
    became: string
    decision: { verdict: string; why: string; decidedBy: string; decided: string } | null
  }
}
