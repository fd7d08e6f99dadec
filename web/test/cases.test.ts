import { beforeEach, describe, expect, it } from 'vitest'
import type { CasePage, TimelineEntry } from '../src/api/cases'
import { speak } from '../src/i18n'
import { entryText, meanwhileText } from '../src/lib/cases'
import { CHINA, setZone } from '../src/lib/time'

const page = (state: 'open' | 'closed', steps: string[], last: Partial<TimelineEntry>): CasePage =>
  ({
    state,
    closed: state === 'closed' ? '2020-03-01T02:00:00Z' : null,
    steps: steps.map((step) => ({ step, needs: [] })),
    timeline: [{ at: '', who: 'watch', what: 'opened', text: '', details: null }, { at: '', who: '', what: '', text: '', details: null, ...last }],
  }) as unknown as CasePage

beforeEach(() => {
  speak('en')
  setZone(CHINA)
})

describe('a case that changes while somebody has it before them', () => {
  const open = page('open', ['rectify'], { what: 'give-out', details: { became: 'given-out' } })

  it('tells that the data closed it', () => {
    const closed = page('closed', ['reopen'], { who: 'watch', what: 'closed', details: { fulfilledAt: '2020-03-01T02:00:00Z' } })
    expect(meanwhileText(open, closed, 'rectify')).toBe('The data met the criterion: the case closed by itself at 2020-03-01 10:00. Nothing is left to do.')
  })

  it('tells who closed it', () => {
    const closed = page('closed', ['reopen'], { who: 'Duty', what: 'close', details: { became: 'closed' } })
    expect(meanwhileText(open, closed, '')).toContain('by Duty')
  })

  it('tells that the chosen step is gone, and nothing else', () => {
    const moved = page('open', ['apply'], { who: 'Duty', what: 'rectify', details: { became: 'rectified' } })
    expect(meanwhileText(open, moved, 'rectify')).toContain('can no longer be taken')
    expect(meanwhileText(open, moved, 'apply')).toBe('')
    expect(meanwhileText(open, moved, '')).toBe('')
  })
})

describe('what a step says in the history', () => {
  const entry = (what: string, text: string, details: TimelineEntry['details']): TimelineEntry => ({ at: '', who: 'Duty', what, text, details })

  it('names to whom, until when or into which case', () => {
    expect(entryText(entry('give-out', 'find it', { lead: 'East Street', coUnits: ['Roads'] }))).toBe('Assign → East Street, Roads: find it')
    expect(entryText(entry('extend', 'experts', { until: '2026-09-14' }))).toBe('Extend → 2026-09-14: experts')
    expect(entryText(entry('merge', 'the same', { into: '2026-0003' }))).toBe('Merge → 2026-0003: the same')
    expect(entryText(entry('accept', '', null))).toBe('Accept')
  })

  it('says the verdict on a clue in both languages', () => {
    const told = entry('clue-verdict', '', { clue: 1, verdict: 'false' })
    expect(entryText(told)).toBe('Verdict on clue #1: false')
    speak('zh')
    expect(entryText(told)).toBe('线索 #1 核查结论：误报')
  })
})
