// How a page takes in what comes live.
import type { LiveRow } from '../api/live'
import type { Datastream } from '../api/points'

/** Of each datastream the row with the latest time. */
export function newestOf(rows: readonly LiveRow[]): Map<number, LiveRow> {
  const newest = new Map<number, LiveRow>()
  for (const row of rows) {
    const seen = newest.get(row.datastream)
    if (!seen || seen.time <= row.time) newest.set(row.datastream, row)
  }
  return newest
}

/** The datastream with a row as its latest, unless it has a later one. */
export function withLatest(stream: Datastream, row: LiveRow | undefined): Datastream {
  if (!row || (stream.latest && row.time < stream.latest.time)) return stream
  return { ...stream, latest: { byHand: false, end: null, ...stream.latest, ...row } }
}
