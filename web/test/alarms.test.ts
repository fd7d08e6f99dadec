import { beforeEach, describe, expect, it } from 'vitest'
import type { AlarmEvent } from '../src/api/alarms'
import { speak } from '../src/i18n'
import { eventText, historyOf, reasonOf } from '../src/lib/alarms'
import { setServerTime } from '../src/lib/time'

let id = 0
const event = (what: string, more: Partial<AlarmEvent> = {}): AlarmEvent => ({
  id: ++id, at: '2026-03-01T04:00:00Z', who: 'watch', what, was: null, is: null, why: null, other: null, ...more,
})

beforeEach(() => {
  speak('en')
  setServerTime('2026-03-01T04:00:00Z', 1)
})

describe('what happened to an alarm', () => {
  it('is told in words, with times by a Beijing clock', () => {
    expect(eventText(event('cleared', { was: 'open', is: '2026-03-01T03:00:00Z' }))).toBe('Over, at 11:00 in the data')
    expect(eventText(event('extended', { was: '2026-03-01T01:00:00Z/2026-03-01T02:00:00Z', is: '2026-03-01T01:00:00Z/..' }))).toBe(
      'Lasted 09:00 – 10:00, now 09:00 – still open',
    )
    expect(eventText(event('raised', { is: 'late', other: 3 }))).toBe('Found in late data, never sounded (recurrence of #3)')
    expect(eventText(event('assigned', { was: 'A' }))).toBe('Unassigned')
  })

  it('names whom an escalation turned to, also by words of the operator', () => {
    expect(eventText(event('escalated', { is: '1', why: 'shift-leader' }))).toContain('the shift leader')
    expect(eventText(event('escalated', { is: '2', why: 'Plant desk' }))).toContain('Plant desk')
    expect(reasonOf(event('escalated', { why: 'manager' }))).toBe('')
    expect(reasonOf(event('commented', { why: 'seen' }))).toBe('seen')
  })

  it('shows peaks that follow each other as one line', () => {
    const lines = historyOf([event('raised'), event('peak', { was: '1', is: '2' }), event('peak', { was: '2', is: '5' }), event('cleared'), event('peak')])
    expect(lines.map((line) => [line.event.what, line.steps])).toEqual([['raised', 1], ['peak', 2], ['cleared', 1], ['peak', 1]])
    expect(lines[1]!.event).toMatchObject({ was: '1', is: '5' })
  })
})
