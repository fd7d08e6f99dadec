import { onScopeDispose, ref, type Ref } from 'vue'

export type EventName = 'points' | 'rows' | 'alarm' | 'case' | 'notice' | 'status' | 'device' | 'reset'

/** Whether the live connection stands; shared by all pages. */
export const live: Ref<boolean> = ref(false)

/**
 * Listens to the server's live events until the component goes. The browser connects again by
 * itself and says which event it saw last; where the server no longer has what followed, it sends
 * `reset` and the page loads anew.
 */
export function listen(
  query: string,
  handlers: Partial<Record<EventName, (data: never) => void>>,
): () => void {
  let source: EventSource | null = null
  let retry: ReturnType<typeof setTimeout> | undefined
  let missed = false
  const open = (): void => {
    source = new EventSource(`/api/events${query}`)
    source.onopen = () => {
      live.value = true
      // A connection that had to be made from nothing has no memory of what it missed.
      if (missed) (handlers.reset as ((data: unknown) => void) | undefined)?.({})
      missed = false
    }
    source.onerror = () => {
      live.value = false
      if (source?.readyState === EventSource.CLOSED) {
        missed = true
        retry = setTimeout(open, 3000)
      }
    }
    for (const [name, handler] of Object.entries(handlers)) {
      source.addEventListener(name, (event) => {
        ;(handler as (data: unknown) => void)(JSON.parse((event as MessageEvent<string>).data))
      })
    }
  }
  const close = (): void => {
    clearTimeout(retry)
    source?.close()
  }
  open()
  onScopeDispose(close)
  return close
}
