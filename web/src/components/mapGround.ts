import L from 'leaflet'
import { get } from '../api/client'
import { token } from '../lib/theme'

interface LayerInfo {
  name: string
}

/** The panes under the points: the land of the world, over it what the operator has drawn. */
export function makeGroundPanes(map: L.Map): void {
  for (const [name, order] of [['land', '200'], ['operator', '250']] as const) map.createPane(name).style.zIndex = order
}

export async function drawLand(land: L.LayerGroup): Promise<void> {
  const polygons = (await import('../assets/land.json')).default as number[][][]
  land.clearLayers()
  const style: L.PolylineOptions = {
    pane: 'land', interactive: false, color: token('coast'), weight: 1, fillColor: token('land'), fillOpacity: 1, smoothFactor: 1,
  }
  const rings = polygons.map((polygon) =>
    polygon.map((flat) => {
      const ring: L.LatLngTuple[] = []
      for (let i = 0; i < flat.length; i += 2) ring.push([flat[i + 1]!, flat[i]!])
      return ring
    }),
  )
  land.addLayer(L.polygon(rings, style))
}

/** The features of all the operator's layers. */
export async function readFeatures(): Promise<GeoJSON.Feature[]> {
  const list = await get<LayerInfo[]>('/api/layers')
  const files = await Promise.all(list.map(({ name }) => get<GeoJSON.FeatureCollection>(`/api/layers/${encodeURIComponent(name)}`)))
  return files.flatMap((file) => file.features)
}

export function drawFeatures(layers: L.LayerGroup, features: readonly GeoJSON.Feature[]): void {
  layers.clearLayers()
  const shapes = features.filter((f) => f.geometry.type !== 'Point')
  layers.addLayer(L.geoJSON({ type: 'FeatureCollection', features: shapes } as GeoJSON.FeatureCollection, { interactive: false, pane: 'operator', style: featureStyle }))
}

/** How a feature of the operator's own layers looks: by its `kind`, quiet under the points. */
function featureStyle(feature?: GeoJSON.Feature): L.PathOptions {
  const kind = String(feature?.properties?.kind ?? '')
  const area = feature?.geometry.type.endsWith('Polygon') ?? false
  switch (kind) {
    case 'river':
      return { color: token('water'), weight: 6, lineCap: 'round', fill: false }
    case 'creek':
    case 'canal':
      return { color: token('water'), weight: 2.5, lineCap: 'round', fill: false }
    case 'lake':
    case 'water':
      return { color: token('water'), weight: area ? 1 : 3, fill: area, fillColor: token('water'), fillOpacity: 0.7 }
    case 'green':
      return { color: token('coast'), weight: 1, fillColor: token('accent'), fillOpacity: 0.08 }
    case 'road':
      return { color: token('coast'), weight: 1.5, fill: false }
    default:
      return { color: token('coast'), weight: 1, dashArray: '4 4', fill: area, fillColor: token('muted'), fillOpacity: 0.04 }
  }
}
