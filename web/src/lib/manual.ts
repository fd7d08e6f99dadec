// What people measure, as the console draws and writes it.
import type { ManualReport, ManualResult } from '../api/manual'
import { language, t, word } from '../i18n'
import { prettyUnit } from './numbers'

/** A result as a mark on a curve. */
export interface Sample {
  report: number
  /** The middle of the sampling, in ms. */
  time: number
  value: number
  text: string
  exceeded: boolean
}

export const resultName = (result: Pick<ManualResult, 'name' | 'nameEn'>): string => (language.value === 'en' && result.nameEn) || result.name

/** As a laboratory writes it: what was not detected is below the limit of the method. */
export const found = (result: Pick<ManualResult, 'value' | 'below' | 'detectionLimit'>): string => (result.below ? `< ${result.detectionLimit ?? ''}` : (result.value ?? ''))

/** What a report is called in a list. */
export const titleOf = (report: ManualReport): string => [report.number, report.sample].filter((part) => part !== '').join(' · ') || word('manualKind', report.kind)

/** Whether any result of it exceeds, else whether any is met. */
export function verdictOf(report: ManualReport): ManualResult['judged']['outcome'] {
  const outcomes = report.results.map((result) => result.judged.outcome)
  return outcomes.includes('exceeded') ? 'exceeded' : outcomes.includes('met') ? 'met' : 'not-judged'
}

/** The words that begin with a verdict's reason, or with what has to be known of it. */
export const because = (result: ManualResult): string => (result.judged.reason !== '' ? word('manualReason', result.judged.reason) : result.judged.longerMean ? t('manual.longerMean') : '')

/** The results of a quantity that can stand on a curve in a unit: numbers, not withdrawn. */
export const samplesOf = (reports: readonly ManualReport[], code: string, unit: string): Sample[] =>
  reports.flatMap((report) =>
    report.results
      .filter((result) => result.code === code && result.value !== null && !report.withdrawn && prettyUnit(result.unit) === prettyUnit(unit))
      .map((result) => ({
        report: report.id,
        time: (Date.parse(report.from) + Date.parse(report.to)) / 2,
        value: Number(result.value),
        text: `${result.value} ${prettyUnit(result.unit)} · ${titleOf(report)}`,
        exceeded: result.judged.outcome === 'exceeded',
      })),
  )

/** One line of the form. */
export interface ResultDraft {
  code: string
  value: string
  unit: string
  detectionLimit: string
  converted: string
  method: string
  instrument: string
}
export const emptyResult = (): ResultDraft => ({ code: '', value: '', unit: '', detectionLimit: '', converted: '', method: '', instrument: '' })

export const draftOf = (result: ManualResult): ResultDraft => ({
  code: result.code,
  value: result.below ? 'ND' : (result.value ?? ''),
  unit: result.unit,
  detectionLimit: result.detectionLimit ?? '',
  converted: result.converted ?? '',
  method: result.method ?? '',
  instrument: result.instrument ?? '',
})
