/** A request that the server refused, with its code and its sentence. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** The field of the request that is wrong; empty when none is named. */
    readonly field = '',
    /** The whole answer, such as both states of a conflict. */
    readonly answer: unknown = null,
  ) {
    super(message)
  }
}

let pageToken: string | null = null
/** From now on changes carry the token that tells them from those of other sites. */
export function sendWith(token: string | null): void {
  pageToken = token
}
let refused: (code: string) => void = () => undefined
/** Says what is done when the server no longer knows who asks. */
export function onRefused(then: (code: string) => void): void {
  refused = then
}

async function ask<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const asItIs = body instanceof FormData || body instanceof Blob
  let answer: Response
  try {
    answer = await fetch(path, {
      method,
      signal: signal ?? null,
      headers: {
        ...(body !== undefined && !asItIs && { 'Content-Type': 'application/json' }),
        ...(pageToken !== null && method !== 'GET' && { 'X-Page-Token': pageToken }),
      },
      body: body === undefined ? null : asItIs ? body : JSON.stringify(body),
    })
  } catch (e) {
    if (e instanceof DOMException && e.name === 'AbortError') throw e
    throw new ApiError(0, 'unreachable', String(e))
  }
  const text = await answer.text()
  // An import with row errors is refused with the list of them: that is an answer to be read.
  if (!answer.ok && !(answer.status === 422 && (path.startsWith('/api/import/') || path.startsWith('/api/manual-import/') || path.startsWith('/api/limits/import') || path.startsWith('/api/supply/import/') || /^\/api\/enterprises\/\d+\/\w+\/import/.test(path) || path.startsWith('/api/tax/import/')))) {
    let code = `http-${answer.status}`
    let message = text
    let field = ''
    let whole: unknown = null
    try {
      const parsed = JSON.parse(text) as { code?: string; message?: string; field?: string }
      whole = parsed
      code = parsed.code ?? code
      message = parsed.message ?? message
      field = parsed.field ?? field
    } catch {
      // not one of our own answers: its text is all there is
    }
    if (answer.status === 401) refused(code)
    throw new ApiError(answer.status, code, message, field, whole)
  }
  return (text === '' ? undefined : JSON.parse(text)) as T
}

/** Asks for a file and hands it to the browser to keep. */
export async function download(path: string, body: unknown, name: string): Promise<void> {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(pageToken !== null && { 'X-Page-Token': pageToken }) },
    body: JSON.stringify(body),
  })
  if (!answer.ok) {
    const said = (await answer.json()) as { code?: string; message?: string }
    throw new ApiError(answer.status, said.code ?? '', said.message ?? '')
  }
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await answer.blob())
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}

export const get = <T>(path: string, signal?: AbortSignal): Promise<T> => ask<T>('GET', path, undefined, signal)
export const post = <T>(path: string, body?: unknown): Promise<T> => ask<T>('POST', path, body)
export const del = <T>(path: string): Promise<T> => ask<T>('DELETE', path)
export const put = <T>(path: string, body: unknown): Promise<T> => ask<T>('PUT', path, body)
