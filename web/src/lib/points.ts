import type { AlarmNote } from '../api/alarms'
import type { Datastream, Point } from '../api/points'
import { nameOf, t } from '../i18n'
import { isLowest } from './alarms'
import { factorName } from './factors'
import { isOutside, limitText } from './limits'
import { namesOf } from './names'
import { prettyUnit } from './numbers'
import { rank, stateOf } from './state'
import { now, shortTime, span } from './time'

/** Whether all the words asked for stand somewhere in what a person knows of a point. */
export function fits(point: Point, query: string): boolean {
  const text = [...namesOf(point), point.deviceId, point.outlet].join('\n').toLowerCase()
  return query.toLowerCase().split(/\s+/).every((part) => text.includes(part))
}

const inChinese = new Intl.Collator('zh-CN')

/** Most urgent first; among equals the one that has been so for longer. */
export function byUrgency(a: Point, b: Point): number {
  const byState = rank(stateOf(a)) - rank(stateOf(b))
  if (byState !== 0) return byState
  const [before, after] = [a.lastTime ?? '', b.lastTime ?? '']
  return before < after ? -1 : before > after ? 1 : inChinese.compare(a.name, b.name)
}

/** The name of a quantity at a point; with its code where another of the same interval is called the same. */
export function streamName(one: Datastream, all: readonly Datastream[]): string {
  const name = nameOf(one.name)
  const twin = all.some((d) => d.id !== one.id && d.interval === one.interval && nameOf(d.name) === name)
  return twin ? `${name} ${one.code}` : name
}

/** Why a point needs attention, in one sentence. */
export function reason(point: Point): string {
  const h = point.headline
  const shown = h && h.value !== null ? { name: nameOf(h.name), value: h.judged ?? h.value, unit: prettyUnit(h.unit), limit: h.limit ? limitText(h.limit) : '–' } : null
  switch (stateOf(point)) {
    case 'alarm':
    case 'exceeded':
      if (point.alarm) return alarmText(point.alarm)
      return shown && h?.limit && isOutside(h.judged, h.limit) ? t('overview.exceeds', shown) : t('overview.exceedsPlain', { n: Math.max(1, point.alarms) })
    case 'silent':
    case 'late': {
      if (!point.lastTime) return t('point.never')
      const silence = span((now.value - Date.parse(point.lastTime)) / 1000)
      return point.expectedSeconds
        ? t('overview.silentFor', { span: silence, expected: span(point.expectedSeconds) })
        : t('overview.silentPlain', { span: silence })
    }
    case 'near':
      if (!shown || !h?.limit) return ''
      // A short mean above the limit of a longer one: on the way to exceeding, not there yet.
      return isOutside(h.judged, h.limit) ? t('overview.above', { ...shown, interval: t(`interval.${h.limit.averaging}`) }) : t('overview.near', shown)
    case 'invalid':
      return h?.flag ? t('overview.invalid', { name: nameOf(h.name), flag: h.flag }) : ''
    case 'pending':
      return t('point.pendingNext')
    case 'marked':
    case 'normal':
      return ''
  }
}

function alarmText({ rule, code, start, peak, limit, unit }: AlarmNote): string {
  const since = { rule: nameOf(rule), what: factorName(code), time: shortTime(start, now.value) }
  if (peak === null) return t('overview.alarm', since)
  const values = { ...since, peak, unit: prettyUnit(unit), limit: limit ?? '' }
  return limit === null ? t('overview.alarmPeak', values) : t(isLowest(peak, limit) ? 'overview.alarmLow' : 'overview.alarmLimit', values)
}
