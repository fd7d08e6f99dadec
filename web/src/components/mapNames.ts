import L from 'leaflet'
import { language } from '../i18n'

/** A place where a name may stand, and on which side of it. */
interface Spot {
  at: L.LatLng
  hang: 'middle' | 'above' | 'below' | 'left' | 'right'
}

interface Name {
  marker: L.Marker
  spots: Spot[]
  /** From this zoom on. */
  from: number
}

interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

const ROOM = 3
const meet = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

/** The names of an operator's features. Each stands where it is free; where it is not, it is left out. */
export class MapNames {
  private readonly map: L.Map
  private readonly layer = L.layerGroup()
  private names: Name[] = []

  constructor(map: L.Map) {
    this.map = map
    this.layer.addTo(map)
  }

  show(features: readonly GeoJSON.Feature[]): void {
    this.layer.clearLayers()
    // Few areas are wide enough to be told apart from far away; rivers are.
    this.names = features.flatMap((feature) => {
      const name = nameOf(feature)
      const spots = spotsOf(feature)
      if (name === '' || spots.length === 0) return []
      const wet = isWater(feature)
      const marker = label(name, spots[0]!.at, wet)
      this.layer.addLayer(marker)
      return [{ marker, spots, from: wet ? 7 : 10 }]
    })
  }

  /** Puts every name where neither another name nor one of these places (in pixels of the map) is in its way. */
  place(taken: readonly L.Point[]): void {
    const zoom = this.map.getZoom()
    const full: Box[] = taken.map(({ x, y }) => ({ left: x - 8, top: y - 8, right: x + 8, bottom: y + 8 }))
    for (const { marker, spots, from } of this.names) {
      const text = marker.getElement()?.firstElementChild as HTMLElement | null | undefined
      if (!text) continue
      const [width, height] = [text.offsetWidth, text.offsetHeight]
      const free = zoom < from ? undefined : spots.find((spot) => {
        const box = boxAt(this.map.latLngToContainerPoint(spot.at), spot.hang, width, height)
        if (full.some((other) => meet(box, other))) return false
        full.push(box)
        return true
      })
      text.style.visibility = free ? 'visible' : 'hidden'
      if (!free) continue
      marker.setLatLng(free.at)
      text.dataset.hang = free.hang
    }
  }
}

function boxAt({ x, y }: L.Point, hang: Spot['hang'], width: number, height: number): Box {
  const left = hang === 'left' ? x - width : hang === 'right' ? x : x - width / 2
  const top = hang === 'above' ? y - height : hang === 'below' ? y : y - height / 2
  return { left: left - ROOM, top: top - ROOM, right: left + width + ROOM, bottom: top + height + ROOM }
}

const isWater = (feature: GeoJSON.Feature): boolean => /river|creek|canal|lake|water/.test(String(feature.properties?.kind ?? ''))

function nameOf(feature: GeoJSON.Feature): string {
  const own = feature.properties ?? {}
  return String((language.value === 'en' && own.name_en) || own.name || '')
}

/** Along a line from its middle outwards; around an area. */
function spotsOf(feature: GeoJSON.Feature): Spot[] {
  const { geometry } = feature
  if (geometry.type === 'Point') return [{ at: L.latLng(geometry.coordinates[1]!, geometry.coordinates[0]!), hang: 'middle' }]
  if (geometry.type === 'LineString') {
    const middle = (geometry.coordinates.length - 1) / 2
    return geometry.coordinates
      .map(([lon, lat], i) => ({ at: L.latLng(lat!, lon!), off: Math.abs(i - middle) }))
      .sort((a, b) => a.off - b.off)
      .map(({ at }) => ({ at, hang: 'middle' }))
  }
  if (!geometry.type.endsWith('Polygon')) return []
  const bounds = L.geoJSON(feature).getBounds()
  const middle = bounds.getCenter()
  return [
    { at: L.latLng(bounds.getNorth(), middle.lng), hang: 'above' },
    { at: L.latLng(bounds.getSouth(), middle.lng), hang: 'below' },
    { at: L.latLng(middle.lat, bounds.getWest()), hang: 'left' },
    { at: L.latLng(middle.lat, bounds.getEast()), hang: 'right' },
  ]
}

function label(name: string, at: L.LatLng, wet: boolean): L.Marker {
  const text = document.createElement('span')
  text.textContent = name
  return L.marker(at, {
    interactive: false,
    keyboard: false,
    pane: 'operator',
    icon: L.divIcon({ className: `place-name ${wet ? 'wet' : 'area'}`, html: text, iconSize: [0, 0] }),
  })
}
