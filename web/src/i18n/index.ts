import { ref, watchEffect, type Ref } from 'vue'
import type { Name } from '../api/points'
import { en } from './en'
import { zh } from './zh-CN'

export type Language = 'zh' | 'en'
export type MessageKey = keyof typeof zh
export type Messages = Record<MessageKey, string>

const tables: Record<Language, Messages> = { zh, en }

function initial(): Language {
  const kept = localStorage.getItem('language')
  if (kept === 'zh' || kept === 'en') return kept
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}

export const language: Ref<Language> = ref(initial())

watchEffect(() => {
  document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en'
})

export function speak(next: Language): void {
  language.value = next
  localStorage.setItem('language', next)
}

/** The message in the present language: `{name}` becomes the value of that name, `{name:row|rows}` the word for one or for many. */
export function t(key: MessageKey, values: Record<string, string | number> = {}): string {
  return tables[language.value][key]
    .replace(/\{(\w+):([^|}]*)\|([^}]*)}/g, (_, name: string, one: string, many: string) => (String(values[name]) === '1' ? one : many))
    .replace(/\{(\w+)}/g, (whole, name: string) => String(values[name] ?? whole))
}

/** The message of a code that the server gave, else the code itself: never nothing. */
export function word(prefix: string, code: string): string {
  return told(prefix, code, code)
}

/** The message of a code that came with a sentence of the server, else that sentence. A message may hold it as `{rule}`. */
export function told(prefix: string, code: string, sentence: string): string {
  const key = `${prefix}.${code}`
  return key in zh ? t(key as MessageKey, { rule: sentence }) : sentence
}

export const nameOf = (name: Name): string => (language.value === 'zh' ? name.zh : name.en) || name.zh || name.en
