// What /api/supply and /api/footprints answer.
import type { Name } from './points'

export interface Firm {
  id: number
  name: Name
  creditCode: string
}
export interface Product {
  id: number
  owner: Firm
  code: string
  gtin: string | null
  name: Name
  unit: string
  offered: boolean
  version: number
}
export interface Partner {
  id: number
  buyer: Firm
  supplier: Firm
  state: string
  sharesStock: boolean
  asked: boolean
  sides: string[]
  steps: string[]
  version: number
}
export interface Request {
  id: number
  number: string
  partner: Partner
  product: Product
  state: string
  asked: string
  agreed: string | null
  left: string | null
  neededBy: string
  note: string
  steps: string[]
  events: Happened[]
  version: number
}
export interface Order {
  id: number
  number: string
  request: number
  partner: Partner
  product: Product
  state: string
  quantity: string
  neededBy: string
  confirmed: string | null
  promised: string | null
  sent: string
  sure: string
  room: string | null
  disputed: boolean
  warnings: string[]
  steps: string[]
  made: string
  reference: string | null
  version: number
}
export interface Line {
  id: number
  number: string
  product: Product
  quantity: string
  state: string
}
export interface Part {
  lot: number
  code: string
  quantity: string
}
export interface Happened {
  at: string
  who: string
  enterprise: Firm | null
  what: string
  text: string
}
export interface Delivery {
  id: number
  number: string
  state: string
  shipped: string
  shippedAt: string
  expected: string
  counted: string | null
  quality: string | null
  qualityNote: string
  proposed: string | null
  proposedBy: Firm | null
  settled: string | null
  lots: Part[]
  steps: string[]
  events: Happened[]
  version: number
}
export interface OrderPage {
  order: Order
  lines: Line[]
  deliveries: Delivery[]
  events: Happened[]
}
export interface Lot {
  id: number
  code: string
  uri: string
  product: Product
  quantity: string
  left: string
  madeFrom: string
  madeTo: string
  shown: string[]
  own: boolean
  footprint: string | null
  version: number
}
export interface LotPage {
  lot: Lot
  inputs: Part[]
  receivers: Firm[]
  held: boolean
}
export interface CodePrefix {
  id: number
  enterprise: Firm
  prefix: string
}
export interface Trace {
  direction: string
  lots: number
  levels: { level: number; count: number; hidden: number; lots: { id: number; code: string; product: Product; quantity: string | null; unit: string | null }[] }[]
}
export interface ExchangeProfile {
  companyName: string
  companyIds: string[]
  contact: string
  standards: string[]
  assessments: string[]
  country: string
  exempted: string
  exemptedWhy: string
}
export interface Exchange {
  profile: ExchangeProfile
  host: { base: string; tokenUrl: string; client: string } | null
  messages: { id: number; sender: Name; recipient: Name; type: string; made: string; attempts: number; next: string | null; sent: string | null; failure: string }[]
  requests: { id: number; product: Name; asker: Name; at: string; state: string; mine: boolean }[]
}
export interface Footprint {
  id: string
  product: number
  lot: number | null
  kilograms: string
  primaryShare: string | null
  boundary: string
  method: string
  from: string
  to: string
  source: string
  working: string[]
  active: boolean
  made: string
}
export interface Stock {
  id: number
  enterprise: Firm
  product: Product
  quantity: string
  at: string
  own: boolean
}
export interface Forecast {
  id: number
  buyer: Firm
  product: Product
  month: string
  quantity: string
}
export interface PublicLot {
  code: string
  uri: string
  product: Name | null
  productCode: string | null
  unit: string | null
  owner: Name | null
  quantity: string | null
  madeFrom: string | null
  madeTo: string | null
  footprint: { kilograms: string; unit: string; primaryShare: string | null; boundary: string; method: string } | null
}
