// What the place is, as it was said at the first visit, sets what stands first in its menu.
import type { Me } from '../api/accounts'

/** A factory looks after its own devices, a park after its enterprises; a bureau begins with the points of all. */
const FIRST: Record<Me['kind'], readonly string[]> = {
  bureau: ['overview', 'points', 'alarms', 'cases'],
  park: ['overview', 'places', 'points', 'alarms', 'cases', 'reports'],
  factory: ['overview', 'points', 'alarms', 'upkeep', 'devices', 'limits', 'reports'],
}

/** What is set up once and looked up now and then. */
const TOOLS: ReadonlySet<string> = new Set(['rules', 'limits', 'law', 'inspect', 'people', 'audit', 'health'])

/** 0: what a kind of place looks at every day, 1: the rest of its work, 2: what is set up once. */
export function sectionOf(name: string, kind: Me['kind']): 0 | 1 | 2 {
  return FIRST[kind].includes(name) ? 0 : TOOLS.has(name) ? 2 : 1
}

/** The entries in the order of a kind of place, section by section; those that it does not name follow as they stand. */
export function ordered<T extends { name: string }>(items: readonly T[], kind: Me['kind']): T[] {
  const first = FIRST[kind]
  const rank = ({ name }: T): number => (first.includes(name) ? first.indexOf(name) : first.length + sectionOf(name, kind))
  return [...items].sort((a, b) => rank(a) - rank(b))
}
