// For whom somebody who sits for several enterprises speaks, and how what they do is sent.
import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import { ApiError, get, post, put } from '../api/client'
import type { Product } from '../api/supply'
import { t, told } from '../i18n'
import { load, type Loaded } from './load'

/** The enterprise's id; 0 for all that the account may speak for. */
export const seat = ref(Number(sessionStorage.getItem('seat') ?? 0))
watch(seat, (id) => sessionStorage.setItem('seat', String(id)))

const seated = (path: string): string => (seat.value ? `${path}${path.includes('?') ? '&' : '?'}seat=${seat.value}` : path)

export const readAs = <T>(path: string, signal?: AbortSignal): Promise<T> => get<T>(seated(path), signal)
export const pathAs = seated

export interface Paged<T> extends Loaded<T[]> {
  hasMore: ComputedRef<boolean>
  more: () => Promise<void>
}
const PAGE = 100

/** A list that grows, newest first: a page of it, and the older rows on demand. */
export function paged<T extends { id: number }>(path: () => string): Paged<T> {
  const atEnd = ref(false)
  const read = async (before: string, signal?: AbortSignal): Promise<T[]> => {
    const rows = await readAs<T[]>(`${path()}${path().includes('?') ? '&' : '?'}limit=${PAGE}${before}`, signal)
    atEnd.value = rows.length < PAGE
    return rows
  }
  const loaded = load<T[]>((signal) => read('', signal))
  async function more(): Promise<void> {
    const rows = loaded.data.value ?? []
    const last = rows.at(-1)
    if (last) loaded.data.value = [...rows, ...(await read(`&before=${last.id}`))]
  }
  return { ...loaded, hasMore: computed(() => !atEnd.value && (loaded.data.value?.length ?? 0) > 0), more }
}

/** What a supplier offers, to choose from. */
export function offeredBy(supplier: () => number | undefined): Ref<Product[]> {
  const products = ref<Product[]>([])
  watch(supplier, async (id) => {
    products.value = []
    const found = id ? await readAs<Product[]>(`/api/supply/products?owner=${id}&limit=500`) : []
    if (id === supplier()) products.value = found.filter((p) => p.offered)
  })
  return products
}

export interface Doing {
  refused: Ref<string>
  busy: Ref<boolean>
  /** Sends it; gives the answer, or null where it was refused, which is then said. */
  send: <T>(path: string, body: unknown, method?: 'post' | 'put') => Promise<T | null>
  /** As send, for what is asked in another way. */
  sending: <T>(ask: () => Promise<T>) => Promise<T | null>
}

export function doing(): Doing {
  const refused = ref('')
  const busy = ref(false)
  async function sending<T>(ask: () => Promise<T>): Promise<T | null> {
    busy.value = true
    refused.value = ''
    try {
      return await ask()
    } catch (e) {
      refused.value = e instanceof ApiError && e.status > 0 ? told('supplyRule', e.code, e.message) : t('app.unreachable')
      return null
    } finally {
      busy.value = false
    }
  }
  const send = <T>(path: string, body: unknown, method: 'post' | 'put' = 'post'): Promise<T | null> => sending(() => (method === 'put' ? put<T>(seated(path), body) : post<T>(seated(path), body)))
  return { refused, busy, send, sending }
}

/** The days on which a lot was made. */
export const days = (from: string, to: string | null): string => (to === null || from === to ? from : `${from} – ${to}`)

/** The path of a lot's public page. */
export const publicPath = (code: string): string => `/${code}`
