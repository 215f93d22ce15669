import { Temporary } from '../template/temporary.ts'
import type { LiveHandle } from './handle.ts'
import type { Mounted } from './load.ts'

/** Whether a view can be shown in full once more: not what it has forgotten since it was shown. */
export const canShowAgain = ({ live, residents }: Pick<Mounted, 'live' | 'residents'>): boolean =>
  [live, ...(residents.components?.handles ?? [])].every(keepsAll)

const keepsAll = ({ pendingRows, assigns }: LiveHandle): boolean =>
  pendingRows === undefined && !Object.values(assigns).some((value) => value instanceof Temporary)
