// The server's state in a few numbers, shared by the frame of the console and the pages.
import { ref, type Ref } from 'vue'
import { ApiError, get } from '../api/client'
import type { Status } from '../api/server'
import { setServerTime } from './time'

export const status: Ref<Status | null> = ref(null)
/** False while the server does not answer. */
export const reachable = ref(true)

/** So many days left, or more, mean that the disk is not foreseen to be full. */
export const UNFORESEEN_DAYS = 3650

export function takeStatus(next: Status): void {
  status.value = next
  setServerTime(next.now, next.speed)
}

async function poll(): Promise<void> {
  try {
    takeStatus(await get<Status>('/api/status'))
    reachable.value = true
  } catch (e) {
    reachable.value = e instanceof ApiError && e.status > 0
  }
  setTimeout(() => void poll(), document.hidden ? 30_000 : 5_000)
}

export function watchStatus(): void {
  void poll()
}
