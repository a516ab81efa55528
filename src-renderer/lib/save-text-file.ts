/** Offers a text to the person as a file to keep. */
export function saveTextFile(fileName: string, text: string, mimeType: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: mimeType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser reads the file after this turn: the address must live a little longer.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
