import type { Language } from '../i18n'

/** The same in both languages. */
export interface Said {
  zh: string
  en: string
}
/** A function of the law as the server describes it. */
export interface LawFunction {
  name: string
  zh: string
  en: string
  example: Record<string, unknown>
  input: Schema
  output: Schema
}
export interface Schema {
  properties: Record<string, Property>
  required: string[]
}
export interface Property {
  type: string | string[]
  /** What it is, at length, in Chinese; in English it is the description. */
  title?: string
  description?: string
  enum?: string[]
  format?: string
  'x-label'?: Said
  'x-unit'?: string
  'x-unitLabel'?: Said
  /** Names of words that it takes or answers. */
  'x-words'?: Record<string, Said>
  /** Words that it is known to take beside others. */
  'x-known'?: string[]
}
/** Names of words that mean the same in every field. */
export type Vocabulary = Record<string, Said>
export interface Step {
  zh: string
  en: string
  expression: string
  result: string
}
export interface LawAnswer {
  [name: string]: unknown
  rule: string
  clause: string
  confidence: string
  why: Step[]
}

export type Kind = 'number' | 'text' | 'choice' | 'flag' | 'date' | 'list' | 'named'

const RULE = new Set(['rule', 'clause', 'confidence', 'source', 'why', 'ignored'])
/** As a label: not shown in this language, another field says the same. */
const HIDDEN = '-'

export function kindOf(property: Property): Kind {
  if (property.enum) return 'choice'
  if (property.format === 'date') return 'date'
  if (property.type === 'boolean') return 'flag'
  if (property.type === 'array') return 'list'
  if (property.type === 'object') return 'named'
  return Array.isArray(property.type) ? 'number' : 'text'
}

export const label = (property: Property | undefined, name: string, language: Language): string => property?.['x-label']?.[language] || explained(property, language) || name

export const isShown = (property: Property | undefined, language: Language): boolean => property?.['x-label']?.[language] !== HIDDEN

const explained = (property: Property | undefined, language: Language): string | undefined => (language === 'zh' ? property?.title : property?.description)

/** What a label leaves open; empty where it says all. */
export function explanation(property: Property | undefined, language: Language): string {
  const text = explained(property, language) ?? ''
  const plain = (one: string): string => one.toLowerCase().replace(/[\s，,。.（）()]/g, '')
  return plain(property?.['x-label']?.[language] ?? '').includes(plain(text)) ? '' : text
}

export const unitOf = (property: Property | undefined, language: Language): string => property?.['x-unitLabel']?.[language] ?? property?.['x-unit'] ?? ''

/** What a word is called where it stands; the word itself where nobody knows another name. */
export const said = (property: Property | undefined, vocabulary: Vocabulary, word: string, language: Language): string =>
  property?.['x-words']?.[word]?.[language] ?? vocabulary[word]?.[language] ?? word

/** The word that is called so in one of the languages; the text itself where none is. */
export function wordOf(property: Property, vocabulary: Vocabulary, text: string): string {
  const known = property['x-known'] ?? []
  const isCalled = (word: string): boolean => (['zh', 'en'] as const).some((language) => said(property, vocabulary, word, language) === text)
  return known.includes(text) ? text : (known.find(isCalled) ?? text)
}

type Rename = (word: string) => string
const same: Rename = (word) => word

/** What stands in a field of the form for a value: lists by commas, named values line by line. */
export function written(value: unknown, say: Rename = same): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map((one) => (one === null ? '-' : say(String(one)))).join(', ')
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([name, one]) => `${say(name)} = ${one === null ? '-' : String(one)}`)
      .join('\n')
  return say(String(value))
}

const one = (text: string): string | null => (text === '-' || text === '' ? null : text)

/** Two names of one thing go as they were typed: the server refuses what is given twice, nobody drops one of them. */
function named(entries: readonly [string, string][], word: Rename): Record<string, string | null> {
  const out: Record<string, string | null> = {}
  for (const [name, value] of entries) out[word(name) in out ? name : word(name)] = one(value)
  return out
}

/** Name and value of each line of a named field. */
export const lines = (text: string): [string, string][] =>
  text
    .split(/[\n;；]+/)
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const at = Math.max(line.lastIndexOf('='), line.lastIndexOf('＝'))
      return at < 0 ? [line.trim(), ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()]
    })

/** The value of a field of the form; undefined when nothing was written. Numbers stay texts: exact. */
export function read(text: string, kind: Kind, word: Rename = same): unknown {
  const trimmed = text.trim()
  if (trimmed === '') return undefined
  switch (kind) {
    case 'flag':
      return trimmed === 'true'
    case 'list':
      return trimmed
        .split(/[\s,，、;；]+/)
        .filter((part) => part !== '')
        .map((part) => (one(part) === null ? null : word(part)))
    case 'named':
      return named(lines(trimmed), word)
    case 'text':
      return word(trimmed)
    case 'number':
    case 'choice':
    case 'date':
      return trimmed
  }
}

/** The outputs of an answer, without the rule that they rest on. */
export const outputs = (answer: LawAnswer): [string, unknown][] => Object.entries(answer).filter(([name]) => !RULE.has(name))

/** The function's families, in the order in which the server lists them. */
export function families(all: readonly LawFunction[]): [string, LawFunction[]][] {
  const groups = new Map<string, LawFunction[]>()
  for (const f of all) {
    const family = f.name.split('/')[0] ?? ''
    groups.set(family, [...(groups.get(family) ?? []), f])
  }
  return [...groups]
}
