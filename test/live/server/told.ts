import { channel } from 'node:diagnostics_channel'
import { onTestFinished } from 'vitest'

/** What a channel of telemetry tells from now on, until the test ends. */
export function told(name: string): readonly unknown[] {
  const heard: unknown[] = []
  const listen = (facts: unknown) => heard.push(facts)
  channel(name).subscribe(listen)
  onTestFinished(() => {
    channel(name).unsubscribe(listen)
  })
  return heard
}
