// Figures of energy as people read them.
import type { EnergySource, KilnHour } from '../api/energy'
import type { Series } from '../api/series'
import { language, t, type MessageKey } from '../i18n'
import { zh } from '../i18n/zh-CN'

/** So many digits behind the point, of what is below 1 three that say something; thousands grouped; a dash where there is no figure. */
export function figure(value: string | null | undefined, digits = 2): string {
  if (value === null || value === undefined || value === '') return '–'
  const number = Number(value)
  return new Intl.NumberFormat('en-US', Math.abs(number) < 1 ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: digits }).format(number)
}

/** In thousands: kgce as tce. */
export const thousandth = (value: string | null): string => figure(value === null ? null : String(Number(value) / 1000), 3)

export const carrierName = (use: { carrier: string; zh: string }): string => (language.value === 'zh' ? use.zh : use.carrier)

export function findingName(code: string): string {
  const key = `energyFinding.${code}.of`
  return key in zh ? t(key as MessageKey) : code
}

/** What a choice is called where its item is a word of the server: `ncv natural gas`. */
export function choiceName(item: string, nameOf: (carrier: string) => string): string {
  const plain: Record<string, MessageKey> = { grid: 'energy.grid', heat: 'energy.heatFactor', 'gas at': 'energy.gasAt', 'tariff hours': 'energy.tariffHours' }
  const alone = plain[item]
  if (alone) return t(alone)
  const [, part, of] = /^(family|ncv|cc|of|kgce|thickness|activity ±|factor ±) (.+)$/.exec(item) ?? []
  if (part === undefined || of === undefined) return item
  switch (part) {
    case 'family':
      return t('energy.familyOf', { fuel: nameOf(of) })
    case 'ncv':
      return t('energy.ncvOf', { fuel: nameOf(of) })
    case 'cc':
      return t('energy.ccOf', { fuel: nameOf(of) })
    case 'of':
      return t('energy.ofOf', { fuel: nameOf(of) })
    case 'kgce':
      return t('energy.coalOf', { carrier: nameOf(of), unit: '' }).replace('/)', ')')
    case 'thickness':
      return t('energy.thicknessOf', { product: of })
    case 'activity ±':
      return t('energy.activityOf', { carrier: nameOf(of) })
    default:
      return t('energy.factorOf', { carrier: nameOf(of) })
  }
}

export const outputUnit = (unit: string): string => (unit === 'piece' ? t('energy.piece') : unit === 'm2' ? 'm²' : unit)

export function levelName(level: number | null): string {
  if (level === null) return '–'
  return level === 0 ? t('energy.levelOver') : t('energy.levelN', { n: level })
}

/** By how much a figure differs from another, in percent with its sign; empty without one of them. */
export function change(now: string | null | undefined, then: string | null | undefined): string {
  if (!now || !then || Number(then) === 0) return '–'
  const percent = (Number(now) / Number(then) - 1) * 100
  return `${percent > 0 ? '+' : percent < 0 ? '−' : ''}${Math.abs(percent).toFixed(1)} %`
}

/** Hours of a kiln as a curve can be drawn of them. */
export function hourSeries(hours: readonly KilnHour[], value: (hour: KilnHour) => string | null | undefined): Series {
  return {
    datastream: 0,
    from: hours[0]?.time ?? '',
    to: hours.at(-1)?.time ?? '',
    width: 0,
    gapSeconds: 5400,
    rows: hours.flatMap((hour, i) => {
      const v = value(hour)
      return v === null || v === undefined ? [] : [{ id: i + 1, time: hour.time, value: v, flag: null, min: null, max: null }]
    }),
    buckets: [],
    flags: [],
  }
}

/** Where the readings or the history of what a figure rests on are read. */
export function readingsOf(works: number, source: EnergySource): string {
  if (source.kind !== 'meter') return `/api/enterprises/${works}/bills/${source.id}/history`
  const filter = `phenomenonTime ge ${source.from} and phenomenonTime lt ${source.to}`
  return `/v1.1/Datastreams(${source.datastream})/Observations?$filter=${encodeURIComponent(filter)}`
}

/** A minute by the clock of Beijing as the server reads it. */
export const sent = (local: string): string => local.replace('T', ' ')
