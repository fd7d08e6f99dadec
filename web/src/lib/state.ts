import type { Contact, Judgement } from '../api/points'

/** A state as people see it. Each has a shape, a word and a colour: never a colour alone. */
export type State = 'alarm' | 'exceeded' | 'silent' | 'late' | 'near' | 'invalid' | 'pending' | 'marked' | 'normal'

/** In the order in which a person should act. */
export const STATES: readonly State[] = ['alarm', 'exceeded', 'silent', 'late', 'near', 'invalid', 'pending', 'marked', 'normal']

export const SHAPE: Record<State, string> = {
  alarm: '◆',
  exceeded: '◆',
  silent: '○',
  late: '◔',
  near: '▲',
  invalid: '✕',
  pending: '＋',
  marked: '▬',
  normal: '●',
}

/** The CSS token of its colour. */
export const COLOUR: Record<State, string> = {
  alarm: 'danger',
  exceeded: 'danger',
  silent: 'silent',
  late: 'warn',
  near: 'warn',
  invalid: 'silent',
  pending: 'info',
  marked: 'info',
  normal: 'accent',
}

/** One state out of contact and judgement: what a person should know first. */
export function stateOf(point: { contact: Contact; judgement: Judgement }): State {
  if (point.contact === 'pending') return 'pending'
  if (point.judgement === 'alarm' || point.judgement === 'exceeded') return point.judgement
  if (point.contact === 'silent') return 'silent'
  if (point.contact === 'late') return 'late'
  return point.judgement
}

export const rank = (state: State): number => STATES.indexOf(state)

/** Data marks of HJ 212 in their word's key; unknown ones are shown by their letter alone. */
const FLAGS = 'NFMSDCTBP0123'
export function flagKey(flag: string): `flag.${string}` | null {
  return flag.length === 1 && FLAGS.includes(flag) ? `flag.${flag}` : null
}
/** Marks that say the value itself is not to be trusted. */
export const isDoubtful = (flag: string | null): boolean => flag !== null && 'DBTP02'.includes(flag)
