// What a request did, in words: addresses are for programs.
import { t, told, word } from '../i18n'

/** A word of the messages; empty where there is none. */
const known = (prefix: string, part: string): string => told(prefix, part, '')

/** `POST /api/cases/{id}/evidence` as "cases · evidence: entered"; empty where a part has no word. */
export function deedOf(action: string): string {
  const [method = '', path = ''] = action.split(' ')
  const parts = path.split('/').filter((part) => part !== '' && part !== 'api' && !part.startsWith('{'))
  const things: string[] = []
  let deed = known('deed', method.toLowerCase())
  for (const [i, part] of parts.entries()) {
    const thing = known('thing', part)
    const done = known('deed', part)
    // The same word may be a thing above and what is done below: the last part says what is done.
    if (done && (i === parts.length - 1 || !thing)) deed = done
    else if (thing) things.push(thing)
    else return ''
  }
  return things.length > 0 && deed ? t('audit.deed', { things: things.join(' · '), deed }) : deed
}

/** `account 3` with the word of what it is. */
export function targetOf(target: string): string {
  const [what = '', ...rest] = target.split(' ')
  return [word('target', what), ...rest].join(' ')
}
