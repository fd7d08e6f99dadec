// What the server says of production, energy and carbon.
import type { Step } from '../lib/tax'

export interface WorkUnit {
  id: number
  code: string
  name: string
  nameEn: string | null
  kind: string
  parent: number
  temperature: number
}
export interface Product {
  id: number
  code: string
  name: string
  nameEn: string | null
  unit: string
  quota: string | null
  kilograms: string | null
}
export interface Production {
  units: WorkUnit[]
  products: Product[]
  quotas: string[]
}
export interface Batch {
  id: number
  product: string
  productName: string
  amountUnit: string
  unit: string
  batch: string
  from: string
  to: string
  amount: string
  qualified: string
  withdrawn: boolean
  author: string
  recorded: string
  why: string | null
}
export interface Finding {
  code: string
  about: string
  value: string
  incomplete: boolean
}
export interface EnergySource {
  kind: 'meter' | 'bill'
  id: number
  name: string
  datastream: number
  from: string
  to: string
  counted: string
  factor: string
  amount: string
  expected: number
  read: number
}
export interface Use {
  carrier: string
  zh: string
  unit: string
  amount: string
  tariffs: Record<string, string>
  complete: boolean
  kgce: string | null
  coalBasis: string
  tCO2: string | null
  chosen: string
  missing: string
  steps: Step[]
  others: { family: string; document: string; confidence: string; tCO2: string }[]
  sources: EnergySource[]
}
export interface UnitUse {
  id: number
  code: string
  name: string
  kind: string
  depth: number
  kgce: string
  tCO2: string | null
  uses: Use[]
}
export interface ProductFigure {
  code: string
  name: string
  nameEn: string | null
  unit: string
  amount: string
  qualified: string
  kgcePerUnit: string | null
  kgCO2PerUnit: string | null
  level: number | null
  levels: string[]
  quota: string | null
  quotaNote: string
  kgce: string | null
  kgCO2: string | null
  shares: { carrier: string; zh: string; unit: string; amount: string; perUnit: string | null }[]
  missing: string[]
}
export interface Balance {
  from: string
  to: string
  complete: boolean
  units: UnitUse[]
  products: ProductFigure[]
  findings: Finding[]
}
export interface MonthFigures {
  month: string
  complete: boolean
  products: ProductFigure[]
}
export interface Choice {
  item: string
  value: string
  author: string
  recorded: string
}
export interface Inventory {
  year: number
  total: string | null
  complete: boolean
  sources: { kind: string; use: Use; basis: string; uncertainty: string | null }[]
  uncertainty: string | null
  unstated: string[]
  choices: Choice[]
  products: ProductFigure[]
  findings: Finding[]
}
export interface Choices {
  areas: string[]
  fuels: { carrier: string; fuel: string; families: { family: string; ncv: string; cc: string; of: string; document: string; confidence: string }[] }[]
  coal: { carrier: string; unit: string; kgce: string; document: string }[]
}
export interface Carrier {
  word: string
  zh: string
  unit: string
  kind: string
}
export interface Meter {
  id: number
  unit: number
  product: number
  carrier: string
  tariff: string
  datastream: number
  way: string
  factor: string
  from: string
  to: string | null
}
export interface Stream {
  number: number
  name: string
  unit: string
  interval: string
}
export interface Bill {
  id: number
  unit: number
  carrier: string
  tariff: string
  from: string
  to: string
  amount: string
  amountUnit: string
  document: string
  author: string
  why: string | null
}
export interface Consent {
  agreed: boolean
  author: string
  recorded: string
  why: string | null
}
export interface ParkRow {
  name: string | null
  nameEn: string | null
  product: string | null
  own: boolean
  unit: string
  quota: string | null
  kgcePerUnit: string | null
  kgCO2PerUnit: string | null
  level: number | null
  complete: boolean
}
export interface Park {
  month: string
  rows: ParkRow[]
  hidden: number
}
export interface KilnHour {
  time: string
  uses: Record<string, string>
  output: string | null
  kgCO2PerUnit: string | null
  kgcePerUnit: string | null
}
export interface KilnWindow {
  from: string
  to: string
  kgCO2PerUnit: string
  outputPerHour: string
  perUnit: Record<string, string>
  temperature: string | null
}
export interface Kiln {
  unit: WorkUnit
  products: string[]
  outputUnit: string
  temperature: { time: string; value: string } | null
  now: KilnHour | null
  hours: KilnHour[]
  weeks: number
  windowHours: number
  last: KilnWindow | null
  best: KilnWindow | null
  missing: string[]
}
