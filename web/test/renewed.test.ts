import { beforeEach, expect, it } from 'vitest'
import type { Router } from 'vue-router'
import { renewWhenMissing } from '../src/lib/renewed'

const kept = new Map<string, string>()
beforeEach(() => {
  kept.clear()
  globalThis.sessionStorage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) } as Storage
})

function opened(errors: [at: number, message: string][]): string[] {
  const paths: string[] = []
  let now = 0
  let fail: (e: unknown, to: { fullPath: string }) => void = () => undefined
  const router = { onError: (handler: typeof fail) => (fail = handler) } as unknown as Router
  renewWhenMissing(router, (path) => paths.push(path), () => now)
  for (const [at, message] of errors) {
    now = at
    fail(new Error(message), { fullPath: '/law' })
  }
  return paths
}

const MISSING = 'Failed to fetch dynamically imported module: /assets/LawPage-1.js'

it('a part that the server no longer has opens the page anew, once in a while', () => {
  expect(opened([[100_000, MISSING], [101_000, MISSING]])).toEqual(['/law'])
  kept.clear()
  expect(opened([[100_000, MISSING], [200_000, MISSING]])).toEqual(['/law', '/law'])
})

it('any other error opens nothing', () => {
  expect(opened([[100_000, 'x is undefined']])).toEqual([])
})
