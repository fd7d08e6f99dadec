import { effectScope } from 'vue'
import { describe, expect, it } from 'vitest'
import { speak } from '../src/i18n'
import { title, titled, titleOfPage } from '../src/lib/title'

describe('the title of the window', () => {
  it('names the page in the language read', () => {
    speak('zh')
    titleOfPage('alarms.title')
    expect(title.value).toBe('报警 · 绿心')
    speak('en')
    expect(title.value).toBe('Alarms · Greenheart')
  })

  it('names what the page shows as soon as that is known, and no longer than it is there', () => {
    speak('zh')
    titleOfPage('points.name')
    const [first, second] = [effectScope(), effectScope()]
    first.run(() => titled(() => '总排口'))
    expect(title.value).toBe('总排口 · 绿心')
    second.run(() => titled(() => null))
    first.stop()
    expect(title.value).toBe('点位 · 绿心')
    second.stop()
    expect(title.value).toBe('点位 · 绿心')
  })
})
