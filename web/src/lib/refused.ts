// What the server refused, in words.
import { ApiError } from '../api/client'
import { t, told } from '../i18n'

export const refusal = (e: unknown): string => (e instanceof ApiError && e.status > 0 ? told('refused', e.code, e.message) : t('app.unreachable'))
