// Names of quantities by code, asked for once each.
import { reactive } from 'vue'
import { get } from '../api/client'
import type { FactorName } from '../api/places'
import { nameOf } from '../i18n'

const known = reactive(new Map<string, FactorName | null>())
let wanted = new Set<string>()

/** The name of a quantity; its code until the name is there, or when there is none. */
export function factorName(code: string): string {
  const factor = known.get(code)
  if (factor === undefined && !wanted.has(code)) {
    if (wanted.size === 0) setTimeout(() => void ask())
    wanted.add(code)
  }
  return factor ? nameOf(factor.name) : code
}

async function ask(): Promise<void> {
  const codes = [...wanted]
  try {
    const found = await get<FactorName[]>(`/api/factors?codes=${codes.map(encodeURIComponent).join(',')}`)
    for (const code of codes) known.set(code, found.find((f) => f.code === code) ?? null)
  } catch {
    // The code itself is shown, and asked for again with the next page.
  } finally {
    wanted = new Set()
  }
}
