// What the watch writes of a case, in words.
import type { Case, TimelineEntry } from '../api/types'
import { t, word } from '../i18n'
import { now, shortTime } from './time'

type Criterion = NonNullable<Case['criterion']>

export function criterionText({ required }: Criterion): string {
  switch (required.kind) {
    case 'answers-rains':
      return t('criterion.answers-rains', { n: required.count })
    case 'below-limit':
      return t('criterion.below-limit', { n: required.count })
    default:
      return required.kind
  }
}

export const progressText = ({ required, progress }: Criterion): string =>
  t('criterion.progress', { done: progress?.done ?? 0, needed: progress?.needed ?? required.count })

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
    default:
      return entry.text
  }
}

export const who = (entry: TimelineEntry): string => word('who', entry.who)
