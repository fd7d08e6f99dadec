import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { ApiError } from '../api/client'

export interface Loaded<T> {
  data: ShallowRef<T | null>
  error: Ref<ApiError | null>
  busy: Ref<boolean>
  reload: () => Promise<void>
}

/** Reads something now and whenever asked again; an answer that comes too late is dropped. */
export function load<T>(read: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const data = shallowRef<T | null>(null)
  const error = ref<ApiError | null>(null)
  const busy = ref(false)
  let running: AbortController | null = null
  const reload = async (): Promise<void> => {
    running?.abort()
    const mine = new AbortController()
    running = mine
    busy.value = true
    try {
      const answer = await read(mine.signal)
      if (running !== mine) return
      data.value = answer
      error.value = null
    } catch (e) {
      if (running !== mine) return
      error.value = e instanceof ApiError ? e : new ApiError(0, 'unreachable', String(e))
    } finally {
      if (running === mine) busy.value = false
    }
  }
  onScopeDispose(() => running?.abort())
  void reload()
  return { data, error, busy, reload }
}
