// Who sits before the screen, and what the server lets them do.
import { computed, ref, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import { get, onRefused, sendWith } from '../api/client'
import type { Came, Me } from '../api/accounts'
import { setZone } from './time'

export const me: ShallowRef<Me | null> = shallowRef(null)
/** Whether the first answer has come. */
export const asked = ref(false)
export const account: ComputedRef<Me['account']> = computed(() => me.value?.account ?? null)

/** Whether the server will let them: a menu that leads to a refusal is no menu. */
export const may = (right: string): boolean => account.value?.rights.includes(right) ?? false

export async function askMe(): Promise<void> {
  try {
    const answer = await get<Me>('/api/me')
    sendWith(answer.pageToken)
    me.value = answer
    setZone(answer.zone)
    asked.value = true
  } catch {
    // The server does not answer yet; the frame says so.
    setTimeout(() => void askMe(), 2000)
  }
}

/** They came in: everything of the server may be read from now on. */
export function came(answer: Came): void {
  sendWith(answer.pageToken)
  void askMe()
}

onRefused((code) => {
  if (account.value && /^(session-|login-needed|account-inactive|setup-needed)/.test(code)) void askMe()
})
