import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import { get } from '../api/client'
import type { ManualList } from '../api/manual'
import type { Alarm } from '../api/alarms'
import type { LimitSpan } from '../api/limits'
import type { LiveRow } from '../api/live'
import type { PointPage } from '../api/points'
import type { Series } from '../api/series'
import type { Curve } from '../components/chartOption'
import { beginning, fitted, withRow } from './curve'
import { limitsOf } from './episodes'
import { samplesOf } from './manual'
import { streamName } from './points'
import { now, timeIsKnown } from './time'
import { RANGES, type Stretch, type View } from './view'

export interface ShownCurves {
  curves: ComputedRef<Curve[]>
  /** The stretch of time that the curves cover. */
  shown: Ref<Stretch>
  /** Whether curves are being read. */
  reading: Ref<boolean>
  read: () => Promise<void>
  /** Puts rows that have just come on the curves, and moves on with them. */
  follow: (rows: readonly LiveRow[]) => void
}

/** The curves that a view asks for, read again when it changes and kept up by live rows. */
export function shownCurves(point: Ref<PointPage | null>, alarms: Ref<Alarm[] | null>, { chosen, range, fixed }: View, manual: Ref<ManualList | null>): ShownCurves {
  const series = shallowRef<ReadonlyMap<number, Series>>(new Map())
  const spans = shallowRef<ReadonlyMap<number, readonly LimitSpan[]>>(new Map())
  const reading = ref(false)
  const shown = ref<Stretch>({ from: 0, to: 0 })
  let asked = 0
  let slow: ReturnType<typeof setTimeout> | undefined
  onScopeDispose(() => clearTimeout(slow))

  /** The range up to a moment, or as much of it as there is data for. */
  function fit(to: number): Stretch {
    const begins = [...series.value.values()].map((s) => beginning(s, point.value?.datastreams.find((d) => d.id === s.datastream)?.count ?? Infinity))
    return fitted(to - RANGES[range.value] * 3600_000, to, begins)
  }

  async function read(): Promise<void> {
    if (!point.value) return
    const mine = ++asked
    reading.value = true
    await timeIsKnown
    if (mine !== asked) return
    const to = fixed.value?.to ?? now.value
    const from = fixed.value?.from ?? to - RANGES[range.value] * 3600_000
    const time = `from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}`
    const width = Math.min(1500, Math.max(300, document.body.clientWidth))
    try {
      const ids = chosen.value
      const [answers, counted] = await Promise.all([
        Promise.all(ids.map((id) => get<Series>(`/api/datastreams/${id}/series?${time}&width=${width}`))),
        Promise.all(ids.map((id) => get<LimitSpan[]>(`/api/datastreams/${id}/limits?${time}`))),
      ])
      if (mine !== asked) return
      spans.value = new Map(ids.map((id, i) => [id, counted[i]!]))
      series.value = new Map(answers.map((s) => [s.datastream, s]))
      shown.value = fixed.value ? { from, to } : fit(to)
    } catch {
      // The next event or the person's next step tries again; what is shown stays.
    } finally {
      if (mine === asked) reading.value = false
    }
  }
  watch([chosen, range, fixed], () => void read())

  const curves = computed<Curve[]>(() =>
    chosen.value.flatMap((id) => {
      const stream = point.value?.datastreams.find((d) => d.id === id)
      const data = series.value.get(id)
      return stream && data ? [{ id, name: streamName(stream, point.value?.datastreams ?? []), unit: stream.unit, series: data, limits: limitsOf(stream, alarms.value ?? [], spans.value.get(id) ?? [], shown.value), begins: beginning(data, stream.count), samples: samplesOf(manual.value?.reports ?? [], stream.code, stream.unit) }] : []
    }),
  )

  function follow(rows: readonly LiveRow[]): void {
    if (fixed.value || !rows.some((row) => chosen.value.includes(row.datastream))) return
    const next = new Map(series.value)
    for (const row of rows) {
      const s = next.get(row.datastream)
      if (s && Date.parse(row.time) >= shown.value.from) next.set(row.datastream, withRow(s, row))
    }
    const to = Math.max(now.value, ...rows.map((row) => Date.parse(row.time)))
    series.value = next
    shown.value = fit(to)
    // Buckets are made by the server: read them again, not at every row.
    if ([...next.values()].some((s) => s.width > 0) && !slow) slow = setTimeout(() => ((slow = undefined), void read()), 15_000)
  }

  return { curves, shown, reading, read, follow }
}
