// What the watch writes of a case, in words.
import type { Case, CaseClock, CaseField, CasePage, TimelineEntry } from '../api/cases'
import { language, nameOf, t, word } from '../i18n'
import { lawDay, now, shortTime, span } from './time'

/** In the order of the way, then what leaves it. */
export const STEPS = ['accept', 'give-out', 'investigate', 'rectify', 'apply', 'verify', 'publicise', 'close', 'look-back', 'hand-over', 'answer', 'return', 'extend', 'pause', 'resume', 'merge', 'ask-closing', 'confirm-closing', 'reopen'] as const
export const STAGES = ['received', 'accepted', 'handed-over', 'given-out', 'investigated', 'rectified', 'applied', 'verified', 'publicised'] as const
/** Those that a kind may name for its steps. */
export const KIND_ROLES = ['duty-officer', 'inspector', 'street-office', 'maintainer', 'enterprise', 'leader', 'prosecutor', 'analyst', 'public', 'owner'] as const
/** A role as kinds name it, in the words of the accounts. */
export const roleName = (role: string): string => word('role', role === 'duty-officer' ? 'duty' : role === 'street-office' ? 'street' : role)

/** Words one after the other. */
export const listed = (words: readonly string[]): string => words.join(language.value === 'zh' ? '，' : ', ')

type Criterion = NonNullable<Case['criterion']>

export function criterionText({ required }: Criterion): string {
  switch (required.kind) {
    case 'answers-rains':
      return t('criterion.answers-rains', { n: required.count })
    case 'below-limit':
      return t('criterion.below-limit', { n: required.count })
    case 'valid-days':
      return t('criterion.valid-days', { n: required.count })
    case 'silence-ended':
      return t('criterion.silence-ended')
    default:
      return required.kind
  }
}

const isMessage = (key: string): boolean => word('entry', key) !== key

/** How long until a limit, or since. */
export function dueText(clock: CaseClock): string {
  if (clock.paused) return t('cases.paused')
  if (!clock.next) return ''
  const left = (Date.parse(clock.next) - now.value) / 1000
  return left >= 0 ? t('cases.left', { time: span(left) }) : t('cases.over', { time: span(-left) })
}

/** A limit ends with a day: that day. */
export const lastDay = (due: string): string => lawDay(Date.parse(due) - 1000)

/** A value of a field, in the present language. */
export function fieldText(field: CaseField, value: string): string {
  if (field.type === 'choice' || field.type === 'choices')
    return value.split(',').map((one) => nameOf(field.choices.find((c) => c.word === one) ?? { zh: one, en: one })).join(t('app.comma'))
  return value
}

export const progressText = ({ required, progress }: Criterion): string =>
  t('criterion.progress', { done: progress?.done ?? 0, needed: progress?.needed ?? required.count })

/** To whom, until when or into which case a step led. */
const whitherOf = (d: NonNullable<TimelineEntry['details']>): string =>
  d.lead ? [d.lead, ...(d.coUnits ?? [])].join(t('app.comma')) : (d.until ?? d.into ?? d.body ?? '')

export function entryText(entry: TimelineEntry): string {
  const d = entry.details
  switch (entry.what) {
    case 'opened':
      return t('entry.opened')
    case 'alarm':
      return t('entry.alarm')
    case 'progress': {
      if (!d?.from || !d.to) return ''
      const values = { from: shortTime(d.from, now.value), to: shortTime(d.to, now.value), done: d.done ?? 0, needed: d.needed ?? 0 }
      return d.outcome === 'passed' ? t('entry.passed', values) : d.outcome === 'failed' ? t('entry.failed', values) : t('entry.neutral', values)
    }
    case 'closed':
      return d?.fulfilledAt ? t('entry.closedAt', { time: shortTime(d.fulfilledAt, now.value) }) : t('entry.closed')
    case 'note':
      return entry.text
    case 'clue-verdict':
      return d?.clue && d.verdict ? t('entry.clue-verdict', { n: d.clue, verdict: word('sup.verdict', d.verdict) }) : ''
    case 'look-back':
      return [t('step.look-back'), d?.outcome && word('outcome', d.outcome), entry.text].filter(Boolean).join(t('app.colon'))
    default: {
      const what = isMessage(entry.what) ? word('entry', entry.what) : word('step', entry.what)
      const code = d?.code ? ` ${d.code}` : ''
      const whither = d ? whitherOf(d) : ''
      const said = what + code + (whither && ` → ${whither}`)
      return entry.text ? said + t('app.colon') + entry.text : said
    }
  }
}

/**
 * What happened to a case while somebody had it before them: closed by the data or by another, or moved on from the step
 * that they had chosen; empty when neither.
 */
export function meanwhileText(was: CasePage, is: CasePage, chosen: string): string {
  if (was.state === 'open' && is.state === 'closed') {
    const last = is.timeline.findLast((entry) => entry.what === 'closed' || ['closed', 'merged'].includes(entry.details?.became ?? ''))
    const time = shortTime(is.closed ?? now.value, now.value)
    return !last || last.what === 'closed' ? t('cases.provedMeanwhile', { time }) : t('cases.closedMeanwhile', { time, who: who(last) })
  }
  return chosen !== '' && !is.steps.some((s) => s.step === chosen) ? t('cases.stepGone') : ''
}

export const who = (entry: TimelineEntry): string => word('who', entry.who)
