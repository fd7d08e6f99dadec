import type { Interval, Name } from './points'

export interface Area {
  id: number
  code: string
  name: string
  nameEn: string | null
  level: string
  parent: number | null
}

export interface Enterprise {
  id: number
  creditCode: string
  name: string
  nameEn: string | null
  industry: string
  area: number | null
  address: string | null
}

export interface Outlet {
  id: number
  enterprise: number
  code: string
  name: string
  nameEn: string | null
  medium: 'air' | 'water'
}

export interface PermitLimit {
  id: number
  outlet: number
  code: string
  from: string
  averaging: Interval
  unit: string
  minimum: string | null
  maximum: string | null
  kilogramsPerHour: string | null
  tonnesPerYear: string | null
}

export interface Permit {
  id: number
  number: string
  terms: { id: number; from: string; to: string }[]
  limits: PermitLimit[]
}

export interface EnterprisePage {
  enterprise: Enterprise
  outlets: Outlet[]
  facilities: { id: number; code: string; name: string; nameEn: string | null; process: string | null }[]
  permits: Permit[]
  points: { thing: number; outlet: number | null; facility: number | null }[]
}

export interface ImportResult {
  kind: string
  preview: boolean
  applied: boolean
  rows: number
  added: number
  changed: number
  unchanged: number
  errorCount: number
  errors: { row: number; column: string; rule: string; value: string; code: string }[]
}

export interface FactorName {
  code: string
  name: Name
  unit: string
}
