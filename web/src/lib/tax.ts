// The tax of a month as the server answers it; numbers are texts, since a browser's would lose digits.
import { word } from '../i18n'

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
    /** The samples that it comes from; null: from the monitor. */
    laboratory: { reports: number[]; sampled: string } | null
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
  notes: { code: string; about: string; aboutEn: string }[]
}
export interface TaxStatement {
  creditCode: string
  enterprise: string
  month: string
  over: boolean
  outlets: TaxOutlet[]
  others: { kind: 'solid' | 'noise'; name: string; tax: string; basis: Basis; steps: Step[] }[]
  total: string
  due: string
}

/** What a person says before an amount can be made of a laboratory's samples. */
export interface LaboratorySaid {
  ran: Record<string, { hours: string; volumeM3: string }>
  carryOver: boolean
  notDetected: '' | 'zero' | 'half'
  voluntary: string[]
}
export const nothingSaid = (): LaboratorySaid => ({ ran: {}, carryOver: false, notDetected: '', voluntary: [] })

/** As the server reads it: what is empty is not said. */
export const laboratoryBody = (said: LaboratorySaid): object => ({
  ran: Object.fromEntries(
    Object.entries(said.ran)
      .filter(([, ran]) => ran.hours !== '' || ran.volumeM3 !== '')
      .map(([outlet, ran]) => [outlet, { hours: ran.hours || null, volumeM3: ran.volumeM3 || null }]),
  ),
  carryOver: said.carryOver,
  notDetected: said.notDetected || null,
  voluntary: said.voluntary,
})

/** A kind of solid waste, as a person types it. */
export interface WasteSaid {
  kind: string
  generatedT: string
  storedT: string
  disposedT: string
  usedT: string
  dumped: boolean
}
export const someWaste = (): WasteSaid => ({ kind: '', generatedT: '', storedT: '', disposedT: '', usedT: '', dumped: false })

/** The noise of a site, as a person types it. */
export interface NoiseSaid {
  site: string
  dayOverDb: string
  dayDays: string | number
  nightOverDb: string
  nightDays: string | number
  boundaryM: string
  places: string | number
}
export const quietSite = (): NoiseSaid => ({ site: '', dayOverDb: '', dayDays: '', nightOverDb: '', nightDays: '', boundaryM: '', places: 1 })

/** As the server reads them: what is empty is not said. */
export const othersBody = (wastes: readonly WasteSaid[], noises: readonly NoiseSaid[]): object => ({
  wastes: wastes.filter((waste) => waste.kind !== '').map((waste) => saidOf(waste)),
  noise: noises.filter((noise) => noise.dayOverDb !== '' || noise.nightOverDb !== '').map((noise) => ({ ...saidOf(noise), places: Number(noise.places) })),
})
const saidOf = (said: object): object => Object.fromEntries(Object.entries(said).map(([name, value]) => [name, value === '' ? null : (value as unknown)]))

/** Whether samples matter at an outlet: they count, or would if more were said. */
export const sampledAt = (outlet: TaxOutlet): boolean =>
  outlet.lines.some((line) => line.month.laboratory) || outlet.notes.some((note) => ['monitor-silent', 'manual-earlier', 'manual-not-detected', 'manual-hours', 'manual-flow'].includes(note.code))

/** Rounded to so many digits for a person's eyes, from its exact text; the working has them all. */
export function short(number: string, digits = 2): string {
  return new Intl.NumberFormat('en-US', { maximumFractionDigits: digits }).format(number as `${number}`)
}
/** Money: always two digits. */
export function money(yuan: string): string {
  const [whole, part = ''] = yuan.split('.')
  return `${whole!.replace(/\B(?=(\d{3})+$)/g, ',')}.${part.padEnd(2, '0').slice(0, 2)}`
}

/** A rule of the supervision. */
export interface SupRule {
  id: string
  zh: string
  en: string
  tolerance: string
  tolerant: boolean
  leastYuan: string
  enabled: boolean
  version: number
  document: string
  clause: string
  confidence: string
  source: string
  open: number
  confirmed: number
  judgedWrong: number
  precision: string | null
}
export interface Clue {
  id: number
  rule: string
  creditCode: string
  name: string
  month: string
  outlet: string
  subject: string
  declared: string | null
  recomputed: string | null
  difference: string | null
  unit: string
  certainty: string
  records: { source: string; id: string; says: string }[]
  explanations: { zh: string; en: string; outlet: string; id: string; says: string }[]
  steps: Step[]
  found: string
  gone: string | null
  verdict: string
  reason: string
  decidedBy: string | null
  decided: string | null
  changedSince: boolean
  verdicts: { word: string; reason: string; by: string; decided: string }[]
  caseFile: { id: number; number: string; kind: string; stage: string } | null
}
export interface RunOutcome {
  firms: number
  monitored: number
  found: number
  added: number
  changed: number
  gone: number
  skipped: { month: string; reason: string }[]
  problems: { firm: string; month: string; rule: string; message: string }[]
}
export interface Trial {
  counts: boolean
  clues: number
  sure: number
  yuan: string
  knownFalse: number
  sample: { name: string; month: string; outlet: string; subject: string; declared: string | null; recomputed: string | null; unit: string }[]
  skipped: RunOutcome['skipped']
  problems: RunOutcome['problems']
}
export interface TaxList {
  kind: string
  columns: { key: string; zh: string; required: boolean }[]
  rows: number
  months: { month: string; rows: number }[]
}
export interface Doubt {
  name: string
  candidates: { creditCode: string; name: string; alike: number }[]
}
/** What a clue is about, where it is a word of ours: electricity, water, last year, peers. */
export const subjectOf = (subject: string): string =>
  subject
    .split(' / ')
    .map((part) => word('sup.subject', part))
    .join(' / ')

/** The page of what a record was read from; nothing for a row of a list, which is shown in its place. */
export function pageOf(record: string): string | null {
  if (/^manual\/\d+$/.test(record)) return `/${record}`
  const place = /^places\/(\d+)\/permits\/\d+$/.exec(record)?.[1]
  if (place) return `/places/${place}`
  const [, point, datastream, month] = /^points\/(\d+)(?:\/datastreams\/(\d+)\/(\d{4}-\d{2}))?$/.exec(record) ?? []
  if (!point) return null
  if (!datastream || !month) return `/points/${point}`
  const [year, n] = month.split('-').map(Number) as [number, number]
  const begins = (months: number): string => new Date(Date.UTC(year, n - 1 + months, 1) - 8 * 3600_000).toISOString()
  return `/points/${point}?s=${datastream}&from=${begins(0)}&to=${begins(1)}`
}

export const VERDICTS = ['open', 'confirmed', 'explained', 'false', 'data-error'] as const

/** The quarter before the one that a day lies in: the last that was to be filed. */
export function lastQuarter(day: string): { from: string; to: string } {
  const year = Number(day.slice(0, 4))
  const quarter = Math.floor((Number(day.slice(5, 7)) - 1) / 3)
  const month = (n: number): string => {
    const y = year + Math.floor(n / 12)
    return `${y}-${String((((n % 12) + 12) % 12) + 1).padStart(2, '0')}`
  }
  return { from: month((quarter - 1) * 3), to: month((quarter - 1) * 3 + 2) }
}
