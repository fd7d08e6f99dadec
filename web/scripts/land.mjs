// Writes src/assets/land.json: the land of the world without any borders, from Natural Earth
// (public domain) by way of the npm package world-atlas. Coordinates are WGS-84.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { feature } from 'topojson-client'

const require = createRequire(import.meta.url)
const target = new URL('../src/assets/land.json', import.meta.url)
const topology = JSON.parse(readFileSync(require.resolve('world-atlas/land-50m.json'), 'utf8'))
const land = feature(topology, topology.objects.land)
const features = land.type === 'FeatureCollection' ? land.features : [land]

const round = (n) => Math.round(n * 100) / 100
const area = (ring) =>
  Math.abs(ring.reduce((sum, [x, y], i) => {
    const [nx, ny] = ring[(i + 1) % ring.length]
    return sum + x * ny - nx * y
  }, 0) / 2)

/** Rings as flat [lon, lat, lon, lat, ...]; islands too small to be seen are left out. */
const polygons = features
  .flatMap((f) => (f.geometry.type === 'Polygon' ? [f.geometry.coordinates] : f.geometry.coordinates))
  .filter((rings) => area(rings[0]) > 0.01)
  .map((rings) =>
    rings.map((ring) => {
      const flat = []
      for (const [lon, lat] of ring) {
        const [x, y] = [round(lon), round(lat)]
        if (flat.at(-2) !== x || flat.at(-1) !== y) flat.push(x, y)
      }
      return flat
    }),
  )
mkdirSync(new URL('.', target), { recursive: true })
writeFileSync(target, JSON.stringify(polygons))
