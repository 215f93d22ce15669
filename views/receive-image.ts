import { refuseUpload, type UploadEntry, type UploadWriter } from 'oriel'
import { type Image, ImageRefused, type Images } from '../src/chatter/index.ts'

/** Lets an uploaded file be received as an image; what is refused says so at its entry. */
export function receiveImage(images: Images, { id, size }: UploadEntry): UploadWriter<Image> {
  const image = images.receive(id, size)
  return {
    write: (bytes) => image.write(bytes).catch(refuse),
    close: () => image.close().catch(refuse),
    discard: image.discard.bind(image),
    // A message has it by then, save where an earlier one was sent for the same event.
    consumed: image.discard.bind(image),
  }
}

function refuse(error: unknown): never {
  throw error instanceof ImageRefused ? refuseUpload(error.message) : error
}
