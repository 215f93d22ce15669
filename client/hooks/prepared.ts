/** Pixels of the longer side that are sent: more is not to be seen on a page. */
const longest = 2000

/** What is made smaller; animations, which a canvas would still, come in other types. */
const scalable = /^image\/(jpeg|png)$/

const quality = 0.9

/**
 * Makes an image fit to be sent: not larger than a page can show, and a photograph without what its camera has written
 * into it, such as the place. Whatever cannot be drawn is sent as it is: the server says what it takes.
 */
export async function prepared(file: File): Promise<File> {
  if (!scalable.test(file.type)) return file
  try {
    const bitmap = await createImageBitmap(file)
    const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height))
    if (scale === 1 && file.type === 'image/png') return file
    const type = file.type === 'image/png' ? 'image/webp' : file.type
    const blob = await drawn(bitmap, scale, type)
    return new File([blob], file.name, { type: blob.type })
  } catch {
    return file
  }
}

function drawn(bitmap: ImageBitmap, scale: number, type: string): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('It cannot be encoded.'))),
      type,
      quality,
    )
  })
}
