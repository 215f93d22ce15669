/** Writes each built text file of a folder again, compressed with Brotli and with gzip, where that makes it smaller. */
export function precompress(folder: string): Promise<void>
