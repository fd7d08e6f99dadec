import L from 'leaflet'
import type { State } from '../lib/state'

interface Look {
  shape: State
  /** Colour of the shape. */
  tint: string
  /** Colour behind and around it. */
  paper: string
  /** Colour of its number. */
  ink: string
  /** For how many points it stands. */
  count: number
}

/** The canvas renderer's inside, as far as drawing needs it. */
interface CanvasInside {
  _drawing: boolean
  _ctx: CanvasRenderingContext2D
}

/** A point on the map, drawn on the canvas in the shape of its state; several as a ring with their number. */
export class ShapeMarker extends L.CircleMarker {
  private look: Look

  constructor(at: L.LatLngExpression, options: L.CircleMarkerOptions & Look) {
    super(at, options)
    this.look = options
  }

  wear(look: Look): void {
    const same = this.look.shape === look.shape && this.look.tint === look.tint && this.look.paper === look.paper && this.look.count === look.count
    this.look = look
    if (!same) this.redraw()
  }

  /** Called by Leaflet when the canvas is painted. */
  _updatePath(): void {
    const inside = this as unknown as { _renderer: CanvasInside; _point: L.Point; _empty(): boolean }
    const renderer = inside._renderer
    if (!renderer._drawing || inside._empty()) return
    const { x, y } = inside._point
    if (this.look.count > 1) drawGroup(renderer._ctx, x, y, this.look)
    else draw(renderer._ctx, x, y, this.look)
  }
}

/** How far the ring of so many points reaches. */
export const ringOf = (count: number): number => Math.min(24, 10 + 3 * Math.log10(count))

function drawGroup(ctx: CanvasRenderingContext2D, x: number, y: number, look: Look): void {
  const r = ringOf(look.count)
  ctx.save()
  ctx.globalAlpha = 1
  ctx.translate(x, y)
  ctx.fillStyle = look.paper
  disc(ctx, r)
  ctx.strokeStyle = look.tint
  ctx.lineWidth = look.shape === 'normal' ? 1.5 : 2.5
  ctx.stroke()
  ctx.fillStyle = look.ink
  ctx.font = `${look.count < 1000 ? 12 : 11}px sans-serif`
  ctx.textAlign = 'center'
  ctx.textBaseline = 'middle'
  ctx.fillText(String(look.count), 0, 0.5)
  ctx.restore()
  // The shape of the most urgent of them says with the colour that one is not normal.
  if (look.shape !== 'normal') draw(ctx, x + r * 0.75, y - r * 0.75, look)
}

function draw(ctx: CanvasRenderingContext2D, x: number, y: number, { shape, tint, paper }: Look): void {
  const loud = shape === 'exceeded' || shape === 'alarm'
  const r = loud ? 8 : shape === 'normal' ? 5 : 6.5
  ctx.save()
  ctx.translate(x, y)
  ctx.globalAlpha = 1
  ctx.lineJoin = 'round'
  if (loud) {
    ctx.globalAlpha = 0.22
    ctx.fillStyle = tint
    disc(ctx, r * 2)
    ctx.globalAlpha = 1
  }
  ctx.fillStyle = paper
  disc(ctx, r + 3)
  ctx.strokeStyle = tint
  ctx.fillStyle = tint
  ctx.lineWidth = 2
  ctx.beginPath()
  switch (shape) {
    case 'normal':
      disc(ctx, r)
      break
    case 'alarm':
    case 'exceeded':
      polygon(ctx, [[0, -r], [r, 0], [0, r], [-r, 0]])
      ctx.fill()
      break
    case 'near':
      polygon(ctx, [[0, -r], [r, r * 0.8], [-r, r * 0.8]])
      ctx.fill()
      break
    case 'late':
      ctx.arc(0, 0, r - 1, 0, Math.PI * 2)
      ctx.stroke()
      ctx.beginPath()
      ctx.moveTo(0, 0)
      ctx.arc(0, 0, r - 1, -Math.PI / 2, 0)
      ctx.fill()
      break
    case 'silent':
      ctx.arc(0, 0, r - 1, 0, Math.PI * 2)
      ctx.stroke()
      break
    case 'marked':
      ctx.fillRect(-r, -2.5, r * 2, 5)
      break
    case 'pending':
      ctx.moveTo(-r + 1, 0)
      ctx.lineTo(r - 1, 0)
      ctx.moveTo(0, -r + 1)
      ctx.lineTo(0, r - 1)
      ctx.stroke()
      break
    case 'invalid':
      ctx.moveTo(-r + 2, -r + 2)
      ctx.lineTo(r - 2, r - 2)
      ctx.moveTo(r - 2, -r + 2)
      ctx.lineTo(-r + 2, r - 2)
      ctx.stroke()
      break
  }
  ctx.restore()
}

function disc(ctx: CanvasRenderingContext2D, r: number): void {
  ctx.beginPath()
  ctx.arc(0, 0, r, 0, Math.PI * 2)
  ctx.fill()
}

function polygon(ctx: CanvasRenderingContext2D, corners: [number, number][]): void {
  ctx.beginPath()
  corners.forEach(([x, y], i) => (i === 0 ? ctx.moveTo(x, y) : ctx.lineTo(x, y)))
  ctx.closePath()
}
