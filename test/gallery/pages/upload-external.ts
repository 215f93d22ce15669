import { type Bucket, fileInput, html, liveView, presignedPost, presignedUrl, Type, upload } from 'oriel'

/** Files that go straight to a bucket: one by a signed PUT, one by a signed form. */
export const uploadExternal = (bucket: Bucket) =>
  liveView({
    uploads: {
      put: upload({
        external: ({ id, type }) => ({
          uploader: 'Put',
          url: presignedUrl(bucket, { method: 'PUT', key: `put/${id}`, headers: { 'content-type': type } }),
        }),
      }),
      post: upload({
        external: ({ id, size }) => ({
          uploader: 'Post',
          ...presignedPost(bucket, { key: `post/${id}`, maxBytes: size }),
        }),
      }),
    },
    events: { check: Type.Object({}), save: Type.Object({}) },
    mount: () => ({ sent: [] as readonly string[] }),
    handleEvent: {
      check: () => {},
      async save(live) {
        const put = await live.consumeUploads('put', (_, { id, name }) => `${name} as put/${id}`)
        const post = await live.consumeUploads('post', (_, { id, name }) => `${name} as post/${id}`)
        live.assign({ sent: [...put, ...post] })
      },
    },
    render: ({ put, post, sent }, on) => html`
      <form id="form" phx-change="${on.check}" phx-submit="${on.save}">
        <label for="${put.ref}">By PUT</label> ${fileInput(put)}
        <label for="${post.ref}">By a form</label> ${fileInput(post)}
        <button>Save</button>
      </form>
      <div id="by-put">${put.entries.map(({ name, progress, errors }) => `${name} ${progress} % ${errors.join()}`)}</div>
      <div id="by-post">${post.entries.map(({ name, progress, errors }) => `${name} ${progress} % ${errors.join()}`)}</div>
      <ul id="sent">${sent.map((each) => html`<li>${each}</li>`)}</ul>`,
  })
