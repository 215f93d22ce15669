/** Who has to mend it: the app's author, or the peer and the network between. */
export type Fault = 'app' | 'network'

/** Every error of the framework: what it means, and the HTTP status where a page has to show it. */
export const errors = {
  template_hole: { fault: 'app', status: 500, meaning: 'A template has a hole where no value can stand.' },
  template_value: {
    fault: 'app',
    status: 500,
    meaning: 'A hole was given a value that cannot be shown there.',
  },
  duplicate_key: { fault: 'app', status: 500, meaning: 'Two items of one list have the same key.' },
  duplicate_component: {
    fault: 'app',
    status: 500,
    meaning: 'Two live components of one definition, or two nested views, have the same id.',
  },
  bad_route: { fault: 'app', status: 500, meaning: 'A route or a path is not one that the app can serve.' },
  no_route: { fault: 'network', status: 404, meaning: 'A URL leads to no view.' },
  bad_definition: { fault: 'app', status: 500, meaning: 'A view is defined in a way that cannot work.' },
  turn_failed: { fault: 'app', status: 500, meaning: 'A callback of the view threw.' },
  turn_timeout: { fault: 'app', status: 500, meaning: 'A callback of the view did not finish in time.' },
  live_ended: { fault: 'app', status: 500, meaning: 'A live handle was used after its view had ended.' },
  mailbox_full: { fault: 'app', status: 503, meaning: 'More messages wait for a view than it may hold.' },
  backlog_full: {
    fault: 'network',
    status: 503,
    meaning: 'More changes wait for a browser than may be kept.',
  },
  unknown_event: {
    fault: 'network',
    status: 400,
    meaning: 'The browser sent an event that the view does not declare.',
  },
  unknown_component: {
    fault: 'network',
    status: 400,
    meaning: 'The browser sent an event to a live component that the view does not have.',
  },
  invalid_payload: { fault: 'network', status: 400, meaning: "An event's payload does not fit its schema." },
  not_repeated: {
    fault: 'network',
    status: 409,
    meaning: 'The browser sent an event again whose view had ended, and that is not safe to repeat.',
  },
  invalid_params: {
    fault: 'network',
    status: 400,
    meaning: 'The URL carries parameters that do not fit the view.',
  },
  invalid_session: {
    fault: 'app',
    status: 500,
    meaning: 'The session lacks what the view declares that it needs.',
  },
  session_too_large: {
    fault: 'app',
    status: 500,
    meaning: 'The data of a session is more than a cookie can hold.',
  },
  malformed_url: { fault: 'network', status: 400, meaning: 'The host and path of a request make no URL.' },
  malformed_frame: { fault: 'network', status: 400, meaning: 'A message on the socket is no frame.' },
  forged_token: { fault: 'network', status: 403, meaning: 'A signed token did not verify.' },
  foreign_origin: { fault: 'network', status: 403, meaning: 'A request came from the page of another site.' },
  csrf_mismatch: { fault: 'network', status: 403, meaning: 'A request lacks the token of its own session.' },
  unknown_upload: {
    fault: 'network',
    status: 400,
    meaning: 'The browser named an upload, or a file of one, that the view does not have.',
  },
  upload_refused: {
    fault: 'network',
    status: 400,
    meaning: 'The bytes of an uploaded file are not those that were announced.',
  },
  upload_failed: {
    fault: 'app',
    status: 500,
    meaning: 'A callback of an upload threw, or a file could not be written.',
  },
  slow_consumer: { fault: 'network', status: 503, meaning: 'A browser took its messages too slowly.' },
} as const satisfies Record<string, { fault: Fault; status: number; meaning: string }>

export type ErrorCode = keyof typeof errors

/** An error with a code of the table; its message says what is wrong and what mends it. */
export class LiveError extends Error {
  readonly code: ErrorCode

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'LiveError'
    this.code = code
  }

  get fault(): Fault {
    return errors[this.code].fault
  }

  /** The HTTP status where a page shows the error; the name is the one that Fastify reads. */
  get statusCode(): number {
    return errors[this.code].status
  }
}
