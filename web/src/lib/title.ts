// The title of the window: what the page shows, then whose pages these are.
import { computed, onScopeDispose, shallowRef, watchEffect } from 'vue'
import { t, type MessageKey } from '../i18n'

type Subject = () => string | null | undefined

const kind = shallowRef<MessageKey | null>(null)
const subject = shallowRef<Subject | null>(null)

export const title = computed(() => [subject.value?.() || (kind.value ? t(kind.value) : ''), t('app.name')].filter(Boolean).join(' · '))

/** Keeps the title of the window, in the present language. */
export function watchTitle(): void {
  watchEffect(() => (document.title = title.value))
}

/** What the page that has come is called. */
export function titleOfPage(key: MessageKey): void {
  kind.value = key
}

/** Titles a page by what it shows, such as the name of its point, for as long as it is there. */
export function titled(name: Subject): void {
  subject.value = name
  // The page that follows is there before this one goes.
  onScopeDispose(() => {
    if (subject.value === name) subject.value = null
  })
}
