import type { Alarm } from '../api/alarms'
import type { Limit, LimitSpan } from '../api/limits'
import type { Datastream } from '../api/points'
import type { Episode } from '../components/chartMarks'
import type { CurveLimit } from '../components/chartOption'
import { nameOf } from '../i18n'
import { prettyUnit } from './numbers'
import { now, shortTime } from './time'
import type { Stretch } from './view'

/** The alarms that begin on a stretch of time, as a chart shows them. */
export function episodesOn(alarms: readonly Alarm[], { from, to }: Stretch): Episode[] {
  return alarms
    .map((a) => ({
      start: Date.parse(a.start),
      end: a.end ? Date.parse(a.end) : null,
      text: `${nameOf(a.ruleName)} ${shortTime(a.start, now.value)} ${a.peak ?? ''} ${prettyUnit(a.unit)}`,
    }))
    .filter((e) => e.start >= from && e.start <= to)
}

/** The limits that counted on a stretch of time; where none did, the one that the newest alarm was judged by. */
export function limitsOf(stream: Datastream, alarms: readonly Alarm[], spans: readonly LimitSpan[], { from, to }: Stretch): CurveLimit[] {
  const counted = spans.flatMap(({ limit, ...span }, i) =>
    // What counts at the end of what was read goes on with the rows that come.
    limit ? [{ from: Date.parse(span.from), to: i === spans.length - 1 ? Math.max(to, Date.parse(span.to)) : Date.parse(span.to), limit }] : [],
  )
  if (counted.length > 0) return counted
  const limit = ofAlarm(stream, alarms)
  return limit ? [{ from, to, limit }] : []
}

function ofAlarm(stream: Datastream, alarms: readonly Alarm[]): Limit | null {
  const alarm = alarms.filter((a) => a.code === stream.code && a.limit !== null && a.unit === stream.unit).sort((a, b) => b.start.localeCompare(a.start))[0]
  if (!alarm) return null
  const below = alarm.peak !== null && Number(alarm.peak) < Number(alarm.limit)
  return { lower: below ? alarm.limit : null, upper: below ? null : alarm.limit, averaging: stream.interval, basis: alarm.basis }
}
