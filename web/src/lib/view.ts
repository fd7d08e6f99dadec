import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { Datastream, Interval, PointPage } from '../api/points'
import { t } from '../i18n'

export const RANGES = { '1h': 1, '6h': 6, '24h': 24, '7d': 168, '30d': 720 } as const
export type RangeName = keyof typeof RANGES

/** A stretch of time, in ms. */
export interface Stretch {
  from: number
  to: number
}

export const TABS = ['latest', 'frames', 'gaps', 'history', 'days', 'upkeep', 'marks', 'manual'] as const
export type Tab = (typeof TABS)[number]

const INTERVALS: readonly Interval[] = ['realtime', 'minute', 'hour', 'day']
/** More curves than these nobody can tell apart. */
const MOST = 5

export interface View {
  present: ComputedRef<Interval[]>
  interval: Ref<Interval>
  /** The datastreams of the interval. */
  ofInterval: ComputedRef<Datastream[]>
  /** The datastreams whose curves are shown, by id. */
  chosen: Ref<number[]>
  range: Ref<RangeName>
  /** A stretch looked into; null follows the newest data. */
  fixed: Ref<Stretch | null>
  tab: Ref<Tab>
  /** Why a curve could not be added; empty when it could. */
  hint: Ref<string>
  chooseInterval: (next: Interval) => void
  toggle: (stream: Datastream) => void
  setRange: (next: RangeName) => void
  zoom: (from: number, to: number) => void
  back: () => void
}

const isRange = (text: unknown): text is RangeName => typeof text === 'string' && text in RANGES

/** What a point's page shows: which curves, over which time, with what below. All of it is kept in the address. */
export function viewOf(point: Ref<PointPage | null>): View {
  const route = useRoute()
  const router = useRouter()

  const present = computed(() => INTERVALS.filter((i) => point.value?.datastreams.some((d) => d.interval === i)))
  const interval = ref<Interval>('minute')
  const chosen = ref<number[]>([])
  const range = ref<RangeName>('24h')
  const fixed = ref<Stretch | null>(null)
  const tab = ref<Tab>(TABS.find((known) => known === route.query.tab) ?? 'latest')
  const hint = ref('')
  const before: (Stretch | null)[] = []

  const stream = (id: number): Datastream | undefined => point.value?.datastreams.find((d) => d.id === id)
  const ofInterval = computed(() => (point.value?.datastreams ?? []).filter((d) => d.interval === interval.value))

  /** What a person wants to see first: what the point is there for, then what has a limit. */
  function usual(streams: readonly Datastream[]): number[] {
    const code = stream(point.value?.headline?.datastream ?? 0)?.code
    const first = streams.find((d) => d.code === code) ?? streams.find((d) => d.limit) ?? streams[0]
    return first ? [first.id] : []
  }

  /** The interval to begin with: what limits are about; without limits what moves most. */
  function usualInterval(page: PointPage): Interval {
    const order: readonly Interval[] = page.datastreams.some((d) => d.limit) ? ['minute', 'realtime', 'hour', 'day'] : INTERVALS
    return order.find((i) => present.value.includes(i)) ?? 'minute'
  }

  /** An address names curves, or a quantity, as an alarm does: the finest rows that its time can show tell most. */
  function named(page: PointPage, time: Stretch): number[] {
    const ids = String(route.query.s ?? '').split(',').map(Number).filter((id) => page.datastreams.some((d) => d.id === id))
    if (ids.length > 0) return ids
    const ofCode = page.datastreams.filter((d) => d.code === route.query.code)
    const finest = time.to - time.from < 12 * 3600_000 ? 'realtime' : 'minute'
    const one = ofCode.find((d) => d.interval === finest) ?? ofCode[0]
    return one ? [one.id] : []
  }

  watch(point, (page, old) => {
    if (!page || old) return
    const time = { from: Date.parse(String(route.query.from)), to: Date.parse(String(route.query.to)) }
    if (time.from < time.to) fixed.value = time
    if (isRange(route.query.range)) range.value = route.query.range
    const asked = named(page, time)
    if (asked.length > 0) {
      chosen.value = asked
      interval.value = stream(asked[0]!)!.interval
      return
    }
    interval.value = usualInterval(page)
    chosen.value = usual(ofInterval.value)
    if (!isRange(route.query.range)) range.value = interval.value === 'realtime' ? '6h' : interval.value === 'minute' ? '24h' : '7d'
  })

  watch([chosen, range, fixed, tab], () => {
    void router.replace({
      query: {
        ...(chosen.value.length > 0 && { s: chosen.value.join(',') }),
        ...(fixed.value
          ? { from: new Date(fixed.value.from).toISOString(), to: new Date(fixed.value.to).toISOString() }
          : { range: range.value }),
        ...(tab.value !== 'latest' && { tab: tab.value }),
      },
    })
  })

  function chooseInterval(next: Interval): void {
    // The same quantities at the other interval, as far as they are there.
    const codes = chosen.value.map((id) => stream(id)?.code)
    interval.value = next
    const same = ofInterval.value.filter((d) => codes.includes(d.code)).map((d) => d.id)
    chosen.value = same.length > 0 ? same.slice(0, MOST) : usual(ofInterval.value)
  }

  function toggle(one: Datastream): void {
    hint.value = ''
    if (chosen.value.includes(one.id)) {
      chosen.value = chosen.value.filter((id) => id !== one.id)
      return
    }
    const units = new Set([...chosen.value, one.id].map((id) => stream(id)?.unit))
    if (chosen.value.length >= MOST) hint.value = t('point.five')
    else if (units.size > 2) hint.value = t('point.units')
    else chosen.value = [...chosen.value, one.id]
  }

  function setRange(next: RangeName): void {
    range.value = next
    fixed.value = null
    before.length = 0
  }
  function zoom(from: number, to: number): void {
    before.push(fixed.value)
    fixed.value = { from, to }
  }
  function back(): void {
    fixed.value = before.pop() ?? null
  }

  return { present, interval, ofInterval, chosen, range, fixed, tab, hint, chooseInterval, toggle, setRange, zoom, back }
}

/** The address of this page on one stretch of time, whatever is the newest when it is opened. */
export function linkTo({ from, to }: Stretch): string {
  const url = new URL(location.href)
  url.searchParams.delete('range')
  url.searchParams.set('from', new Date(from).toISOString())
  url.searchParams.set('to', new Date(to).toISOString())
  return url.href
}
