// A server that was renewed no longer has the parts of the old console: a window that is still open takes the new one.
import type { Router } from 'vue-router'

const KEY = 'renewed-at'
/** Loading anew twice within this time would not help. */
const ONCE = 30_000

/** Whether an error says that a part of the console could not be fetched. */
export const isMissingPart = (e: unknown): boolean =>
  e instanceof Error && /dynamically imported module|preload CSS|Importing a module script failed/i.test(e.message)

/** Opens the page that could not be shown with the console that the server has now. */
export function renewWhenMissing(router: Router, open: (path: string) => void = (path) => location.assign(path), at: () => number = Date.now): void {
  router.onError((e, to) => {
    const last = Number(sessionStorage.getItem(KEY) ?? 0)
    if (!isMissingPart(e) || at() - last < ONCE) return
    sessionStorage.setItem(KEY, String(at()))
    open(to.fullPath)
  })
}
