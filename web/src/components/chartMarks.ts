import type { CustomSeriesRenderItem } from 'echarts'
import type { Series } from '../api/series'
import { token } from '../lib/theme'

type Run = Series['flags'][number]

/** An alarm on the chart's time. */
export interface Episode {
  start: number
  end: number | null
  text: string
}

/** Where the curves are, in pixels. */
interface Plot {
  x: number
  y: number
  width: number
  height: number
}

interface Coords {
  coord(data: [number, number]): [number, number]
}

/** Below the curves: what the names of the times need, and the height of the strip. */
const BELOW = 22
const HEIGHT = 15

const escape = (text: string): string => text.replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c]!)

/** The stretches with a mark other than N, each once however many curves have it. */
export function notable(all: readonly Series[]): Run[] {
  const seen = new Map<string, Run>()
  for (const { flags } of all) for (const run of flags) if (run.flag !== 'N') seen.set(`${run.from} ${run.to} ${run.flag}`, run)
  return [...seen.values()]
}

/**
 * Marks hatched behind the curves and lettered on a thin strip under the axis; alarms as triangles on
 * that strip. All of it is drawn at the places that the curves' own axis gives.
 */
export function markSeries(runs: readonly Run[], episodes: readonly Episode[]): object[] {
  const common = { type: 'custom', xAxisIndex: 0, yAxisIndex: 0, clip: false, encode: { x: 0, y: [] } }
  return [
    {
      ...common,
      z: 0,
      silent: true,
      tooltip: { show: false },
      data: runs.map((run) => [Date.parse(run.from)]),
      renderItem: ((params, api) => {
        const { plot, run } = { plot: params.coordSys as unknown as Plot, run: runs[params.dataIndex]! }
        const at = (time: string): number => Math.min(plot.x + plot.width, Math.max(plot.x, (api as unknown as Coords).coord([Date.parse(time), 0])[0]))
        const x = at(run.from)
        const width = Math.max(3, at(run.to) - x)
        const under = plot.y + plot.height + BELOW
        return {
          type: 'group',
          children: [
            { type: 'rect', shape: { x, y: plot.y, width, height: plot.height }, style: { fill: hatch(token('info')) } },
            { type: 'rect', shape: { x, y: under, width, height: HEIGHT }, style: { fill: token('info-soft') } },
            { type: 'rect', shape: { x, y: under, width, height: 2 }, style: { fill: token('info') } },
            { type: 'text', style: { text: width > 9 ? run.flag : '', x: x + width / 2, y: under + HEIGHT / 2 + 1, fill: token('info'), font: '12px sans-serif', align: 'center', verticalAlign: 'middle' } },
          ],
        }
      }) as CustomSeriesRenderItem,
    },
    {
      ...common,
      z: 5,
      tooltip: { trigger: 'item', formatter: (p: { dataIndex: number }) => escape(episodes[p.dataIndex]?.text ?? '') },
      data: episodes.map((e) => [e.start]),
      renderItem: ((params, api) => {
        const plot = params.coordSys as unknown as Plot
        const x = (api as unknown as Coords).coord([episodes[params.dataIndex]!.start, 0])[0]
        const y = plot.y + plot.height + BELOW + 2
        return { type: 'polygon', shape: { points: [[x, y], [x + 6, y + 10], [x - 6, y + 10]] }, style: { fill: token('danger') } }
      }) as CustomSeriesRenderItem,
    },
  ]
}

const hatches = new Map<string, object>()

/** Slanted lines, as a pattern to fill with. */
function hatch(colour: string): object {
  const known = hatches.get(colour)
  if (known) return known
  const tile = document.createElement('canvas')
  tile.width = tile.height = 8
  const ctx = tile.getContext('2d')!
  ctx.strokeStyle = colour
  ctx.globalAlpha = 0.32
  ctx.lineWidth = 1.2
  ctx.beginPath()
  for (const from of [-8, 0, 8]) {
    ctx.moveTo(from, 8)
    ctx.lineTo(from + 8, 0)
  }
  ctx.stroke()
  const pattern = { image: tile, repeat: 'repeat' }
  hatches.set(colour, pattern)
  return pattern
}
