// English names of points and places. The server tells places by their Chinese names where it lists
// points, alarms and cases; an English name, where somebody has given one, is looked up here.
import { shallowRef, watch } from 'vue'
import { get } from '../api/client'
import type { Area, Enterprise } from '../api/places'
import type { Point } from '../api/points'
import { language } from '../i18n'

interface English {
  points: ReadonlyMap<number, string>
  enterprises: ReadonlyMap<number, string>
  /** By the Chinese name. */
  areas: ReadonlyMap<string, string>
}

const english = shallowRef<English>({ points: new Map(), enterprises: new Map(), areas: new Map() })

const given = <K>(pairs: readonly (readonly [K, string | null | undefined])[]): Map<K, string> =>
  new Map(pairs.flatMap(([key, name]) => (name ? [[key, name] as const] : [])))

export function takeNames(points: readonly Pick<Point, 'id' | 'nameEn'>[], enterprises: readonly Pick<Enterprise, 'id' | 'nameEn'>[], areas: readonly Pick<Area, 'name' | 'nameEn'>[]): void {
  english.value = {
    points: given(points.map((p) => [p.id, p.nameEn] as const)),
    enterprises: given(enterprises.map((e) => [e.id, e.nameEn] as const)),
    areas: given(areas.map((a) => [a.name, a.nameEn] as const)),
  }
}

/** Reads the names; without an answer the Chinese ones stand. */
export async function readNames(): Promise<void> {
  try {
    takeNames(...(await Promise.all([get<Point[]>('/api/points'), get<Enterprise[]>('/api/enterprises'), get<Area[]>('/api/areas')])))
  } catch {
    // The page itself says when the server does not answer.
  }
}

/** Reads the names as soon as somebody reads English. */
export function watchNames(): void {
  watch(language, (now) => void (now === 'en' && readNames()), { immediate: true })
}

const inEnglish = <K>(map: ReadonlyMap<K, string>, key: K, name: string): string => (language.value === 'en' && map.get(key)) || name

export const pointName = (id: number, name: string): string => inEnglish(english.value.points, id, name)
export const areaName = (name: string): string => inEnglish(english.value.areas, name, name)
export const enterpriseName = (id: number | null, name: string): string => inEnglish(english.value.enterprises, id ?? 0, name)

/** The name of something that carries both. */
export const ownName = (named: { name: string; nameEn?: string | null }): string => (language.value === 'en' && named.nameEn) || named.name

/** The title of a case in the present language; what a rule opened has both. */
export const titleOf = (file: { title: string; titleEn?: string | null }): string => (language.value === 'en' && file.titleEn) || file.title

/** All names by which a point can be looked for, in both languages. */
export const namesOf = (point: Point): string[] => [
  point.name,
  point.nameEn ?? '',
  point.enterprise ?? '',
  english.value.enterprises.get(point.enterpriseId ?? 0) ?? '',
  point.area ?? '',
  english.value.areas.get(point.area ?? '') ?? '',
]
