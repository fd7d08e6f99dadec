import { expect, it } from 'vitest'
import { codesOf } from '../src/lib/codes'

it('codes are read with any comma between them, each once', () => {
  expect(codesOf('a21026，w01018, a21026  ')).toEqual(['a21026', 'w01018'])
  expect(codesOf(' ')).toEqual([])
})
