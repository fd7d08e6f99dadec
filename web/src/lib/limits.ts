import type { Interval, Limit } from '../api/types'
import { t } from '../i18n'

/** "50", "6 – 9", "≥ 5": the digits as recorded. */
export function limitText({ lower, upper }: Limit): string {
  if (lower !== null && upper !== null) return `${lower} – ${upper}`
  return upper ?? `≥ ${lower}`
}

/** Whether a value lies outside; what is no number lies nowhere. */
export function isOutside(value: string | null, { lower, upper }: Limit): boolean {
  if (value === null || !Number.isFinite(Number(value))) return false
  return (upper !== null && Number(value) > Number(upper)) || (lower !== null && Number(value) < Number(lower))
}

const ORDER: readonly Interval[] = ['realtime', 'minute', 'hour', 'day']

/** Whether a value of this interval is the mean that the limit is about: only then it can break it. */
export const decides = (interval: Interval, limit: Limit): boolean => ORDER.indexOf(interval) >= ORDER.indexOf(limit.averaging)

/** Which mean the limit is about, and where it comes from. */
export const limitBasis = (limit: Limit): string =>
  [limit.averaging === 'realtime' ? '' : t('limit.averaging', { interval: t(`interval.${limit.averaging}`) }), limit.basis].filter((part) => part !== '').join(' · ')
