import { computed, ref, watchEffect, type Ref } from 'vue'

export type Theme = 'system' | 'light' | 'dark'

const systemDark = window.matchMedia('(prefers-color-scheme: dark)')
const systemIsDark = ref(systemDark.matches)
systemDark.addEventListener('change', (event) => (systemIsDark.value = event.matches))

const kept = localStorage.getItem('theme')
export const theme: Ref<Theme> = ref(kept === 'light' || kept === 'dark' ? kept : 'system')

export const dark = computed(() => theme.value === 'dark' || (theme.value === 'system' && systemIsDark.value))

watchEffect(() => {
  document.documentElement.dataset.theme = dark.value ? 'dark' : 'light'
})

export function wear(next: Theme): void {
  theme.value = next
  localStorage.setItem('theme', next)
}

/** The value of a colour token in the present theme, for canvases that cannot read CSS. */
export function token(name: string): string {
  // Read so that whoever computes with it is computed again when the theme changes.
  void dark.value
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim()
}
