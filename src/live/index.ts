/** The door for authors of views. */
export { type Static, Type } from 'typebox'
export type { Field, Row } from './form/field.ts'
export type { Form } from './form/form.ts'
export { type LiveForm, liveForm } from './form/live-form.ts'
export { type AttributeValues, attrs } from './template/attributes.ts'
export type { LiveComponent } from './template/component-call.ts'
export { dynamicTag } from './template/dynamic-tag.ts'
export { each } from './template/each.ts'
export type { EventRef } from './template/event.ts'
export { focusWrap } from './template/focus-wrap.ts'
export { type Hole, html, type Template, unsafeHtml } from './template/html.ts'
export { intersperse } from './template/intersperse.ts'
export { type Js, js } from './template/js.ts'
export { link } from './template/link.ts'
export { liveTitle } from './template/live-title.ts'
export { memo } from './template/memo.ts'
export type { Path } from './template/path.ts'
export { portal } from './template/portal.ts'
export { type Stream, stream } from './template/stream.ts'
export { type Temporary, temporary } from './template/temporary.ts'
export {
  fileInput,
  imagePreview,
  type Upload,
  type UploadEntry,
  type UploadError,
  uploadMessage,
} from './template/upload.ts'
export { refuseUpload } from './upload/refusal.ts'
export { type Bucket, type PresignedPost, presignedPost, presignedUrl } from './upload/sigv4.ts'
export { type AsyncResult, asyncResult, loading, type Outcome } from './view/async.ts'
export { event } from './view/declared-event.ts'
export { halt } from './view/hooks.ts'
export { type HttpError, httpError } from './view/http-error.ts'
export type { Layout, RootLayout } from './view/layout.ts'
export type { ConnectInfo, Live, Navigation } from './view/live.ts'
export { component } from './view/live-component.ts'
export { liveRender } from './view/live-render.ts'
export { type LiveSession, liveSession } from './view/live-session.ts'
export { type LiveView, liveView, optional } from './view/live-view.ts'
export { type Flash, navigate, postpone, type Redirect, type Reply, redirect, reply } from './view/outcome.ts'
export { paths, type Route, route } from './view/route.ts'
export {
  type External,
  type TempFile,
  type UploadDefinition,
  type UploadWriter,
  upload,
} from './view/upload.ts'
