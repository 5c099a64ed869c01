/** Lets the person save what is at an address of the console's own. */
export function saveFile(path: string, filename: string): void {
  const link = document.createElement('a');
  link.href = path;
  link.download = filename;
  link.click();
}

/** A file's bytes as base64, as a call carries them. @throws DOMException when it can't be read. */
export function readBase64(file: Blob): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const reader = new FileReader();
  reader.addEventListener('load', () => {
    const address = typeof reader.result === 'string' ? reader.result : '';
    resolve(address.slice(address.indexOf(',') + 1));
  });
  reader.addEventListener('error', () => reject(reader.error));
  reader.readAsDataURL(file);
  return promise;
}
