// The unread notices of whoever uses the console.
import { ref } from 'vue'
import { get } from '../api/client'
import type { Bell, Notice } from '../api/desk'

export const unread = ref(0)

/** A bell that cannot be read keeps its number: the connection is told of elsewhere. */
export async function countUnread(): Promise<void> {
  try {
    unread.value = (await get<Bell>('/api/notices?limit=1')).unread
  } catch {
    // The next event asks again.
  }
}

/** Where a notice leads; null for those that lead nowhere. */
export function linkOf(notice: Pick<Notice, 'kind' | 'subject'>): string | null {
  if (notice.kind.startsWith('alarm-')) return `/alarms/${notice.subject}`
  if (notice.kind.startsWith('case-')) return `/cases/${notice.subject}`
  if (notice.kind.startsWith('supply-')) return '/supply'
  if (notice.kind.startsWith('manual-')) return `/manual/${notice.subject}`
  if (notice.kind === 'report') return '/reports'
  return null
}
