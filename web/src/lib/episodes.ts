import type { Alarm, Datastream, Limit } from '../api/types'
import type { Episode } from '../components/chartMarks'
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

/** The limit of a datastream: a permit's, or else the one that its newest alarm was judged by. */
export function limitOf(stream: Datastream, alarms: readonly Alarm[]): Limit | null {
  if (stream.limit) return stream.limit
  const alarm = alarms.filter((a) => a.code === stream.code && a.limit !== null && a.unit === stream.unit).sort((a, b) => b.start.localeCompare(a.start))[0]
  if (!alarm) return null
  const below = alarm.peak !== null && Number(alarm.peak) < Number(alarm.limit)
  return { lower: below ? alarm.limit : null, upper: below ? null : alarm.limit, averaging: stream.interval, basis: alarm.basis }
}
