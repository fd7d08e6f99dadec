import type { Language } from '../i18n'

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
  title?: string
  description?: string
  enum?: string[]
  format?: string
  'x-unit'?: string
}
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

export function kindOf(property: Property): Kind {
  if (property.enum) return 'choice'
  if (property.format === 'date') return 'date'
  if (property.type === 'boolean') return 'flag'
  if (property.type === 'array') return 'list'
  if (property.type === 'object') return 'named'
  return Array.isArray(property.type) ? 'number' : 'text'
}

export const label = (property: Property | undefined, name: string, language: Language): string =>
  (language === 'zh' ? property?.title : property?.description) || name

/** What stands in a field of the form for a value: lists by commas, named values line by line. */
export function written(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map((one) => (one === null ? '-' : String(one))).join(', ')
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([name, one]) => `${name} = ${one === null ? '-' : String(one)}`)
      .join('\n')
  return String(value)
}

const one = (text: string): string | null => (text === '-' || text === '' ? null : text)

/** The value of a field of the form; undefined when nothing was written. Numbers stay texts: exact. */
export function read(text: string, kind: Kind): unknown {
  const trimmed = text.trim()
  if (trimmed === '') return undefined
  switch (kind) {
    case 'flag':
      return trimmed === 'true'
    case 'list':
      return trimmed.split(/[\s,，、;；]+/).filter((part) => part !== '').map(one)
    case 'named':
      return Object.fromEntries(
        trimmed
          .split(/[\n;；]+/)
          .filter((line) => line.trim() !== '')
          .map((line) => {
            const at = Math.max(line.lastIndexOf('='), line.lastIndexOf('＝'))
            return at < 0 ? [line.trim(), null] : [line.slice(0, at).trim(), one(line.slice(at + 1).trim())]
          }),
      )
    case 'number':
    case 'text':
    case 'choice':
    case 'date':
      return trimmed
  }
}

/** The outputs of an answer, without the rule that they rest on. */
export const outputs = (answer: LawAnswer): [string, unknown][] =>
  Object.entries(answer).filter(([name]) => !RULE.has(name))

/** The function's families, in the order in which the server lists them. */
export function families(all: readonly LawFunction[]): [string, LawFunction[]][] {
  const groups = new Map<string, LawFunction[]>()
  for (const f of all) {
    const family = f.name.split('/')[0] ?? ''
    groups.set(family, [...(groups.get(family) ?? []), f])
  }
  return [...groups]
}
