import type { Limit } from '../api/limits'
import type { Interval } from '../api/points'
import { t, word } from '../i18n'

/** "50", "6 – 9", "≥ 5": the digits as recorded. */
export function limitText({ lower, upper }: Limit): string {
  if (lower !== null && upper !== null) return `${lower} – ${upper}`
  return upper ?? `≥ ${lower}`
}

/** To the nearest, a tie to the even digit (GB/T 8170). */
function rounded(value: number, digits: number): number {
  const scale = 10 ** digits
  const shifted = Number((value * scale).toPrecision(15))
  const floor = Math.floor(shifted)
  const up = shifted - floor === 0.5 ? floor % 2 !== 0 : shifted - floor > 0.5
  return (up ? floor + 1 : floor) / scale
}

/** Whether a value that the limit judges lies outside; what is no number lies nowhere. */
export function isOutside(value: string | null | undefined, { lower, upper, digits }: Limit): boolean {
  if (value === null || value === undefined || !Number.isFinite(Number(value))) return false
  const compared = digits === null || digits === undefined ? Number(value) : rounded(Number(value), digits)
  return (upper !== null && compared > Number(upper)) || (lower !== null && compared < Number(lower))
}

/** What a limit judges of a row: the converted value, the measured one, or nothing that was sent. */
export function judgedOf(row: { value: string | null; parameters: Record<string, unknown> }, { judges }: Limit): string | null {
  const converted = row.parameters['corrected']
  const sent = typeof converted === 'string' || typeof converted === 'number' ? String(converted) : null
  if (judges === 'converted') return sent
  return judges === 'measured' ? row.value : (sent ?? row.value)
}

const ORDER: readonly Interval[] = ['realtime', 'minute', 'hour', 'day']

/** Whether a value of this interval is the mean that the limit is about: only then it can break it. */
export const decides = (interval: Interval, limit: Limit): boolean => ORDER.indexOf(interval) >= ORDER.indexOf(limit.averaging)

/** Which mean and which value the limit is about, whose it is and where it comes from. */
export const limitBasis = (limit: Limit): string =>
  [
    limit.averaging === 'realtime' ? '' : t('limit.averaging', { interval: t(`interval.${limit.averaging}`) }),
    limit.judges === 'converted' ? t('limit.converted', { oxygen: limit.oxygen ?? '' }) : '',
    limit.whose ? word('limitLevel', limit.whose) : '',
    limit.basis,
  ]
    .filter((part) => part !== '')
    .join(' · ')
