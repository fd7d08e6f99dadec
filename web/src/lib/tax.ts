// The tax of a month as the server answers it; numbers are texts, since a browser's would lose digits.
export interface Step {
  zh: string
  en: string
  expression: string
  result: string
}
export interface Basis {
  document: string
  clause: string
  confidence: string
}
export interface TaxLine {
  month: {
    code: string
    name: string
    kg: string
    hours: { due: number; counted: number; stopped: number; substituted: number; missing: number; before: number }
    compliance: { mean: string; limit: string; exceedances: number } | null
  }
  item: string
  equivalents: string
  fate: 'taxed' | 'outranked' | 'excluded'
  factor: string
  tax: string
}
export interface TaxOutlet {
  code: string
  name: string
  medium: string
  rate: string | null
  lines: TaxLine[]
  total: string
  basis: Basis | null
  steps: Step[]
  notes: { code: string; about: string }[]
}
export interface TaxStatement {
  creditCode: string
  enterprise: string
  month: string
  outlets: TaxOutlet[]
  others: { kind: 'solid' | 'noise'; name: string; tax: string; basis: Basis; steps: Step[] }[]
  total: string
  due: string
}

/** At most so many digits behind the point, cut off from what a person reads; the working has them all. */
export function short(number: string, digits = 2): string {
  const [whole, part = ''] = number.split('.')
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, ',')
  const kept = part.slice(0, digits).replace(/0+$/, '')
  return kept === '' ? grouped : `${grouped}.${kept}`
}
/** Money: always two digits. */
export function money(yuan: string): string {
  const [whole, part = ''] = yuan.split('.')
  return `${whole!.replace(/\B(?=(\d{3})+$)/g, ',')}.${part.padEnd(2, '0').slice(0, 2)}`
}
