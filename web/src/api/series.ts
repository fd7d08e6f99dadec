export interface SeriesRow {
  id: number
  time: string
  value: string | null
  flag: string | null
  min: string | null
  max: string | null
}

export interface SeriesBucket {
  time: string
  count: number
  min: string
  mean: string
  max: string
}

export interface Series {
  datastream: number
  from: string
  to: string
  /** Seconds of a bucket; 0 when the rows themselves are given. */
  width: number
  /** Seconds after which a missing row is a gap. */
  gapSeconds: number
  rows: SeriesRow[]
  buckets: SeriesBucket[]
  flags: { from: string; to: string; flag: string }[]
}
