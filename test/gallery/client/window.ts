/** The commands of a client by name, as the tests call them. */
export type Commands = Record<
  | 'addClass'
  | 'exec'
  | 'hide'
  | 'ignoreAttributes'
  | 'navigate'
  | 'patch'
  | 'push'
  | 'removeAttribute'
  | 'removeClass'
  | 'setAttribute'
  | 'show'
  | 'toggle'
  | 'toggleAttribute'
  | 'toggleClass'
  | 'transition',
  (...args: readonly unknown[]) => void
>

/** What the gallery puts into the window for the tests. */
declare global {
  interface Window {
    /** The client, as scripts outside of hooks use it. */
    live: {
      js(): Commands
      execJS(el: HTMLElement, binding: string): void
      connect(): void
      disconnect(): void
      isConnected(): boolean
    }
    /** What the client exports besides. */
    isUsedInput(el: Element): boolean
    getFileURLForUpload(input: HTMLElement, ref: string): string | null
    /** What the script of a page has heard of its client. */
    heard: string[]
    /** The hook `Director`, once it is mounted. */
    director: {
      readonly el: HTMLElement
      js(): Commands
      pushEventTo(target: HTMLElement, event: string): Promise<unknown>
      handleEvent(event: string, listener: () => void): unknown
      removeHandleEvent(handled: unknown): void
    }
  }
}
