import { onBeforeUnmount, onMounted } from 'vue'

/** Calls the handler for single keys that nobody is typing into a field. */
export function onKey(handler: (key: string, event: KeyboardEvent) => void): void {
  const hear = (event: KeyboardEvent): void => {
    const target = event.target as HTMLElement
    const typing = target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return
    handler(event.key, event)
  }
  onMounted(() => document.addEventListener('keydown', hear))
  onBeforeUnmount(() => document.removeEventListener('keydown', hear))
}
