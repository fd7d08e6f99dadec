// Alarms in words and links.
import type { Alarm, AlarmEvent } from '../api/alarms'
import { t, word, type MessageKey } from '../i18n'
import { ownName, pointName } from './names'
import { now, shortTime } from './time'

/** The name of what an alarm is about: a point, or an area as a whole. */
export const placeOf = (a: Alarm): string => (a.area ? ownName(a.area) : pointName(a.thing ?? 0, a.thingName))

/** Whether the worst value of an alarm is its lowest: what should stay above a limit. */
export const isLowest = (peak: string | null, limit: string | null): boolean => peak !== null && limit !== null && Number(peak) < Number(limit)

/** The point's page on the time of the alarm, with room around it; an area has no curve. */
export function curveOf(a: Alarm): string {
  if (a.thing === null) return `/alarms/${a.id}`
  const start = Date.parse(a.start)
  const end = a.end ? Date.parse(a.end) : now.value
  const room = Math.max(1800_000, (end - start) * 0.5)
  return `/points/${a.thing}?code=${encodeURIComponent(a.code)}&from=${new Date(start - room).toISOString()}&to=${new Date(Math.min(end + room, Math.max(now.value, end))).toISOString()}`
}

const time = (text: string | null): string => (text ? shortTime(text, now.value) : '–')

/** A stretch of time as the server writes it, `start/end` with `..` for an open end. */
function stretch(text: string | null): string {
  const [from, to] = (text ?? '').split('/')
  return `${time(from ?? null)} – ${to && to !== '..' ? time(to) : t('alarm.still')}`
}

/** What an event of an alarm says, without the one who did it. */
export function eventText(e: AlarmEvent): string {
  switch (e.what) {
    case 'raised':
      return [t(e.is === 'late' ? 'alarmEvent.raisedLate' : 'alarmEvent.raised'), e.other ? t('alarmEvent.after', { id: e.other }) : ''].filter(Boolean).join(' ')
    case 'limit':
      return t('alarmEvent.limit', { was: e.was ?? '–', is: e.is ?? '–' })
    case 'peak':
      return t('alarmEvent.peak', { was: e.was ?? '–', is: e.is ?? '–' })
    case 'level':
      return t('alarmEvent.level', { was: e.was ? word('warningLevel', e.was) : '–', is: word('warningLevel', e.is ?? '') })
    case 'cleared':
      return t('alarmEvent.cleared', { time: time(e.is) })
    case 'extended':
      return t('alarmEvent.extended', { was: stretch(e.was), is: stretch(e.is) })
    case 'merged':
      return e.is === 'withdrawn' ? t('alarmEvent.mergedInto', { id: e.other ?? 0 }) : t('alarmEvent.merged', { id: e.other ?? 0, is: stretch(e.is) })
    case 'assigned':
      return e.is ? t('alarmEvent.assigned', { person: e.is }) : t('alarmEvent.unassigned')
    case 'shelved':
      return t('alarmEvent.shelved', { time: time(e.is) })
    case 'escalated':
      return t('alarmEvent.escalated', { level: e.is ?? '', to: word('recipient', e.why ?? '') })
    case 'attached':
      return t('alarmEvent.attached')
    default:
      return word('alarmEvent', e.what)
  }
}

/** What was said to it: a comment or a reason. */
export const reasonOf = (e: AlarmEvent): string => (e.what === 'escalated' ? '' : (e.why ?? ''))

export const SEVERITIES = ['danger', 'warning', 'info'] as const
export const STATES = ['open', 'cleared', 'withdrawn'] as const
export const messageOf = (state: (typeof STATES)[number]): MessageKey => `alarms.${state}`

/** A line of an alarm's history: an event, or peaks that rose one after the other. */
export interface HistoryLine {
  event: AlarmEvent
  steps: number
}

/** Peaks that follow each other are one line, from the first value to the last. Oldest first. */
export function historyOf(events: readonly AlarmEvent[]): HistoryLine[] {
  const lines: HistoryLine[] = []
  for (const event of events) {
    const before = lines.at(-1)
    if (before && before.event.what === 'peak' && event.what === 'peak') {
      lines[lines.length - 1] = { event: { ...event, was: before.event.was }, steps: before.steps + 1 }
    } else lines.push({ event, steps: 1 })
  }
  return lines
}
