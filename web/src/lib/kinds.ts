// A kind of case as a form has it, and back.
import type { CaseField, CaseKind, KindLimit } from '../api/cases'
import { STAGES, STEPS } from './cases'

interface LimitDraft {
  days: string
  unit: KindLimit['unit']
  warnDays: string
  escalateDays: string
  to: string
}
export interface KindDraft {
  code: string
  zh: string
  en: string
  basis: string
  ledger: boolean
  steps: Record<string, { on: boolean; roles: string[]; fields: string[] }>
  /** That of the whole under the empty name. */
  limits: Record<string, LimitDraft>
  extensionDays: string
  extensionTimes: string
  lookBack: string
  fields: { name: string; zh: string; en: string; type: CaseField['type']; public: CaseField['public']; choices: string; required: boolean }[]
}

const text = (n: number): string => (n === 0 ? '' : String(n))
const limit = (l: KindLimit | null | undefined): LimitDraft => ({
  days: l ? String(l.days) : '',
  unit: l?.unit ?? 'working',
  warnDays: l ? text(l.warnDays) : '',
  escalateDays: l ? text(l.escalateDays) : '',
  to: l?.to ?? 'leader',
})

/** What a form begins with; a fresh one has everything of the other but its names. */
export const draftOf = (kind: CaseKind, fresh: boolean): KindDraft => ({
  code: fresh ? '' : kind.code,
  zh: fresh ? '' : kind.name.zh,
  en: fresh ? '' : (kind.name.en ?? ''),
  basis: fresh ? '' : kind.basis,
  ledger: kind.ledger,
  steps: Object.fromEntries(
    STEPS.map((s) => {
      const known = kind.steps.find((one) => one.step === s)
      return [s, { on: known !== undefined, roles: [...(known?.roles ?? [])], fields: [...(known?.fields ?? [])] }]
    }),
  ),
  limits: Object.fromEntries(['', ...STAGES].map((s) => [s, limit(s === '' ? kind.total : kind.limits.find((l) => l.stage === s))])),
  extensionDays: kind.extension ? String(kind.extension.days) : '',
  extensionTimes: kind.extension ? String(kind.extension.times) : '',
  lookBack: kind.lookBack.join(', '),
  fields: kind.fields.map((f) => ({
    name: f.name,
    zh: f.label.zh,
    en: f.label.en ?? '',
    type: f.type,
    public: f.public,
    choices: f.choices.map((c) => `${c.word}=${c.zh}/${c.en}`).join('; '),
    required: f.required,
  })),
})

/** A number where one was written; else the text, which the server refuses by its name. */
const number = (value: string): number | string => (/^\d+$/.test(value) ? Number(value) : value)
const sent = (l: LimitDraft): Record<string, unknown> => ({
  days: number(l.days),
  unit: l.unit,
  ...(l.warnDays && { warnDays: number(l.warnDays) }),
  ...(l.escalateDays && { escalateDays: number(l.escalateDays) }),
  to: l.to,
})
const choices = (line: string): { word: string; zh: string; en: string }[] =>
  line
    .split(/[;；]/)
    .map((one) => one.trim())
    .filter(Boolean)
    .map((one) => {
      const [code = '', names = ''] = one.split('=')
      const [zh = '', en = ''] = names.split('/')
      return { word: code.trim(), zh: (zh || code).trim(), en: (en || zh || code).trim() }
    })

/** The kind in the form in which the server reads it. */
export function kindOf(draft: KindDraft): Record<string, unknown> {
  const { '': total, ...stages } = draft.limits
  return {
    code: draft.code,
    name: { zh: draft.zh, en: draft.en },
    ledger: draft.ledger,
    fields: draft.fields.map((f) => ({
      name: f.name,
      label: { zh: f.zh, en: f.en },
      type: f.type,
      required: f.required,
      public: f.public,
      ...((f.type === 'choice' || f.type === 'choices') && { choices: choices(f.choices) }),
    })),
    steps: STEPS.filter((s) => draft.steps[s]?.on).map((s) => ({ step: s, roles: draft.steps[s]!.roles, fields: draft.steps[s]!.fields.filter((name) => draft.fields.some((f) => f.name === name)) })),
    limits: Object.entries(stages)
      .filter(([, l]) => l.days !== '')
      .map(([stage, l]) => ({ stage, ...sent(l) })),
    ...(total?.days && { total: sent(total) }),
    ...(draft.extensionDays && { extension: { days: number(draft.extensionDays), times: number(draft.extensionTimes || '1') } }),
    lookBack: draft.lookBack.split(/[,，、\s]+/).filter(Boolean).map(number),
    basis: draft.basis,
  }
}
