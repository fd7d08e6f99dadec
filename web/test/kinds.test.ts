import { describe, expect, it } from 'vitest'
import type { CaseKind } from '../src/api/cases'
import { draftOf, kindOf } from '../src/lib/kinds'

const KIND: CaseKind = {
  code: 'noise',
  name: { zh: '噪声', en: 'Noise' },
  ledger: false,
  fields: [
    { name: 'hour', label: { zh: '时段', en: 'Hour' }, type: 'choice', required: true, public: 'shown', choices: [{ word: 'day', zh: '昼间', en: 'Day' }, { word: 'night', zh: '夜间', en: 'Night' }] },
    { name: 'place', label: { zh: '地点', en: 'Place' }, type: 'text', required: false, public: 'masked', choices: [] },
  ],
  steps: [
    { step: 'accept', roles: ['duty-officer'], fields: [] },
    { step: 'close', roles: ['leader'], fields: ['place'] },
  ],
  limits: [{ stage: 'received', days: 0, unit: 'working', warnDays: 0, escalateDays: 1, to: 'leader' }],
  total: { stage: null, days: 60, unit: 'calendar', warnDays: 7, escalateDays: 0, to: 'leader' },
  extension: { days: 30, times: 1 },
  lookBack: [30, 90],
  basis: 'of the town',
}

describe('a kind of case', () => {
  it('goes through the form unchanged', () => {
    const back = kindOf(draftOf(KIND, false))
    expect(back).toMatchObject({ code: 'noise', name: KIND.name, steps: KIND.steps, lookBack: [30, 90], extension: KIND.extension, basis: 'of the town' })
    expect(back.fields).toEqual(KIND.fields.map(({ choices, ...f }) => (f.type === 'choice' ? { ...f, choices } : f)))
    expect(back.limits).toEqual([{ stage: 'received', days: 0, unit: 'working', escalateDays: 1, to: 'leader' }])
    expect(back.total).toEqual({ days: 60, unit: 'calendar', warnDays: 7, to: 'leader' })
  })

  it('begins a fresh one without its names', () => {
    const draft = draftOf(KIND, true)
    expect([draft.code, draft.zh, draft.en, draft.basis]).toEqual(['', '', '', ''])
    expect(draft.steps.accept).toEqual({ on: true, roles: ['duty-officer'], fields: [] })
  })

  it('sends what is no number as it was written, for the server to name', () => {
    const draft = draftOf(KIND, false)
    draft.limits.received!.days = 'soon'
    draft.fields = []
    expect(kindOf(draft)).toMatchObject({ limits: [{ stage: 'received', days: 'soon' }], steps: [{ step: 'accept' }, { step: 'close', fields: [] }] })
  })
})
