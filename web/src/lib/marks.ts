// Which marks stand for the points on a map. Many points close together are shown as one, with their number.
import type { Point } from '../api/points'
import { rank, stateOf, type State } from './state'

/** Where a point lies, in pixels of the whole world at one zoom. */
export interface Placed {
  point: Point
  x: number
  y: number
}

/** A mark for one point, or for several that lie close together. */
export interface Mark {
  /** The same for the same points. */
  key: string
  x: number
  y: number
  /** The most urgent state under it. */
  state: State
  points: Point[]
}

/** So many marks a person can still tell apart. */
const SINGLE = 400
/** Points of one square of so many pixels become one mark. */
const CELL = 48
/** These are never hidden in a number, unless there are very many of them. */
const LOUD: readonly State[] = ['alarm', 'exceeded']

/** The marks in the order in which they are drawn: the most urgent last, on top. */
export function marksOf(placed: readonly Placed[]): Mark[] {
  const single = ({ point, x, y }: Placed): Mark => ({ key: `p${point.id}`, x, y, state: stateOf(point), points: [point] })
  const byRank = (a: Mark, b: Mark): number => rank(b.state) - rank(a.state)
  if (placed.length <= SINGLE) return placed.map(single).sort(byRank)

  const loud = placed.filter(({ point }) => LOUD.includes(stateOf(point)))
  const apart = loud.length <= SINGLE ? new Set(loud) : new Set<Placed>()
  const cells = new Map<string, Placed[]>()
  for (const one of placed) {
    if (apart.has(one)) continue
    const key = `${Math.floor(one.x / CELL)} ${Math.floor(one.y / CELL)}`
    const cell = cells.get(key)
    if (cell) cell.push(one)
    else cells.set(key, [one])
  }
  const groups = [...cells].map(([key, cell]) => (cell.length === 1 ? single(cell[0]!) : group(key, cell)))
  return [...groups.sort(byRank), ...[...apart].map(single).sort(byRank)]
}

function group(key: string, cell: readonly Placed[]): Mark {
  const mean = (of: (one: Placed) => number): number => cell.reduce((sum, one) => sum + of(one), 0) / cell.length
  const points = cell.map((one) => one.point)
  const state = points.map(stateOf).reduce((worst, s) => (rank(s) < rank(worst) ? s : worst))
  return { key: `g${key}`, x: mean((one) => one.x), y: mean((one) => one.y), state, points }
}

/** How many of the points are in which state, the most urgent first. */
export function tally(points: readonly Point[]): [State, number][] {
  const n = new Map<State, number>()
  for (const point of points) n.set(stateOf(point), (n.get(stateOf(point)) ?? 0) + 1)
  return [...n].sort(([a], [b]) => rank(a) - rank(b))
}
