// What the tests and the pictures ask the server, past the console.

/** The name of the rule that the demo's story breaks. */
export const STORY = '雨天水泵未启动'

export async function ask(base, path) {
  const answer = await fetch(base + path)
  if (!answer.ok) throw new Error(`${path} answers ${answer.status}`)
  return answer.json()
}

/** Asks until the answer is something, twice a second of real time. */
export async function until(seconds, what, question) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; ) {
    const answer = await question()
    if (answer) return answer
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  throw new Error(`${what}: not within ${seconds} s`)
}

/** The story's alarm as soon as there is one; it stands for some minutes of the city. */
export const storyAlarm = (base, seconds) =>
  until(seconds, `the alarm ${STORY}`, async () => (await ask(base, '/api/alarms')).find((alarm) => alarm.ruleName.zh === STORY))

/** Waits until so many minutes of the city have gone by since the alarm began: then there is more to see of it. */
export const minutesInto = (base, alarm, minutes) =>
  until(120, `${minutes} minutes of the alarm`, async () => Date.parse((await ask(base, '/api/status')).now) - Date.parse(alarm.start) >= minutes * 60_000)

/** The story's case when it is opened. */
export const storyCase = (base, seconds) =>
  until(seconds, `the case ${STORY}`, async () => (await ask(base, '/api/cases')).find((file) => file.title.includes(STORY)))

/** The story's case when so many of its rains are answered. */
export const answeredRains = (base, id, rains, seconds) =>
  until(seconds, `${rains} answered rains`, async () => {
    const file = await ask(base, `/api/cases/${id}`)
    return file.criterion?.fulfilled || (file.criterion?.progress?.done ?? 0) >= rains ? file : undefined
  })
