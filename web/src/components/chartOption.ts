import type { EChartsCoreOption } from 'echarts/core'
import type { CustomSeriesRenderItem } from 'echarts'
import type { Limit } from '../api/limits'
import type { Series } from '../api/series'
import { t } from '../i18n'
import { band, beyond, isMarked, line, type BandSpot, type Spot } from '../lib/curve'
import { limitBasis } from '../lib/limits'
import type { Sample } from '../lib/manual'
import { prettyUnit } from '../lib/numbers'
import { token } from '../lib/theme'
import { clockTime, dateOf, fullTime } from '../lib/time'
import { markSeries, notable, type Episode } from './chartMarks'

export interface Curve {
  id: number
  name: string
  unit: string
  series: Series
  /** The limits that counted, each for its own time. */
  limits: readonly CurveLimit[]
  /** What people measured of it: shown as marks, never part of the curve. */
  samples?: readonly Sample[]
  /** When its data began, in ms; null or left out when that is not in sight. */
  begins?: number | null
}

/** A limit for as long as it counted, in ms. */
export interface CurveLimit {
  from: number
  to: number
  limit: Limit
}

/** How each of the curves is dashed: nobody has to tell them apart by colour alone. */
export const DASHES: readonly ('solid' | number[])[] = ['solid', [8, 4], [2, 3], [10, 3, 2, 3], [4, 4]]

const escape = (text: string): string => text.replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c]!)

/** What ECharts needs to draw the curves over one stretch of time. */
export function chartOption(curves: readonly Curve[], from: number, to: number, episodes: readonly Episode[], width: number): EChartsCoreOption {
  const units = [...new Set(curves.map((c) => c.unit))].slice(0, 2)
  const ink = { color: token('muted'), fontSize: 12 }
  const spots = curves.map((c) => line(c.series))
  const marked = notable(curves.map((c) => c.series))
  const strip = marked.length > 0 || episodes.length > 0
  const narrow = width < 600
  const days = to - from > 36 * 3600_000

  return {
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 8, right: narrow ? 12 : 20, top: 36, bottom: strip ? 28 : 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel', containLabel: true },
    xAxis: {
      type: 'time' as const,
      min: from,
      max: to,
      axisLine: { lineStyle: { color: token('line') } },
      axisTick: { show: false },
      splitLine: { show: false },
      splitNumber: narrow ? 3 : 8,
      axisLabel: {
        ...ink,
        hideOverlap: true,
        // ECharts places its ticks by the browser's zone; what they are called is the time of the place.
        formatter: (ms: number) => (days ? `${dateOf(ms).slice(5)} ${clockTime(ms).slice(0, 5)}` : clockTime(ms).slice(0, to - from < 600_000 ? 8 : 5)),
      },
    },
    yAxis: (units.length === 0 ? [''] : units).map((unit, i) => ({
      type: 'value' as const,
      scale: true,
      position: i === 0 ? ('left' as const) : ('right' as const),
      name: prettyUnit(unit),
      nameTextStyle: { ...ink, align: i === 0 ? ('left' as const) : ('right' as const) },
      axisLabel: { ...ink, showMaxLabel: false, showMinLabel: extent(curves, spots, unit).min === 0 },
      splitLine: { show: i === 0, lineStyle: { color: token('line') } },
      // A limit that is far away is not worth flattening the curve for; one in sight is shown.
      ...extent(curves, spots, unit),
    })),
    dataZoom: [{ type: 'inside', xAxisIndex: 0, moveOnMouseMove: false, zoomOnMouseWheel: true, filterMode: 'none', minValueSpan: 60_000 }],
    toolbox: { show: true, itemSize: 0, top: -40, feature: { dataZoom: { yAxisIndex: 'none', xAxisIndex: 0, brushStyle: { color: token('accent'), opacity: 0.15 } } } },
    tooltip: {
      trigger: 'axis',
      confine: true,
      backgroundColor: token('surface'),
      borderColor: token('line'),
      textStyle: { color: token('ink'), fontSize: 13 },
      axisPointer: { type: 'line', lineStyle: { color: token('muted'), width: 1 } },
      formatter: (params: unknown) => tip(params as TipPart[], curves),
    },
    series: [
      ...curves.flatMap((curve, i) => curveSeries(curve, i, spots[i]!, Math.max(0, units.indexOf(curve.unit)), curves.length, narrow)),
      ...(strip ? markSeries(marked, episodes) : []),
    ],
  }
}

/** Room for the values and, when it is near, the limit. */
function extent(curves: readonly Curve[], spots: readonly Spot[][], unit: string): { min?: number; max?: number } {
  let low = Infinity
  let high = -Infinity
  curves.forEach((curve, i) => {
    if (curve.unit !== unit) return
    for (const { v } of spots[i]!) if (v !== null) [low, high] = [Math.min(low, v), Math.max(high, v)]
    for (const { value } of curve.samples ?? []) [low, high] = [Math.min(low, value), Math.max(high, value)]
    for (const b of band(curve.series)) {
      if (b.low !== null) low = Math.min(low, b.low)
      if (b.high !== null) high = Math.max(high, b.high)
    }
  })
  if (low > high) return {}
  const reach = Math.max(high - low, Math.abs(high) * 0.02, 1e-9)
  for (const curve of curves) {
    for (const limit of curve.unit === unit ? curve.limits.flatMap(bounds) : []) {
      if (limit.at <= high + reach * 3 && limit.at >= low - reach * 3) [low, high] = [Math.min(low, limit.at), Math.max(high, limit.at)]
    }
  }
  const pad = Math.max((high - low) * 0.08, 1e-9)
  const floor = low - pad
  return { min: low >= 0 && floor < 0 ? 0 : nice(floor, high - low), max: nice(high + pad, high - low, true) }
}

/** The lines that a curve must not cross. */
function bounds({ limit }: CurveLimit): { at: number; text: string; kind: 'upper' | 'lower' }[] {
  const of = (text: string | null, kind: 'upper' | 'lower') => (text === null ? [] : [{ at: Number(text), text, kind }])
  return [...of(limit.upper, 'upper'), ...of(limit.lower, 'lower')]
}

/** A round number just outside, so that the axis does not show stray digits. */
function nice(value: number, reach: number, up = false): number {
  const step = 10 ** Math.floor(Math.log10(Math.max(reach, 1e-9))) / 5
  const n = (up ? Math.ceil(value / step) : Math.floor(value / step)) * step
  return Number(n.toPrecision(12))
}

/** What stands on a limit's line: its value, and where there is room whose it is and where it comes from. */
function limitName(curve: Curve, { limit }: CurveLimit, text: string, of: number, narrow: boolean): string {
  const value = t('chart.limit', { limit: text })
  const whole = `${of > 1 ? `${curve.name} ` : ''}${[value, limitBasis(limit)].filter((part) => part !== '').join(' · ')}`
  return narrow ? value : whole
}

function curveSeries(curve: Curve, i: number, spots: Spot[], yAxisIndex: number, of: number, narrow: boolean): object[] {
  const colour = token(`c${(i % 5) + 1}`)
  const axes = { xAxisIndex: 0, yAxisIndex }
  const out: object[] = []
  const soft = band(curve.series)
  if (soft.length > 0 && of <= 3) {
    out.push({
      ...axes, type: 'custom', silent: true, z: 1, renderItem: bandItem(soft, colour), tooltip: { show: false }, data: soft.length > 0 ? [[spots[0]?.t ?? 0, 0]] : [], encode: { x: 0 },
    })
  }
  out.push({
    ...axes,
    type: 'line',
    name: curve.name,
    id: `curve-${curve.id}`,
    z: 3,
    showSymbol: spots.length < 60,
    symbol: 'circle',
    symbolSize: 5,
    connectNulls: false,
    lineStyle: { color: colour, width: 1.5, type: DASHES[i % 5] },
    itemStyle: { color: colour },
    emphasis: { disabled: true },
    data: spots.map((s) => ({ value: [s.t, s.v], text: s.text, flag: s.flag, id: s.id, curve: i })),
    markLine: {
      silent: true,
      symbol: 'none',
      animation: false,
      lineStyle: { color: token('danger'), type: 'dashed', width: 1 },
      label: { position: 'insideStartTop', color: token('danger'), fontSize: 12, backgroundColor: token('surface'), padding: [1, 4] },
      data: curve.limits.flatMap((each) =>
        bounds(each).map(({ at, text }) => [
          { coord: [each.from, at], label: { formatter: limitName(curve, each, text, of, narrow) } },
          { coord: [each.to, at] },
        ]),
      ),
    },
  })
  const samples = curve.samples ?? []
  if (samples.length > 0) {
    out.push({
      ...axes, type: 'line', name: curve.name, id: `samples-${curve.id}`, z: 6, symbol: 'diamond', symbolSize: 13, showSymbol: true, lineStyle: { opacity: 0 },
      itemStyle: { color: token('surface'), borderWidth: 2 },
      data: samples.map((s) => ({ value: [s.time, s.value], text: s.text, flag: null, sample: s.report, itemStyle: { color: token(s.exceeded ? 'danger' : 'surface'), borderColor: s.exceeded ? token('danger') : colour, borderWidth: 2 } })),
    })
  }
  // What is marked (calibration, maintenance ...) is not the plant's: it exceeds nothing.
  const own = spots.map((s) => (isMarked(s, curve.series) ? { ...s, v: null } : s))
  for (const each of curve.limits) {
    // The curve is of measured values: a limit on converted ones is shown, and says nothing of it.
    if (each.limit.judges === 'converted') continue
    const within = own.filter((s) => s.t >= each.from && s.t <= each.to)
    for (const { at, kind } of bounds(each)) {
      const over = beyond(within, at, kind)
      if (over.length > 0) {
        out.push({
          ...axes, type: 'line', z: 4, silent: true, showSymbol: false, connectNulls: false, tooltip: { show: false },
          lineStyle: { color: token('danger'), width: 3.5 }, data: over.map((spot) => ({ value: spot })),
        })
      }
    }
  }
  return out
}

interface Coords {
  coord(data: [number, number]): [number, number]
}

/** One polygon for each unbroken stretch of the band. */
function bandItem(soft: readonly BandSpot[], colour: string): CustomSeriesRenderItem {
  return (_params, api) => {
    const at = api as unknown as Coords
    const polygons: [number, number][][] = []
    let run: BandSpot[] = []
    const close = (): void => {
      if (run.length > 1) {
        polygons.push([
          ...run.map((s) => at.coord([s.t, s.high!])),
          ...run.toReversed().map((s) => at.coord([s.t, s.low!])),
        ])
      }
      run = []
    }
    for (const spot of soft) spot.low === null || spot.high === null ? close() : run.push(spot)
    close()
    return {
      type: 'group',
      children: polygons.map((points) => ({ type: 'polygon' as const, shape: { points }, style: { fill: colour, opacity: 0.16 } })),
    }
  }
}

interface TipPart {
  seriesType: string
  data: { value: [number, number | null]; text: string; flag: string | null; curve?: number; sample?: number }
}

function tip(parts: TipPart[], curves: readonly Curve[]): string {
  const lines = parts.filter((p) => p.seriesType === 'line' && p.data.curve !== undefined && p.data.value[1] !== null)
  const samples = parts.filter((p) => p.seriesType === 'line' && p.data.sample !== undefined)
  const byHand = samples.map((p) => `<div>◆ ${escape(p.data.text)}</div>`).join('')
  if (lines.length === 0) return samples.length === 0 ? '' : `<div style="color:${token('muted')}">${fullTime(samples[0]!.data.value[0])}</div>${byHand}`
  const rows = lines.map((p) => {
    const curve = curves[p.data.curve!]!
    const bucket = curve.series.width > 0 ? curve.series.buckets.find((b) => Date.parse(b.time) + curve.series.width * 500 === p.data.value[0]) : null
    const range = bucket ? ` <span style="color:${token('muted')}">${escape(bucket.min)} – ${escape(bucket.max)}, n ${bucket.count}</span>` : ''
    const flag = p.data.flag && p.data.flag !== 'N' ? ` ${escape(p.data.flag)}` : ''
    return `<div><span style="color:${token(`c${(p.data.curve! % 5) + 1}`)}">▬</span> ${escape(curve.name)} <b>${escape(p.data.text)}</b> ${escape(prettyUnit(curve.unit))}${flag}${range}</div>`
  })
  return `<div style="color:${token('muted')}">${fullTime(lines[0]!.data.value[0])}</div>${rows.join('')}${byHand}`
}
