// The little that the code under test takes from a browser.
const kept = new Map<string, string>([['language', 'zh']])
Object.assign(globalThis, {
  localStorage: { getItem: (k: string) => kept.get(k) ?? null, setItem: (k: string, v: string) => void kept.set(k, v) },
  document: { documentElement: { lang: '', dataset: {} }, hidden: false, createElement: () => ({}) },
  window: { matchMedia: () => ({ matches: false, addEventListener: () => undefined }) },
})
