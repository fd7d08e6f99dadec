// What the place is, as it was said at the first visit, sets what stands first in its menu.
import type { Me } from '../api/accounts'

/** A factory looks after its own devices, a park after its enterprises; a bureau begins with the points of all. */
const FIRST: Record<Me['kind'], readonly string[]> = {
  bureau: ['overview', 'points', 'alarms', 'cases'],
  park: ['overview', 'places', 'points', 'alarms', 'cases', 'reports'],
  factory: ['overview', 'points', 'alarms', 'upkeep', 'devices', 'limits', 'reports'],
}

/** The entries in the order of a kind of place; those that it does not name follow as they stand. */
export function ordered<T extends { name: string }>(items: readonly T[], kind: Me['kind']): T[] {
  const first = FIRST[kind]
  const rank = (item: T): number => (first.includes(item.name) ? first.indexOf(item.name) : first.length)
  return [...items].sort((a, b) => rank(a) - rank(b))
}
