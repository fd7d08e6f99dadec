import { computed, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** A filter kept in the address, so that a link shows the same list. Empty means: not in it. */
export function inQuery(name: string): WritableComputedRef<string> {
  const route = useRoute()
  const router = useRouter()
  return computed({
    get: () => (typeof route.query[name] === 'string' ? (route.query[name] as string) : ''),
    set: (value) => void router.replace({ query: { ...route.query, [name]: value === '' ? undefined : value } }),
  })
}
