import { afterAll, describe, expect, it } from 'vitest'
import { speak } from '../src/i18n'
import { deedOf, targetOf } from '../src/lib/deeds'

describe('an entry of the audit', () => {
  afterAll(() => speak('zh'))

  it('says what was done to what', () => {
    speak('en')
    expect(deedOf('POST /api/cases/{id}/evidence')).toBe('cases · evidence: entered')
    expect(deedOf('POST /api/alarms/{id}/shelve')).toBe('alarms: shelved')
    expect(deedOf('POST /api/supply/import/{kind}')).toBe('supply: imported')
    expect(deedOf('GET /api/tax/clues')).toBe('environmental tax · clues: seen')
    expect(deedOf('POST /api/login')).toBe('logged in')
    expect(targetOf('account 3')).toBe('account 3')
    expect(targetOf('what_is_seen 2')).toBe('No. 2')
  })

  it('says nothing where a part has no word, so that the address is shown', () => {
    expect(deedOf('POST /api/unheard/{id}')).toBe('')
  })
})
